//! The way back: does this package hold what was signed, and does its page give the same answer again?

use serde::Serialize;
use serde_json::Value;

use super::draft::sha256;
use super::manifest::{self, Capture, Manifest};
use super::redact::Redaction;
use super::signature::{self, Proof};
use super::{File, ReportError, archive_invalid, json_file, pack, unpack};
use crate::engine::Engine;
use crate::finding::Assessment;
use crate::snapshot::{Picture, PictureData, Snapshot};

/// Differences named in a replay that comes out otherwise.
const DIFFERENCES: usize = 20;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// `archive`, `manifest`, `file`, `signature`, `passkey`, `assessment`.
    pub what: String,
    /// The file.
    pub path: String,
    /// Why it failed; absent where it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// What the page inside gives when it is judged again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Replay {
    /// The same bytes.
    Same,
    /// Another answer.
    Differs {
        /// JSON pointers at which the two answers differ, the first ones.
        differences: Vec<String>,
        /// Parts (engine, models, packs) of other versions than those in the package; where it is empty the cause is another.
        versions: Vec<String>,
    },
    /// Nobody asked for it.
    NotAsked,
    /// The package lacks the page or the answer.
    NotPossible {
        /// What is missing or wrong.
        reason: String,
    },
}

/// What came of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether every check holds. It says nothing of the listing, and nothing of whether the page came from its server.
    pub intact: bool,
    /// What the signatures prove.
    pub proofs: Vec<Proof>,
    /// Everything that was looked at.
    pub checks: Vec<Check>,
    /// The answer once more.
    pub replay: Replay,
    /// What the reporter's program took out.
    pub redactions: Vec<Redaction>,
    /// What the reporter left out.
    pub left_out: Vec<String>,
    /// The page's address.
    pub url: String,
    /// When the package was made, by the reporter's clock.
    pub created: String,
    /// What made it.
    pub software: String,
}

/// Checks a package.
///
/// # Errors
/// [`ReportError::ArchiveInvalid`] where the bytes are no package at all: no archive, no manifest that can be read.
pub fn verify(engine: &Engine, bytes: &[u8]) -> Result<Verification, ReportError> {
    let (mut verification, files, capture) = looked_at(bytes)?;
    let is_as_listed = verification.checks.iter().all(|check| check.fault.is_none() || check.what == "archive");
    verification.replay = replay(engine, &files, capture.as_ref().filter(|_| is_as_listed));
    Ok(verification)
}

/// Checks everything but the answer, which takes most of the time.
///
/// # Errors
/// As [`verify`].
pub fn inspect(bytes: &[u8]) -> Result<Verification, ReportError> {
    Ok(looked_at(bytes)?.0)
}

fn looked_at(bytes: &[u8]) -> Result<(Verification, Vec<File>, Option<Capture>), ReportError> {
    let files = unpack(bytes)?;
    let missing = |path: &str| archive_invalid(format!("no {path}: this is no report"));
    let manifest_file = find(&files, manifest::MANIFEST).ok_or_else(|| missing(manifest::MANIFEST))?;
    let listed: Manifest =
        serde_json::from_slice(manifest_file).map_err(|error| archive_invalid(format!("{}: {error}", manifest::MANIFEST)))?;
    if !listed.is_known() {
        return Err(archive_invalid(format!("package schema {} is not supported", listed.touchstone_report)));
    }
    let mut checks =
        vec![check("archive", "", archive_fault(&files, bytes)), check("manifest", manifest::DIGEST, digest_fault(&files, manifest_file))];
    checks.extend(file_checks(&files, &listed));
    let proofs = proofs(&files, manifest_file, &mut checks);
    let capture = read_capture(&files, &mut checks);
    let said = |capture: &Capture| (capture.redactions.clone(), capture.left_out.clone(), capture.url.clone());
    let (redactions, left_out, url) = capture.as_ref().map(said).unwrap_or_default();
    let intact = checks.iter().all(|check| check.fault.is_none());
    let (created, software, replay) = (listed.created, listed.software, Replay::NotAsked);
    Ok((Verification { intact, proofs, checks, replay, redactions, left_out, url, created, software }, files, capture))
}

fn check(what: &str, path: &str, fault: Option<String>) -> Check {
    Check { what: what.into(), path: path.into(), fault }
}

pub(super) fn find<'f>(files: &'f [File], path: &str) -> Option<&'f [u8]> {
    files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice())
}

/// The files are what they are; the bytes between them are ours too.
fn archive_fault(files: &[File], bytes: &[u8]) -> Option<String> {
    let ours = pack(files).is_ok_and(|ours| ours == bytes);
    (!ours).then(|| "the archive is not written as Touchstone writes it; it was packed anew or touched between its files".to_owned())
}

fn digest_fault(files: &[File], manifest_file: &[u8]) -> Option<String> {
    match find(files, manifest::DIGEST) {
        None => Some("missing".into()),
        Some(found) => {
            let wanted = manifest::digest_file(manifest_file).unwrap_or_default();
            (found != wanted).then(|| format!("is not the hash of {}", manifest::MANIFEST))
        }
    }
}

