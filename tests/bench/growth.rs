//! What more brands and a long warning list cost: loading the packs and judging a page, without networks. `cargo bench --bench growth`.
//!
//! The further brands are the shipped ones over again under made-up names and addresses, so that they are as long and as varied. They
//! are written to `target/growth`, where the browser's bench finds them.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use serde_json::{Value, json};
use touchstone::engine::Engine;
use touchstone::pack::{PackFile, Packs, build};
use touchstone::page;

#[path = "../common/mod.rs"]
mod common;
#[path = "timing.rs"]
mod timing;

const BRANDS: usize = 10_000;
const LISTED: usize = 1_000_000;
const LOADS: usize = 11;
const RUNS: usize = 200;
/// Of these three syllables make more names than there are brands.
const SYLLABLES: [&str; 23] = [
    "ba", "del", "fir", "gor", "hun", "jas", "kem", "lid", "mov", "nup", "pal", "qer", "rin", "sol", "tuv", "vam", "wex", "xil", "yon",
    "zud", "cha", "she", "thi",
];

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let shipped = common::packs();
    let folder = common::root().join("target/growth");
    std::fs::create_dir_all(&folder).unwrap();
    let more = |name: &str, bytes: Vec<u8>| {
        std::fs::write(folder.join(format!("{name}.json")), &bytes).unwrap();
        let file = PackFile { name: format!("growth/{name}.json"), bytes };
        (format!("{} kB more", file.bytes.len() / 1000), [shipped.clone(), vec![file]].concat())
    };
    println!("growth, native, one thread, without networks");
    let base = measure("the shipped packs", "", &shipped, None);
    let (size, set) = more("brands", brands(&shipped));
    measure("and 10,000 brands", &size, &set, Some(base));
    let (size, set) = more("list", list(&shipped));
    measure("and 1,000,000 list entries", &size, &set, Some(base));
}

/// Median time to load and to judge each demo page, and both as multiples of `base`.
fn measure(name: &str, size: &str, packs: &[PackFile], base: Option<(Duration, Duration)>) -> (Duration, Duration) {
    let load = median(LOADS, || Engine::new(&[], packs).unwrap());
    let engine = Engine::new(&[], packs).unwrap();
    let demo = common::files("tests/pages/demo");
    let pages = demo.iter().filter(|(name, _)| name.ends_with(".html") && *name != "index.html");
    let pages: Vec<_> = pages
        .map(|(name, html)| {
            let snapshot = page::snapshot_from_bytes(html, &format!("https://shop-{}.com/{name}", name.trim_end_matches(".html"))).unwrap();
            engine.read(&snapshot).unwrap()
        })
        .collect();
    let mut next = pages.iter().cycle();
    let rules = median(RUNS, || engine.assess_facts(next.next().unwrap().clone(), &[]).unwrap());
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let times = |time: Duration, base: Duration| format!("{:.1} times", time.as_secs_f64() / base.as_secs_f64());
    let (load_times, rule_times) = base.map_or_else(Default::default, |base| (times(load, base.0), times(rules, base.1)));
    let (load_ms, rules_ms) = (milliseconds(load), milliseconds(rules));
    println!("{name:<28} load {load_ms:>8.2} ms {load_times:<11} rules on a page {rules_ms:>6.3} ms {rule_times:<11} {size}");
    (load, rules)
}

fn median<T>(runs: usize, step: impl FnMut() -> T) -> Duration {
    timing::sorted(runs, step)[runs / 2]
}

fn brands(shipped: &[PackFile]) -> Vec<u8> {
    let brands: Vec<Value> = Packs::load(shipped).unwrap().brands.iter().map(|brand| serde_json::to_value(brand).unwrap()).collect();
    let entries = (0..BRANDS).map(|index| {
        let mut brand = brands[index % brands.len()].clone();
        let syllables = [index, index / SYLLABLES.len(), index / SYLLABLES.len().pow(2)];
        let name: String = syllables.map(|index| SYLLABLES[index % SYLLABLES.len()]).concat();
        brand["id"] = json!(format!("growth-{name}"));
        brand["name"] = json!(name);
        brand["official_domains"] = json!([format!("{name}.com")]);
        for field in ["names", "lines", "store_names", "innocent"] {
            let renamed = |word: &Value| json!(format!("{name} {}", word.as_str().unwrap()));
            brand[field] = brand[field].as_array().unwrap().iter().map(renamed).collect();
        }
        brand
    });
    pack("brands", entries.collect())
}

fn list(shipped: &[PackFile]) -> Vec<u8> {
    let hosts: Vec<String> = (0..LISTED).map(|index| format!("shop-{index}.com")).collect();
    let entry = json!({"id": "growth", "name": "Growth", "url": "https://list.example/", "hosts": hosts, "source": "Made up."});
    let plain = PackFile { name: "growth/list.json".into(), bytes: pack("warning-lists", vec![entry]) };
    build(&plain, &Packs::load(shipped).unwrap()).unwrap()
}

fn pack(kind: &str, entries: Vec<Value>) -> Vec<u8> {
    json!({"schema": 1, "pack": kind, "name": "growth", "version": "1", "entries": entries}).to_string().into_bytes()
}
