//! Looks at whether a brand's name stands in the name of a domain that is not the brand's, and what stands beside it.
//!
//! `brand-outlet-sale` is the usual name of a shop that lives from the brand alone; brands seldom allow it. A name of shop words
//! without bargain words is weaker, since fans, repairers and small dealers choose such names too, and the bare name under
//! another ending is often the brand's own. The rule stays silent on known addresses and where the letters of a short name stand
//! inside another word (`lego` in `allegory`).

use super::context::one;
use super::lexicon::LONG_NAME_LETTERS;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::{Brand, Strength};

/// The rule.
pub const RULE: Rule = Rule { id: "brand-in-foreign-domain", on_page: true, on_cards: false, check };

/// Shortest name that may stand at the front of letters that are no known words, when a bargain word ends them.
const FRONT_MIN_LETTERS: usize = 4;
/// Shortest name that counts at either end of letters that are no known words.
const INSIDE_MIN_LETTERS: usize = 8;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(domain) = context.domain().filter(|_| !context.is_known_address()) else { return Vec::new() };
    let name = domain.split('.').next().unwrap_or_default();
    let lexicon = context.said.lexicon;
    let own = lexicon.host_names.iter().filter_map(|(letters, index)| Some((letters.as_str(), context.packs.brands.get(*index)?)));
    let in_name =
        own.clone().filter_map(|(letters, brand)| Some((case(context, name, letters, brand)?, brand))).min_by_key(|(case, _)| *case);
    let found = in_name.or_else(|| in_subdomain(context, &domain, own));
    let Some((case, brand)) = found else { return Vec::new() };
    one(case.bin(), vec![brand.name.clone(), domain.clone()], vec![Quote::text(domain, "/shop/domain")])
}

/// What stands beside the brand's name; strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Lure,
    Words,
    Inside,
    Alone,
}

impl Case {
    const fn bin(self) -> &'static str {
        match self {
            Self::Lure => "with-bargain-words",
            Self::Words => "with-shop-words",
            Self::Inside => "inside",
            Self::Alone => "alone",
        }
    }
}

fn case(context: &Context<'_>, name: &str, letters: &str, brand: &Brand) -> Option<Case> {
    // Hyphens inside a brand's name are typing habits: `north-face-outlet`.
    let at = name.find(letters).map(|at| (at, letters.len())).or_else(|| find_hyphenated(name, letters))?;
    let (before, after) = (name.get(..at.0)?, name.get(at.0 + at.1..)?);
    let rest = (fill(context, before), fill(context, after));
    if let (Some(before), Some(after)) = rest {
        return match before.max(after) {
            Fill::Nothing => (!brand.common_word && letters.len() >= FRONT_MIN_LETTERS).then_some(Case::Alone),
            Fill::Lure => Some(Case::Lure),
            Fill::Words => (!brand.common_word && letters.len() >= FRONT_MIN_LETTERS).then_some(Case::Words),
        };
    }
    if brand.common_word {
        return None;
    }
    let parted = (before.is_empty() || before.ends_with('-')) && (after.is_empty() || after.starts_with('-'));
    let lured = ends_with_lure(context, after) && (before.is_empty() || before.ends_with('-'))
        || starts_with_lure(context, before) && after.is_empty();
    let at_an_end = before.is_empty() || after.is_empty();
    match letters.len() {
        FRONT_MIN_LETTERS.. if lured => Some(Case::Lure),
        LONG_NAME_LETTERS.. if parted => Some(Case::Inside),
        INSIDE_MIN_LETTERS.. if at_an_end => Some(Case::Inside),
        _ => None,
    }
}

/// A brand's name as the whole of a subdomain over a domain of bargain words: `nike.outlet-sale.example`.
fn in_subdomain<'a, 'l>(
    context: &Context<'_>,
    domain: &str,
    names: impl Iterator<Item = (&'l str, &'a Brand)>,
) -> Option<(Case, &'a Brand)> {
    let host = context.host()?;
    let below = host.strip_suffix(domain)?;
    let name = domain.split('.').next().unwrap_or_default();
    let lure = fill(context, name) == Some(Fill::Lure);
    let mut names = names.filter(|(letters, brand)| lure && !brand.common_word && letters.len() >= FRONT_MIN_LETTERS);
    names.find(|(letters, _)| below.split('.').any(|label| label == *letters)).map(|(_, brand)| (Case::Lure, brand))
}

/// What fills the letters beside a brand's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fill {
    Nothing,
    Words,
    Lure,
}

/// Whether `rest` is made of the packs' host words, digits and hyphens alone, and whether a bargain word is among them.
fn fill(context: &Context<'_>, rest: &str) -> Option<Fill> {
    let words = &context.said.lexicon.host_words;
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

fn ends_with_lure(context: &Context<'_>, rest: &str) -> bool {
    context.lures().any(|word| rest.ends_with(word))
}

fn starts_with_lure(context: &Context<'_>, rest: &str) -> bool {
    context.lures().any(|word| rest.starts_with(word))
}

/// The place of `letters` in `name` with hyphens passed over, as start and length in `name`.
fn find_hyphenated(name: &str, letters: &str) -> Option<(usize, usize)> {
    let starts = std::iter::once(0).chain(name.match_indices('-').map(|(at, _)| at + 1));
    starts.into_iter().find_map(|start| {
        let mut wanted = letters.bytes();
        let mut next = wanted.next();
        for (length, byte) in name.bytes().skip(start).enumerate() {
            match next {
                None => return (byte == b'-').then_some((start, length)),
                Some(letter) if letter == byte => next = wanted.next(),
                Some(_) if byte == b'-' && length > 0 => {}
                Some(_) => return None,
            }
        }
        next.is_none().then_some((start, name.len() - start))
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
        assert_eq!(bins("nordwolf.net"), ["alone"]);
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
