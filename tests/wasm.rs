//! The JavaScript door, tested in a real browser: what it takes, what it gives, what it throws.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use touchstone::wasm::{Engine, report_files, report_inspect, report_seal, report_table};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

mod common;

wasm_bindgen_test_configure!(run_in_browser);

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object.into()
}

fn named_files(files: impl Iterator<Item = (String, Vec<u8>)>) -> JsValue {
    files.map(|(name, bytes)| object(&[("name", name.into()), ("bytes", Uint8Array::from(&bytes[..]).into())])).collect::<Array>().into()
}

fn models() -> JsValue {
    named_files(common::models().into_iter().map(|file| (file.name, file.bytes)))
}

fn packs() -> JsValue {
    named_files(common::packs().into_iter().map(|file| (file.name, file.bytes)))
}

fn engine() -> Engine {
    Engine::new(models().unchecked_ref(), packs().unchecked_ref()).unwrap()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, field| Reflect::get(&value, &field.into()).unwrap())
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap()
}

fn snapshot(html: &str) -> JsValue {
    object(&[("schema", 1.into()), ("url", "https://shop.example/watch".into()), ("html", html.into()), ("images", Array::new().into())])
}

const PAGE: &str = r#"<!doctype html><html lang="en"><title>Mug</title><h1>Blue mug</h1><img src="mug.png">
<script type="application/ld+json">{"@type":"Product","name":"Blue mug","image":"mug.png","offers":{"price":"12.00","priceCurrency":"EUR"}}</script>
<button>Add to cart</button>"#;

fn assess(engine: &Engine, pictures: &Array) -> Result<JsValue, JsValue> {
    assess_any(engine, &snapshot(PAGE), pictures)
}

fn assess_any(engine: &Engine, snapshot: &JsValue, pictures: &JsValue) -> Result<JsValue, JsValue> {
    engine.assess(snapshot.unchecked_ref(), pictures.unchecked_ref()).map(Into::into)
}

#[wasm_bindgen_test]
fn a_page_gives_a_plain_object_like_the_command_lines_json() {
    let engine = engine();
    let answer = assess(&engine, &Array::new()).unwrap();
    assert_eq!(text(&answer, "listing.title"), "Blue mug");
    assert_eq!(text(&answer, "listing.price.amount"), "12");
    let json: String = JSON::stringify(&answer).unwrap().into();
    let mut native: touchstone::finding::Assessment = serde_json::from_str(&json).unwrap();
    assert_eq!(native.compute_digest().unwrap(), native.digest);
    native.posterior_permille += 1;
    assert_ne!(native.compute_digest().unwrap(), native.digest);
}

#[wasm_bindgen_test]
fn pictures_are_asked_for_then_looked_at() {
    let engine = engine();
    let wanted = |answer: &JsValue| {
        let skipped: Array = get(answer, "skipped").unchecked_into();
        skipped
            .iter()
            .filter(|entry| text(entry, "what") == "picture")
            .map(|entry| (text(&entry, "where"), text(&entry, "reason")))
            .collect::<Vec<_>>()
    };
    let src = "https://shop.example/mug.png";
    assert_eq!(wanted(&assess(&engine, &Array::new()).unwrap()), [(src.to_owned(), "not-given".to_owned())]);
    let pixels = Uint8Array::new_with_length(32 * 32 * 4);
    let rgba = object(&[("src", src.into()), ("width_px", 32.into()), ("height_px", 32.into()), ("rgba", pixels.into())]);
    assert_eq!(wanted(&assess(&engine, &Array::of1(&rgba)).unwrap()), []);
    let broken = object(&[("src", src.into()), ("bytes", Uint8Array::from(&b"\x89PNG\r\n\x1a\n"[..]).into())]);
    assert_eq!(wanted(&assess(&engine, &Array::of1(&broken)).unwrap())[0].0, src);
}

#[wasm_bindgen_test]
fn a_saved_file_is_read_in_its_own_encoding() {
    let gbk = b"<meta charset=gbk><title>x</title><h1>\xca\xd6\xb1\xed</h1><p>\xa3\xa4 99</p>";
    let answer: JsValue = engine().check_file(gbk, "").ok().unwrap().into();
    assert_eq!(text(&answer, "listing.title"), "手表");
}

#[wasm_bindgen_test]
fn info_names_every_part() {
    let info: JsValue = engine().info().unwrap().into();
    assert_eq!(text(&info, "version"), env!("CARGO_PKG_VERSION"));
    let parts: Array = get(&info, "packs").unchecked_into();
    assert_eq!(parts.length() as usize, common::packs().len());
    assert_eq!(text(&parts.get(0), "sha256").len(), 64);
}

