use std::path::Path;

use ::image::Rgb;
use ::image::imageops::{FilterType, crop_imm, resize};

use super::*;
use crate::image::decode;
use crate::snapshot::{Picture, PictureData};

/// A file of `models/` as it is shipped.
fn shipped(name: &str) -> ModelFile {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(name)).unwrap();
    ModelFile { name: name.into(), bytes }
}

/// The networks of `models/`.
pub(crate) fn shipped_models() -> Models {
    let files = ["photo", "text-find", "text-read"].map(|name| [shipped(&format!("{name}.json")), shipped(&format!("{name}.onnx"))]);
    Models::load(&files.concat()).unwrap()
}

/// The shipped card with one change.
fn card(change: impl FnOnce(&mut serde_json::Value)) -> ModelFile {
    let mut card: serde_json::Value = serde_json::from_slice(&shipped("photo.json").bytes).unwrap();
    change(&mut card);
    ModelFile { name: "photo.json".into(), bytes: serde_json::to_vec(&card).unwrap() }
}

fn refused(files: &[ModelFile]) -> String {
    Models::load(files).and_then(|models| models.prepare()).err().unwrap().to_string()
}

/// A disc of two colours before a shaded ground with a bar; `seed` changes place, size and colours.
fn drawn(seed: u32) -> Pixels {
    let (x0, y0, radius) = (120 + seed * 37 % 90, 110 + seed * 53 % 80, 60 + seed * 29 % 50);
    Pixels::from_fn(480, 450, |x, y| {
        let inside = x.abs_diff(x0).pow(2) + y.abs_diff(y0).pow(2) < radius.pow(2);
        if inside {
            if ((x + y * (seed % 3)) / (40 + seed * 3)).is_multiple_of(2) {
                Rgb([(40 + seed * 50) as u8, 90, 200])
            } else {
                Rgb([220, (seed * 70) as u8, 30])
            }
        } else if x.abs_diff(300 + seed * 41 % 120) < 25 {
            Rgb([(seed * 90) as u8, 160, 60])
        } else {
            Rgb([(x / 3) as u8, (y / 3) as u8, (200 - x / 4) as u8])
        }
    })
}

fn jpeg_again(pixels: &Pixels, quality: u8) -> Pixels {
    let mut bytes = Vec::new();
    ::image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(pixels).unwrap();
    decode(&Picture { src: "a".into(), data: PictureData::Encoded(bytes) }).unwrap()
}

fn half_size(pixels: &Pixels) -> Pixels {
    jpeg_again(&resize(pixels, (pixels.width() / 2).max(1), (pixels.height() / 2).max(1), FilterType::Triangle), 80)
}

/// Eighty per cent of each side, off the middle.
fn cropped(pixels: &Pixels) -> Pixels {
    let (width, height) = pixels.dimensions();
    crop_imm(pixels, width * 8 / 100, height * 12 / 100, width * 80 / 100, height * 80 / 100).to_image()
}

#[test]
fn the_shipped_networks_load_and_name_themselves() {
    let models = shipped_models();
    let names: Vec<&str> = models.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["photo", "text-find", "text-read"]);
    assert!(models.parts.iter().all(|part| part.sha256.len() == 64));
    assert!(models.knows_kind("shoes") && !models.knows_kind("submarine"));
}

// The schema checker is a tool of the native tests.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_shipped_card_has_the_shape_that_its_schema_states() {
    let schema = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("models/packs/schema/model-card.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let valid = |file: &ModelFile| validator.is_valid(&serde_json::from_slice(&file.bytes).unwrap());
    for name in ["photo.json", "text-find.json", "text-read.json"] {
        assert!(valid(&shipped(name)), "{name}");
    }
    for field in [
        "schema",
        "name",
        "version",
        "file",
        "sha256",
        "opset",
        "input",
        "photo",
        "licence",
        "origin",
        "training",
        "command",
        "measured",
        "known_failures",
    ] {
        let without = card(|card| drop(card.as_object_mut().unwrap().remove(field)));
        assert!(!valid(&without), "{field}");
        assert!(Models::load(&[without, shipped("photo.onnx")]).is_err(), "{field}");
    }
    let with_more = card(|card| card["colour"] = "red".into());
    assert!(!valid(&with_more));
    assert!(refused(&[with_more, shipped("photo.onnx")]).contains("unknown field `colour`"));
}

