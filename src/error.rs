//! Every error of the engine, with a code that stays the same for ever.
//!
//! Only what makes an answer impossible is an error. A picture that cannot be decoded or a block of JSON-LD that is
//! broken is an entry in [`crate::finding::Skipped`]: the rest of the page still deserves an answer.

use thiserror::Error;

/// What stopped the engine. `Display` is one line for a person; [`EngineError::code`] is for programs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EngineError {
    /// A model or its card cannot be used.
    #[error("model {file}: {reason}")]
    ModelInvalid {
        /// File name inside `models/`.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A pack cannot be used; the caller keeps the pack it had.
    #[error("pack {file}{}: {reason}", entry_part(.entry))]
    PackInvalid {
        /// File name inside `models/packs/`.
        file: String,
        /// Id of the entry at fault, empty where the file as a whole is at fault.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Input of a schema number that this build does not know.
    #[error("{what}: schema {found} is not supported, this build reads schema {expected}")]
    SchemaUnsupported {
        /// Which input, for example a pack's file name.
        what: String,
        /// The number found.
        found: u64,
        /// The number that this build reads.
        expected: u64,
    },
    /// The snapshot cannot be read at all.
    #[error("snapshot: {reason}")]
    SnapshotInvalid {
        /// What is wrong with it.
        reason: String,
    },
    /// A Listing given as JSON does not have the Listing's shape.
    #[error("listing: {reason}")]
    ListingInvalid {
        /// What is wrong with it, with line and column where known.
        reason: String,
    },
    /// A defect of ours.
    #[error("internal: {reason}")]
    Internal {
        /// What went wrong.
        reason: String,
    },
}

impl EngineError {
    /// The stable code that JavaScript and scripts may compare with.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ModelInvalid { .. } => "model-invalid",
            Self::PackInvalid { .. } => "pack-invalid",
            Self::SchemaUnsupported { .. } => "schema-unsupported",
            Self::SnapshotInvalid { .. } => "snapshot-invalid",
            Self::ListingInvalid { .. } => "listing-invalid",
            Self::Internal { .. } => "internal",
        }
    }
}

fn entry_part(entry: &str) -> String {
    if entry.is_empty() { String::new() } else { format!(", entry {entry:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_error_names_file_entry_and_reason() {
        let error = EngineError::PackInvalid { file: "brands/a.json".into(), entry: "nike".into(), reason: "no source".into() };
        assert_eq!(error.to_string(), "pack brands/a.json, entry \"nike\": no source");
        assert_eq!(error.code(), "pack-invalid");
    }
}