#[wasm_bindgen_test]
fn errors_are_real_errors_with_a_code() {
    let engine = engine();
    let code = |error: JsValue| {
        assert!(error.is_instance_of::<js_sys::Error>());
        text(&error, "code")
    };
    let none = Array::new();
    assert_eq!(code(assess_any(&engine, &JsValue::from(7), &none).unwrap_err()), "snapshot-invalid");
    let newer = snapshot(PAGE);
    Reflect::set(&newer, &"schema".into(), &2.into()).unwrap();
    assert_eq!(code(assess_any(&engine, &newer, &none).unwrap_err()), "schema-unsupported");
    assert_eq!(code(assess_any(&engine, &snapshot(" "), &none).unwrap_err()), "snapshot-invalid");
    assert_eq!(code(assess_any(&engine, &snapshot(PAGE), &JsValue::NULL).unwrap_err()), "argument-invalid");
    let no_bytes = Array::of1(&object(&[("src", "a".into())]));
    assert_eq!(code(assess(&engine, &no_bytes).unwrap_err()), "argument-invalid");
    let broken = named_files([("brands/x.json".to_owned(), b"{".to_vec())].into_iter());
    assert_eq!(code(Engine::new(none.unchecked_ref(), broken.unchecked_ref()).err().unwrap()), "pack-invalid");
    let model = named_files([("photo.onnx".to_owned(), b"no model".to_vec()), ("photo.json".to_owned(), b"{}".to_vec())].into_iter());
    assert_eq!(code(Engine::new(model.unchecked_ref(), packs().unchecked_ref()).err().unwrap()), "model-invalid");
}

fn words() -> &'static [u8] {
    include_bytes!("../extension/_locales/en/messages.json")
}

fn draft(engine: &Engine) -> JsValue {
    let event = object(&[("at", "2026-11-27T08:00:00Z".into()), ("what", "page-read".into())]);
    let photo = object(&[("src", "https://shop.example/mug.png".into()), ("bytes", Uint8Array::from(&b"\x89PNG\r\n\x1a\n"[..]).into())]);
    let material = object(&[
        ("snapshot", snapshot(PAGE)),
        ("photos", Array::of1(&photo).into()),
        ("events", Array::of1(&event).into()),
        ("software", "test 1".into()),
        ("created", "2026-11-27T08:00:01Z".into()),
    ]);
    let kept = |name| (name, true.into());
    let lists = ["photos_left_out", "reveal", "own_words"].map(|name| (name, Array::new().into()));
    let choice = object(&[&["snapshot", "listing", "assessment", "screenshot"].map(kept)[..], &lists].concat());
    engine.report_draft(words(), material.unchecked_ref(), choice.unchecked_ref()).unwrap().into()
}

#[wasm_bindgen_test]
fn a_report_is_made_sealed_and_checked() {
    let engine = engine();
    let draft = draft(&engine);
    assert_eq!(get(&draft, "manifest_sha256").unchecked_into::<Uint8Array>().length(), 32);
    let package = report_seal(get(&draft, "files").unchecked_ref(), object(&[]).unchecked_ref()).unwrap();
    let verification: JsValue = engine.report_verify(&package).unwrap().into();
    assert_eq!(get(&verification, "intact"), JsValue::TRUE);
    assert_eq!(text(&verification, "replay.outcome"), "same");
    assert_eq!(text(&report_inspect(&package).unwrap(), "replay.outcome"), "not-asked");
    let files: Array = report_files(&package).unwrap().unchecked_into();
    assert_eq!(files.length(), get(&draft, "files").unchecked_into::<Array>().length());
    let mut touched = package.clone();
    let middle = touched.len() / 2;
    touched[middle] ^= 1;
    assert!(engine.report_verify(&touched).map_or(true, |seen| get(&seen, "intact") == JsValue::FALSE));
    assert_eq!(text(&engine.report_verify(b"PK").err().unwrap(), "code"), "report-invalid");
}

#[wasm_bindgen_test]
fn a_report_finds_its_doors_its_letter_and_its_row() {
    let engine = engine();
    let draft = draft(&engine);
    let package = report_seal(get(&draft, "files").unchecked_ref(), object(&[]).unchecked_ref()).unwrap();
    let person = object(&[("country", "DE".into()), ("has_account", false.into()), ("case", "suspected".into())]);
    let listing = get(&draft, "assessment.listing");
    let doors = engine.report_doors("https://www.ebay.de/itm/1", listing.unchecked_ref(), person.unchecked_ref()).unwrap();
    let door = doors.unchecked_into::<Array>().get(0);
    assert!(get(&door, "closed").is_undefined());
    let sender = object(&[("name", "A. Reader".into())]);
    let letter: JsValue = engine.report_letter(words(), &text(&door, "channel.id"), &package, sender.unchecked_ref()).unwrap().into();
    assert!(text(&letter, "body").contains("https://shop.example/watch"));
    let unknown = engine.report_letter(words(), "no-such-channel", &package, sender.unchecked_ref());
    assert_eq!(text(&unknown.err().unwrap(), "code"), "argument-invalid");
    // XARF asks for a brand that the packs know.
    assert_eq!(text(&engine.report_xarf(&package, sender.unchecked_ref()).err().unwrap(), "code"), "argument-invalid");
    let subject: JsValue = engine.report_subject(&package).unwrap().into();
    assert_eq!(text(&subject, "title"), "Blue mug");
    let table = report_table(Array::of1(&subject).unchecked_ref()).unwrap();
    assert!(table.lines().nth(1).unwrap().contains("Blue mug"), "{table}");
    assert_eq!(text(&report_table(Array::of1(&7.into()).unchecked_ref()).err().unwrap(), "code"), "argument-invalid");
}
