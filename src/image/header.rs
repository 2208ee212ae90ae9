//! Format and size from the first bytes, before any decoder runs. A few bytes can promise a picture of gigabytes, and
//! some decoders would make room for it first.

use ::image::ImageFormat;

use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE_PX};

/// Bytes at the start in which an SVG's root element is looked for, behind its prologue and comments.
const SVG_PROLOGUE_BYTES: usize = 1_024;

/// Format and size that a file states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// One of the formats that the decoders of this build read.
    pub format: ImageFormat,
    /// Stated width.
    pub width_px: u32,
    /// Stated height.
    pub height_px: u32,
}

/// Reads the header of `bytes`.
///
/// # Errors
/// A skip reason: `unsupported-format`, `unknown-format`, or `broken` where the format is known but its header is not whole.
pub(super) fn read(bytes: &[u8]) -> Result<Header, &'static str> {
    let format = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        ImageFormat::Png
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        ImageFormat::Jpeg
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        ImageFormat::Gif
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        ImageFormat::WebP
    } else if bytes.starts_with(b"BM") {
        ImageFormat::Bmp
    } else if is_other_picture(bytes) {
        return Err("unsupported-format");
    } else {
        return Err("unknown-format");
    };
    let size = match format {
        ImageFormat::Png => Some((be32(bytes, 16), be32(bytes, 20))).filter(|_| bytes.get(12..16) == Some(b"IHDR")),
        ImageFormat::Jpeg => match jpeg_frame(bytes) {
            // Baseline, extended and progressive; browsers show no lossless, hierarchical or arithmetic ones either.
            Some((0xc0..=0xc2, at)) => Some((be16(bytes, at + 7), be16(bytes, at + 5))),
            Some(_) => return Err("unsupported-format"),
            None => None,
        },
        ImageFormat::Gif => Some((le16(bytes, 6), le16(bytes, 8))),
        ImageFormat::WebP => webp_size(bytes),
        _ => bmp_size(bytes),
    };
    match size {
        Some((Some(width_px), Some(height_px))) => Ok(Header { format, width_px, height_px }),
        _ => Err("broken"),
    }
}

/// Holds a size against the limits.
///
/// # Errors
/// `empty` or `too-large`.
pub(super) fn check_size(width_px: u32, height_px: u32) -> Result<(), &'static str> {
    if width_px == 0 || height_px == 0 {
        return Err("empty");
    }
    let pixels = u64::from(width_px) * u64::from(height_px);
    if width_px.max(height_px) > PICTURE_SIDE_PX || pixels > PICTURE_PIXELS {
        return Err("too-large");
    }
    Ok(())
}

/// Pictures that a browser or a shop may hand over but this build does not decode.
fn is_other_picture(bytes: &[u8]) -> bool {
    let boxed = bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| BOXED_BRANDS.contains(&brand));
    boxed || OTHER_MAGIC.iter().any(|magic| bytes.starts_with(magic)) || is_svg(bytes)
}

