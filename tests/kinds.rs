//! What sort of page each of our own small pages is: the folder's name is the answer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use touchstone::listing::PageKind;

mod common;

#[test]
fn every_page_is_of_the_kind_of_its_folder() {
    let engine = common::engine();
    let mut wrong = Vec::new();
    let pages = common::files("tests/pages/kinds");
    for (name, bytes) in &pages {
        let kind = match name.split('/').next() {
            Some("product") => PageKind::Product,
            Some("cards") => PageKind::Cards,
            Some("shop") => PageKind::Shop,
            _ => PageKind::Other,
        };
        let snapshot = touchstone::page::snapshot_from_bytes(bytes, "https://www.example.org/page").unwrap();
        let page = engine.read(&snapshot).unwrap();
        if page.listing.kind != kind {
            wrong.push(format!("{name} is {kind:?}, read as {:?}", page.listing.kind));
        }
    }
    assert!(pages.len() >= 125, "the pages are gone");
    assert!(wrong.is_empty(), "{} of {} pages: {wrong:#?}", wrong.len(), pages.len());
}
