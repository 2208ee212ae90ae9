//! Bytes to packs, strictly: every mistake is refused with file, entry and reason.

use std::collections::BTreeSet;

use super::check::{Entry, Known};
use super::fault::{FaultCode, Faults, PackFault};
use super::file::{self, Entries};
use super::{
    Adapter, Brand, Channel, CurrencyRate, CurrencySign, FamilyCaps, Goods, Label, PackFile, Packs, RedactionRule, RuleBook, RuleWeights,
    Site, Term, Thresholds, WarningList,
};
use crate::error::EngineError;
use crate::finding::{Part, sha256_hex};

/// Files under this folder are schemas for authors, not packs.
const SCHEMA_FOLDER: &str = "schema/";

impl Packs {
    /// Reads the files of a pack set, in the order of their names whatever order they are given in. Files under `schema/` are
    /// passed over. One mistake refuses the whole set. The entries of the set that the engine was built with are not checked again: its
    /// tests have, by [`super::lint`].
    ///
    /// # Errors
    /// [`EngineError::PackInvalid`] with file, entry and reason; [`EngineError::SchemaUnsupported`].
    pub fn load(files: &[PackFile]) -> Result<Self, EngineError> {
        let mut set = read(files);
        if !is_built_with(&set.parts) {
            set.check();
        }
        let Set { shelf, parts, faults, .. } = set;
        faults.into_iter().next().map_or_else(|| Ok(shelf.into_packs(parts)), |fault| Err(fault.into()))
    }

    /// The words of a label in all languages.
    pub fn label_words(&self, label: &str) -> impl Iterator<Item = &str> {
        self.labels.iter().filter(move |own| own.label == label).flat_map(|own| &own.words).map(String::as_str)
    }
}

/// The files of a set as far as they could be read, with every fault that keeps them out.
pub(super) struct Set<'f> {
    /// The files, by name.
    pub files: Vec<&'f PackFile>,
    pub shelf: Shelf,
    pub parts: Vec<Part>,
    pub faults: Vec<PackFault>,
}

/// An entry with the index of its file.
pub(super) struct Filed<T> {
    pub file: usize,
    pub entry: T,
}

#[derive(Default)]
pub(super) struct Shelf {
    pub adapters: Vec<Filed<Adapter>>,
    pub brands: Vec<Filed<Brand>>,
    pub channels: Vec<Filed<Channel>>,
    pub currencies: Vec<Filed<CurrencyRate>>,
    pub currency_signs: Vec<Filed<CurrencySign>>,
    pub families: Vec<Filed<FamilyCaps>>,
    pub goods: Vec<Filed<Goods>>,
    pub labels: Vec<Filed<Label>>,
    pub redactions: Vec<Filed<RedactionRule>>,
    pub rules: Vec<Filed<RuleWeights>>,
    pub sites: Vec<Filed<Site>>,
    pub terms: Vec<Filed<Term>>,
    pub thresholds: Vec<Filed<Thresholds>>,
    pub warning_lists: Vec<Filed<WarningList>>,
}

impl Shelf {
    fn put(&mut self, file: usize, entries: Entries) {
        match entries {
            Entries::Adapters(entries) => put(&mut self.adapters, file, entries),
            Entries::Brands(entries) => put(&mut self.brands, file, entries),
            Entries::Channels(entries) => put(&mut self.channels, file, entries),
            Entries::Currencies(entries) => put(&mut self.currencies, file, entries),
            Entries::CurrencySigns(entries) => put(&mut self.currency_signs, file, entries),
            Entries::Families(entries) => put(&mut self.families, file, entries),
            Entries::Goods(entries) => put(&mut self.goods, file, entries),
            Entries::Labels(entries) => put(&mut self.labels, file, entries),
            Entries::Redactions(entries) => put(&mut self.redactions, file, entries),
            Entries::Rules(entries) => put(&mut self.rules, file, entries),
            Entries::Sites(entries) => put(&mut self.sites, file, entries),
            Entries::Terms(entries) => put(&mut self.terms, file, entries),
            Entries::Thresholds(entries) => put(&mut self.thresholds, file, entries),
            Entries::WarningLists(entries) => put(&mut self.warning_lists, file, entries),
        }
    }

    fn into_packs(self, parts: Vec<Part>) -> Packs {
        Packs {
            brands: take(self.brands),
            goods: take(self.goods),
            terms: take(self.terms),
            labels: take(self.labels),
            sites: take(self.sites),
            adapters: take(self.adapters),
            currencies: take(self.currencies),
            channels: take(self.channels),
            redactions: take(self.redactions),
            currency_signs: take(self.currency_signs),
            warning_lists: take(self.warning_lists),
            rules: RuleBook {
                thresholds: take(self.thresholds).into_iter().next(),
                families: take(self.families),
                rules: take(self.rules),
            },
            parts,
        }
    }
}

fn put<T>(shelf: &mut Vec<Filed<T>>, file: usize, entries: Vec<T>) {
    shelf.extend(entries.into_iter().map(|entry| Filed { file, entry }));
}

