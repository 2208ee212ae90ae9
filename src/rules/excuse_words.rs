//! Looks for words that explain away what new brand goods come with (terms of kind `excuse`): no box, no receipt, labels cut out.
//!
//! They are how sellers of copies prepare the buyer; sellers of second-hand goods and returns say the same honestly. So the rule
//! stays silent on used goods and without a brand, and weighs little.

use super::context::one;
use super::{Context, Rule, Sign, Voice};
use crate::pack::{Strength, TermKind};

/// The rule.
pub const RULE: Rule = Rule { id: "excuse-words", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let used = context.product.used || context.listing.condition.as_deref().is_some_and(|condition| condition != "NewCondition");
    if used || context.product.brand.is_none() || context.product.accessory {
        return Vec::new();
    }
    let said = context.said;
    let Some((strength, heard)) = said.strongest(TermKind::Excuse, Voice::Seller) else { return Vec::new() };
    let bin = match strength {
        Strength::Weak => "weak",
        Strength::Medium => "medium",
        Strength::Strong => "strong",
    };
    let words = heard.first().map(|heard| said.words(heard)).unwrap_or_default();
    one(bin, vec![words.to_owned()], said.quotes(&heard))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;

    fn bench() -> Bench {
        let mut bench = Bench::selling_boots();
        bench.page.listing.description = Some("New, NO BOX, 剪标".into());
        bench.packs.terms = vec![term("no box", TermKind::Excuse, Strength::Weak), term("剪标", TermKind::Excuse, Strength::Medium)];
        bench
    }

    #[test]
    fn excuses_for_new_brand_goods_are_found() {
        assert_eq!(bench().bins(&RULE), ["medium"]);
        let signs = bench().signs(&RULE);
        assert_eq!(signs[0].args, ["剪标"]);
        // Both stand in one text, which is quoted once.
        assert_eq!(signs[0].quotes.len(), 1);
    }

    #[test]
    fn used_goods_and_goods_without_a_brand_are_left_alone() {
        let mut used = bench();
        used.page.listing.condition = Some("UsedCondition".into());
        assert!(used.bins(&RULE).is_empty());
        let mut plain = bench();
        plain.branded = false;
        assert!(plain.bins(&RULE).is_empty());
    }
}
