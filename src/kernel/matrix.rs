//! A matrix of signed bytes, packed for the processor's vectors.

use super::lanes::{Fast, Lanes};
use super::{BLOCK, Bytes};

/// How weights are packed, and with that how many products go into a sum at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Two, for inputs of at most 16 bits.
    Pairs,
    /// Four, for bytes of at most 127.
    Quads,
}

impl Form {
    /// The faster form on this processor for inputs of at most `high`.
    pub fn fastest(high: u8) -> Self {
        if Fast::QUADS && high <= 127 { Self::Quads } else { Self::Pairs }
    }
}

/// Eight inputs of a pixel, as pairs of 16 bits.
pub(super) type Pairs = [u32; BLOCK / 2];

/// Eight inputs of at most 16 bits, by their index, as pairs.
#[inline(always)]
pub(super) fn in_pairs(input: impl Fn(usize) -> u32) -> Pairs {
    std::array::from_fn(|pair| input(2 * pair) | input(2 * pair + 1) << 16)
}

/// Pixels that a tile works on at once: their sums fill half of the sixteen vectors.
pub(super) const TILE: usize = 4;

/// Weights from eight inputs to eight outputs, and the inputs that they go with.
pub(super) trait Square: Copy + Default {
    /// Eight inputs of a pixel.
    type Inputs: Copy;
    /// Puts a weight in its place.
    fn put(&mut self, output: usize, input: usize, weight: i8);
    /// Adds the products with the inputs of some pixels.
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Self::Inputs; N], sums: [[L::I32; 2]; N]) -> [[L::I32; 2]; N];
}

/// Pair of inputs, half of the outputs, output and input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PairSquare([[[i16; 8]; 2]; BLOCK / 2]);

impl Square for PairSquare {
    type Inputs = Pairs;

    fn put(&mut self, output: usize, input: usize, weight: i8) {
        self.0[input / 2][output / 4][output % 4 * 2 + input % 2] = i16::from(weight);
    }

    #[inline(always)]
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Pairs; N], mut sums: [[L::I32; 2]; N]) -> [[L::I32; 2]; N] {
        for pair in 0..BLOCK / 2 {
            let [low, high] = &self.0[pair];
            let (low, high) = (L::i16(low), L::i16(high));
            for (sum, input) in sums.iter_mut().zip(inputs) {
                let input = L::pairs(input[pair]);
                *sum = [L::dot(sum[0], input, low), L::dot(sum[1], input, high)];
            }
        }
        sums
    }
}

/// Four of the inputs, half of the outputs, output and input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct QuadSquare([[[i8; 16]; 2]; BLOCK / 4]);

impl Square for QuadSquare {
    type Inputs = Bytes;

    fn put(&mut self, output: usize, input: usize, weight: i8) {
        self.0[input / 4][output / 4][output % 4 * 4 + input % 4] = weight;
    }

    #[inline(always)]
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Bytes; N], sums: [[L::I32; 2]; N]) -> [[L::I32; 2]; N] {
        let [first, second] = &self.0;
        let sums = products::<L, N>(first, |pixel| [inputs[pixel][0], inputs[pixel][1], inputs[pixel][2], inputs[pixel][3]], sums);
        products::<L, N>(second, |pixel| [inputs[pixel][4], inputs[pixel][5], inputs[pixel][6], inputs[pixel][7]], sums)
    }
}

/// Adds the products of four inputs of some pixels.
#[inline(always)]
fn products<L: Lanes, const N: usize>(
    [low, high]: &[[i8; 16]; 2],
    four: impl Fn(usize) -> [u8; 4],
    sums: [[L::I32; 2]; N],
) -> [[L::I32; 2]; N] {
    let (low, high) = (L::i8(low), L::i8(high));
    std::array::from_fn(|pixel| {
        let bytes = L::quads(four(pixel));
        [L::dot_quads(sums[pixel][0], low, bytes), L::dot_quads(sums[pixel][1], high, bytes)]
    })
}

/// Weights `[block of outputs][block of inputs]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matrix<S> {
    blocks_in: usize,
    squares: Vec<S>,
}

impl<S: Square> Matrix<S> {
    /// Packs weights `[output][input]`.
    pub fn new(weights: &[i8], inputs: usize) -> Self {
        let blocks_in = inputs.div_ceil(BLOCK).max(1);
        let outputs = weights.len() / inputs.max(1);
        let mut squares = vec![S::default(); outputs.div_ceil(BLOCK) * blocks_in];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                squares[output / BLOCK * blocks_in + input / BLOCK].put(output % BLOCK, input % BLOCK, *weight);
            }
        }
        Self { blocks_in, squares }
    }

    /// Number of blocks of inputs.
    pub fn blocks_in(&self) -> usize {
        self.blocks_in
    }

    /// The squares of each block of outputs.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, S> {
        self.squares.chunks_exact(self.blocks_in)
    }
}

/// Sums of `N` pixels from `pixel` on. `inputs` holds `[block of inputs][pixel]`, with `pixels` pixels a block.
#[inline(always)]
pub(super) fn tile<L: Lanes, S: Square, const N: usize>(
    inputs: &[S::Inputs],
    pixels: usize,
    pixel: usize,
    row: &[S],
    start: [L::I32; 2],
) -> [[L::I32; 2]; N] {
    let mut sums = [start; N];
    for (column, square) in inputs.chunks_exact(pixels).zip(row) {
        let Some(inputs) = column[pixel..].first_chunk::<N>() else { break };
        sums = square.add::<L, N>(inputs, sums);
    }
    sums
}
