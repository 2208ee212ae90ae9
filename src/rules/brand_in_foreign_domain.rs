//! Looks at whether a brand's name stands in the name of a domain that is not the brand's, and what stands beside it.
//!
//! `brand-outlet-sale` is the usual name of a shop that lives from the brand alone; brands seldom allow it. A name of shop words
//! without bargain words is weaker, since fans, repairers and small dealers choose such names too. Marketplaces' names count like
//! brands'. A name that is an everyday word too counts beside bargain words, beside the brand's own goods and lines
//! (`coach-handbags`, `appleid`) and beside words that claim to be the brand itself (`apple-support`). The rule stays silent on known
//! addresses, on the bare name under another ending, and where the letters of a short name stand inside another word (`lego` in
//! `allegory`, `ping` in `shopping`).

use super::context::one;
use super::lexicon::{Entry, HostName, LONG_NAME_LETTERS};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::Strength;
use crate::text::{domain, folded_text};

/// The rule.
pub const RULE: Rule = Rule { id: "brand-in-foreign-domain", on_page: true, on_cards: false, check };

/// Shortest name that may stand at the front of letters that are no known words, when a bargain word ends them.
const FRONT_MIN_LETTERS: usize = 4;
/// Shortest name that counts where only one side of it is empty or made of known words (measured on 1,974 legitimate shop names).
const INSIDE_MIN_LETTERS: usize = 6;
/// Shorter words of a brand's own stand inside too many other words.
const OWN_WORD_MIN_LETTERS: usize = 2;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(domain) = context.domain().filter(|_| !context.is_known_address()) else { return Vec::new() };
    // Read as it is shown and without marks: `nordwolf-españa` lives from the name as much as `nordwolf-espana`.
    let shown = domain::shown(&domain);
    let name = &folded_text(shown.split('.').next().unwrap_or_default());
    let lexicon = context.said.lexicon;
    // The bare name under another ending is mostly the brand itself, in a country that its entry leaves out: five times among
    // 1,974 legitimate shops, twice among 7,054 others.
    let perhaps = lexicon.host_names_in(name);
    if perhaps.iter().any(|own| own.letters == *name) || lexicon.has_label(name) {
        return Vec::new();
    }
    let in_name = perhaps.into_iter().filter_map(|own| Some((case(context, name, own)?, own))).min_by_key(|(case, _)| *case);
    let Some((case, own)) = in_name.or_else(|| in_subdomain(context, &domain)) else { return Vec::new() };
    one(case.bin(), vec![context.name_of(own.entry).to_owned(), domain.clone()], vec![Quote::text(domain, "/shop/domain")])
}

/// What stands beside the brand's name; strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Lure,
    Words,
    Inside,
}

impl Case {
    const fn bin(self) -> &'static str {
        match self {
            Self::Lure => "with-bargain-words",
            Self::Words => "with-shop-words",
            Self::Inside => "inside",
        }
    }
}

fn case(context: &Context<'_>, name: &str, own: &HostName) -> Option<Case> {
    let length = own.letters.len();
    // Hyphens inside a brand's name are typing habits: `north-face-outlet`.
    let (at, end) = find(name, &own.letters)?;
    if is_in_word(context, name, at, end) {
        return None;
    }
    let (before, after) = (name.get(..at)?, name.get(end..)?);
    // `apples-support`: a plural or possessive of the name.
    let filled_after = fill(context, after, own).or_else(|| fill(context, after.strip_prefix('s')?, own));
    let filled_before = fill(context, before, own);
    if let (Some(before), Some(after)) = (filled_before, filled_after) {
        let least = if own.everyday { Fill::Claim } else { Fill::Nothing };
        return match before.max(after) {
            Fill::Lure => Some(Case::Lure),
            most => (most >= least && length >= FRONT_MIN_LETTERS).then_some(Case::Words),
        };
    }
    let (opens, closes) = (before.is_empty() || before.ends_with('-'), after.is_empty() || after.starts_with('-'));
    if own.everyday {
        let owned = |fill: Option<Fill>| fill == Some(Fill::Own);
        return ((opens && owned(filled_after)) || (closes && owned(filled_before))).then_some(Case::Inside);
    }
    let lured_after =
        opens && context.lures().any(|word| after.ends_with(word) || (length >= LONG_NAME_LETTERS && after.starts_with(word)));
    let lured_before = closes && context.lures().any(|word| before.starts_with(word));
    match length {
        FRONT_MIN_LETTERS.. if lured_after || lured_before => Some(Case::Lure),
        FRONT_MIN_LETTERS.. if opens && closes => Some(Case::Inside),
        INSIDE_MIN_LETTERS.. if filled_before.is_some() || filled_after.is_some() => Some(Case::Inside),
        _ => None,
    }
}

/// Whether the letters from `at` to `end` are a part of a longer shop word: `ping` in `shopping`.
fn is_in_word(context: &Context<'_>, name: &str, at: usize, end: usize) -> bool {
    let words = &context.said.lexicon.host_words;
    let is_word =
        |start: usize, stop: usize| (start, stop) != (at, end) && name.get(start..stop).is_some_and(|part| words.contains_key(part));
    (0..=at).any(|start| (end..=name.len()).any(|stop| is_word(start, stop)))
}

