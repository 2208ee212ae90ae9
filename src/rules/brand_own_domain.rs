//! Looks at whether the page stands under a domain that a brand runs itself.
//!
//! A brand sells its own goods, so the sign speaks for the listing, more than any other. It stays silent on every other domain,
//! however much its name looks like the brand's.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "brand-own-domain", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let (Some(brand), Some(domain)) = (context.own_brand(), context.domain()) else { return Vec::new() };
    one("own", vec![brand.name.clone(), domain.clone()], vec![Quote::text(domain, "/shop/domain")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    #[test]
    fn only_the_domains_of_the_pack_are_the_brands_own() {
        let mut bench = Bench::at("https://shop.nordwolf.com/boots");
        bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"])];
        assert_eq!(bench.bins(&RULE), ["own"]);
        bench.page.listing.url = Some("https://nordwolf.com.example/boots".into());
        assert!(bench.bins(&RULE).is_empty());
    }
}
