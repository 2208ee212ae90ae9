//! Whether brands are found where the shared data says that they stand: in domains that imitate them and in titles of goods.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use touchstone::engine::Engine;
use touchstone::finding::State;
use touchstone::listing::{Listing, Money, PageKind};
use touchstone::pack::SiteKind;
use touchstone::product::GoodsBrain;
use touchstone::text::{domain, fold};
use unicode_normalization::UnicodeNormalization;

mod common;

/// Rules that say that a host name lives from another's name.
const DOMAIN_RULES: [&str; 3] = ["lookalike-domain", "brand-in-foreign-domain", "mixed-script-domain"];
/// Shortest name that a row must contain to count as its imitation; shorter ones only where they are the whole.
const CONTAINED_MIN_LETTERS: usize = 7;

/// Letters and digits of the names and official host labels of brands and marketplaces; everyday words are left out.
fn known_names(engine: &Engine) -> BTreeSet<String> {
    let packs = engine.packs();
    let brands = packs.brands.iter().filter(|brand| !brand.common_word);
    let names = brands.flat_map(|brand| std::iter::once(&brand.name).chain(&brand.names).chain(&brand.official_domains));
    let markets = packs.sites.iter().filter(|site| site.kind == SiteKind::Marketplace).flat_map(|site| &site.domains);
    let letters = |name: &String| -> String {
        let first = if name.contains(' ') { name.as_str() } else { name.split('.').next().unwrap() };
        fold(first).text.chars().filter(|c| *c != ' ' && *c != '-' && *c != '\'').collect()
    };
    let names = names.chain(markets).map(letters);
    names.filter(|name| name.len() >= 4 && name.is_ascii() && name.bytes().any(|byte| byte.is_ascii_alphabetic())).collect()
}

fn is_found(engine: &Engine, host: &str) -> bool {
    engine.signs_of_domain(host).iter().any(|finding| DOMAIN_RULES.contains(&finding.rule.as_str()))
}

/// A label with each letter as the ASCII letters that it looks like, by the table of the shared data and without marks.
fn looks_like(label: &str, table: &BTreeMap<String, String>) -> String {
    let plain = |c: char| table.get(&c.to_string()).cloned().unwrap_or_else(|| c.to_string());
    label.chars().map(|c| if c.is_ascii() { c.to_string() } else { plain(c) }).collect::<String>().nfkd().filter(char::is_ascii).collect()
}

/// A row imitates a known name if its label before the public suffix has a letter beyond ASCII and, read as the ASCII letters
/// that it looks like, is that name or, for names of seven letters and more, contains it.
#[test]
fn punycode_lookalikes_of_known_names_are_found() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    let names = known_names(&engine);
    let table = common::rows(&data.join("reference/confusables-to-ascii.tsv"));
    let table: BTreeMap<String, String> = table.into_iter().map(|row| (row[0].clone(), row[2].to_lowercase())).collect();
    let (mut imitations, mut missed) = (0, Vec::new());
    for row in common::rows(&data.join("lookalike-domains/idn.tsv")) {
        let Some(registrable) = domain::registrable(&row[0]) else { continue };
        let shown = domain::shown(&registrable);
        let label = shown.split('.').next().unwrap();
        let seen = looks_like(label, &table).replace('-', "");
        let imitates =
            names.contains(&seen) || names.iter().any(|name| name.len() >= CONTAINED_MIN_LETTERS && seen.contains(name.as_str()));
        if label.is_ascii() || !imitates {
            continue;
        }
        imitations += 1;
        if !is_found(&engine, &row[0]) {
            missed.push(shown);
        }
    }
    println!("punycode look-alikes: {} of {imitations} found; missed: {missed:?}", imitations - missed.len());
    assert!(imitations >= 10 && missed.len() * 10 <= imitations);
}

/// A row lives from a known name if the word of its second column is one and stands in the label before the public suffix at the
/// start or end of a part between hyphens and digits; names of seven letters and more may stand anywhere. The other rows
/// hold the word by chance (`telegobrb`) or under another's domain.
#[test]
fn domains_with_a_known_name_in_theirs_are_found() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    let (mut all, mut counted, mut missed) = (0, 0, BTreeMap::<String, Vec<String>>::new());
    for row in common::rows(&data.join("lookalike-domains/brand-in-name.tsv")) {
        let token = row[1].as_str();
        let Some(registrable) = domain::registrable(&row[0]) else { continue };
        let label = registrable.split('.').next().unwrap();
        let mut parts = label.split(|c: char| !c.is_ascii_alphabetic());
        all += 1;
        let at_edge = parts.any(|part| part.starts_with(token) || part.ends_with(token));
        if !(at_edge || token.len() >= CONTAINED_MIN_LETTERS && label.contains(token)) {
            continue;
        }
        counted += 1;
        if !is_found(&engine, &row[0]) {
            missed.entry(token.to_owned()).or_default().push(row[0].clone());
        }
    }
    let lost: usize = missed.values().map(Vec::len).sum();
    println!("brand in name: {} of {counted} found ({all} rows in all)", counted - lost);
    missed.iter().for_each(|(token, hosts)| println!("  missed {token} {}: {}", hosts.len(), hosts.join(" ")));
    assert!(counted > 1_000 && lost * 5 <= counted);
}

