//! Undoes the ways in which sellers write a word so that a search does not find it: letters spaced out, split by signs or
//! swapped for look-alikes.

use super::fold::Folded;
use super::skeleton::{is_east_asian, shape_of};

/// Letters of a spaced-out word (`r e p`) before it counts as one: three single letters stand in many honest titles.
const SPACED_MIN_LETTERS: usize = 4;
/// The same for Han, whose words have two characters.
const SPACED_MIN_HAN: usize = 2;
/// Most words with masked letters that are looked at in one text.
const MASKED_WORDS: usize = 50;

/// A run of letters and digits in folded text.
struct Token {
    start: usize,
    end: usize,
    /// The only character, where there is one.
    single: Option<char>,
    /// Letters and digits stand together, so that a digit may be meant as a letter.
    mixed: bool,
    /// Belongs to a run of single letters that is long enough to be a spaced-out word, and so does the next token.
    joins_next: bool,
}

/// A folded text in skeleton letters with its disguises undone; ranges lead back to the text as it stands on the page.
#[must_use]
pub fn undisguise(folded: &Folded) -> Folded {
    let tokens = tokens(&folded.text);
    let mut out = Folded::with_capacity(folded.text.len());
    let mut at = 0;
    for (index, token) in tokens.iter().enumerate() {
        let gap = folded.text.get(at..token.start).unwrap_or_default();
        let previous = index.checked_sub(1).and_then(|previous| tokens.get(previous));
        match previous {
            Some(previous) if previous.joins_next => {
                if is_wide(folded, previous, token) {
                    out.push(' ', folded.origin(at));
                }
            }
            Some(_) if is_sign(gap) => {}
            Some(_) if gap == "!" => out.push('l', folded.origin(at)),
            _ => copy(&mut out, folded, at, gap, |_| false),
        }
        let word = folded.text.get(token.start..token.end).unwrap_or_default();
        let spaced_out = token.joins_next || previous.is_some_and(|previous| previous.joins_next);
        // A digit in a number stays a digit; `i` and `l` are one in every word, as in the shapes that are searched for.
        copy(&mut out, folded, token.start, word, |c| token.mixed || spaced_out || c.is_alphabetic());
        at = token.end;
    }
    copy(&mut out, folded, at, folded.text.get(at..).unwrap_or_default(), |_| false);
    add_shorter_runs(&mut out, folded, &tokens);
    out
}

/// Spaced-out words once more, behind the text, without the first and without the last letter: a single letter beside the word (a size:
/// `S r e p l i c a`) is no part of it.
fn add_shorter_runs(out: &mut Folded, folded: &Folded, tokens: &[Token]) {
    let runs = tokens.chunk_by(|token, _| token.joins_next).filter(|run| run.len() > SPACED_MIN_LETTERS);
    for part in runs.flat_map(|run| [&run[1..], &run[..run.len() - 1]]) {
        // A line break is in no word, so that nothing is found across the parts.
        out.push('\n', folded.origin(part[0].start));
        for (index, token) in part.iter().enumerate() {
            if index > 0 && is_wide(folded, &part[index - 1], token) {
                out.push(' ', folded.origin(token.start));
            }
            copy(out, folded, token.start, folded.text.get(token.start..token.end).unwrap_or_default(), |_| true);
        }
    }
}

