//! What the photo network's numbers mean: kinds of goods, and when two pictures are the same photo.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::picture::{SCORE_STEP_PERMILLE, Shown, to_step};

/// Kinds below this share are not mentioned: over so many classes a few per cent fall on nearly everything.
const MENTIONED_PERMILLE: u16 = 2 * SCORE_STEP_PERMILLE;

/// The card's part on a photo network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Photo {
    /// Length of the first output: logits of the classes.
    pub logits: usize,
    /// Length of the second output: the re-use code.
    pub embedding: usize,
    /// Kinds of goods, by the classes that belong to each.
    pub kinds: Vec<Kind>,
    /// When two pictures count as the same photo.
    pub same_photo: SamePhoto,
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

impl Photo {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<String> {
        let SamePhoto { phash_bits, phash_cosine_permille: beside, embedding_cosine_permille: alone } = self.same_photo;
        if phash_bits > 64 || !(1..=alone).contains(&beside) || alone > 1000 {
            return Some("same_photo is out of range".into());
        }
        let (mut names, mut classes) = (BTreeSet::new(), BTreeSet::new());
        for kind in &self.kinds {
            if kind.kind.is_empty() || kind.classes.is_empty() || !names.insert(&kind.kind) {
                return Some(format!("kind {:?} is empty or stands twice", kind.kind));
            }
            if let Some(class) = kind.classes.iter().find(|class| **class >= self.logits || !classes.insert(**class)) {
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
