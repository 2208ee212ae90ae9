//! Convolution with a kernel of one pixel: a matrix for each pixel.

use std::ops::Range;

use super::Bytes;
use super::lanes::Lanes;
use super::matrix::{Form, Matrix, PairSquare, Pairs, QuadSquare, Row, Square, TILE, in_pairs, tile};
use super::rescale::Rescale;

/// Size of the part of a picture that is worked on at once; it stays in the first cache beside a row of weights.
const PANEL_BYTES: usize = 24 * 1024;

/// A layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointwise {
    weights: Packed,
    rescale: Rescale,
}

#[derive(Debug, Clone, PartialEq)]
enum Packed {
    Pairs(Matrix<PairSquare>),
    Quads(Matrix<QuadSquare>),
}

/// Bytes that are added to the output, channel by channel.
#[derive(Debug, Clone, Copy)]
pub struct Residual<'a> {
    /// As many as the output has.
    pub bytes: &'a [Bytes],
    /// The byte that stands for 0.
    pub zero: u8,
    /// Steps of the output in one step of these bytes.
    pub scale: f32,
}

impl Pointwise {
    /// Packs weights `[output][input]`.
    pub fn new(weights: &[i8], inputs: usize, form: Form, rescale: Rescale) -> Self {
        let weights = match form {
            Form::Pairs => Packed::Pairs(Matrix::new(weights, inputs)),
            Form::Quads => Packed::Quads(Matrix::new(weights, inputs)),
        };
        Self { weights, rescale }
    }

    /// Works on all pixels of `input`.
    pub fn run<L: Lanes>(&self, input: &[Bytes], residual: Option<Residual>, output: &mut [Bytes]) {
        match &self.weights {
            Packed::Pairs(matrix) => {
                let pixels = input.len() / matrix.blocks_in();
                let fill = |part: Range<usize>, panel: &mut [Pairs]| {
                    for (column, plane) in panel.chunks_exact_mut(part.len()).zip(input.chunks_exact(pixels)) {
                        for (pairs, bytes) in column.iter_mut().zip(&plane[part.clone()]) {
                            *pairs = in_pairs(|index| u32::from(bytes[index]));
                        }
                    }
                };
                run_filled::<L>(matrix, &self.rescale, pixels, fill, residual, output);
            }
            Packed::Quads(matrix) => {
                let pixels = input.len() / matrix.blocks_in();
                for part in parts(pixels, PANEL_BYTES / size_of::<Bytes>() / matrix.blocks_in()) {
                    let place = Place { inputs: input, stride: pixels, first: part.start, part };
                    place.run::<L>(matrix, &self.rescale, pixels, residual, output);
                }
            }
        }
    }
}

/// Works on `pixels` pixels whose inputs `fill` writes: of which pixels, where to.
pub(super) fn run_filled<L: Lanes>(
    matrix: &Matrix<PairSquare>,
    rescale: &Rescale,
    pixels: usize,
    fill: impl Fn(Range<usize>, &mut [Pairs]),
    residual: Option<Residual>,
    output: &mut [Bytes],
) {
    let mut panel = Vec::new();
    for part in parts(pixels, PANEL_BYTES / size_of::<Pairs>() / matrix.blocks_in()) {
        panel.resize(part.len() * matrix.blocks_in(), Pairs::default());
        fill(part.clone(), &mut panel);
        let place = Place { inputs: &panel, stride: part.len(), first: 0, part };
        place.run::<L>(matrix, rescale, pixels, residual, output);
    }
}

/// Pixels in parts of about `most`, whole tiles each but for the last.
fn parts(pixels: usize, most: usize) -> impl Iterator<Item = Range<usize>> {
    let most = most.next_multiple_of(TILE).max(TILE);
    (0..pixels).step_by(most).map(move |from| from..pixels.min(from + most))
}

/// A part of a picture and where its inputs stand.
struct Place<'a, I> {
    /// `[block of inputs][pixel]`
    inputs: &'a [I],
    /// Pixels of a block of inputs.
    stride: usize,
    /// Where the part begins in a block of inputs.
    first: usize,
    /// Where it stands in a block of outputs.
    part: Range<usize>,
}

impl<I: Copy> Place<'_, I> {
    fn run<L: Lanes>(
        &self,
        matrix: &Matrix<impl Square<Inputs = I>>,
        rescale: &Rescale,
        pixels: usize,
        residual: Option<Residual>,
        output: &mut [Bytes],
    ) {
        let ones = L::ones();
        for (block, (plane, row)) in output.chunks_exact_mut(pixels).zip(matrix.rows()).enumerate() {
            let loaded = rescale.load::<L>(block);
            let output = &mut plane[self.part.clone()];
            match residual {
                None => self.block::<L, _>(row, loaded.start, ones, output, |_, sums| loaded.bytes(sums)),
                Some(Residual { bytes, zero, scale }) => {
                    let others = bytes.get(block * pixels..).and_then(|plane| plane.get(self.part.clone())).unwrap_or_default();
                    let other = |pixel: usize| others.get(pixel).unwrap_or(&[0; size_of::<Bytes>()]);
                    let finish =
                        |[first, second]: [usize; 2], sums| loaded.bytes_with(sums, [other(first), other(second)], i32::from(zero), scale);
                    self.block::<L, _>(row, loaded.start, ones, output, finish);
                }
            }
        }
    }

    /// One block of outputs.
    #[inline(always)]
    fn block<L: Lanes, S: Square<Inputs = I>>(
        &self,
        row: Row<S>,
        start: [L::I32; 2],
        ones: L::I16,
        output: &mut [Bytes],
        finish: impl Fn([usize; 2], [[L::I32; 2]; 2]) -> [Bytes; 2],
    ) {
        let pixels = output.len();
        let (tiles, rest) = output.as_chunks_mut::<TILE>();
        for (index, bytes) in tiles.iter_mut().enumerate() {
            let pixel = index * TILE;
            *bytes = finish([pixel, pixel + 1], tile::<L, S, TILE>(self.inputs, self.stride, self.first + pixel, row, start, ones));
        }
        let done = pixels - rest.len();
        for (bytes, pixel) in rest.iter_mut().zip(done..) {
            let [sum] = tile::<L, S, 1>(self.inputs, self.stride, self.first + pixel, row, start, ones);
            *bytes = finish([pixel; 2], [sum; 2])[0];
        }
    }
}
