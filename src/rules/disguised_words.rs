//! Looks for words of the copy trade, and brand names, written so that a search does not find them: letters spaced out
//! (`r e p l i c a`), split by signs or invisible characters, swapped for look-alikes (`repl1ca`, a Cyrillic `а`), or masked
//! (`g*cci`).
//!
//! Nobody who may sell a brand hides its name. The rule stays silent where the plain word stands in the same texts, on brands'
//! own pages, on texts that write about copies, and on short names, which any code resembles.

use std::ops::Range;

use super::context::one;
use super::lexicon::Entry;
use super::{Context, Rule, Sign, Text, Voice};
use crate::pack::{Strength, TermKind};
use crate::text::{folded_text, is_masked, masked_words, undisguise};

/// The rule.
pub const RULE: Rule = Rule { id: "disguised-words", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.own_brand().is_some() {
        return Vec::new();
    }
    let said = context.said;
    let texts = said.texts.iter().enumerate().filter(|(index, text)| text.voice == Voice::Seller && !said.is_discussed(*index));
    let found = texts.filter_map(|(index, text)| disguised(context, index, text).map(|(entry, range)| (entry, range, text)));
    // A word of the trade says more than a brand's name, and the strongest word most.
    let Some((entry, range, text)) = found.max_by_key(|(entry, _, _)| strength(context, *entry)) else { return Vec::new() };
    let bin = match strength(context, entry) {
        None => "brand-name",
        Some(Strength::Weak) => return Vec::new(),
        Some(Strength::Medium) => "medium",
        Some(Strength::Strong) => "strong",
    };
    let written = text.text.get(range.clone()).unwrap_or_default();
    one(bin, vec![written.to_owned(), meant(context, entry).to_owned()], vec![text.quote(&range)])
}

fn strength(context: &Context<'_>, entry: Entry) -> Option<Strength> {
    match entry {
        Entry::Term(index) => context.packs.terms.get(index).map(|term| term.strength),
        Entry::Brand(_) | Entry::Site(_) => None,
    }
}

fn meant<'a>(context: &Context<'a>, entry: Entry) -> &'a str {
    match entry {
        Entry::Term(index) => context.packs.terms.get(index).map_or("", |term| &term.term),
        Entry::Brand(index) => context.packs.brands.get(index).map_or("", |brand| &brand.name),
        Entry::Site(_) => "",
    }
}

/// The strongest disguised word of a text.
fn disguised(context: &Context<'_>, index: usize, text: &Text<'_>) -> Option<(Entry, Range<usize>)> {
    let lexicon = context.said.lexicon;
    let revealed = undisguise(&text.folded);
    let hits = lexicon.disguised.find(&revealed).filter_map(|hit| {
        let (entry, plain) = lexicon.disguised_as.get(hit.phrase)?;
        Some((*entry, plain, revealed.original(hit.range)))
    });
    let swapped = hits.filter(|(_, plain, range)| text.text.get(range.clone()).is_some_and(|written| is_disguise(written, plain)));
    let masked = masked_words(&text.folded);
    let masked = masked.iter().filter_map(|(word, range)| {
        let (entry, plain) = lexicon.disguised_as.iter().find(|(_, plain)| is_masked(word, plain))?;
        Some((*entry, plain, range.clone()))
    });
    let is_likeness = |entry| matches!(entry, Entry::Term(term) if context.packs.terms.get(term).is_some_and(|term| context.said.is_likeness(term, index)));
    let hidden = swapped.chain(masked).filter(|(entry, _, _)| !is_likeness(*entry) && !is_plainly_there(context, *entry));
    hidden.max_by_key(|(entry, _, _)| strength(context, *entry)).map(|(entry, _, range)| (entry, range))
}

/// Whether what is written is the word and yet not plainly so.
fn is_disguise(written: &str, plain: &str) -> bool {
    // A soft hyphen is for breaking lines; other invisible characters inside a word are there to split it.
    let split = written.chars().any(|c| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'));
    let folded = folded_text(written);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    // A number that resembles a word (`50505`) is a number; a word of another script has none of the plain letters.
    let mostly_letters = letters(&folded) * 2 > plain.chars().count();
    let shared = folded.chars().any(|c| c.is_ascii_alphabetic()) || !plain.is_ascii();
    (folded != plain || split) && mostly_letters && shared && !only_confuses_i_and_l(&folded, plain)
}

/// `i` and `l` are one shape, but words that differ only there are often two honest words or a slip.
fn only_confuses_i_and_l(written: &str, plain: &str) -> bool {
    let one = |text: &str| text.replace('l', "i");
    written != plain && one(written) == one(plain)
}

/// The word stands there undisguised too, so nobody hides it.
fn is_plainly_there(context: &Context<'_>, entry: Entry) -> bool {
    let said = context.said;
    match entry {
        Entry::Term(index) => {
            let term = context.packs.terms.get(index);
            let split = |written: &str| written.chars().any(|c| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'));
            said.terms(TermKind::Replica, Voice::Seller).any(|heard| Some(heard.term) == term && !split(said.words(heard)))
        }
        Entry::Brand(index) => said.texts.iter().any(|text| {
            let mut hits = said.lexicon.brands.find(&text.folded);
            hits.any(|hit| said.lexicon.brand_of.get(hit.phrase) == Some(&index))
        }),
        Entry::Site(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, term};
    use super::*;

    fn bins(title: &str) -> Vec<&'static str> {
        let mut bench = Bench::titled(title);
        bench.packs.terms = vec![
            term("replica", TermKind::Replica, Strength::Strong),
            term("高仿", TermKind::Replica, Strength::Strong),
            term("how to spot", TermKind::Discussion, Strength::Medium),
        ];
        bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"])];
        bench.bins(&RULE)
    }

    #[test]
    fn disguises_are_found() {
        for title in ["r e p l i c a boots", "repl1ca boots", "гeplicа r3plica", "rep\u{200b}lica boots", "rep❤lica", "高*仿 靴", "r*plica"]
        {
            assert_eq!(bins(title), ["strong"], "{title}");
        }
        for title in ["N0rdw0lf boots", "N.o.r.d.w.o.l.f boots", "Nord*olf boots", "Nordwоlf boots"] {
            assert_eq!(bins(title), ["brand-name"], "{title}");
        }
    }

    #[test]
    fn plain_words_and_numbers_are_left_alone() {
        for title in [
            "replica boots",
            "Nordwolf boots",
            "NORDWOLF N0rdw0lf",
            "repiica",
            "rep\u{ad}lica",
            "S M L XL",
            "How to spot a repl1ca",
            "Réplica",
        ] {
            assert!(bins(title).is_empty(), "{title}");
        }
    }
}
