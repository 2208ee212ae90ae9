//! What the page says, and who says it: the texts in scope with the terms of the packs found in them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Lexicon, Scope};
use crate::finding::Quote;
use crate::listing::Listing;
use crate::pack::{Packs, Strength, Term, TermKind};
use crate::page::{Page, Zone};
use crate::text::{Folded, fold};

/// Longest quote of words around a term, in bytes.
const QUOTE_BYTES: usize = 160;
/// Most words that one sign quotes: enough to see what it rests on.
const QUOTES_A_SIGN: usize = 5;
/// Most terms that are taken from one text; a text of 4 KiB with more says nothing more with them.
const TERMS_A_TEXT: usize = 500;

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The seller on the goods: title, description, main part of the page.
    Seller,
    /// Buyers: reviews, questions, comments.
    Buyer,
    /// Nobody visibly: text that a person cannot see.
    Hidden,
}

/// The title's index in [`Said::texts`].
pub const TITLE: usize = 0;

/// One text.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The words as they stand.
    pub text: &'a str,
    /// JSON pointer or CSS path.
    pub place: &'a str,
    /// Who says it.
    pub voice: Voice,
    /// The words folded.
    pub folded: Folded,
}

/// A term found in a text.
#[derive(Debug, Clone)]
pub struct Heard<'a> {
    /// The term.
    pub term: &'a Term,
    /// Index into [`Said::texts`].
    pub text: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// The texts in scope and the terms in them, innocent places left out.
#[derive(Debug)]
pub struct Said<'a> {
    /// The compiled words that were looked for.
    pub lexicon: &'a Lexicon,
    /// The texts, title first.
    pub texts: Vec<Text<'a>>,
    /// The terms, in the order of the texts and places.
    pub heard: Vec<Heard<'a>>,
    /// Indices of texts that write about copies.
    discussing: BTreeSet<usize>,
    /// Indices of texts that sell a likeness openly.
    likening: BTreeSet<usize>,
}

impl<'a> Said<'a> {
    /// Reads the texts in `scope`: for the page its title, its description and its blocks outside cards, without menus, foot and strips of
    /// other products; for a card its title and its blocks. `packs` are those that `lexicon` was compiled from.
    #[must_use]
    pub fn read(packs: &'a Packs, lexicon: &'a Lexicon, page: &'a Page, scope: Scope, listing: &'a Listing) -> Self {
        let texts = texts(page, scope, listing);
        let mut heard: Vec<Heard<'_>> = texts.iter().enumerate().flat_map(|(index, text)| heard(packs, lexicon, index, text)).collect();
        let texts_with = |kind| heard.iter().filter(|heard| heard.term.kind == kind).map(|heard| heard.text).collect::<BTreeSet<usize>>();
        let (discussing, likening) = (texts_with(TermKind::Discussion), texts_with(TermKind::Likeness));
        heard.retain(|heard| !(heard.term.likeness && holds(&likening, heard.text)));
        Self { lexicon, texts, heard, discussing, likening }
    }

