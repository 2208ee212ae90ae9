//! Broken, odd and hostile files from `../shared/data/images-broken`; skipped where that folder is absent.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use super::decode;
use crate::snapshot::{Picture, PictureData};

/// A folder of the shared test data, which is no part of the repository.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let root =
        std::env::var_os("TOUCHSTONE_SHARED").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join("data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: ../shared/data absent ({folder})");
    None
}

/// Name and content of every file of a `.tar.gz` (POSIX ustar: 512-byte header with the name at 0 and the octal size at 124).
fn untar(archive: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(archive).unwrap()).read_to_end(&mut bytes).unwrap();
    let text = |part: &[u8]| String::from_utf8_lossy(part).trim_end_matches(['\0', ' ']).to_owned();
    let (mut files, mut at) = (Vec::new(), 0);
    while bytes[at] != 0 {
        let header = &bytes[at..at + 512];
        let size = usize::from_str_radix(text(&header[124..136]).trim(), 8).unwrap();
        if matches!(header[156], b'0' | 0) {
            files.push((text(&header[..100]), bytes[at + 512..at + 512 + size].to_vec()));
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    files
}

/// Width and height, or the reason for which it was skipped.
type Outcome = Result<(u32, u32), &'static str>;

/// Outcome of every file of an archive: the size, or the reason.
fn outcomes(archive: &str) -> Option<BTreeMap<String, Outcome>> {
    let files = untar(&shared("images-broken")?.join(archive));
    let outcome = |(name, bytes): (String, Vec<u8>)| {
        let picture = Picture { src: name.clone(), data: PictureData::Encoded(bytes) };
        (name.rsplit('/').next().unwrap_or(&name).to_owned(), decode(&picture).map(|pixels| pixels.dimensions()))
    };
    let outcomes: BTreeMap<_, _> = files.into_iter().map(outcome).collect();
    let mut counts = BTreeMap::new();
    for outcome in outcomes.values() {
        *counts.entry(outcome.err().unwrap_or("decoded")).or_insert(0) += 1;
    }
    println!("{archive}: {counts:?}");
    Some(outcomes)
}

#[test]
fn of_the_png_suite_all_is_read_but_what_is_broken_on_purpose() {
    let Some(outcomes) = outcomes("pngsuite.tar.gz") else { return };
    assert!(outcomes.len() > 150);
    for (name, outcome) in outcomes.iter().filter(|(name, _)| name.ends_with(".png")) {
        assert_eq!(outcome.is_err(), name.starts_with('x'), "{name}: {outcome:?}");
    }
}

#[test]
fn valid_but_unusual_photos_are_read() {
    for (archive, at_least) in [("jpeg-valid.tar.gz", 34), ("webp-valid.tar.gz", 20)] {
        let Some(outcomes) = outcomes(archive) else { return };
        let (read, failed): (Vec<_>, Vec<_>) = outcomes.iter().partition(|(_, outcome)| outcome.is_ok());
        assert!(read.len() >= at_least);
        // The lossless JPEG process, which browsers do not show either; one of the files holds no bytes.
        let expected = [Err("unsupported-format"), Err("empty")];
        assert!(failed.iter().all(|(name, outcome)| name.starts_with("lossless") && expected.contains(outcome)), "{failed:?}");
    }
}

#[test]
fn hostile_files_give_a_picture_or_a_reason_and_never_a_panic() {
    let reasons = ["too-large", "unsupported-format", "unknown-format", "broken", "empty"];
    for archive in ["png-fuzz.tar.gz", "image-rs-bad.tar.gz"] {
        let Some(outcomes) = outcomes(archive) else { return };
        assert!(outcomes.values().all(|outcome| outcome.is_ok() || outcome.is_err_and(|reason| reasons.contains(&reason))));
    }
}
