//! The packs' words, compiled once for all rules and pages.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::label_index::LabelIndex;
use crate::pack::{KeySet, Packs, Pattern, SiteKind, Strength, TermKind};
use crate::text::{HostLabel, Phrases, domain, folded_text, shapes};

/// Brand names shorter than this are no words to look for in disguise or inside a host name's other letters.
pub const LONG_NAME_LETTERS: usize = 5;
/// A brand's name that is an everyday word too (`coach`) is none any more at this length (`timberland`, `newbalance`).
pub const DISTINCT_LETTERS: usize = 10;
/// Marketplaces with shorter names are left out. Those that are everyday words (`target`, `goat`) stand among the host words.
const MARKET_MIN_LETTERS: usize = 4;

/// The label of names of legal pages.
const LEGAL: &str = "legal";

/// What a compiled word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Index into [`Packs::terms`].
    Term(usize),
    /// Index into [`Packs::brands`].
    Brand(usize),
    /// Index into [`Packs::sites`].
    Site(usize),
}

/// A host label that shops imitate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label, ASCII, lower case.
    pub label: HostLabel,
    /// Whose it is.
    pub entry: Entry,
}

/// A name that shops put into their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName {
    /// Letters and digits, ASCII, lower case.
    pub letters: String,
    /// Whose it is.
    pub entry: Entry,
    /// Also a word that honest names contain.
    pub everyday: bool,
}

/// An innocent phrase of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Innocent {
    /// Index into [`Packs::terms`].
    pub term: usize,
    /// The phrase makes the term innocent where it stands around it; else in the whole text.
    pub around: bool,
}

/// The compiled words.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every term of the packs, by index.
    pub(super) terms: Phrases,
    pub(super) innocent: Phrases,
    pub(super) innocent_of: Vec<Innocent>,
    /// Words looked for in disguise, in [`shapes`]; `disguised_as` has the plain forms.
    pub(super) disguised: Phrases,
    pub(super) disguised_as: Vec<(Entry, String)>,
    /// Brand names that mean nothing else; `brand_of` has the index into [`Packs::brands`].
    pub(super) brands: Phrases,
    pub(super) brand_of: Vec<usize>,
    /// Words for kinds of goods; `goods_of` has the index into [`Packs::goods`].
    pub(super) goods: Phrases,
    pub(super) goods_of: Vec<usize>,
    /// Names of legal pages: terms, returns, privacy.
    pub(super) legal: Phrases,
    /// Names of trust-mark programmes; `seal_of` has the index into [`Packs::sites`].
    pub(super) seals: Phrases,
    pub(super) seal_of: Vec<usize>,
    /// Official host labels of brands, marketplaces and retailers.
    pub(super) labels: Vec<Label>,
    /// Finds those that a name may imitate.
    pub(super) label_index: LabelIndex,
    /// Names as they would stand in a host name, letters and digits only, longest first.
    pub(super) host_names: Vec<HostName>,
    /// Finds those names in a host name, all at once.
    host_finder: Option<AhoCorasick>,
    /// Words that fill a shop's host name, with what they say.
    pub(super) host_words: BTreeMap<String, Strength>,
    /// Those of them by which a host name says that it is the brand itself: its help desk, its branch in a country.
    pub(super) host_claims: BTreeSet<String>,
    /// Brands by the registrable domains that they run, as indexes into [`Packs::brands`].
    pub(super) own_domains: BTreeMap<String, usize>,
    /// Style-code patterns, with the brand's index.
    pub(super) style_codes: Vec<(Pattern, usize)>,
    /// What each warning list names in plain words, by index.
    pub(super) listed: Vec<KeySet>,
}

