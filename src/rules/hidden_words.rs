//! Looks at text that a person cannot see: words of the copy trade, or the names of many brands in one piece.
//!
//! Such text is there for search engines, to bring people who look for those brands. Menus and choices that open on a click hide
//! brand names too: the rule counts only one piece of text outside menus that names several brands. Silent on known addresses.

use std::collections::BTreeSet;

use super::context::one;
use super::{Context, Rule, Sign, Voice};
use crate::finding::Quote;
use crate::limits;
use crate::pack::{Strength, TermKind};

/// The rule.
pub const RULE: Rule = Rule { id: "hidden-words", on_page: true, on_cards: false, check };

/// Brands in one piece of hidden text; a shop's own filter lists stand in pieces of one brand each.
const MIN_BRANDS: usize = 5;
/// Longest piece that is quoted, in bytes.
const QUOTE_BYTES: usize = 160;

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.is_known_address() {
        return Vec::new();
    }
    let said = context.said;
    if let Some((Strength::Strong, heard)) = said.strongest(TermKind::Replica, Voice::Hidden) {
        let words = heard.first().map(|heard| said.words(heard)).unwrap_or_default();
        return one("copy-words", vec![words.to_owned()], said.quotes(&heard));
    }
    let lexicon = said.lexicon;
    for text in said.texts.iter().filter(|text| text.voice == Voice::Hidden) {
        let brands: BTreeSet<&usize> = lexicon.brands.find(&text.folded).filter_map(|hit| lexicon.brand_of.get(hit.phrase)).collect();
        if brands.len() >= MIN_BRANDS {
            let shown = limits::cut(text.text, QUOTE_BYTES);
            return one("many-brands", vec![shown.to_owned()], vec![Quote::text(shown, text.place)]);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, term};
    use super::*;
    use crate::page::Zone;

    fn bench(text: &str, zone: Zone, hidden: bool) -> Bench {
        let mut bench = Bench::titled("Boots");
        bench.packs.brands = ["Nordwolf", "Lumi", "Aster", "Fjordal", "Kestrel"].map(|name| brand(name, &["brand.example"])).to_vec();
        bench.packs.terms = vec![term("replica", TermKind::Replica, Strength::Strong)];
        bench.block(text, zone, hidden);
        bench
    }

    #[test]
    fn hidden_brands_and_copy_words_are_found() {
        assert_eq!(bench("nordwolf lumi aster fjordal kestrel cheap", Zone::Footer, true).bins(&RULE), ["many-brands"]);
        assert_eq!(bench("replica boots", Zone::Main, true).bins(&RULE), ["copy-words"]);
    }

    #[test]
    fn menus_visible_text_and_few_brands_are_left_alone() {
        let names = "nordwolf lumi aster fjordal kestrel";
        assert!(bench(names, Zone::Navigation, true).bins(&RULE).is_empty());
        assert!(bench(names, Zone::Footer, false).bins(&RULE).is_empty());
        assert!(bench("nordwolf lumi aster fjordal nordwolf", Zone::Main, true).bins(&RULE).is_empty());
    }
}
