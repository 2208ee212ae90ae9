//! Golden files: ten pictures and what onnxruntime computes on them with each shipped network (`models/training/golden.py`).

use serde::Deserialize;
use touchstone::image::{Pixels, decode, fitting, resize};
use touchstone::model::Models;
use touchstone::snapshot::{Picture, PictureData};

use crate::common;

/// The photo network runs in whole numbers, which round each layer in their own way; see also `src/model/integer/tests.rs`.
const LEAST_COSINE: f32 = 0.998;
const MOST_APART: f32 = 0.5;
/// The networks that read run in floating point on both sides: 2 of 255 and 5 of 1,000 are the rounding of the file and as much again.
const MAP_SLACK: u8 = 2;
const SHARE_SLACK_PERMILLE: f32 = 5.0;
/// A class that leads by less may lose its place to rounding.
const SURE_PERMILLE: f32 = 550.0;
/// Every so many rows and columns of the map are kept, beginning with half of it.
const MAP_STEP: usize = 8;
const FIND_SIDE_PX: u32 = 320;
const READ_PX: (u32, u32) = (480, 48);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    picture: String,
    #[serde(rename = "box")]
    place_px: [u32; 4],
    logits: Vec<f32>,
    embedding: Vec<f32>,
    lines: String,
    classes: Vec<usize>,
    shares_permille: Vec<f32>,
    facts: serde_json::Value,
}

/// The entries, each with its picture.
fn golden() -> Vec<(Golden, Picture)> {
    let cases = common::files("tests/cases");
    let entries: Vec<Golden> = serde_json::from_slice(&common::files("tests/pictures")["golden.json"]).unwrap();
    assert_eq!(entries.len(), 10);
    let picture = |entry: Golden| {
        let data = PictureData::Encoded(cases[&entry.picture].clone());
        let picture = Picture { src: entry.picture.clone(), data };
        (entry, picture)
    };
    entries.into_iter().map(picture).collect()
}

fn models() -> Models {
    Models::load(&common::models()).unwrap()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

fn apart(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).fold(0.0, |most, (a, b)| most.max((a - b).abs()))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_photo_network_gives_nearly_what_onnxruntime_gives() {
    let models = models();
    for (golden, picture) in golden() {
        let outputs = models.photo_outputs(&decode(&picture).unwrap()).unwrap();
        for (found, expected) in outputs.iter().zip([&golden.logits, &golden.embedding]) {
            let (cosine, apart) = (cosine(found, expected), apart(found, expected));
            assert!(cosine > LEAST_COSINE && apart < MOST_APART, "{}: cosine {cosine}, {apart} apart", golden.picture);
        }
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_networks_that_find_and_read_lines_give_what_onnxruntime_gives() {
    let models = models();
    for (golden, picture) in golden() {
        let pixels = decode(&picture).unwrap();
        let (width_px, height_px) = fitting(pixels.width(), pixels.height(), FIND_SIDE_PX);
        let [map, _] = models.words_outputs(&resize(&pixels, width_px, height_px)).unwrap().unwrap();
        let rows = map.chunks(FIND_SIDE_PX as usize).skip(MAP_STEP / 2).step_by(MAP_STEP);
        let found = rows.flat_map(|row| row.iter().skip(MAP_STEP / 2).step_by(MAP_STEP).map(|share| (share * 255.0).round() as u8));
        let expected = (0..golden.lines.len()).step_by(2).map(|at| u8::from_str_radix(&golden.lines[at..at + 2], 16).unwrap());
        let pairs: Vec<(u8, u8)> = found.zip(expected).collect();
        assert_eq!(pairs.len(), (FIND_SIDE_PX as usize / MAP_STEP).pow(2));
        assert!(pairs.iter().all(|(found, expected)| found.abs_diff(*expected) <= MAP_SLACK), "{}", golden.picture);

        let [_, steps] = models.words_outputs(&strip(&pixels, golden.place_px)).unwrap().unwrap();
        let classes = steps.len() / golden.classes.len();
        for ((step, class), share) in steps.chunks(classes).zip(&golden.classes).zip(&golden.shares_permille) {
            assert!((step[*class] * 1000.0 - share).abs() <= SHARE_SLACK_PERMILLE, "{}: {} for {share}", golden.picture, step[*class]);
            let best = (0..step.len()).fold(0, |best, other| if step[other] > step[best] { other } else { best });
            assert!(best == *class || *share < SURE_PERMILLE, "{}: class {best} for {class}", golden.picture);
        }
    }
}

/// The line as the network that reads takes it.
fn strip(pixels: &Pixels, [left, top, width, height]: [u32; 4]) -> Pixels {
    let cut = Pixels::from_fn(width, height, |x, y| *pixels.get_pixel(left + x, top + y));
    resize(&cut, (width * READ_PX.1 / height).clamp(1, READ_PX.0), READ_PX.1)
}

/// Codes, hashes, kinds, words and brands, rounded as they are before anything is decided on them, are the same everywhere.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_facts_of_a_picture_are_the_same_on_every_machine() {
    let engine = common::engine();
    for (golden, picture) in golden() {
        let mut facts = serde_json::to_value(engine.look(&picture).unwrap()).unwrap();
        facts.as_object_mut().unwrap().remove("file");
        assert_eq!(facts, golden.facts, "{}", golden.picture);
    }
}
