//! Times of the engine's steps on this machine: reading the demo pages, the rules on them, looking at their pictures.
//!
//! Prints one line a step: median, 95th percentile and number of runs, in milliseconds. `cargo bench --bench native`.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use touchstone::page;
use touchstone::snapshot::{Picture, PictureData};

#[path = "../common/mod.rs"]
mod common;
#[path = "timing.rs"]
mod timing;

const RUNS: usize = 50;
const PICTURE_RUNS: usize = 10;

fn measure<T>(name: &str, runs: usize, step: impl FnMut() -> T) {
    let times = timing::sorted(runs, step);
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let at = |permille: usize| milliseconds(times[(times.len() - 1) * permille / 1000]);
    println!("{name:<44} median {:>8.2} ms   p95 {:>8.2} ms   {runs} runs", at(500), at(950));
}

fn main() {
    // Cargo passes `--bench`; `cargo test` builds this file too and must not spend time here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!("native, one thread");
    let (models, packs) = (common::models(), common::packs());
    measure("load packs and networks", 5, || touchstone::engine::Engine::new(&models, &packs).unwrap());
    let engine = common::engine();
    let demo = common::files("tests/pages/demo");
    for (name, html) in demo.iter().filter(|(name, _)| name.ends_with(".html") && *name != "index.html") {
        let snapshot = page::snapshot_from_bytes(html, &format!("http://127.0.0.1:8000/{name}")).unwrap();
        measure(&format!("read {name} ({} kB)", html.len() / 1000), RUNS, || engine.read(&snapshot).unwrap());
        let read = engine.read(&snapshot).unwrap();
        measure(&format!("rules on {name}"), RUNS, || engine.assess_facts(read.clone(), &[]).unwrap());
    }
    if let Some(shared) = common::shared() {
        real_pages(&engine, &shared.join("product-pages"));
    }
    let photo: Vec<_> = models.into_iter().filter(|file| file.name.starts_with("photo.")).collect();
    let photo_alone = touchstone::engine::Engine::new(&photo, &packs).unwrap();
    for (name, bytes) in demo.iter().filter(|(name, _)| name.ends_with(".jpg")) {
        let picture = Picture { src: name.clone(), data: PictureData::Encoded(bytes.clone()) };
        measure(&format!("look at {name}"), PICTURE_RUNS, || engine.look(&picture).unwrap());
        measure("the same, photo network alone", PICTURE_RUNS, || photo_alone.look(&picture).unwrap());
    }
}

/// One pass over every real page that is there: the spread between pages, not between runs.
fn real_pages(engine: &touchstone::engine::Engine, folder: &std::path::Path) {
    let mut snapshots = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".html.gz") {
                snapshots.extend(page::snapshot_from_bytes(&std::fs::read(&path).unwrap(), "https://shop.example/"));
            }
        }
    }
    if snapshots.is_empty() {
        return;
    }
    let mut next = snapshots.iter().cycle();
    measure("read a real product page", snapshots.len(), || engine.read(next.next().unwrap()).is_ok());
    measure("read and judge a real product page", snapshots.len(), || engine.assess(next.next().unwrap(), &[]).is_ok());
}