#[test]
fn a_network_that_its_card_does_not_describe_is_refused_with_file_and_reason() {
    let onnx = || shipped("photo.onnx");
    let mut bent = onnx();
    bent.bytes[1000] ^= 1;
    assert!(refused(&[shipped("photo.json"), bent]).starts_with("model photo.onnx: sha256 is "));
    assert_eq!(refused(&[shipped("photo.json")]), "model photo.json: the network \"photo.onnx\" is missing");
    assert_eq!(refused(&[onnx()]), "model photo.onnx: no card describes this file");
    let twice = refused(&[shipped("photo.json"), ModelFile { name: "b.json".into(), ..shipped("photo.json") }, onnx()]);
    assert_eq!(twice, "model b.json: a second card for \"photo\"");
    assert!(refused(&[card(|card| card["name"] = "logo".into()), onnx()]).contains("no use for a model named \"logo\""));
    assert!(refused(&[card(|card| card["photo"]["logits"] = 321.into()), onnx()]).contains("shapes"));
    assert!(refused(&[card(|card| card["photo"]["kinds"][0]["classes"] = serde_json::json!([320])), onnx()]).contains("class 320"));
    assert!(refused(&[card(|card| card["input"]["std"] = serde_json::json!([1, 0, 1])), onnx()]).contains("std"));
    assert!(refused(&[card(|card| card["opset"] = 12.into()), onnx()]).contains("opset is 13, its card says 12"));
    assert!(refused(&[card(|card| card["known_failures"] = serde_json::json!([])), onnx()]).contains("known_failures"));
    assert!(refused(&[card(|card| card["measured"] = serde_json::json!([])), onnx()]).contains("measured"));
    let later = Models::load(&[card(|card| card["schema"] = 2.into()), onnx()]).err().unwrap();
    assert_eq!(later.code(), "schema-unsupported");
    let rubbish = ModelFile { name: "photo.onnx".into(), bytes: b"no network".to_vec() };
    let for_rubbish = card(|card| card["sha256"] = crate::finding::sha256_hex(&rubbish.bytes).into());
    assert_eq!(Models::load(&[for_rubbish, rubbish]).and_then(|models| models.prepare()).err().unwrap().code(), "model-invalid");
}

#[test]
fn without_a_network_a_picture_still_gets_its_hash() {
    let models = Models::load(&[]).unwrap();
    let facts = models.look("a", &drawn(1)).unwrap();
    assert!(facts.shows.is_empty() && facts.embedding_id.is_empty());
    assert_eq!((facts.width_px, facts.height_px), (480, 450));
    assert!(models.same_photo(&facts, &models.look("b", &drawn(1)).unwrap()));
    assert!(!models.same_photo(&facts, &models.look("c", &drawn(2)).unwrap()));
}

#[test]
fn looking_twice_gives_the_same_facts() {
    let models = shipped_models();
    let facts = models.look("a", &drawn(3)).unwrap();
    assert_eq!(facts, models.look("a", &drawn(3)).unwrap());
    assert_eq!(facts.embedding_id.len(), 2 * 96);
    assert!(facts.shows.iter().all(|shown| shown.score_permille % crate::picture::SCORE_STEP_PERMILLE == 0));
}

#[test]
fn a_drawn_picture_is_found_again_after_encoding_but_another_one_is_not() {
    let models = shipped_models();
    let look = |pixels: &Pixels| models.look("a", pixels).unwrap();
    for seed in 1..5 {
        let facts = look(&drawn(seed));
        assert!(models.same_photo(&facts, &look(&jpeg_again(&drawn(seed), 50))), "{seed}");
        assert!(!models.same_photo(&facts, &look(&drawn(seed + 7))), "{seed}");
    }
}

#[test]
fn a_picture_without_structure_is_the_same_as_nothing() {
    let models = shipped_models();
    let blank = models.look("a", &Pixels::from_pixel(50, 50, Rgb([255; 3]))).unwrap();
    assert!(!models.same_photo(&blank, &blank));
}

