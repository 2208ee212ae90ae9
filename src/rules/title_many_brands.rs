//! Looks for a title that names many brands which all make such goods.
//!
//! One pair of shoes has one maker; the other names are there to be found by those who search for them. What goes with several
//! makers' goods (batteries, straps) and used lots name them honestly, so the rule stays silent there, and joint editions seldom name more than
//! three.

use std::collections::BTreeMap;

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::fold;

/// The rule.
pub const RULE: Rule = Rule { id: "title-many-brands", on_page: true, on_cards: true, check };

/// Brands from which they are many.
const MIN_BRANDS: usize = 4;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let product = context.product;
    let (Some(goods), Some(title)) = (product.goods, context.listing.title.as_deref()) else { return Vec::new() };
    if product.accessory || product.used || goods.goes_with {
        return Vec::new();
    }
    let (folded, lexicon) = (fold(title), context.said.lexicon);
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for hit in lexicon.brands.find(&folded) {
        let brand = lexicon.brand_of.get(hit.phrase).and_then(|index| context.packs.brands.get(*index));
        let Some(brand) = brand.filter(|brand| brand.categories.iter().any(|category| category.goods == goods.id)) else { continue };
        // Lines of one house ("Polo Ralph Lauren") count once.
        owners.entry(brand.owner.as_deref().unwrap_or(&brand.id)).or_insert(&brand.name);
    }
    if owners.len() < MIN_BRANDS {
        return Vec::new();
    }
    let names: Vec<&str> = owners.values().copied().take(MIN_BRANDS).collect();
    one("four-or-more", vec![names.join(", ")], vec![Quote::text(title, "/title")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    fn bins(title: &str, change: impl FnOnce(&mut Bench)) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        let categories = bench.packs.brands[0].categories.clone();
        for name in ["Lumina", "Boreal", "Castor"] {
            bench.packs.brands.push(crate::pack::Brand { categories: categories.clone(), ..brand(name, &["brand.example"]) });
        }
        bench.page.listing.title = Some(title.to_owned());
        change(&mut bench);
        bench.bins(&RULE)
    }

    const ALL: &str = "Nordwolf Lumina Boreal Castor boots";

    #[test]
    fn a_title_full_of_brands_is_found() {
        assert_eq!(bins(ALL, |_| ()), ["four-or-more"]);
    }

    #[test]
    fn joint_editions_accessories_and_used_lots_are_left_alone() {
        assert!(bins("Nordwolf x Lumina x Boreal boots", |_| ()).is_empty());
        assert!(bins(ALL, |bench| bench.accessory = true).is_empty());
        assert!(bins(ALL, |bench| bench.used = true).is_empty());
        assert!(bins(ALL, |bench| bench.packs.brands[1].categories.clear()).is_empty());
    }
}
