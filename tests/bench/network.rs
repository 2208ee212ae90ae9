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

/// x
#[wasm_bindgen]
pub struct Layer {
    l: touchstone::kernel::Pointwise,
    i: Vec<[u8; 8]>,
    o: Vec<[u8; 8]>,
}
#[wasm_bindgen]
impl Layer {
    /// x
    #[wasm_bindgen(constructor)]
    pub fn new(px: usize, bi: usize, bo: usize) -> Self {
        use touchstone::kernel::*;
        let mut s = 1u32;
        let mut r = || {
            s = s.wrapping_mul(1664525).wrapping_add(1013904223);
            (s >> 24) as u8
        };
        let w: Vec<i8> = (0..bi * bo * 64).map(|_| (r() & 63) as i8 - 32).collect();
        let n = bo * 8;
        let from = Rescaling { start: vec![0; n], scale: vec![0.001; n], offset: vec![0.0; n], range: (0, 127) };
        let l = Pointwise::new(&w, bi * 8, Form::Quads, Rescale::new(&from, &vec![1000; n], 0.0).unwrap());
        Self { l, i: (0..px * bi).map(|_| std::array::from_fn(|_| r() & 127)).collect(), o: vec![[0; 8]; px * bo] }
    }
    /// x
    pub fn run(&mut self) {
        self.l.run_fast(&self.i, &mut self.o)
    }
}
