//! Compares the facts that are read from pages with what people wrote down about the same pages.
//!
//! A wrong value counts twice, as something found that is not so and as something missed: a reader that guesses gains nothing.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::listing::{Listing, Origin, PageKind};
use crate::text::price::Prices;
use crate::text::{domain, letters};

/// The facts that are compared.
pub const FACTS: [&str; 7] = ["price", "currency", "availability", "brand", "sku", "mpn", "gtin"];

/// What people found on one page: for each fact the values that they accept; none where the page does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Truth {
    /// The page's address.
    pub url: String,
    price: Vec<String>,
    /// As shown: a sign, a code or a word.
    currency: Vec<String>,
    availability: Vec<String>,
    brand: Vec<String>,
    sku: Vec<String>,
    mpn: Vec<String>,
    gtin: Vec<String>,
}

/// Reads a ground truth file: pages by their id.
///
/// # Errors
/// Why it is none.
pub fn truths(json: &[u8]) -> Result<BTreeMap<String, Truth>, String> {
    serde_json::from_slice(json).map_err(|error| error.to_string())
}

/// Counts of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Score {
    /// Read as people did.
    pub right: u32,
    /// Read otherwise.
    pub wrong: u32,
    /// Read where people found nothing.
    pub extra: u32,
    /// Not read.
    pub missed: u32,
}

impl Score {
    /// Share of what was read that is right, 0 to 1; 1 where nothing was read.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.wrong + self.extra)
    }

    /// Share of what there is that was read right, 0 to 1; 1 where there is nothing.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.wrong + self.missed)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.right, 2 * self.wrong + self.extra + self.missed)
    }
}

fn share(right: u32, other: u32) -> f64 {
    if right + other == 0 { 1.0 } else { f64::from(right) / f64::from(right + other) }
}

/// One fact that was not read as people did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The page's id.
    pub page: String,
    /// The fact.
    pub fact: &'static str,
    /// What was read.
    pub read: Option<String>,
    /// What people accept.
    pub accepted: Vec<String>,
    /// Where it was read.
    pub origin: Option<Origin>,
}

/// The comparison over a set of pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluation {
    /// Pages compared.
    pub pages: u32,
    /// Of those, how many were read as the page of one product.
    pub products: u32,
    /// Counts by fact, in the order of [`FACTS`].
    pub scores: [Score; FACTS.len()],
    /// What differs.
    pub misses: Vec<Miss>,
}

impl Evaluation {
    /// Compares one page; `prices` knows what the signs of currencies stand for.
    pub fn add(&mut self, id: &str, truth: &Truth, listing: &Listing, prices: &Prices) {
        self.pages += 1;
        self.products += u32::from(listing.kind == PageKind::Product);
        let facts = [
            (listing.price.as_ref().map(|price| price.amount.to_string()), &truth.price),
            // People wrote down a currency only where one is shown beside the price; which it is can be known without.
            (listing.price.as_ref().and_then(|price| price.currency.clone()).filter(|_| !truth.currency.is_empty()), &truth.currency),
            (listing.availability.clone(), &truth.availability),
            (listing.brand.clone(), &truth.brand),
            (listing.sku.clone(), &truth.sku),
            (listing.mpn.clone(), &truth.mpn),
            (listing.gtin.clone(), &truth.gtin),
        ];
        for ((fact, score), (read, accepted)) in FACTS.into_iter().zip(&mut self.scores).zip(facts) {
            let agrees = |read: &str, accepted: &str| match fact {
                "currency" => means(prices, accepted, read, &truth.url),
                _ => same(fact, read, accepted),
            };
            let right = read.as_ref().is_some_and(|read| accepted.iter().any(|accepted| agrees(read, accepted)));
            match (&read, accepted.is_empty()) {
                (Some(_), false) if right => score.right += 1,
                (Some(_), false) => score.wrong += 1,
                (Some(_), true) => score.extra += 1,
                (None, false) => score.missed += 1,
                (None, true) => {}
            }
            if !right && (read.is_some() || !accepted.is_empty()) {
                // A currency comes with its price.
                let stands_in = if fact == "currency" { "price" } else { fact };
                let origin = listing.trace.get(&format!("/{stands_in}")).cloned();
                self.misses.push(Miss { page: id.to_owned(), fact, read, accepted: accepted.clone(), origin });
            }
        }
    }

    /// The counts of a fact.
    #[must_use]
    pub fn score(&self, fact: &str) -> Option<&Score> {
        FACTS.iter().position(|known| *known == fact).and_then(|at| self.scores.get(at))
    }
}

/// Whether a value is the one that people accept: prices to half a cent, names and codes by their letters and digits.
fn same(fact: &str, read: &str, accepted: &str) -> bool {
    match fact {
        "price" => {
            let number = |text: &str| Decimal::from_str_exact(text.trim()).ok();
            number(read).zip(number(accepted)).is_some_and(|(read, accepted)| (read - accepted).abs() < Decimal::new(5, 3))
        }
        // The truth knows two names.
        "availability" => ["OutOfStock", "SoldOut", "Discontinued"].contains(&read) == (accepted == "OutOfStock"),
        _ => letters(read, usize::MAX) == letters(accepted, usize::MAX),
    }
}

/// Whether a sign stands for a currency: for that of the shop's country where the address tells it, else for any that uses the sign.
fn means(prices: &Prices, sign: &str, code: &str, url: &str) -> bool {
    prices
        .currency_at(sign, &domain::host_of(url).unwrap_or_default(), "")
        .map_or_else(|| prices.may_mean(sign, code), |meant| meant == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::Money;
    use crate::text::price::SignSet;

    #[test]
    fn a_wrong_value_counts_twice_and_a_right_one_in_other_spelling_is_right() {
        let truth =
            truths(br#"{"a": {"url": "https://a.example/", "price": ["9.90"], "currency": ["$"], "brand": ["Ac-me"], "sku": ["1"], "availability": ["InStock"]}}"#).unwrap();
        let price = Some(Money { amount: "9.9".parse().unwrap(), currency: Some("CAD".into()) });
        let dollars = SignSet { signs: vec!["$".into()], codes: vec!["USD".into(), "CAD".into()], ..SignSet::default() };
        let prices = Prices::new(vec![dollars], &[], &[]);
        let listing = Listing { price, brand: Some("ACME".into()), sku: Some("2".into()), gtin: Some("3".into()), ..Listing::default() };
        let mut evaluation = Evaluation::default();
        evaluation.add("a", &truth["a"], &listing, &prices);
        let f1: Vec<f64> = FACTS.iter().map(|fact| evaluation.score(fact).unwrap().f1()).collect();
        assert_eq!(f1, [1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
        assert!(means(&prices, "$", "CAD", "") && !means(&prices, "$", "EUR", ""));
        assert_eq!(evaluation.score("sku"), Some(&Score { wrong: 1, ..Score::default() }));
        assert_eq!(evaluation.misses.iter().map(|miss| miss.fact).collect::<Vec<_>>(), ["availability", "sku", "gtin"]);
        assert!(truths(b"[1]").is_err());
    }

    #[test]
    fn shares_are_between_nothing_and_all() {
        let score = Score { right: 6, wrong: 2, extra: 0, missed: 2 };
        assert_eq!((score.precision(), score.recall()), (0.75, 0.6));
        assert_eq!(Score::default().f1(), 1.0);
    }
}
