//! Looks at the share of the page's prices that are reduced.
//!
//! Shops that live from the look of a bargain reduce nearly everything; honest shops reduce a part. How deep the reductions go
//! separates little, how broad they are does (measured on 2,370 shop pages). The rule stays silent on marketplaces, known
//! retailers, brands' own pages and pages with few prices.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "discount-breadth", on_page: true, on_cards: false, check };

/// With fewer prices a share says nothing.
const MIN_PRICES: u64 = 6;
/// Median discount in per cent from which broad reductions are deep ones too.
const DEEP_PERCENT: u8 = 60;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop() else { return Vec::new() };
    let (Some(shown), Some(reduced)) = (shop.prices_shown, shop.prices_discounted) else { return Vec::new() };
    if shown < MIN_PRICES {
        return Vec::new();
    }
    let deep = shop.discount_median_percent.is_some_and(|median| median >= DEEP_PERCENT);
    let bin = match reduced.saturating_mul(100) / shown {
        80.. if deep => "over-80-percent-and-deep",
        80.. => "over-80-percent",
        60.. => "over-60-percent",
        _ => return Vec::new(),
    };
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
        assert_eq!(bench(20, 12, 70).bins(&RULE), ["over-60-percent"]);
    }

    #[test]
    fn a_partial_sale_few_prices_and_marketplaces_are_left_alone() {
        assert!(bench(20, 11, 70).bins(&RULE).is_empty());
        assert!(bench(5, 5, 70).bins(&RULE).is_empty());
        let mut market = bench(20, 20, 70);
        market.packs.sites = vec![site("shoes.example", SiteKind::Marketplace)];
        assert!(market.bins(&RULE).is_empty());
    }
}
