//! Bytes to pixels.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::{Pixels, header};
use crate::limits::{PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE_PX};

/// Most memory that a decoder may take for its pixels: sixteen-bit RGBA, the widest kind, at the most pixels allowed.
const DECODER_BYTES: u64 = PICTURE_PIXELS * 8;

/// Decodes a file.
pub(super) fn encoded(bytes: &[u8]) -> Result<Pixels, &'static str> {
    if bytes.is_empty() {
        return Err("empty");
    }
    if bytes.len() > PICTURE_BYTES {
        return Err("too-large");
    }
    let header = header::read(bytes)?;
    header::check_size(header.width_px, header.height_px)?;
    // Decoders are the code most exposed to hostile bytes, and a panic in one would end a run over thousands of pages.
    // Nothing outlives the call, so a picture that panics is just a broken one. In WASM a panic aborts instead; there the
    // box is thrown away and rebuilt.
    catch_unwind(AssertUnwindSafe(|| run(bytes, header.format))).unwrap_or(Err("broken"))
}

fn run(bytes: &[u8], format: ::image::ImageFormat) -> Result<Pixels, &'static str> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE_PX);
    limits.max_image_height = Some(PICTURE_SIDE_PX);
    limits.max_alloc = Some(DECODER_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(reason)?;
    // The decoder may have found another size than the header that was read first.
    let (width_px, height_px) = decoder.dimensions();
    header::check_size(width_px, height_px)?;
    if decoder.total_bytes() > DECODER_BYTES {
        return Err("too-large");
    }
    let upright = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(reason)?;
    if let Some(orientation) = upright {
        picture.apply_orientation(orientation);
    }
    over_white(picture).ok_or("broken")
}

fn reason(error: ::image::ImageError) -> &'static str {
    match error {
        ::image::ImageError::Limits(_) => "too-large",
        _ => "broken",
    }
}

fn over_white(picture: DynamicImage) -> Option<Pixels> {
    if !picture.color().has_alpha() {
        return Some(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    let (width_px, height_px) = picture.dimensions();
    let mut bytes = picture.into_raw();
    // In place: a second copy of the largest picture would not fit beside the first in the browser.
    let pixels = bytes.len() / 4;
    for pixel in 0..pixels {
        let rgb = flatten(bytes.get(pixel * 4..)?.first_chunk()?);
        bytes.get_mut(pixel * 3..pixel * 3 + 3)?.copy_from_slice(&rgb);
    }
    bytes.truncate(pixels * 3);
    Pixels::from_raw(width_px, height_px, bytes)
}

/// One pixel over white, rounded to nearest.
fn flatten([red, green, blue, alpha]: &[u8; 4]) -> [u8; 3] {
    let alpha = u32::from(*alpha);
    // At most 255 * 255 / 255.
    [red, green, blue].map(|&value| ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
}

/// Takes pixels that the browser decoded.
pub(super) fn rgba(width_px: u32, height_px: u32, rgba: &[u8]) -> Result<Pixels, &'static str> {
    header::check_size(width_px, height_px)?;
    let (pixels, rest) = rgba.as_chunks::<4>();
    // Within the limits the product is small.
    if !rest.is_empty() || pixels.len() as u64 != u64::from(width_px) * u64::from(height_px) {
        return Err("broken");
    }
    let rgb = pixels.iter().flat_map(flatten).collect();
    Pixels::from_raw(width_px, height_px, rgb).ok_or("broken")
}

#[cfg(test)]
mod tests {
    use ::image::{ImageFormat, Rgba, RgbaImage};

    use crate::image::decode;
    use crate::limits::PICTURE_BYTES;
    use crate::snapshot::{Picture, PictureData};

    fn encoded(bytes: Vec<u8>) -> Picture {
        Picture { src: "a".into(), data: PictureData::Encoded(bytes) }
    }

    fn rgba(width_px: u32, height_px: u32, bytes: usize) -> Picture {
        Picture { src: "a".into(), data: PictureData::Rgba { width_px, height_px, rgba: vec![0; bytes] } }
    }

    fn drawn() -> RgbaImage {
        RgbaImage::from_fn(5, 3, |x, y| Rgba([x as u8 * 50, y as u8 * 100, 7, (x * y * 30) as u8]))
    }

    #[test]
    fn a_file_and_the_browsers_pixels_of_it_give_the_same_picture_over_white() {
        let mut png = Vec::new();
        drawn().write_to(&mut std::io::Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let from_file = decode(&encoded(png)).unwrap();
        let data = PictureData::Rgba { width_px: 5, height_px: 3, rgba: drawn().into_raw() };
        assert_eq!(from_file, decode(&Picture { src: "a".into(), data }).unwrap());
        assert_eq!(from_file.get_pixel(3, 0).0, [255; 3]);
    }

    #[test]
    fn pixels_whose_number_does_not_fit_the_size_are_broken() {
        assert_eq!(decode(&rgba(2, 2, 15)), Err("broken"));
        assert_eq!(decode(&rgba(2, 2, 20)), Err("broken"));
        assert_eq!(decode(&rgba(0, 2, 0)), Err("empty"));
        assert_eq!(decode(&rgba(100_000, 100_000, 0)), Err("too-large"));
    }

    #[test]
    fn what_a_header_promises_beyond_the_limits_is_refused_before_decoding() {
        // A PNG of a few bytes that states 30,000 x 30,000 pixels; without the header check the answer would be `broken`.
        let bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
        assert_eq!(decode(&encoded(bomb)), Err("too-large"));
        assert_eq!(decode(&encoded(vec![0xff; PICTURE_BYTES + 1])), Err("too-large"));
    }

    #[test]
    fn nothing_no_picture_and_half_a_picture_are_told_apart() {
        let mut png = Vec::new();
        drawn().write_to(&mut std::io::Cursor::new(&mut png), ImageFormat::Png).unwrap();
        png.truncate(png.len() / 2);
        assert_eq!(decode(&encoded(png)), Err("broken"));
        assert_eq!(decode(&encoded(Vec::new())), Err("empty"));
        assert_eq!(decode(&encoded(b"not a picture".to_vec())), Err("unknown-format"));
    }
}
