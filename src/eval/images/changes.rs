//! Ways in which a photo is changed before it is used again.

use std::io::Cursor;

use ::image::codecs::jpeg::JpegEncoder;
use ::image::imageops::{brighten, contrast, crop_imm, flip_horizontal, huerotate};
use ::image::{ImageFormat, Rgb};

use crate::image::Pixels;

/// The changes, in the order of [`changed`].
pub const CHANGES: [&str; 6] = [
    "JPEG, quality 50",
    "crop to 65–85 % of each side",
    "mirrored",
    "a bar over a corner, a row of strokes over the middle",
    "white border",
    "other colours",
];

/// Least recall that each is to be found again with, in thousandths, in the same order.
pub const GOALS_PERMILLE: [u32; 6] = [950, 950, 980, 980, 980, 900];

const JPEG_QUALITY: u8 = 50;
/// Least and most per cent of a side that a crop keeps.
const CROP_PERCENT: (u32, u32) = (65, 85);
/// Width of the border in per cent of the longer side.
const BORDER_PERCENT: u32 = 6;
/// Turn of the hue in degrees, and what is added to brightness (of 255) and contrast (per cent).
const COLOURS: (i32, i32, f32) = (20, 20, 15.0);

/// A photo after each change. `index` settles how much of it a crop keeps and where.
#[must_use]
pub fn changed(pixels: &Pixels, index: u32) -> Vec<Pixels> {
    let (hue, brighter, more_contrast) = COLOURS;
    vec![
        encoded(pixels),
        cropped(pixels, index),
        flip_horizontal(pixels),
        laid_over(pixels),
        bordered(pixels),
        contrast(&brighten(&huerotate(pixels, hue), brighter), more_contrast),
    ]
}

/// Encoded and decoded again; the picture as it was where that fails.
fn encoded(pixels: &Pixels) -> Pixels {
    let mut bytes = Cursor::new(Vec::new());
    let written = pixels.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY));
    let read = written.and_then(|()| ::image::load_from_memory_with_format(bytes.get_ref(), ImageFormat::Jpeg));
    read.map_or_else(|_| pixels.clone(), ::image::DynamicImage::into_rgb8)
}

fn cropped(pixels: &Pixels, index: u32) -> Pixels {
    let (least, most) = CROP_PERCENT;
    let (width, height) = pixels.dimensions();
    // Prime steps: share and place run through their ranges independently of each other.
    let percent = least + index * 7 % (most - least + 1);
    let (new_width, new_height) = ((width * percent / 100).max(1), (height * percent / 100).max(1));
    let (left, top) = ((width - new_width) * (index * 31 % 101) / 100, (height - new_height) * (index * 53 % 101) / 100);
    crop_imm(pixels, left, top, new_width, new_height).to_image()
}

/// A red bar over a corner and a row of strokes as high as letters over the middle.
fn laid_over(pixels: &Pixels) -> Pixels {
    let (width, height) = pixels.dimensions();
    let mut laid = pixels.clone();
    for (x, y, pixel) in laid.enumerate_pixels_mut() {
        let (across, down) = (x * 100 / width, y * 100 / height);
        if across >= 60 && down >= 85 {
            *pixel = Rgb([220, 30, 30]);
        } else if (20..80).contains(&across) && (45..53).contains(&down) && across % 5 < 2 {
            *pixel = Rgb([250, 250, 250]);
        }
    }
    laid
}

fn bordered(pixels: &Pixels) -> Pixels {
    let (width, height) = pixels.dimensions();
    let margin = width.max(height) * BORDER_PERCENT / 100;
    let mut framed = Pixels::from_pixel(width + 2 * margin, height + 2 * margin, Rgb([255; 3]));
    ::image::imageops::replace(&mut framed, pixels, i64::from(margin), i64::from(margin));
    framed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_changes_the_photo_in_its_own_way() {
        let photo = Pixels::from_fn(200, 100, |x, y| Rgb([x as u8, (x * y % 251) as u8, 90]));
        for index in [0, 5, 40] {
            let changed = changed(&photo, index);
            assert_eq!(changed.len(), CHANGES.len());
            assert!(changed.iter().all(|changed| *changed != photo));
            let share = changed[1].width() * 100 / 200;
            assert!((65..=85).contains(&share), "{share}");
            assert_eq!(changed[2].get_pixel(0, 7), photo.get_pixel(199, 7));
            assert_eq!(changed[4].dimensions(), (224, 124));
        }
        // A photo of one pixel is changed without a fault.
        assert_eq!(changed(&Pixels::new(1, 1), 3).len(), CHANGES.len());
    }
}
