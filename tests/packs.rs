//! Removing or adding a rule is one file, one pack entry, one message and its cases: this holds the five together.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde_json::Value;
use touchstone::rules::RULES;

mod common;

/// Reasons that the engine gives in `skipped`; each has a sentence in every locale.
const SKIP_REASONS: [&str; 10] = [
    "too-large",
    "too-deep",
    "too-many",
    "broken",
    "empty",
    "unknown-format",
    "unsupported-format",
    "no-opinion",
    "not-given",
    "unknown-field",
];

/// Kinds of things that `skipped` names; each has a word in every locale.
const SKIP_KINDS: [&str; 11] = ["picture", "json-ld", "state", "html", "text", "attribute", "card", "image", "link", "control", "field"];

/// Words that no message says: they would judge a listing or its seller.
const JUDGEMENTS: [&str; 20] = [
    "fake",
    "scam",
    "genuine",
    "正品",
    "假货",
    "骗",
    "falso",
    "betrug",
    "betrüg",
    "arnaque",
    "escroc",
    "estafa",
    "fraude",
    "golpe",
    "autêntic",
    "auténtic",
    "authentique",
    "詐欺",
    "偽物",
    "احتيال",
];

/// The folders of the locales, in order.
fn locales() -> Vec<String> {
    let folders = std::fs::read_dir(common::root().join("extension/_locales")).unwrap();
    let mut names: Vec<_> = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn messages(locale: &str) -> serde_json::Map<String, Value> {
    let bytes = std::fs::read(common::root().join("extension/_locales").join(locale).join("messages.json")).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn rule_ids() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.id).collect()
}

#[test]
fn rules_stand_in_order_and_once() {
    let ids = rule_ids();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    assert!(RULES.iter().all(|rule| rule.on_page || rule.on_cards));
}

#[test]
fn every_rule_has_its_file_weights_and_messages() {
    let engine = common::engine();
    let book = &engine.packs().rules;
    let locales: Vec<_> = locales().iter().map(|locale| messages(locale)).collect();
    for id in rule_ids() {
        let name = id.replace('-', "_");
        assert!(common::root().join(format!("src/rules/{name}.rs")).is_file(), "{id} has no file of its name");
        assert!(book.rules.iter().any(|weights| weights.id == id && !weights.bins.is_empty()), "{id} has no weights");
        for messages in &locales {
            assert!(messages.contains_key(&format!("rule_{name}")), "{id} has no message");
            assert!(messages.contains_key(&format!("rule_{name}_advice")), "{id} has no advice");
        }
    }
}

#[test]
fn no_list_of_sellers_is_there_unless_a_person_adds_it() {
    assert!(common::engine().packs().warning_lists.is_empty());
}

#[test]
fn nothing_is_left_of_a_rule_that_is_gone() {
    let engine = common::engine();
    let ids: BTreeSet<&str> = rule_ids().into_iter().collect();
    let families: BTreeSet<_> = engine.packs().rules.families.iter().map(|caps| caps.family).collect();
    for weights in &engine.packs().rules.rules {
        assert!(ids.contains(weights.id.as_str()), "weights for {}, which is no rule", weights.id);
        assert!(families.contains(&weights.family), "{} is in a family without caps", weights.id);
    }
    for key in messages("en").keys() {
        if let Some(name) = key.strip_prefix("rule_") {
            let id = name.trim_end_matches("_advice").replace('_', "-");
            assert!(ids.contains(id.as_str()), "message {key}, but no rule {id}");
        }
    }
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_must_not() {
    let (mut fires, mut silent) = (BTreeSet::new(), BTreeSet::new());
    let words = |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    for (path, bytes) in common::files("tests/cases") {
        let Some((folder, _)) = path.split_once("/case.json") else { continue };
        let case: Value = serde_json::from_slice(&bytes).unwrap();
        let id = folder.split("--").next().unwrap();
        assert!(rule_ids().contains(&id), "{folder}: its name begins with no rule");
        fires.extend(words(&case["fires"]));
        fires.extend(case["card_fires"].as_object().into_iter().flat_map(|cards| cards.values()).flat_map(words));
        silent.extend(words(&case["silent"]));
    }
    for id in rule_ids() {
        assert!(fires.contains(id), "no case in which {id} fires");
        assert!(silent.contains(id), "no case in which {id} must not fire");
    }
}

#[test]
fn every_locale_says_the_same_things() {
    let english = messages("en");
    assert!(locales().len() >= 8, "{:?}", locales());
    for locale in locales() {
        let own = messages(&locale);
        assert!(own.keys().eq(english.keys()), "{locale} has other keys than en");
        for (key, entry) in own {
            let text = entry["message"].as_str().unwrap_or_default();
            assert!(!text.trim().is_empty(), "{locale}: {key} is empty");
            let arguments = |text: &str| (1..=9).filter(|number| text.contains(&format!("${number}"))).collect::<Vec<_>>();
            let english = english[&key]["message"].as_str().unwrap_or_default();
            assert_eq!(arguments(text), arguments(english), "{locale}: {key} has other arguments");
        }
    }
    let reasons = SKIP_REASONS.map(|reason| format!("skipped_{reason}"));
    let kinds = SKIP_KINDS.map(|kind| format!("ui_skipped_{kind}"));
    for key in reasons.iter().chain(&kinds).map(|key| key.replace('-', "_")) {
        assert!(english.contains_key(&key), "{key} has no message");
    }
}

#[test]
fn no_message_calls_a_listing_names() {
    for locale in locales() {
        for (key, entry) in messages(&locale) {
            let text = entry["message"].as_str().unwrap_or_default().to_lowercase();
            for word in JUDGEMENTS {
                assert!(!text.contains(word), "{locale}: {key} says {word:?}: {text}");
            }
        }
    }
}

#[test]
fn there_are_rules_in_at_least_six_families() {
    let engine = common::engine();
    let families: BTreeSet<_> = engine.packs().rules.rules.iter().map(|weights| weights.family).collect();
    assert!(RULES.len() >= 12 && families.len() >= 6, "{} rules in {} families", RULES.len(), families.len());
    assert!(engine.packs().brands.len() >= 60, "{} brands", engine.packs().brands.len());
}
