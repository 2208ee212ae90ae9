//! Looks at whether a shop's page links to any profile on a social network, together with its reductions.
//!
//! Most shops link to theirs; copied shops mostly do not. Alone that is weak (one honest shop in five has no link either); with
//! reduced prices it says more. The rule stays silent where hardly any links were read and on known addresses.

use super::context::one;
use super::few_outside_links::MIN_LINKS;
use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "no-social-link", on_page: true, on_cards: false, check };

/// Largest discount in per cent from which the shop counts as one of reductions.
const REDUCED_PERCENT: u8 = 30;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(shop) = context.own_shop().filter(|shop| shop.links_total.is_some_and(|links| links >= MIN_LINKS)) else { return Vec::new() };
    if shop.links_social != Some(0) {
        return Vec::new();
    }
    let bin = match (shop.discount_max_percent, shop.prices_struck_through) {
        (Some(REDUCED_PERCENT..), _) => "and-discount-30",
        (_, Some(1..)) => "and-struck-prices",
        _ => "alone",
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
        assert_eq!(bench(0, None, Some(0)).bins(&RULE), ["alone"]);
    }

    #[test]
    fn a_profile_or_a_page_without_links_is_left_alone() {
        assert!(bench(1, Some(50), None).bins(&RULE).is_empty());
        let mut unread = bench(0, Some(50), None);
        unread.shop().links_total = Some(5);
        assert!(unread.bins(&RULE).is_empty());
    }
}
