//! Finds many phrases in one pass.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::fold::{Folded, fold};

/// Phrases compiled for search. They match in folded text, at word boundaries in scripts that write spaces.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    automaton: Option<AhoCorasick>,
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
        // An empty pattern would match everywhere; what stands in for it does not occur on pages.
        let folded: Vec<String> = phrases.iter().map(|phrase| fold(phrase.as_ref()).text).collect();
        let patterns = folded.iter().map(|phrase| if phrase.is_empty() { "\0\0empty\0\0" } else { phrase.as_str() });
        // The automaton can only fail to build beyond 2^31 states, which the packs' size bound excludes.
        Self { automaton: AhoCorasickBuilder::new().kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns).ok() }
    }

    /// Every phrase in `text`, overlapping ones too, by end and then by length, shortest first.
    pub fn find<'t>(&'t self, text: &'t Folded) -> impl Iterator<Item = Hit> + 't {
        self.automaton
            .iter()
            .flat_map(|automaton| automaton.find_overlapping_iter(text.text.as_str()))
            .filter(|found| is_boundary(&text.text, found.start()) && is_boundary(&text.text, found.end()))
            .map(|found| Hit { phrase: found.pattern().as_usize(), range: found.range() })
    }

    /// Whether any phrase occurs.
    #[must_use]
    pub fn is_in(&self, text: &Folded) -> bool {
        self.find(text).next().is_some()
    }
}

/// Whether a word may begin or end at `at`: not between two letters or digits of scripts that write spaces.
fn is_boundary(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text.get(at..).and_then(|tail| tail.chars().next());
    match (before, after) {
        (Some(before), Some(after)) => !(is_spaced(before) && is_spaced(after)),
        _ => true,
    }
}

/// A letter or digit of a script that puts spaces between words. Han, kana, Hangul (whose particles join the word), Thai, Lao,
/// Khmer and Burmese do not.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<usize> {
        Phrases::new(phrases).find(&fold(text)).map(|hit| hit.phrase).collect()
    }

    #[test]
    fn words_match_whole_and_chinese_matches_anywhere() {
        assert_eq!(found(&["omega", "a货"], "Omegas omega-3 OMÉGA, 顶级A货包"), [0, 0, 1]);
        assert_eq!(found(&["lego"], "allegory"), [0; 0]);
        assert_eq!(found(&["", "no box"], "\0 NO  Box"), [1]);
    }

    #[test]
    fn without_phrases_nothing_is_found() {
        assert!(!Phrases::default().is_in(&fold("text")));
        assert!(!Phrases::new::<&str>(&[]).is_in(&fold("text")));
    }
}
