//! A matrix of signed bytes, packed for the processor's vectors.

use super::lanes::{Fast, Lanes};
use super::{BLOCK, Bytes};

/// How weights are packed, and with that how many products go into a sum at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Two, for inputs of at most 16 bits.
    Pairs,
    /// Four and more, for bytes of at most [`QUADS_HIGH`].
    Quads,
}

/// Largest byte that is multiplied as a signed one.
const QUADS_HIGH: i32 = 127;

impl Form {
    /// The faster form on this processor for inputs of at most `high`.
    pub fn fastest(high: u8) -> Self {
        if Fast::QUADS && i32::from(high) <= QUADS_HIGH { Self::Quads } else { Self::Pairs }
    }
}

/// Eight inputs of a pixel, as pairs of 16 bits.
pub(super) type Pairs = [u32; BLOCK / 2];

/// Eight inputs of at most 16 bits, by their index, as pairs.
#[inline(always)]
pub(super) fn in_pairs(input: impl Fn(usize) -> u32) -> Pairs {
    std::array::from_fn(|pair| input(2 * pair) | input(2 * pair + 1) << 16)
}

/// Pixels that a tile works on at once. Their sums, the weights of a square and the inputs of a pixel fill the sixteen vectors that
/// processors have; with more pixels sums wait in memory.
pub(super) const TILE: usize = 2;

/// Weights from eight inputs to eight outputs, and the inputs that they go with.
pub(super) trait Square: Copy + Default {
    /// Eight inputs of a pixel.
    type Inputs: Copy;
    /// Puts a weight in its place.
    fn put(&mut self, output: usize, input: usize, weight: i8);
    /// Takes a part of the weights out, where their products could not be added together at once.
    fn split(&mut self) -> Option<Self>;
    /// Adds the products with the inputs of some pixels.
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Self::Inputs; N], sums: [[L::I32; 2]; N], ones: L::I16) -> [[L::I32; 2]; N];
}

/// Pair of inputs, half of the outputs, output and input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PairSquare([[[i16; 8]; 2]; BLOCK / 2]);

impl Square for PairSquare {
    type Inputs = Pairs;

    fn put(&mut self, output: usize, input: usize, weight: i8) {
        self.0[input / 2][output / 4][output % 4 * 2 + input % 2] = i16::from(weight);
    }

    fn split(&mut self) -> Option<Self> {
        None
    }

    #[inline(always)]
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Pairs; N], mut sums: [[L::I32; 2]; N], _ones: L::I16) -> [[L::I32; 2]; N] {
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

    /// Four products at a time are added in 16 bits: two neighbours of the first four inputs and the two of the others in their place.
    fn split(&mut self) -> Option<Self> {
        let [first, second] = self.0.each_ref().map(|half| half.as_flattened().as_chunks::<2>().0);
        let fits = first.iter().zip(second).all(|([a, b], [c, d])| {
            let weights = [a, b, c, d].map(|weight| i32::from(*weight));
            let of_sign = |sign: i32| weights.iter().map(|weight| (weight * sign).max(0)).sum::<i32>();
            of_sign(1).max(of_sign(-1)) * QUADS_HIGH <= i32::from(i16::MAX)
        });
        (!fits).then(|| {
            let mut taken = Self::default();
            std::mem::swap(&mut taken.0[1], &mut self.0[1]);
            taken
        })
    }

    #[inline(always)]
    fn add<L: Lanes, const N: usize>(&self, inputs: &[Bytes; N], mut sums: [[L::I32; 2]; N], ones: L::I16) -> [[L::I32; 2]; N] {
        let [[first_low, first_high], [second_low, second_high]] = &self.0;
        let (first_low, first_high) = (L::i8(first_low), L::i8(first_high));
        let (second_low, second_high) = (L::i8(second_low), L::i8(second_high));
        for (sum, input) in sums.iter_mut().zip(inputs) {
            let (first, second) = (L::quads([input[0], input[1], input[2], input[3]]), L::quads([input[4], input[5], input[6], input[7]]));
            *sum = [
                L::dot_octets(sum[0], [first_low, second_low], [first, second], ones),
                L::dot_octets(sum[1], [first_high, second_high], [first, second], ones),
            ];
        }
        sums
    }
}

/// Weights `[block of outputs][block of inputs]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matrix<S> {
    blocks_in: usize,
    squares: Vec<S>,
    /// Of each block of outputs: what was split off, and the block of inputs that it belongs to. Rarely anything.
    split: Vec<Vec<(usize, S)>>,
}

/// What leads to one block of outputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'m, S> {
    squares: &'m [S],
    split: &'m [(usize, S)],
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
        let split_off = |row: &mut [S]| row.iter_mut().enumerate().filter_map(|(block, square)| Some((block, square.split()?))).collect();
        let split = squares.chunks_exact_mut(blocks_in).map(split_off).collect();
        Self { blocks_in, squares, split }
    }

    /// Number of blocks of inputs.
    pub fn blocks_in(&self) -> usize {
        self.blocks_in
    }

    /// One row for each block of outputs.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, S>> {
        self.squares.chunks_exact(self.blocks_in).zip(&self.split).map(|(squares, split)| Row { squares, split })
    }
}

/// Sums of `N` pixels from `pixel` on. `inputs` holds `[block of inputs][pixel]`, with `pixels` pixels a block.
#[inline(always)]
pub(super) fn tile<L: Lanes, S: Square, const N: usize>(
    inputs: &[S::Inputs],
    pixels: usize,
    pixel: usize,
    row: Row<S>,
    start: [L::I32; 2],
    ones: L::I16,
) -> [[L::I32; 2]; N] {
    let mut sums = [start; N];
    for (column, square) in inputs.chunks_exact(pixels).zip(row.squares) {
        let Some(inputs) = column[pixel..].first_chunk::<N>() else { break };
        sums = square.add::<L, N>(inputs, sums, ones);
    }
    for (block, square) in row.split {
        let Some(inputs) = inputs.get(block * pixels + pixel..).and_then(<[_]>::first_chunk::<N>) else { break };
        sums = square.add::<L, N>(inputs, sums, ones);
    }
    sums
}
