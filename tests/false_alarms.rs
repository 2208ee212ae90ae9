//! False alarms on real legitimate shops, where the shared data is there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use touchstone::engine::Engine;
use touchstone::finding::State;
use touchstone::listing::{Listing, PageKind, Shop};

mod common;

#[test]
fn legitimate_host_names_are_not_called_imitations() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    let (mut shops, mut alarms) = (0, Vec::new());
    for row in common::rows(&data.join("shop-domains/domains.tsv")).iter().filter(|row| row[1] == "legit") {
        shops += 1;
        let findings = engine.signs_of_domain(&row[0]);
        let rules = ["lookalike-domain", "brand-in-foreign-domain", "mixed-script-domain"];
        alarms.extend(
            findings.iter().filter(|finding| rules.contains(&finding.rule.as_str())).map(|finding| format!("{} {}", row[0], finding.rule)),
        );
    }
    println!("{} of {shops} legitimate host names: {alarms:?}", alarms.len());
    // The goal is below 0.3 %.
    assert!(shops > 0 && alarms.len() * 1000 < shops * 3);
}

fn shop(row: &[String]) -> Shop {
    let count = |column: usize| row[column].parse::<u64>().ok();
    let share = |column: usize| row[column].parse::<f64>().ok();
    let percent = |column: usize| share(column).map(|share| (share * 100.0).round() as u8);
    let shown = count(5);
    Shop {
        domain: Some(row[0].clone()),
        links_total: count(2),
        links_external: count(3),
        links_social: count(4),
        prices_shown: shown,
        prices_discounted: shown.zip(share(7)).map(|(shown, share)| (shown as f64 * share).round() as u64),
        discount_median_percent: percent(8),
        discount_max_percent: percent(9),
        prices_struck_through: count(10),
        ..Shop::default()
    }
}

fn state(engine: &Engine, row: &[String]) -> State {
    let url = Some(format!("https://{}/", row[0]));
    engine.assess_listing(Listing { kind: PageKind::Cards, url, shop: Some(shop(row)), ..Listing::default() }).unwrap().state
}

#[test]
fn front_pages_of_legitimate_shops_seldom_give_caution_and_never_high() {
    let Some(data) = common::shared() else { return };
    let engine = common::engine();
    // Pages without links were dead or blocked when they were read.
    let rows = common::rows(&data.join("shop-signals/features.tsv")).into_iter().filter(|row| row[2].parse::<u64>().unwrap_or(0) > 0);
    let (mut legit, mut bad) = (Vec::new(), Vec::new());
    for row in rows {
        let states = if row[1] == "legit" { &mut legit } else { &mut bad };
        states.push(state(&engine, &row));
    }
    let warned = |states: &[State]| states.iter().filter(|state| **state >= State::Caution).count();
    println!("caution: {} of {} legitimate, {} of {} listed bad shops", warned(&legit), legit.len(), warned(&bad), bad.len());
    assert!(!legit.contains(&State::High));
    assert!(warned(&legit) * 100 < legit.len());
    assert!(warned(&bad) * 2 > bad.len());
}
