use super::*;

mod benchmark;
mod hostile;
mod small;
mod trader;

use crate::pack::{Label, Packs};
use crate::snapshot::{SCHEMA, Snapshot};

/// The packs' labels, read straight from their files.
fn packs() -> Packs {
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/models/packs/sites"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("labels-")))
        .collect();
    files.sort();
    let mut labels: Vec<Label> = Vec::new();
    for file in files {
        let mut pack: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        labels.extend(serde_json::from_value::<Vec<Label>>(pack["entries"].take()).unwrap());
    }
    let social = crate::pack::Site {
        id: "social".into(),
        name: "Social".into(),
        kind: crate::pack::SiteKind::Social,
        domains: vec!["social.example".into()],
        source: "made for the test".into(),
    };
    Packs { labels, sites: vec![social], ..Packs::default() }
}

fn snapshot(html: &str, url: &str) -> Snapshot {
    Snapshot { schema: SCHEMA, url: url.to_owned(), html: html.to_owned(), images: Vec::new(), language: None }
}

pub(super) fn read_page(html: &str) -> Page {
    Reader::new(&packs()).read(&snapshot(html, "https://shop.example/boot")).unwrap()
}
