//! Packs: linted, listed and packed.

use std::fs;

use serde_json::Value;

use super::{Folder, assert_bad_input, lines, touchstone};

#[test]
fn packs_are_linted_with_file_entry_code_and_reason() {
    let folder = Folder::new("lint");
    let brand = |id: &str, more: &str| {
        format!(r#"{{"id":"{id}","name":"Nordwolf {id}","official_domains":["nordwolf-{id}.com"],"style_codes":["^[A-Z]{{6}}$"]{more}}}"#)
    };
    let pack = |entries: &str| format!(r#"{{"schema":1,"pack":"brands","name":"own","version":"1","entries":[{entries}]}}"#);
    let source = r#","source":"test""#;
    let file = folder.file("own.json", pack(&brand("a", source)).as_bytes());
    let path = file.to_str().unwrap();
    let output = touchstone(&["pack", "lint", path], b"");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.stdout.is_empty(), "no advice on packs that were not asked about");
    let listed = lines(&touchstone(&["pack", "list", "--json", path], b""));
    assert_eq!((listed[0]["name"].as_str(), listed[0]["entries"].as_u64()), (Some("own"), Some(1)));

    let exploding = brand("b", source).replace("[A-Z]{6}", "([A-Z]{1,100}){1,100}");
    let goods = r#","categories":[{"goods":"no-such-goods","price_new":{"currency":"USD","low":1,"high":2,"year":2026}}],"source":"test""#;
    for (text, entry, code) in [
        (pack(&brand("a", "")), "a", "no-source"),
        (pack(&format!("{},{}", brand("a", source), brand("a", source))), "a", "twice"),
        (pack(&exploding), "b", "pattern-explodes"),
        (pack(&brand("c", goods)), "c", "unknown-reference"),
        (pack(&brand("a", source))[..90].to_owned(), "", "cut-off"),
        (pack("").replace("\"schema\":1", "\"schema\":9"), "", "unknown-schema"),
    ] {
        fs::write(&file, text).unwrap();
        let output = touchstone(&["pack", "lint", "--json", path], b"");
        assert_eq!(output.status.code(), Some(1), "{code}");
        let errors: Vec<Value> = lines(&output).into_iter().filter(|fault| fault["level"] == "error").collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!((errors[0]["entry"].as_str(), errors[0]["code"].as_str()), (Some(entry), Some(code)));
        assert!(errors[0]["file"].as_str().unwrap().ends_with("own.json") && !errors[0]["reason"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_list_is_packed_and_a_shop_on_it_is_named_with_who_lists_it() {
    let folder = Folder::new("list");
    let list = |source: &str| {
        let entry = format!(r#"{{"id":"w","name":"Shop Watch","url":"https://watch.example/","hosts":["corner-boots.com"]{source}}}"#);
        format!(r#"{{"schema":1,"pack":"warning-lists","name":"watch","version":"1","entries":[{entry}]}}"#)
    };
    let plain = folder.file("plain.json", list(r#","source":"test""#).as_bytes());
    let out = plain.with_file_name("packed.json");
    let (plain, packed) = (plain.to_str().unwrap(), out.to_str().unwrap());
    assert_eq!(touchstone(&["pack", "build", plain, "--out", packed], b"").status.code(), Some(0));
    assert!(!fs::read_to_string(packed).unwrap().contains("corner"), "the names are hashed");
    assert_bad_input(&["pack", "build", plain, "--out", packed], b"", "is there already");
    for pack in [plain, packed] {
        let answers = lines(&touchstone(&["domain", "--json", "--with", pack, "www.corner-boots.com", "other-boots.com"], b""));
        assert_eq!(answers[0]["findings"][0]["message"]["args"], serde_json::json!(["Shop Watch", "corner-boots.com"]));
        assert_eq!(answers[1]["findings"], serde_json::json!([]));
    }
    let faulty = folder.file("faulty.json", list("").as_bytes());
    let output = touchstone(&["pack", "build", faulty.to_str().unwrap(), "--out", plain], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("no-source"));
}

#[test]
fn the_shipped_packs_have_no_errors() {
    let output = touchstone(&["pack", "lint"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(touchstone(&["pack", "list"], b"").stdout.split(|byte| *byte == b'\n').count() > 20);
}
