//! The list of a package's files with their hashes, in the shape that web archives use (WACZ 1.1.1, section 4: `datapackage.json`
//! is a Frictionless Data Package, `datapackage-digest.json` holds its hash), and the log of how they came to be.

use serde::{Deserialize, Serialize};

use super::redact::Redaction;
use super::{File, ReportError, json_file};
use crate::finding::{State, sha256_hex};

/// Path of the manifest.
pub(super) const MANIFEST: &str = "datapackage.json";
/// Path of its hash, which is what gets signed.
pub(super) const DIGEST: &str = "datapackage-digest.json";
/// Path of the log.
pub(super) const CAPTURE: &str = "capture.json";
/// Path of the page.
pub(super) const SNAPSHOT: &str = "snapshot.json";
/// Path of the facts.
pub(super) const LISTING: &str = "listing.json";
/// Path of the answer.
pub(super) const ASSESSMENT: &str = "assessment.json";
/// Path of the page for people.
pub(super) const DOCUMENT: &str = "report.html";
/// Path of the picture of the visible part, without its ending.
pub(super) const SCREENSHOT: &str = "screenshot";
/// Folder of the signatures, which are made after the manifest and so stand outside it.
pub(super) const SIGNATURES: &str = "signatures/";

/// The schema number of packages. A change of meaning raises it.
const REPORT_SCHEMA: u64 = 1;

/// `datapackage.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `data-package`.
    pub profile: String,
    /// Schema number of the package.
    pub touchstone_report: u64,
    /// What it is, for who opens it.
    pub title: String,
    /// When it was put together, ISO 8601, UTC, by the reporter's clock.
    pub created: String,
    /// What put it together.
    pub software: String,
    /// Every other file, in the order of the archive.
    pub resources: Vec<Resource>,
}

/// One file of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// File name without its folder.
    pub name: String,
    /// Path in the archive.
    pub path: String,
    /// `sha256:` and lower-case hex.
    pub hash: String,
    /// Size.
    pub bytes: usize,
}

impl Resource {
    fn of(file: &File) -> Self {
        let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
        Self { name, path: file.path.clone(), hash: hash_of(&file.bytes), bytes: file.bytes.len() }
    }
}

impl Manifest {
    /// The manifest of some files.
    pub(super) fn of(files: &[File], title: String, created: &str, software: &str) -> Self {
        let resources = files.iter().map(Resource::of).collect();
        let (created, software) = (created.to_owned(), software.to_owned());
        Self { profile: "data-package".into(), touchstone_report: REPORT_SCHEMA, title, created, software, resources }
    }

    /// Whether this build reads such packages.
    pub(super) fn is_known(&self) -> bool {
        self.touchstone_report == REPORT_SCHEMA
    }
}

/// `datapackage-digest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Digest {
    pub path: String,
    pub hash: String,
}

/// The bytes of `datapackage-digest.json` for a manifest's bytes.
pub(super) fn digest_file(manifest: &[u8]) -> Result<Vec<u8>, ReportError> {
    json_file(&Digest { path: MANIFEST.into(), hash: hash_of(manifest) })
}

/// `sha256:` and hex.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256_hex(bytes))
}

/// `capture.json`: how the package came to be, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Capture {
    /// The page's address, what is the reporter's own taken out.
    pub url: String,
    /// Steps in their order.
    pub events: Vec<CaptureEvent>,
    /// Which file is the picture at which address.
    pub photos: Vec<PhotoFile>,
    /// What was taken out of page, addresses and texts: kind and number, never the value.
    pub redactions: Vec<Redaction>,
    /// What the reporter left out of the package.
    pub left_out: Vec<String>,
    /// The answer that the reporter saw on the page as it stood, where it differs from the one in the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_state: Option<State>,
}

/// One step, by the reporter's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptureEvent {
    /// ISO 8601, UTC.
    pub at: String,
    /// `page-read`, `pictures-read`, `screenshot-taken`, `package-made`.
    pub what: String,
    /// More, for people; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// A photo of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PhotoFile {
    pub path: String,
    pub src: String,
}
