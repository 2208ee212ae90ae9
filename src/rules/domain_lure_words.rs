//! Looks at whether the domain's name is built from bargain words (`outlet`, `sale`, `cheap`), or stands under an ending that
//! short-lived shops use a great deal.
//!
//! Both are weak: honest outlets and new shops choose the same. The rule stays silent on known addresses and where such letters
//! stand inside another word (`wholesale`, `resale`).

use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::Strength;

/// The rule.
pub const RULE: Rule = Rule { id: "domain-lure-words", on_page: true, on_cards: false, check };

/// Words shorter than this count only as a part between hyphens.
const ATTACHED_MIN_LETTERS: usize = 4;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(domain) = context.domain().filter(|_| !context.is_known_address()) else { return Vec::new() };
    let name = domain.split('.').next().unwrap_or_default();
    let sign = |bin, word: &str| Sign {
        bin,
        args: vec![word.to_owned(), domain.clone()],
        quotes: vec![Quote::text(domain.as_str(), "/shop/domain")],
    };
    let words = &context.said.lexicon.host_words;
    let lures = words.iter().filter(|(word, strength)| **strength >= Strength::Medium && !word.starts_with('.') && stands_in(word, name));
    let ending = words.keys().find(|word| word.starts_with('.') && domain.ends_with(word.as_str()));
    // Of several words the longest says most about how the name is built.
    let lure = lures.max_by_key(|(word, _)| word.len()).map(|(word, _)| sign("bargain-word", word));
    lure.into_iter().chain(ending.map(|word| sign("ending", word))).collect()
}

fn stands_in(word: &str, name: &str) -> bool {
    let attached = word.len() >= ATTACHED_MIN_LETTERS;
    name.split('-')
        .any(|part| part == word || (attached && part.len() > word.len() + 2 && (part.starts_with(word) || part.ends_with(word))))
        && !(name.ends_with("wholesale") && word == "sale")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;
    use crate::pack::TermKind;

    fn bins(host: &str) -> Vec<&'static str> {
        let mut bench = Bench::at(&format!("https://{host}/"));
        let lure = |word, strength| term(word, TermKind::DomainLure, strength);
        bench.packs.terms = vec![
            lure("outlet", Strength::Medium),
            lure("sale", Strength::Medium),
            lure("shop", Strength::Weak),
            lure(".top", Strength::Weak),
        ];
        bench.bins(&RULE)
    }

    #[test]
    fn bargain_words_and_endings_are_found() {
        assert_eq!(bins("boots-outlet.com"), ["bargain-word"]);
        assert_eq!(bins("bootsoutlet.com"), ["bargain-word"]);
        assert_eq!(bins("saleboots.top"), ["bargain-word", "ending"]);
    }

    #[test]
    fn words_inside_other_words_and_plain_shops_are_left_alone() {
        for host in ["boots-shop.com", "wholesale.com", "paintwholesale.com", "salem.com", "top.com"] {
            assert!(bins(host).is_empty(), "{host}");
        }
    }
}
