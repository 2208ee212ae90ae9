//! Stars as pages say them to people: "4 out of 5 stars", "4,5 von 5", "5つ星のうち4.0", "★★★★☆".

use rust_decimal::Decimal;

use crate::pack::Packs;
use crate::page::draft;
use crate::text::folded_text;

/// Longest text that is nothing but stars, in bytes.
const STARS_BYTES: usize = 80;
/// Numbers looked at in such a text.
const NUMBERS: usize = 4;
/// Signs of a full and of an empty star.
const FULL: [char; 4] = ['★', '⭐', '✮', '🌟'];
const EMPTY: [char; 2] = ['☆', '✩'];
/// Scales that reviews use.
const SCALES: [&str; 3] = ["5", "10", "100"];

/// Words around stars, folded, longest first.
#[derive(Debug, Default)]
pub(in crate::page) struct StarWords {
    /// Behind the number: "stars".
    stars: Vec<String>,
    /// Between the stars given and the scale: "out of".
    of: Vec<String>,
    /// Between the scale, which comes first, and the stars given.
    scale_first: Vec<String>,
    /// Headings over reviews.
    headings: Vec<String>,
}

impl StarWords {
    /// The words of the packs.
    pub(in crate::page) fn new(packs: &Packs) -> Self {
        let words = |label: &str| {
            let mut words: Vec<String> = packs.label_words(label).map(folded_text).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words
        };
        Self {
            stars: words("review-stars"),
            of: words("review-stars-of"),
            scale_first: words("review-scale-first"),
            headings: words("review-heading"),
        }
    }

    /// Whether a text is a heading over reviews: such a word, and no other letters.
    pub(in crate::page) fn is_heading(&self, text: &str) -> bool {
        let folded = folded_text(text);
        let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
        self.headings.iter().any(|word| word == bare)
    }

    /// The stars of five that a text says, where it says nothing else. `named`: its element's names say that it is a rating, so
    /// that words in front ("Rated") and a bare scale count too.
    pub(super) fn read(&self, text: &str, named: bool) -> Option<Decimal> {
        let text = text.trim();
        if text.is_empty() || text.len() > STARS_BYTES {
            return None;
        }
        drawn(text).or_else(|| self.written(&folded_text(text), named))
    }

    fn written(&self, text: &str, named: bool) -> Option<Decimal> {
        let mut from = 0;
        for _ in 0..NUMBERS {
            let (start, number, rest) = number(text, from)?;
            let clear = named || !text.get(..start)?.contains(char::is_alphabetic);
            if let Some(stars) = self.after(number, rest, clear) {
                return Some(stars);
            }
            from = start + number.len();
        }
        None
    }

    /// What the number means by the words behind it.
    fn after(&self, number: &str, rest: &str, clear: bool) -> Option<Decimal> {
        let rest = rest.trim_start();
        let behind = |words: &[String], rest: &str| words.iter().find_map(|word| rest.strip_prefix(word.as_str()).map(str::to_owned));
        let closes = |rest: &str| !rest.contains(char::is_alphanumeric);
        let is_stars = |rest: &str| behind(&self.stars, rest.trim_start()).is_some_and(|rest| closes(&rest));
        if let Some(rest) = behind(&self.scale_first, rest) {
            let (_, stars, _) = first(&rest)?;
            return draft::rating(stars, Some(number));
        }
        let of = rest.strip_prefix('/').map(str::to_owned).or_else(|| behind(&self.of, rest));
        if let Some(rest) = of {
            let (_, scale, tail) = first(&rest).filter(|(_, scale, _)| SCALES.contains(scale))?;
            let told = is_stars(tail) || clear && closes(tail);
            return draft::rating(number, Some(scale)).filter(|_| told);
        }
        draft::rating(number, None).filter(|_| is_stars(rest))
    }
}

/// `★★★★☆`, `★★★★`: stars drawn as signs, and nothing else.
fn drawn(text: &str) -> Option<Decimal> {
    let signs = || text.chars().filter(|c| !c.is_whitespace() && *c != '\u{fe0f}');
    let full = signs().filter(|c| FULL.contains(c)).count();
    let all = full + signs().filter(|c| EMPTY.contains(c)).count();
    let only = signs().count() == all;
    (only && (1..=5).contains(&full) && all <= 5).then(|| Decimal::from(full))
}

/// A number at the very beginning, spaces and a colon passed over.
fn first(text: &str) -> Option<(usize, &str, &str)> {
    let found = number(text, 0)?;
    text.get(..found.0)?.chars().all(|c| c.is_whitespace() || c == ':').then_some(found)
}

/// The next number: where it starts, itself, and what follows.
fn number(text: &str, from: usize) -> Option<(usize, &str, &str)> {
    let start = from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
    let tail = text.get(start..)?;
    let end = tail.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(tail.len());
    let written = tail.get(..end)?.trim_end_matches(['.', ',']);
    Some((start, written, tail.get(written.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_read_in_many_languages() {
        let words = StarWords::new(&crate::page::tests::packs());
        for (text, stars) in [
            ("4 out of 5 stars", "4"),
            ("4.0 out of 5 stars", "4"),
            ("4,5 von 5 Sternen", "4.5"),
            ("3 étoiles sur 5", "3"),
            ("4,0 sur 5 étoiles", "4"),
            ("5 de 5 estrellas", "5"),
            ("5つ星のうち4.0", "4"),
            ("4/5", "4"),
            ("8 / 10", "4"),
            ("5 stars", "5"),
            ("4 Sterne", "4"),
            ("4星", "4"),
            ("★★★★☆", "4"),
            ("★ ★ ★", "3"),
            ("⭐️⭐️", "2"),
        ] {
            assert_eq!(words.read(text, false).map(|stars| stars.to_string()).as_deref(), Some(stars), "{text}");
        }
        assert_eq!(words.read("Rated 5 out of 5", true), Some(Decimal::from(5)));
    }

    #[test]
    fn counts_and_pages_are_no_stars() {
        let words = StarWords::new(&crate::page::tests::packs());
        for text in ["Image 2 of 5", "2 of 5 people found this helpful", "5 star 80%", "1 of 3", "2024", "5", "12 stars", "☆☆☆☆☆", ""]
        {
            assert_eq!(words.read(text, false), None, "{text}");
        }
    }
}
