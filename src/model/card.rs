//! The card of a network: what it takes, what it gives, where it comes from, what was measured.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ModelFile;
use super::load::invalid;
use crate::error::EngineError;
use crate::picture::{SCORE_STEP_PERMILLE, Shown};
use crate::snapshot::SCHEMA;

/// Kinds below this share are not mentioned: over 1000 classes a few per cent fall on nearly everything.
const MENTIONED_PERMILLE: u16 = 100;
/// Largest side of a network's picture; the memory of a run grows with its square.
const MOST_SIDE_PX: u32 = 640;

/// A model card as it stands in `models/*.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    /// Always [`SCHEMA`].
    pub schema: u64,
    /// What the network is for; the engine knows it by this name.
    pub name: String,
    /// Version of network and card together.
    pub version: String,
    /// File name of the network.
    pub file: String,
    /// SHA-256 of that file, lower-case hex.
    pub sha256: String,
    /// The picture that goes in.
    pub input: Input,
    /// The numbers that come out.
    pub outputs: Outputs,
    /// Kinds of goods, by the classes that belong to each.
    pub kinds: Vec<Kind>,
    /// When two pictures count as the same photo.
    pub same_photo: SamePhoto,
    /// SPDX id of the licence of the weights.
    pub licence: String,
    /// Where the weights come from.
    pub origin: String,
    /// What they were trained on and what was done to them since.
    pub training: String,
    /// Figures, each with the data and the script or test that gives it.
    pub measured: Vec<Measured>,
}

/// The picture that a network takes: RGB, squeezed to a square, each channel `(value - mean) / std`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    /// Side of the square.
    pub side_px: u32,
    /// Subtracted from a channel value of 0 to 255.
    pub mean: [f32; 3],
    /// Divides what is left.
    pub std: [f32; 3],
    /// Order of the axes.
    pub layout: Layout,
}

/// Order of a tensor's axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Layout {
    /// Batch of one, channel, row, column.
    Nchw,
}

/// Lengths of the two outputs, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outputs {
    /// Logits of the classes.
    pub logits: usize,
    /// The re-use code.
    pub embedding: usize,
}

/// A kind of goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    /// Id of a goods entry of the packs.
    pub kind: String,
    /// Indexes of the logits that belong to it.
    pub classes: Vec<usize>,
}

/// Thresholds for the same photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SamePhoto {
    /// Most bits in which the difference hashes may differ, if the re-use codes are alike as well.
    pub phash_bits: u32,
    /// Least cosine of the re-use codes beside such hashes.
    pub phash_cosine_permille: u32,
    /// Least cosine of the re-use codes, whatever the hashes.
    pub embedding_cosine_permille: u32,
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
        ] {
            if text.trim().is_empty() {
                return Some(format!("{field} is empty"));
            }
        }
        if self.input.side_px == 0 || self.input.side_px > MOST_SIDE_PX {
            return Some(format!("side_px {} is not within 1 to {MOST_SIDE_PX}", self.input.side_px));
        }
        if self.input.std.iter().any(|std| *std <= 0.0) {
            return Some("std must be above 0".into());
        }
        let SamePhoto { phash_bits, phash_cosine_permille: beside, embedding_cosine_permille: alone } = self.same_photo;
        if phash_bits > 64 || !(1..=alone).contains(&beside) || alone > 1000 {
            return Some("same_photo is out of range".into());
        }
        if self.measured.is_empty() || self.measured.iter().any(|entry| entry.value.is_empty() || entry.by.is_empty()) {
            return Some("measured needs at least one figure, each with where it comes from".into());
        }
        let (mut names, mut classes) = (BTreeSet::new(), BTreeSet::new());
        for kind in &self.kinds {
            if kind.kind.is_empty() || kind.classes.is_empty() || !names.insert(&kind.kind) {
                return Some(format!("kind {:?} is empty or stands twice", kind.kind));
            }
            if let Some(class) = kind.classes.iter().find(|class| **class >= self.outputs.logits || !classes.insert(**class)) {
                return Some(format!("kind {:?}: class {class} is out of range or stands twice", kind.kind));
            }
        }
        None
    }

    /// The kinds that the logits speak for, best first, equal ones by id: the share of the probability that falls on the classes of
    /// each kind, rounded to [`SCORE_STEP_PERMILLE`].
    pub fn kinds_of(&self, logits: &[f32]) -> Vec<Shown> {
        let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = logits.iter().map(|logit| (logit - top).exp()).collect();
        let total: f32 = shares.iter().sum();
        let mut shows: Vec<Shown> = self
            .kinds
            .iter()
            .map(|kind| {
                let mass: f32 = kind.classes.iter().filter_map(|class| shares.get(*class)).sum();
                Shown { kind: kind.kind.clone(), score_permille: to_step(mass / total) }
            })
            .filter(|shown| shown.score_permille >= MENTIONED_PERMILLE)
            .collect();
        shows.sort_by(|a, b| b.score_permille.cmp(&a.score_permille).then_with(|| a.kind.cmp(&b.kind)));
        shows
    }
}

/// A share of 0 to 1 in permille, to the nearest step.
fn to_step(share: f32) -> u16 {
    let steps = (share * 1000.0 / f32::from(SCORE_STEP_PERMILLE)).round();
    // A share is at most 1 up to rounding errors; a cast of anything else saturates.
    let steps = steps as u16;
    (steps * SCORE_STEP_PERMILLE).min(1000)
}
