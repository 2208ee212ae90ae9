//! A matrix of signed bytes, packed for the processor's vectors.

use super::BLOCK;
use super::lanes::Lanes;

/// Eight inputs of a pixel, as pairs of 16 bits.
pub(super) type Pairs = [u32; BLOCK / 2];

/// Eight inputs of at most 16 bits, by their index, as pairs.
#[inline(always)]
pub(super) fn in_pairs(input: impl Fn(usize) -> u32) -> Pairs {
    std::array::from_fn(|pair| input(2 * pair) | input(2 * pair + 1) << 16)
}

/// Weights from eight inputs to eight outputs: pair of inputs, half of the outputs, output and input.
type Square = [[[i16; 8]; 2]; BLOCK / 2];
/// Pixels that a tile works on at once: their sums fill half of the sixteen vectors.
pub(super) const TILE: usize = 4;

/// Weights `[block of outputs][block of inputs]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matrix {
    blocks_in: usize,
    squares: Vec<Square>,
}

impl Matrix {
    /// Packs weights `[output][input]`.
    pub fn new(weights: &[i8], inputs: usize) -> Self {
        let blocks_in = inputs.div_ceil(BLOCK);
        let outputs = weights.len() / inputs.max(1);
        let mut squares = vec![Square::default(); outputs.div_ceil(BLOCK) * blocks_in];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                let (pair, half) = (input % BLOCK / 2, output % BLOCK / 4);
                let square = &mut squares[output / BLOCK * blocks_in + input / BLOCK];
                square[pair][half][output % 4 * 2 + input % 2] = i16::from(*weight);
            }
        }
        Self { blocks_in, squares }
    }

    /// Number of blocks of inputs.
    pub fn blocks_in(&self) -> usize {
        self.blocks_in
    }

    /// The squares of each block of outputs.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, Square> {
        self.squares.chunks_exact(self.blocks_in.max(1))
    }
}

/// Sums of `N` pixels from `pixel` on. `panel` holds `[block of inputs][pixel]`.
#[inline(always)]
pub(super) fn tile<L: Lanes, const N: usize>(
    panel: &[Pairs],
    pixels: usize,
    pixel: usize,
    row: &[Square],
    start: [L::I32; 2],
) -> [[L::I32; 2]; N] {
    let mut sums = [start; N];
    for (column, square) in panel.chunks_exact(pixels).zip(row) {
        let Some(inputs) = column[pixel..].first_chunk::<N>() else { break };
        for pair in 0..BLOCK / 2 {
            let (low, high) = (L::i16(&square[pair][0]), L::i16(&square[pair][1]));
            for (sum, input) in sums.iter_mut().zip(inputs) {
                let input = L::pairs(input[pair]);
                *sum = [L::dot(sum[0], input, low), L::dot(sum[1], input, high)];
            }
        }
    }
    sums
}
