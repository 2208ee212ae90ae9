//! What a package says, for those who write about it.

use super::manifest::{self, Capture, Manifest};
use super::verify::find;
use super::{File, ReportError, archive_invalid, unpack};
use crate::finding::Assessment;

/// The parts of a package that letters and forms need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The page's address.
    pub url: String,
    /// When the package was made, ISO 8601, UTC.
    pub created: String,
    /// The answer, with the facts.
    pub assessment: Assessment,
}

/// Reads a package; [`super::verify`] says whether it can be trusted.
///
/// # Errors
/// [`ReportError::ArchiveInvalid`] for what is no package, or one without an answer.
pub fn content(bytes: &[u8]) -> Result<Content, ReportError> {
    let files = unpack(bytes)?;
    let listed: Manifest = read(&files, manifest::MANIFEST)?;
    let capture: Capture = read(&files, manifest::CAPTURE)?;
    Ok(Content { url: capture.url, created: listed.created, assessment: read(&files, manifest::ASSESSMENT)? })
}

/// A file of a package as its type.
pub(super) fn read<T: serde::de::DeserializeOwned>(files: &[File], path: &str) -> Result<T, ReportError> {
    let bytes = find(files, path).ok_or_else(|| archive_invalid(format!("no {path}")))?;
    serde_json::from_slice(bytes).map_err(|error| archive_invalid(format!("{path}: {error}")))
}
