//! Looks at whether the struck-through price is far above what the brand's goods of that kind ever cost new.
//!
//! Who invents a discount invents what it was taken from. Limited editions and sets cost more than the usual, so only twice the
//! upper end counts and the weight is small. Silent without a band and under known retailers' and brands' own addresses.

use rust_decimal::Decimal;

use super::context::{one, written};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::{SiteKind, price_in};

/// The rule.
pub const RULE: Rule = Rule { id: "list-price-invented", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let is_seller = context.site.is_some_and(|site| site.kind == SiteKind::Retailer) || context.own_brand().is_some();
    let (false, Some(found), Some(list)) = (is_seller, context.band_price(), &context.listing.list_price) else { return Vec::new() };
    let Some(was) = price_in(list, &found.band.currency, context.packs) else { return Vec::new() };
    if found.band.high.checked_mul(Decimal::TWO).is_none_or(|most| was <= most) || found.asked >= was {
        return Vec::new();
    }
    let usual = format!("{} {}", found.band.high, found.band.currency);
    one("over-twice-the-usual", vec![written(list), found.brand.name.clone(), usual], vec![Quote::text(written(list), "/list_price")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, money};
    use super::*;

    fn bins(list: i64, change: impl FnOnce(&mut Bench)) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.page.listing.price = Some(money(150, "USD"));
        bench.page.listing.list_price = Some(money(list, "USD"));
        change(&mut bench);
        bench.bins(&RULE)
    }

    #[test]
    fn a_list_price_over_twice_the_bands_upper_end_is_found() {
        // The band ends at 400 USD.
        assert_eq!(bins(801, |_| ()), ["over-twice-the-usual"]);
    }

    #[test]
    fn usual_list_prices_and_other_goods_are_left_alone() {
        assert!(bins(800, |_| ()).is_empty());
        assert!(bins(801, |bench| bench.used = true).is_empty());
        assert!(bins(801, |bench| bench.accessory = true).is_empty());
        assert!(bins(801, |bench| bench.page.listing.price = Some(money(900, "USD"))).is_empty());
        assert!(bins(801, |bench| bench.page.listing.url = Some("https://nordwolf.com/".into())).is_empty());
    }
}
