//! Reports: one ZIP that a marketplace, a brand or a consumer desk can check without trusting who made it.
//!
//! The way of a report: [`redact`] takes what is the reporter's own out of the page, [`draft`] judges the page that is left and lays
//! out the files, the reporter signs `datapackage-digest.json`, [`seal`] closes the archive. [`verify`] goes the way back: archive,
//! hashes, signatures, and the assessment once more from the page inside.
//! [`doors`] says which channels are open to a person, [`write`], [`xarf`] and [`table`] say there what a package holds.

mod archive;
mod content;
mod csv;
mod desk;
mod document;
mod door;
mod draft;
mod letter;
mod manifest;
mod redact;
mod signature;
mod verify;
mod words;
mod xarf;

pub use archive::{File, pack, unpack};
pub use content::{Content, content};
pub use csv::table;
pub use desk::{Subject, subject};
pub use door::{Door, Person, doors};
pub use draft::{Choice, Draft, Material, Photo, Screenshot, draft, seal};
pub use letter::{Letter, Sender, write};
pub use manifest::{CaptureEvent, Manifest, Resource};
pub use redact::{Redacted, Redaction, redact};
pub use signature::{Passkey, Proof, Signatures, sign};
pub use verify::{Check, Replay, Verification, inspect, verify};
pub use words::Words;
pub use xarf::xarf;

use crate::error::EngineError;

/// Why a report cannot be made or read at all. What is wrong inside a readable report is a [`Check`] that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The bytes are no archive of a report.
    #[error("report: {reason}")]
    ArchiveInvalid {
        /// What is wrong, with the entry's name where there is one.
        reason: String,
    },
    /// A request does not have the shape of one, or lacks a file.
    #[error("report: {reason}")]
    RequestInvalid {
        /// What is wrong.
        reason: String,
    },
    /// The page cannot be judged.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl ReportError {
    /// The stable code that JavaScript and scripts may compare with.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ArchiveInvalid { .. } => "report-invalid",
            Self::RequestInvalid { .. } => "argument-invalid",
            Self::Engine(error) => error.code(),
        }
    }
}

fn archive_invalid(reason: impl Into<String>) -> ReportError {
    ReportError::ArchiveInvalid { reason: reason.into() }
}

fn request_invalid(reason: impl Into<String>) -> ReportError {
    ReportError::RequestInvalid { reason: reason.into() }
}

/// A value as the package's files hold it: indented, so that people can read it, in an order that never changes.
fn json_file<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, ReportError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| EngineError::Internal { reason: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}