/// Photos of `folder` under the shared data, every `step`-th, in order of name.
fn photos(folder: &str, step: usize) -> Vec<(String, Pixels)> {
    let Some(folder) = crate::image::tests::shared(folder) else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        decode(&Picture { src: name.clone(), data: PictureData::Encoded(std::fs::read(path).unwrap()) }).map(|pixels| (name, pixels))
    };
    files.iter().step_by(step).filter_map(|path| read(path).ok()).collect()
}

#[test]
fn real_photos_are_found_again_and_told_from_others() {
    let models = shipped_models();
    // Catalogue photos are 224 px wide, so that half of it is a thumbnail in which little is left to find.
    for (folder, least_scaled) in [("photos-brands/catalogue", 150), ("photos-training/clothes/img", 950)] {
        let mut photos = photos(folder, 5);
        photos.truncate(50);
        if photos.is_empty() {
            return;
        }
        let facts: Vec<_> = photos.iter().map(|(name, pixels)| models.look(name, pixels).unwrap()).collect();
        let recall = |change: &dyn Fn(&Pixels) -> Pixels| {
            let again = |((name, pixels), facts): &(&(String, Pixels), &PictureFacts)| {
                models.same_photo(facts, &models.look(name, &change(pixels)).unwrap())
            };
            photos.iter().zip(&facts).filter(again).count() * 1000 / photos.len()
        };
        let (encoded, scaled, cut) = (recall(&|pixels| jpeg_again(pixels, 50)), recall(&half_size), recall(&cropped));
        let pairs = (0..facts.len()).flat_map(|a| (a + 1..facts.len()).map(move |b| (a, b)));
        let alike = pairs.filter(|(a, b)| models.same_photo(&facts[*a], &facts[*b])).count();
        println!("{folder}, {} photos, found again in permille: JPEG 50 {encoded}, half size {scaled}, 80 % crop {cut}", photos.len());
        println!("pairs alike: {alike} of {}", facts.len() * (facts.len() - 1) / 2);
        assert!(encoded >= 980 && scaled >= least_scaled && cut >= 350);
        // Two views of one product may count as one photo; unrelated ones must not.
        assert!(alike * 1000 <= facts.len() * (facts.len() - 1) / 2);
    }
}

#[test]
fn kinds_of_goods_are_named_on_real_photos() {
    let Some(folder) = crate::image::tests::shared("photos-training/clothes") else { return };
    let models = shipped_models();
    let labels = std::fs::read_to_string(folder.join("labels.tsv")).unwrap();
    let labels: std::collections::BTreeMap<&str, &str> =
        labels.lines().filter_map(|line| line.split('\t').collect::<Vec<_>>().get(..3).map(|row| (row[0], row[2]))).collect();
    let (mut right, mut all) = (0, 0);
    for (name, pixels) in photos("photos-training/clothes/img", 12) {
        if labels.get(format!("img/{name}").as_str()) == Some(&"shoes") {
            all += 1;
            right += usize::from(models.look(&name, &pixels).unwrap().shows.first().is_some_and(|shown| shown.kind == "shoes"));
        }
    }
    println!("shoes named on {right} of {all} photos of shoes");
    assert!(all > 20 && right * 10 >= all * 9);
}

#[test]
fn the_pictures_of_the_rules_cases_show_what_the_cases_say() {
    let models = shipped_models();
    let look = |path: &str| {
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path)).unwrap();
        models.look(path, &decode(&Picture { src: path.into(), data: PictureData::Encoded(bytes) }).unwrap()).unwrap()
    };
    let main = look("photo-kind-mismatch--watch-in-the-title-shoes-on-the-photo/main.jpg");
    assert!(main.shows[0].kind == "shoes" && main.shows[0].score_permille >= 900, "{:?}", main.shows);
    let reused = "photo-reused--same-photo-at-a-third-of-the-price";
    assert!(models.same_photo(&look(&format!("{reused}/first.jpg")), &look(&format!("{reused}/second.jpg"))));
    let two = "photo-reused--two-sellers-two-photos";
    assert!(!models.same_photo(&look(&format!("{two}/first.jpg")), &look(&format!("{two}/second.jpg"))));
}
