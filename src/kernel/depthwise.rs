//! Convolution of each channel by itself.

use super::lanes::Lanes;
use super::matrix::Form;
use super::rescale::Rescale;
use super::{BLOCK, Bytes};

/// Neighbours in a row of the output that are worked on at once.
const TILE: usize = 4;

/// Where a square kernel goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows and columns of the kernel.
    pub size: usize,
    /// Steps from one place to the next.
    pub stride: usize,
    /// Rows above and columns to the left of the picture, all 0; to the right and below as many as the output needs.
    pub pad: usize,
    /// Rows and columns of the input.
    pub input: (usize, usize),
    /// Rows and columns of the output.
    pub output: (usize, usize),
}

impl Window {
    /// Lays a plane of the input into a frame with lines of `wide`, so that kernels at its edges lie inside; what is outside the plane
    /// stays as it is.
    pub(super) fn lay<T: Copy>(&self, plane: &[T], frame: &mut [T], wide: usize) {
        let (pad, width) = (self.pad, self.input.1);
        for (line, framed) in plane.chunks_exact(width).zip(frame.chunks_exact_mut(wide).skip(pad)) {
            framed[pad..pad + width].copy_from_slice(line);
        }
    }
}

/// A layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Depthwise {
    window: Window,
    zero: u8,
    weights: Packed,
    rescale: Rescale,
}

/// Weights `[block of channels][step]`.
#[derive(Debug, Clone, PartialEq)]
enum Packed {
    Pairs(Vec<PairOfTaps>),
    Quads(Vec<QuadOfTaps>),
}

impl Depthwise {
    /// Packs weights `[channel][row][column]`; `zero` is the byte that stands for 0. None for a kernel that no code here is made for:
    /// sizes are 3 and 5, strides 1 and 2.
    pub fn new(weights: &[i8], window: Window, zero: u8, form: Form, rescale: Rescale) -> Option<Self> {
        let Window { size, stride, .. } = window;
        if !matches!((size, stride), (3 | 5, 1 | 2)) {
            return None;
        }
        let weights = match form {
            Form::Pairs => Packed::Pairs(packed(weights, size, rescale.blocks())),
            Form::Quads => Packed::Quads(packed(weights, size, rescale.blocks())),
        };
        Some(Self { window, zero, weights, rescale })
    }

    /// Works on a whole picture.
    pub fn run<L: Lanes>(&self, input: &[Bytes], output: &mut [Bytes]) {
        match &self.weights {
            Packed::Pairs(weights) => self.with::<L, _>(weights, input, output),
            Packed::Quads(weights) => self.with::<L, _>(weights, input, output),
        }
    }

    fn with<L: Lanes, T: Taps>(&self, weights: &[T], input: &[Bytes], output: &mut [Bytes]) {
        // After the size and the stride: columns of the picture from a tile's first to its last, below the first column of the kernel.
        match (self.window.size, self.window.stride) {
            (3, 1) => self.sized::<L, T, 3, 1, 4>(weights, input, output),
            (3, _) => self.sized::<L, T, 3, 2, 7>(weights, input, output),
            (_, 1) => self.sized::<L, T, 5, 1, 4>(weights, input, output),
            _ => self.sized::<L, T, 5, 2, 7>(weights, input, output),
        }
    }

    fn sized<L: Lanes, T: Taps, const SIZE: usize, const STRIDE: usize, const SPAN: usize>(
        &self,
        weights: &[T],
        input: &[Bytes],
        output: &mut [Bytes],
    ) {
        let Window { pad, input: (height, width), output: (rows, columns), .. } = self.window;
        // A frame around the picture, so that every tile lies inside.
        let wide = ((columns.next_multiple_of(TILE) - 1) * STRIDE + SIZE + T::BESIDE).max(width + pad);
        let high = ((rows - 1) * STRIDE + SIZE).max(height + pad);
        let mut framed = vec![[self.zero; BLOCK]; wide * high];
        let steps: Vec<usize> = T::steps(SIZE).into_iter().map(|(plane, column)| plane * wide + column).collect();
        let mut woven = Vec::new();
        let ones = L::ones();
        let planes = input.chunks_exact(height * width).zip(output.chunks_exact_mut(rows * columns));
        for (block, ((plane, output), weights)) in planes.zip(weights.chunks_exact(steps.len())).enumerate() {
            self.window.lay(plane, &mut framed, wide);
            let loaded = self.rescale.load::<L>(block);
            for (row, output) in output.chunks_exact_mut(columns).enumerate() {
                let lines: [&[Bytes]; SIZE] = std::array::from_fn(|line| &framed[(row * STRIDE + line) * wide..][..wide]);
                woven.clear();
                T::weave::<L, SIZE>(lines, &mut woven);
                for (index, output) in output.chunks_mut(TILE).enumerate() {
                    let from = woven.get(index * TILE * STRIDE..).unwrap_or_default();
                    let [a, b, c, d] = tile::<L, T, STRIDE, SPAN>(from, &steps, weights, loaded.start, ones);
                    let ([a, b], [c, d]) = (loaded.bytes([a, b]), loaded.bytes([c, d]));
                    match <&mut [Bytes; TILE]>::try_from(&mut *output) {
                        Ok(whole) => *whole = [a, b, c, d],
                        Err(_) => output.iter_mut().zip([a, b, c, d]).for_each(|(output, bytes)| *output = bytes),
                    }
                }
            }
        }
    }
}

