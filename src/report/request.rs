//! One door for programs: a request as JSON with files beside it, an answer in the same form. The WASM and the command line use it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::signature::{Passkey, Signatures};
use super::{
    CaptureEvent, Choice, File, Letter, Material, Person, Photo, ReportError, Screenshot, Sender, Situation, Subject, Words, doors, draft,
    request_invalid, seal, subject, table, verify, write, xarf,
};
use crate::engine::Engine;
use crate::finding::{Assessment, State};
use crate::listing::Listing;
use crate::snapshot::Snapshot;

/// What can be asked. Files are named in each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Lays out a package. Files: `messages.json` (a locale file), `photos/0`, `photos/1`, … and perhaps `screenshot`.
    Draft {
        /// The page as it stood.
        snapshot: Snapshot,
        /// Addresses of the photos, in the order of the files.
        photos: Vec<String>,
        /// Steps so far.
        events: Vec<CaptureEvent>,
        /// Name and version of what captures.
        software: String,
        /// When, ISO 8601, UTC.
        created: String,
        /// The answer that the reporter saw.
        #[serde(default)]
        live_state: Option<State>,
        /// What is let in.
        choice: Choice,
    },
    /// Closes a package. Files: those of the draft, `ed25519.key` (32 bytes) and `ed25519.sig` (64 bytes) where there are some.
    Seal {
        /// A passkey's confirmation.
        #[serde(default)]
        passkey: Option<Passkey>,
    },
    /// Checks a package. File: `report.zip`.
    Verify,
    /// A package's columns for a desk. File: `report.zip`.
    Subject,
    /// The channels.
    Doors {
        /// The page's address.
        url: String,
        /// Its facts.
        listing: Box<Listing>,
        /// Who reports.
        person: Person,
    },
    /// A letter to a channel. File: `messages.json` in the channel's language.
    Letter {
        /// Id of the channel.
        channel: String,
        /// The page's address.
        url: String,
        /// The answer.
        assessment: Box<Assessment>,
        /// Who writes.
        sender: Sender,
        /// When the page was read, ISO 8601, UTC.
        created: String,
    },
    /// XARF. File: perhaps `report.zip`.
    Xarf {
        /// The page's address.
        url: String,
        /// The answer.
        assessment: Box<Assessment>,
        /// Who writes.
        sender: Sender,
        /// When, ISO 8601, UTC.
        created: String,
        /// A UUID.
        report_id: String,
    },
    /// A table of packages. Files: any number of `*.zip`.
    Table,
}

/// What comes back: a JSON value and files.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The value.
    pub value: Value,
    /// Files beside it.
    pub files: Vec<File>,
}

/// Answers a request.
///
/// # Errors
/// Those of the functions of this room; [`ReportError::RequestInvalid`] for a file that is missing.
pub fn answer(engine: &Engine, request: Request, files: Vec<File>) -> Result<Answer, ReportError> {
    let value = |value: Value| Ok(Answer { value, files: Vec::new() });
    match request {
        Request::Draft { snapshot, photos, events, software, created, live_state, choice } => {
            let words = words(&files)?;
            let photo = |(index, src): (usize, String)| Ok(Photo { src, bytes: file(&files, &format!("photos/{index}"))?.to_vec() });
            let photos = photos.into_iter().enumerate().map(photo).collect::<Result<_, ReportError>>()?;
            let screenshot = file(&files, "screenshot").ok().map(|bytes| Screenshot(bytes.to_vec()));
            let material = Material { snapshot, photos, screenshot, events, software, created, live_state };
            let drafted = draft(engine, &words, &material, &choice)?;
            let sizes: Vec<Value> = drafted.files.iter().map(|file| json!({ "path": file.path, "bytes": file.bytes.len() })).collect();
            let value = json!({ "redactions": drafted.redactions, "assessment": drafted.assessment, "sizes": sizes });
            let challenge = File { path: "manifest.sha256".into(), bytes: drafted.manifest_sha256.to_vec() };
            Ok(Answer { value, files: drafted.files.into_iter().chain([challenge]).collect() })
        }
        Request::Seal { passkey } => {
            let key = file(&files, "ed25519.key").ok().map(<[u8]>::to_vec);
            let signed = file(&files, "ed25519.sig").ok().map(<[u8]>::to_vec);
            let ed25519 = key.zip(signed).and_then(|(key, signed)| Some((key.try_into().ok()?, signed.try_into().ok()?)));
            let beside = ["ed25519.key", "ed25519.sig", "manifest.sha256"];
            let kept = files.into_iter().filter(|file| !beside.contains(&file.path.as_str())).collect();
            let bytes = seal(kept, &Signatures { ed25519, passkey })?;
            let value = json!({ "bytes": bytes.len(), "sha256": crate::finding::sha256_hex(&bytes) });
            Ok(Answer { value, files: vec![File { path: "report.zip".into(), bytes }] })
        }
        Request::Verify => value(plain(&verify(engine, file(&files, "report.zip")?)?)),
        Request::Subject => {
            let (columns, files) = subject_with_pictures(engine, file(&files, "report.zip")?)?;
            Ok(Answer { value: plain(&columns), files })
        }
        Request::Doors { url, listing, person } => {
            value(plain(&doors(engine, Situation { url: &url, listing: &listing, person: &person })))
        }
        Request::Letter { channel, url, assessment, sender, created } => {
            let found = engine.packs().channels.iter().find(|known| known.id == channel);
            let found = found.ok_or_else(|| request_invalid(format!("no channel {channel:?}")))?;
            let letter: Letter = write(&words(&files)?, found, &url, &assessment, &sender, &created);
            value(plain(&letter))
        }
        Request::Xarf { url, assessment, sender, created, report_id } => {
            let package = file(&files, "report.zip").ok();
            value(xarf(engine, &url, &assessment, &sender, &created, &report_id, package)?)
        }
        Request::Table => {
            let packages = files.iter().filter(|file| file.path.ends_with(".zip"));
            let subjects = packages.map(|file| subject(engine, &file.bytes)).collect::<Result<Vec<Subject>, _>>()?;
            value(json!({ "csv": table(&subjects) }))
        }
    }
}

/// The columns of a package, with its pictures.
fn subject_with_pictures(engine: &Engine, bytes: &[u8]) -> Result<(Subject, Vec<File>), ReportError> {
    let columns = subject(engine, bytes)?;
    let shown = |path: &String| columns.photos.iter().any(|photo| photo.path == *path) || columns.screenshot.as_ref() == Some(path);
    let files = super::unpack(bytes)?.into_iter().filter(|file| shown(&file.path)).collect();
    Ok((columns, files))
}

fn plain<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn file<'f>(files: &'f [File], path: &str) -> Result<&'f [u8], ReportError> {
    files
        .iter()
        .find(|file| file.path == path)
        .map(|file| file.bytes.as_slice())
        .ok_or_else(|| request_invalid(format!("no file {path:?}")))
}

fn words(files: &[File]) -> Result<Words, ReportError> {
    Words::read(file(files, "messages.json")?).map_err(|error| request_invalid(format!("messages.json: {error}")))
}
