//! Looks at whether one seller's page offers many kinds of goods of many brands.
//!
//! Boots, perfume, watches and chargers of the best-known makers are bought from a dozen suppliers; a small seller who has them all
//! seldom has any of them from the maker. Department stores do, and so do people who clear a house: the weight is small. Silent on
//! results of several sellers and under known retailers' and brands' own addresses.

use std::collections::BTreeSet;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;
use crate::text::fold;

/// The rule.
pub const RULE: Rule = Rule { id: "seller-of-everything", on_page: true, on_cards: false, check };

/// Brands from which they are many.
const MIN_BRANDS: usize = 6;
/// Kinds of goods from which they are many.
const MIN_KINDS: usize = 6;
/// Most cards that are quoted.
const QUOTES: usize = 5;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let cards = &context.page.listing.cards;
    let sellers: BTreeSet<Option<&str>> = cards.iter().map(|card| card.seller.as_deref()).collect();
    let one_seller = match context.site.map(|site| site.kind) {
        Some(SiteKind::Retailer) => false,
        Some(SiteKind::Marketplace) => sellers.len() == 1 && !sellers.contains(&None),
        _ => sellers.len() <= 1 && context.own_brand().is_none(),
    };
    if !one_seller || context.product.used {
        return Vec::new();
    }
    let lexicon = context.said.lexicon;
    let (mut brands, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let mut quotes = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        let title = fold(&card.title);
        let goods = lexicon.goods.find(&title).filter_map(|hit| lexicon.goods_of.get(hit.phrase)).last();
        let brand = lexicon.brands.find(&title).filter_map(|hit| lexicon.brand_of.get(hit.phrase)).next();
        let (Some(goods), Some(brand)) = (goods, brand) else { continue };
        brands.insert(*brand);
        if kinds.insert(*goods) && quotes.len() < QUOTES {
            quotes.push(Quote::text(card.title.as_str(), format!("/cards/{index}/title")));
        }
    }
    if brands.len() < MIN_BRANDS || kinds.len() < MIN_KINDS {
        return Vec::new();
    }
    one("many-kinds", vec![kinds.len().to_string(), brands.len().to_string()], quotes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, site};
    use super::*;
    use crate::listing::Card;
    use crate::pack::Goods;

    const KINDS: [&str; 6] = ["boots", "watch", "bag", "perfume", "charger", "sunglasses"];

    fn bench(kinds: &[&str]) -> Bench {
        let mut bench = Bench::at("https://shoes.example/");
        let names = ["Nordwolf", "Lumina", "Asterix", "Boreal", "Castor", "Doriana"];
        bench.packs.brands = names.map(|name| brand(name, &["brand.example"])).to_vec();
        let goods = |word: &&str| Goods {
            id: (*word).to_owned(),
            words: vec![(*word).to_owned()],
            not_words: vec![],
            goes_with: false,
            shown_with: vec![],
            source: "test".into(),
        };
        bench.packs.goods = KINDS.iter().map(goods).collect();
        let card = |(name, kind): (&str, &&str)| Card { title: format!("{name} {kind}"), ..Card::default() };
        bench.page.listing.cards = names.into_iter().zip(kinds).map(card).collect();
        bench
    }

    #[test]
    fn many_kinds_of_many_brands_in_one_shop_are_found() {
        assert_eq!(bench(&KINDS).bins(&RULE), ["many-kinds"]);
        let mut shelf = bench(&KINDS);
        shelf.packs.sites = vec![site("shoes.example", SiteKind::Marketplace)];
        assert!(shelf.bins(&RULE).is_empty());
        shelf.page.listing.cards.iter_mut().for_each(|card| card.seller = Some("someone".into()));
        assert_eq!(shelf.bins(&RULE), ["many-kinds"]);
    }

    #[test]
    fn one_kind_of_goods_and_known_retailers_are_left_alone() {
        assert!(bench(&["boots"; 6]).bins(&RULE).is_empty());
        let mut retailer = bench(&KINDS);
        retailer.packs.sites = vec![site("shoes.example", SiteKind::Retailer)];
        assert!(retailer.bins(&RULE).is_empty());
    }
}
