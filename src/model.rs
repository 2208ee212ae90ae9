//! Networks: cards, sessions, and what they say of a picture.
//!
//! A network is an `.onnx` file with a card, a `.json` file that says what goes in, what comes out, where it comes from and what
//! was measured. Both are bytes given at run time. Without any network a picture still gets its hash.

mod card;
mod code;
mod load;
mod network;

use crate::error::EngineError;
use crate::finding::Part;
use crate::image::{Pixels, codes, difference_hash, hamming, hash_from_hex, hash_to_hex};
use crate::picture::PictureFacts;

/// A file of `models/`: an `.onnx` or its card `.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFile {
    /// File name, for example `photo.onnx`.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The networks that are loaded; with none, pictures still get their hash.
#[derive(Default)]
pub struct Models {
    /// Name, version and hash of each network.
    pub parts: Vec<Part>,
    /// The network that names kinds of goods and makes the re-use code.
    photo: Option<network::Network>,
}

impl Models {
    /// Loads networks with their cards: checks every field and hash. No files give no networks. The graphs are built when the first
    /// picture comes, or by [`Models::prepare`].
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] with file and reason; [`EngineError::SchemaUnsupported`] for a card of another schema.
    pub fn load(files: &[ModelFile]) -> Result<Self, EngineError> {
        let mut models = Self::default();
        for (card, onnx) in load::pair(files)? {
            models.parts.push(Part { name: card.name.clone(), version: card.version.clone(), sha256: card.sha256.clone() });
            models.photo = Some(network::Network::new(card, onnx.bytes.clone()));
        }
        Ok(models)
    }

    /// Builds the networks' graphs now, about half a second each natively.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] with file and reason.
    pub fn prepare(&self) -> Result<(), EngineError> {
        self.photo.as_ref().map_or(Ok(()), |photo| photo.plan().map(|_| ()))
    }

    /// What a picture shows. Scores are rounded to [`crate::picture::SCORE_STEP_PERMILLE`].
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] where a network cannot be built, [`EngineError::Internal`] where it fails on a well-formed picture.
    pub fn look(&self, file: &str, pixels: &Pixels) -> Result<PictureFacts, EngineError> {
        let (shows, embedding_id) = match &self.photo {
            None => (Vec::new(), String::new()),
            Some(photo) => {
                let answer = photo.run(pixels)?;
                (photo.card.kinds_of(&answer.logits), code::to_hex(&code::quantise(&answer.embedding)))
            }
        };
        Ok(PictureFacts {
            file: file.to_owned(),
            width_px: pixels.width(),
            height_px: pixels.height(),
            shows,
            codes: codes(pixels),
            phash: hash_to_hex(difference_hash(pixels)),
            embedding_id,
        })
    }

    /// Whether a network is loaded that can name this kind of goods, so that its silence about it means something.
    #[must_use]
    pub fn knows_kind(&self, kind: &str) -> bool {
        self.photo.as_ref().is_some_and(|photo| photo.card.kinds.iter().any(|known| known.kind == kind))
    }

    /// Whether two pictures are the same photo, by the thresholds of the card: re-use codes that are nearly parallel, or less
    /// parallel ones beside nearly equal hashes. A picture without structure (hash 0) is the same as nothing. Without a network only
    /// equal hashes count.
    #[must_use]
    pub fn same_photo(&self, a: &PictureFacts, b: &PictureFacts) -> bool {
        let (Some(hash_a), Some(hash_b)) = (hash_from_hex(&a.phash), hash_from_hex(&b.phash)) else {
            return false;
        };
        if hash_a == 0 || hash_b == 0 {
            return false;
        }
        let Some(limits) = self.photo.as_ref().map(|photo| &photo.card.same_photo) else {
            return hash_a == hash_b;
        };
        let near = hamming(hash_a, hash_b) <= limits.phash_bits;
        let least = if near { limits.phash_cosine_permille } else { limits.embedding_cosine_permille };
        code::cosine_reaches(&code::from_hex(&a.embedding_id), &code::from_hex(&b.embedding_id), least)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::shipped_models;
