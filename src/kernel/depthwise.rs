//! Convolution of each channel by itself.

use super::lanes::Lanes;
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
    /// Block of channels, column of the kernel, pair of rows; then half of the channels, channel and row.
    weights: Vec<[[i16; 8]; 2]>,
    rescale: Rescale,
}

impl Depthwise {
    /// Packs weights `[channel][row][column]`; `zero` is the byte that stands for 0. None for a kernel that no code here is made for:
    /// sizes are 3 and 5, strides 1 and 2.
    pub fn new(weights: &[i8], window: Window, zero: u8, rescale: Rescale) -> Option<Self> {
        let Window { size, stride, .. } = window;
        if !matches!((size, stride), (3 | 5, 1 | 2)) {
            return None;
        }
        let pairs = size.div_ceil(2);
        let mut packed = vec![[[0; 8]; 2]; rescale.blocks() * size * pairs];
        for (channel, kernel) in weights.chunks_exact(size * size).enumerate() {
            for (tap, weight) in kernel.iter().enumerate() {
                let (row, column) = (tap / size, tap % size);
                let place = &mut packed[(channel / BLOCK * size + column) * pairs + row / 2];
                place[channel % BLOCK / 4][channel % 4 * 2 + row % 2] = i16::from(*weight);
            }
        }
        Some(Self { window, zero, weights: packed, rescale })
    }

    /// Works on a whole picture.
    pub fn run<L: Lanes>(&self, input: &[Bytes], output: &mut [Bytes]) {
        // The last number: columns of the input under a tile.
        match (self.window.size, self.window.stride) {
            (3, 1) => self.sized::<L, 3, 1, 2, 6>(input, output),
            (3, _) => self.sized::<L, 3, 2, 2, 9>(input, output),
            (_, 1) => self.sized::<L, 5, 1, 3, 8>(input, output),
            _ => self.sized::<L, 5, 2, 3, 11>(input, output),
        }
    }

    fn sized<L: Lanes, const SIZE: usize, const STRIDE: usize, const PAIRS: usize, const WIDTH: usize>(
        &self,
        input: &[Bytes],
        output: &mut [Bytes],
    ) {
        let Window { pad, input: (height, width), output: (rows, columns), .. } = self.window;
        // A frame around the picture, so that every tile lies inside.
        let wide = ((columns.next_multiple_of(TILE) - 1) * STRIDE + SIZE).max(width + pad);
        let high = ((rows - 1) * STRIDE + SIZE).max(height + pad);
        let mut framed = vec![[self.zero; BLOCK]; wide * high];
        let planes = input.chunks_exact(height * width).zip(output.chunks_exact_mut(rows * columns));
        for (block, ((plane, output), weights)) in planes.zip(self.weights.chunks_exact(SIZE * PAIRS)).enumerate() {
            self.window.lay(plane, &mut framed, wide);
            let loaded = self.rescale.load::<L>(block);
            for (row, output) in output.chunks_exact_mut(columns).enumerate() {
                let lines: [&[Bytes]; SIZE] = std::array::from_fn(|line| &framed[(row * STRIDE + line) * wide..][..wide]);
                for (index, output) in output.chunks_mut(TILE).enumerate() {
                    let mut under = [&[[0; BLOCK]; WIDTH]; SIZE];
                    for (under, line) in under.iter_mut().zip(lines) {
                        if let Some(part) = line[index * TILE * STRIDE..].first_chunk() {
                            *under = part;
                        }
                    }
                    let sums = tile::<L, SIZE, STRIDE, PAIRS, WIDTH>(under, weights, loaded.start);
                    for (output, sums) in output.iter_mut().zip(sums) {
                        *output = loaded.bytes(sums);
                    }
                }
            }
        }
    }
}

/// Sums of neighbours in a row. Two rows of a column are brought together once and serve every place whose kernel covers the column.
#[inline(always)]
fn tile<L: Lanes, const SIZE: usize, const STRIDE: usize, const PAIRS: usize, const WIDTH: usize>(
    under: [&[Bytes; WIDTH]; SIZE],
    weights: &[[[i16; 8]; 2]],
    start: [L::I32; 2],
) -> [[L::I32; 2]; TILE] {
    let (mut sums, none) = ([start; TILE], L::i16(&[0; 8]));
    for column in 0..WIDTH {
        let mut pairs = [[none; 2]; PAIRS];
        for (pair, rows) in pairs.iter_mut().zip(under.chunks(2)) {
            let second = rows.get(1).map_or(none, |row| L::widen(row[column]));
            *pair = L::interleave(L::widen(rows[0][column]), second);
        }
        for (place, sum) in sums.iter_mut().enumerate() {
            let Some(at) = column.checked_sub(place * STRIDE).filter(|at| *at < SIZE) else { continue };
            for (pair, weights) in pairs.iter().zip(&weights[at * PAIRS..]) {
                *sum = [L::dot(sum[0], pair[0], L::i16(&weights[0])), L::dot(sum[1], pair[1], L::i16(&weights[1]))];
            }
        }
    }
    sums
}
