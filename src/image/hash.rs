//! The difference hash: which of two neighbouring areas is brighter, 64 times. Equal or nearly equal for the same photo after
//! re-encoding and scaling; a crop changes it.

use super::{Pixels, resize};

/// Columns of the small picture: one more than the bits of a row.
const COLUMNS: u32 = 9;
/// Rows of the small picture.
const ROWS: u32 = 8;
/// Rec. 601 luma in 256ths (ITU-R BT.601: 0.299, 0.587, 0.114).
const LUMA: [u32; 3] = [77, 150, 29];

/// The 64-bit difference hash; the first bit is the top left pair. A picture without structure has 0.
#[must_use]
pub fn difference_hash(pixels: &Pixels) -> u64 {
    let small = resize(pixels, COLUMNS, ROWS);
    let mut hash = 0;
    for row in small.rows() {
        let grey: Vec<u32> = row.map(|pixel| luma(pixel.0)).collect();
        for pair in grey.windows(2) {
            hash = hash << 1 | u64::from(matches!(pair, [left, right] if right > left));
        }
    }
    hash
}

/// Brightness of a pixel, 0 to 255.
pub(super) fn luma(rgb: [u8; 3]) -> u32 {
    rgb.iter().zip(LUMA).map(|(value, share)| u32::from(*value) * share).sum::<u32>() >> 8
}

/// Number of bits in which two hashes differ.
#[must_use]
pub const fn hamming(a: u64, b: u64) -> u32 {
    (a ^ b).count_ones()
}

/// Sixteen lower-case hex digits.
#[must_use]
pub fn hash_to_hex(hash: u64) -> String {
    format!("{hash:016x}")
}

/// Reads what [`hash_to_hex`] writes.
#[must_use]
pub fn hash_from_hex(hex: &str) -> Option<u64> {
    Some(hex).filter(|hex| hex.len() == 16).and_then(|hex| u64::from_str_radix(hex, 16).ok())
}

#[cfg(test)]
mod tests {
    use ::image::Rgb;

    use super::*;

    #[test]
    fn the_hash_follows_the_brightness_from_left_to_right() {
        let rising = Pixels::from_fn(90, 80, |x, _| Rgb([(x * 2) as u8; 3]));
        let falling = Pixels::from_fn(90, 80, |x, _| Rgb([255 - (x * 2) as u8; 3]));
        let flat = Pixels::from_pixel(90, 80, Rgb([9; 3]));
        let half = Pixels::from_fn(90, 80, |x, y| Rgb([if y < 40 { (x * 2) as u8 } else { 0 }; 3]));
        assert_eq!(difference_hash(&rising), u64::MAX);
        assert_eq!(difference_hash(&falling), 0);
        assert_eq!(difference_hash(&flat), 0);
        assert_eq!(difference_hash(&half), 0xffff_ffff_0000_0000);
        assert_eq!(hamming(difference_hash(&rising), difference_hash(&half)), 32);
    }

    #[test]
    fn a_hash_survives_its_own_writing() {
        assert_eq!(hash_from_hex(&hash_to_hex(0x0123_4567_89ab_cdef)), Some(0x0123_4567_89ab_cdef));
        assert_eq!(hash_to_hex(1), "0000000000000001");
        assert_eq!(hash_from_hex("1"), None);
        assert_eq!(hash_from_hex("zzzzzzzzzzzzzzzz"), None);
    }
}
