//! The JavaScript door, tested in a real browser: what it takes, what it gives, what it throws.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use touchstone::wasm::Engine;
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
