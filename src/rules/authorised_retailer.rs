//! Looks at whether the page is a large retailer that sells brands with their consent (a site of kind `retailer` in the packs).
//!
//! Such a shop buys from the brand, so its low prices and missing facts say little: the sign speaks for the listing. It stays
//! silent on marketplaces, where strangers sell under the same address.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;

/// The rule.
pub const RULE: Rule = Rule { id: "authorised-retailer", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(site) = context.site.filter(|site| site.kind == SiteKind::Retailer) else { return Vec::new() };
    let domain = context.domain().unwrap_or_default();
    one("retailer", vec![site.name.clone()], vec![Quote::text(domain, "/shop/domain")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site};
    use super::*;

    #[test]
    fn a_known_retailer_speaks_for_the_listing_and_a_marketplace_does_not() {
        let mut bench = Bench::at("https://www.bigshop.example/p/1");
        bench.packs.sites = vec![site("bigshop.example", SiteKind::Retailer)];
        assert_eq!(bench.bins(&RULE), ["retailer"]);
        bench.packs.sites = vec![site("bigshop.example", SiteKind::Marketplace)];
        assert!(bench.bins(&RULE).is_empty());
    }
}
