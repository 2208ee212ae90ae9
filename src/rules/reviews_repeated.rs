//! Looks for one review, word for word, under several names.
//!
//! Bought or invented reviews are written in batches. Sites fill in a sentence where a buyer wrote nothing, and a page's data repeat
//! what it shows, so only long texts that stand there three times count. The weight is small.

use std::collections::BTreeMap;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::folded_text;

/// The rule.
pub const RULE: Rule = Rule { id: "reviews-repeated", on_page: true, on_cards: false, check };

/// Shorter texts are thanks, and sentences that a site fills in.
const MIN_BYTES: usize = 80;
/// The same text twice may be the page's data and what it shows.
const MIN_COPIES: usize = 3;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, review) in context.listing.reviews.iter().enumerate().filter(|(_, review)| review.text.len() >= MIN_BYTES) {
        seen.entry(folded_text(&review.text)).or_default().push(index);
    }
    let most = seen.into_values().filter(|places| places.len() >= MIN_COPIES).max_by_key(Vec::len);
    let Some(places) = most else { return Vec::new() };
    let quote =
        |index: &usize| context.listing.reviews.get(*index).map(|review| Quote::text(review.text.as_str(), format!("/reviews/{index}")));
    one("same-text", vec![places.len().to_string()], places.iter().take(MIN_COPIES).filter_map(quote).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::listing::Review;

    fn bins(texts: &[&str]) -> Vec<&'static str> {
        let mut bench = Bench::titled("Boots");
        bench.page.listing.reviews = texts.iter().map(|text| Review { text: (*text).to_owned(), ..Review::default() }).collect();
        bench.bins(&RULE)
    }

    const LONG: &str = "I have worn these boots for three weeks in rain and snow and my feet stayed dry and warm all day.";

    #[test]
    fn a_long_text_three_times_is_found() {
        assert_eq!(bins(&[LONG, "Nice.", LONG, &LONG.to_uppercase()]), ["same-text"]);
    }

    #[test]
    fn short_thanks_and_a_text_in_two_places_are_left_alone() {
        assert!(bins(&["Great, thanks!"; 9]).is_empty());
        assert!(bins(&[LONG, LONG, "Another opinion on these."]).is_empty());
    }
}
