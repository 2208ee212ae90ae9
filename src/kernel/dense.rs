//! The end of a network: sums over all pixels, and a matrix over them that gives numbers.

use super::lanes::Lanes;
use super::matrix::{Matrix, PairSquare, Pairs, in_pairs, tile};
use super::rescale::{halves, in_blocks};
use super::{BLOCK, Bytes};

/// Sums of each channel over all pixels; at most 32,767 each, which the caller sees to.
pub fn sums(input: &[Bytes], pixels: usize) -> Vec<u16> {
    let sum =
        |plane: &[Bytes]| plane.iter().fold([0_u16; BLOCK], |sum, bytes| std::array::from_fn(|lane| sum[lane] + u16::from(bytes[lane])));
    input.chunks_exact(pixels.max(1)).flat_map(sum).collect()
}

/// A layer: `(sums of weights and inputs) * scale + bias`.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    matrix: Matrix<PairSquare>,
    start: Vec<[i32; BLOCK]>,
    scale: Vec<[f32; BLOCK]>,
    bias: Vec<[f32; BLOCK]>,
    outputs: usize,
}

impl Dense {
    /// Packs weights `[output][input]`. `start` is where an output's sum begins.
    pub fn new(weights: &[i8], inputs: usize, start: &[i32], scale: &[f32], bias: &[f32]) -> Self {
        Self {
            matrix: Matrix::new(weights, inputs),
            start: in_blocks(start),
            scale: in_blocks(scale),
            bias: in_blocks(bias),
            outputs: start.len(),
        }
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The outputs for inputs of at most 32,767.
    pub fn run<L: Lanes>(&self, input: &[u16]) -> Vec<f32> {
        let pairs = |part: &[u16]| in_pairs(|index| part.get(index).copied().map_or(0, u32::from));
        let panel: Vec<Pairs> = input.chunks(BLOCK).map(pairs).collect();
        let mut output = Vec::with_capacity(self.start.len() * BLOCK);
        for (row, ((start, scale), bias)) in self.matrix.rows().zip(self.start.iter().zip(&self.scale).zip(&self.bias)) {
            let [sums] = tile::<L, _, 1>(&panel, 1, 0, row, halves(start).map(|half| L::i32(&half)), L::ones());
            let halves = halves(scale).into_iter().zip(halves(bias));
            for (sum, (scale, bias)) in sums.into_iter().zip(halves) {
                output.extend(L::store(L::scale(L::to_f32(sum), L::f32(&scale), L::f32(&bias))));
            }
        }
        output.truncate(self.outputs);
        output
    }
}
