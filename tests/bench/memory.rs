//! Most memory that reading a page needs beyond the page itself, against the page's size. `cargo bench --bench memory`.
#![allow(clippy::unwrap_used)]

use peak_alloc::PeakAlloc;
use touchstone::pack::Packs;
use touchstone::page::{Reader, snapshot_from_bytes};

#[path = "../common/mod.rs"]
mod common;

/// Counts every byte asked for. Its counting slows the reader, so that times are taken elsewhere.
#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let reader = Reader::new(&Packs::load(&common::packs()).unwrap());
    let mut files: Vec<std::path::PathBuf> = Vec::new();
    if let Some(shared) = common::shared() {
        let folder = std::fs::read_dir(shared.join("product-pages/html")).into_iter().flatten().flatten();
        files.extend(folder.map(|entry| entry.path()));
    }
    files.sort();
    let mut shares: Vec<f64> = Vec::new();
    for file in &files {
        let Ok(snapshot) = snapshot_from_bytes(&std::fs::read(file).unwrap(), "https://shop.example/item") else { continue };
        let before = PEAK.current_usage();
        PEAK.reset_peak_usage();
        let page = reader.read(&snapshot).unwrap();
        let most = PEAK.peak_usage().saturating_sub(before);
        drop(page);
        shares.push(most as f64 / snapshot.html.len() as f64);
    }
    shares.sort_by(f64::total_cmp);
    let at = |permille: usize| shares.get((shares.len().saturating_sub(1)) * permille / 1000).copied().unwrap_or_default();
    println!("memory beside the page, in sizes of the page, {} real product pages", shares.len());
    println!("  median {:.2}   p95 {:.2}   most {:.2}", at(500), at(950), at(1000));
}
