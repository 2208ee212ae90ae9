//! Looks at whether article number, style code and price all fit the brand that the page claims.
//!
//! Who has the goods copies the numbers from the box. A careful forger does too, so the sign speaks for the listing only a little,
//! and only where all three agree: a right check digit, a code of the brand's form, a price not below what such goods cost new.

use super::context::{one, written};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::product::{gtin_valid, style_code_fits};

/// The rule.
pub const RULE: Rule = Rule { id: "codes-agree", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let listing = context.listing;
    let (Some(gtin), Some(code), Some(price)) = (&listing.gtin, &listing.mpn, &listing.price) else { return Vec::new() };
    let Some(found) = context.band_price().filter(|found| found.asked >= found.band.low) else { return Vec::new() };
    if !gtin_valid(gtin.trim()) || !style_code_fits(found.brand, code) {
        return Vec::new();
    }
    let quotes = vec![Quote::text(gtin.as_str(), "/gtin"), Quote::text(code.as_str(), "/mpn"), Quote::text(written(price), "/price")];
    one("all-three", vec![gtin.clone(), code.clone(), found.brand.name.clone()], quotes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, money};
    use super::*;

    fn bins(gtin: &str, mpn: &str, price: i64) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.packs.brands[0].style_codes = vec!["^[A-Z]{2}[0-9]{4}-[0-9]{3}$".into()];
        bench.page.listing.gtin = Some(gtin.to_owned());
        bench.page.listing.mpn = Some(mpn.to_owned());
        bench.page.listing.price = Some(money(price, "USD"));
        bench.bins(&RULE)
    }

    #[test]
    fn all_three_together_speak_for_the_listing() {
        assert_eq!(bins("4006381333931", "DD1391-100", 200), ["all-three"]);
    }

    #[test]
    fn two_of_three_say_nothing() {
        assert!(bins("4006381333932", "DD1391-100", 200).is_empty());
        assert!(bins("4006381333931", "1391", 200).is_empty());
        assert!(bins("4006381333931", "DD1391-100", 199).is_empty());
    }
}
