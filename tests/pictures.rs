//! Pictures through the shipped networks, natively and in the browser: odd files give facts or one reason, never more; broken
//! networks give one clear error; and the networks' numbers are those that onnxruntime computes on the same ten pictures.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use touchstone::engine::Engine;
use touchstone::finding::{Assessment, sha256_hex};
use touchstone::image::decode;
use touchstone::limits::PICTURES_A_PRODUCT;
use touchstone::listing::{Listing, ListingImage, PageKind};
use touchstone::model::{ModelFile, Models};
use touchstone::page;
use touchstone::snapshot::{Picture, PictureData};

mod common;
#[path = "pictures/golden.rs"]
mod golden;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Size and the colour of the first pixel, or the reason.
type Outcome = Result<([u32; 2], [u8; 3]), &'static str>;

/// What becomes of each file of `tests/pictures/odd`.
const ODD: [(&str, Outcome); 18] = [
    // Of an animation the first frame, which is red; the second one is blue.
    ("animated.gif", Ok(([60, 40], [255, 0, 0]))),
    ("animated.png", Ok(([60, 40], [255, 0, 0]))),
    ("animated.webp", Ok(([60, 40], [255, 0, 0]))),
    ("cmyk.jpg", Ok(([120, 80], [0, 0, 90]))),
    ("cut-off.gif", Err("broken")),
    // As in a browser, what is there of a JPEG is shown.
    ("cut-off.jpg", Ok(([80, 60], [0, 0, 0]))),
    ("cut-off.png", Err("broken")),
    ("cut-off.webp", Err("broken")),
    ("grey-alpha.png", Ok(([120, 80], [10, 10, 10]))),
    ("jpeg-inside.png", Ok(([120, 80], [0, 0, 90]))),
    ("nothing.png", Err("empty")),
    ("one-pixel.png", Ok(([1, 1], [200, 30, 40]))),
    ("one-row-too-long.png", Err("too-large")),
    ("one-row.png", Ok(([8192, 1], [0, 0, 90]))),
    ("page-inside.jpg", Err("unknown-format")),
    // The nearest of 32 colours.
    ("palette.png", Ok(([120, 80], [30, 12, 90]))),
    ("sixteen-bit.png", Ok(([120, 80], [0, 0, 0]))),
    ("transparent.png", Ok(([90, 60], [255, 255, 255]))),
];

/// Decoders of JPEG may round.
const COLOUR_SLACK: u8 = 12;

fn odd_pictures() -> BTreeMap<String, Picture> {
    let files = common::files("tests/pictures").into_iter();
    let odd = files.filter_map(|(path, bytes)| Some((path.strip_prefix("odd/")?.to_owned(), bytes)));
    odd.map(|(name, bytes)| (name.clone(), Picture { src: name, data: PictureData::Encoded(bytes) })).collect()
}

/// A product page with these pictures, judged with them.
fn assess(engine: &Engine, pictures: &[Picture]) -> Assessment {
    let images = pictures.iter().map(|picture| ListingImage { src: picture.src.clone(), alt: String::new() }).collect();
    let url = Some("https://shop.example/p/1".to_owned());
    let listing = Listing { kind: PageKind::Product, url, title: Some("Blue mug".into()), images, ..Listing::default() };
    engine.assess_facts(page::from_listing(listing), pictures).unwrap()
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn odd_pictures_are_read_or_skipped_with_their_reason() {
    let (engine, pictures) = (common::engine(), odd_pictures());
    assert_eq!(pictures.keys().map(String::as_str).collect::<Vec<_>>(), ODD.map(|(name, _)| name));
    for (name, expected) in ODD {
        let picture = &pictures[name];
        let facts = engine.look(picture);
        match expected {
            Err(reason) => assert_eq!(facts, Err(reason), "{name}"),
            Ok((size, colour)) => {
                let facts = facts.unwrap_or_else(|reason| panic!("{name}: {reason}"));
                assert_eq!([facts.width_px, facts.height_px], size, "{name}");
                assert!(facts.text.is_empty() && facts.brands.is_empty() && facts.codes.is_empty(), "{name}: {facts:?}");
                let pixels = decode(picture).unwrap();
                let near = name == "cut-off.jpg" || pixels.get_pixel(0, 0).0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= COLOUR_SLACK);
                assert!(near, "{name}: {:?}", pixels.get_pixel(0, 0));
            }
        }
    }
    // Nothing to be seen is the same photo as nothing else.
    let transparent = engine.look(&pictures["transparent.png"]).unwrap();
    assert!(!engine.models().same_photo(&transparent, &transparent));
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_page_of_odd_pictures_is_judged_and_says_what_it_skipped() {
    let engine = common::engine();
    let pictures: Vec<Picture> = odd_pictures().into_values().collect();
    for shown in pictures.chunks(PICTURES_A_PRODUCT) {
        let assessment = assess(&engine, shown);
        let skipped: Vec<(&str, &str)> = assessment.skipped.iter().map(|entry| (entry.place.as_str(), entry.reason.as_str())).collect();
        let reason = |picture: &Picture| ODD.iter().find(|(name, _)| *name == picture.src).and_then(|(_, outcome)| outcome.err());
        let expected: Vec<(&str, &str)> = shown.iter().filter_map(|picture| Some((picture.src.as_str(), reason(picture)?))).collect();
        assert_eq!(skipped, expected);
        let without = assess(&engine, &[]);
        assert_eq!((assessment.weight_centibans, assessment.state), (without.weight_centibans, without.state));
    }
}

/// The shipped files with another network under one of the cards, whose hash is made to fit.
fn with_network(card: &str, onnx: Vec<u8>) -> Vec<ModelFile> {
    let mut files = common::models();
    for file in &mut files {
        if file.name == format!("{card}.json") {
            let mut json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
            json["sha256"] = sha256_hex(&onnx).into();
            file.bytes = serde_json::to_vec(&json).unwrap();
        } else if file.name == format!("{card}.onnx") {
            file.bytes.clone_from(&onnx);
        }
    }
    files
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_network_cut_off_or_of_other_shapes_is_one_error_and_its_pictures_are_skipped() {
    let whole: BTreeMap<String, Vec<u8>> = common::models().into_iter().map(|file| (file.name, file.bytes)).collect();
    // With words, or the network that reads would not be asked.
    let bytes = common::files("tests/cases")["photo-brand-mismatch--another-name/main.png"].clone();
    let picture = Picture { src: "shirt.png".into(), data: PictureData::Encoded(bytes) };
    for (card, other) in [("photo", "text-find"), ("text-find", "text-read"), ("text-read", "photo")] {
        let onnx = &whole[&format!("{card}.onnx")];
        let cuts = [0, 1, 40, onnx.len() / 2, onnx.len() - 1].map(|length| onnx[..length].to_vec());
        for onnx in cuts.into_iter().chain([whole[&format!("{other}.onnx")].clone()]) {
            let (files, length) = (with_network(card, onnx.clone()), onnx.len());
            let error = Models::load(&files).and_then(|models| models.prepare()).err().unwrap_or_else(|| panic!("{card}, {length} bytes"));
            assert_eq!(error.code(), "model-invalid", "{card}, {length} bytes");
            assert!(error.to_string().starts_with(&format!("model {card}.onnx: ")), "{error}");
            let engine = Engine::new(&files, &common::packs()).unwrap();
            let skipped = &assess(&engine, std::slice::from_ref(&picture)).skipped;
            let reasons: Vec<&str> = skipped.iter().map(|entry| entry.reason.as_str()).collect();
            assert_eq!(reasons, ["no-opinion"], "{card}, {length} bytes");
        }
    }
}
