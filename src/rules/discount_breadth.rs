//! Looks at the share of the page's prices that are reduced.
//!
//! Shops that live from the look of a bargain reduce nearly everything; honest shops reduce a part. How deep the reductions go
//! separates little, how broad they are does (measured on 2,370 shop pages), though hardly beyond what the links of the page say
//! already: well-linked shops with broad sales are mostly honest. The rule stays silent on marketplaces, known
//! retailers, brands' own pages and pages with few prices.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::Shop;

/// The rule.
pub const RULE: Rule = Rule { id: "discount-breadth", on_page: true, on_cards: false, check };

/// With fewer prices a share says nothing.
const MIN_PRICES: u64 = 6;
/// Median discount in per cent from which broad reductions are deep ones too.
pub(super) const DEEP_PERCENT: u8 = 60;
/// Share of the prices, in per cent, from which nearly everything is reduced.
pub(super) const BROAD_PERCENT: u64 = 80;

/// Reduced prices in per cent of those shown, where there are enough of them.
pub(super) fn reduced_percent(shop: &Shop) -> Option<u64> {
    let (shown, reduced) = (shop.prices_shown?, shop.prices_discounted?);
    (shown >= MIN_PRICES).then(|| reduced.saturating_mul(100) / shown)
}

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop() else { return Vec::new() };
    let deep = shop.discount_median_percent.is_some_and(|median| median >= DEEP_PERCENT);
    let bin = match reduced_percent(shop) {
        Some(BROAD_PERCENT..) if deep => "over-80-percent-and-deep",
        Some(BROAD_PERCENT..) => "over-80-percent",
        _ => return Vec::new(),
    };
    let (reduced, shown) = (shop.prices_discounted.unwrap_or_default(), shop.prices_shown.unwrap_or_default());
    one(bin, vec![reduced.to_string(), shown.to_string()], vec![Quote::text(format!("{reduced} / {shown}"), "/shop/prices_discounted")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site};
    use super::*;
    use crate::pack::SiteKind;

    fn bench(shown: u64, reduced: u64, median: u8) -> Bench {
        let mut bench = Bench::at("https://shoes.example/");
        let shop = bench.shop();
        (shop.prices_shown, shop.prices_discounted, shop.discount_median_percent) = (Some(shown), Some(reduced), Some(median));
        bench
    }

    #[test]
    fn broad_reductions_are_found() {
        assert_eq!(bench(20, 16, 30).bins(&RULE), ["over-80-percent"]);
        assert_eq!(bench(20, 20, 70).bins(&RULE), ["over-80-percent-and-deep"]);
    }

    #[test]
    fn a_partial_sale_few_prices_and_marketplaces_are_left_alone() {
        assert!(bench(20, 15, 70).bins(&RULE).is_empty());
        assert!(bench(5, 5, 70).bins(&RULE).is_empty());
        let mut market = bench(20, 20, 70);
        market.packs.sites = vec![site("shoes.example", SiteKind::Marketplace)];
        assert!(market.bins(&RULE).is_empty());
    }
}
