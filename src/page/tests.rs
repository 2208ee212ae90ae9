use super::*;

mod benchmark;
mod hostile;
mod mutation;
mod reviews;
mod small;
mod trader;

use crate::pack::{Label, Packs};
use crate::snapshot::{SCHEMA, Snapshot};

/// The packs' labels and currency signs, read straight from their files.
pub(super) fn packs() -> Packs {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/models/packs");
    let mut files: Vec<_> = std::fs::read_dir(format!("{root}/sites"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("labels-")))
        .collect();
    files.sort();
    files.push(format!("{root}/lists/price-words.json").into());
    let entries = |file: &std::path::Path| -> serde_json::Value {
        let mut pack: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        pack["entries"].take()
    };
    let labels: Vec<Label> = files.iter().flat_map(|file| serde_json::from_value::<Vec<Label>>(entries(file)).unwrap()).collect();
    let currency_signs = serde_json::from_value(entries(format!("{root}/lists/currency-signs.json").as_ref())).unwrap();
    let social = crate::pack::Site {
        id: "social".into(),
        name: "Social".into(),
        kind: crate::pack::SiteKind::Social,
        domains: vec!["social.example".into()],
        source: "made for the test".into(),
    };
    Packs { labels, currency_signs, sites: vec![social], ..Packs::default() }
}

fn snapshot(html: &str, url: &str) -> Snapshot {
    Snapshot { schema: SCHEMA, url: url.to_owned(), html: html.to_owned(), images: Vec::new(), language: None }
}

pub(super) fn read_page(html: &str) -> Page {
    Reader::new(&packs()).read(&snapshot(html, "https://shop.example/boot")).unwrap()
}
