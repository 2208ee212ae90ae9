//! Runs every folder of `tests/cases`: a page or a Listing, and which rules must fire or stay silent on it.
//!
//! `case.json`: `{"url", "fires":[rule], "silent":[rule], "state"?, "card_fires"?:{"0":[rule]}, "pictures"?:{address: file}}`,
//! beside `page.html` or `listing.json`. A folder named in `known_failures.txt` must fail; an unexpected pass fails too.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use touchstone::engine::Engine;
use touchstone::finding::{Assessment, Finding, State};
use touchstone::page;
use touchstone::snapshot::{Picture, PictureData};

mod common;

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

fn assess(engine: &Engine, folder: &Path, case: &Case) -> Result<Assessment, String> {
    let listing = folder.join("listing.json");
    let mut pictures = Vec::new();
    for (src, file) in &case.pictures {
        let bytes = fs::read(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
        pictures.push(Picture { src: src.clone(), data: PictureData::Encoded(bytes) });
    }
    if listing.exists() {
        let mut listing: touchstone::listing::Listing = read_json(&listing)?;
        listing.url = Some(case.url.clone());
        return engine.assess_facts(page::from_listing(listing), &pictures).map_err(|error| error.to_string());
    }
    let bytes = fs::read(folder.join("page.html")).map_err(|error| format!("page.html: {error}"))?;
    let snapshot = page::snapshot_from_bytes(&bytes, &case.url).map_err(|error| error.to_string())?;
    engine.assess(&snapshot, &pictures).map_err(|error| error.to_string())
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
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

#[test]
fn every_case_holds() {
    let engine = common::engine();
    let root = common::root().join("tests/cases");
    let known = fs::read_to_string(root.join("known_failures.txt")).unwrap_or_default();
    let known: Vec<&str> = known.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut failures, mut count) = (Vec::new(), 0);
    for folder in common::folders(&root) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let case: Case = read_json(&folder.join("case.json")).unwrap();
        let problems = assess(&engine, &folder, &case).map_or_else(|error| vec![error], |answer| problems(&case, &answer));
        count += 1;
        match (problems.is_empty(), known.contains(&name.as_str())) {
            (true, false) | (false, true) => {}
            (true, true) => failures.push(format!("{name}: passes now; take it out of known_failures.txt")),
            (false, false) => failures.push(format!("{name}: {}", problems.join("; "))),
        }
    }
    println!("{count} cases, {} known to fail", known.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 0);
}
