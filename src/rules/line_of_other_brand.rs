//! Looks at whether a title names a brand together with a model line that another one makes: a model that does not exist.
//!
//! Which lines a brand never made stands in its entry in the packs, so that joint editions are left out there and an everyday word that
//! is somebody's line is none here. Silent where the title names a further brand, a line of the brand's own, or words of comparison or
//! fit before the line, and on accessories.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::TermKind;
use crate::text::{Folded, Phrases, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "line-of-other-brand", on_page: true, on_cards: true, check };

/// Signs between names of things that belong together or are compared.
const JOINTS: &[&str] = &["x", "×", "&", "+", "/", "|", ",", "vs", "vs."];

fn check(context: &Context<'_>) -> Vec<Sign> {
    let product = context.product;
    let (Some(named), Some(title)) = (product.brand.as_ref(), context.listing.title.as_deref()) else { return Vec::new() };
    let brand = named.brand;
    let sells = product.goods.is_none_or(|goods| !goods.goes_with && brand.categories.iter().any(|category| category.goods == goods.id));
    if brand.foreign_lines.is_empty() || product.accessory || !sells {
        return Vec::new();
    }
    let folded = fold(title);
    let Some(hit) = Phrases::new(&brand.foreign_lines).find(&folded).next() else { return Vec::new() };
    let lexicon = context.said.lexicon;
    // "Air Jordan" is a name of its brand too; it does not stand for a further one.
    let mut others = lexicon.brands.find(&folded).filter(|other| other.range.end <= hit.range.start || hit.range.end <= other.range.start);
    let is_other =
        |index: Option<&usize>| index.and_then(|index| context.packs.brands.get(*index)).is_some_and(|other| other.id != brand.id);
    let is_joint = title.split_whitespace().any(|word| JOINTS.contains(&word.to_lowercase().as_str()) || word.ends_with(','));
    if is_joint || others.any(|other| is_other(lexicon.brand_of.get(other.phrase))) || Phrases::new(&brand.lines).is_in(&folded) {
        return Vec::new();
    }
    if is_compared(context, &folded, hit.range.start) {
        return Vec::new();
    }
    let line = title.get(folded.original(hit.range)).unwrap_or_default();
    let mut quotes = vec![Quote::text(line, "/title")];
    if named.stated {
        quotes.push(named.quote.clone());
    }
    one("no-model", vec![brand.name.clone(), line.to_owned()], quotes)
}

/// Words of comparison or fit stand before the line: "like", "for", "alternative to".
fn is_compared(context: &Context<'_>, title: &Folded, start: usize) -> bool {
    let kind = |phrase: usize| context.packs.terms.get(phrase).map(|term| term.kind);
    let mut before = context.said.lexicon.terms.find(title).filter(|hit| hit.range.end <= start);
    before.any(|hit| matches!(kind(hit.phrase), Some(TermKind::Accessory | TermKind::Likeness)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, term};
    use super::*;
    use crate::pack::Strength;

    fn bins(title: &str, change: impl FnOnce(&mut Bench)) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.packs.brands[0].foreign_lines = vec!["Frostline".into(), "Lumina Peak".into()];
        bench.packs.brands[0].lines = vec!["Trailwolf".into()];
        bench.packs.brands.extend([brand("Lumina", &["lumina.example"]), brand("Boreal", &["boreal.example"])]);
        bench.packs.terms = vec![term("like", TermKind::Accessory, Strength::Weak)];
        bench.page.listing.title = Some(title.to_owned());
        change(&mut bench);
        bench.bins(&RULE)
    }

    #[test]
    fn a_model_that_the_brand_does_not_make_is_found() {
        assert_eq!(bins("Nordwolf Frostline boots 350", |_| ()), ["no-model"]);
        assert_eq!(bins("Frostline boots by Nordwolf", |bench| bench.stated = true), ["no-model"]);
        assert_eq!(bins("Nordwolf Lumina Peak boots", |_| ()), ["no-model"]);
    }

    #[test]
    fn joint_editions_comparisons_and_own_models_are_left_alone() {
        assert!(bins("Nordwolf x Frostline boots", |_| ()).is_empty());
        assert!(bins("Nordwolf Boreal Frostline boots", |_| ()).is_empty());
        assert!(bins("Nordwolf boots like Frostline", |_| ()).is_empty());
        assert!(bins("Nordwolf Trailwolf boots, Frostline blue", |_| ()).is_empty());
        assert!(bins("Nordwolf Trailwolf Frostline boots", |_| ()).is_empty());
        assert!(bins("Nordwolf boots", |_| ()).is_empty());
    }

    #[test]
    fn accessories_and_other_goods_are_left_alone() {
        let title = "Nordwolf Frostline boots";
        assert!(bins(title, |bench| bench.accessory = true).is_empty());
        assert!(bins(title, |bench| bench.packs.brands[0].categories.clear()).is_empty());
        assert!(bins(title, |bench| bench.packs.goods[0].goes_with = true).is_empty());
        assert!(bins(title, |bench| bench.branded = false).is_empty());
    }
}