fn file_checks(files: &[File], listed: &Manifest) -> Vec<Check> {
    let known = |path: &str| listed.resources.iter().any(|resource| resource.path == path);
    let apart = [manifest::MANIFEST, manifest::DIGEST, signature::ED25519, signature::ED25519_KEY, signature::PASSKEY];
    let mut checks: Vec<Check> = listed
        .resources
        .iter()
        .map(|resource| {
            let fault = match find(files, &resource.path) {
                None => Some("missing".to_owned()),
                Some(bytes) if manifest::hash_of(bytes) != resource.hash => Some("changed: its hash is another".to_owned()),
                Some(_) => None,
            };
            check("file", &resource.path, fault)
        })
        .collect();
    let strange = files.iter().filter(|file| !known(&file.path) && !apart.contains(&file.path.as_str()));
    checks.extend(strange.map(|file| check("file", &file.path, Some("not in the manifest: it was added".to_owned()))));
    checks
}

fn proofs(files: &[File], manifest_file: &[u8], checks: &mut Vec<Check>) -> Vec<Proof> {
    let mut proofs = Vec::new();
    let mut add = |what: &str, path: &str, proof: Result<Proof, String>| {
        checks.push(check(what, path, proof.as_ref().err().cloned()));
        proofs.extend(proof);
    };
    match (find(files, signature::ED25519), find(files, signature::ED25519_KEY)) {
        (Some(signed), Some(key)) => {
            let message = find(files, manifest::DIGEST).unwrap_or_default();
            add("signature", signature::ED25519, signature::check_ed25519(message, signed, key));
        }
        (None, None) => {}
        _ => add("signature", signature::ED25519, Err("signature or key is missing".into())),
    }
    if let Some(file) = find(files, signature::PASSKEY) {
        add("passkey", signature::PASSKEY, signature::check_passkey(&sha256(manifest_file), file));
    }
    proofs
}

fn read_capture(files: &[File], checks: &mut Vec<Check>) -> Option<Capture> {
    let capture = find(files, manifest::CAPTURE).ok_or_else(|| "missing".to_owned());
    let capture = capture.and_then(|bytes| serde_json::from_slice(bytes).map_err(|error| error.to_string()));
    if let Err(fault) = &capture {
        checks.push(check("file", manifest::CAPTURE, Some(fault.clone())));
    }
    capture.ok()
}

/// The photos of a package with the addresses that its page gives them.
pub(super) fn pictures(files: &[File], capture: &Capture) -> Vec<Picture> {
    let photos = capture.photos.iter().filter_map(|photo| Some((photo.src.clone(), find(files, &photo.path)?)));
    photos.map(|(src, bytes)| Picture { src, data: PictureData::Encoded(bytes.to_vec()) }).collect()
}

fn replay(engine: &Engine, files: &[File], capture: Option<&Capture>) -> Replay {
    let not_possible = |reason: &str| Replay::NotPossible { reason: reason.to_owned() };
    let Some(capture) = capture else { return not_possible("the files are not those that were listed and signed") };
    let (Some(snapshot), Some(given)) = (find(files, manifest::SNAPSHOT), find(files, manifest::ASSESSMENT)) else {
        return not_possible("the page or the answer was left out");
    };
    let snapshot: Snapshot = match serde_json::from_slice(snapshot) {
        Ok(snapshot) => snapshot,
        Err(error) => return not_possible(&format!("{}: {error}", manifest::SNAPSHOT)),
    };
    let again = match engine.assess(&snapshot, &pictures(files, capture)) {
        Ok(again) => again,
        Err(error) => return not_possible(&error.to_string()),
    };
    if json_file(&again).is_ok_and(|again| again == given) {
        return Replay::Same;
    }
    let before = serde_json::from_slice(given).unwrap_or(Value::Null);
    let after = serde_json::to_value(&again).unwrap_or(Value::Null);
    let mut differences = Vec::new();
    differ(&before, &after, String::new(), &mut differences);
    Replay::Differs { differences, versions: other_versions(&before, &again) }
}

/// Places at which two values differ, without the digest, which always does.
fn differ(a: &Value, b: &Value, place: String, found: &mut Vec<String>) {
    if a == b || place == "/digest" || place.starts_with("/engine") || found.len() >= DIFFERENCES {
        return;
    }
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let part = |fields: &serde_json::Map<String, Value>| fields.get(key).cloned().unwrap_or(Value::Null);
                differ(&part(a), &part(b), format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                differ(a, b, format!("{place}/{index}"), found);
            }
        }
        _ => found.push(place),
    }
}

fn other_versions(before: &Value, again: &Assessment) -> Vec<String> {
    let mut others = Vec::new();
    let version = before["engine"]["version"].as_str().unwrap_or_default();
    if version != again.engine.version {
        others.push(format!("engine: {version} in the package, {} here", again.engine.version));
    }
    for (kind, ours) in [("model", &again.engine.model), ("packs", &again.engine.packs)] {
        let theirs = before["engine"][kind].as_array().cloned().unwrap_or_default();
        let hash = |name: &str| theirs.iter().find(|part| part["name"] == name).and_then(|part| part["sha256"].as_str().map(str::to_owned));
        for part in ours.iter().filter(|part| hash(&part.name).as_deref() != Some(&part.sha256)) {
            others.push(format!("{kind}: {} is another file here", part.name));
        }
        let gone = theirs.iter().filter_map(|part| part["name"].as_str()).filter(|name| !ours.iter().any(|part| part.name == *name));
        others.extend(gone.map(|name| format!("{kind}: {name} is not here")));
    }
    others
}
