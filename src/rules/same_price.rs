//! Looks at whether goods of different brands or kinds all cost the same on a page of several.
//!
//! Boots, bags and watches of several makers at one price were priced by nobody who bought them. One kind of one maker's goods at
//! one price is ordinary (a page of T-shirts), and so is an action on a few pieces: the rule stays silent there.

use std::collections::BTreeSet;

use super::context::{one, written};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::fold;

/// The rule.
pub const RULE: Rule = Rule { id: "same-price", on_page: true, on_cards: false, check };

/// With fewer cards one price is chance.
const MIN_CARDS: usize = 6;
/// Brands, or kinds of goods, from which the goods count as different.
const MIN_DIFFERENT: usize = 3;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let cards = &context.page.listing.cards;
    let Some(price) = cards.first().and_then(|card| card.price.as_ref()) else { return Vec::new() };
    let titles: BTreeSet<&str> = cards.iter().map(|card| card.title.as_str()).collect();
    let one_price = cards.iter().all(|card| card.price.as_ref() == Some(price));
    if !one_price || price.amount.is_zero() || titles.len() < MIN_CARDS || context.is_known_address() {
        return Vec::new();
    }
    let lexicon = context.said.lexicon;
    let (mut brands, mut goods) = (BTreeSet::<usize>::new(), BTreeSet::<usize>::new());
    for title in titles.iter().map(|title| fold(title)) {
        brands.extend(lexicon.brands.find(&title).filter_map(|hit| lexicon.brand_of.get(hit.phrase).copied()));
        goods.extend(lexicon.goods.find(&title).filter_map(|hit| lexicon.goods_of.get(hit.phrase).copied()));
    }
    if brands.len() < MIN_DIFFERENT && (goods.len() < MIN_DIFFERENT || brands.is_empty()) {
        return Vec::new();
    }
    one("different-goods", vec![titles.len().to_string(), written(price)], vec![Quote::text(written(price), "/cards/0/price")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, money};
    use super::*;
    use crate::listing::Card;

    fn bench(titles: &[&str], last_price: i64) -> Bench {
        let mut bench = Bench::at("https://shoes.example/");
        bench.packs.brands = ["Nordwolf", "Lumi", "Aster"].map(|name| brand(name, &["brand.example"])).to_vec();
        let card = |title: &&str| Card { title: (*title).to_owned(), price: Some(money(39, "EUR")), ..Card::default() };
        bench.page.listing.cards = titles.iter().map(card).collect();
        bench.page.listing.cards.last_mut().unwrap().price = Some(money(last_price, "EUR"));
        bench
    }

    const MIXED: [&str; 6] = ["Nordwolf boot", "Lumi bag", "Aster watch", "Nordwolf coat", "Lumi belt", "Aster ring"];

    #[test]
    fn goods_of_several_brands_at_one_price_are_found() {
        assert_eq!(bench(&MIXED, 39).bins(&RULE), ["different-goods"]);
    }

    #[test]
    fn one_brand_few_cards_or_different_prices_are_left_alone() {
        assert!(bench(&MIXED, 49).bins(&RULE).is_empty());
        assert!(bench(&MIXED[..5], 39).bins(&RULE).is_empty());
        let shirts: Vec<String> = (0..8).map(|number| format!("Nordwolf shirt {number}")).collect();
        assert!(bench(&shirts.iter().map(String::as_str).collect::<Vec<_>>(), 39).bins(&RULE).is_empty());
    }
}
