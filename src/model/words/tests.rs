use std::path::Path;

use crate::image::{Pixels, decode};
use crate::model::shipped_models;
use crate::picture::Line;
use crate::snapshot::{Picture, PictureData};

fn picture_of_case(case: &str) -> Pixels {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("main.png");
    decode(&Picture { src: case.into(), data: PictureData::Encoded(std::fs::read(path).unwrap()) }).unwrap()
}

fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn chinese_and_latin_words_and_digits_are_read_with_their_places() {
    let models = shipped_models();
    let lines = models.read(&picture_of_case("messenger-contact--words-on-a-photo")).unwrap();
    assert_eq!(texts(&lines), ["加微信88332211", "下单请联系"]);
    // The picture says where the words were set: from (40, 40), about 44 high and 330 wide.
    let [left, top, width, height] = lines[0].place_px;
    assert!((20..45).contains(&left) && (25..60).contains(&top) && (300..400).contains(&width) && (40..80).contains(&height), "{lines:?}");
    let lines = models.read(&picture_of_case("replica-words--makers-words-on-a-photo")).unwrap();
    assert_eq!(texts(&lines), ["EXAMPLE BOOTS", "Genuine leather, hand sewn"]);
}

#[test]
fn words_that_stand_upright_are_turned() {
    let turned = ::image::imageops::rotate90(&picture_of_case("replica-words--makers-words-on-a-photo"));
    assert!(texts(&shipped_models().read(&turned).unwrap()).contains(&"EXAMPLE BOOTS"));
}

#[test]
fn pictures_without_words_of_any_size_say_nothing() {
    let models = shipped_models();
    for (width_px, height_px) in [(1, 1), (8192, 1), (1, 8192), (33, 700), (400, 300)] {
        let shaded = Pixels::from_fn(width_px, height_px, |x, y| ::image::Rgb([(x / 9) as u8, (y / 7) as u8, 90]));
        assert_eq!(texts(&models.read(&shaded).unwrap()), Vec::<&str>::new(), "{width_px} x {height_px}");
    }
}
