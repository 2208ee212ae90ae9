//! The photo network alone, for a page that measures it beside other engines (`tests/bench/networks.mjs`).
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use touchstone::image::Pixels;
use touchstone::model::{ModelFile, Models};
use wasm_bindgen::prelude::*;

/// One network, one picture.
#[wasm_bindgen]
pub struct Network {
    models: Models,
    pixels: Pixels,
}

#[wasm_bindgen]
impl Network {
    /// `rgb` holds rows of a square picture.
    #[wasm_bindgen(constructor)]
    pub fn new(onnx: Vec<u8>, card: Vec<u8>, rgb: Vec<u8>, side_px: u32) -> Self {
        let file = |name: &str, bytes| ModelFile { name: name.into(), bytes };
        let models = Models::load(&[file("photo.onnx", onnx), file("photo.json", card)]).unwrap();
        Self { models, pixels: Pixels::from_raw(side_px, side_px, rgb).unwrap() }
    }

    /// Looks at the picture; logits, then the code.
    pub fn run(&self) -> Vec<f32> {
        self.models.photo_outputs(&self.pixels).unwrap().concat()
    }
}
