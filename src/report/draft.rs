//! Lays out a package: takes out what is the reporter's own, judges the page that is left, and writes the files.

use serde::{Deserialize, Serialize};

use super::manifest::{self, Capture, CaptureEvent, Manifest, PhotoFile};
use super::redact::{self, Redaction};
use super::signature::Signatures;
use super::{File, ReportError, Words, document, json_file, pack, request_invalid};
use crate::engine::Engine;
use crate::finding::{Assessment, State};
use crate::limits;
use crate::snapshot::{Picture, PictureData, Snapshot};

/// Everything that was captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// The page as it stood.
    pub snapshot: Snapshot,
    /// The photos that could be had, as files the engine reads.
    pub photos: Vec<Photo>,
    /// The visible part of the page.
    pub screenshot: Option<Screenshot>,
    /// Steps so far.
    pub events: Vec<CaptureEvent>,
    /// Name and version of what captures.
    pub software: String,
    /// When the package is made, ISO 8601, UTC.
    pub created: String,
    /// The answer that the reporter saw.
    pub live_state: Option<State>,
}

/// A photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its address, as in the snapshot.
    pub src: String,
    /// The file: PNG, JPEG, GIF, WebP or BMP.
    pub bytes: Vec<u8>,
}

/// A picture of the visible part of the page: a PNG or JPEG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenshot(pub Vec<u8>);

/// What the reporter lets in. Address, log and the page for people are always there: without them it is no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The page's copy.
    pub snapshot: bool,
    /// The facts read from it.
    pub listing: bool,
    /// The signs; they quote the facts, so they need them.
    pub assessment: bool,
    /// The screenshot.
    pub screenshot: bool,
    /// Indices of photos that stay out.
    #[serde(default)]
    pub photos_left_out: Vec<usize>,
    /// Kinds of redaction that the reporter switched off.
    #[serde(default)]
    pub reveal: Vec<String>,
    /// More words to take out: the reporter's name as the page shows it.
    #[serde(default)]
    pub own_words: Vec<String>,
}

impl Default for Choice {
    fn default() -> Self {
        let (photos_left_out, reveal, own_words) = (Vec::new(), Vec::new(), Vec::new());
        Self { snapshot: true, listing: true, assessment: true, screenshot: true, photos_left_out, reveal, own_words }
    }
}

/// A package before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Manifest, digest and everything that the manifest names, in the archive's order.
    pub files: Vec<File>,
    /// SHA-256 of the manifest: the challenge of a passkey.
    pub manifest_sha256: [u8; 32],
    /// What was taken out.
    pub redactions: Vec<Redaction>,
    /// The answer on the page inside.
    pub assessment: Assessment,
}

impl Draft {
    /// The bytes that an Ed25519 key signs: `datapackage-digest.json`.
    #[must_use]
    pub fn to_sign(&self) -> &[u8] {
        self.files.iter().find(|file| file.path == manifest::DIGEST).map_or(&[], |file| &file.bytes)
    }
}

