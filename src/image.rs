//! Pictures: header limits first, then pixels, sizes, hashes and codes. Integers only, so that the same pixels give the same
//! numbers on every machine.

mod codes;
mod decode;
mod hash;
mod header;
mod resize;

pub use codes::codes;
pub use hash::{difference_hash, hamming, hash_from_hex, hash_to_hex};
pub use resize::{fitting, resize};

use crate::snapshot::{Picture, PictureData};

/// A decoded picture: RGB, eight bits each, row-major, channels last; transparent pixels laid over white.
pub type Pixels = ::image::RgbImage;

/// Decodes a picture within the limits: of an animation the first frame, turned upright as its EXIF block says.
///
/// # Errors
/// The stable skip reason: `too-large` (more bytes or pixels than [`crate::limits`] allow, by the header),
/// `unsupported-format` (a picture format that this build does not decode, for example AVIF or SVG), `unknown-format`
/// (no picture at all), `broken`, `empty` (no bytes or no pixels).
pub fn decode(picture: &Picture) -> Result<Pixels, &'static str> {
    match &picture.data {
        PictureData::Encoded(bytes) => decode::encoded(bytes),
        PictureData::Rgba { width_px, height_px, rgba } => decode::rgba(*width_px, *height_px, rgba),
    }
}

#[cfg(test)]
pub(crate) mod tests;
