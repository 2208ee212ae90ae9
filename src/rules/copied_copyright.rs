//! Looks for a copyright line in which a shop that is not the brand's names the brand as the owner of the page.
//!
//! Pages copied from a brand's own keep its line at the foot. The line must begin with the brand's name: trade marks named in passing
//! are ordinary. Silent on known addresses and where the host has the brand's name, which may be a branch that the packs do not
//! know. The weight is small.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::page::Zone;
use crate::text::{fold, folded_text};

/// The rule.
pub const RULE: Rule = Rule { id: "copied-copyright", on_page: true, on_cards: false, check };

/// Longer texts are no copyright lines.
const LINE_MAX_BYTES: usize = 300;
/// What opens a copyright line, folded.
const MARKS: &[&str] = &["©", "(c)", "copyright"];

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.own_shop().is_none() {
        return Vec::new();
    }
    let lexicon = context.said.lexicon;
    let host = context.host().unwrap_or_default().replace('-', "");
    let foot = context.page.blocks.iter().filter(|block| block.zone == Zone::Footer && !block.hidden && block.text.len() <= LINE_MAX_BYTES);
    for block in foot {
        let folded = fold(&block.text);
        let Some(mark) = MARKS.iter().filter_map(|mark| folded.text.find(mark).map(|at| at + mark.len())).min() else { continue };
        let begins = |start: usize| {
            let between = folded.text.get(mark..start).unwrap_or("?");
            // "Copyright © 2019-2024 by".
            let rest = MARKS.iter().fold(between.to_owned(), |text, mark| text.replace(mark, " "));
            rest.split(|c: char| !c.is_alphanumeric()).all(|word| word == "by" || word.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let hit = lexicon.brands.find(&folded).find(|hit| hit.range.start >= mark && begins(hit.range.start));
        let brand = hit.and_then(|hit| context.packs.brands.get(*lexicon.brand_of.get(hit.phrase)?));
        let Some(brand) = brand else { continue };
        let letters: String = folded_text(&brand.name).chars().filter(char::is_ascii_alphanumeric).collect();
        if letters.is_empty() || !host.contains(&letters) {
            return one("brands-line", vec![brand.name.clone()], vec![Quote::text(block.text.as_str(), block.place.as_str())]);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;

    fn bins(url: &str, line: &str, zone: Zone) -> Vec<&'static str> {
        let mut bench = Bench::at(url);
        bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"])];
        bench.shop();
        bench.block(line, zone, false).bins(&RULE)
    }

    #[test]
    fn the_brands_own_line_on_another_shop_is_found() {
        assert_eq!(bins("https://shoes.example/", "© 2024 Nordwolf, Inc. All rights reserved", Zone::Footer), ["brands-line"]);
        assert_eq!(bins("https://shoes.example/", "Copyright © 2019-2024 by Nordwolf", Zone::Footer), ["brands-line"]);
    }

    #[test]
    fn trade_marks_other_owners_and_the_brands_pages_are_left_alone() {
        assert!(bins("https://shoes.example/", "© 2024 Shoes Ltd. Nordwolf is a trade mark of its owner", Zone::Footer).is_empty());
        assert!(bins("https://shoes.example/", "Nordwolf boots. © 2024", Zone::Footer).is_empty());
        assert!(bins("https://shoes.example/", "© 2024 Nordwolf", Zone::Main).is_empty());
        assert!(bins("https://nordwolf-sverige.example/", "© 2024 Nordwolf", Zone::Footer).is_empty());
        assert!(bins("https://nordwolf.com/", "© 2024 Nordwolf", Zone::Footer).is_empty());
    }
}
