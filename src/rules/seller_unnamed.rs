//! Looks at whether a shop's own page gives any way to know or reach who sells.
//!
//! The law asks shops in many countries to name themselves. A page that shows neither contact nor legal pages names nobody, but
//! that is common carelessness too: the weight is small, and naming somebody clears nothing. Silent on known addresses, and where
//! the facts could not be read.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::{PageKind, Trader};

/// The rule.
pub const RULE: Rule = Rule { id: "seller-unnamed", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop() else { return Vec::new() };
    let trader = context.listing.seller.as_ref().and_then(|seller| seller.trader.as_ref());
    let sells = matches!(context.listing.kind, PageKind::Product | PageKind::Cards);
    if !sells || shop.has_contact != Some(false) || trader.is_some_and(|trader| *trader != Trader::default()) {
        return Vec::new();
    }
    let bin = match shop.has_legal {
        Some(false) => "no-contact-no-legal",
        Some(true) => "no-contact",
        None => return Vec::new(),
    };
    // A page opened from disk or by number has no domain; its host or title says which page is meant.
    let named = context.domain().or_else(|| context.host()).or_else(|| context.listing.title.clone());
    let domain = named.unwrap_or_default();
    one(bin, vec![domain.clone()], vec![Quote::text(domain, "/shop/has_contact")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::listing::Seller;

    fn bench(contact: Option<bool>, legal: Option<bool>) -> Bench {
        let mut bench = Bench::at("https://shoes.example/p/1");
        let shop = bench.shop();
        (shop.has_contact, shop.has_legal) = (contact, legal);
        bench
    }

    #[test]
    fn a_shop_that_names_nobody_is_found() {
        assert_eq!(bench(Some(false), Some(false)).bins(&RULE), ["no-contact-no-legal"]);
        assert_eq!(bench(Some(false), Some(true)).bins(&RULE), ["no-contact"]);
    }

    #[test]
    fn a_contact_a_trader_or_unread_facts_are_left_alone() {
        assert!(bench(Some(true), Some(false)).bins(&RULE).is_empty());
        assert!(bench(None, Some(false)).bins(&RULE).is_empty());
        let mut named = bench(Some(false), Some(false));
        let trader = Some(Trader { name: Some("Nordwolf Ltd".into()), ..Trader::default() });
        named.page.listing.seller = Some(Seller { trader, ..Seller::default() });
        assert!(named.bins(&RULE).is_empty());
    }
}
