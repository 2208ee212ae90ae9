//! From the numbers of a quantised graph to the layers of [`crate::kernel`].

use std::sync::Arc;

use tract_onnx::prelude::OutletId;

use super::step::{Step, Work};
use crate::kernel::{BLOCK, Dense, Depthwise, Form, Pointwise, Rescale, Rescaling, Stem, Window};

/// What a layer's bytes stand for: `(byte - zero) * scale`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Codes {
    pub scale: f32,
    pub zero: u8,
}

impl Codes {
    /// The byte nearest to a number.
    fn byte(self, number: f32) -> u8 {
        // A byte after the cut.
        ((number / self.scale).round_ties_even() + f32::from(self.zero)).clamp(0.0, 255.0) as u8
    }
}

/// A layer's output.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Feature {
    pub outlet: OutletId,
    pub channels: usize,
    /// Rows and columns.
    pub size: (usize, usize),
    pub codes: Codes,
    /// Largest byte.
    pub high: u8,
    /// Whether channels stand plane by plane, as in the picture, and not in blocks.
    pub planes: bool,
}

/// Signed bytes, one scale an output.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    pub shape: Vec<usize>,
    pub bytes: Arc<[i8]>,
    pub scale: Arc<[f32]>,
}

impl Weights {
    /// The weights of each output.
    fn rows(&self) -> std::slice::ChunksExact<'_, i8> {
        self.bytes.chunks_exact((self.bytes.len() / self.scale.len().max(1)).max(1))
    }

    /// What each output's weights add up to, and what their sizes do.
    fn totals(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.rows().map(|row| (row.iter().map(|byte| i64::from(*byte)).sum(), row.iter().map(|byte| i64::from(byte.unsigned_abs())).sum()))
    }
}

/// A convolution with what follows it until its output is bytes again.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    pub input: Feature,
    pub weights: Weights,
    pub bias: Vec<f32>,
    pub window: Window,
    pub group: usize,
    /// A layer that is added.
    pub other: Option<Feature>,
    /// Smallest and largest number.
    pub clip: Option<(f32, f32)>,
}

impl Sum {
    /// Whether shapes fit together; `inputs` is what the weights say of the channels that each output sees.
    pub fn fits(&self, inputs: usize) -> bool {
        let outputs = self.weights.scale.len();
        let whole = self.weights.bytes.len() == outputs * inputs * self.window.size * self.window.size;
        // Padding on the left is less than a kernel, so that each kernel sees a pixel.
        let inside = self.window.pad < self.window.size && self.window.output.0 > 0 && self.window.output.1 > 0;
        whole && inside && inputs * self.group == self.input.channels && self.bias.len() == outputs && outputs > 0
    }

    /// The operator, when the output's bytes are to be `codes`, and its inputs.
    pub fn step(&self, codes: Codes) -> Option<(Step, Vec<OutletId>)> {
        let (input, window) = (&self.input, self.window);
        let (low, high) = self.bounds(codes);
        let other = self.other.as_ref().map(|other| (other.codes.zero, other.codes.scale / codes.scale));
        let (mut start, mut scale, mut offset, mut largest) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (((total, sizes), weight_scale), bias) in self.weights.totals().zip(self.weights.scale.iter()).zip(&self.bias) {
            let begin = -total * i64::from(input.codes.zero);
            start.push(i32::try_from(begin).ok()?);
            largest.push(begin.abs() + sizes * i64::from(input.high.max(input.codes.zero)));
            // Rounded once each, so that the order of the operations is fixed here.
            scale.push((f64::from(input.codes.scale) * f64::from(*weight_scale) / f64::from(codes.scale)) as f32);
            offset.push((f64::from(*bias) / f64::from(codes.scale) + f64::from(codes.zero)) as f32);
        }
        let added = other.map_or(0.0, |(_, scale)| 255.0 * scale);
        let rescale = Rescale::new(&Rescaling { start, scale, offset, range: (low, high) }, &largest, added)?;
        let (zero, bytes) = (input.codes.zero, &self.weights.bytes);
        let alone = other.is_none();
        // Bytes outside the picture count as well.
        let form = Form::fastest(input.high.max(zero));
        let work = if input.planes && self.group == 1 && alone {
            Work::Stem(Stem::new(bytes, window, input.channels, zero, rescale))
        } else if !input.planes && self.group == 1 && window.size == 1 && window.stride == 1 && window.pad == 0 {
            Work::Pointwise(Pointwise::new(bytes, input.channels, form, rescale), other)
        } else if !input.planes && self.group == input.channels && self.group == self.bias.len() && alone {
            Work::Depthwise(Depthwise::new(bytes, window, zero, form, rescale)?)
        } else {
            return None;
        };
        let inputs = std::iter::once(input.outlet).chain(self.other.as_ref().map(|other| other.outlet)).collect();
        let (rows, columns) = window.output;
        Some((Step::of_bytes(work, &[self.bias.len().div_ceil(BLOCK), rows, columns, BLOCK]), inputs))
    }

    /// What is known of the output.
    pub fn feature(&self, outlet: OutletId, codes: Codes) -> Feature {
        let high = self.bounds(codes).1;
        Feature { outlet, channels: self.bias.len(), size: self.window.output, codes, high, planes: false }
    }

    /// Smallest and largest byte of the output.
    fn bounds(&self, codes: Codes) -> (u8, u8) {
        self.clip.map_or((0, u8::MAX), |(low, high)| (codes.byte(low), codes.byte(high)))
    }
}

/// A matrix over the means of `input`, which come as sums over all pixels.
pub(super) fn dense(input: &Feature, weights: &Weights, bias: &[f32]) -> Option<Step> {
    let pixels = input.size.0 * input.size.1;
    if weights.shape.get(1) != Some(&input.channels) || weights.shape.len() != 2 || bias.len() != weights.scale.len() {
        return None;
    }
    let begin = |(total, sizes): (i64, i64)| {
        let begin = -total * i64::from(input.codes.zero) * pixels as i64;
        let largest = begin.abs() + sizes * i64::from(i16::MAX);
        i32::try_from(begin).ok().filter(|_| largest <= i64::from(i32::MAX))
    };
    let start: Vec<i32> = weights.totals().map(begin).collect::<Option<_>>()?;
    let scale = weights.scale.iter().map(|scale| (f64::from(input.codes.scale) * f64::from(*scale) / pixels as f64) as f32);
    let dense = Dense::new(&weights.bytes, input.channels, &start, &scale.collect::<Vec<_>>(), bias);
    Some(Step::of_numbers(dense))
}
