//! Convolution with a kernel of one pixel: a matrix for each pixel.

use super::Bytes;
use super::lanes::Lanes;
use super::matrix::{Matrix, Pairs, TILE, in_pairs, tile};
use super::rescale::Rescale;

/// Size of the part of a picture that is worked on at once; it stays in the first cache beside a row of weights.
const PANEL_BYTES: usize = 24 * 1024;

/// A layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointwise {
    matrix: Matrix,
    rescale: Rescale,
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
    pub fn new(weights: &[i8], inputs: usize, rescale: Rescale) -> Self {
        Self { matrix: Matrix::new(weights, inputs), rescale }
    }

    /// Works on all pixels of `input`.
    pub fn run<L: Lanes>(&self, input: &[Bytes], residual: Option<Residual>, output: &mut [Bytes]) {
        let pixels = input.len() / self.matrix.blocks_in().max(1);
        let fill = |from: usize, panel: &mut [Pairs], count: usize| {
            for (column, plane) in panel.chunks_exact_mut(count).zip(input.chunks_exact(pixels)) {
                for (pairs, bytes) in column.iter_mut().zip(&plane[from..]) {
                    *pairs = in_pairs(|index| u32::from(bytes[index]));
                }
            }
        };
        self.run_panels::<L>(pixels, fill, residual, output);
    }

    /// Works on `pixels` pixels whose inputs `fill` writes: from which pixel on, where to, how many pixels.
    pub(super) fn run_panels<L: Lanes>(
        &self,
        pixels: usize,
        fill: impl Fn(usize, &mut [Pairs], usize),
        residual: Option<Residual>,
        output: &mut [Bytes],
    ) {
        let blocks = self.matrix.blocks_in().max(1);
        let most = (PANEL_BYTES / size_of::<Pairs>() / blocks).next_multiple_of(TILE).max(TILE);
        let mut panel = vec![Pairs::default(); most.min(pixels) * blocks];
        for from in (0..pixels).step_by(most) {
            let count = most.min(pixels - from);
            let panel = &mut panel[..count * blocks];
            fill(from, panel, count);
            for (block, plane) in output.chunks_exact_mut(pixels).enumerate() {
                let part = |residual: Residual<'_>| block * pixels + from..block * pixels + from + residual.bytes.len().min(count);
                let residual = residual.map(|residual| (&residual.bytes[part(residual)], i32::from(residual.zero), residual.scale));
                self.block::<L>(block, panel, residual, &mut plane[from..from + count]);
            }
        }
    }

    /// One block of outputs of all pixels of a panel.
    #[inline(always)]
    fn block<L: Lanes>(&self, block: usize, panel: &[Pairs], residual: Option<(&[Bytes], i32, f32)>, output: &mut [Bytes]) {
        let Some(row) = self.matrix.rows().nth(block) else { return };
        let (pixels, loaded) = (output.len(), self.rescale.load::<L>(block));
        let finish = |pixel: usize, sums: [L::I32; 2]| match residual {
            None => loaded.bytes(sums),
            Some((other, zero, scale)) => loaded.bytes_with(sums, &other[pixel], zero, scale),
        };
        let (tiles, rest) = output.as_chunks_mut::<TILE>();
        for (index, tile_bytes) in tiles.iter_mut().enumerate() {
            let sums = tile::<L, TILE>(panel, pixels, index * TILE, row, loaded.start);
            for (offset, (bytes, sums)) in tile_bytes.iter_mut().zip(sums).enumerate() {
                *bytes = finish(index * TILE + offset, sums);
            }
        }
        let done = pixels - rest.len();
        for (offset, bytes) in rest.iter_mut().enumerate() {
            let [sums] = tile::<L, 1>(panel, pixels, done + offset, row, loaded.start);
            *bytes = finish(done + offset, sums);
        }
    }
}
