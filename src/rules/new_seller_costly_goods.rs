//! Looks at whether a seller with hardly any ratings offers a costly brand's new goods.
//!
//! Accounts that sell copies are closed and opened anew. Everybody begins without ratings, and many sell one watch in a lifetime, so
//! the weight is small, and a seller's many ratings clear nothing. Silent on second-hand goods and where the page does not say how
//! many ratings there are.

use rust_decimal::Decimal;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::Money;
use crate::pack::price_in;

/// The rule.
pub const RULE: Rule = Rule { id: "new-seller-costly-goods", on_page: true, on_cards: false, check };

/// Most ratings of a new seller.
const MOST_RATINGS: u64 = 3;
/// The lower end of a costly brand's new goods, in US dollars.
const COSTLY_USD: Decimal = Decimal::from_parts(300, 0, 0, false, 0);

fn check(context: &Context<'_>) -> Vec<Sign> {
    let count = context.listing.seller.as_ref().and_then(|seller| seller.rating_count).filter(|count| *count <= MOST_RATINGS);
    let (Some(count), Some(found), false) = (count, context.band_price(), context.own_brand().is_some()) else { return Vec::new() };
    let low = Money { amount: found.band.low, currency: Some(found.band.currency.clone()) };
    if price_in(&low, "USD", context.packs).is_none_or(|low| low < COSTLY_USD) {
        return Vec::new();
    }
    one("few-ratings", vec![count.to_string(), found.brand.name.clone()], vec![Quote::text(count.to_string(), "/seller/rating_count")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, money};
    use super::*;
    use crate::listing::Seller;

    fn bins(ratings: Option<u64>, band_low: i64, used: bool) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.packs.brands[0].categories[0].price_new.low = Decimal::from(band_low);
        bench.page.listing.price = Some(money(350, "USD"));
        bench.page.listing.seller = Some(Seller { rating_count: ratings, ..Seller::default() });
        bench.used = used;
        bench.bins(&RULE)
    }

    #[test]
    fn costly_new_goods_of_a_seller_without_ratings_are_found() {
        assert_eq!(bins(Some(0), 300, false), ["few-ratings"]);
        assert_eq!(bins(Some(3), 300, false), ["few-ratings"]);
    }

    #[test]
    fn rated_sellers_unknown_counts_cheap_and_used_goods_are_left_alone() {
        assert!(bins(Some(4), 300, false).is_empty());
        assert!(bins(None, 300, false).is_empty());
        assert!(bins(Some(0), 299, false).is_empty());
        assert!(bins(Some(0), 300, true).is_empty());
    }
}
