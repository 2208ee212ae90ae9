//! Real pages: ../shared/data (its SOURCE.md files name origin and licence). Nothing of it is copied here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::*;
use super::packs;

fn shared(part: &str) -> Option<PathBuf> {
    let root = std::env::var("TOUCHSTONE_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let path = PathBuf::from(root).join("data").join(part);
    if !path.exists() {
        println!("skipped: ../shared/data absent");
    }
    path.exists().then_some(path)
}

/// F1 with its parts, as the benchmark counts: a wrong value is a false positive and a false negative.
#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    extra: u32,
    missed: u32,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from(2 * self.right + 2 * self.wrong + self.extra + self.missed)
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn same(field: &str, read: &str, accepted: &str) -> bool {
    match field {
        "price" => {
            let number = |text: &str| text.trim().parse::<f64>().ok();
            number(read).zip(number(accepted)).is_some_and(|(read, accepted)| (read - accepted).abs() < 0.005)
        }
        // The truth knows two names.
        "availability" => {
            let none = ["OutOfStock", "SoldOut", "Discontinued"].contains(&read);
            none == (accepted == "OutOfStock")
        }
        _ => squeezed(read) == squeezed(accepted),
    }
}

#[test]
fn facts_of_real_product_pages_are_read() {
    let Some(folder) = shared("product-pages") else { return };
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let reader = Reader::new(&packs());
    let verbose = std::env::var("VERBOSE").is_ok();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    let mut micros = Vec::new();
    for (id, facts) in &truth {
        let bytes = std::fs::read(folder.join(format!("html/{id}.html.gz"))).unwrap();
        let url = facts["url"].as_str().unwrap_or_default();
        let snapshot = snapshot_from_bytes(&bytes, url).unwrap();
        let start = std::time::Instant::now();
        let page = reader.read(&snapshot).unwrap();
        micros.push((start.elapsed().as_micros(), snapshot.html.len()));
        let listing = &page.listing;
        *kinds.entry(format!("{:?}", listing.kind)).or_default() += 1;
        if verbose && listing.kind != crate::listing::PageKind::Product {
            println!("{} {url}: kind {:?} cards {}", &id[..6], listing.kind, listing.cards.len());
        }
        let read = [
            ("price", listing.price.as_ref().map(|price| price.amount.to_string())),
            ("sku", listing.sku.clone()),
            ("availability", listing.availability.clone()),
            ("brand", listing.brand.clone()),
            ("mpn", listing.mpn.clone()),
            ("gtin", listing.gtin.clone()),
        ];
        for (field, value) in read {
            let accepted: Vec<&str> =
                facts[field].as_array().map(|values| values.iter().filter_map(|value| value.as_str()).collect()).unwrap_or_default();
            let score = scores.entry(field).or_default();
            let ok = value.as_ref().is_some_and(|value| accepted.iter().any(|accepted| same(field, value, accepted)));
            match (&value, accepted.is_empty()) {
                (Some(_), false) if ok => score.right += 1,
                (Some(_), false) => score.wrong += 1,
                (Some(_), true) => score.extra += 1,
                (None, false) => score.missed += 1,
                (None, true) => {}
            }
            if verbose && !ok && (value.is_some() || !accepted.is_empty()) {
                let origin = listing.trace.get(&format!("/{field}")).map(|origin| format!("{:?} {}", origin.source, origin.place));
                println!("{} {field}: read {value:?} expected {accepted:?} [{}] {url}", &id[..6], origin.unwrap_or_default());
            }
        }
    }
    for (field, score) in &scores {
        println!(
            "{field}: F1 {:.3} (right {}, wrong {}, extra {}, missed {})",
            score.f1(),
            score.right,
            score.wrong,
            score.extra,
            score.missed
        );
    }
    let bytes: usize = micros.iter().map(|(_, bytes)| bytes).sum();
    let total: u128 = micros.iter().map(|(micros, _)| micros).sum();
    println!(
        "kinds: {kinds:?}; {} pages, {:.1} MB, {:.2} ms a page, slowest {:?} us",
        micros.len(),
        bytes as f64 / 1e6,
        total as f64 / 1e3 / micros.len() as f64,
        micros.iter().max()
    );
    for (field, floor) in [("price", 0.86), ("sku", 0.83), ("availability", 0.88), ("brand", 0.80)] {
        assert!(scores[field].f1() >= floor, "{field}");
    }
}

#[test]
fn structured_data_samples_are_read_without_panic() {
    let Some(folder) = shared("structured-data-samples") else { return };
    let reader = Reader::new(&packs());
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        if let Ok(snapshot) = snapshot_from_bytes(&bytes, "https://shop.example/") {
            assert!(reader.read(&snapshot).is_ok());
        }
    }
}
