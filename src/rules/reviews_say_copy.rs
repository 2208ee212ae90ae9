//! Looks for buyers who write that what they got is a copy (terms of kind `complaint`, in reviews and comments).
//!
//! A buyer held the goods in his hands. He may err, mean another seller, or be a rival; one voice weighs little, several more. The
//! rule stays silent on the terms' innocent phrases (`not fake`) and on what the seller writes.

use std::collections::BTreeSet;

use super::context::one;
use super::{Context, Heard, Rule, Sign, Voice};
use crate::pack::{Strength, TermKind};

/// The rule.
pub const RULE: Rule = Rule { id: "reviews-say-copy", on_page: true, on_cards: false, check };

/// Reviews from which several buyers agree.
const SEVERAL: usize = 3;
/// Most reviews that are quoted.
const QUOTES: usize = 5;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let said = context.said;
    let mut seen = BTreeSet::new();
    // The same review may stand among the facts and on the page.
    let new = |heard: &&Heard<'_>| said.texts.get(heard.text).is_some_and(|text| seen.insert(text.folded.text.as_str()));
    let terms = said.terms(TermKind::Complaint, Voice::Buyer).filter(|heard| heard.term.strength > Strength::Weak);
    let heard: Vec<&Heard<'_>> = terms.filter(new).collect();
    let Some(first) = heard.first() else { return Vec::new() };
    let bin = if heard.len() >= SEVERAL { "several" } else { "one" };
    let quotes = heard.iter().take(QUOTES).map(|heard| said.quote(heard)).collect();
    one(bin, vec![said.words(first).to_owned(), heard.len().to_string()], quotes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;
    use crate::page::Zone;

    fn bins(reviews: &[&str], zone: Zone) -> Vec<&'static str> {
        let mut bench = Bench::titled("Boots");
        let mut fake = term("fake", TermKind::Complaint, Strength::Medium);
        fake.innocent = vec!["not fake".into(), "fake fur".into()];
        bench.packs.terms = vec![fake, term("假货", TermKind::Complaint, Strength::Medium)];
        for review in reviews {
            bench.block(review, zone, false);
        }
        bench.bins(&RULE)
    }

    #[test]
    fn buyers_who_call_it_a_copy_are_counted() {
        assert_eq!(bins(&["These are fake!"], Zone::Review), ["one"]);
        assert_eq!(bins(&["fake", "收到是假货", "It is FAKE."], Zone::Review), ["several"]);
        assert_eq!(bins(&["fake", "fake", "Fake"], Zone::Review), ["one"]);
    }

    #[test]
    fn praise_and_the_sellers_own_words_are_left_alone() {
        assert!(bins(&["Great, not fake at all", "fake fur collar"], Zone::Review).is_empty());
        assert!(bins(&["beware of fake goods"], Zone::Main).is_empty());
    }
}
