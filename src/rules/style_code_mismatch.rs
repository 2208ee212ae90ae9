//! Looks at whether the maker's number has the form of the style codes of other brands that sell such goods, and not the form of
//! the brand that the page claims.
//!
//! Descriptions of copies are pasted together from several sources. Shops' own numbers resemble any maker's, so only long codes
//! count, and the weight is small. The rule stays silent where the claimed brand has no known codes and where the kind of goods is
//! not known.

use std::collections::BTreeSet;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::Brand;

/// The rule.
pub const RULE: Rule = Rule { id: "style-code-mismatch", on_page: true, on_cards: false, check };

/// Shorter codes are sizes, years and shops' numbers, and fit the forms of a dozen brands.
const CODE_MIN_BYTES: usize = 9;
/// Longer words are no codes.
const CODE_MAX_BYTES: usize = 32;
/// Most brands that are named.
const BRANDS_NAMED: usize = 2;
/// Most words of a title that are looked at.
const TITLE_WORDS: usize = 64;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let (Some(named), Some(goods)) = (context.product.brand.as_ref(), context.product.goods) else { return Vec::new() };
    if named.brand.style_codes.is_empty() || context.product.accessory {
        return Vec::new();
    }
    let title = context.listing.title.as_deref().unwrap_or_default().split_whitespace().take(TITLE_WORDS);
    let words = context.listing.mpn.iter().map(|mpn| (mpn.as_str(), "/mpn")).chain(title.map(|word| (word, "/title")));
    for (word, place) in words {
        let code = word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_uppercase();
        if !(CODE_MIN_BYTES..=CODE_MAX_BYTES).contains(&code.len()) || !code.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let fits = context.said.lexicon.style_codes.iter().filter(|(pattern, _)| pattern.is_match(&code));
        let brands: BTreeSet<usize> = fits.map(|(_, brand)| *brand).collect();
        let brands: Vec<&Brand> = brands.into_iter().filter_map(|index| context.packs.brands.get(index)).collect();
        if brands.iter().any(|brand| brand.id == named.brand.id) {
            // A code of its own settles it, whatever else stands there.
            return Vec::new();
        }
        let rivals = brands.iter().filter(|brand| brand.categories.iter().any(|category| category.goods == goods.id));
        let names: Vec<&str> = rivals.take(BRANDS_NAMED).map(|brand| brand.name.as_str()).collect();
        if !names.is_empty() {
            let args = vec![word.to_owned(), names.join(" / "), named.brand.name.clone()];
            return one("other-brand", args, vec![Quote::text(word, place)]);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    fn bins(mpn: &str, title: &str) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        let categories = bench.packs.brands[0].categories.clone();
        let with = |name, code: &str, sells_boots: bool| {
            let mut brand = brand(name, &["brand.example"]);
            brand.style_codes = vec![code.to_owned()];
            brand.categories = if sells_boots { categories.clone() } else { vec![] };
            brand
        };
        bench.packs.brands = vec![
            with("Nordwolf", "^[A-Z]{2}[0-9]{7}$", true),
            with("Lumi", "^[A-Z]{2}[0-9]{4}-[0-9]{3}$", true),
            with("Aster", "^[0-9]{10}$", false),
        ];
        bench.page.listing.title = Some(title.to_owned());
        bench.page.listing.mpn = Some(mpn.to_owned());
        bench.bins(&RULE)
    }

    #[test]
    fn another_brands_code_is_found() {
        assert_eq!(bins("dd1391-100", "Nordwolf boots"), ["other-brand"]);
        assert_eq!(bins("", "Nordwolf boots (DD1391-100)"), ["other-brand"]);
    }

    #[test]
    fn the_brands_own_codes_and_unclear_ones_are_left_alone() {
        for mpn in ["GY1234567", "1234567890", "12345", "not-a-code", ""] {
            assert!(bins(mpn, "Nordwolf boots size 42").is_empty(), "{mpn}");
        }
        assert!(bins("GY1234567", "Nordwolf boots DD1391-100").is_empty());
    }
}
