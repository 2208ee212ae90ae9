//! Codes in pictures: QR codes, and the bar codes that stand on packages of goods.
//!
//! Both are read from brightness alone. What is read is told as it stands; what it means is for the rules to say.

mod bars;

use rqrr::PreparedImage;

use super::{Pixels, fitting, resize};
use crate::image::hash::luma;
use crate::limits::{CODES_A_PICTURE, STRING_BYTES, cut};
use crate::picture::{Code, CodeKind};

/// Longest side on which QR codes are looked for. A code that a phone can read from a photo has cells of 3 pixels and more there
/// up to version 10 (57 cells) on a sixth of the side.
const QR_SIDE_PX: u32 = 1_024;

/// The codes of a picture, QR codes first, each once; at most [`CODES_A_PICTURE`].
#[must_use]
pub fn codes(pixels: &Pixels) -> Vec<Code> {
    let mut codes = qr_codes(pixels);
    codes.extend(bars::read(pixels).into_iter().map(|text| Code { kind: CodeKind::Gtin, text }));
    codes.truncate(CODES_A_PICTURE);
    codes
}

fn qr_codes(pixels: &Pixels) -> Vec<Code> {
    let (width_px, height_px) = fitting(pixels.width(), pixels.height(), QR_SIDE_PX);
    let small = resize(pixels, width_px, height_px);
    let grey = |x: usize, y: usize| {
        let at = u32::try_from(x).ok().zip(u32::try_from(y).ok());
        at.and_then(|(x, y)| small.get_pixel_checked(x, y)).map_or(u8::MAX, |pixel| luma(pixel.0).min(255) as u8)
    };
    let mut prepared = PreparedImage::prepare_from_greyscale(width_px as usize, height_px as usize, grey);
    let mut codes: Vec<Code> = Vec::new();
    for grid in prepared.detect_grids() {
        let mut bytes = Vec::new();
        // A grid that cannot be decoded is no code: cloth and tiles look like one from afar.
        if grid.decode_to(&mut bytes).is_ok() {
            let text = cut(String::from_utf8_lossy(&bytes).trim(), STRING_BYTES).to_owned();
            if !text.is_empty() && codes.iter().all(|code| code.text != text) {
                codes.push(Code { kind: CodeKind::Qr, text });
            }
        }
    }
    codes
}

#[cfg(test)]
mod tests;
