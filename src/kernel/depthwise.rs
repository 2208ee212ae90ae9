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

/// Weights `[block of channels][column of the kernel][group of rows]`.
#[derive(Debug, Clone, PartialEq)]
enum Packed {
    Pairs(Vec<PairOfRows>),
    Quads(Vec<QuadOfRows>),
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
        // After size and stride: groups of rows, and columns of the input under a tile.
        match (&self.weights, self.window.size, self.window.stride) {
            (Packed::Pairs(weights), 3, 1) => self.sized::<L, _, 3, 1, 2, 6>(weights, input, output),
            (Packed::Pairs(weights), 3, _) => self.sized::<L, _, 3, 2, 2, 9>(weights, input, output),
            (Packed::Pairs(weights), _, 1) => self.sized::<L, _, 5, 1, 3, 8>(weights, input, output),
            (Packed::Pairs(weights), ..) => self.sized::<L, _, 5, 2, 3, 11>(weights, input, output),
            (Packed::Quads(weights), 3, 1) => self.sized::<L, _, 3, 1, 1, 6>(weights, input, output),
            (Packed::Quads(weights), 3, _) => self.sized::<L, _, 3, 2, 1, 9>(weights, input, output),
            (Packed::Quads(weights), _, 1) => self.sized::<L, _, 5, 1, 2, 8>(weights, input, output),
            (Packed::Quads(weights), ..) => self.sized::<L, _, 5, 2, 2, 11>(weights, input, output),
        }
    }

    fn sized<L: Lanes, G: Group, const SIZE: usize, const STRIDE: usize, const GROUPS: usize, const WIDTH: usize>(
        &self,
        weights: &[G],
        input: &[Bytes],
        output: &mut [Bytes],
    ) {
        let Window { pad, input: (height, width), output: (rows, columns), .. } = self.window;
        // A frame around the picture, so that every tile lies inside.
        let wide = ((columns.next_multiple_of(TILE) - 1) * STRIDE + SIZE).max(width + pad);
        let high = ((rows - 1) * STRIDE + SIZE).max(height + pad);
        let mut framed = vec![[self.zero; BLOCK]; wide * high];
        let ones = L::ones();
        let planes = input.chunks_exact(height * width).zip(output.chunks_exact_mut(rows * columns));
        for (block, ((plane, output), weights)) in planes.zip(weights.chunks_exact(SIZE * GROUPS)).enumerate() {
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
                    let [a, b, c, d] = tile::<L, G, SIZE, STRIDE, GROUPS, WIDTH>(under, weights, loaded.start, ones);
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

/// Weights of one column of the kernel and some of its rows.
trait Group: Copy + Default {
    /// Number of rows.
    const ROWS: usize;
    /// As many rows of a column of the picture, brought together channel by channel, in halves of the channels.
    type Column<L: Lanes>: Copy;
    fn put(&mut self, channel: usize, row: usize, weight: i8);
    /// Rows that are missing are 0.
    fn column<L: Lanes>(row: impl Fn(usize) -> Option<Bytes>) -> Self::Column<L>;
    /// Adds the products.
    fn add<L: Lanes>(&self, column: Self::Column<L>, sum: [L::I32; 2], ones: L::I16) -> [L::I32; 2];
}

/// Half of the channels, channel and row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct PairOfRows([[i16; 8]; 2]);

impl Group for PairOfRows {
    const ROWS: usize = 2;
    type Column<L: Lanes> = [L::I16; 2];

    fn put(&mut self, channel: usize, row: usize, weight: i8) {
        self.0[channel / 4][channel % 4 * 2 + row] = i16::from(weight);
    }
    #[inline(always)]
    fn column<L: Lanes>(row: impl Fn(usize) -> Option<Bytes>) -> [L::I16; 2] {
        let [first, second] = [0, 1].map(|at| row(at).map_or(L::i16(&[0; 8]), L::widen));
        L::interleave(first, second)
    }
    #[inline(always)]
    fn add<L: Lanes>(&self, column: [L::I16; 2], sum: [L::I32; 2], _ones: L::I16) -> [L::I32; 2] {
        [0, 1].map(|half| L::dot(sum[half], column[half], L::i16(&self.0[half])))
    }
}

/// Half of the channels, channel and row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct QuadOfRows([[i8; 16]; 2]);

impl Group for QuadOfRows {
    const ROWS: usize = 4;
    type Column<L: Lanes> = [L::I8; 2];

    fn put(&mut self, channel: usize, row: usize, weight: i8) {
        self.0[channel / 4][channel % 4 * 4 + row] = weight;
    }
    #[inline(always)]
    fn column<L: Lanes>(row: impl Fn(usize) -> Option<Bytes>) -> [L::I8; 2] {
        L::weave(std::array::from_fn(|at| row(at).unwrap_or_default()))
    }
    #[inline(always)]
    fn add<L: Lanes>(&self, column: [L::I8; 2], sum: [L::I32; 2], ones: L::I16) -> [L::I32; 2] {
        [0, 1].map(|half| L::dot_quads(sum[half], L::i8(&self.0[half]), column[half], ones))
    }
}

fn packed<G: Group>(weights: &[i8], size: usize, blocks: usize) -> Vec<G> {
    let groups = size.div_ceil(G::ROWS);
    let mut packed = vec![G::default(); blocks * size * groups];
    for (channel, kernel) in weights.chunks_exact(size * size).enumerate() {
        for (tap, weight) in kernel.iter().enumerate() {
            let (row, column) = (tap / size, tap % size);
            let group = &mut packed[(channel / BLOCK * size + column) * groups + row / G::ROWS];
            group.put(channel % BLOCK, row % G::ROWS, *weight);
        }
    }
    packed
}

/// Sums of neighbours in a row. The rows of a column are brought together once and serve every place whose kernel covers the column.
#[inline(always)]
fn tile<L: Lanes, G: Group, const SIZE: usize, const STRIDE: usize, const GROUPS: usize, const WIDTH: usize>(
    under: [&[Bytes; WIDTH]; SIZE],
    weights: &[G],
    start: [L::I32; 2],
    ones: L::I16,
) -> [[L::I32; 2]; TILE] {
    let mut sums = [start; TILE];
    // Written out: a loop as long as this one stays a loop in the compiler's hands, and the sums stay in memory.
    macro_rules! columns {
        ($($column:literal)*) => {$(
            if $column < WIDTH {
                sums = with_column::<L, G, SIZE, STRIDE, GROUPS>($column, under.map(|line| line.get($column)), weights, sums, ones);
            }
        )*};
    }
    columns!(0 1 2 3 4 5 6 7 8 9 10);
    sums
}

/// The sums with the products of one column of the picture.
#[inline(always)]
fn with_column<L: Lanes, G: Group, const SIZE: usize, const STRIDE: usize, const GROUPS: usize>(
    column: usize,
    rows: [Option<&Bytes>; SIZE],
    weights: &[G],
    mut sums: [[L::I32; 2]; TILE],
    ones: L::I16,
) -> [[L::I32; 2]; TILE] {
    let groups: [G::Column<L>; GROUPS] =
        std::array::from_fn(|group| G::column::<L>(|row| rows.get(group * G::ROWS + row).copied().flatten().copied()));
    for (place, sum) in sums.iter_mut().enumerate() {
        let Some(at) = column.checked_sub(place * STRIDE).filter(|at| *at < SIZE) else { continue };
        for (rows, weights) in groups.into_iter().zip(&weights[at * GROUPS..]) {
            *sum = weights.add::<L>(rows, *sum, ones);
        }
    }
    sums
}
