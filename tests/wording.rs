//! Sentences of our own, each read as a seller's title: what offers copies must be found, what only sounds like it left alone.
//!
//! `tests/sentences/*.tsv`: language, what is expected (`offer-strong`, `offer-weak`, `innocent`), sentence, and the term of the
//! trade of which an innocent one is a double. A sentence named in `known_failures.txt` must fail; an unexpected pass fails too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use touchstone::engine::Engine;
use touchstone::eval::words::trade::{self, heard};
use touchstone::finding::Grade;

mod common;

/// Rates that are held, in per cent: found of strong and weak offers, left alone of innocent sentences.
const STRONG_PERCENT: usize = 95;
const WEAK_PERCENT: usize = 50;
const INNOCENT_PERCENT: usize = 99;

struct Sentence {
    lang: String,
    expected: String,
    text: String,
    double_of: String,
}

fn sentences() -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (name, bytes) in common::files("tests/sentences").into_iter().filter(|(name, _)| name.ends_with(".tsv")) {
        for line in String::from_utf8(bytes).unwrap().lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{name}: {line}");
            let field = |index: usize| fields[index].to_owned();
            sentences.push(Sentence { lang: field(0), expected: field(1), text: field(2), double_of: field(3) });
        }
    }
    sentences
}

fn holds(engine: &Engine, sentence: &Sentence) -> bool {
    let heard = heard(engine, &sentence.text, &sentence.lang);
    match sentence.expected.as_str() {
        "offer-strong" => heard >= Some(Grade::Clear),
        "offer-weak" => heard.is_some(),
        other => {
            assert_eq!(other, "innocent", "no such expectation: {}", sentence.text);
            heard.is_none()
        }
    }
}

#[test]
fn offers_of_copies_are_found_and_innocent_words_left_alone() {
    let engine = common::engine();
    let sentences = sentences();
    let known = fs::read_to_string(common::root().join("tests/sentences/known_failures.txt")).unwrap();
    let known: BTreeSet<&str> = known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let texts: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    let mut problems: Vec<String> = known.difference(&texts).map(|text| format!("no such sentence: {text}")).collect();
    let mut rates: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for sentence in &sentences {
        let held = holds(&engine, sentence);
        for lang in [sentence.lang.as_str(), ""] {
            let rate = rates.entry((lang, &sentence.expected)).or_default();
            rate.0 += usize::from(held);
            rate.1 += 1;
        }
        match (held, known.contains(sentence.text.as_str())) {
            (true, true) => problems.push(format!("passes now, take it out of known_failures.txt: {}", sentence.text)),
            (false, false) => problems.push(format!("{} {}: {}", sentence.lang, sentence.expected, sentence.text)),
            _ => {}
        }
    }
    for ((lang, expected), (held, all)) in &rates {
        println!("{:<5} {expected:<13} {held} of {all}", if lang.is_empty() { "all" } else { lang });
    }
    let languages: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.lang.as_str()).collect();
    assert!(sentences.len() >= 300 && languages.len() >= 14, "{} sentences in {} languages", sentences.len(), languages.len());
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    for (expected, percent) in [("offer-strong", STRONG_PERCENT), ("offer-weak", WEAK_PERCENT), ("innocent", INNOCENT_PERCENT)] {
        let (held, all) = rates[&("", expected)];
        assert!(held * 100 >= all * percent, "{expected}: {held} of {all}");
    }
}

/// The collection of trade words, where it is there: strong ones are found beside a brand, and each false friend that it names has an
/// innocent sentence here.
#[test]
fn strong_words_of_the_trade_are_known_and_their_doubles_covered() {
    let Some(file) = common::shared().map(|data| data.join("reference/replica-terms.tsv")).filter(|file| file.is_file()) else { return };
    let table = common::table(&file, &["lang", "term", "strength", "false_friend"]);
    let found = trade::strong(&common::engine(), &table);
    println!("strong words found: {}", found.share.told());
    assert_eq!(found.wrong, [""; 0], "strong words that are not found");
    let doubles: BTreeSet<String> = sentences().into_iter().map(|sentence| sentence.double_of).collect();
    let friends = table.rows().filter(|row| !row.text("false_friend").is_empty());
    let uncovered: Vec<&str> = friends.map(|row| row.text("term")).filter(|term| !doubles.contains(*term)).collect();
    assert_eq!(uncovered, [""; 0], "false friends without a sentence");
}
