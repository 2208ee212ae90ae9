use super::*;
use crate::pack::{FaultCode, Level};

const THRESHOLDS: &str = r#"{"prior_centibans":-169,"caution_centibans":0,"high_centibans":128,"clear_family_centibans":50,
    "clear_families":2,"source":"test"}"#;

fn pack(kind: &str, entries: &str) -> PackFile {
    let text = format!(r#"{{"schema":1,"pack":"{kind}","name":"{kind}-test","version":"3","entries":[{entries}]}}"#);
    PackFile { name: format!("{kind}.json"), bytes: text.into_bytes() }
}

fn brand(id: &str, name: &str, domain: &str, more: &str) -> String {
    format!(r#"{{"id":"{id}","name":"{name}","official_domains":["{domain}"]{more},"source":"test"}}"#)
}

fn set(brands: &str) -> Vec<PackFile> {
    let goods = r#"{"id":"boots","words":["boots","lantern","wanderer"],"source":"test"}"#;
    vec![pack("brands", brands), pack("goods", goods), pack("thresholds", THRESHOLDS)]
}

fn found(files: &[PackFile]) -> Vec<(String, &'static str)> {
    lint(files).into_iter().map(|fault| (format!("{}:{}", fault.file, fault.entry), fault.code.as_str())).collect()
}

#[test]
fn every_entry_with_a_fault_is_named_with_its_code() {
    let brands = [
        r#"{"id":"a","name":"Aster","official_domains":["a-brand.com"]}"#.to_owned(),
        brand("b", "Nordwolf", "nordwolf.com", r#","colour":"blue""#),
        brand("c", "Lumi", "lumi.com", ""),
    ];
    let expected = [("brands.json:a".to_owned(), "no-source"), ("brands.json:b".to_owned(), "shape")];
    assert_eq!(found(&set(&brands.join(","))), expected);
}

#[test]
fn a_file_that_cannot_be_read_hides_no_fault_of_the_others() {
    let mut files = set(&brand(
        "b",
        "Nordwolf",
        "www.nordwolf.com",
        r#","categories":[{"goods":"hats","price_new":{"currency":"USD","low":1,"high":2,"year":2026}}]"#,
    ));
    files[1].bytes.truncate(40);
    let expected = [("goods.json:".to_owned(), "cut-off"), ("brands.json:b".to_owned(), "bad-value")];
    assert_eq!(found(&files), expected, "what goods.json may hold is not known, so nothing is said of hats");
}

#[test]
fn names_that_are_ordinary_words_are_pointed_out() {
    let codes = |brands: &str| found(&set(brands)).into_iter().map(|(_, code)| code).collect::<Vec<_>>();
    assert_eq!(codes(&brand("b", "Lantern", "example-brand.com", "")), ["everyday-word"]);
    assert!(codes(&brand("b", "Lantern", "example-brand.com", r#","common_word":true"#)).is_empty());
    assert_eq!(codes(&brand("b", "Wandere", "wandere.com", "")), ["look-alike"]);
    assert_eq!(codes(&brand("b", "B00ts", "b00ts.com", "")), ["look-alike"]);
    assert!(codes(&brand("b", "Nordwolf", "nordwolf.com", "")).is_empty());
    let twins = [brand("b", "Nordwolf", "nordwolf.com", ""), brand("c", "NORDWOLF", "nordwolf.org", "")].join(",");
    assert_eq!(codes(&twins), ["shared-name"]);
    assert!(lint(&set(&twins)).iter().all(|fault| fault.code.level() == Level::Warning));
}

#[test]
fn a_disguised_term_that_looks_like_an_ordinary_word_is_pointed_out() {
    let term = r#"{"term":"1antern","lang":"en","kind":"replica","strength":"strong","disguised":true,"source":"test"}"#;
    let mut files = set(&brand("b", "Nordwolf", "nordwolf.com", ""));
    files.push(pack("terms", term));
    assert_eq!(found(&files), [("terms.json:1antern".to_owned(), "look-alike")]);
}

#[test]
fn a_list_that_names_a_known_address_is_pointed_out() {
    let list =
        r#"{"id":"w","name":"W","url":"https://watch.example/","hosts":["nordwolf.com","a.market.com","b.shops.com"],"source":"test"}"#;
    let site =
        |name: &str, kind: &str| format!(r#"{{"id":"{name}","name":"{name}","kind":"{kind}","domains":["{name}.com"],"source":"test"}}"#);
    let mut files = set(&brand("b", "Nordwolf", "nordwolf.com", ""));
    files.push(pack("sites", &format!("{},{}", site("market", "marketplace"), site("shops", "shop-host"))));
    files.push(pack("warning-lists", list));
    let known = ("warning-lists.json:w".to_owned(), "known-address");
    assert_eq!(found(&files), [known.clone(), known]);
}

#[test]
fn a_summary_says_what_a_file_is() {
    let files = [pack("goods", ""), pack("brnads", "")];
    let [Ok(goods), Err(faults)] = &summaries(&files)[..] else { panic!("one of each") };
    assert_eq!((goods.pack.as_str(), goods.name.as_str(), goods.version.as_str(), goods.entries), ("goods", "goods-test", "3", 0));
    assert_eq!(goods.sha256.len(), 64);
    assert_eq!(faults[0].code, FaultCode::UnknownKind);
}

#[test]
fn words_that_would_be_found_everywhere_are_refused() {
    let codes = |files: Vec<PackFile>| found(&files).into_iter().map(|(_, code)| code).collect::<Vec<_>>();
    assert_eq!(codes(set(&brand("b", "N", "nordwolf.com", ""))), ["too-short"]);
    assert_eq!(codes(set(&brand("b", "Nordwolf", "nordwolf.com", r#","lines":["X"],"names":["Ñ"]"#))), ["too-short", "too-short"]);
    assert!(codes(set(&brand("b", "Nordwolf", "nordwolf.com", r#","names":["狼"]"#))).is_empty());
    let term = |word: &str, kind: &str, strength: &str| {
        let mut files = set(&brand("b", "Nordwolf", "nordwolf.com", ""));
        files.push(pack("terms", &format!(r#"{{"term":"{word}","lang":"ru","kind":"{kind}","strength":"{strength}","source":"test"}}"#)));
        codes(files)
    };
    assert_eq!(term("с", "replica", "strong"), ["too-short"]);
    assert_eq!(term("7", "accessory", "strong"), ["too-short"]);
    assert_eq!(term("- a -", "copy", "medium"), ["too-short"]);
    assert!(term("с", "accessory", "weak").is_empty());
    assert!(term("짭", "copy", "medium").is_empty());
}
