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
    /// Sums as bytes.
    #[inline(always)]
    pub fn bytes(&self, [a, b]: [L::I32; 2]) -> Bytes {
        let a = L::scale(L::to_f32(a), self.scale[0], self.offset[0]);
        let b = L::scale(L::to_f32(b), self.scale[1], self.offset[1]);
        L::bytes([L::round(a), L::round(b)], self.low, self.high)
    }

    /// Sums as bytes, with another layer's bytes added, of which `zero` stands for 0 and one step is `scale` steps of the output.
    #[inline(always)]
    pub fn bytes_with(&self, [a, b]: [L::I32; 2], other: &Bytes, zero: i32, scale: f32) -> Bytes {
        let [other_a, other_b] = halves(other);
        let scale = L::same(scale);
        let a = L::scale(L::to_f32(a), self.scale[0], self.offset[0]);
        let b = L::scale(L::to_f32(b), self.scale[1], self.offset[1]);
        let a = L::scale(L::to_f32(L::widen_less(other_a, zero)), scale, a);
        let b = L::scale(L::to_f32(L::widen_less(other_b, zero)), scale, b);
        L::bytes([L::round(a), L::round(b)], self.low, self.high)
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
