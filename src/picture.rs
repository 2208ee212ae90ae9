//! What the pictures show, in numbers coarse enough to be the same on every machine.

use serde::{Deserialize, Serialize};

/// Scores are rounded to this step before anything is decided on them: networks run in floating point, whose last bits
/// differ between native code and WASM.
pub const SCORE_STEP_PERMILLE: u16 = 50;

/// A share of 0 to 1 in permille, to the nearest [`SCORE_STEP_PERMILLE`].
#[must_use]
pub fn to_step(share: f32) -> u16 {
    let steps = (share * 1000.0 / f32::from(SCORE_STEP_PERMILLE)).round();
    // A share is at most 1 up to rounding errors; a cast of anything else saturates.
    let steps = steps as u16;
    (steps.saturating_mul(SCORE_STEP_PERMILLE)).min(1000)
}

/// A kind of product seen in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Kind id of the model card (`shoes`, `bag`, `watch`, ...).
    pub kind: String,
    /// Share of the network's probability that falls on this kind, rounded to [`SCORE_STEP_PERMILLE`].
    pub score_permille: u16,
}

/// A line of text in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it says, as it was read.
    pub text: String,
    /// Left, top, width and height in pixels of the picture.
    #[serde(rename = "box")]
    pub place_px: [u32; 4],
    /// Mean probability of its characters, rounded to [`SCORE_STEP_PERMILLE`].
    pub score_permille: u16,
}

/// A brand whose name stands in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBrand {
    /// Id of the brand in the packs.
    pub brand: String,
    /// The words that name it, as they were read; those of a name over several lines with spaces between.
    pub text: String,
    /// Left, top, width and height in pixels of the picture.
    #[serde(rename = "box")]
    pub place_px: [u32; 4],
    /// Mean probability of the characters of the line read worst, rounded to [`SCORE_STEP_PERMILLE`].
    pub score_permille: u16,
}

/// From when on read words name a brand. A network's card holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrandLimits {
    /// Mean probability of a line's characters from which it may name a brand.
    pub line_permille: u16,
    /// Letters and digits that a name must have: short ones are read into patterns.
    pub least_letters: usize,
    /// Most lines that a picture may have: one full of words is a chart, a screenshot or a leaflet, which names brands in passing.
    pub most_lines: usize,
    /// Share from which the picture must show goods that the brand makes where its name is an everyday word: "apple" stands on juice.
    pub everyday_kind_permille: u16,
}

/// What sort of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// A QR code.
    Qr,
    /// The bar code of an article: EAN-13, EAN-8 or UPC-A, the last as an EAN-13 that begins with 0.
    Gtin,
}

/// A code read from a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What sort.
    #[serde(rename = "type")]
    pub kind: CodeKind,
    /// What it says, cut at [`crate::limits::STRING_BYTES`]; for an article its digits.
    pub text: String,
}

/// Facts on one picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PictureFacts {
    /// Address or file name.
    pub file: String,
    /// Width of the decoded picture.
    pub width_px: u32,
    /// Height of the decoded picture.
    pub height_px: u32,
    /// Kinds of product, best first; empty without a model.
    pub shows: Vec<Shown>,
    /// Lines of text, top to bottom; at most [`crate::limits::LINES_A_PICTURE`]. Empty without the networks that read, and where the
    /// picture was not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<Line>,
    /// Brands whose names were read, top to bottom, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brands: Vec<ReadBrand>,
    /// Codes, QR codes first; at most [`crate::limits::CODES_A_PICTURE`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// 64-bit difference hash, 16 hex digits: equal or nearly equal for the same file after re-encoding and scaling.
    pub phash: String,
    /// The re-use code, one signed byte a dimension, as lower-case hex; empty without a model. Compared by cosine.
    pub embedding_id: String,
}
