//! What authors of packs are told: every fault of a set, not only the first, and what is taken but deserves another look.

mod advice;

use super::load::{Set, read_all};
use super::{PackFault, PackFile, file};
use crate::finding::sha256_hex;

/// Every fault in the files of a pack set: those for which [`super::Packs::load`] would refuse it, in the order of files and entries, then
/// advice. No fault of level `error` where the set would be taken.
#[must_use]
pub fn lint(files: &[PackFile]) -> Vec<PackFault> {
    let Set { files, shelf, mut faults, .. } = read_all(files);
    faults.extend(advice::of(&shelf, &files));
    faults
}

/// One pack file at a glance.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PackSummary {
    /// Name of the file.
    pub file: String,
    /// Kind of pack.
    pub pack: String,
    /// The pack's own name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// How many entries it has.
    pub entries: usize,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// Summaries of files, each by itself; a file that cannot be read gives its faults instead.
#[must_use]
pub fn summaries(files: &[PackFile]) -> Vec<Result<PackSummary, Vec<PackFault>>> {
    let one = |file: &PackFile| {
        let (part, entries) = file::read(file)?;
        let pack = file::head(file).map(|head| head.pack).unwrap_or_default();
        let (name, version) = (part.name, part.version);
        Ok(PackSummary { file: file.name.clone(), pack, name, version, entries: entries.len(), sha256: sha256_hex(&file.bytes) })
    };
    files.iter().map(one).collect()
}

#[cfg(test)]
#[path = "lint/tests.rs"]
mod tests;
