//! Looks at the price of a new piece beside the lower end of what the brand's goods of that kind usually cost.
//!
//! Copies are often offered far below it. A price near the usual one says nothing (many copies cost that much). The rule stays
//! silent on accessories, second-hand goods, goods without a band, currencies without a rate, and under known retailers' and
//! brands' own addresses, whose sales go as low.

use rust_decimal::Decimal;

use super::context::{one, percent, written};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;

/// The rule.
pub const RULE: Rule = Rule { id: "price-below-band", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let is_seller = context.site.is_some_and(|site| site.kind == SiteKind::Retailer) || context.own_brand().is_some();
    let (false, Some(found), Some(price)) = (is_seller, context.band_price(), &context.listing.price) else { return Vec::new() };
    let Some(share) = percent(found.asked, found.band.low) else { return Vec::new() };
    let bin = match share {
        share if share < Decimal::TEN => "under-10-percent",
        share if share < Decimal::from(25) => "under-25-percent",
        share if share < Decimal::from(50) => "under-50-percent",
        _ => return Vec::new(),
    };
    let usual = format!("{} {}", found.band.low, found.band.currency);
    one(bin, vec![written(price), found.brand.name.clone(), usual], vec![Quote::text(written(price), "/price")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, money};
    use super::*;

    fn bins(amount: i64, currency: &str, change: impl FnOnce(&mut Bench)) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.page.listing.price = Some(money(amount, currency));
        change(&mut bench);
        bench.bins(&RULE)
    }

    #[test]
    fn the_bin_follows_the_share_of_the_bands_low_end() {
        // The band begins at 200 USD; one USD is 2 XTS.
        assert_eq!(bins(99, "USD", |_| ()), ["under-50-percent"]);
        assert_eq!(bins(49, "USD", |_| ()), ["under-25-percent"]);
        assert_eq!(bins(38, "XTS", |_| ()), ["under-10-percent"]);
    }

    #[test]
    fn usual_prices_and_other_goods_are_left_alone() {
        assert!(bins(100, "USD", |_| ()).is_empty());
        assert!(bins(0, "USD", |_| ()).is_empty());
        assert!(bins(10, "XXX", |_| ()).is_empty());
        assert!(bins(10, "USD", |bench| bench.accessory = true).is_empty());
        assert!(bins(10, "USD", |bench| bench.used = true).is_empty());
        assert!(bins(10, "USD", |bench| bench.page.listing.condition = Some("UsedCondition".into())).is_empty());
        assert!(bins(10, "USD", |bench| bench.page.listing.url = Some("https://nordwolf.com/".into())).is_empty());
    }
}
