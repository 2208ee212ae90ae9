//! Whether one name imitates another.

use unicode_script::{Script, UnicodeScript};

use super::fold::folded_text;
use super::skeleton::{shape_of, skeleton};

/// Names shorter than this have too many honest neighbours one letter away (measured on 1,974 legitimate shop names).
const ONE_EDIT_MIN_LETTERS: usize = 6;

/// How a name imitates another; strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Characters of other scripts or with marks in place of plain letters.
    Homograph,
    /// Digits or letters that look like the right ones.
    Swap,
    /// One letter added, left out, changed or swapped with its neighbour.
    OneEdit,
}

/// A host label in Unicode with what it looks like, worked out once for many comparisons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostLabel {
    text: String,
    folded: String,
    skeleton: String,
}

impl HostLabel {
    /// Works out what `text` looks like.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: folded_text(text), skeleton: skeleton(text) }
    }

    /// The label as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The label folded: lower case, without marks.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Its skeleton.
    #[must_use]
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }

    /// How it imitates `target`, an ASCII label; `None` where it does not or is the same.
    #[must_use]
    pub fn likeness(&self, target: &Self) -> Option<Likeness> {
        let (name, official) = (self.text.as_str(), target.text.as_str());
        if name == official {
            return None;
        }
        let same_shape = self.skeleton == target.skeleton;
        if !name.is_ascii() {
            return (same_shape || self.folded == official).then_some(Likeness::Homograph);
        }
        if same_shape {
            return Some(Likeness::Swap);
        }
        let long_enough = official.len() >= ONE_EDIT_MIN_LETTERS && name.len() >= ONE_EDIT_MIN_LETTERS;
        (long_enough && shares_an_end(name, official) && one_edit_apart(name, official)).then_some(Likeness::OneEdit)
    }
}

/// What one edit leaves alone, and costs next to nothing to see: about the length, and the first byte or the last.
fn shares_an_end(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len().abs_diff(b.len()) <= 1 && (a.first() == b.first() || a.last() == b.last())
}

/// How `name`, a host label in Unicode, imitates `target`, an ASCII label; `None` where it does not or is the same.
#[must_use]
pub fn likeness(name: &str, target: &str) -> Option<Likeness> {
    HostLabel::new(name).likeness(&HostLabel::new(target))
}

/// Whether two words differ by one letter added, left out or changed, or by two neighbours swapped.
#[must_use]
pub fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - same_end], &b[..b.len() - same_end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

/// Whether a word mixes Latin letters with letters of another script that look Latin (`nikе` with a Cyrillic `е`). East Asian
/// scripts stand beside Latin in honest names.
#[must_use]
pub fn mixes_lookalike_scripts(word: &str) -> bool {
    let latin = word.chars().any(|c| c.script() == Script::Latin);
    let posing = |c: char| matches!(c.script(), Script::Cyrillic | Script::Greek | Script::Armenian | Script::Cherokee | Script::Coptic);
    latin && word.chars().filter(|c| posing(*c)).any(|c| shape_of(fold_char(c)).is_ascii())
}

fn fold_char(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imitations_are_told_apart_by_kind() {
        assert_eq!(likeness("nіke", "nike"), Some(Likeness::Homograph));
        assert_eq!(likeness("adıdas", "adidas"), Some(Likeness::Homograph));
        assert_eq!(likeness("adldas", "adidas"), Some(Likeness::Swap));
        assert_eq!(likeness("g0ogle", "google"), Some(Likeness::Swap));
        assert_eq!(likeness("timberlnad", "timberland"), Some(Likeness::OneEdit));
        assert_eq!(likeness("moncle", "moncler"), Some(Likeness::OneEdit));
    }

    #[test]
    fn short_and_distant_names_are_no_imitations() {
        for (name, target) in [("puma", "puma"), ("pume", "puma"), ("mango", "mangoo"), ("birken", "birkenstock"), ("日本", "nike")] {
            assert_eq!(likeness(name, target), None, "{name}");
        }
    }

    #[test]
    fn one_edit_is_at_most_one() {
        for (a, b) in [("abc", "abcd"), ("abc", "ab"), ("abc", "axc"), ("abcd", "acbd"), ("a", "")] {
            assert!(one_edit_apart(a, b) && one_edit_apart(b, a), "{a} {b}");
        }
        for (a, b) in [("abc", "abc"), ("abc", "a"), ("abcd", "badc"), ("ab", "cd")] {
            assert!(!one_edit_apart(a, b), "{a} {b}");
        }
    }

    #[test]
    fn scripts_mix_only_where_they_look_alike() {
        assert!(mixes_lookalike_scripts("аpple"));
        assert!(!mixes_lookalike_scripts("яндекс"));
        assert!(!mixes_lookalike_scripts("sushi寿司"));
        assert!(!mixes_lookalike_scripts("müller"));
    }
}
