//! Entries that are taken but may make Touchstone see what is not there: names that are ordinary words, or near one.
//!
//! The ordinary words are those of the packs themselves: words for goods, labels of pages and terms, in every language there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::fault::{FaultCode, PackFault};
use crate::pack::load::{Filed, Shelf, entries};
use crate::pack::{Brand, PackFile, SiteKind, site_in};
use crate::text::{Likeness, domain, folded_text, likeness, shapes};

/// Official names shorter than this are not compared: below it every second word is a look-alike, and no rule looks at them.
const MIN_LETTERS: usize = 4;

/// Advice on a set, in the order of its entries.
pub(super) fn of(shelf: &Shelf, files: &[&PackFile]) -> Vec<PackFault> {
    let words = OrdinaryWords::new(shelf);
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for Filed { file, entry } in &shelf.brands {
        let Some(file) = files.get(*file) else { continue };
        let advice = everyday(entry, &words).into_iter().chain(look_alikes(entry, &words)).chain(shared(entry, &mut owners));
        found.extend(advice.map(|fault| PackFault::new(file, &entry.id, fault)));
    }
    for Filed { file, entry } in shelf.terms.iter().filter(|term| term.entry.disguised) {
        let Some(file) = files.get(*file) else { continue };
        let (term, shape) = (folded_text(&entry.term), shapes(&entry.term));
        let twins = words.by_shape.get(&shape).into_iter().flatten().filter(|word| **word != term);
        let reason = |word: &String| format!("in disguise {term:?} looks like the ordinary word {word:?}");
        found.extend(twins.map(|word| PackFault::new(file, &entry.term, (FaultCode::LookAlike, reason(word)))));
    }
    for Filed { file, entry } in &shelf.warning_lists {
        let Some(file) = files.get(*file) else { continue };
        let known = entry.hosts.iter().filter(|host| is_known(shelf, host));
        let reason = |host| format!("{host:?} is known for what it is, so the rule on lists stays silent there");
        found.extend(known.map(|host| PackFault::new(file, &entry.id, (FaultCode::KnownAddress, reason(host)))));
    }
    found
}

/// A brand's own address, or one of a site that is no host of other people's shops.
fn is_known(shelf: &Shelf, host: &str) -> bool {
    let registrable = domain::registrable(host).unwrap_or_default();
    entries(&shelf.brands).any(|brand| brand.official_domains.contains(&registrable))
        || site_in(entries(&shelf.sites), host).is_some_and(|site| site.kind != SiteKind::ShopHost)
}

type Advice = (FaultCode, String);

fn names(brand: &Brand) -> impl Iterator<Item = &String> {
    std::iter::once(&brand.name).chain(&brand.names)
}

/// A name that is an ordinary word hits honest titles unless the entry says so.
fn everyday(brand: &Brand, words: &OrdinaryWords) -> Option<Advice> {
    let name = names(brand).find(|name| words.words.contains(&folded_text(name)))?;
    let reason = format!("{name:?} is also an ordinary word of the packs; mark the brand with \"common_word\" or leave the spelling out");
    (!brand.common_word).then_some((FaultCode::EverydayWord, reason))
}

/// Shops that are named by an ordinary word would count as imitators.
fn look_alikes(brand: &Brand, words: &OrdinaryWords) -> Vec<Advice> {
    let labels: BTreeSet<&str> = brand.official_domains.iter().filter_map(|host| label(host)).collect();
    let of_label = |label: &str| {
        let like = words.near(label).find_map(|word| Some((likeness(word, label)?, word)));
        let (kind, word) = like.filter(|(kind, _)| *kind != Likeness::OneEdit || !brand.common_word)?;
        let how = if kind == Likeness::OneEdit { "one letter from" } else { "of the same shape as" };
        Some((FaultCode::LookAlike, format!("the official name {label:?} is {how} the ordinary word {word:?}")))
    };
    labels.into_iter().filter_map(of_label).collect()
}

/// The first label of a registrable domain.
fn label(host: &str) -> Option<&str> {
    let registrable = domain::registrable(host)?;
    (registrable == host).then(|| host.split('.').next()).flatten().filter(|label| label.len() >= MIN_LETTERS)
}

/// Where two brands have one name, the brand field of a listing always means the first.
fn shared<'b>(brand: &'b Brand, owners: &mut BTreeMap<String, &'b str>) -> Option<Advice> {
    let mut twin = None;
    for name in names(brand) {
        let owner = *owners.entry(folded_text(name)).or_insert(&brand.id);
        if owner != brand.id {
            twin = twin.or(Some((name, owner)));
        }
    }
    twin.map(|(name, owner)| (FaultCode::SharedName, format!("{name:?} is also a name of {owner:?}, which comes first")))
}

/// Words that honest pages use.
struct OrdinaryWords {
    /// Folded.
    words: BTreeSet<String>,
    /// The same by their look-alike shape.
    by_shape: BTreeMap<String, Vec<String>>,
    /// Those that could be a host name, by length in bytes.
    hosts_by_length: BTreeMap<usize, Vec<String>>,
}

impl OrdinaryWords {
    fn new(shelf: &Shelf) -> Self {
        let goods = entries(&shelf.goods).flat_map(|goods| &goods.words);
        let labels = entries(&shelf.labels).flat_map(|label| &label.words);
        let words: BTreeSet<String> = goods.chain(labels).map(|word| folded_text(word)).collect();
        let (mut by_shape, mut hosts_by_length) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for word in &words {
            by_shape.entry(shapes(word)).or_default().push(word.clone());
            if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                hosts_by_length.entry(word.len()).or_default().push(word.clone());
            }
        }
        Self { words, by_shape, hosts_by_length }
    }

    /// Words of nearly the length of `label` that begin or end as it does: all that can be one edit, or a joined pair, from it.
    fn near<'w>(&'w self, label: &'w str) -> impl Iterator<Item = &'w str> {
        let lengths = label.len().saturating_sub(1)..=label.len() + 1;
        let words = self.hosts_by_length.range(lengths).flat_map(|(_, words)| words).map(String::as_str);
        words.filter(|word| word.bytes().next() == label.bytes().next() || word.bytes().next_back() == label.bytes().next_back())
    }
}