/// A brand's name as the whole of a subdomain over a domain of bargain words: `nike.outlet-sale.example`.
fn in_subdomain<'a>(context: &Context<'a>, domain: &str) -> Option<(Case, &'a HostName)> {
    let host = context.host()?;
    let below = host.strip_suffix(domain)?;
    let name = domain.split('.').next().unwrap_or_default();
    let lexicon = context.said.lexicon;
    let named = |label| lexicon.host_names_in(label).into_iter().filter(move |own| own.letters == label);
    let names = below.split('.').flat_map(named).filter(|own| !own.everyday && own.letters.len() >= FRONT_MIN_LETTERS);
    // The longest name, as everywhere.
    let own = names.reduce(|best, own| if own.letters.len() > best.letters.len() { own } else { best })?;
    (fill(context, name, own) == Some(Fill::Lure)).then_some((Case::Lure, own))
}

/// What fills the letters beside a brand's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fill {
    Nothing,
    Words,
    Claim,
    Own,
    Lure,
}

/// Whether `rest` is made of the packs' host words, words of the brand's own, digits and hyphens alone, and what the most telling
/// of them says.
fn fill(context: &Context<'_>, rest: &str, own: &HostName) -> Option<Fill> {
    let (words, claims) = (&context.said.lexicon.host_words, &context.said.lexicon.host_claims);
    // reached[i]: the first i bytes are made of words; a label has at most 63.
    let mut reached: Vec<Option<Fill>> = vec![None; rest.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = Some(Fill::Nothing);
    }
    for start in 0..rest.len() {
        let Some(so_far) = reached.get(start).copied().flatten() else { continue };
        for end in start + 1..=rest.len() {
            let Some(piece) = rest.get(start..end) else { continue };
            let kind = match words.get(piece) {
                Some(strength) if *strength >= Strength::Medium => Fill::Lure,
                // `appleid-apple`: the name once more.
                None if piece == own.letters => Fill::Claim,
                _ if own.everyday && is_own_word(context, own, piece) => Fill::Own,
                _ if claims.contains(piece) => Fill::Claim,
                Some(_) => Fill::Words,
                None if piece == "-" => Fill::Nothing,
                None if piece.len() == 1 && piece.bytes().all(|byte| byte.is_ascii_digit()) => Fill::Words,
                None => continue,
            };
            if let Some(best) = reached.get_mut(end) {
                *best = (*best).max(Some(so_far.max(kind)));
            }
        }
    }
    reached.last().copied().flatten()
}

/// Whether `piece` is a line of the brand, with or without the brand's name before it, or a word for goods that it sells.
fn is_own_word(context: &Context<'_>, own: &HostName, piece: &str) -> bool {
    let Entry::Brand(index) = own.entry else { return false };
    let Some(brand) = context.packs.brands.get(index).filter(|_| piece.len() >= OWN_WORD_MIN_LETTERS) else { return false };
    let is_line = |line: &String| {
        let letters = line.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        let own_name = own.letters.bytes().chain(piece.bytes());
        letters.clone().eq(piece.bytes()) || letters.eq(own_name)
    };
    let sold = || context.packs.goods.iter().filter(|goods| brand.categories.iter().any(|category| category.goods == goods.id));
    brand.lines.iter().any(is_line) || sold().any(|goods| goods.words.iter().any(|word| word.eq_ignore_ascii_case(piece)))
}

/// Start and end of `letters` in `name`, where hyphens inside them are passed over.
fn find(name: &str, letters: &str) -> Option<(usize, usize)> {
    if let Some(at) = name.find(letters) {
        return Some((at, at + letters.len()));
    }
    let mut starts = std::iter::once(0).chain(name.match_indices('-').map(|(at, _)| at + 1));
    starts.find_map(|start| {
        let mut wanted = letters.bytes();
        let mut next = wanted.next();
        for (length, byte) in name.bytes().skip(start).enumerate() {
            match next {
                None => return (byte == b'-').then_some((start, start + length)),
                Some(letter) if letter == byte => next = wanted.next(),
                Some(_) if byte == b'-' && length > 0 => {}
                Some(_) => return None,
            }
        }
        next.is_none().then_some((start, name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, term};
    use super::*;
    use crate::pack::TermKind;

    fn bins(host: &str) -> Vec<&'static str> {
        let mut bench = Bench::at(&format!("https://{host}/"));
        let mut everyday = brand("Anchor", &["anchor.com"]);
        everyday.common_word = true;
        bench.packs.brands = vec![brand("Nord Wolf", &["nordwolf.com"]), brand("Lumi", &["lumi.com"]), everyday];
        let lure = |word, strength| term(word, TermKind::DomainLure, strength);
        bench.packs.terms = vec![
            lure("outlet", Strength::Medium),
            lure("sale", Strength::Medium),
            lure("shop", Strength::Weak),
            lure("online", Strength::Weak),
        ];
        bench.bins(&RULE)
    }

    #[test]
    fn what_stands_beside_the_name_decides() {
        assert_eq!(bins("nordwolf-outlet.com"), ["with-bargain-words"]);
        assert_eq!(bins("outletnordwolf24.top"), ["with-bargain-words"]);
        assert_eq!(bins("nord-wolf-sale.com"), ["with-bargain-words"]);
        assert_eq!(bins("lumixyzoutlet.com"), ["with-bargain-words"]);
        assert_eq!(bins("anchoroutlet.com"), ["with-bargain-words"]);
        assert_eq!(bins("lumi.outlet-sale.com"), ["with-bargain-words"]);
        assert_eq!(bins("nordwolfonlineshop.com"), ["with-shop-words"]);
        assert_eq!(bins("nordwolf-qwzu.com"), ["inside"]);
    }

    #[test]
    fn other_words_and_known_addresses_are_left_alone() {
        for host in [
            "nordwolf.com",
            "illumination.com",
            "lumia.com",
            "anchor-shop.com",
            "anchorage.com",
            "lumi.fans.com",
            "wolf.com",
            "example.org",
        ] {
            assert!(bins(host).is_empty(), "{host}");
        }
    }
}
