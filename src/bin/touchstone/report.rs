//! `report` and `verify`: evidence packages from saved pages, and the check of anybody's.

use std::io::Write;
use std::path::Path;
use std::time::SystemTime;

use touchstone::engine::Engine;
use touchstone::limits;
use touchstone::report::{
    CaptureEvent, Choice, Material, Photo, Proof, Redaction, Replay, ReportError, Screenshot, Signatures, Verification, Words, draft, seal,
    sign, verify,
};
use touchstone::snapshot::{Picture, PictureData, Snapshot};

use super::args::ReportArgs;
use super::commands::{Outcome, print_json};
use super::input::{self, Error, PictureFolder};

/// Makes a report and says what was taken out.
pub fn make(engine: &Engine, words: &Words, wanted: &ReportArgs) -> Result<Outcome, Error> {
    let of_page = |error: ReportError| Error::file(&wanted.file, error);
    let read_at = now();
    let snapshot = input::snapshot(&wanted.file, wanted.url.as_deref())?;
    let photos = photos(engine, &snapshot, wanted)?;
    let screenshot = wanted.screenshot.as_ref().map(|path| input::picture_bytes(path).map(Screenshot)).transpose()?;
    let live =
        engine.assess(&snapshot, &photos.iter().map(picture).collect::<Vec<_>>()).map_err(|error| Error::file(&wanted.file, error))?;
    let created = now();
    let event = |at: &str, what: &str, detail: String| CaptureEvent { at: at.into(), what: what.into(), detail };
    let events = vec![event(&read_at, "page-read", wanted.file.display().to_string()), event(&created, "package-made", String::new())];
    let software = format!("touchstone {}", env!("CARGO_PKG_VERSION"));
    let material = Material { snapshot, photos, screenshot, events, software, created, live_state: Some(live.state) };
    let choice = Choice { own_words: wanted.own_words.clone(), reveal: wanted.reveal.clone(), ..Choice::default() };
    let draft = draft(engine, words, &material, &choice).map_err(of_page)?;
    let ed25519 = wanted.key.as_ref().map(|path| signed(path, draft.to_sign())).transpose()?;
    let bytes = seal(draft.files, &Signatures { ed25519, passkey: None }).map_err(of_page)?;
    input::write_new(&wanted.out, &bytes)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}: {} B", wanted.out.display(), bytes.len())?;
    redactions(&mut out, words, &draft.redactions)?;
    if ed25519.is_none() {
        writeln!(out, "{}", words.word("cli_not_signed"))?;
    }
    Ok(Outcome::Done)
}

/// Checks a report and says what holds.
pub fn check(engine: &Engine, words: &Words, file: &Path, json: bool) -> Result<Outcome, Error> {
    let bytes = input::read_bounded(file, limits::REPORT_BYTES as u64)?;
    let verification = verify(engine, &bytes).map_err(|error| Error::file(file, error))?;
    if json {
        print_json(&verification)?
    } else {
        print(words, file, &verification)?
    }
    let replayed = !matches!(verification.replay, Replay::Differs { .. });
    Ok(if verification.intact && replayed { Outcome::Done } else { Outcome::NotIntact })
}

fn print(words: &Words, file: &Path, verification: &Verification) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    let sentence = words.word(if verification.intact { "cli_report_intact" } else { "cli_report_changed" });
    writeln!(out, "{}: {sentence}", file.display())?;
    writeln!(out, "  {}  {}  {}", verification.url, verification.created, verification.software)?;
    for check in &verification.checks {
        if let Some(fault) = &check.fault {
            writeln!(out, "  ✗ {} {}: {fault}", check.what, check.path)?;
        }
    }
    for proof in &verification.proofs {
        let text = match proof {
            Proof::Ed25519 { key_sha256 } => words.with("cli_signed", &[key_sha256]),
            Proof::Passkey { key_sha256, origin, .. } => words.with("cli_confirmed", &[key_sha256, origin]),
        };
        writeln!(out, "  ✓ {text}")?;
    }
    if verification.proofs.is_empty() {
        writeln!(out, "  {}", words.word("cli_not_signed"))?;
    }
    match &verification.replay {
        Replay::Same => writeln!(out, "  ✓ {}", words.word("cli_replay_same"))?,
        Replay::Differs { differences, versions } => {
            writeln!(out, "  ✗ {}", words.word("cli_replay_differs"))?;
            differences.iter().chain(versions).try_for_each(|place| writeln!(out, "      {place}"))?;
        }
        Replay::NotAsked => (),
        Replay::NotPossible { reason } => writeln!(out, "  {}", words.with("cli_replay_not_possible", &[reason]))?,
    }
    redactions(&mut out, words, &verification.redactions)?;
    for name in &verification.left_out {
        writeln!(out, "  {}", words.with("report_left_out", &[name]))?;
    }
    Ok(())
}

fn redactions(out: &mut impl Write, words: &Words, redactions: &[Redaction]) -> Result<(), Error> {
    for Redaction { category, place, count } in redactions {
        writeln!(out, "  {}: {count} ({place})", words.word(&format!("redaction_{category}")))?;
    }
    Ok(())
}

/// The page's pictures from the folder, as many as a report holds; what is no picture stays out.
fn photos(engine: &Engine, snapshot: &Snapshot, wanted: &ReportArgs) -> Result<Vec<Photo>, Error> {
    let Some(folder) = &wanted.images else { return Ok(Vec::new()) };
    let listing = engine.read(snapshot).map_err(|error| Error::file(&wanted.file, error))?.listing;
    let own = listing.images.iter().map(|image| image.src.as_str());
    let cards = listing.cards.iter().filter_map(|card| card.image.as_deref());
    let pictures = PictureFolder::open(folder)?.pictures(own.chain(cards))?;
    let photos = pictures.into_iter().filter_map(|picture| match picture.data {
        PictureData::Encoded(bytes) if bytes.len() <= limits::PICTURE_BYTES => Some(Photo { src: picture.src, bytes }),
        _ => None,
    });
    Ok(photos.take(limits::PICTURES_ON_CARDS).collect())
}

fn picture(photo: &Photo) -> Picture {
    Picture { src: photo.src.clone(), data: PictureData::Encoded(photo.bytes.clone()) }
}

fn signed(path: &Path, message: &[u8]) -> Result<([u8; 32], [u8; 64]), Error> {
    let pem = input::read_bounded(path, limits::PACK_BYTES as u64)?;
    let pem = std::str::from_utf8(&pem).map_err(|_| Error::file(path, "is no PEM file"))?;
    sign(pem, message).map_err(|reason| Error::file(path, reason))
}

fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}
