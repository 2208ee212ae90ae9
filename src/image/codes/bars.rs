//! EAN-13, EAN-8 and UPC-A bar codes, read along lines across the picture.
//!
//! A symbol is a row of bars and gaps of one to four modules: a guard, digits of seven modules in two bars and two gaps each, a
//! guard in the middle, digits, a guard (GS1 General Specifications, section 5.2). A number counts only where its check digit fits
//! and several lines read the same, so that stripes are not taken for one.

use std::collections::BTreeMap;

use crate::image::Pixels;
use crate::image::hash::luma;
use crate::text::gtin_valid;

/// Lines across the picture in each direction.
const LINES: u32 = 48;
/// Lines that must read the same number.
const LINES_AGREE: u32 = 3;
/// A run of one brightness may differ from its modules by this many hundredths of one; beyond, neighbouring widths are mixed up.
const MISFIT_HUNDREDTHS: u32 = 250;
/// A line is cut into so many stretches, and each place is compared with its own stretch and the two beside it, so that a shadow
/// over the picture does not hide a code. A symbol that can be read is wider than one of them.
const STRETCHES_A_LINE: usize = 48;
/// Shorter stretches may lie within one bar.
const LEAST_STRETCH_PX: usize = 8;
/// Dark and light that differ by less, of 255, are paper and print of one colour.
const LEAST_CONTRAST: u32 = 40;
/// Bars and gaps of an EAN-13 symbol: guards of 3, 5 and 3, twelve digits of 4.
const RUNS_13: usize = 59;
/// Bars and gaps of an EAN-8 symbol: guards of 3, 5 and 3, eight digits of 4.
const RUNS_8: usize = 43;