fn money(amount: &str, currency: &str) -> Option<Money> {
    amount
        .parse()
        .ok()
        .filter(|amount: &rust_decimal::Decimal| !amount.is_zero())
        .map(|amount| Money { amount, currency: Some(currency.into()) })
}

/// Title, labelled brand where there is one, price and list price.
type Goods = (String, Option<String>, Option<Money>, Option<Money>);

/// Goods of established shops.
fn goods(data: &Path) -> Vec<Goods> {
    let field = |row: &[String], index: usize| row.get(index).filter(|text| !text.is_empty()).cloned().unwrap_or_default();
    let mut all = Vec::new();
    let mut add = |file: &str, title: usize, brand: Option<usize>, price: Option<usize>, list: Option<usize>, currency: &str| {
        for row in common::rows(&data.join("listing-titles").join(file)) {
            let amount = |column: Option<usize>| money(&field(&row, column?), currency);
            all.push((field(&row, title), brand.map(|column| field(&row, column)), amount(price), amount(list)));
        }
    };
    add("flipkart.tsv", 1, Some(2), Some(5), Some(4), "INR");
    add("adidas-nike.tsv", 1, Some(2), Some(4), Some(3), "USD");
    add("adidas-shop.tsv", 1, Some(2), Some(4), None, "USD");
    add("myntra.tsv", 1, None, None, None, "INR");
    all
}

/// Index of the brand whose name a brand field is or begins with.
fn labelled(names: &[(String, usize)], field: &str) -> Option<usize> {
    let field = fold(field).text;
    let begins = |name: &str| field.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    names.iter().filter(|(name, _)| begins(name)).max_by_key(|(name, _)| name.len()).map(|(_, brand)| *brand)
}

/// A row counts for recall if its title names the brand it is labelled with, read as words; titles without
/// a label begin with it. Everyday words count as well.
#[test]
fn brands_are_spotted_in_titles() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    let packs = engine.packs();
    let brain = GoodsBrain::new(packs);
    let all_names = packs.brands.iter().enumerate().flat_map(|(index, brand)| {
        std::iter::once(&brand.name).chain(&brand.names).map(move |name| (fold(name).text.replace('-', " "), index))
    });
    let names: Vec<(String, usize)> = all_names.collect();
    let (mut spotted, mut right, mut named, mut found) = (0, 0, 0, 0);
    let (mut wrong, mut missed) = (Vec::new(), Vec::new());
    for (title, brand, _, _) in goods(&data) {
        let plain = format!(" {} ", fold(&title).text.replace('-', " "));
        let label = brand.as_deref().filter(|brand| !brand.is_empty()).unwrap_or(&title);
        let expected = labelled(&names, &fold(label).text.replace('-', " "));
        let in_title =
            expected.is_some_and(|brand| names.iter().any(|(name, owner)| *owner == brand && plain.contains(&format!(" {name} "))));
        let answer = brain.resolve(packs, &Listing { title: Some(title.clone()), ..Listing::default() }).brand;
        let answer = answer.and_then(|named| packs.brands.iter().position(|brand| brand.id == named.brand.id));
        named += usize::from(in_title);
        found += usize::from(in_title && answer == expected);
        // Without a labelled brand nothing says that the answer is right: it counts as wrong.
        spotted += usize::from(answer.is_some());
        right += usize::from(answer.is_some() && answer == expected);
        if let Some(answer) = answer.filter(|_| answer != expected) {
            wrong.push(format!("{title:?} ({brand:?}) taken for {}", packs.brands[answer].id));
        }
        if in_title && answer != expected {
            missed.push(title);
        }
    }
    println!("precision {right} of {spotted}, recall {found} of {named}");
    println!("wrong: {wrong:#?}\nmissed: {missed:#?}");
    assert!(spotted > 1_000 && right * 100 >= spotted * 97);
    assert!(named > 1_000 && found * 100 >= named * 92);
}

#[test]
fn goods_of_established_shops_are_hardly_ever_doubted() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    let (mut all, mut cautions) = (0, Vec::new());
    for (title, brand, price, list_price) in goods(&data) {
        all += 1;
        let brand = brand.filter(|brand| !brand.is_empty());
        let listing = Listing { kind: PageKind::Product, title: Some(title.clone()), brand, price, list_price, ..Listing::default() };
        let state = engine.assess_listing(listing).unwrap().state;
        assert_ne!(state, State::High, "{title}");
        if state == State::Caution {
            cautions.push(title);
        }
    }
    println!("caution on {} of {all} listings: {cautions:?}", cautions.len());
    assert!(all > 4_000 && cautions.len() * 200 <= all);
}
