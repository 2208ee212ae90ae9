//! The first layer: a convolution over the few channels of a picture, which stand plane by plane.

use std::ops::Range;

use super::depthwise::Window;
use super::lanes::Lanes;
use super::matrix::{Matrix, PairSquare, Pairs, in_pairs};
use super::pointwise::run_filled;
use super::rescale::Rescale;
use super::{BLOCK, Bytes};

/// A layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Stem {
    window: Window,
    channels: usize,
    zero: u8,
    matrix: Matrix<PairSquare>,
    rescale: Rescale,
}

impl Stem {
    /// Packs weights `[output][channel][row][column]`; `zero` is the byte that stands for 0.
    pub fn new(weights: &[i8], window: Window, channels: usize, zero: u8, rescale: Rescale) -> Self {
        Self { window, channels, zero, matrix: Matrix::new(weights, channels * window.size * window.size), rescale }
    }

    /// Works on planes `[channel][row][column]`.
    pub fn run<L: Lanes>(&self, planes: &[u8], output: &mut [Bytes]) {
        let Window { size, stride, pad, input: (height, width), output: (rows, columns) } = self.window;
        // A frame around the picture, so that every kernel lies inside.
        let (wide, high) = (width.max((columns - 1) * stride + size) + pad, height.max((rows - 1) * stride + size) + pad);
        let mut framed = vec![self.zero; self.channels * wide * high];
        for (plane, framed) in planes.chunks_exact(width * height).zip(framed.chunks_exact_mut(wide * high)) {
            self.window.lay(plane, framed, wide);
        }
        let taps: Vec<usize> =
            (0..self.channels * size * size).map(|tap| tap / (size * size) * wide * high + tap / size % size * wide + tap % size).collect();
        let fill = |part: Range<usize>, panel: &mut [Pairs]| {
            for (column, taps) in panel.chunks_exact_mut(part.len()).zip(taps.chunks(BLOCK)) {
                for (pixel, pairs) in part.clone().zip(column) {
                    let corner = pixel / columns * stride * wide + pixel % columns * stride;
                    let byte = |tap: usize| taps.get(tap).map_or(0, |tap| u32::from(framed[corner + tap]));
                    *pairs = in_pairs(byte);
                }
            }
        };
        run_filled::<L>(&self.matrix, &self.rescale, rows * columns, fill, None, output);
    }
}
