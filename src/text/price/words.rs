//! The few words that change what a price alone says, compiled from the packs. Whole pages are read with all label words; these are
//! for a price that is given as a text of its own.

use std::collections::BTreeSet;

use super::signs::is_spaced;
use crate::text::folded_text;

/// Longest text that may be a word for "free", in bytes.
const FREE_BYTES: usize = 40;
/// How far in front of a price a word is looked for, in characters.
const PAST_CHARACTERS: usize = 40;

/// The words, folded.
#[derive(Debug, Default)]
pub(super) struct Words {
    free: BTreeSet<String>,
    past: Vec<String>,
}

impl Words {
    pub(super) fn new(free: &[&str], past: &[&str]) -> Self {
        let past = past.iter().map(|word| folded_text(word)).filter(|word| !word.is_empty());
        Self { free: free.iter().map(|word| folded_text(word)).collect(), past: past.collect() }
    }

    /// Whether the text is a word for "free" and nothing else.
    pub(super) fn says_free(&self, text: &str) -> bool {
        let word = || text.trim_matches(|c: char| !c.is_alphanumeric());
        text.len() <= FREE_BYTES && self.free.contains(&folded_text(word()))
    }

    /// Whether the words in front of `start` say that the price is a past one.
    pub(super) fn says_past(&self, text: &str, start: usize) -> bool {
        let head = text.get(..start).unwrap_or_default().trim_end_matches([' ', ':', '.']);
        if !head.ends_with(char::is_alphabetic) {
            return false;
        }
        let from = head.char_indices().rev().take(PAST_CHARACTERS).last().map_or(0, |(at, _)| at);
        let head = folded_text(head.get(from..).unwrap_or_default());
        self.past.iter().any(|word| {
            let glued = |rest: &str| word.starts_with(is_spaced) && rest.ends_with(char::is_alphanumeric);
            head.strip_suffix(word.as_str()).is_some_and(|rest| !glued(rest))
        })
    }
}
