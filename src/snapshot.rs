//! What the engine is given: a page as it stood, and the pictures that could be read from it.

use serde::{Deserialize, Serialize};

/// The one schema number of Snapshot, Listing and Assessment. A change of meaning raises it.
pub const SCHEMA: u64 = 1;

/// A page as the content script saw it, or as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Always [`SCHEMA`].
    pub schema: u64,
    /// The page's address; empty where a saved page came without one.
    #[serde(default)]
    pub url: String,
    /// The DOM as HTML. In the browser: scripts other than JSON-LD and known state blobs, styles and SVG paths left out,
    /// addresses of scripts and style sheets kept as `link rel="ts-part"`, invisible elements marked `data-ts-hidden`, the root
    /// marked `data-ts-cut` where the page was larger than the bound.
    pub html: String,
    /// Pictures in document order, with the size at which the page shows them.
    #[serde(default)]
    pub images: Vec<SnapshotImage>,
    /// BCP 47 tag from the document, if it states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// One `<img>` of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotImage {
    /// Absolute address, the browser's `currentSrc`.
    pub src: String,
    /// Alternative text.
    #[serde(default)]
    pub alt: String,
    /// Width of the picture's own pixels, 0 where unknown.
    #[serde(default)]
    pub width_px: u32,
    /// Height of the picture's own pixels, 0 where unknown.
    #[serde(default)]
    pub height_px: u32,
    /// Whether a person can see it.
    #[serde(default = "yes")]
    pub shown: bool,
}

const fn yes() -> bool {
    true
}

/// A picture whose bytes or pixels could be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The address under which the page names it; on the command line the file name.
    pub src: String,
    /// What could be had of it.
    pub data: PictureData,
}

/// A picture's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureData {
    /// A file's bytes, still encoded (PNG, JPEG, GIF, WebP, BMP).
    Encoded(Vec<u8>),
    /// Pixels that the browser decoded (AVIF and others): RGBA, eight bits each, row-major, channels last, not
    /// premultiplied; `width_px * height_px * 4` bytes.
    Rgba {
        /// Width.
        width_px: u32,
        /// Height.
        height_px: u32,
        /// The bytes.
        rgba: Vec<u8>,
    },
}
