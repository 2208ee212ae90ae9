//! Bytes to packs, strictly: every mistake is refused with file, entry and reason.

use std::collections::BTreeSet;

use super::check::{Entry, Known};
use super::file::{self, Entries};
use super::{
    Adapter, Brand, Channel, CurrencyRate, CurrencySign, FamilyCaps, Goods, Label, PackFile, Packs, RedactionRule, RuleBook, RuleWeights,
    Site, Term, Thresholds,
};
use crate::error::EngineError;
use crate::finding::Part;

/// Files under this folder are schemas for authors, not packs.
const SCHEMA_FOLDER: &str = "schema/";

impl Packs {
    /// Reads the files of a pack set, in the order of their names whatever order they are given in. Files under `schema/` are
    /// passed over. One mistake refuses the whole set.
    ///
    /// # Errors
    /// [`EngineError::PackInvalid`] with file, entry and reason; [`EngineError::SchemaUnsupported`].
    pub fn load(files: &[PackFile]) -> Result<Self, EngineError> {
        let (packs, errors) = read_all(files);
        errors.into_iter().next().map_or(Ok(packs), Err)
    }
}

/// Every mistake in the files of a pack set, not only the first: for authors. Empty where [`Packs::load`] would
/// take the set.
#[must_use]
pub fn lint(files: &[PackFile]) -> Vec<EngineError> {
    read_all(files).1
}

/// An entry with the index of its file.
struct Filed<T> {
    file: usize,
    entry: T,
}

#[derive(Default)]
struct Shelf {
    adapters: Vec<Filed<Adapter>>,
    brands: Vec<Filed<Brand>>,
    channels: Vec<Filed<Channel>>,
    currencies: Vec<Filed<CurrencyRate>>,
    currency_signs: Vec<Filed<CurrencySign>>,
    families: Vec<Filed<FamilyCaps>>,
    goods: Vec<Filed<Goods>>,
    labels: Vec<Filed<Label>>,
    redactions: Vec<Filed<RedactionRule>>,
    rules: Vec<Filed<RuleWeights>>,
    sites: Vec<Filed<Site>>,
    terms: Vec<Filed<Term>>,
    thresholds: Vec<Filed<Thresholds>>,
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

fn take<T>(shelf: Vec<Filed<T>>) -> Vec<T> {
    shelf.into_iter().map(|filed| filed.entry).collect()
}

fn read_all(files: &[PackFile]) -> (Packs, Vec<EngineError>) {
    let mut files: Vec<&PackFile> = files.iter().filter(|file| !file.name.starts_with(SCHEMA_FOLDER)).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut shelf, mut parts, mut errors) = (Shelf::default(), Vec::new(), Vec::new());
    let mut previous = None;
    for (index, file) in files.iter().enumerate() {
        if previous.replace(&file.name) == Some(&file.name) {
            errors.push(file::refuse(file, "", "given twice".into()));
            continue;
        }
        match file::read(file) {
            Ok((part, entries)) => {
                parts.push(part);
                shelf.put(index, entries);
            }
            Err(error) => errors.push(error),
        }
    }
    // Entries name each other, so a set of which a file is missing would only give follow-on errors.
    if errors.is_empty() {
        check_entries(&shelf, &files, &mut errors);
    }
    (shelf.into_packs(parts), errors)
}

fn check_entries(shelf: &Shelf, files: &[&PackFile], errors: &mut Vec<EngineError>) {
    let known = Known {
        goods: shelf.goods.iter().map(|goods| goods.entry.id.as_str()).collect(),
        currencies: shelf.currencies.iter().map(|rate| rate.entry.code.as_str()).collect(),
        sites: shelf.sites.iter().map(|site| site.entry.id.as_str()).collect(),
        brands: shelf.brands.iter().map(|brand| brand.entry.id.as_str()).collect(),
    };
    check(&shelf.adapters, &known, files, errors);
    check(&shelf.brands, &known, files, errors);
    check(&shelf.channels, &known, files, errors);
    check(&shelf.currencies, &known, files, errors);
    check(&shelf.currency_signs, &known, files, errors);
    signs_once(&shelf.currency_signs, files, errors);
    check(&shelf.families, &known, files, errors);
    check(&shelf.goods, &known, files, errors);
    check(&shelf.labels, &known, files, errors);
    check(&shelf.redactions, &known, files, errors);
    check(&shelf.rules, &known, files, errors);
    check(&shelf.sites, &known, files, errors);
    check(&shelf.terms, &known, files, errors);
    check(&shelf.thresholds, &known, files, errors);
    if shelf.thresholds.is_empty() {
        let reason = "no pack of the set holds the thresholds entry".to_owned();
        errors.push(EngineError::PackInvalid { file: "(whole set)".into(), entry: String::new(), reason });
    }
}

/// A sign that stood in two entries would mean whichever comes first.
fn signs_once(shelf: &[Filed<CurrencySign>], files: &[&PackFile], errors: &mut Vec<EngineError>) {
    let mut seen = BTreeSet::new();
    for Filed { file, entry } in shelf {
        let Some(file) = files.get(*file) else { continue };
        let twice = entry.signs.iter().filter(|sign| !seen.insert(sign.as_str()));
        errors.extend(twice.map(|sign| file::refuse(file, &entry.id, format!("the sign {sign:?} stands in the set twice"))));
    }
}

fn check<T: Entry>(shelf: &[Filed<T>], known: &Known<'_>, files: &[&PackFile], errors: &mut Vec<EngineError>) {
    let mut seen = BTreeSet::new();
    for Filed { file, entry } in shelf {
        let Some(file) = files.get(*file) else { continue };
        let mut reasons = Vec::new();
        entry.check(known, &mut reasons);
        if entry.unique().is_some_and(|id| !seen.insert(id)) {
            reasons.push("stands in the set twice".to_owned());
        }
        errors.extend(reasons.into_iter().map(|reason| file::refuse(file, &entry.name(), reason)));
    }
}

#[cfg(test)]
#[path = "load/tests.rs"]
mod tests;