/// Makes a package.
///
/// # Errors
/// [`ReportError::RequestInvalid`] for a photo or screenshot that is no such file or for more than a package holds;
/// [`ReportError::Engine`] where the page cannot be judged.
pub fn draft(engine: &Engine, words: &Words, material: &Material, choice: &Choice) -> Result<Draft, ReportError> {
    let photos = chosen_photos(material, choice)?;
    let redacted = redact::redact(engine, &material.snapshot, &choice.own_words, &choice.reveal)?;
    let photos: Vec<(PhotoFile, &Photo)> =
        photos.into_iter().map(|(path, photo)| (PhotoFile { path, src: redacted.address(&photo.src) }, photo)).collect();
    let pictures: Vec<Picture> =
        photos.iter().map(|(file, photo)| Picture { src: file.src.clone(), data: PictureData::Encoded(photo.bytes.clone()) }).collect();
    let assessment = engine.assess(&redacted.snapshot, &pictures)?;
    let screenshot = material.screenshot.as_ref().filter(|_| choice.screenshot);
    let capture = Capture {
        url: redacted.snapshot.url.clone(),
        events: material.events.clone(),
        photos: photos.iter().map(|(file, _)| file.clone()).collect(),
        redactions: redacted.redactions.clone(),
        left_out: left_out(material, choice),
        live_state: material.live_state.filter(|state| *state != assessment.state),
    };
    let mut files = Vec::new();
    let mut put = |path: &str, bytes: Vec<u8>| files.push(File { path: path.to_owned(), bytes });
    let named = |Screenshot(bytes): &'_ Screenshot| Ok::<_, ReportError>(format!("{}.{}", manifest::SCREENSHOT, ending(bytes)?));
    let screenshot = screenshot.map(|shot| named(shot).map(|path| (path, &shot.0))).transpose()?;
    let shown = document::Shown {
        capture: &capture,
        listing: choice.listing.then_some(&assessment.listing),
        assessment: (choice.listing && choice.assessment).then_some(&assessment),
        screenshot: screenshot.as_ref().map(|(path, _)| path.as_str()),
        created: &material.created,
        software: &material.software,
        engine: engine.info(),
    };
    put(manifest::DOCUMENT, document::html(words, &shown).into_bytes());
    put(manifest::CAPTURE, json_file(&capture)?);
    if choice.listing {
        put(manifest::LISTING, json_file(&assessment.listing)?);
    }
    if shown.assessment.is_some() {
        put(manifest::ASSESSMENT, json_file(&assessment)?);
    }
    if choice.snapshot {
        put(manifest::SNAPSHOT, json_file(&redacted.snapshot)?);
    }
    if let Some((path, bytes)) = screenshot {
        put(&path, bytes.clone());
    }
    for (file, photo) in photos {
        put(&file.path, photo.bytes.clone());
    }
    let title = words.with("report_document_title", &[&redacted.snapshot.url]);
    let listed = json_file(&Manifest::of(&files, title, &material.created, &material.software))?;
    let digest = manifest::digest_file(&listed)?;
    let manifest_sha256 = sha256(&listed);
    let head = [File { path: manifest::MANIFEST.into(), bytes: listed }, File { path: manifest::DIGEST.into(), bytes: digest }];
    Ok(Draft { files: head.into_iter().chain(files).collect(), manifest_sha256, redactions: redacted.redactions, assessment })
}

/// Closes a package with its signatures.
///
/// # Errors
/// [`ReportError::RequestInvalid`] where the whole is larger than a reader takes.
pub fn seal(mut files: Vec<File>, signatures: &Signatures) -> Result<Vec<u8>, ReportError> {
    files.retain(|file| !file.path.starts_with(manifest::SIGNATURES));
    files.extend(signatures.files()?);
    let bytes = pack(&files)?;
    if bytes.len() > limits::REPORT_BYTES {
        return Err(request_invalid(format!("the package is larger than {} MiB: leave some pictures out", limits::REPORT_BYTES >> 20)));
    }
    Ok(bytes)
}

/// The photos that are let in, with the paths they get.
fn chosen_photos<'m>(material: &'m Material, choice: &Choice) -> Result<Vec<(String, &'m Photo)>, ReportError> {
    if material.photos.len() > limits::PICTURES_ON_CARDS {
        return Err(request_invalid(format!("{} photos, more than {}", material.photos.len(), limits::PICTURES_ON_CARDS)));
    }
    let kept = material.photos.iter().enumerate().filter(|(index, _)| !choice.photos_left_out.contains(index));
    kept.enumerate().map(|(place, (_, photo))| Ok((format!("photos/{:02}.{}", place + 1, ending(&photo.bytes)?), photo))).collect()
}

/// What was captured and not let in, by the name of its file.
fn left_out(material: &Material, choice: &Choice) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let parts = [
        (manifest::SNAPSHOT, choice.snapshot),
        (manifest::LISTING, choice.listing),
        (manifest::ASSESSMENT, choice.listing && choice.assessment),
    ];
    names.extend(parts.iter().filter(|(_, kept)| !kept).map(|(name, _)| (*name).to_owned()));
    if material.screenshot.is_some() && !choice.screenshot {
        names.push(manifest::SCREENSHOT.into());
    }
    let photos = choice.photos_left_out.iter().filter(|index| **index < material.photos.len()).count();
    if photos > 0 {
        names.push(format!("photos ({photos})"));
    }
    names
}

/// A picture file's ending, from its first bytes.
fn ending(bytes: &[u8]) -> Result<&'static str, ReportError> {
    const KINDS: [(&[u8], &str); 5] = [(b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"), (b"BM", "bmp")];
    if bytes.len() > limits::REPORT_TEXT_BYTES {
        return Err(request_invalid(format!("a picture larger than {} MiB", limits::REPORT_TEXT_BYTES >> 20)));
    }
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    known.map(|(_, ending)| *ending).ok_or_else(|| request_invalid("a picture that is neither PNG, JPEG, GIF, WebP nor BMP"))
}

/// SHA-256 as bytes.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).into()
}