/// The entries by themselves.
pub(super) fn entries<T>(shelf: &[Filed<T>]) -> impl Iterator<Item = &T> {
    shelf.iter().map(|filed| &filed.entry)
}

fn take<T>(shelf: Vec<Filed<T>>) -> Vec<T> {
    shelf.into_iter().map(|filed| filed.entry).collect()
}

/// Whether these are the packs that the engine was built with, every one of them: see build.rs.
fn is_built_with(parts: &[Part]) -> bool {
    let mut digests: Vec<&str> = parts.iter().map(|part| part.sha256.as_str()).collect();
    digests.sort_unstable();
    sha256_hex(digests.join("\n").as_bytes()) == env!("TOUCHSTONE_PACKS_SHA256")
}

/// Reads and checks files, those under `schema/` left out.
pub(super) fn read_all(files: &[PackFile]) -> Set<'_> {
    let mut set = read(files);
    set.check();
    set
}

fn read(files: &[PackFile]) -> Set<'_> {
    let mut files: Vec<&PackFile> = files.iter().filter(|file| !file.name.starts_with(SCHEMA_FOLDER)).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut shelf, mut parts, mut faults) = (Shelf::default(), Vec::new(), Vec::new());
    let mut previous = None;
    for (index, file) in files.iter().enumerate() {
        if previous.replace(&file.name) == Some(&file.name) {
            faults.push(PackFault::new(file, "", (FaultCode::Twice, "given twice".into())));
            continue;
        }
        match file::read(file) {
            Ok((part, entries)) => {
                parts.push(part);
                shelf.put(index, entries);
            }
            Err(found) => faults.extend(found),
        }
    }
    Set { files, shelf, parts, faults }
}

impl Set<'_> {
    /// Adds what is wrong with the entries.
    fn check(&mut self) {
        let whole = self.faults.is_empty();
        check_entries(&self.shelf, &self.files, &mut self.faults);
        if !whole {
            // Entries name each other, so a set of which a file is missing would only give follow-on faults.
            self.faults.retain(|fault| !matches!(fault.code, FaultCode::UnknownReference | FaultCode::NoThresholds));
        }
    }
}

fn check_entries(shelf: &Shelf, files: &[&PackFile], faults: &mut Vec<PackFault>) {
    let known = Known::among(entries(&shelf.goods), entries(&shelf.currencies), entries(&shelf.sites), entries(&shelf.brands));
    check(&shelf.adapters, &known, files, faults);
    check(&shelf.brands, &known, files, faults);
    check(&shelf.channels, &known, files, faults);
    check(&shelf.currencies, &known, files, faults);
    check(&shelf.currency_signs, &known, files, faults);
    signs_once(&shelf.currency_signs, files, faults);
    check(&shelf.families, &known, files, faults);
    check(&shelf.goods, &known, files, faults);
    check(&shelf.labels, &known, files, faults);
    check(&shelf.redactions, &known, files, faults);
    check(&shelf.rules, &known, files, faults);
    check(&shelf.sites, &known, files, faults);
    check(&shelf.terms, &known, files, faults);
    check(&shelf.thresholds, &known, files, faults);
    check(&shelf.warning_lists, &known, files, faults);
    if shelf.thresholds.is_empty() {
        let reason = "no pack of the set holds the thresholds entry".to_owned();
        let file = "(whole set)".to_owned();
        faults.push(PackFault { file, entry: String::new(), code: FaultCode::NoThresholds, reason });
    }
}

/// A sign that stood in two entries would mean whichever comes first.
fn signs_once(shelf: &[Filed<CurrencySign>], files: &[&PackFile], faults: &mut Vec<PackFault>) {
    let mut seen = BTreeSet::new();
    for Filed { file, entry } in shelf {
        let Some(file) = files.get(*file) else { continue };
        let twice = entry.signs.iter().filter(|sign| !seen.insert(sign.as_str()));
        let fault = |sign| PackFault::new(file, &entry.id, (FaultCode::Twice, format!("the sign {sign:?} stands in the set twice")));
        faults.extend(twice.map(fault));
    }
}

/// Adds what is wrong with each entry, and those that are there twice.
pub(super) fn check<T: Entry>(shelf: &[Filed<T>], known: &Known<'_>, files: &[&PackFile], faults: &mut Vec<PackFault>) {
    let mut seen = BTreeSet::new();
    for Filed { file, entry } in shelf {
        let Some(file) = files.get(*file) else { continue };
        let mut found = Faults::default();
        entry.check(known, &mut found);
        if entry.unique().is_some_and(|id| !seen.insert(id)) {
            found.add(FaultCode::Twice, "stands in the set twice");
        }
        faults.extend(found.0.into_iter().map(|fault| PackFault::new(file, &entry.name(), fault)));
    }
}

#[cfg(test)]
#[path = "load/tests.rs"]
mod tests;
