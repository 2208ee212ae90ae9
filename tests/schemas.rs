//! The JSON Schemas of `models/packs/schema/` say the same as the Rust types: every shipped pack and fully populated values of
//! the contract pass, wrong ones are refused, and neither side knows a field that the other lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use touchstone::finding::*;
use touchstone::listing::*;
use touchstone::pack::*;
use touchstone::picture::{PictureFacts, Shown};
use touchstone::snapshot::{Snapshot, SnapshotImage};

const PACK_KINDS: &[&str] = &["brands", "currencies", "families", "goods", "labels", "rules", "sites", "terms", "thresholds"];
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

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).into()).collect()
}

fn money() -> Option<Money> {
    Some(Money { amount: "12.50".parse().unwrap(), currency: text("EUR") })
}

/// One entry of each kind of pack, with every field set.
fn entries() -> BTreeMap<&'static str, Value> {
    let band = PriceBand { currency: "USD".into(), low: "30".parse().unwrap(), high: "350.5".parse().unwrap(), year: 2026 };
    let brand = Brand {
        id: "nike".into(),
        name: "Nike".into(),
        names: words(&["耐克"]),
        owner: text("Nike, Inc."),
        official_domains: words(&["nike.com"]),
        store_names: words(&["Nike Official"]),
        categories: vec![BrandCategory { goods: "shoes".into(), price_new: band }],
        lines: words(&["Air Force 1"]),
        style_codes: words(&["^[A-Z0-9]{6}-[0-9]{3}$"]),
        innocent: words(&["goddess nike"]),
        common_word: true,
        source: "test".into(),
    };
    let goods = Goods {
        id: "shoes".into(),
        words: words(&["shoe"]),
        not_words: words(&["shoe box"]),
        goes_with: true,
        shown_with: words(&["socks"]),
        source: "test".into(),
    };
    let term = Term {
        term: "a货".into(),
        lang: "zh".into(),
        kind: TermKind::Replica,
        strength: Strength::Strong,
        innocent: words(&["翡翠a货"]),
        innocent_with: words(&["film prop"]),
        disguised: true,
        source: "test".into(),
    };
    let label = Label { label: "list-price".into(), lang: "und".into(), words: words(&["RRP"]), source: "test".into() };
    let site = Site {
        id: "amazon".into(),
        name: "Amazon".into(),
        kind: SiteKind::Marketplace,
        domains: words(&["amazon.*", "amazon.co.uk"]),
        source: "test".into(),
    };
    let currency = CurrencyRate { code: "EUR".into(), per_usd: "0.88".parse().unwrap(), source: "test".into() };
    let caps = FamilyCaps { family: Family::Price, against_centibans: 100, for_centibans: 50, source: "test".into() };
    let bin = Bin { id: "over-80-percent".into(), weight_centibans: 60, basis: Basis::Measured, source: "test".into() };
    let rule = RuleWeights { id: "price-discount".into(), family: Family::Price, bins: vec![bin] };
    let thresholds = Thresholds {
        prior_centibans: -169,
        caution_centibans: 0,
        high_centibans: 128,
        clear_family_centibans: 50,
        clear_families: 2,
        source: "test".into(),
    };
    BTreeMap::from([
        ("brands", serde_json::to_value(brand).unwrap()),
        ("goods", serde_json::to_value(goods).unwrap()),
        ("terms", serde_json::to_value(term).unwrap()),
        ("labels", serde_json::to_value(label).unwrap()),
        ("sites", serde_json::to_value(site).unwrap()),
        ("currencies", serde_json::to_value(currency).unwrap()),
        ("families", serde_json::to_value(caps).unwrap()),
        ("rules", serde_json::to_value(rule).unwrap()),
        ("thresholds", serde_json::to_value(thresholds).unwrap()),
    ])
}

