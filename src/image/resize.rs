//! Resizing in whole numbers, so that native code and WASM agree to the bit.
//!
//! Along an axis that shrinks, every target pixel is the mean of the source area that it covers: that forgives scaling and
//! re-encoding better than picking neighbours, which the hash and the re-use code live on. Along an axis that grows, it lies on the
//! straight line between its two neighbours: repeated pixels would look like a mosaic to a network.

use super::Pixels;

/// How the pixels of one axis of the target are made from those of the source.
struct Axis {
    /// One entry a target pixel.
    spans: Vec<Span>,
    /// Weight of a source pixel between the first and the last of a span.
    inner: u32,
    /// What the weights of each span add up to.
    total: u64,
}

/// The source pixels of one target pixel and their weights.
struct Span {
    /// First source pixel.
    first: usize,
    /// Weight of the first source pixel.
    head: u32,
    /// Number of pixels of weight `inner` behind it.
    whole: usize,
    /// Weight of the pixel behind those; 0 for none.
    tail: u32,
}

impl Axis {
    fn new(source: u32, target: u32) -> Self {
        let of = |index: u32| if source >= target { Span::area(index, source, target) } else { Span::line(index, source, target) };
        let total = if source >= target { u64::from(source) } else { 2 * u64::from(target) };
        Self { spans: (0..target).map(of).collect(), inner: target, total }
    }
}

impl Span {
    /// Weights count how many `1 / target` parts of a source pixel are covered. Sides are far below 2^31, so all numbers are small.
    fn area(index: u32, source: u32, target: u32) -> Self {
        let (index, source, target) = (u64::from(index), u64::from(source), u64::from(target));
        let (start, end) = (index * source, (index + 1) * source);
        let first = start / target;
        let head = ((first + 1) * target).min(end) - start;
        let rest = end - start - head;
        Self { first: first as usize, head: head as u32, whole: (rest / target) as usize, tail: (rest % target) as u32 }
    }

    /// Weights count `1 / (2 target)` parts of the way between the middles of two source pixels.
    fn line(index: u32, source: u32, target: u32) -> Self {
        let (index, source, target) = (u64::from(index), u64::from(source), u64::from(target));
        let middle = ((2 * index + 1) * source).saturating_sub(target).min(2 * target * (source - 1));
        let part = middle % (2 * target);
        Self { first: (middle / (2 * target)) as usize, head: (2 * target - part) as u32, whole: 0, tail: part as u32 }
    }
}

/// Width and height scaled down so that the longer is at most `side_px`; never below one.
#[must_use]
pub fn fitting(width_px: u32, height_px: u32, side_px: u32) -> (u32, u32) {
    let longer = width_px.max(height_px);
    if longer <= side_px {
        return (width_px, height_px);
    }
    // A side is at most 8,192, so the products stay within 32 bits.
    ((width_px * side_px / longer).max(1), (height_px * side_px / longer).max(1))
}

/// The picture at `width_px` x `height_px`, whatever its shape; each channel rounded half up.
#[must_use]
pub fn resize(pixels: &Pixels, width_px: u32, height_px: u32) -> Pixels {
    if pixels.dimensions() == (width_px, height_px) {
        return pixels.clone();
    }
    let mut small = Pixels::new(width_px, height_px);
    let (source_width, source_height) = pixels.dimensions();
    if source_width == 0 || source_height == 0 || width_px == 0 || height_px == 0 {
        return small;
    }
    let (columns, rows) = (Axis::new(source_width, width_px), Axis::new(source_height, height_px));
    let source_row_bytes = source_width as usize * 3;
    let row_bytes = width_px as usize * 3;
    let total = columns.total * rows.total;
    // Two neighbouring target rows may share a source row; its sums are kept.
    let mut sums = vec![0_u32; row_bytes];
    let mut summed = None;
    for (out, span) in small.chunks_exact_mut(row_bytes).zip(&rows.spans) {
        let mut totals = vec![0_u64; row_bytes];
        let last = span.first + span.whole + 1;
        for row in span.first..=last {
            let weight = if row == span.first {
                span.head
            } else if row < last {
                rows.inner
            } else {
                span.tail
            };
            let Some(source) = pixels.get(row * source_row_bytes..(row + 1) * source_row_bytes).filter(|_| weight > 0) else {
                continue;
            };
            if summed != Some(row) {
                sum_columns(source, &columns, &mut sums);
                summed = Some(row);
            }
            for (total, sum) in totals.iter_mut().zip(&sums) {
                *total += u64::from(weight) * u64::from(*sum);
            }
        }
        for (value, sum) in out.iter_mut().zip(&totals) {
            // A mean of bytes is a byte.
            let mean = ((sum + total / 2) / total) as u8;
            *value = mean;
        }
    }
    small
}

