//! Looks at whether the brand field names one brand and the title another that makes such goods.
//!
//! Pages of copies are pasted together, and a wrong brand field keeps a listing from a brand's own searches. Typing errors and
//! joint editions are honest: the rule stays silent where the title names the stated brand or one of its lines too, where both belong to one
//! owner, and on accessories. The weight is small.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::{Phrases, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "brand-field-mismatch", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(named) = context.product.brand.as_ref().filter(|named| named.stated && !context.product.accessory) else { return Vec::new() };
    let (Some(goods), Some(title)) = (context.product.goods, context.listing.title.as_deref()) else { return Vec::new() };
    let (stated, folded, lexicon) = (named.brand, fold(title), context.said.lexicon);
    let found =
        lexicon.brands.find(&folded).filter_map(|hit| Some((context.packs.brands.get(*lexicon.brand_of.get(hit.phrase)?)?, hit.range)));
    let sells = |brand: &crate::pack::Brand| brand.categories.iter().any(|category| category.goods == goods.id);
    let kin = |brand: &crate::pack::Brand| brand.id == stated.id || (brand.owner.is_some() && brand.owner == stated.owner);
    let others: Vec<_> = found.collect();
    let Some((other, range)) = others.iter().find(|(brand, _)| !kin(brand) && sells(brand)) else { return Vec::new() };
    let own: Vec<&String> = std::iter::once(&stated.name).chain(&stated.names).chain(&stated.lines).collect();
    if others.iter().any(|(brand, _)| kin(brand)) || Phrases::new(&own).is_in(&folded) {
        return Vec::new();
    }
    let words = title.get(folded.original(range.clone())).unwrap_or_default();
    one("other-brand", vec![stated.name.clone(), other.name.clone()], vec![named.quote.clone(), Quote::text(words, "/title")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    fn bins(title: &str, change: impl FnOnce(&mut Bench)) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        let mut lumina = brand("Lumina", &["lumina.example"]);
        lumina.categories = bench.packs.brands[0].categories.clone();
        bench.packs.brands[0].lines = vec!["Frostline".into()];
        bench.packs.brands.push(lumina);
        bench.page.listing.title = Some(title.to_owned());
        bench.stated = true;
        change(&mut bench);
        bench.bins(&RULE)
    }

    #[test]
    fn another_brand_in_the_title_is_found() {
        assert_eq!(bins("Lumina boots, brown", |_| ()), ["other-brand"]);
    }

    #[test]
    fn joint_editions_kin_and_accessories_are_left_alone() {
        assert!(bins("Nordwolf x Lumina boots", |_| ()).is_empty());
        assert!(bins("Lumina Frostline boots", |_| ()).is_empty());
        assert!(bins("Brown boots", |_| ()).is_empty());
        assert!(bins("Lumina boots", |bench| bench.accessory = true).is_empty());
        assert!(bins("Lumina boots", |bench| bench.stated = false).is_empty());
        let owned = |bench: &mut Bench| bench.packs.brands.iter_mut().for_each(|brand| brand.owner = Some("One Group".into()));
        assert!(bins("Lumina boots", owned).is_empty());
    }
}