fn listing() -> Listing {
    let trader = Trader {
        name: text("Example GmbH"),
        address: text("1 Street"),
        phone: text("+49"),
        email: text("a@example.com"),
        register: text("HRB 1"),
        vat: text("DE1"),
    };
    let seller = Seller {
        name: text("Shop"),
        url: text("https://example.com/s"),
        rating_percent: "98.5".parse().ok(),
        rating_count: Some(7),
        since: text("2020"),
        country: text("DE"),
        trader: Some(trader),
    };
    let shop = Shop {
        domain: text("example.com"),
        links_total: Some(9),
        links_external: Some(1),
        links_social: Some(0),
        prices_shown: Some(3),
        prices_discounted: Some(2),
        prices_struck_through: Some(2),
        discount_median_percent: Some(60),
        discount_max_percent: Some(90),
        has_contact: Some(true),
        has_legal: Some(false),
        payment: words(&["paypal"]),
    };
    let card = Card {
        title: "Shoe".into(),
        price: money(),
        list_price: money(),
        seller: text("Shop"),
        rating: "4.5".parse().ok(),
        image: text("https://example.com/1.jpg"),
        url: text("https://example.com/1"),
        place: "html > body".into(),
    };
    Listing {
        kind: PageKind::Product,
        url: text("https://example.com/"),
        title: text("Shoe"),
        brand: text("Nike"),
        description: text("A shoe"),
        category: text("Shoes"),
        condition: text("NewCondition"),
        price: money(),
        list_price: money(),
        availability: text("InStock"),
        sku: text("1"),
        mpn: text("CJ0773-010"),
        gtin: text("4006381333931"),
        rating: "4.5".parse().ok(),
        review_count: Some(3),
        reviews: vec![Review { text: "Good".into(), rating: "5".parse().ok(), date: text("May") }],
        images: vec![ListingImage { src: "https://example.com/1.jpg".into(), alt: "shoe".into() }],
        ships_from: text("Berlin"),
        seller: Some(seller),
        shop: Some(shop),
        language: text("en"),
        cards: vec![card],
        trace: BTreeMap::from([("/title".into(), Origin { source: Source::JsonLd, place: "/0/name".into() })]),
    }
}

fn assessment() -> Assessment {
    let finding = Finding {
        rule: "price-discount".into(),
        family: Family::Price,
        weight_centibans: 60,
        message: Message { key: "rule_price_discount".into(), args: words(&["80"]) },
        quotes: vec![Quote::text("-80 %", "/price"), Quote::image("https://example.com/1.jpg", "/images/0")],
        source: "test".into(),
    };
    let part = Part { name: "goods".into(), version: "1".into(), sha256: sha256_hex(b"") };
    let mut assessment = Assessment {
        schema: 1,
        state: State::Caution,
        posterior_permille: 500,
        weight_centibans: 169,
        families: vec![FamilyWeight { family: Family::Price, weight_centibans: 60 }],
        findings: vec![finding.clone()],
        cards: vec![CardAssessment {
            card: 0,
            state: State::NoSigns,
            posterior_permille: 20,
            weight_centibans: 0,
            findings: vec![finding],
        }],
        listing: listing(),
        skipped: vec![Skipped { what: "picture".into(), place: "https://example.com/2.jpg".into(), reason: "too-large".into() }],
        engine: EngineParts { version: "0.1.0".into(), model: vec![part.clone()], packs: vec![part] },
        digest: String::new(),
    };
    assessment.digest = assessment.compute_digest().unwrap();
    assessment
}

/// The contract's values, fully populated.
fn contract() -> BTreeMap<&'static str, Value> {
    let image = SnapshotImage { src: "https://example.com/1.jpg".into(), alt: "shoe".into(), width_px: 10, height_px: 20, shown: true };
    let snapshot =
        Snapshot { schema: 1, url: "https://example.com/".into(), html: "<p>".into(), images: vec![image], language: text("en") };
    let facts = PictureFacts {
        file: "1.jpg".into(),
        width_px: 10,
        height_px: 20,
        shows: vec![Shown { kind: "shoes".into(), score_permille: 950 }],
        phash: "0123456789abcdef".into(),
        embedding_id: "00ff".into(),
    };
    BTreeMap::from([
        ("assessment", serde_json::to_value(assessment()).unwrap()),
        ("listing", serde_json::to_value(listing()).unwrap()),
        ("picture-facts", serde_json::to_value(facts).unwrap()),
        ("snapshot", serde_json::to_value(snapshot).unwrap()),
    ])
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
        with("brands", "/schema", json!(2)),
        with("brands", "/pack", json!("goods")),
        with("brands", "/entries/0/id", json!("Nike!")),
        with("brands", "/entries/0/source", json!(" ")),
        with("brands", "/entries/0/official_domains/0", json!("https://nike.com/")),
        with("brands", "/entries/0/official_domains", json!([])),
        with("brands", "/entries/0/style_codes/0", json!("[A-Z]+")),
        with("brands", "/entries/0/categories/0/price_new/low", json!(-1)),
        with("brands", "/entries/0/categories/0/price_new/year", json!(1999)),
        with("goods", "/entries/0/words", json!([])),
        with("goods", "/entries/0/words/0", json!("")),
        with("terms", "/entries/0/kind", json!("copy")),
        with("terms", "/entries/0/lang", json!("Chinese!")),
        with("sites", "/entries/0/domains/0", json!("amazon")),
        with("currencies", "/entries/0/code", json!("eur")),
        with("currencies", "/entries/0/per_usd", json!("0.00")),
        with("families", "/entries/0/for_centibans", json!(-1)),
        with("rules", "/entries/0/bins", json!([])),
        with("rules", "/entries/0/bins/0/weight_centibans", json!(0.5)),
        with("thresholds", "/entries", json!([])),
        with("labels", "/entries/0/words", json!("RRP")),
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
