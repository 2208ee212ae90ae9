//! Networks: cards, sessions, and what they say of a picture.
//!
//! A network is an `.onnx` file with a card, a `.json` file that says what goes in, what comes out, where it comes from and what
//! was measured. Both are bytes given at run time. Without any network a picture still gets its hash.

mod card;
mod code;
mod integer;
mod load;
mod network;
mod photo;
mod words;

use crate::error::EngineError;
use crate::finding::Part;
use crate::image::{Pixels, codes, difference_hash, hamming, hash_from_hex, hash_to_hex, resize};
use crate::picture::{BrandLimits, Line, PictureFacts};
use network::Network;
use photo::Photo;
use words::Words;

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
    photo: Option<Network>,
    /// The networks that read words.
    words: Option<Words>,
}

impl Models {
    /// Loads networks with their cards: checks every field and hash. No files give no networks. The graphs are built when the first
    /// picture comes, or by [`Models::prepare`].
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] with file and reason; [`EngineError::SchemaUnsupported`] for a card of another schema.
    pub fn load(files: &[ModelFile]) -> Result<Self, EngineError> {
        let mut models = Self::default();
        let (mut find, mut read) = (None, None);
        for (card, onnx) in load::pair(files)? {
            models.parts.push(Part { name: card.name.clone(), version: card.version.clone(), sha256: card.sha256.clone() });
            let place = match () {
                () if card.photo.is_some() => &mut models.photo,
                () if card.text_find.is_some() => &mut find,
                () => &mut read,
            };
            *place = Some(Network::new(card, onnx.bytes.clone()));
        }
        models.words = match (find, read) {
            (Some(find), Some(read)) => Some(Words::new(find, read)),
            (None, None) => None,
            (Some(alone), None) | (None, Some(alone)) => {
                return Err(load::invalid(&alone.card.file, "lines of text need a network that finds and one that reads them"));
            }
        };
        Ok(models)
    }

    /// Builds the networks' graphs now, about half a second each natively.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] with file and reason.
    pub fn prepare(&self) -> Result<(), EngineError> {
        self.photo.as_ref().map_or(Ok(()), |photo| photo.plan().map(|_| ()))?;
        self.words.as_ref().map_or(Ok(()), Words::prepare)
    }

    /// What a picture shows, without its words. Scores are rounded to [`crate::picture::SCORE_STEP_PERMILLE`].
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] where a network cannot be built, [`EngineError::Internal`] where it fails on a well-formed picture.
    pub fn look(&self, file: &str, pixels: &Pixels) -> Result<PictureFacts, EngineError> {
        let mut facts = PictureFacts {
            file: file.to_owned(),
            width_px: pixels.width(),
            height_px: pixels.height(),
            codes: codes(pixels),
            phash: hash_to_hex(difference_hash(pixels)),
            ..PictureFacts::default()
        };
        if let Some((_, card)) = self.photo() {
            let outputs = self.photo_outputs(pixels)?;
            let output = |index: usize| outputs.get(index).map(Vec::as_slice).unwrap_or_default();
            facts.shows = card.kinds_of(output(0));
            facts.embedding_id = code::to_hex(&code::quantise(output(1)));
        }
        Ok(facts)
    }

    /// The photo network's numbers for a picture: logits of its classes, then the re-use code; none without the network.
    ///
    /// # Errors
    /// As for [`Models::look`].
    pub fn photo_outputs(&self, pixels: &Pixels) -> Result<Vec<Vec<f32>>, EngineError> {
        let Some((photo, _)) = self.photo() else { return Ok(Vec::new()) };
        // Squeezed to a square: that keeps the whole product in view, where cutting out the middle loses the end of a long one.
        photo.run(&resize(pixels, photo.card.input.width_px, photo.card.input.height_px))
    }

    /// The numbers that the networks which find and which read lines give for a picture, which is laid into the top left corner of
    /// what each takes: a probability a pixel, and at each step a probability a class. None without the networks.
    ///
    /// # Errors
    /// As for [`Models::look`].
    pub fn words_outputs(&self, pixels: &Pixels) -> Result<Option<[Vec<f32>; 2]>, EngineError> {
        self.words.as_ref().map(|words| words.outputs(pixels)).transpose()
    }

    /// The lines of text in a picture; none without the networks that read.
    ///
    /// # Errors
    /// As for [`Models::look`].
    pub fn read(&self, pixels: &Pixels) -> Result<Vec<Line>, EngineError> {
        self.words.as_ref().map_or_else(|| Ok(Vec::new()), |words| words.lines(pixels))
    }

    /// From when on words that were read name a brand; `None` without the networks that read.
    #[must_use]
    pub fn brand_limits(&self) -> Option<BrandLimits> {
        self.words.as_ref().and_then(Words::brand_limits)
    }

    /// The network that names kinds of goods, with its part of the card.
    fn photo(&self) -> Option<(&Network, &Photo)> {
        self.photo.as_ref().and_then(|network| Some((network, network.card.photo.as_ref()?)))
    }

    /// Whether a network is loaded that can name this kind of goods, so that its silence about it means something.
    #[must_use]
    pub fn knows_kind(&self, kind: &str) -> bool {
        self.photo().is_some_and(|(_, photo)| photo.kinds.iter().any(|known| known.kind == kind))
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
        let Some(limits) = self.photo().map(|(_, photo)| &photo.same_photo) else {
            return hash_a == hash_b;
        };
        let near = hamming(hash_a, hash_b) <= limits.phash_bits;
        let least = if near { limits.phash_cosine_permille } else { limits.embedding_cosine_permille };
        code::cosine_reaches(&code::from_hex(&a.embedding_id), &code::from_hex(&b.embedding_id), least)
    }
}

/// How alike the re-use codes of two pictures are: their cosine in thousandths, rounded; `None` without codes of one length.
#[must_use]
pub fn likeness_permille(a: &PictureFacts, b: &PictureFacts) -> Option<i32> {
    code::cosine_permille(&code::from_hex(&a.embedding_id), &code::from_hex(&b.embedding_id))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::shipped_models;
