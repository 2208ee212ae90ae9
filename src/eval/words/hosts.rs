//! Host names that imitate others', against lists of look-alikes and of legitimate shops.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::Tally;
use crate::engine::Engine;
use crate::eval::table::Table;
use crate::pack::SiteKind;
use crate::text::{domain, folded_text};

/// Rules that say that a host name lives from another's name.
const RULES: [&str; 3] = ["lookalike-domain", "brand-in-foreign-domain", "mixed-script-domain"];
/// Shortest name that a row must contain to count as its imitation; shorter ones only where they are the whole.
const CONTAINED_MIN_LETTERS: usize = 7;
/// Shorter names stand in many words by chance.
const NAME_MIN_LETTERS: usize = 4;

/// Letters and digits of the names and official host labels of brands and marketplaces; everyday words are left out.
fn known_names(engine: &Engine) -> BTreeSet<String> {
    let packs = engine.packs();
    let brands = packs.brands.iter().filter(|brand| !brand.common_word);
    let names = brands.flat_map(|brand| std::iter::once(&brand.name).chain(&brand.names).chain(&brand.official_domains));
    let markets = packs.sites.iter().filter(|site| site.kind == SiteKind::Marketplace).flat_map(|site| &site.domains);
    let letters = |name: &String| -> String {
        let label = if name.contains(' ') { Some(name.as_str()) } else { name.split('.').next() };
        folded_text(label.unwrap_or_default()).chars().filter(|c| *c != ' ' && *c != '-' && *c != '\'').collect()
    };
    let is_name = |name: &String| name.len() >= NAME_MIN_LETTERS && name.is_ascii() && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    names.chain(markets).map(letters).filter(is_name).collect()
}

fn rules_on(engine: &Engine, host: &str) -> Vec<String> {
    let findings = engine.signs_of_domain(host).into_iter();
    findings.map(|finding| finding.rule).filter(|rule| RULES.contains(&rule.as_str())).collect()
}

/// A label with each letter as the ASCII letters that it looks like, by a table and without marks.
fn looks_like(label: &str, table: &BTreeMap<&str, String>) -> String {
    let plain = |c: char| table.get(c.encode_utf8(&mut [0; 4]) as &str).cloned().unwrap_or_else(|| c.to_string());
    label.chars().map(|c| if c.is_ascii() { c.to_string() } else { plain(c) }).collect::<String>().nfkd().filter(char::is_ascii).collect()
}

/// Punycode names (`domain`) that imitate a known one. A row does if its label before the public suffix has a letter beyond ASCII and, read
/// as the ASCII letters that it looks like (`char`, `looks_like`), is that name or, for names of seven letters and more, contains it.
#[must_use]
pub fn lookalikes(engine: &Engine, punycode: &Table, lookalike_letters: &Table) -> Tally {
    let names = known_names(engine);
    let letters = lookalike_letters.rows().map(|row| (row.text("char"), row.text("looks_like").to_lowercase())).collect();
    let mut tally = Tally::default();
    for row in punycode.rows() {
        let Some(shown) = domain::registrable(row.text("domain")).map(|registrable| domain::shown(&registrable)) else { continue };
        let label = shown.split('.').next().unwrap_or_default();
        let seen = looks_like(label, &letters).replace('-', "");
        let contains = || names.iter().any(|name| name.len() >= CONTAINED_MIN_LETTERS && seen.contains(name.as_str()));
        if !label.is_ascii() && (names.contains(&seen) || contains()) {
            tally.seek(!rules_on(engine, row.text("domain")).is_empty(), || shown.clone());
        }
    }
    tally
}

/// Listed domains (`domain`) that live from a known name (`token`): it stands in the label before the public suffix at the start or end of a
/// part between hyphens and digits; names of seven letters and more may stand anywhere. The other rows hold the word by chance (`telegobrb`)
/// or under another's domain.
#[must_use]
pub fn named(engine: &Engine, listed: &Table) -> Tally {
    let mut tally = Tally::default();
    for row in listed.rows() {
        let (host, token) = (row.text("domain"), row.text("token"));
        let Some(registrable) = domain::registrable(host) else { continue };
        let label = registrable.split('.').next().unwrap_or_default();
        let mut parts = label.split(|c: char| !c.is_ascii_alphabetic());
        let at_edge = parts.any(|part| part.starts_with(token) || part.ends_with(token));
        if at_edge || token.len() >= CONTAINED_MIN_LETTERS && label.contains(token) {
            tally.seek(!rules_on(engine, host).is_empty(), || format!("{host} ({token})"));
        }
    }
    tally
}

/// Host names of legitimate shops (`domain`, `label` `legit`) that are called imitations.
#[must_use]
pub fn called(engine: &Engine, domains: &Table) -> Tally {
    let mut tally = Tally::default();
    for host in domains.rows().filter(|row| row.text("label") == "legit").map(|row| row.text("domain")) {
        let rules = rules_on(engine, host);
        tally.spare(!rules.is_empty(), || format!("{host} ({})", rules.join(", ")));
    }
    tally
}
