//! Runs every folder of `tests/cases`, natively and in the browser: a page or a Listing, and which rules must fire or stay
//! silent on it.
//!
//! `case.json`: `{"url", "fires":[rule], "silent":[rule], "state"?, "card_fires"?:{"0":[rule]}, "pictures"?:{address: file}}`,
//! beside `page.html` or `listing.json`, and `pack.json` where another pack stands beside the shipped ones. A folder named in `known_failures.txt` must fail; an unexpected pass fails too.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use touchstone::engine::Engine;
use touchstone::finding::{Assessment, Finding, State};
use touchstone::listing::Listing;
use touchstone::pack::PackFile;
use touchstone::page;
use touchstone::snapshot::{Picture, PictureData};

mod common;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    url: String,
    #[serde(default)]
    fires: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
    #[serde(default)]
    state: Option<State>,
    #[serde(default)]
    card_fires: BTreeMap<usize, Vec<String>>,
    #[serde(default)]
    pictures: BTreeMap<String, String>,
}

/// The files of one case's folder.
struct Folder<'a> {
    name: &'a str,
    files: &'a common::Files,
}

impl Folder<'_> {
    fn bytes(&self, file: &str) -> Option<&[u8]> {
        self.files.get(&format!("{}/{file}", self.name)).map(Vec::as_slice)
    }

    fn json<T: DeserializeOwned>(&self, file: &str) -> Result<T, String> {
        let bytes = self.bytes(file).ok_or_else(|| format!("{file} is missing"))?;
        serde_json::from_slice(bytes).map_err(|error| format!("{file}: {error}"))
    }

    /// An engine with the case's own pack, where it has one.
    fn own_engine(&self) -> Option<Engine> {
        let bytes = self.bytes("pack.json")?.to_vec();
        let mut packs = common::packs();
        packs.push(PackFile { name: "own/pack.json".into(), bytes });
        Some(Engine::new(&[], &packs).unwrap_or_else(|error| panic!("{}: {error}", self.name)))
    }

    fn assess(&self, engine: &Engine, case: &Case) -> Result<Assessment, String> {
        let mut pictures = Vec::new();
        for (src, file) in &case.pictures {
            let bytes = self.bytes(file).ok_or_else(|| format!("{file} is missing"))?;
            pictures.push(Picture { src: src.clone(), data: PictureData::Encoded(bytes.to_vec()) });
        }
        let page = match self.bytes("page.html") {
            Some(html) => {
                let snapshot = page::snapshot_from_bytes(html, &case.url).map_err(|error| error.to_string())?;
                engine.read(&snapshot).map_err(|error| error.to_string())?
            }
            None => page::from_listing(Listing { url: Some(case.url.clone()), ..self.json("listing.json")? }),
        };
        engine.assess_facts(page, &pictures).map_err(|error| error.to_string())
    }
}

fn has(findings: &[Finding], rule: &str) -> bool {
    findings.iter().any(|finding| finding.rule == rule)
}

fn problems(case: &Case, assessment: &Assessment) -> Vec<String> {
    let mut problems = Vec::new();
    let card = |index: &usize| assessment.cards.iter().find(|card| card.card == *index);
    let anywhere = |rule: &str| has(&assessment.findings, rule) || assessment.cards.iter().any(|card| has(&card.findings, rule));
    problems.extend(case.fires.iter().filter(|rule| !has(&assessment.findings, rule)).map(|rule| format!("{rule} did not fire")));
    problems.extend(case.silent.iter().filter(|rule| anywhere(rule)).map(|rule| format!("{rule} fired")));
    for (index, rules) in &case.card_fires {
        let silent = rules.iter().filter(|rule| !card(index).is_some_and(|card| has(&card.findings, rule)));
        problems.extend(silent.map(|rule| format!("{rule} did not fire on card {index}")));
    }
    if case.state.is_some_and(|state| state != assessment.state) {
        problems.push(format!("state {:?} in place of {:?}", assessment.state, case.state));
    }
    let unquoted = assessment.findings.iter().filter(|finding| finding.quotes.is_empty());
    problems.extend(unquoted.map(|finding| format!("{} quotes nothing", finding.rule)));
    problems
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_case_holds() {
    let shipped = common::engine();
    let files = common::files("tests/cases");
    let known = files.get("known_failures.txt").map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let known: Vec<&str> = known.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let names: BTreeSet<&str> = files.keys().filter_map(|path| path.split_once('/')).map(|(name, _)| name).collect();
    let mut failures: Vec<String> =
        known.iter().filter(|name| !names.contains(*name)).map(|name| format!("{name}: no such case")).collect();
    for name in &names {
        let folder = Folder { name, files: &files };
        let case: Case = folder.json("case.json").unwrap_or_else(|error| panic!("{name}: {error}"));
        let own = folder.own_engine();
        let engine = own.as_ref().unwrap_or(&shipped);
        let problems = folder.assess(engine, &case).map_or_else(|error| vec![error], |answer| problems(&case, &answer));
        match (problems.is_empty(), known.contains(name)) {
            (true, false) | (false, true) => {}
            (true, true) => failures.push(format!("{name}: passes now; take it out of known_failures.txt")),
            (false, false) => failures.push(format!("{name}: {}", problems.join("; "))),
        }
    }
    println!("{} cases, {} known to fail", names.len(), known.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(!names.is_empty());
}