    /// Terms of a kind in what `voice` says.
    pub fn terms(&self, kind: TermKind, voice: Voice) -> impl Iterator<Item = &Heard<'a>> {
        self.heard.iter().filter(move |heard| heard.term.kind == kind && self.voice(heard.text) == Some(voice))
    }

    /// The strongest strength among a kind's terms in what `voice` says, with their quotes, strongest first, a word once.
    #[must_use]
    pub fn strongest(&self, kind: TermKind, voice: Voice) -> Option<(Strength, Vec<&Heard<'a>>)> {
        let mut heard: Vec<&Heard<'a>> = self.terms(kind, voice).collect();
        heard.sort_by_key(|heard| std::cmp::Reverse(heard.term.strength));
        let mut seen: Vec<&str> = Vec::new();
        heard.retain(|heard| {
            let new = !seen.contains(&heard.term.term.as_str());
            if new {
                seen.push(&heard.term.term);
            }
            new
        });
        heard.truncate(QUOTES_A_SIGN);
        heard.first().map(|first| first.term.strength).map(|strength| (strength, heard))
    }

    /// Whether a text, or the title over it, writes about copies and does not sell them.
    #[must_use]
    pub fn is_discussed(&self, text: usize) -> bool {
        holds(&self.discussing, text)
    }

    /// Whether a word means an openly sold likeness in a text.
    #[must_use]
    pub fn is_likeness(&self, term: &Term, text: usize) -> bool {
        term.likeness && holds(&self.likening, text)
    }

    /// The words of a term as the page writes them.
    #[must_use]
    pub fn words(&self, heard: &Heard<'_>) -> &'a str {
        self.texts.get(heard.text).and_then(|text| text.text.get(heard.range.clone())).unwrap_or_default()
    }

    /// A quote of a term with some words around it.
    #[must_use]
    pub fn quote(&self, heard: &Heard<'_>) -> Quote {
        self.texts.get(heard.text).map_or_else(|| Quote::text("", ""), |text| text.quote(&heard.range))
    }

    /// A quote of each text that the terms stand in, at the first of them: the words around it show the others.
    #[must_use]
    pub fn quotes(&self, heard: &[&Heard<'_>]) -> Vec<Quote> {
        let mut seen = BTreeSet::new();
        heard.iter().filter(|heard| seen.insert(heard.text)).map(|heard| self.quote(heard)).collect()
    }

    fn voice(&self, text: usize) -> Option<Voice> {
        self.texts.get(text).map(|text| text.voice)
    }
}

impl Text<'_> {
    /// A quote of a range with some whole words around it.
    #[must_use]
    pub fn quote(&self, range: &Range<usize>) -> Quote {
        let spare = QUOTE_BYTES.saturating_sub(range.len()) / 2;
        let start = self.text.ceil_char_boundary(range.start.saturating_sub(spare));
        let end = self.text.floor_char_boundary(range.end.saturating_add(spare));
        // Cut at spaces, where there are any; Chinese has none.
        let before = self.text.get(start..range.start).unwrap_or_default();
        let start = if start == 0 { 0 } else { start + before.find(' ').map_or(0, |space| space + 1) };
        let after = self.text.get(range.end..end).unwrap_or_default();
        let end = if end >= self.text.len() { end } else { range.end + after.rfind(' ').unwrap_or(after.len()) };
        Quote::text(self.text.get(start..end).unwrap_or_default().trim(), self.place)
    }
}

/// What a title says holds for all texts below it.
fn holds(texts: &BTreeSet<usize>, text: usize) -> bool {
    texts.contains(&text) || texts.contains(&TITLE)
}

fn texts<'a>(page: &'a Page, scope: Scope, listing: &'a Listing) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    let text = |text: &'a str, place: &'a str, voice| Text { text, place, voice, folded: fold(text) };
    let title = listing.title.as_deref().unwrap_or_default();
    texts.push(text(title, "/title", Voice::Seller));
    let card = match scope {
        Scope::Page => None,
        Scope::Card(card) => Some(card),
    };
    let mut described = false;
    for block in page.blocks.iter().filter(|block| block.card == card) {
        let voice = match block.zone {
            _ if block.hidden => Voice::Hidden,
            Zone::Main => Voice::Seller,
            Zone::Aside if card.is_some() => Voice::Seller,
            Zone::Review => Voice::Buyer,
            Zone::Navigation | Zone::Footer | Zone::Aside => continue,
        };
        // A menu that opens on a click names brands and is hidden until then.
        if (voice == Voice::Hidden && block.zone == Zone::Navigation) || (voice == Voice::Seller && block.text == title) {
            continue;
        }
        described |= listing.description.as_deref() == Some(block.text.as_str());
        texts.push(text(&block.text, &block.place, voice));
    }
    if let Some(description) = listing.description.as_deref().filter(|_| card.is_none() && !described) {
        texts.push(text(description, "/description", Voice::Seller));
    }
    texts
}

fn heard<'a>(packs: &'a Packs, lexicon: &Lexicon, index: usize, text: &Text<'_>) -> Vec<Heard<'a>> {
    let innocent: Vec<(usize, Option<Range<usize>>)> = lexicon
        .innocent
        .find(&text.folded)
        .take(TERMS_A_TEXT)
        .filter_map(|hit| {
            let innocent = lexicon.innocent_of.get(hit.phrase)?;
            Some((innocent.term, innocent.around.then_some(hit.range)))
        })
        .collect();
    let is_innocent = |term: usize, range: &Range<usize>| {
        let covers = |around: &Range<usize>| around.start <= range.start && range.end <= around.end;
        innocent.iter().any(|(of, around)| *of == term && around.as_ref().is_none_or(covers))
    };
    let mut heard: Vec<Heard<'a>> = Vec::new();
    for hit in lexicon.terms.find(&text.folded).take(TERMS_A_TEXT) {
        let Some(term) = packs.terms.get(hit.phrase).filter(|_| !is_innocent(hit.phrase, &hit.range)) else { continue };
        heard.push(Heard { term, text: index, range: text.folded.original(hit.range) });
    }
    heard
}