impl Lexicon {
    /// Compiles the words of `packs`.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        let terms: Vec<&str> = packs.terms.iter().map(|term| term.term.as_str()).collect();
        let mut lexicon = Self { terms: Phrases::new(&terms), ..Self::default() };
        lexicon.add_innocent(packs);
        lexicon.add_disguised(packs);
        lexicon.add_names(packs);
        lexicon.add_host_words(packs);
        let legal = packs.label_words(LEGAL);
        lexicon.legal = Phrases::new(&legal.collect::<Vec<_>>());
        let marks = || packs.sites.iter().enumerate().filter(|(_, site)| site.kind == SiteKind::TrustMark);
        lexicon.seals = Phrases::new(&marks().map(|(_, site)| site.name.as_str()).collect::<Vec<_>>());
        lexicon.seal_of = marks().map(|(index, _)| index).collect();
        lexicon.listed = packs.warning_lists.iter().map(|list| KeySet::new(list.keys())).collect();
        lexicon
    }

    /// The names whose letters stand side by side in `name`, hyphens between them left out or not, in the order of
    /// [`Lexicon::host_names`]. The work grows with the letters of `name`, not with the number of names known.
    pub(super) fn host_names_in(&self, name: &str) -> Vec<&HostName> {
        let joined = name.replace('-', "");
        let texts = [name, joined.as_str()];
        let hits = self.host_finder.iter().flat_map(|finder| texts.into_iter().flat_map(|text| finder.find_overlapping_iter(text)));
        let found: BTreeSet<usize> = hits.map(|hit| hit.pattern().as_usize()).collect();
        found.into_iter().filter_map(|index| self.host_names.get(index)).collect()
    }

    /// Whether a name is one of the official labels. They stand in order.
    pub(super) fn has_label(&self, name: &str) -> bool {
        self.labels.binary_search_by(|own| own.label.text().cmp(name)).is_ok()
    }

    fn add_innocent(&mut self, packs: &Packs) {
        let mut phrases = Vec::new();
        for (term, entry) in packs.terms.iter().enumerate() {
            let around = entry.innocent.iter().map(|phrase| (phrase, true));
            for (phrase, around) in around.chain(entry.innocent_with.iter().map(|phrase| (phrase, false))) {
                phrases.push(phrase.as_str());
                self.innocent_of.push(Innocent { term, around });
            }
        }
        self.innocent = Phrases::new(&phrases);
    }

    fn add_disguised(&mut self, packs: &Packs) {
        let terms = packs.terms.iter().enumerate().filter(|(_, term)| term.disguised);
        let terms = terms.map(|(index, term)| (Entry::Term(index), folded_text(&term.term)));
        let brands = packs.brands.iter().enumerate().filter(|(_, brand)| !brand.common_word);
        let names = brands.flat_map(|(index, brand)| brand_names(brand).map(move |name| (Entry::Brand(index), folded_text(name))));
        let long = names.filter(|(_, name)| name.is_ascii() && name.chars().filter(char::is_ascii_alphabetic).count() >= LONG_NAME_LETTERS);
        self.disguised_as = terms.chain(long).collect();
        self.disguised = Phrases::new(&self.disguised_as.iter().map(|(_, word)| shapes(word)).collect::<Vec<_>>());
    }

    fn add_names(&mut self, packs: &Packs) {
        let mut names = Vec::new();
        for (index, brand) in packs.brands.iter().enumerate().filter(|(_, brand)| !brand.common_word) {
            for name in brand_names(brand) {
                names.push(name);
                self.brand_of.push(index);
            }
        }
        self.brands = Phrases::new(&names);
        let words: Vec<(&str, usize)> =
            packs.goods.iter().enumerate().flat_map(|(index, goods)| goods.words.iter().map(move |word| (word.as_str(), index))).collect();
        self.goods = Phrases::new(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>());
        self.goods_of = words.iter().map(|(_, index)| *index).collect();
        for (index, brand) in packs.brands.iter().enumerate() {
            self.style_codes.extend(brand.style_codes.iter().map(|written| (Pattern::new(written), index)));
        }
    }

    fn add_host_words(&mut self, packs: &Packs) {
        let mut labels = BTreeMap::new();
        for (index, brand) in packs.brands.iter().enumerate() {
            for domain in &brand.official_domains {
                self.own_domains.entry(domain.clone()).or_insert(index);
                labels.entry(label_of(domain).to_owned()).or_insert(Entry::Brand(index));
            }
            for name in brand_names(brand) {
                let letters: String = folded_text(name).chars().filter(char::is_ascii_alphanumeric).collect();
                // A name in another script, or one cut to pieces by the filter, is no host name.
                if folded_text(name).is_ascii() && letters.len() > 2 {
                    let everyday = brand.common_word && letters.len() < DISTINCT_LETTERS;
                    self.host_names.push(HostName { letters, entry: Entry::Brand(index), everyday });
                }
            }
        }
        let shops = packs.sites.iter().enumerate().filter(|(_, site)| matches!(site.kind, SiteKind::Marketplace | SiteKind::Retailer));
        for (index, site) in shops {
            for domain in &site.domains {
                labels.entry(label_of(domain).to_owned()).or_insert(Entry::Site(index));
            }
        }
        for term in packs.terms.iter().filter(|term| term.kind == TermKind::DomainLure) {
            self.host_words.insert(term.term.to_lowercase(), term.strength);
        }
        for term in packs.terms.iter().filter(|term| term.kind == TermKind::DomainClaim) {
            self.host_words.insert(term.term.to_lowercase(), Strength::Weak);
            self.host_claims.insert(term.term.to_lowercase());
        }
        self.add_labels(packs, &labels);
        self.labels = labels.into_iter().map(|(label, entry)| Label { label: HostLabel::new(&label), entry }).collect();
        self.label_index = LabelIndex::new(&self.labels);
        // Longest names first: `thenorthface` before `northface`.
        self.host_names.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then_with(|| a.letters.cmp(&b.letters)));
        self.host_names.dedup();
        let letters = self.host_names.iter().map(|own| own.letters.as_str());
        // Fails only beyond 2^31 states, which the packs' size bound excludes.
        self.host_finder = AhoCorasickBuilder::new().kind(Some(AhoCorasickKind::ContiguousNFA)).build(letters).ok();
        for word in packs.goods.iter().flat_map(|goods| &goods.words) {
            if word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                self.host_words.entry(word.to_ascii_lowercase()).or_insert(Strength::Weak);
            }
        }
    }

    /// Marketplaces' labels are names as brands' names are; a brand's label that is none of its names (`tiffany`) may mean others.
    fn add_labels(&mut self, packs: &Packs, labels: &BTreeMap<String, Entry>) {
        let named: BTreeSet<String> = self.host_names.iter().map(|own| own.letters.clone()).collect();
        for (label, entry) in labels.iter().filter(|(label, _)| !self.host_words.contains_key(*label)) {
            let everyday = match entry {
                Entry::Site(index) if packs.sites.get(*index).is_none_or(|site| site.kind != SiteKind::Marketplace) => continue,
                Entry::Brand(_) if label.len() < LONG_NAME_LETTERS || named.contains(label) => continue,
                // `1688` stands in many names by chance.
                _ if label.len() < MARKET_MIN_LETTERS || label.bytes().all(|byte| byte.is_ascii_digit()) => continue,
                _ => matches!(entry, Entry::Brand(_)),
            };
            self.host_names.push(HostName { letters: label.clone(), entry: *entry, everyday });
        }
    }
}

