//! The command line as a person uses it: exit codes, one clear line for bad input, the same answer through every door.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs, process};

use serde_json::Value;

mod common;
#[path = "cli/packs.rs"]
mod packs;
#[path = "cli/reports.rs"]
mod reports;

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("touchstone-cli-{}-{name}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn touchstone(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_touchstone"))
        .args(args)
        .current_dir(common::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// One line on standard error that names what is wrong, and exit code 2.
fn assert_bad_input(args: &[&str], input: &[u8], says: &str) {
    let output = touchstone(args, input);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
    assert_eq!(text.trim_end().lines().count(), 1, "{args:?}: {text}");
    assert!(text.contains(says), "{args:?}: {text}");
    assert!(output.stdout.is_empty());
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const ARTICLE: &[u8] = b"<!doctype html><html lang=en><title>Weather</title><article><h1>Rain tomorrow</h1><p>It will rain.</p></article>";
const PRODUCT: &[u8] = br#"<!doctype html><html lang=en><title>Mug</title><h1>Blue mug</h1>
<script type="application/ld+json">{"@type":"Product","name":"Blue mug","brand":"Potter","offers":{"price":"12.00","priceCurrency":"EUR"}}</script>
<p>12,00 EUR <button>Add to cart</button>"#;

#[test]
fn a_page_that_is_no_shop_is_not_judged() {
    let folder = Folder::new("article");
    let page = folder.file("a.html", ARTICLE);
    let answer = &lines(&touchstone(&["check", text(&page), "--json"], b""))[0];
    assert_eq!(answer["state"], "not-shopping");
    assert_eq!(answer["findings"], Value::Array(vec![]));
}

#[test]
fn a_product_gives_its_facts_and_a_digest_that_does_not_change() {
    let folder = Folder::new("product");
    let page = folder.file("p.html", PRODUCT);
    let args = ["check", text(&page), "--url", "https://potter.example/mug", "--json"];
    let (first, second) = (touchstone(&args, b""), touchstone(&args, b""));
    assert_eq!(first.stdout, second.stdout);
    let answer = &lines(&first)[0];
    assert_eq!(answer["listing"]["title"], "Blue mug");
    assert_eq!(answer["listing"]["price"]["amount"], "12");
    assert_eq!(answer["digest"].as_str().unwrap().len(), 64);
    let read = &lines(&touchstone(&["read", text(&page), "--url", "https://potter.example/mug", "--json"], b""))[0];
    assert_eq!(read, &answer["listing"]);
}

#[test]
fn a_person_gets_words_and_no_escape_codes_in_a_pipe() {
    let folder = Folder::new("words");
    let page = folder.file("p.html", PRODUCT);
    let output = touchstone(&["check", text(&page)], b"");
    let words = String::from_utf8(output.stdout).unwrap();
    assert!(words.contains("Blue mug") && words.contains("12 EUR"), "{words}");
    assert!(!words.contains('\u{1b}'));
    assert!(!words.contains("state_"), "a message is missing: {words}");
}

#[test]
fn a_stream_answers_line_by_line_and_survives_bad_lines() {
    let page = |html: &[u8]| serde_json::json!({"schema": 1, "url": "", "html": String::from_utf8_lossy(html)}).to_string();
    let input = format!("{}\nnot json\n\n{}\n{{\"schema\":9,\"html\":\"x\"}}\n", page(PRODUCT), page(ARTICLE));
    let output = touchstone(&["check", "--stream"], input.as_bytes());
    let answers = lines(&output);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0]["listing"]["title"], "Blue mug");
    assert_eq!(answers[1]["error"]["code"], "snapshot-invalid");
    assert_eq!(answers[2]["state"], "not-shopping");
    assert_eq!(answers[3]["error"]["code"], "schema-unsupported");
}

