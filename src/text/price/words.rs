//! The few words that change what a price alone says. Whole pages are read with the label words of the packs; these are for a
//! price that is given as a text of its own.

/// Words that are a whole price: nothing is to be paid (usual shop wording of the languages that the label packs cover).
const FREE: &[&str] = &[
    "free",
    "gratis",
    "gratuit",
    "kostenlos",
    "gratuito",
    "grátis",
    "bezpłatnie",
    "zdarma",
    "бесплатно",
    "ücretsiz",
    "免费",
    "免費",
    "無料",
    "무료",
];

/// Words in front of a price that no longer holds.
const BEFORE: &[&str] = &["was", "rrp", "msrp", "uvp", "statt", "vorher", "antes", "avant", "prima", "previously", "originally"];

/// Whether the text is a word for "free" and nothing else.
pub(super) fn says_free(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let word = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    FREE.contains(&word.as_str())
}

/// Whether the word in front of `start` says that the price is a past one.
pub(super) fn says_before(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default().trim_end_matches([' ', ':', '.']);
    let word_start = head.char_indices().rev().take(16).take_while(|(_, c)| c.is_alphabetic()).last().map_or(head.len(), |(at, _)| at);
    let word = head.get(word_start..).unwrap_or_default().to_lowercase();
    BEFORE.contains(&word.as_str())
}
