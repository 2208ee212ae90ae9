//! The JSON Schemas of `models/packs/schema/` say the same as the Rust types: every shipped pack and fully populated values of
//! the contract pass, wrong ones are refused, and neither side knows a field that the other lacks.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "schemas/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use touchstone::listing::Listing;
use values::{contract, entries};

const PACK_KINDS: &[&str] = &[
    "adapters",
    "brands",
    "channels",
    "currencies",
    "currency-signs",
    "families",
    "goods",
    "labels",
    "redactions",
    "rules",
    "sites",
    "terms",
    "thresholds",
    "warning-lists",
];
const CONTRACT: &[&str] = &["assessment", "listing", "picture-facts", "snapshot"];

fn packs_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/packs")
}

fn schema(name: &str) -> Value {
    let path = packs_folder().join("schema").join(format!("{name}.schema.json"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn validator(name: &str) -> Validator {
    // The one schema that others refer to, under the address that a relative `$ref` gets.
    let registry = Registry::new().add("json-schema:///listing.schema.json", schema("listing")).unwrap().prepare().unwrap();
    jsonschema::options().with_registry(&registry).build(&schema(name)).unwrap()
}

#[track_caller]
fn assert_valid(name: &str, value: &Value) {
    let faults: Vec<String> = validator(name).iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
}

fn pack(kind: &str, entry: &Value) -> Value {
    json!({"schema": 1, "pack": kind, "name": "x", "version": "1", "entries": [entry]})
}

#[test]
fn every_shipped_pack_fits_its_schema() {
    let mut folders = vec![packs_folder()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("schema") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
                let kind = value["pack"].as_str().unwrap().to_owned();
                assert!(PACK_KINDS.contains(&kind.as_str()), "{}: unknown kind {kind}", path.display());
                let faults: Vec<String> = validator(&format!("pack-{kind}")).iter_errors(&value).map(|fault| fault.to_string()).collect();
                assert!(faults.is_empty(), "{}: {}", path.display(), faults.join("\n"));
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} packs");
}

#[test]
fn full_values_fit_their_schemas() {
    for (kind, entry) in entries() {
        assert_valid(&format!("pack-{kind}"), &pack(kind, &entry));
    }
    for (name, value) in contract() {
        assert_valid(name, &value);
    }
    assert_valid("listing", &serde_json::to_value(Listing::default()).unwrap());
    assert_valid("picture-facts", &json!({"file": "a.jpg", "skipped": {"reason": "too-large"}}));
}

#[test]
fn schema_and_type_know_the_same_fields() {
    for (kind, entry) in entries() {
        compare(&format!("pack-{kind}"), &pack(kind, &entry), &[]);
    }
    for (name, value) in contract() {
        // What the command line writes in place of facts, and the Listing that stands in a schema of its own.
        match name {
            "picture-facts" => compare(name, &value, &["skipped", "reason"]),
            "assessment" => {
                let mut value = value;
                value["listing"] = json!({});
                compare(name, &value, &[]);
            }
            _ => compare(name, &value, &[]),
        }
    }
}

#[track_caller]
fn compare(name: &str, value: &Value, only_in_schema: &[&str]) {
    let (mut in_schema, mut in_value) = (BTreeSet::new(), BTreeSet::new());
    properties(&schema(name), &mut in_schema);
    keys(value, &mut in_value);
    in_value.retain(|key| !key.starts_with('/'));
    in_schema.retain(|key| !only_in_schema.contains(&key.as_str()));
    assert_eq!(in_schema, in_value, "{name}");
}

/// Every name under a `properties` of a schema.
fn properties(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(named)) = fields.get("properties") {
                names.extend(named.keys().cloned());
            }
            fields.values().for_each(|field| properties(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, names)),
        _ => {}
    }
}

/// Every key of a value.
fn keys(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            names.extend(fields.keys().cloned());
            fields.values().for_each(|field| keys(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, names)),
        _ => {}
    }
}

#[test]
fn an_unknown_field_is_refused_at_every_depth() {
    let mut values: Vec<(String, Value)> =
        entries().into_iter().map(|(kind, entry)| (format!("pack-{kind}"), pack(kind, &entry))).collect();
    values.extend(contract().into_iter().map(|(name, value)| (name.to_owned(), value)));
    for (name, value) in values {
        let validator = validator(&name);
        for place in objects(&value, String::new()) {
            let mut changed = value.clone();
            changed.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert("unknown".into(), json!(1));
            assert!(!validator.is_valid(&changed), "{name}{place}: an unknown field passes");
        }
    }
}

/// JSON pointers of every object in a value.
fn objects(value: &Value, place: String) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, field)| (key.replace('~', "~0").replace('/', "~1"), field)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(key, child)| objects(child, format!("{place}/{key}")));
    let here = value.is_object().then(|| place.clone());
    below.chain(here).collect()
}