/// Weights of some places of the kernel that one step multiplies at once, and the bytes that they go with: those of the same places
/// beside each other, channel by channel.
trait Taps: Copy + Default {
    /// The bytes, in halves of the channels.
    type Woven<L: Lanes>: Copy;
    /// Columns that are woven in beside the last one.
    const BESIDE: usize;
    /// Plane of woven bytes and column in the kernel where each step begins.
    fn steps(size: usize) -> Vec<(usize, usize)>;
    /// Step of a place of the kernel, and where in the step.
    fn place(size: usize, row: usize, column: usize) -> (usize, usize);
    fn put(&mut self, channel: usize, at: usize, weight: i8);
    /// Brings the bytes of each plane together, for each column of the picture.
    fn weave<L: Lanes, const SIZE: usize>(lines: [&[Bytes]; SIZE], woven: &mut Vec<Self::Woven<L>>);
    /// Adds the products.
    fn add<L: Lanes>(&self, woven: Self::Woven<L>, sum: [L::I32; 2], ones: L::I16) -> [L::I32; 2];
}

/// Half of the channels, channel, and one of two rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct PairOfTaps([[i16; 8]; 2]);

impl Taps for PairOfTaps {
    const BESIDE: usize = 0;
    type Woven<L: Lanes> = [L::I16; 2];

    fn steps(size: usize) -> Vec<(usize, usize)> {
        (0..size.div_ceil(2)).flat_map(|plane| (0..size).map(move |column| (plane, column))).collect()
    }
    fn place(size: usize, row: usize, column: usize) -> (usize, usize) {
        (row / 2 * size + column, row % 2)
    }
    fn put(&mut self, channel: usize, at: usize, weight: i8) {
        self.0[channel / 4][channel % 4 * 2 + at] = i16::from(weight);
    }
    #[inline(always)]
    fn weave<L: Lanes, const SIZE: usize>(lines: [&[Bytes]; SIZE], woven: &mut Vec<[L::I16; 2]>) {
        for rows in lines.chunks(2) {
            // Where there is no second row its weights are 0.
            let [first, second] = [rows[0], rows[rows.len() - 1]];
            woven.extend(first.iter().zip(second).map(|(first, second)| L::interleave(L::widen(*first), L::widen(*second))));
        }
    }
    #[inline(always)]
    fn add<L: Lanes>(&self, woven: [L::I16; 2], sum: [L::I32; 2], _ones: L::I16) -> [L::I32; 2] {
        [L::dot(sum[0], woven[0], L::i16(&self.0[0])), L::dot(sum[1], woven[1], L::i16(&self.0[1]))]
    }
}

/// Half of the channels, channel, and one of four rows; in a fifth row one of four columns.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct QuadOfTaps([[i8; 16]; 2]);

impl Taps for QuadOfTaps {
    const BESIDE: usize = 3;
    type Woven<L: Lanes> = [L::I8; 2];

    fn steps(size: usize) -> Vec<(usize, usize)> {
        let fifth = if size > 4 { (0..size).step_by(4) } else { (0..0).step_by(4) };
        (0..size).map(|column| (0, column)).chain(fifth.map(|column| (1, column))).collect()
    }
    fn place(size: usize, row: usize, column: usize) -> (usize, usize) {
        if row < 4 { (column, row) } else { (size + column / 4, column % 4) }
    }
    fn put(&mut self, channel: usize, at: usize, weight: i8) {
        self.0[channel / 4][channel % 4 * 4 + at] = weight;
    }
    #[inline(always)]
    fn weave<L: Lanes, const SIZE: usize>(lines: [&[Bytes]; SIZE], woven: &mut Vec<[L::I8; 2]>) {
        // Where there is no fourth row its weights are 0.
        let rows = [0, 1, 2, 3].map(|row: usize| lines[row.min(SIZE - 1)]);
        woven.extend(rows[0].iter().zip(rows[1]).zip(rows[2]).zip(rows[3]).map(|(((a, b), c), d)| L::weave([*a, *b, *c, *d])));
        if let Some(line) = lines.get(4) {
            woven.extend(line.windows(4).filter_map(<[_]>::first_chunk).map(|four| L::weave(*four)));
        }
    }
    #[inline(always)]
    fn add<L: Lanes>(&self, woven: [L::I8; 2], sum: [L::I32; 2], ones: L::I16) -> [L::I32; 2] {
        [L::dot_quads(sum[0], L::i8(&self.0[0]), woven[0], ones), L::dot_quads(sum[1], L::i8(&self.0[1]), woven[1], ones)]
    }
}

fn packed<T: Taps>(weights: &[i8], size: usize, blocks: usize) -> Vec<T> {
    let steps = T::steps(size).len();
    let mut packed = vec![T::default(); blocks * steps];
    for (channel, kernel) in weights.chunks_exact(size * size).enumerate() {
        for (tap, weight) in kernel.iter().enumerate() {
            let (step, at) = T::place(size, tap / size, tap % size);
            packed[channel / BLOCK * steps + step].put(channel % BLOCK, at, *weight);
        }
    }
    packed
}

/// Sums of neighbours in a row. One step after the other in a loop: written out, the compiler loads the bytes of all steps first, and
/// sums and bytes wait in memory.
#[inline(always)]
fn tile<L: Lanes, T: Taps, const STRIDE: usize, const SPAN: usize>(
    woven: &[T::Woven<L>],
    steps: &[usize],
    weights: &[T],
    start: [L::I32; 2],
    ones: L::I16,
) -> [[L::I32; 2]; TILE] {
    let mut sums = [start; TILE];
    for (from, weights) in steps.iter().zip(weights) {
        let Some(woven) = woven.get(*from..).and_then(<[_]>::first_chunk::<SPAN>) else { break };
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum = weights.add::<L>(woven[place * STRIDE], *sum, ones);
        }
    }
    sums
}
