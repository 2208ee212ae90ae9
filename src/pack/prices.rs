//! The reader of prices, with the signs and words of the packs.

use super::{CurrencySign, Packs};
use crate::text::price::{Prices, SignSet};

/// Label of words that are a whole price of 0.
const FREE: &str = "price-free";
/// Label of words in front of a price that no longer holds.
const PAST: &str = "price-past";
/// Decimals of a currency in which a single separator before three digits is a decimal point.
const THOUSANDTHS: u8 = 3;

impl Packs {
    /// Compiles what reads a price.
    #[must_use]
    pub fn prices(&self) -> Prices {
        let words = |label: &str| -> Vec<&str> { self.label_words(label).collect() };
        Prices::new(self.currency_signs.iter().map(sign_set).collect(), &words(FREE), &words(PAST))
    }
}

fn sign_set(entry: &CurrencySign) -> SignSet {
    SignSet {
        signs: entry.signs.clone(),
        codes: entry.codes.clone(),
        usual: entry.usual.clone(),
        only_alone: entry.only_alone,
        thousandths: entry.decimals == Some(THOUSANDTHS),
        countries: entry.countries.iter().map(|by| (by.country.clone(), by.currency.clone())).collect(),
        languages: entry.languages.iter().map(|by| (by.language.clone(), by.currency.clone())).collect(),
    }
}
