//! Looks at whether the seller's name looks typed by chance: one long word of consonants and digits.
//!
//! Accounts opened by the dozen get such names. Abbreviations and long words of consonant-rich languages look alike at first
//! glance; the rule asks for length, hardly any vowels and several digits, and weighs little.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::folded_text;

/// The rule.
pub const RULE: Rule = Rule { id: "seller-name-random", on_page: true, on_cards: true, check };

/// Shorter names are abbreviations.
const MIN_CHARACTERS: usize = 9;
/// Consonants in a row: `Angstschrei` has eight, but vowels around them and no digits.
const MIN_CONSONANT_RUN: usize = 5;
/// Digits: a year or a house number has four at the end of a name that can be read.
const MIN_DIGITS: usize = 2;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(name) = context.listing.seller.as_ref().and_then(|seller| seller.name.as_deref()) else { return Vec::new() };
    if !is_random(&folded_text(name)) {
        return Vec::new();
    }
    one("random", vec![name.to_owned()], vec![Quote::text(name, "/seller/name")])
}

fn is_random(name: &str) -> bool {
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) || name.len() < MIN_CHARACTERS {
        return false;
    }
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    let vowels = name.chars().filter(is_vowel).count();
    let digits = name.len() - letters;
    let longest = name.split(|c| is_vowel(&c) || c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    longest >= MIN_CONSONANT_RUN && digits >= MIN_DIGITS && vowels * 5 <= letters
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::listing::Seller;

    fn bins(name: &str) -> Vec<&'static str> {
        let mut bench = Bench::at("https://market.example/p/1");
        bench.page.listing.seller = Some(Seller { name: Some(name.to_owned()), ..Seller::default() });
        bench.bins(&RULE)
    }

    #[test]
    fn heaps_of_consonants_and_digits_are_found() {
        assert_eq!(bins("hkxzqwt8831"), ["random"]);
        assert_eq!(bins("Sdfghjkl42"), ["random"]);
    }

    #[test]
    fn names_that_can_be_read_are_left_alone() {
        for name in ["Kfzteile24", "Deutschland2020", "Angstschrei", "HTC Store 2024", "mrbrown1987", "北京店123", "BMW1234567"] {
            assert!(bins(name).is_empty(), "{name}");
        }
    }
}
