//! The label words of the packs, compiled.

use std::ops::Range;

use crate::pack::{Label, Packs, Site, SiteKind};
use crate::text::{Phrases, fold};

/// Longest text in which labels are looked for: labels stand in short texts.
const LABELLED_BYTES: usize = 300;
/// The label of legal forms.
const LEGAL_FORM: &str = "legal-form";
/// The label of names in addresses that lead to the cart.
pub(super) const CART_PAGE: &str = "cart-page";
/// Labels of words that mean something inside a price, a review or an address alone; their readers know them.
const OF_OTHERS: [&str; 7] =
    [CART_PAGE, "price-free", "price-past", "review-heading", "review-scale-first", "review-stars", "review-stars-of"];

/// Label words and social sites, ready for search.
#[derive(Debug, Default)]
pub(super) struct Words {
    phrases: Phrases,
    /// The label of each phrase, as index into `labels`.
    owners: Vec<usize>,
    labels: Vec<String>,
    /// Legal forms of companies, apart from the labels: they stand inside values.
    forms: Phrases,
    /// Registrable domains of social networks; a trailing `.*` stands for any public suffix.
    social: Vec<String>,
}

/// A label word found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'w> {
    /// The label.
    pub label: &'w str,
    /// Its bytes in the original text.
    pub range: Range<usize>,
    /// It is all of the text, but for punctuation.
    pub whole: bool,
    /// The word in folded form.
    pub word: String,
}

impl Words {
    pub(super) fn new(packs: &Packs) -> Self {
        let mut words = Self::default();
        let mut phrases: Vec<&str> = Vec::new();
        words.forms = Phrases::new(&packs.label_words(LEGAL_FORM).collect::<Vec<_>>());
        for Label { label, words: written, .. } in
            packs.labels.iter().filter(|label| label.label != LEGAL_FORM && !OF_OTHERS.contains(&label.label.as_str()))
        {
            let owner = words.labels.iter().position(|own| own == label).unwrap_or_else(|| {
                words.labels.push(label.clone());
                words.labels.len() - 1
            });
            for word in written {
                phrases.push(word);
                words.owners.push(owner);
            }
        }
        words.phrases = Phrases::new(&phrases);
        let social = packs.sites.iter().filter(|site| site.kind == SiteKind::Social);
        words.social = social.flat_map(|Site { domains, .. }| domains.clone()).collect();
        words
    }

    /// The labels in the beginning of a text, in order; of words that begin at one place only the longest of each label.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'_>> {
        let text = crate::limits::cut(text, LABELLED_BYTES);
        let folded = fold(text);
        let mut found: Vec<Found<'_>> = Vec::new();
        for hit in self.phrases.find(&folded) {
            let Some(label) = self.owners.get(hit.phrase).and_then(|owner| self.labels.get(*owner)) else { continue };
            let word = folded.text.get(hit.range.clone()).unwrap_or_default().to_owned();
            let range = folded.original(hit.range);
            let outside = |part: Option<&str>| part.is_none_or(|part| !part.chars().any(char::is_alphanumeric));
            let whole = outside(text.get(..range.start)) && outside(text.get(range.end..));
            found.push(Found { label, range, whole, word });
        }
        found.sort_by(|one, other| (one.range.start, one.label, other.range.end).cmp(&(other.range.start, other.label, one.range.end)));
        found.dedup_by(|later, kept| later.range.start == kept.range.start && later.label == kept.label);
        found
    }

    /// Where legal forms of companies stand in a text, in order, the longest where several overlap.
    pub(super) fn forms(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut found: Vec<Range<usize>> = self.forms.find(&folded).map(|hit| folded.original(hit.range)).collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            let outside = range.start >= end;
            end = end.max(range.end);
            outside
        });
        found
    }

    /// Whether a registrable domain is a social network's.
    pub(super) fn is_social(&self, domain: &str) -> bool {
        let name = domain.split('.').next().unwrap_or(domain);
        self.social.iter().any(|own| own == domain || own.strip_suffix(".*") == Some(name))
    }
}
