//! Looks at whether a shop's page links to any profile on a social network, together with its reductions.
//!
//! Most shops link to theirs; copied shops mostly do not. Alone that says nothing (one honest shop in five has no link either), and what it
//! says together with reduced prices the number of outside links says better; broad and deep reductions do add to it. The rule stays
//! silent where hardly any links were read and on known addresses.

use super::context::one;
use super::discount_breadth::{BROAD_PERCENT, DEEP_PERCENT, reduced_percent};
use super::few_outside_links::MIN_LINKS;
use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "no-social-link", on_page: true, on_cards: false, check };

/// Largest discount in per cent from which the shop counts as one of reductions.
const REDUCED_PERCENT: u8 = 30;

/// Links to other places with which a page of many prices is still poorly linked.
const FEW_OUTSIDE: std::ops::RangeInclusive<u64> = 3..=6;
/// Prices from which a page is one of many.
const MANY_PRICES: u64 = 10;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop().filter(|shop| shop.links_total.is_some_and(|links| links >= MIN_LINKS)) else { return Vec::new() };
    if shop.links_social != Some(0) {
        return Vec::new();
    }
    let broad = reduced_percent(shop).is_some_and(|reduced| reduced >= BROAD_PERCENT);
    let deep = shop.discount_median_percent.is_some_and(|median| median >= DEEP_PERCENT);
    let few = shop.links_external.is_some_and(|outside| FEW_OUTSIDE.contains(&outside));
    let bin = match (shop.discount_max_percent, shop.prices_struck_through) {
        _ if broad && deep => "and-broad-deep-discounts",
        _ if few && shop.prices_shown >= Some(MANY_PRICES) => "and-few-outside-links",
        (Some(REDUCED_PERCENT..), _) => "and-discount-30",
        (_, Some(1..)) => "and-struck-prices",
        _ => return Vec::new(),
    };
    let links = shop.links_total.unwrap_or_default().to_string();
    one(bin, vec![links.clone()], vec![Quote::text(format!("0 / {links}"), "/shop/links_social")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;

    fn bench(social: u64, discount: Option<u8>, struck: Option<u64>) -> Bench {
        let mut bench = Bench::at("https://shoes.example/");
        let shop = bench.shop();
        (shop.links_total, shop.links_social) = (Some(60), Some(social));
        (shop.discount_max_percent, shop.prices_struck_through) = (discount, struck);
        bench
    }

    #[test]
    fn the_bin_follows_the_reductions() {
        assert_eq!(bench(0, Some(30), None).bins(&RULE), ["and-discount-30"]);
        assert_eq!(bench(0, Some(20), Some(3)).bins(&RULE), ["and-struck-prices"]);
        // Measured, that alone says nothing.
        assert!(bench(0, None, Some(0)).bins(&RULE).is_empty());
    }

    #[test]
    fn broad_and_deep_reductions_and_few_other_links_are_cases_of_their_own() {
        let mut bench = bench(0, Some(80), None);
        let shop = bench.shop();
        (shop.prices_shown, shop.prices_discounted, shop.discount_median_percent) = (Some(20), Some(16), Some(60));
        assert_eq!(bench.bins(&RULE), ["and-broad-deep-discounts"]);
        let shop = bench.shop();
        (shop.discount_median_percent, shop.links_external) = (Some(59), Some(6));
        assert_eq!(bench.bins(&RULE), ["and-few-outside-links"]);
        bench.shop().links_external = Some(7);
        assert_eq!(bench.bins(&RULE), ["and-discount-30"]);
    }

    #[test]
    fn a_profile_or_a_page_without_links_is_left_alone() {
        assert!(bench(1, Some(50), None).bins(&RULE).is_empty());
        let mut unread = bench(0, Some(50), None);
        unread.shop().links_total = Some(5);
        assert!(unread.bins(&RULE).is_empty());
    }
}