fn brand_names(brand: &crate::pack::Brand) -> impl Iterator<Item = &str> {
    std::iter::once(&brand.name).chain(&brand.names).map(String::as_str)
}

/// The part of a registrable domain before its public suffix; `amazon` for the wildcard `amazon.*`.
fn label_of(domain: &str) -> &str {
    let registrable = psl_label(domain);
    registrable.unwrap_or_else(|| domain.split('.').next().unwrap_or(domain))
}

fn psl_label(domain: &str) -> Option<&str> {
    let registrable = domain::registrable(domain)?;
    let start = domain.len().checked_sub(registrable.len())?;
    domain.get(start..)?.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::super::testing::brand;
    use super::*;

    #[test]
    fn ten_thousand_more_brands_leave_as_little_to_look_at_in_a_host_name() {
        let mut packs = Packs { brands: vec![brand("Nordwolf", &["nordwolf.com"]), brand("Lumina", &["lumina.com"])], ..Packs::default() };
        let steps = |packs: &Packs| {
            let lexicon = Lexicon::new(packs);
            let hosts = ["nord-wolf-outlet", "luminashop", "corner-boots", "zq1234-sale", "my-garden-and-kitchen"];
            hosts.map(|host| lexicon.host_names_in(host).len())
        };
        let before = steps(&packs);
        assert_eq!(before, [1, 1, 0, 0, 0]);
        packs.brands.extend((0..10_000).map(|number| brand(&format!("Zq{number:04}x"), &["brand.example"])));
        assert_eq!(steps(&packs), before);
    }
}
