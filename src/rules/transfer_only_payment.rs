//! Looks at whether the shop takes money only in ways that give no protection (terms of kind `payment`: bank transfer, money
//! transfer services, coins), or asks for them in its own words.
//!
//! A payment that cannot be called back suits those who do not deliver. The rule stays silent where the page names a card or a
//! payment service too, where it names no way to pay, and on known addresses; a bank transfer beside others is ordinary.

use super::context::one;
use super::{Context, Rule, Sign, Voice};
use crate::finding::Quote;
use crate::pack::{Strength, TermKind};
use crate::text::{Phrases, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "transfer-only-payment", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop() else { return Vec::new() };
    let said = context.said;
    if let Some((Strength::Strong, heard)) = said.strongest(TermKind::Payment, Voice::Seller) {
        let words = heard.first().map(|heard| said.words(heard)).unwrap_or_default();
        return one("asked-for", vec![words.to_owned()], said.quotes(&heard));
    }
    if shop.payment.is_empty() {
        return Vec::new();
    }
    let terms = context.packs.terms.iter().filter(|term| term.kind == TermKind::Payment).map(|term| term.term.as_str());
    let unprotected = Phrases::new(&terms.collect::<Vec<_>>());
    if !shop.payment.iter().all(|way| unprotected.is_in(&fold(way))) {
        return Vec::new();
    }
    let ways = shop.payment.join(", ");
    one("only-these", vec![ways.clone()], vec![Quote::text(ways, "/shop/payment")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;

    fn bench(payment: &[&str], description: &str) -> Bench {
        let mut bench = Bench::at("https://shoes.example/p/1");
        bench.shop().payment = payment.iter().map(|way| (*way).to_owned()).collect();
        bench.page.listing.description = Some(description.to_owned());
        bench.packs.terms =
            vec![term("bank transfer", TermKind::Payment, Strength::Medium), term("western union", TermKind::Payment, Strength::Strong)];
        bench
    }

    #[test]
    fn unprotected_ways_alone_are_found() {
        assert_eq!(bench(&["bank transfer"], "").bins(&RULE), ["only-these"]);
        assert_eq!(bench(&["visa"], "Pay by Western Union").bins(&RULE), ["asked-for"]);
    }

    #[test]
    fn a_card_beside_them_or_nothing_named_is_left_alone() {
        assert!(bench(&["bank transfer", "visa"], "").bins(&RULE).is_empty());
        assert!(bench(&[], "Bank transfer welcome").bins(&RULE).is_empty());
    }
}
