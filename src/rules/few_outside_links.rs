//! Looks at how many links of a shop's page leave the shop.
//!
//! A shop at work links to its payment and parcel services, reviews, partners and profiles; a copied shop links to itself. The
//! strongest single fact of the measured front pages, yet a plain small shop can look the same: alone it stays below a warning. Where
//! nearly every price is struck through as well, hardly any honest shop is left. On product pages it weighs less, since honest shops
//! leave more out there. The rule stays silent where hardly any links were read, on marketplaces, known retailers and brands' own pages.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::listing::{PageKind, Shop};

/// The rule.
pub const RULE: Rule = Rule { id: "few-outside-links", on_page: true, on_cards: false, check };

/// A page with fewer links was not read to its foot, or is hardly a shop.
pub(super) const MIN_LINKS: u64 = 20;

/// Least number of struck prices: fewer are a corner of the page.
const MIN_STRUCK: u64 = 6;
/// Share of the prices shown, in per cent, from which nearly every product has a struck price: counted with their struck ones, prices
/// are twice the products.
const STRUCK_PERCENT: u64 = 45;

/// Whether nearly every product of the page has a price that is struck through.
pub(super) fn is_struck_through(shop: &Shop) -> bool {
    let (struck, shown) = (shop.prices_struck_through.unwrap_or_default(), shop.prices_shown.unwrap_or_default());
    struck >= MIN_STRUCK && struck.saturating_mul(100) >= shown.saturating_mul(STRUCK_PERCENT)
}

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop().filter(|shop| shop.links_total.is_some_and(|links| links >= MIN_LINKS)) else { return Vec::new() };
    let bin = match shop.links_external {
        Some(0..=2) if context.listing.kind == PageKind::Product => "product-page",
        Some(0 | 1) if is_struck_through(shop) => "at-most-one-and-struck-prices",
        Some(0 | 1) => "at-most-one",
        Some(2) if is_struck_through(shop) => "two-and-struck-prices",
        Some(2) => "two",
        _ => return Vec::new(),
    };
    let (outside, all) = (shop.links_external.unwrap_or_default(), shop.links_total.unwrap_or_default());
    one(bin, vec![outside.to_string(), all.to_string()], vec![Quote::text(format!("{outside} / {all}"), "/shop/links_external")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;

    fn bins(links: u64, outside: u64) -> Vec<&'static str> {
        bins_on(PageKind::Cards, links, outside)
    }

    fn bins_on(kind: PageKind, links: u64, outside: u64) -> Vec<&'static str> {
        let mut bench = Bench::at("https://shoes.example/");
        bench.page.listing.kind = kind;
        let shop = bench.shop();
        (shop.links_total, shop.links_external) = (Some(links), Some(outside));
        bench.bins(&RULE)
    }

    #[test]
    fn a_shop_that_links_only_to_itself_is_found() {
        assert_eq!(bins(80, 0), ["at-most-one"]);
        assert_eq!(bins(80, 2), ["two"]);
        assert_eq!(bins_on(PageKind::Product, 80, 0), ["product-page"]);
    }

    #[test]
    fn struck_prices_all_over_the_page_are_a_case_of_their_own() {
        let mut bench = Bench::at("https://shoes.example/");
        bench.page.listing.kind = PageKind::Cards;
        let shop = bench.shop();
        (shop.links_total, shop.links_external) = (Some(80), Some(1));
        (shop.prices_shown, shop.prices_struck_through) = (Some(40), Some(20));
        assert_eq!(bench.bins(&RULE), ["at-most-one-and-struck-prices"]);
        bench.shop().links_external = Some(2);
        assert_eq!(bench.bins(&RULE), ["two-and-struck-prices"]);
        bench.shop().prices_struck_through = Some(17);
        assert_eq!(bench.bins(&RULE), ["two"]);
    }

    #[test]
    fn links_to_others_and_pages_hardly_read_are_left_alone() {
        assert!(bins(80, 3).is_empty());
        assert!(bins(19, 0).is_empty());
    }
}