/// Weighted sums of one source row, three to a target pixel. At most 255 times the longer of the two sides, twice.
fn sum_columns(row: &[u8], columns: &Axis, sums: &mut [u32]) {
    let (pixels, _) = row.as_chunks::<3>();
    let (sums, _) = sums.as_chunks_mut::<3>();
    for (sum, span) in sums.iter_mut().zip(&columns.spans) {
        *sum = [0; 3];
        let mut covered = pixels.iter().skip(span.first);
        let mut add = |pixel: Option<&[u8; 3]>, weight: u32| {
            for (sum, value) in sum.iter_mut().zip(pixel.into_iter().flatten()) {
                *sum += weight * u32::from(*value);
            }
        };
        add(covered.next(), span.head);
        for pixel in covered.by_ref().take(span.whole) {
            add(Some(pixel), columns.inner);
        }
        add(covered.next().filter(|_| span.tail > 0), span.tail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(width_px: u32, height_px: u32) -> Pixels {
        let mut state = 1_u32;
        Pixels::from_fn(width_px, height_px, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ::image::Rgb([state >> 24, state >> 16 & 255, state >> 8 & 255].map(|value| value as u8))
        })
    }

    /// The definition of the area average, one target pixel at a time over every source pixel.
    fn by_definition(pixels: &Pixels, width_px: u32, height_px: u32, x: u32, y: u32) -> [u8; 3] {
        let overlap = |index: u32, at: u32, source: u32, target: u32| {
            u64::from(((at + 1) * source).min((index + 1) * target).saturating_sub((at * source).max(index * target)))
        };
        let mut totals = [0_u64; 3];
        for (column, row, pixel) in pixels.enumerate_pixels() {
            let weight = overlap(column, x, pixels.width(), width_px) * overlap(row, y, pixels.height(), height_px);
            for (total, value) in totals.iter_mut().zip(pixel.0) {
                *total += weight * u64::from(value);
            }
        }
        let area = u64::from(pixels.width() * pixels.height());
        totals.map(|total| ((total + area / 2) / area) as u8)
    }

    #[test]
    fn shrinking_gives_the_mean_of_the_area_that_a_pixel_covers() {
        for (source, target) in [((17, 11), (5, 4)), ((10, 10), (5, 5)), ((8, 8), (8, 8)), ((1, 9), (1, 2)), ((9, 1), (4, 1))] {
            let pixels = noise(source.0, source.1);
            let small = resize(&pixels, target.0, target.1);
            for (x, y, pixel) in small.enumerate_pixels() {
                assert_eq!(pixel.0, by_definition(&pixels, target.0, target.1, x, y), "{source:?} to {target:?} at {x},{y}");
            }
        }
    }

    #[test]
    fn growing_draws_straight_lines_between_the_middles_of_neighbours() {
        let two = Pixels::from_fn(2, 1, |x, _| ::image::Rgb([x as u8 * 200, 10, 0]));
        let row: Vec<u8> = resize(&two, 8, 3).rows().nth(1).unwrap().map(|pixel| pixel.0[0]).collect();
        assert_eq!(row, [0, 0, 25, 75, 125, 175, 200, 200]);
        assert_eq!(resize(&two, 8, 3).get_pixel(3, 2).0, [75, 10, 0]);
    }

    #[test]
    fn a_size_of_zero_gives_an_empty_picture() {
        assert!(resize(&noise(3, 3), 0, 4).is_empty());
        assert!(resize(&Pixels::new(0, 0), 2, 2).iter().all(|value| *value == 0));
    }
}