/// AVIF and HEIF, by the brand of their first box (ISO/IEC 23008-12, AV1 Image File Format section 6).
const BOXED_BRANDS: [&[u8]; 10] = [b"avif", b"avis", b"mif1", b"msf1", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"];

/// JPEG XL (bare and boxed), JPEG 2000, TIFF, Windows icon and cursor, Photoshop.
const OTHER_MAGIC: [&[u8]; 8] =
    [b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"\0\0\x02\0", b"8BPS"];

fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let start = start.get(..SVG_PROLOGUE_BYTES).unwrap_or(start);
    let prologue: [&[u8]; 4] = [b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg"];
    prologue.iter().any(|begin| start.starts_with(begin)) && start.windows(4).any(|part| part == b"<svg")
}

/// Width and height where both could be read.
type Size = Option<(Option<u32>, Option<u32>)>;

/// Walks the segments to the frame header (ITU-T T.81, B.1.1.3 and B.2.2): its code and place.
fn jpeg_frame(bytes: &[u8]) -> Option<(u8, usize)> {
    let mut at = 2;
    loop {
        // A marker is 0xff, any number of further 0xff, then its code.
        if *bytes.get(at)? != 0xff {
            at += 1;
            continue;
        }
        let code = *bytes.get(at + 1)?;
        match code {
            0xff => at += 1,
            // Stuffed byte, TEM, restart, start of image: nothing follows.
            0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
            // Scan or end before any frame.
            0xd9 | 0xda => return None,
            0xc0..=0xcf if !matches!(code, 0xc4 | 0xc8 | 0xcc) => return Some((code, at)),
            // A length counts its own two bytes.
            _ => at += 2 + usize::try_from(be16(bytes, at + 2)?).ok()?.max(2),
        }
    }
}

/// Lossy, lossless and extended files (RFC 9649, sections 2.5 to 2.7).
fn webp_size(bytes: &[u8]) -> Size {
    match bytes.get(12..16)? {
        b"VP8X" => Some((le24(bytes, 24).map(|size| size + 1), le24(bytes, 27).map(|size| size + 1))),
        b"VP8L" => {
            let packed = le32(bytes, 21)?;
            Some((Some((packed & 0x3fff) + 1), Some((packed >> 14 & 0x3fff) + 1)))
        }
        b"VP8 " => Some((le16(bytes, 26).map(|size| size & 0x3fff), le16(bytes, 28).map(|size| size & 0x3fff))),
        _ => None,
    }
}

/// The old header of 12 bytes has 16-bit sizes; in the others a negative height means rows from the top.
fn bmp_size(bytes: &[u8]) -> Size {
    if le32(bytes, 14)? == 12 {
        return Some((le16(bytes, 18), le16(bytes, 20)));
    }
    let signed = |at| le32(bytes, at).map(|size| size.cast_signed().unsigned_abs());
    Some((signed(18), signed(22)))
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(|part| u32::from(u16::from_be_bytes(part)))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(u32::from_be_bytes)
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(|part| u32::from(u16::from_le_bytes(part)))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    take::<3>(bytes, at).map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    take(bytes, at).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_decoded_are_told_from_no_picture() {
        for bytes in [
            &b"\0\0\0\x20ftypavif"[..],
            b"\0\0\0\x18ftypheic",
            b"\xef\xbb\xbf\n<?xml version=\"1.0\"?><!-- drawn --><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"<svg/>",
            b"II*\0",
        ] {
            assert_eq!(read(bytes), Err("unsupported-format"), "{bytes:?}");
        }
        for bytes in [&b"<!DOCTYPE html><p>not found</p>"[..], b"\0\0\0\x20ftypmp42", b"?", b"<?xml version=\"1.0\"?><rss/>"] {
            assert_eq!(read(bytes), Err("unknown-format"), "{bytes:?}");
        }
    }

    #[test]
    fn the_size_of_every_format_is_read_from_its_first_bytes() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xff\xc2\0\x11\x08\x01\x02\x03\x04";
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x01\0\x0f\0\0";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x3f\xc0\x07\0";
        let bmp = b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x05\0\0\0\xfb\xff\xff\xff";
        for (bytes, size) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\0\0\0\0\x10"[..], (256, 16)),
            (jpeg, (0x0304, 0x0102)),
            (b"GIF89a\x10\0\x20\0", (16, 32)),
            (webp, (512, 16)),
            (lossless, (64, 32)),
            (bmp, (5, 5)),
        ] {
            let header = read(bytes).unwrap();
            assert_eq!((header.width_px, header.height_px), size, "{:?}", header.format);
        }
    }

    #[test]
    fn a_header_that_ends_early_is_broken() {
        for bytes in [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"\xff\xd8\xff\xda", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"BM"] {
            assert_eq!(read(bytes), Err("broken"), "{bytes:?}");
        }
    }
}
