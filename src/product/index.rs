//! The packs' words, compiled for search.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pack::{Packs, Strength, TermKind};
use crate::text::{Folded, Phrases, folded_text};

/// Most finds of one index in one text. A title names a handful of things; the bound keeps a stuffed one cheap.
const MOST_SPOTS: usize = 256;

/// A find: whose word, and where in the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Index of the brand or kind of goods in the packs; for accessory words the index of the term.
    pub owner: usize,
    /// Bytes of the folded text.
    pub range: Range<usize>,
}

impl Spot {
    /// Whether this find lies inside `other`.
    pub fn is_inside(&self, other: &Range<usize>) -> bool {
        other.start <= self.range.start && self.range.end <= other.end
    }

    /// Whether this find lies inside `other`, which is longer.
    pub fn is_part_of(&self, other: &Range<usize>) -> bool {
        self.is_inside(other) && self.range != *other
    }
}

/// Words with their owners, and phrases in which an owner's word does not count.
#[derive(Debug, Default)]
pub(super) struct Words {
    phrases: Phrases,
    owners: Vec<usize>,
    except: Phrases,
    except_owners: Vec<usize>,
}

impl Words {
    fn new<'a>(words: impl Iterator<Item = (usize, &'a String)>, except: impl Iterator<Item = (usize, &'a String)>) -> Self {
        let (owners, words) = spellings(words);
        let (except_owners, except) = spellings(except);
        Self { phrases: Phrases::new(&words), owners, except: Phrases::new(&except), except_owners }
    }

    /// The finds in `text`, by place and then longest first, without those inside one of the owner's exceptions.
    pub fn spots(&self, text: &Folded) -> Vec<Spot> {
        let mut spots = find(&self.phrases, &self.owners, text);
        if !spots.is_empty() {
            let except = find(&self.except, &self.except_owners, text);
            spots.retain(|spot| !except.iter().any(|phrase| phrase.owner == spot.owner && spot.is_inside(&phrase.range)));
        }
        spots
    }
}

fn find(phrases: &Phrases, owners: &[usize], text: &Folded) -> Vec<Spot> {
    let hits = phrases.find(text).take(MOST_SPOTS);
    let mut spots: Vec<Spot> =
        hits.filter_map(|hit| owners.get(hit.phrase).map(|owner| Spot { owner: *owner, range: hit.range })).collect();
    spots.sort_by_key(|spot| (spot.range.start, usize::MAX - spot.range.end, spot.owner));
    spots.dedup();
    spots
}

/// Each word, and where it has hyphens or apostrophes also without them: `Ray-Ban` is written `Ray Ban`, `Levi's` `Levis`.
fn spellings<'a>(words: impl Iterator<Item = (usize, &'a String)>) -> (Vec<usize>, Vec<String>) {
    let (mut owners, mut all) = (Vec::new(), Vec::new());
    for (owner, word) in words {
        let folded = folded_text(word);
        let spaced = folded.replace('-', " ").replace('\'', "");
        if spaced != folded {
            owners.push(owner);
            all.push(spaced);
        }
        owners.push(owner);
        all.push(folded);
    }
    (owners, all)
}

/// Every index that the goods brain needs.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Folded brand name to brand, for brand fields. Where two brands share a name, the first stands.
    pub exact: BTreeMap<String, usize>,
    /// A brand name's letters and digits to brand, for wordmarks: a space between two words is easily lost in a picture.
    pub letters: BTreeMap<String, usize>,
    /// Brand names.
    pub brands: Words,
    /// Model lines, by brand.
    pub lines: Words,
    /// Words for kinds of goods.
    pub goods: Words,
    /// Accessory words.
    pub accessory: Words,
    /// Words for what is not new.
    pub used: Words,
    /// Strength of each term, by index.
    pub strengths: Vec<Strength>,
}

impl Index {
    pub fn new(packs: &Packs) -> Self {
        let names = || {
            packs
                .brands
                .iter()
                .enumerate()
                .flat_map(|(owner, brand)| std::iter::once(&brand.name).chain(&brand.names).map(move |name| (owner, name)))
        };
        let innocent = packs.brands.iter().enumerate().flat_map(|(owner, brand)| brand.innocent.iter().map(move |words| (owner, words)));
        let lines = packs.brands.iter().enumerate().flat_map(|(owner, brand)| brand.lines.iter().map(move |line| (owner, line)));
        let goods = packs.goods.iter().enumerate().flat_map(|(owner, goods)| goods.words.iter().map(move |word| (owner, word)));
        let not_goods = packs.goods.iter().enumerate().flat_map(|(owner, goods)| goods.not_words.iter().map(move |word| (owner, word)));
        let (owners, spelled) = spellings(names());
        let mut exact = BTreeMap::new();
        for (name, owner) in spelled.into_iter().zip(owners) {
            exact.entry(name).or_insert(owner);
        }
        let mut by_letters = BTreeMap::new();
        for (owner, name) in names() {
            by_letters.entry(letters(name)).or_insert(owner);
        }
        Self {
            exact,
            letters: by_letters,
            brands: Words::new(names(), innocent),
            lines: Words::new(lines, std::iter::empty()),
            goods: Words::new(goods, not_goods),
            accessory: terms(packs, TermKind::Accessory),
            used: terms(packs, TermKind::Used),
            strengths: packs.terms.iter().map(|term| term.strength).collect(),
        }
    }
}

/// The letters and digits of a text, folded.
pub(super) fn letters(text: &str) -> String {
    folded_text(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn terms(packs: &Packs, kind: TermKind) -> Words {
    let of_kind = || packs.terms.iter().enumerate().filter(move |(_, term)| term.kind == kind);
    let innocent = of_kind().flat_map(|(owner, term)| term.innocent.iter().map(move |words| (owner, words)));
    Words::new(of_kind().map(|(owner, term)| (owner, &term.term)), innocent)
}