/// Lines that take more and less time, bad and empty ones among them.
fn many_listings() -> String {
    let line = |index: usize| match index % 7 {
        3 => "not json".to_owned(),
        5 => String::new(),
        _ => serde_json::json!({"title": format!("Mug {index} {}", "blue ".repeat(index * 31 % 400))}).to_string(),
    };
    (0..200).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn several_threads_give_the_same_lines_in_the_same_order_and_a_stream_can_be_taken_up_again() {
    let input = many_listings();
    let one = touchstone(&["assess", "-", "--threads", "1"], input.as_bytes()).stdout;
    let several = touchstone(&["assess", "-", "--threads", "5"], input.as_bytes()).stdout;
    assert!(one == several);
    let all: Vec<&str> = std::str::from_utf8(&one).unwrap().lines().collect();
    assert_eq!(all.len(), 200 - 200 / 7);
    let rest = touchstone(&["assess", "-", "--skip", "100"], input.as_bytes()).stdout;
    assert_eq!(std::str::from_utf8(&rest).unwrap().lines().collect::<Vec<_>>(), all[100..]);
    let none_left = touchstone(&["assess", "-", "--skip", "1000"], input.as_bytes());
    assert_eq!((none_left.status.code(), none_left.stdout.len()), (Some(0), 0));
}

#[test]
fn a_stream_ends_when_nobody_reads_its_answers() {
    let program = env!("CARGO_BIN_EXE_touchstone");
    let mut child = Command::new(program)
        .args(["assess", "-"])
        .current_dir(common::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = many_listings();
    // The program stops reading; more is written than any pipe holds.
    while writeln!(stdin, "{line}").is_ok() {}
    child.wait().unwrap();
}

#[test]
fn facts_are_judged_and_unknown_fields_are_named() {
    let input = br#"{"kind":"product","title":"Mug","price":{"amount":12,"currency":"EUR"},"colour":"blue"}"#;
    let answer = &lines(&touchstone(&["assess", "-"], input))[0];
    assert_eq!(answer["listing"]["price"]["amount"], "12");
    let skipped = serde_json::json!({"what": "field", "where": "/colour", "reason": "unknown-field"});
    assert!(answer["skipped"].as_array().unwrap().contains(&skipped));
}

#[test]
fn prices_hosts_and_words_answer_one_line_each() {
    let prices = lines(&touchstone(&["price", "€ 1.299,00", "no price here", "--json"], b""));
    assert_eq!(prices[0], serde_json::json!({"amount": "1299.00", "currency": "EUR"}));
    assert_eq!(prices[1]["amount"], Value::Null);
    let hosts = lines(&touchstone(&["domain", "example.com", "--json"], b""));
    assert_eq!(hosts[0], serde_json::json!({"domain": "example.com", "findings": []}));
    let words = lines(&touchstone(&["text", "blue mug", "--json"], b""));
    assert_eq!(words[0], serde_json::json!({"text": "blue mug", "findings": []}));
}

#[test]
fn a_replica_title_fails_the_gate_that_asks_for_it() {
    let found = lines(&touchstone(&["text", "1:1 replica Rolex Submariner, mirror quality", "--json"], b""));
    assert!(!found[0]["findings"].as_array().unwrap().is_empty());
    let listing = br#"{"title":"1:1 super clone Rolex Submariner","brand":"Rolex","price":{"amount":"89","currency":"USD"}}"#;
    assert_eq!(touchstone(&["assess", "-", "--fail-on", "caution"], listing).status.code(), Some(1));
    assert_eq!(touchstone(&["assess", "-"], listing).status.code(), Some(0));
}

#[test]
fn a_picture_that_cannot_be_read_is_skipped_beside_one_that_can() {
    let folder = Folder::new("image");
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(64, 48, image::Rgb([200, 40, 40])).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let (good, bad) = (folder.file("a.png", png.get_ref()), folder.file("b.png", b"\x89PNG\r\n\x1a\nnothing"));
    let answers = lines(&touchstone(&["image", text(&good), text(&bad), "--json"], b""));
    assert_eq!((answers[0]["width_px"].as_u64(), answers[0]["height_px"].as_u64()), (Some(64), Some(48)));
    assert!(answers[1]["skipped"]["reason"].is_string());
    let shirt = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/photo-brand-mismatch--another-name/main.png");
    let told = String::from_utf8(touchstone(&["image", text(&shirt)], b"").stdout).unwrap();
    assert!(told.contains("480×480 px, top 95 %, name \"adidas\""), "{told}");
    let none = touchstone(&["image", text(&bad), "--json"], b"");
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(lines(&none)[0]["file"], text(&bad));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no picture could be read"));
}

#[test]
fn bad_input_is_one_clear_line() {
    let folder = Folder::new("bad");
    assert_bad_input(&["check", "no-such-file.html"], b"", "no-such-file.html: no such file");
    assert_bad_input(&["check", text(&folder.0)], b"", "folder");
    assert_bad_input(&["check", text(&folder.file("empty.html", b""))], b"", "empty.html");
    assert_bad_input(&["check", text(&folder.file("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"))], b"", "picture.html");
    assert_bad_input(&["check", text(&folder.file("s.json", b"{\"schema\":1"))], b"", "no snapshot");
    assert_bad_input(&["assess", text(&folder.file("l.json", b"[1]"))], b"", "l.json");
    assert_bad_input(&["assess", "-"], b"", "no input");
    let none = touchstone(&["check", "--stream"], b"nonsense\n");
    assert_eq!((none.status.code(), lines(&none)[0]["line"].as_u64()), (Some(2), Some(1)));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no line could be answered"));
    assert_bad_input(&["--ui", "../..", "text", "x"], b"", "no messages for the language");
    assert_bad_input(&["--ui", "xx", "text", "x"], b"", "there are ar, de, en,");
    assert_bad_input(&["--data", text(&folder.0), "text", "x"], b"", "holds no models/packs");
    fs::create_dir_all(folder.0.join("models/packs/rules")).unwrap();
    fs::write(folder.0.join("models/packs/rules/broken.json"), b"{\"schema\":1,\"pack\":\"rules\"}").unwrap();
    assert_bad_input(&["--data", text(&folder.0), "text", "x"], b"", "rules/broken.json");
}

#[test]
fn odd_encodings_and_cut_off_text_are_read() {
    let folder = Folder::new("encodings");
    let (gbk, ..) =
        encoding_rs::GBK.encode("<html><head><meta charset=gbk><title>商品</title></head><body><h1>高仿手表</h1></body></html>");
    let page = folder.file("gbk.html", &gbk);
    let listing = &lines(&touchstone(&["read", text(&page), "--json"], b""))[0];
    assert_eq!(listing["title"], "高仿手表");
    let cut = folder.file("cut.html", &"<h1>Schöne Tasse für Tee ö".as_bytes()[..26]);
    assert_eq!(touchstone(&["check", text(&cut), "--json"], b"").status.code(), Some(0));
}

#[test]
fn a_page_of_fifty_megabytes_is_cut_and_says_so() {
    let folder = Folder::new("large");
    let mut html = PRODUCT.to_vec();
    html.resize(50 << 20, b'x');
    let page = folder.file("large.html", &html);
    let answer = &lines(&touchstone(&["check", text(&page), "--json"], b""))[0];
    let reasons: Vec<&str> = answer["skipped"].as_array().unwrap().iter().filter_map(|entry| entry["reason"].as_str()).collect();
    assert!(reasons.contains(&"too-large"), "{reasons:?}");
    assert_eq!(answer["listing"]["title"], "Blue mug");
}

#[test]
fn photos_are_compared_with_their_labels() {
    let folder = Folder::new("eval-photos");
    let eval = |more: &[&str]| touchstone(&[&["eval", "--images", text(&folder.0)], more].concat(), b"");
    assert_bad_input(&["eval", "--images", text(&folder.0)], b"", "it needs one of catalogue.tsv");
    fs::create_dir(folder.0.join("street")).unwrap();
    let drawn = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/messenger-contact--words-on-a-photo/main.png")).unwrap();
    folder.file("street/a.jpg", &drawn);
    folder.file("street/b.jpg", b"no picture");
    folder.file("street.tsv", b"file\tbrand\na.jpg\tnone\nb.jpg\tnone\n");
    let document = folder.0.join("ACCURACY.md");
    let counts = &lines(&eval(&["--json", "--write", text(&document)]))[0];
    assert_eq!((&counts["skipped"], &counts["names"]["street"]["alarms"]), (&1.into(), &serde_json::json!({ "hits": 0, "of": 1 })));
    assert!(fs::read_to_string(&document).unwrap().contains("| street | – | – | 0.000"));
    folder.file("street.tsv", b"file\tbrand\n../../a.jpg\tnone\n");
    assert_bad_input(&["eval", "--images", text(&folder.0)], b"", "names a file outside its folder");
    folder.file("street.tsv", b"file\n");
    assert_bad_input(&["eval", "--images", text(&folder.0)], b"", "has no column \"brand\"");
}

#[test]
fn facts_read_are_compared_with_facts_written_down() {
    let folder = Folder::new("eval");
    assert_bad_input(&["eval", text(&folder.0)], b"", "is no collection that can be measured");
    fs::create_dir(folder.0.join("html")).unwrap();
    folder.file("html/a.html.gz", PRODUCT);
    folder
        .file("ground-truth.json", br#"{"a": {"url": "https://potter.example/mug", "price": ["12"], "brand": ["Other"], "gtin": ["1"]}}"#);
    let counts = &lines(&touchstone(&["eval", text(&folder.0), "--json"], b""))[0];
    assert_eq!((&counts["pages"], &counts["facts"]["price"]["f1_permille"]), (&1.into(), &1000.into()));
    assert_eq!((&counts["facts"]["brand"]["wrong"], &counts["facts"]["gtin"]["missed"]), (&1.into(), &1.into()));
    let table = String::from_utf8(touchstone(&["eval", text(&folder.0)], b"").stdout).unwrap();
    assert!(table.lines().any(|line| line.starts_with("price") && line.contains("1.000")), "{table}");
    // Written and told at once.
    let document = folder.0.join("ACCURACY.md");
    let both = touchstone(&["eval", text(&folder.0), "--json", "--write", text(&document)], b"");
    assert_eq!(&lines(&both)[0], counts);
    assert!(fs::read_to_string(&document).unwrap().contains("| price | 1.000 |"));
    folder.file("ground-truth.json", br#"{"../a": {}}"#);
    assert_bad_input(&["eval", text(&folder.0)], b"", "is no page id");
    folder.file("ground-truth.json", b"[]");
    assert_bad_input(&["eval", text(&folder.0)], b"", "ground-truth.json");
}

#[test]
fn a_warning_says_what_would_change_it() {
    let listing = br#"{"kind":"product","title":"1:1 super clone Rolex Submariner","brand":"Rolex"}"#;
    let answer = &lines(&touchstone(&["assess", "-"], listing))[0];
    assert_eq!(answer["state"], "caution");
    assert_eq!(answer["would_change"], serde_json::json!([{"rules": ["replica-words"], "state": "no-signs"}]));
    let folder = Folder::new("change");
    let page = folder.file("r.html", b"<h1>1:1 super clone Rolex Submariner</h1><p>99,00 EUR <button>Add to cart</button>");
    let words = String::from_utf8(touchstone(&["check", text(&page)], b"").stdout).unwrap();
    assert!(words.contains("What would change the answer") && words.contains("Without this sign: No clear signs"), "{words}");
    assert!(words.contains("strong sign, by judgement"), "{words}");
}