#[test]
fn wrong_values_are_refused() {
    let entries = entries();
    let with = |kind: &str, pointer: &str, value: Value| {
        let mut pack = pack(kind, &entries[kind]);
        *pack.pointer_mut(pointer).unwrap() = value;
        (format!("pack-{kind}"), pack)
    };
    let contract = contract();
    let changed = |name: &str, pointer: &str, value: Value| {
        let mut whole = contract[name].clone();
        *whole.pointer_mut(pointer).unwrap() = value;
        (name.to_owned(), whole)
    };
    for (name, value) in [
        with("adapters", "/entries/0/fields/price", json!(".price")),
        with("adapters", "/entries/0/fields/price/0", json!("a:hover")),
        with("adapters", "/entries/0/id_patterns/0", json!("[0-9]+")),
        with("adapters", "/entries/0/currency", json!("eur")),
        with("adapters", "/entries/0/cards/card", json!("")),
        with("brands", "/schema", json!(2)),
        with("brands", "/pack", json!("goods")),
        with("brands", "/entries/0/id", json!("Nike!")),
        with("brands", "/entries/0/source", json!(" ")),
        with("brands", "/entries/0/official_domains/0", json!("https://nike.com/")),
        with("brands", "/entries/0/official_domains", json!([])),
        with("brands", "/entries/0/style_codes/0", json!("[A-Z]+")),
        with("brands", "/entries/0/categories/0/price_new/low", json!(-1)),
        with("brands", "/entries/0/categories/0/price_new/year", json!(1999)),
        with("channels", "/entries/0/kind", json!("friend")),
        with("channels", "/entries/0/cases", json!([])),
        with("channels", "/entries/0/url", json!("http://market.example/")),
        with("channels", "/entries/0/needs/0", json!("passport")),
        with("channels", "/entries/0/countries/0", json!("Germany")),
        with("channels", "/entries/0/checked", json!("2026-13")),
        with("goods", "/entries/0/words", json!([])),
        with("goods", "/entries/0/words/0", json!("")),
        with("redactions", "/entries/0/target", json!("anything")),
        with("redactions", "/entries/0/category", json!("secret")),
        with("terms", "/entries/0/kind", json!("copies")),
        with("terms", "/entries/0/lang", json!("Chinese!")),
        with("sites", "/entries/0/domains/0", json!("amazon")),
        with("currencies", "/entries/0/code", json!("eur")),
        with("currencies", "/entries/0/per_usd", json!("0.00")),
        with("currency-signs", "/entries/0/codes", json!([])),
        with("currency-signs", "/entries/0/signs/0", json!("U S")),
        with("currency-signs", "/entries/0/countries/0/country", json!("USA")),
        with("families", "/entries/0/for_centibans", json!(-1)),
        with("rules", "/entries/0/bins", json!([])),
        with("rules", "/entries/0/bins/0/weight_centibans", json!(0.5)),
        with("thresholds", "/entries", json!([])),
        with("labels", "/entries/0/words", json!("RRP")),
        with("warning-lists", "/entries/0/hosts/0", json!("https://a-shop.com/")),
        with("warning-lists", "/entries/0/url", json!("http://watch.example/")),
        with("warning-lists", "/entries/0/packed/count", json!(-1)),
        changed("listing", "/price/amount", json!(12.5)),
        changed("listing", "/price/currency", json!("€")),
        changed("listing", "/kind", json!("shopping")),
        changed("listing", "/shop/discount_max_percent", json!(101)),
        changed("assessment", "/state", json!("fake")),
        changed("assessment", "/posterior_permille", json!(1001)),
        changed("assessment", "/findings/0/quotes", json!([])),
        changed("assessment", "/findings/0/quotes/0", json!({"where": "/price"})),
        changed("assessment", "/listing/price/amount", json!("-1")),
        changed("assessment", "/digest", json!("")),
        changed("picture-facts", "/shows/0/score_permille", json!(951)),
        changed("snapshot", "/schema", json!(2)),
        changed("snapshot", "/images/0/width_px", json!(-1)),
    ] {
        assert!(!validator(&name).is_valid(&value), "{name} takes {value}");
    }
}

#[test]
fn every_schema_names_itself_and_its_dialect() {
    let names = PACK_KINDS.iter().map(|kind| format!("pack-{kind}")).chain(CONTRACT.iter().map(|name| (*name).to_owned()));
    for name in names {
        let schema = schema(&name);
        assert_eq!(schema["$id"], json!(format!("{name}.schema.json")));
        assert_eq!(schema["$schema"], json!("https://json-schema.org/draft/2020-12/schema"));
        assert!(schema["description"].is_string());
        assert!(jsonschema::meta::is_valid(&schema), "{name} is no schema");
    }
}
