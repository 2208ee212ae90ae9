//! Bytes to packs, strictly: every mistake is refused with file, entry and reason.

use super::{PackFile, Packs};
use crate::error::EngineError;

impl Packs {
    /// Reads the files of a pack set.
    ///
    /// # Errors
    /// [`EngineError::PackInvalid`] with file, entry and reason; [`EngineError::SchemaUnsupported`].
    pub fn load(_files: &[PackFile]) -> Result<Self, EngineError> {
        Ok(Self::default())
    }
}
