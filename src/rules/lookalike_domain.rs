//! Looks at whether the domain's name imitates the official name of a brand, a marketplace or a retailer: look-alike
//! characters of other scripts, digits and letters of the same shape, one letter too many, missing, changed or swapped.
//!
//! Nobody chooses such a name by chance when he sells that brand. The rule stays silent on known addresses, on short names one
//! letter apart (they are words of their own) and on names that only contain the brand's.

use std::collections::BTreeSet;

use super::context::one;
use super::lexicon::{DISTINCT_LETTERS, Entry, Label};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::{HostLabel, Likeness, domain};

/// The rule.
pub const RULE: Rule = Rule { id: "lookalike-domain", on_page: true, on_cards: false, check };

/// Shortest official name that counts as imitated: below it every second word is a look-alike.
const MIN_LETTERS: usize = 4;
/// Shortest part of a longer name that counts as an imitation.
const PART_MIN_LETTERS: usize = 5;
/// Shortest part beside a shop word that counts when it is one letter off.
const EDITED_PART_MIN_LETTERS: usize = 7;

/// Shortest official name of a brand that counts at the start or end of a name with foreign letters: shops' names are words
/// (`galería`, `christian`).
const CONTAINED_MIN_LETTERS: usize = 7;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(domain) = context.domain().filter(|_| !context.is_known_address()) else { return Vec::new() };
    let shown = domain::shown(&domain);
    let name = shown.split('.').next().unwrap_or_default();
    let lexicon = context.said.lexicon;
    // A brand's own name under an ending that the packs do not know is no imitation, with or without hyphens.
    let letters = name.replace('-', "");
    if lexicon.has_label(name) || lexicon.host_names_in(name).iter().any(|own| own.letters == letters) {
        return Vec::new();
    }
    let parts = context.parts(name).filter(|part| part.len() >= PART_MIN_LETTERS && *part != name);
    let shop = ShopName {
        whole: HostLabel::new(name),
        without_www: HostLabel::new(name.strip_prefix("www").unwrap_or(name)),
        parts: parts.map(HostLabel::new).collect(),
    };
    let wholes = std::iter::once(&shop.without_www).chain(&shop.parts).flat_map(|own| lexicon.label_index.near(own));
    let inside = if name.is_ascii() { BTreeSet::new() } else { lexicon.label_index.at_an_end(&shop.whole) };
    let near: BTreeSet<usize> = wholes.chain(inside).collect();
    let imitated = near.into_iter().filter_map(|index| lexicon.labels.get(index)).filter(|label| label.label.text().len() >= MIN_LETTERS);
    let found = imitated.filter_map(|label| Some((like(context, &shop, label)?, label))).min_by_key(|(likeness, _)| *likeness);
    let Some((likeness, label)) = found else { return Vec::new() };
    let bin = match likeness {
        Likeness::Homograph => "homograph",
        Likeness::Swap => "swap",
        Likeness::OneEdit => "one-edit",
    };
    one(bin, vec![shown.clone(), context.name_of(label.entry).to_owned()], vec![Quote::text(shown, "/shop/domain")])
}

/// The name of a shop's domain, and what in it may be a name by itself.
struct ShopName {
    whole: HostLabel,
    without_www: HostLabel,
    parts: Vec<HostLabel>,
}

fn like(context: &Context<'_>, shop: &ShopName, label: &Label) -> Option<Likeness> {
    let target = &label.label;
    let is_word = matches!(label.entry, Entry::Brand(index) if context.packs.brands.get(index).is_some_and(|brand| brand.common_word));
    let everyday = is_word && target.text().len() < DISTINCT_LETTERS;
    let parts = shop.parts.iter().filter_map(|part| {
        let kind = part.likeness(target)?;
        (kind != Likeness::OneEdit || part.text().len() >= EDITED_PART_MIN_LETTERS).then_some(kind)
    });
    let long_brand = !is_word && matches!(label.entry, Entry::Brand(_));
    let inside = (long_brand && contains_homograph(&shop.whole, target)).then_some(Likeness::Homograph);
    let all = shop.without_www.likeness(target).into_iter().chain(parts).chain(inside);
    all.filter(|kind| !(everyday && *kind == Likeness::OneEdit)).min()
}

/// Whether a name begins or ends with a long official name in letters of another script or with marks.
fn contains_homograph(name: &HostLabel, target: &HostLabel) -> bool {
    if name.text().is_ascii() || target.text().len() < CONTAINED_MIN_LETTERS || name.text().contains(target.text()) {
        return false;
    }
    name.skeleton().starts_with(target.skeleton()) || name.skeleton().ends_with(target.skeleton())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, term};
    use super::*;
    use crate::pack::{Strength, TermKind};

    fn bins(host: &str) -> Vec<&'static str> {
        let mut bench = Bench::at(&format!("https://{host}/"));
        bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"]), brand("Lumi", &["lumi.com"])];
        bench.packs.terms = vec![term("outlet", TermKind::DomainLure, Strength::Medium)];
        bench.bins(&RULE)
    }

    #[test]
    fn imitations_of_an_official_name_are_found() {
        assert_eq!(bins("nordwоlf.com"), ["homograph"]);
        assert_eq!(bins("xn--nrdwolf-90a.com"), ["homograph"]);
        assert_eq!(bins("n0rdwo1f.com"), ["swap"]);
        assert_eq!(bins("www.nordwo1f-outlet.shop"), ["swap"]);
        assert_eq!(bins("norwdolf.com"), ["one-edit"]);
        assert_eq!(bins("nordwollfoutlet.com"), ["one-edit"]);
        assert_eq!(bins("1umi.com"), ["swap"]);
    }

    #[test]
    fn honest_names_are_left_alone() {
        for host in
            ["nordwolf.com", "shop.nordwolf.com", "nordwolf.de", "nord-wolle.com", "lume.com", "luminous.com", "example.org", "[::1]"]
        {
            assert!(bins(host).is_empty(), "{host}");
        }
    }
}