/// Words of a folded text in which `*` stands between letters (`g*cci`), with their ranges in the text as it stands on the page.
#[must_use]
pub fn masked_words(folded: &Folded) -> Vec<(String, std::ops::Range<usize>)> {
    if !folded.text.contains('*') {
        return Vec::new();
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '*';
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in folded.text.char_indices().chain(std::iter::once((folded.text.len(), ' '))) {
        match (start, is_word(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = folded.text.get(from..at).unwrap_or_default();
                if word.contains('*') && !word.starts_with('*') && words.len() < MASKED_WORDS {
                    words.push((word.to_owned(), folded.original(from..at)));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether `masked` is `word` with some letters, fewer than half, written as `*`.
#[must_use]
pub fn is_masked(masked: &str, word: &str) -> bool {
    let hidden = masked.chars().filter(|c| *c == '*').count();
    let length = word.chars().count();
    hidden > 0
        && hidden * 2 < length
        && masked.chars().count() == length
        && masked.chars().zip(word.chars()).all(|(m, w)| m == '*' || m == w)
}

fn copy(out: &mut Folded, folded: &Folded, start: usize, part: &str, as_shape: impl Fn(char) -> bool) {
    for (at, c) in part.char_indices() {
        let shape = if as_shape(c) { shape_of(c) } else { c };
        out.push(shape, folded.origin(start + at));
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut begin = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let inside = c.is_alphanumeric() || matches!(c, '@' | '$');
        match (begin, inside) {
            (None, true) => begin = Some(at),
            (Some(start), false) => {
                tokens.push(token(text, start, at));
                begin = None;
            }
            _ => {}
        }
    }
    link(text, &mut tokens);
    tokens
}

fn token(text: &str, start: usize, end: usize) -> Token {
    let word = text.get(start..end).unwrap_or_default();
    let mut chars = word.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let mixed = letters * 2 >= word.chars().count();
    Token { start, end, single, mixed, joins_next: false }
}

/// Finds runs of single letters, each parted from the next by one to three spaces or marks.
fn link(text: &str, tokens: &mut [Token]) {
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start;
        while let [this, next, ..] = &tokens[end..]
            && may_join(text, this, next)
        {
            end += 1;
        }
        let east_asian = tokens[start].single.is_some_and(is_east_asian);
        let enough = if east_asian { SPACED_MIN_HAN } else { SPACED_MIN_LETTERS };
        if end + 1 - start >= enough {
            tokens[start..end].iter_mut().for_each(|token| token.joins_next = true);
        }
        start = end + 1;
    }
}

fn may_join(text: &str, this: &Token, next: &Token) -> bool {
    let (Some(a), Some(b)) = (this.single, next.single) else { return false };
    let gap = text.get(this.end..next.start).unwrap_or_default();
    is_east_asian(a) == is_east_asian(b)
        && gap.chars().count() <= 3
        && gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '_' | '/') || is_sign_char(c))
}

/// A wider gap than a single space between spaced-out letters ends the word; folding had made it one space.
fn is_wide(folded: &Folded, previous: &Token, token: &Token) -> bool {
    let gap = folded.text.get(previous.end..token.start).unwrap_or_default();
    let (from, to) = (folded.origin(previous.end.saturating_sub(1)).1, folded.origin(token.start).0);
    gap == " " && to.saturating_sub(from) > 1
}

/// One sign that does not belong between the letters of a word.
fn is_sign(gap: &str) -> bool {
    let mut chars = gap.chars();
    chars.next().is_some_and(is_sign_char) && chars.next().is_none()
}

/// Signs, arrows, dingbats and pictures.
const fn is_sign_char(c: char) -> bool {
    matches!(c, '*' | '|' | '~' | '^' | '_' | '\u{b7}' | '\u{2022}' | '\u{2190}'..='\u{2bff}' | '\u{30fb}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::super::{Phrases, fold, shapes};
    use super::*;

    fn found(word: &str, text: &str) -> Option<String> {
        let plain = undisguise(&fold(text));
        let hit = Phrases::new(&[shapes(word)]).find(&plain).next()?;
        Some(text[plain.original(hit.range)].to_owned())
    }

    #[test]
    fn disguised_words_are_found_and_quoted_as_they_stand() {
        for text in ["r e p l i c a", "r.e.p.l.i.c.a", "repl1ca", "rep❤lica", "rерliса", "r-e-p-1-i-c-a", "rep*lica"] {
            assert_eq!(found("replica", &format!("best {text} shoes")).as_deref(), Some(text), "{text}");
        }
        assert_eq!(found("replica", "Sizes S r e p l i c a"), Some("r e p l i c a".into()));
        assert_eq!(found("replica", "r e p l i c a M"), Some("r e p l i c a".into()));
        assert_eq!(found("高仿", "顶级 高*仿 包").as_deref(), Some("高*仿"));
        assert_eq!(found("高仿", "高 仿 包").as_deref(), Some("高 仿"));
        assert_eq!(found("replica", "r e p l i c a   w a t c h").as_deref(), Some("r e p l i c a"));
    }

    #[test]
    fn honest_writing_is_left_alone() {
        for text in ["S M L XL", "re-plica", "air max 90", "最高 仿皮", "501 0 1", ""] {
            assert_eq!(found("replica", text), None, "{text}");
            assert_eq!(found("高仿", text), None, "{text}");
        }
    }

    #[test]
    fn masked_letters_stand_for_any_letter() {
        let words = masked_words(&fold("New G*cci bag 5*5 *star"));
        assert_eq!(words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["g*cci", "5*5"]);
        assert!(is_masked("g*cci", "gucci"));
        assert!(!is_masked("g****", "gucci"));
        assert!(!is_masked("gucci", "gucci"));
        assert!(!is_masked("p*ma", "nike"));
    }
}
