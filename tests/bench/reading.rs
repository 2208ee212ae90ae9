//! Reading against extruct, and prices against price-parser, one page after the other in turn, on the same pages and strings.
//!
//! Needs `../shared/data` and Python with both packages (`TOUCHSTONE_PYTHON`; `./build.sh bench` makes a virtual environment).
//! Prints medians, ratios, precision and recall, and how time grows with size. `cargo bench --bench reading`.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use touchstone::eval::facts::{Evaluation, FACTS, truths};
use touchstone::pack::Packs;
use touchstone::page::{Reader, snapshot_from_bytes};
use touchstone::text::price::Prices;

#[path = "../common/mod.rs"]
mod common;

/// Readings of one page by us, of which the median counts; extruct reads it as often.
const ROUNDS: usize = 3;
/// Readings of a page of the table of sizes.
const SIZE_RUNS: usize = 5;

/// The Python side.
struct Peers {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Peers {
    fn start() -> Option<Self> {
        let python = std::env::var_os("TOUCHSTONE_PYTHON")?;
        let script = common::root().join("tests/bench/peers.py");
        let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let (input, output) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, input, output })
    }

    fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.input, "{request}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_default()
    }
}

impl Drop for Peers {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms<T>(step: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = std::hint::black_box(step());
    (start.elapsed().as_secs_f64() * 1000.0, result)
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let packs = Packs::load(&common::packs()).unwrap();
    let reader = Reader::new(&packs);
    sizes(&reader);
    let Some(shared) = common::shared() else { return };
    let mut peers = Peers::start();
    if peers.is_none() {
        println!("skipped: no Python with extruct and price-parser (TOUCHSTONE_PYTHON)");
    }
    pages(&reader, &packs.prices(), peers.as_mut(), &shared.join("product-pages"));
    prices(&packs, peers.as_mut(), &shared.join("prices/price-strings.jsonl"));
}

fn pages(reader: &Reader, signs: &Prices, mut peers: Option<&mut Peers>, folder: &Path) {
    let truths = truths(&std::fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let (mut ours, mut theirs) = (Evaluation::default(), Evaluation::default());
    let (mut own_times, mut peer_times, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for (id, truth) in &truths {
        let file = folder.join(format!("html/{id}.html.gz"));
        let snapshot = snapshot_from_bytes(&std::fs::read(&file).unwrap(), &truth.url).unwrap();
        let (mut own, mut peer) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            let (time, page) = ms(|| reader.read(&snapshot).unwrap());
            own.push(time);
            if round == 0 {
                ours.add(id, truth, &page.listing, signs);
            }
            let Some(peers) = peers.as_deref_mut() else { continue };
            let answer = peers.ask(&json!({ "html": file, "url": truth.url }));
            peer.extend(answer["ms"].as_f64());
            if round == 0 {
                let mut listing = answer["facts"].clone();
                listing["kind"] = json!("product");
                theirs.add(id, truth, &serde_json::from_value(listing).unwrap_or_default(), signs);
            }
        }
        let (own, peer) = (median(&mut own), median(&mut peer));
        own_times.push(own);
        if peer > 0.0 {
            peer_times.push(peer);
            ratios.push(peer / own);
        }
    }
    println!("reading {} real product pages, median of {ROUNDS}", own_times.len());
    println!("  touchstone {:>8.2} ms a page (median)", median(&mut own_times));
    if !peer_times.is_empty() {
        println!("  extruct    {:>8.2} ms a page (median), {} pages read", median(&mut peer_times), peer_times.len());
        let total = |times: &[f64]| times.iter().sum::<f64>();
        println!("  ratio      {:>8.1} median of pages, {:.1} of sums", median(&mut ratios), total(&peer_times) / total(&own_times));
    }
    println!("  {:<14} {:>27} {:>27}", "fact", "touchstone  P     R     F1", "extruct  P     R     F1");
    for fact in FACTS {
        let cells = |evaluation: &Evaluation| {
            let score = *evaluation.score(fact).unwrap();
            format!("{:.3} {:.3} {:.3}", score.precision(), score.recall(), score.f1())
        };
        let peer = if ratios.is_empty() { String::new() } else { cells(&theirs) };
        println!("  {fact:<14} {:>27} {peer:>27}", cells(&ours));
    }
}

fn prices(packs: &Packs, peers: Option<&mut Peers>, file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let field = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let strings: Vec<(String, Option<String>)> =
        rows.iter().map(|row| (field(row, "price_raw").unwrap_or_default(), field(row, "currency_raw"))).collect();
    let expected: Vec<Option<f64>> = rows.iter().map(|row| row["amount_float"].as_f64()).collect();
    let right = |read: &[Option<f64>]| {
        let same = |(read, expected): (&Option<f64>, &Option<f64>)| match (read, expected) {
            (Some(read), Some(expected)) => (read - expected).abs() < 1e-6,
            (None, None) => true,
            _ => false,
        };
        read.iter().zip(&expected).filter(|pair| same(*pair)).count()
    };
    let prices = packs.prices();
    let amount = |(price, hint): &(String, Option<String>)| {
        prices.parse(price, hint.as_deref()).and_then(|price| price.amount.to_string().parse::<f64>().ok())
    };
    let (own_ms, own) = ms(|| strings.iter().map(amount).collect::<Vec<_>>());
    println!("reading {} price strings", strings.len());
    println!("  touchstone   {:>4} right, {own_ms:>8.2} ms", right(&own));
    let Some(peers) = peers else { return };
    let answer = peers.ask(&json!({ "strings": strings }));
    let read: Vec<Option<f64>> = answer["amounts"].as_array().into_iter().flatten().map(Value::as_f64).collect();
    println!("  price-parser {:>4} right, {:>8.2} ms", right(&read), answer["ms"].as_f64().unwrap_or_default());
}

/// How time grows with a page's size, up to the limit of a snapshot: a shop's page with ever more of its middle.
fn sizes(reader: &Reader) {
    let page = String::from_utf8(common::files("tests/pages/demo")["honest-shop.html"].clone()).unwrap();
    let cut = page.rfind("</main>").or_else(|| page.rfind("</body>")).unwrap_or(page.len());
    let block = "<section class=product><h2>Leather boot</h2><p>Brown leather, <b>rubber sole</b>, made to last.</p>\
                 <span class=price>€ 79.90</span> <a href='/p/1'>More</a><img src='/1.jpg' alt='boot'></section>";
    println!("time against size, median of {SIZE_RUNS}");
    for kilobytes in [64, 128, 256, 512, 1024, 2048, 4095] {
        let times = (kilobytes * 1024usize).saturating_sub(page.len()) / block.len();
        let html = format!("{}{}{}", &page[..cut], block.repeat(times), &page[cut..]);
        let snapshot = snapshot_from_bytes(html.as_bytes(), "https://shop.example/").unwrap();
        let mut runs: Vec<f64> = (0..SIZE_RUNS).map(|_| ms(|| reader.read(&snapshot).unwrap()).0).collect();
        let time = median(&mut runs);
        println!("  {:>5} KiB {time:>8.2} ms {:>8.2} ms a MiB", html.len() / 1024, time * 1024.0 * 1024.0 / html.len() as f64);
    }
}
