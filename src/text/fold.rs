//! Folding: one form for all the ways in which the same word is written.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Folded text that knows where each of its bytes came from, so that a match can be quoted as it stands on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// Lower case, compatibility forms and Latin, Greek and Cyrillic accents undone, invisible characters gone, white space
    /// collapsed to single spaces.
    pub text: String,
    /// For each byte of `text`, the byte range of the original character that it came from.
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// Empty, with room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), origins: Vec::with_capacity(bytes) }
    }

    /// The range of the original text that a range of `text` came from; empty for a range outside the text.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        match self.origins.get(range) {
            Some([first, .., last]) => first.0 as usize..last.1 as usize,
            Some([only]) => only.0 as usize..only.1 as usize,
            _ => 0..0,
        }
    }

    /// Where the byte at `at` of `text` came from.
    pub(super) fn origin(&self, at: usize) -> (u32, u32) {
        self.origins.get(at).copied().unwrap_or_default()
    }

    pub(super) fn push(&mut self, c: char, origin: (u32, u32)) {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }
}

/// Folds `text`. Texts beyond 4 GiB do not occur: the snapshot's bound is far lower.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::with_capacity(text.len());
    each_folded(text, |c, origin| folded.push(c, origin));
    if folded.text.ends_with(' ') {
        folded.text.pop();
        folded.origins.pop();
    }
    folded
}

/// The text of [`fold`] alone.
#[must_use]
pub fn folded_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_folded(text, |c, _| folded.push(c));
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Gives out each character of the folded text with the byte range that it came from; a space at the end too.
fn each_folded(text: &str, mut push: impl FnMut(char, (u32, u32))) {
    let mut after_space = true;
    let mut put = |c: char, origin| {
        if c != ' ' || !after_space {
            push(c, origin);
        }
        after_space = c == ' ';
    };
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        let origin = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        // Nearly all text of nearly all pages; ASCII has no marks, no compatibility forms and nothing invisible.
        if original.is_ascii() {
            put(plain(original).to_ascii_lowercase(), origin);
            continue;
        }
        if is_settled(original) {
            put(original, origin);
            continue;
        }
        if is_invisible(original) {
            continue;
        }
        let strip_marks = is_accented_script(original);
        decompose(original, &mut |c| {
            if strip_marks && canonical_combining_class(c) != 0 {
                return;
            }
            for lower in plain(c).to_lowercase() {
                if !(strip_marks && canonical_combining_class(lower) != 0) {
                    put(lower, origin);
                }
            }
        });
    }
}

/// Compatibility decomposition where marks are to be stripped; elsewhere the composed compatibility form (kana keep their
/// voicing marks, Hangul its syllables).
fn decompose(original: char, emit: &mut dyn FnMut(char)) {
    if is_accented_script(original) {
        decompose_compatible(original, emit);
    } else {
        let mut buffer = [0; 4];
        unicode_normalization::UnicodeNormalization::nfkc(&*original.encode_utf8(&mut buffer)).for_each(emit);
    }
}

/// Han, kana and Hangul syllables that every step leaves as they are: the rest of nearly all text.
const fn is_settled(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Scripts whose accents people leave out when they type: Latin, Greek, Cyrillic with their combining marks.
const fn is_accented_script(c: char) -> bool {
    matches!(c, '\0'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{214f}' | '\u{fb00}'..='\u{fb06}' | '\u{ff01}'..='\u{ff5e}')
}

/// White space, quotation marks and dashes in their plain form.
fn plain(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Characters that take no room on the screen: soft hyphen, joiners, zero-width spaces, bidi controls, variation selectors, tags.
#[must_use]
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_folds_to_one_form() {
        for text in ["Hermès", "HERMES", "Ｈｅｒｍｅｓ", "he\u{200b}rme\u{300}s", " hermes\u{a0}"] {
            assert_eq!(fold(text).text, "hermes", "{text:?}");
        }
        assert_eq!(fold("Levi’s  501\n").text, "levi's 501");
        assert_eq!(fold("ナイキ ば").text, "ナイキ ば");
        assert_eq!(fold("나이키").text, "나이키");
        assert_eq!(fold(" A\tB\u{b} \u{a0} `C`\u{301} ").text, "a b 'c'");
    }

    #[test]
    fn the_text_alone_is_the_same_text() {
        for text in ["", " ", "Hermès  Bag", " A\tB\u{b} `C` ", "ナイキ Ａ"] {
            assert_eq!(folded_text(text), fold(text).text, "{text:?}");
        }
    }

    #[test]
    fn what_is_settled_is_what_no_step_changes() {
        for c in ('\u{3000}'..='\u{d7ff}').filter(|c| is_settled(*c)) {
            let mut parts = String::new();
            decompose(c, &mut |part| parts.extend(plain(part).to_lowercase()));
            assert!(parts.chars().eq([c]) && !is_invisible(c) && !is_accented_script(c), "{c}");
        }
    }

    #[test]
    fn a_match_is_quoted_as_it_stands() {
        let original = "a\u{200b} Ｈｅrmès bag";
        let folded = fold(original);
        let start = folded.text.find("hermes").unwrap();
        assert_eq!(&original[folded.original(start..start + 6)], "Ｈｅrmès");
        assert_eq!(folded.original(90..99), 0..0);
    }
}
