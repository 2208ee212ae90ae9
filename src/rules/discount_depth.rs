//! Looks at how far the price of a brand's new piece lies below the higher price that the page says it was.
//!
//! Brands with a price band seldom allow reductions of 70 % and more. Depth separates little by itself (measured on shop pages),
//! so the weight is small. Silent on goods without a band, and under known retailers' and brands' own addresses.

use rust_decimal::Decimal;

use super::context::{one, percent, written};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;

/// The rule.
pub const RULE: Rule = Rule { id: "discount-depth", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let is_seller = context.site.is_some_and(|site| site.kind == SiteKind::Retailer) || context.own_brand().is_some();
    let (Some(price), Some(before)) = (&context.listing.price, &context.listing.list_price) else { return Vec::new() };
    if is_seller || price.currency != before.currency || price.amount <= Decimal::ZERO || context.band_price().is_none() {
        return Vec::new();
    }
    let left = percent(price.amount, before.amount);
    let bin = match left {
        Some(left) if left <= Decimal::from(15) => "over-85-percent",
        Some(left) if left <= Decimal::from(30) => "over-70-percent",
        _ => return Vec::new(),
    };
    let quotes = vec![Quote::text(written(price), "/price"), Quote::text(written(before), "/list_price")];
    one(bin, vec![written(price), written(before)], quotes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, money};
    use super::*;

    fn bins(now: i64, before: i64, currency: &str) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.page.listing.price = Some(money(now, "USD"));
        bench.page.listing.list_price = Some(money(before, currency));
        bench.bins(&RULE)
    }

    #[test]
    fn deep_reductions_of_a_brands_goods_are_found() {
        assert_eq!(bins(90, 300, "USD"), ["over-70-percent"]);
        assert_eq!(bins(40, 300, "USD"), ["over-85-percent"]);
    }

    #[test]
    fn usual_reductions_and_other_currencies_are_left_alone() {
        assert!(bins(120, 300, "USD").is_empty());
        assert!(bins(40, 300, "EUR").is_empty());
        assert!(bins(40, 0, "USD").is_empty());
        let mut unknown = Bench::at("https://shoes.example/p/1");
        unknown.page.listing.price = Some(money(40, "USD"));
        unknown.page.listing.list_price = Some(money(300, "USD"));
        assert!(unknown.bins(&RULE).is_empty());
    }
}
