//! The shipped adapters read pages of their sites: small pages of our own with the sites' public structure, without structured data,
//! so that the adapter is what reads them. And the reader does without adapters on shops that describe themselves.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use touchstone::listing::{Listing, PageKind, Source};
use touchstone::pack::Packs;
use touchstone::page::{Reader, snapshot_from_bytes};

mod common;

fn packs() -> Packs {
    Packs::load(&common::packs()).unwrap()
}

fn expected() -> BTreeMap<String, Value> {
    let files = common::files("tests/pages/sites");
    serde_json::from_slice(&files["expected.json"]).unwrap()
}

fn read(reader: &Reader, html: &[u8], url: &str) -> Listing {
    reader.read(&snapshot_from_bytes(html, url).unwrap()).unwrap().listing
}

/// What the listing lacks of the expected facts, by JSON pointer. A number under `cards` is how many there are.
fn differences(expected: &Value, found: &Value, place: &str, into: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(fields), _) => {
            for (key, value) in fields {
                differences(value, &found[key], &format!("{place}/{key}"), into);
            }
        }
        (Value::Number(count), Value::Array(items)) if place == "/cards" && count.as_u64() == Some(items.len() as u64) => {}
        (expected, found) if expected == found => {}
        _ => into.push(format!("{place}: {expected} expected, {found} read")),
    }
}

#[test]
fn every_adapter_reads_its_page() {
    let reader = Reader::new(&packs());
    let files = common::files("tests/pages/sites");
    let mut wrong = Vec::new();
    for (name, facts) in expected() {
        let html = &files[&format!("{name}.html")];
        let listing = read(&reader, html, facts["url"].as_str().unwrap());
        let mut found = serde_json::to_value(&listing).unwrap();
        found["first_card"] = found["cards"].get(0).cloned().unwrap_or_default();
        let mut lacking = Vec::new();
        differences(&facts, &found, "", &mut lacking);
        wrong.extend(lacking.into_iter().map(|lack| format!("{name}{lack}")));
        if listing.kind == PageKind::Product {
            let source = |pointer: &str| listing.trace.get(pointer).map(|origin| origin.source);
            for pointer in ["/title", "/price"] {
                if source(pointer) != Some(Source::Adapter) {
                    wrong.push(format!("{name}{pointer}: read by {:?}", source(pointer)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_adapter_has_its_pages_and_no_page_is_left_over() {
    let ids: BTreeSet<String> = packs().adapters.into_iter().map(|adapter| adapter.id).collect();
    let pages: BTreeSet<String> = expected().into_keys().collect();
    let wanted: BTreeSet<String> = ids.iter().flat_map(|id| [id.clone(), format!("{id}-cards")]).collect();
    assert_eq!(pages, wanted);
    let files = common::files("tests/pages/sites").into_keys().filter_map(|file| file.strip_suffix(".html").map(str::to_owned));
    assert_eq!(files.collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn what_structured_data_says_wins_over_the_adapter() {
    let json_ld =
        json!({"@type": "Product", "name": "Said by the data", "offers": {"@type": "Offer", "price": "7", "priceCurrency": "EUR"}});
    let html = format!(
        "<script type='application/ld+json'>{json_ld}</script><body class='woocommerce single-product'><h1 class=product_title>Shown</h1>\
         <div class=summary><p class=price><span class=woocommerce-Price-amount>9 €</span></p></div><div class=product_meta><span class=sku>K-1</span></div>"
    );
    let listing = read(&Reader::new(&packs()), html.as_bytes(), "https://shop.example/p");
    assert_eq!((listing.title.as_deref(), listing.sku.as_deref()), (Some("Said by the data"), Some("K-1")));
    assert_eq!(listing.price.unwrap().amount.to_string(), "7");
    assert_eq!(listing.trace["/sku"].source, Source::Adapter);
}

/// How many facts a listing holds.
fn facts(listing: &Listing) -> usize {
    let value = serde_json::to_value(listing).unwrap();
    let of = |value: &Value| value.as_object().map_or(0, |fields| fields.len());
    let left_out = ["trace", "shop", "cards", "images", "reviews", "url", "kind"];
    value.as_object().unwrap().keys().filter(|key| !left_out.contains(&key.as_str())).count() + of(&value["seller"])
}

#[test]
fn the_reader_does_without_adapters_on_real_shops() {
    let Some(folder) = common::shared().map(|data| data.join("product-pages")).filter(|folder| folder.is_dir()) else { return };
    let with = packs();
    let without = Packs { adapters: Vec::new(), ..with.clone() };
    let (with, without) = (Reader::new(&with), Reader::new(&without));
    let truth: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let (mut facts_with, mut facts_without, mut adapted) = (0, 0, 0);
    for (id, known) in &truth {
        let html = std::fs::read(folder.join(format!("html/{id}.html.gz"))).unwrap();
        let url = known["url"].as_str().unwrap_or_default();
        let (one, other) = (read(&with, &html, url), read(&without, &html, url));
        adapted += usize::from(one.trace.values().any(|origin| origin.source == Source::Adapter));
        facts_with += facts(&one);
        facts_without += facts(&other);
    }
    println!("{} pages: {facts_with} facts with adapters, {facts_without} without; an adapter read something on {adapted}", truth.len());
    assert!(facts_without * 100 >= facts_with * 80, "{facts_without} of {facts_with}");
}
