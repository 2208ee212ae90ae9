//! Looks for words with which sellers say that goods are copies (terms of kind `replica`), in what the seller says on the goods.
//!
//! `Replica`, `1:1`, `高仿` are how the trade names its goods; a plain word for a copy (kind `copy`: `fake`) counts in a title beside a
//! brand, since honest titles do not say it. The rule stays silent on what buyers write, on menus and strips of
//! other products, on texts that write about copies, on the innocent phrases of each term, and on weaker words without a brand
//! that could be copied.

use super::context::one;
use super::said::TITLE;
use super::{Context, Heard, Rule, Sign, Voice};
use crate::pack::{Strength, TermKind};

/// The rule.
pub const RULE: Rule = Rule { id: "replica-words", on_page: true, on_cards: true, check };

/// Weaker words from which they count without a brand: chance brings one, not two.
const MEDIUM_TOGETHER: usize = 2;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let said = context.said;
    let branded = context.product.brand.is_some();
    let trade = said.strongest(TermKind::Replica, Voice::Seller).map(|(_, heard)| heard).unwrap_or_default();
    let named = said.terms(TermKind::Copy, Voice::Seller).find(|heard| branded && heard.text == TITLE);
    let mut heard: Vec<&Heard<'_>> = trade.into_iter().chain(named).filter(|heard| !said.is_discussed(heard.text)).collect();
    heard.sort_by_key(|heard| std::cmp::Reverse(heard.term.strength));
    let Some(first) = heard.first() else { return Vec::new() };
    let medium = heard.iter().filter(|heard| heard.term.strength == Strength::Medium).count();
    let bin = match first.term.strength {
        Strength::Strong => "strong",
        Strength::Medium if branded || medium >= MEDIUM_TOGETHER => "medium",
        Strength::Medium if context.product.goods.is_some() => "medium-without-brand",
        Strength::Weak if branded => "weak",
        _ => return Vec::new(),
    };
    one(bin, vec![said.words(first).to_owned()], said.quotes(&heard))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;
    use crate::page::Zone;

    fn bench(title: &str) -> Bench {
        let mut bench = Bench::titled(title);
        let mut replica = term("replica", TermKind::Replica, Strength::Strong);
        replica.innocent = vec!["museum replica".into()];
        replica.innocent_with = vec!["film prop".into()];
        bench.packs.terms = vec![
            replica,
            term("高仿", TermKind::Replica, Strength::Strong),
            term("knockoff", TermKind::Replica, Strength::Medium),
            term("复刻", TermKind::Replica, Strength::Medium),
            term("1:1", TermKind::Replica, Strength::Weak),
            term("how to spot", TermKind::Discussion, Strength::Medium),
            term("fake", TermKind::Copy, Strength::Medium),
            term("1:18", TermKind::Likeness, Strength::Medium),
        ];
        bench.packs.terms[0].likeness = true;
        bench
    }

    fn branded(title: &str) -> Bench {
        let mut bench = bench(title);
        bench.packs.brands = vec![super::super::testing::brand("Nordwolf", &["nordwolf.com"])];
        bench.branded = true;
        bench
    }

    #[test]
    fn the_bin_follows_the_strongest_word() {
        assert_eq!(bench("Best REPLICA boots 1:1").bins(&RULE), ["strong"]);
        assert_eq!(bench("顶级高仿包").bins(&RULE), ["strong"]);
        assert_eq!(branded("Nordwolf knockoff").bins(&RULE), ["medium"]);
        assert_eq!(bench("knockoff 复刻").bins(&RULE), ["medium"]);
        assert_eq!(branded("Nordwolf 1:1").bins(&RULE), ["weak"]);
    }

    #[test]
    fn a_plain_word_for_a_copy_counts_in_a_title_beside_a_brand() {
        assert_eq!(branded("Fake Nordwolf boots").bins(&RULE), ["medium"]);
        assert!(bench("Fake flowers").bins(&RULE).is_empty());
        let mut below = branded("Nordwolf boots");
        below.block("Beware: sellers of fake boots use our photos", Zone::Main, false);
        assert!(below.bins(&RULE).is_empty());
    }

    #[test]
    fn an_openly_sold_likeness_is_no_copy() {
        let mut model = branded("Nordwolf truck 1:18, metal replica");
        assert!(model.bins(&RULE).is_empty());
        model.block("A replica of the 1970 truck", Zone::Main, false);
        assert!(model.bins(&RULE).is_empty());
        assert_eq!(branded("Nordwolf 高仿 1:18").bins(&RULE), ["strong"]);
    }

    #[test]
    fn a_sign_quotes_the_words_as_they_stand() {
        let signs = bench("Best Ｒｅplica boots").signs(&RULE);
        assert_eq!(signs[0].args, ["Ｒｅplica"]);
        assert_eq!(signs[0].quotes[0].place, "/title");
        assert_eq!(signs[0].quotes[0].text.as_deref(), Some("Best Ｒｅplica boots"));
    }

    #[test]
    fn innocent_phrases_and_writing_about_copies_are_left_alone() {
        for title in ["Museum replica vase", "Replica sword, film prop", "How to spot a replica boot", "Model train 1:1", "A knockoff"] {
            assert!(bench(title).bins(&RULE).is_empty(), "{title}");
        }
        let mut both = bench("Museum replica");
        both.block("Also a replica watch", Zone::Main, false);
        assert_eq!(both.bins(&RULE), ["strong"]);
    }

    #[test]
    fn only_the_sellers_visible_words_count() {
        for (zone, hidden) in
            [(Zone::Review, false), (Zone::Navigation, false), (Zone::Aside, false), (Zone::Footer, false), (Zone::Main, true)]
        {
            let mut bench = bench("Boots");
            bench.block("replica", zone, hidden);
            assert!(bench.bins(&RULE).is_empty(), "{zone:?}");
        }
    }
}
