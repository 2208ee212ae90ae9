//! Looks at whether the maker's number has the form of another brand's style codes than the brand that the page claims.
//!
//! Descriptions of copies are pasted together from several sources. Shops' own numbers resemble any maker's, so only the maker's
//! number and long codes in the title count, only codes that fit exactly one other brand, and the weight is small. The rule stays
//! silent where the claimed brand has no known codes.

use std::collections::BTreeSet;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;

/// The rule.
pub const RULE: Rule = Rule { id: "style-code-mismatch", on_page: true, on_cards: false, check };

/// Shorter codes in a title are sizes, years and shops' numbers.
const TITLE_CODE_MIN_BYTES: usize = 9;
/// Most words of a title that are looked at.
const TITLE_WORDS: usize = 64;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(named) = context.product.brand.as_ref().filter(|_| !context.product.accessory) else { return Vec::new() };
    if named.brand.style_codes.is_empty() {
        return Vec::new();
    }
    let title = context.listing.title.as_deref().unwrap_or_default().split_whitespace().take(TITLE_WORDS);
    let in_title = title.filter(|word| word.len() >= TITLE_CODE_MIN_BYTES && word.bytes().any(|byte| byte.is_ascii_digit()));
    let codes = context.listing.mpn.iter().map(|mpn| (mpn.as_str(), "/mpn")).chain(in_title.map(|word| (word, "/title")));
    for (code, place) in codes {
        let form = code.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_uppercase();
        let fits = context.said.lexicon.style_codes.iter().filter(|(pattern, _)| pattern.is_match(&form));
        let brands: BTreeSet<usize> = fits.map(|(_, brand)| *brand).collect();
        let mut brands = brands.into_iter().filter_map(|index| context.packs.brands.get(index));
        if let (Some(other), None) = (brands.next(), brands.next())
            && other.id != named.brand.id
        {
            return one("other-brand", vec![code.to_owned(), other.name.clone(), named.brand.name.clone()], vec![Quote::text(code, place)]);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    fn bins(mpn: &str, title: &str) -> Vec<&'static str> {
        let mut bench = Bench::titled(title);
        let with = |name, code: &str| {
            let mut brand = brand(name, &["brand.example"]);
            brand.style_codes = vec![code.to_owned()];
            brand
        };
        bench.packs.brands = vec![
            with("Nordwolf", "^[A-Z]{2}[0-9]{4}$"),
            with("Lumi", "^[A-Z]{2}[0-9]{4}-[0-9]{3}$"),
            with("Aster", "^[A-Z]{3}[0-9]{2}$"),
            with("Fjordal", "^[A-Z]{3}[0-9]{2}$"),
        ];
        bench.branded = true;
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
        for mpn in ["GY1234", "ABC12", "12345", ""] {
            assert!(bins(mpn, "Nordwolf boots size 42").is_empty(), "{mpn}");
        }
    }
}