/// Widths in modules of gap, bar, gap, bar for the digits 0 to 9 of set A. Set B is set C backwards; set C has the widths of set A
/// with bars for gaps.
const DIGITS: [[u32; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];
/// Which of the left six digits stand in set B, first digit highest bit, by the thirteenth digit that this spells.
const FIRST_DIGIT: [u8; 10] = [0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];

/// The numbers of the bar codes, the one that most lines read first.
pub(super) fn read(pixels: &Pixels) -> Vec<String> {
    let mut votes: BTreeMap<String, u32> = BTreeMap::new();
    let (width_px, height_px) = pixels.dimensions();
    let rows = lines(height_px).map(|y| (0..width_px).map(|x| luma(pixels.get_pixel(x, y).0)).collect::<Vec<_>>());
    let columns = lines(width_px).map(|x| (0..height_px).map(|y| luma(pixels.get_pixel(x, y).0)).collect::<Vec<_>>());
    for line in rows.chain(columns) {
        let mut runs = runs(&line);
        for _ in 0..2 {
            for number in numbers(&runs) {
                *votes.entry(number).or_default() += 1;
            }
            // The other way round: a picture may stand on its head.
            runs.reverse();
        }
    }
    let mut numbers: Vec<(String, u32)> = votes.into_iter().filter(|(_, lines)| *lines >= LINES_AGREE).collect();
    numbers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    numbers.into_iter().map(|(number, _)| number).collect()
}

/// Evenly spread places along a side.
fn lines(side_px: u32) -> impl Iterator<Item = u32> {
    let count = LINES.min(side_px);
    (0..count).map(move |line| (line * 2 + 1) * side_px / (count * 2))
}

/// A stretch of one brightness along a line.
#[derive(Clone, Copy)]
struct Run {
    dark: bool,
    length_px: u32,
}

/// Runs of dark and light along a line: darker or lighter than the middle between the extremes of what surrounds each place.
fn runs(line: &[u32]) -> Vec<Run> {
    let stretch_px = (line.len() / STRETCHES_A_LINE).max(LEAST_STRETCH_PX);
    let extremes: Vec<(u32, u32)> = line
        .chunks(stretch_px)
        .map(|stretch| stretch.iter().fold((u32::MAX, 0), |(low, high), value| (low.min(*value), high.max(*value))))
        .collect();
    let mut runs: Vec<Run> = Vec::new();
    for (index, stretch) in line.chunks(stretch_px).enumerate() {
        let around = extremes.get(index.saturating_sub(1)..(index + 2).min(extremes.len())).unwrap_or_default();
        let (low, high) = around.iter().fold((u32::MAX, 0), |(low, high), (lower, higher)| (low.min(*lower), high.max(*higher)));
        for value in stretch {
            let dark = *value * 2 < low + high && high - low >= LEAST_CONTRAST;
            match runs.last_mut() {
                Some(run) if run.dark == dark => run.length_px += 1,
                _ => runs.push(Run { dark, length_px: 1 }),
            }
        }
    }
    runs
}

fn numbers(runs: &[Run]) -> impl Iterator<Item = String> {
    let starts = (0..runs.len()).filter(|at| runs.get(*at).is_some_and(|run| run.dark));
    starts.filter_map(|at| ean_13(runs.get(at..at + RUNS_13)?).or_else(|| ean_8(runs.get(at..at + RUNS_8)?)))
}

fn ean_13(runs: &[Run]) -> Option<String> {
    let left = guarded(runs, 95)?;
    let (mut digits, mut sets) = (Vec::with_capacity(13), 0);
    for index in 0..6 {
        let (digit, in_set_b) = digit(left.get(3 + index * 4..)?)?;
        digits.push(digit);
        sets = sets << 1 | u8::from(in_set_b);
    }
    let first = FIRST_DIGIT.iter().position(|parity| *parity == sets)?;
    digits.insert(0, u32::try_from(first).ok()?);
    right_digits(runs, 32, 6, &mut digits)?;
    checked(&digits)
}

fn ean_8(runs: &[Run]) -> Option<String> {
    let left = guarded(runs, 67)?;
    let mut digits = Vec::with_capacity(8);
    for index in 0..4 {
        let (digit, in_set_b) = digit(left.get(3 + index * 4..)?)?;
        if in_set_b {
            return None;
        }
        digits.push(digit);
    }
    right_digits(runs, 24, 4, &mut digits)?;
    checked(&digits)
}

/// Digits of set C, which begin with a bar.
fn right_digits(runs: &[Run], from: usize, count: usize, digits: &mut Vec<u32>) -> Option<()> {
    for index in 0..count {
        let (digit, in_set_b) = digit(runs.get(from + index * 4..)?)?;
        if in_set_b {
            return None;
        }
        digits.push(digit);
    }
    Some(())
}

/// The runs, where the guards at both ends are three runs of about one module of a symbol of so many modules.
fn guarded(runs: &[Run], modules: u32) -> Option<&[Run]> {
    let total: u32 = runs.iter().map(|run| run.length_px).sum();
    let is_one = |run: &Run| (run.length_px * modules * 100).abs_diff(total * 100) <= total * 75;
    let ends = runs.iter().take(3).chain(runs.iter().rev().take(3));
    (total >= modules && ends.into_iter().all(is_one)).then_some(runs)
}

/// The digit of four runs, and whether it stands in set B.
fn digit(runs: &[Run]) -> Option<(u32, bool)> {
    let widths = [runs.first()?.length_px, runs.get(1)?.length_px, runs.get(2)?.length_px, runs.get(3)?.length_px];
    let total: u32 = widths.iter().sum();
    let misfit = |pattern: [u32; 4]| -> u32 {
        let parts = widths.iter().zip(pattern).map(|(width, modules)| (width * 700).abs_diff(modules * 100 * total) / total.max(1));
        parts.sum()
    };
    let backwards = |pattern: &[u32; 4]| [pattern[3], pattern[2], pattern[1], pattern[0]];
    let fits =
        (0..).zip(&DIGITS).flat_map(|(digit, pattern)| [(misfit(*pattern), digit, false), (misfit(backwards(pattern)), digit, true)]);
    let (misfit, digit, in_set_b) = fits.min()?;
    (misfit <= MISFIT_HUNDREDTHS).then_some((digit, in_set_b))
}

fn checked(digits: &[u32]) -> Option<String> {
    let number: String = digits.iter().filter_map(|digit| char::from_digit(*digit, 10)).collect();
    gtin_valid(&number).then_some(number)
}
