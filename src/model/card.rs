//! The card of a network: what it takes, what it gives, where it comes from, what was measured.

use serde::{Deserialize, Serialize};

use super::ModelFile;
use super::load::invalid;
use super::photo::Photo;
use super::words::{TextFind, TextRead};
use crate::error::EngineError;
use crate::snapshot::SCHEMA;

/// Largest side of a network's picture; the memory of a run grows with its square.
const MOST_SIDE_PX: u32 = 640;

/// A model card as it stands in `models/*.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    /// Always [`SCHEMA`].
    pub schema: u64,
    /// What the network is for; the engine knows it by this name, and the one part below that is there has it too.
    pub name: String,
    /// Version of network and card together.
    pub version: String,
    /// File name of the network.
    pub file: String,
    /// SHA-256 of that file, lower-case hex.
    pub sha256: String,
    /// Version of the operators that the file uses.
    pub opset: i64,
    /// The picture that goes in.
    pub input: Input,
    /// What the network that names kinds of goods gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    /// What the network that finds lines of text gives.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "text-find")]
    pub text_find: Option<TextFind>,
    /// What the network that reads a line of text gives.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "text-read")]
    pub text_read: Option<TextRead>,
    /// SPDX id of the licence of the weights.
    pub licence: String,
    /// Where the weights come from.
    pub origin: String,
    /// What they were trained on and what was done to them since.
    pub training: String,
    /// How the file is made again from what it comes from.
    pub command: String,
    /// Figures, each with the data and the script or test that gives it.
    pub measured: Vec<Measured>,
    /// What it is known to get wrong or cannot do.
    pub known_failures: Vec<String>,
}

/// The picture that a network takes, each channel `(value - mean) / std`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    /// Columns.
    pub width_px: u32,
    /// Rows.
    pub height_px: u32,
    /// Subtracted from a channel value of 0 to 255.
    pub mean: [f32; 3],
    /// Divides what is left.
    pub std: [f32; 3],
    /// Order of the axes.
    pub layout: Layout,
    /// Order of the channels.
    pub channels: Channels,
}

/// Order of a tensor's axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Layout {
    /// Batch of one, channel, row, column.
    Nchw,
}

/// Order of a picture's channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Channels {
    /// Red, green, blue.
    Rgb,
    /// Blue, green, red.
    Bgr,
}

/// A measured figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measured {
    /// What was measured, on which pictures and how many.
    pub what: String,
    /// The figure.
    pub value: String,
    /// Script or test that gives it.
    pub by: String,
}

impl Card {
    /// Reads and checks a card.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] and [`EngineError::SchemaUnsupported`].
    pub fn read(file: &ModelFile) -> Result<Self, EngineError> {
        // The number first: a card of a later schema would otherwise be refused for a field that this build does not know.
        #[derive(Deserialize)]
        struct Numbered {
            schema: u64,
        }
        let unreadable = |error: serde_json::Error| invalid(&file.name, error.to_string());
        let Numbered { schema } = serde_json::from_slice(&file.bytes).map_err(unreadable)?;
        if schema != SCHEMA {
            return Err(EngineError::SchemaUnsupported { what: file.name.clone(), found: schema, expected: SCHEMA });
        }
        let card: Self = serde_json::from_slice(&file.bytes).map_err(unreadable)?;
        match card.fault() {
            Some(reason) => Err(invalid(&file.name, reason)),
            None => Ok(card),
        }
    }

    fn fault(&self) -> Option<String> {
        for (field, text) in [
            ("name", &self.name),
            ("version", &self.version),
            ("file", &self.file),
            ("licence", &self.licence),
            ("origin", &self.origin),
            ("training", &self.training),
            ("command", &self.command),
        ] {
            if text.trim().is_empty() {
                return Some(format!("{field} is empty"));
            }
        }
        for (field, side_px) in [("width_px", self.input.width_px), ("height_px", self.input.height_px)] {
            if side_px == 0 || side_px > MOST_SIDE_PX {
                return Some(format!("{field} {side_px} is not within 1 to {MOST_SIDE_PX}"));
            }
        }
        if self.input.std.iter().any(|std| *std <= 0.0) {
            return Some("std must be above 0".into());
        }
        if self.measured.is_empty() || self.measured.iter().any(|entry| entry.value.is_empty() || entry.by.is_empty()) {
            return Some("measured needs at least one figure, each with where it comes from".into());
        }
        if self.known_failures.is_empty() || self.known_failures.iter().any(|failure| failure.trim().is_empty()) {
            return Some("known_failures needs at least one entry".into());
        }
        let parts = [
            ("photo", self.photo.as_ref().map(Photo::fault)),
            ("text-find", self.text_find.as_ref().map(TextFind::fault)),
            ("text-read", self.text_read.as_ref().map(TextRead::fault)),
        ];
        if parts.iter().all(|(part, _)| *part != self.name) {
            return Some(format!("this build has no use for a model named {:?}", self.name));
        }
        let mut there = parts.into_iter().filter_map(|(part, fault)| fault.map(|fault| (part, fault)));
        match (there.next(), there.next()) {
            (Some((part, fault)), None) if part == self.name => fault,
            _ => Some(format!("it needs exactly the part {:?}, which says what comes out", self.name)),
        }
    }

    /// The outputs that the network must have, in order.
    pub fn outputs(&self) -> Vec<Vec<usize>> {
        let (width_px, height_px) = (self.input.width_px as usize, self.input.height_px as usize);
        if let Some(photo) = &self.photo {
            return vec![vec![1, photo.logits], vec![1, photo.embedding]];
        }
        if let Some(read) = &self.text_read {
            return vec![vec![1, width_px / read.step_px, read.classes()]];
        }
        vec![vec![1, 1, height_px, width_px]]
    }
}
