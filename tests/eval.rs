//! Real pages: ../shared/data/product-pages (its SOURCE.md names origin and licence). Nothing of it is copied here.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use touchstone::eval::facts::{Evaluation, FACTS, truths};
use touchstone::pack::Packs;
use touchstone::page::{Reader, snapshot_from_bytes};

mod common;

/// F1 that is held, a little under what is reached. The truth counts a number that stands only in the page's data as not there,
/// which caps `mpn` and `gtin`, and it has five prices in pesos a thousand times too small, which cap `price`.
const FLOORS: [(&str, f64); FACTS.len()] =
    [("price", 0.87), ("availability", 0.93), ("brand", 0.82), ("sku", 0.97), ("mpn", 0.90), ("gtin", 0.71)];

#[test]
fn facts_of_real_product_pages_are_read() {
    let Some(folder) = common::shared().map(|data| data.join("product-pages")).filter(|folder| folder.is_dir()) else { return };
    let reader = Reader::new(&Packs::load(&common::packs()).unwrap());
    let mut evaluation = Evaluation::default();
    for (id, truth) in &truths(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap() {
        let bytes = std::fs::read(folder.join(format!("html/{id}.html.gz"))).unwrap();
        let page = reader.read(&snapshot_from_bytes(&bytes, &truth.url).unwrap()).unwrap();
        evaluation.add(id, truth, &page.listing);
    }
    if std::env::var_os("VERBOSE").is_some() {
        for miss in &evaluation.misses {
            let origin = miss.origin.as_ref().map(|origin| format!("{:?} {}", origin.source, origin.place)).unwrap_or_default();
            println!("{} {}: read {:?} expected {:?} [{origin}]", &miss.page[..6], miss.fact, miss.read, miss.accepted);
        }
    }
    for (fact, floor) in FLOORS {
        let score = evaluation.score(fact).unwrap();
        println!("{fact}: F1 {:.3} {score:?}", score.f1());
        assert!(score.f1() >= floor, "{fact}: {:.3}", score.f1());
    }
}
