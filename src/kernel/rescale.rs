//! From sums back to bytes.

use super::lanes::Lanes;
use super::{BLOCK, Bytes};

/// Sums must stay below this once they are scaled, so that rounding by addition holds.
const MOST: f64 = 4_194_303.0;

/// How sums of one layer become bytes: `round(sum * scale + offset)`, cut at `low` and `high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rescale {
    start: Vec<[i32; BLOCK]>,
    scale: Vec<[f32; BLOCK]>,
    offset: Vec<[f32; BLOCK]>,
    low: u8,
    high: u8,
}

/// What a [`Rescale`] is made from, one entry an output channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Rescaling {
    /// Where a sum begins: less the products of the weights with the byte that stands for 0.
    pub start: Vec<i32>,
    /// Steps of the output in one of the sum.
    pub scale: Vec<f32>,
    /// The bias in steps of the output, and the byte that stands for 0 in the output.
    pub offset: Vec<f32>,
    /// Smallest and largest byte of the output.
    pub range: (u8, u8),
}

impl Rescale {
    /// Fills up the last block. `largest` holds the largest size of each channel's sum, `added` what is added in steps of the output
    /// beside the offset. None where a result could leave the range in which every step is exact.
    pub fn new(from: &Rescaling, largest: &[i64], added: f32) -> Option<Self> {
        let exact = |((scale, offset), largest): ((&f32, &f32), &i64)| {
            let most = *largest as f64 * f64::from(*scale) + f64::from(offset.abs()) + f64::from(added);
            *largest <= i64::from(i32::MAX) && most <= MOST
        };
        let channels = from.start.len();
        if [from.scale.len(), from.offset.len(), largest.len()].iter().any(|length| *length != channels) {
            return None;
        }
        from.scale.iter().zip(&from.offset).zip(largest).all(exact).then(|| Self {
            start: in_blocks(&from.start),
            scale: in_blocks(&from.scale),
            offset: in_blocks(&from.offset),
            low: from.range.0,
            high: from.range.1,
        })
    }

    /// Number of blocks of output channels.
    pub fn blocks(&self) -> usize {
        self.scale.len()
    }

    /// The numbers of one block, loaded.
    #[inline(always)]
    pub(super) fn load<L: Lanes>(&self, block: usize) -> Loaded<L> {
        let (start, scale, offset) = (halves(&self.start[block]), halves(&self.scale[block]), halves(&self.offset[block]));
        Loaded {
            start: start.map(|half| L::i32(&half)),
            scale: scale.map(|half| L::f32(&half)),
            offset: offset.map(|half| L::f32(&half)),
            low: self.low,
            high: self.high,
        }
    }
}

/// A block of a [`Rescale`] in a processor's vectors.
pub(super) struct Loaded<L: Lanes> {
    /// Where the sums begin.
    pub start: [L::I32; 2],
    scale: [L::F32; 2],
    offset: [L::F32; 2],
    low: u8,
    high: u8,
}

impl<L: Lanes> Loaded<L> {
    /// Sums of two pixels as bytes.
    #[inline(always)]
    pub fn bytes(&self, sums: [[L::I32; 2]; 2]) -> [Bytes; 2] {
        let [[a, b], [c, d]] = sums;
        let first = [L::round(self.scaled(0, a)), L::round(self.scaled(1, b))];
        let second = [L::round(self.scaled(0, c)), L::round(self.scaled(1, d))];
        L::bytes([first, second], self.low, self.high)
    }

    /// Sums of two pixels as bytes, with another layer's bytes added, of which `zero` stands for 0 and one step is `scale` steps of the
    /// output.
    #[inline(always)]
    pub fn bytes_with(&self, sums: [[L::I32; 2]; 2], others: [&Bytes; 2], zero: i32, scale: f32) -> [Bytes; 2] {
        let scale = L::same(scale);
        let add = |half: usize, sum: L::I32, other: &Bytes| {
            let other = L::to_f32(L::widen_less(halves(other)[half], zero));
            L::round(L::scale(other, scale, self.scaled(half, sum)))
        };
        let [first, second] = sums;
        let first = [add(0, first[0], others[0]), add(1, first[1], others[0])];
        let second = [add(0, second[0], others[1]), add(1, second[1], others[1])];
        L::bytes([first, second], self.low, self.high)
    }

    /// Sums of one half of the channels in steps of the output.
    #[inline(always)]
    fn scaled(&self, half: usize, sums: L::I32) -> L::F32 {
        L::scale(L::to_f32(sums), self.scale[half], self.offset[half])
    }
}

/// Numbers in blocks of eight, the last one filled up.
pub(super) fn in_blocks<T: Copy + Default>(numbers: &[T]) -> Vec<[T; BLOCK]> {
    let block = |part: &[T]| std::array::from_fn(|index| part.get(index).copied().unwrap_or_default());
    numbers.chunks(BLOCK).map(block).collect()
}

#[inline(always)]
pub(super) fn halves<T: Copy>(n: &[T; BLOCK]) -> [[T; 4]; 2] {
    [[n[0], n[1], n[2], n[3]], [n[4], n[5], n[6], n[7]]]
}
