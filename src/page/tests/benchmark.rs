//! Real pages: ../shared/data (its SOURCE.md files name origin and licence). Nothing of it is copied here.

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
