//! Finds many phrases in one pass.
//!
//! A phrase matches at word boundaries only, so it is kept as the words it is made of: a tree whose edges are words. Where a text's words
//! lead along the tree a phrase may stand, and its letters are compared. Making the tree takes one step a word, where an automaton over
//! letters takes many a letter; a text costs one look a word, and one more for each word that a phrase begins alike with.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::fold::{Folded, folded_text};

/// The tree's root; every other node is made by an edge.
const ROOT: u32 = 0;

/// Phrases compiled for search. They match in folded text, at word boundaries in scripts that write spaces.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// From a node by the hash of a word to the next.
    edges: HashMap<(u32, u64), u32, FixedState>,
    /// For each node the last phrase that ends there, and for each phrase the one before it that ends at the same node.
    ends: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
    /// The phrases, folded: two words may have the same hash.
    folded: Vec<String>,
}

/// A phrase found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index of the phrase in the list given to [`Phrases::new`].
    pub phrase: usize,
    /// Its bytes in the folded text; [`Folded::original`] leads back to the page.
    pub range: Range<usize>,
}

impl Phrases {
    /// Compiles phrases; each is folded first. A phrase that folds to nothing never matches.
    #[must_use]
    pub fn new<S: AsRef<str>>(phrases: &[S]) -> Self {
        let mut own = Self { ends: vec![None], ..Self::default() };
        for (index, phrase) in (0_u32..).zip(phrases) {
            let folded = folded_text(phrase.as_ref());
            let node = Words { text: &folded, at: 0 }.fold(ROOT, |node, (_, word)| own.grow(node, hash(word)));
            let end = own.ends.get_mut(node as usize).filter(|_| node != ROOT);
            let before = end.and_then(|end| end.replace(index));
            own.before.push(before);
            own.folded.push(folded);
        }
        own
    }

    /// The node that a word leads to, made if need be. Packs are far too small for 2^32 nodes.
    fn grow(&mut self, node: u32, word: u64) -> u32 {
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let found = *self.edges.entry((node, word)).or_insert(next);
        if found == next {
            self.ends.push(None);
        }
        found
    }

    /// Every phrase in `text`, overlapping ones too, by end and then by length, longest first.
    pub fn find(&self, text: &Folded) -> impl Iterator<Item = Hit> + use<> {
        let mut hits: Vec<Hit> = self.hits(&text.text).collect();
        hits.sort_by_key(|hit| (hit.range.end, hit.range.start, hit.phrase));
        hits.into_iter()
    }

    /// Whether any phrase occurs.
    #[must_use]
    pub fn is_in(&self, text: &Folded) -> bool {
        self.hits(&text.text).next().is_some()
    }

    /// Every phrase in `text`, by start.
    fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        let starts = Words { text, at: 0 }.filter_map(|(start, word)| Some((start, self.next(ROOT, word)?, start + word.len())));
        starts.flat_map(move |(start, node, end)| {
            let rest = Words { text, at: end }.scan(node, |node, (start, word)| {
                *node = self.next(*node, word)?;
                Some((*node, start + word.len()))
            });
            std::iter::once((node, end)).chain(rest).flat_map(move |(node, end)| self.ending(node, text, start..end))
        })
    }

    fn next(&self, node: u32, word: &str) -> Option<u32> {
        self.edges.get(&(node, hash(word))).copied()
    }

    /// The phrases that end at a node and have these letters.
    fn ending<'t>(&'t self, node: u32, text: &'t str, range: Range<usize>) -> impl Iterator<Item = Hit> + 't {
        let last = self.ends.get(node as usize).copied().flatten();
        let all = std::iter::successors(last, |phrase| self.before.get(*phrase as usize).copied().flatten());
        let letters = text.get(range.clone());
        all.map(|phrase| phrase as usize)
            .filter(move |phrase| self.folded.get(*phrase).map(String::as_str) == letters)
            .map(move |phrase| Hit { phrase, range: range.clone() })
    }
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

/// The words of a text from a byte on, each with where it begins: runs of letters and digits of scripts that write spaces, and every other
/// character by itself. Between two of them a word may begin or end, and nowhere else.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let first = rest.chars().next()?;
        let length = if is_spaced(first) { rest.find(|c| !is_spaced(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        self.at = start + length;
        Some((start, rest.get(..length)?))
    }
}

/// A letter or digit of a script that puts spaces between words. Han, kana, Hangul (whose particles join the word), Thai, Lao,
/// Khmer and Burmese do not.
fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<usize> {
        Phrases::new(phrases).find(&fold(text)).map(|hit| hit.phrase).collect()
    }

    #[test]
    fn words_match_whole_and_chinese_matches_anywhere() {
        assert_eq!(found(&["omega", "a货"], "Omegas omega-3 OMÉGA, 顶级A货包"), [0, 0, 1]);
        assert_eq!(found(&["lego"], "allegory"), [0; 0]);
        assert_eq!(found(&["", "no box"], "\0 NO  Box"), [1]);
        assert_eq!(found(&["b", "a b", "b", "x a b"], "x a b"), [3, 1, 0, 2]);
    }

    #[test]
    fn without_phrases_nothing_is_found() {
        assert!(!Phrases::default().is_in(&fold("text")));
        assert!(!Phrases::new::<&str>(&[]).is_in(&fold("text")));
        assert!(!Phrases::new(&["", " "]).is_in(&fold(" text ")));
    }

    /// Every place where a phrase's letters stand between boundaries, found by trying them all.
    fn by_trying(phrases: &[String], text: &str) -> Vec<Hit> {
        let is_boundary = |at: usize| {
            let sides = text[..at].chars().next_back().zip(text[at..].chars().next());
            sides.is_none_or(|(before, after)| !(is_spaced(before) && is_spaced(after)))
        };
        let mut hits = Vec::new();
        for (end, start) in (0..=text.len()).flat_map(|end| (0..end).map(move |start| (end, start))) {
            let letters = text.get(start..end).filter(|_| is_boundary(start) && is_boundary(end));
            let same = phrases.iter().enumerate().filter(|(_, phrase)| Some(phrase.as_str()) == letters);
            hits.extend(same.map(|(phrase, _)| Hit { phrase, range: start..end }));
        }
        hits
    }

    #[test]
    fn what_is_found_is_what_trying_every_place_finds() {
        // Linear congruential generator of Numerical Recipes: any would do.
        let mut state = 1_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as usize % below
        };
        let letters = ["a", "b", " ", "-", "货", "1", "ก"];
        let mut word = |most: usize| (0..=random(most)).map(|_| letters[random(letters.len())]).collect::<String>();
        let mut hits = 0;
        for _ in 0..300 {
            let phrases: Vec<String> = (0..12).map(|_| folded_text(&word(4))).collect();
            let text = fold(&word(30));
            let found: Vec<Hit> = Phrases::new(&phrases).find(&text).collect();
            assert_eq!(found, by_trying(&phrases, &text.text), "{phrases:?} in {:?}", text.text);
            hits += found.len();
        }
        assert!(hits > 1000, "{hits}");
    }
}
