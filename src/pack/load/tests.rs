use super::*;
use crate::error::EngineError;
use crate::limits;
use crate::pack::lint;
use crate::pack::testing::shipped_files;

const THRESHOLDS: &str = r#"{"schema":1,"pack":"thresholds","name":"thresholds","version":"1","entries":[{"prior_centibans":-169,
    "caution_centibans":0,"high_centibans":128,"clear_family_centibans":50,"clear_families":2,"source":"test"}]}"#;
const GOODS: &str = r#"{"id":"shoes","words":["shoe"],"source":"test"}"#;
const CURRENCY: &str = r#"{"code":"USD","per_usd":1,"source":"test"}"#;
const SIGN: &str = r#"{"id":"euro","signs":["€"],"codes":["EUR"],"source":"test"}"#;
const BRAND: &str = r#"{"id":"nike","name":"Nike","official_domains":["nike.com"],"source":"test",
    "categories":[{"goods":"shoes","price_new":{"currency":"USD","low":30,"high":"350.50","year":2026}}],"style_codes":["^[A-Z]{6}$"]}"#;

fn file(name: &str, text: &str) -> PackFile {
    PackFile { name: name.into(), bytes: text.as_bytes().to_vec() }
}

fn pack(kind: &str, entries: &str) -> PackFile {
    file(&format!("{kind}.json"), &format!(r#"{{"schema":1,"pack":"{kind}","name":"{kind}","version":"1","entries":[{entries}]}}"#))
}

/// A whole set in which `changed` replaces the file of its name.
fn set_with(changed: PackFile) -> Vec<PackFile> {
    let mut files = vec![pack("goods", GOODS), pack("currencies", CURRENCY), pack("brands", BRAND), file("thresholds.json", THRESHOLDS)];
    files.retain(|file| file.name != changed.name);
    files.push(changed);
    files
}

fn refused(changed: PackFile) -> (String, String, String) {
    match Packs::load(&set_with(changed)) {
        Err(EngineError::PackInvalid { file, entry, reason }) => (file, entry, reason),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_refused(changed: PackFile, entry: &str, reason: &str) {
    let name = changed.name.clone();
    let (file, at, why) = refused(changed);
    assert_eq!((file.as_str(), at.as_str()), (name.as_str(), entry), "{why}");
    assert!(why.contains(reason), "{why}");
}

#[test]
fn a_set_is_read_whole_whatever_the_order_of_its_files() {
    let files = set_with(pack("brands", BRAND));
    let packs = Packs::load(&files).unwrap();
    assert_eq!(packs.brands.first().unwrap().categories.first().unwrap().price_new.high.to_string(), "350.50");
    assert_eq!(packs.rules.thresholds.as_ref().unwrap().prior_centibans, -169);
    let reversed: Vec<PackFile> = files.into_iter().rev().collect();
    let again = Packs::load(&reversed).unwrap();
    assert_eq!(packs.parts, again.parts);
    let names: Vec<&str> = packs.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["brands", "currencies", "goods", "thresholds"]);
    assert_eq!(packs.parts.first().unwrap().sha256.len(), 64);
}

#[test]
fn schemas_are_not_packs() {
    assert!(Packs::load(&set_with(file("schema/pack-brands.schema.json", "not JSON"))).is_ok());
    assert!(Packs::load(&set_with(file("brands/schema/x.json", "not JSON"))).is_err());
}

#[test]
fn another_schema_number_is_named() {
    let newer = file("brands.json", r#"{"schema":2,"pack":"brands","what":"ever"}"#);
    let error = Packs::load(&set_with(newer)).unwrap_err();
    assert_eq!(error, EngineError::SchemaUnsupported { what: "pack brands.json".into(), found: 2, expected: 1 });
}

#[test]
fn files_that_are_no_packs_are_refused() {
    assert_refused(file("x.json", ""), "", "EOF");
    assert_refused(file("x.json", "[]"), "", "invalid");
    assert_refused(file("x.json", r#"{"schema":"1","pack":"brands"}"#), "", "invalid type");
    assert_refused(file("x.json", r#"{"schema":1}"#), "", "missing field `pack`");
    assert_refused(pack("brnads", ""), "", "unknown kind of pack \"brnads\"; the kinds are adapters, brands");
    assert_refused(file("x.json", r#"{"schema":1,"pack":"terms","name":" ","version":"1","entries":[]}"#), "", "\"name\" is empty");
    assert_refused(file("x.json", r#"{"schema":1,"pack":"terms","name":"x","version":"1","entries":[],"more":1}"#), "", "`more`");
    assert_refused(PackFile { name: "x.json".into(), bytes: vec![b' '; limits::PACK_BYTES + 1] }, "", "more than");
    assert_refused(PackFile { name: "x.json".into(), bytes: vec![0xff, 0xfe] }, "", "expected value");
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = format!(r#"{{"schema":1,"pack":"terms","name":"x","version":"1","entries":{}"#, "[".repeat(1_000_000));
    assert_refused(file("x.json", &deep), "", "EOF");
    let (open, close) = ("[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_refused(pack("goods", &format!(r#"{{"id":"a","words":{open}{close},"source":"t"}}"#)), "", "invalid type");
    assert_refused(file("x.json", &format!(r#"{{"more":{open}{close},"schema":1,"pack":"terms"}}"#)), "", "unknown field `more`");
}

#[test]
fn a_misspelt_field_is_refused_with_its_entry() {
    let entry = BRAND.replace("\"style_codes\"", "\"style_code\"");
    assert_refused(pack("brands", &entry), "nike", "unknown field `style_code`");
    assert_refused(pack("goods", r#"{"id":"hat","words":["hat"]}"#), "hat", "missing field `source`");
    assert_refused(
        pack("terms", r#"{"term":"x","lang":"en","kind":"copies","strength":"weak","source":"t"}"#),
        "x",
        "unknown variant `copies`",
    );
    assert_refused(pack("goods", &format!("{GOODS}, 7")), "#1", "invalid type");
    assert_refused(pack("goods", r#"{"id":"a","id":"b","words":["x"],"source":"t"}"#), "", "duplicate field");
}

#[test]
fn an_entry_without_source_is_refused() {
    assert_refused(pack("goods", &GOODS.replace("\"test\"", "\" \"")), "shoes", "no source");
    assert_refused(
        pack("rules", r#"{"id":"a","family":"price","bins":[{"id":"b","weight_centibans":1,"basis":"judged","source":""}]}"#),
        "a",
        "no source",
    );
}

#[test]
fn one_id_stands_only_once() {
    assert_refused(pack("goods", &format!("{GOODS},{GOODS}")), "shoes", "twice");
    assert_refused(pack("brands", &format!("{BRAND},{BRAND}")), "nike", "twice");
    let site = r#"{"id":"a","name":"A","kind":"social","domains":["a.com"],"source":"t"}"#;
    assert_refused(pack("sites", &format!("{site},{site}")), "a", "twice");
    let cap = r#"{"family":"price","against_centibans":1,"for_centibans":1,"source":"t"}"#;
    assert_refused(pack("families", &format!("{cap},{cap}")), "price", "twice");
    let rule = r#"{"id":"a","family":"price","bins":[{"id":"b","weight_centibans":1,"basis":"judged","source":"t"}]}"#;
    assert_refused(pack("rules", &format!("{rule},{rule}")), "a", "twice");
    assert_refused(file("goods.json", ""), "", "EOF");
    let mut files = set_with(pack("goods", GOODS));
    files.push(pack("goods", GOODS));
    assert!(matches!(Packs::load(&files), Err(EngineError::PackInvalid { reason, .. }) if reason == "given twice"));
}

#[test]
fn currency_signs_are_checked() {
    let with = |from: &str, to: &str| pack("currency-signs", &SIGN.replace(from, to));
    assert!(Packs::load(&set_with(pack("currency-signs", SIGN))).is_ok());
    assert_refused(pack("currency-signs", &format!("{SIGN},{SIGN}")), "euro", "twice");
    assert_refused(pack("currency-signs", &format!("{SIGN},{}", SIGN.replace("euro", "other"))), "other", "\"€\" stands in the set twice");
    assert_refused(with("€", "€ "), "euro", "holds a space or a digit");
    assert_refused(with("€", "€1"), "euro", "holds a space or a digit");
    assert_refused(with(r#"["EUR"]"#, "[]"), "euro", "\"codes\" is empty");
    assert_refused(with("EUR", "eur"), "euro", "no ISO 4217 code");
    let more = |field: &str| with(r#""source""#, &format!(r#"{field},"source""#));
    assert_refused(more(r#""usual":"USD""#), "euro", "\"USD\" is not among the codes");
    assert_refused(more(r#""countries":[{"country":"us","currency":"USD"}]"#), "euro", "\"USD\" is not among the codes");
    assert_refused(more(r#""countries":[{"country":"USA","currency":"EUR"}]"#), "euro", "two lower-case letters");
    assert_refused(more(r#""decimals":4"#), "euro", "not 0 to 3");
}

#[test]
fn brands_are_checked_against_goods_currencies_and_domains() {
    let with = |from: &str, to: &str| pack("brands", &BRAND.replace(from, to));
    assert_refused(with(r#""goods":"shoes""#, r#""goods":"shoos""#), "nike", "\"shoos\" is in no goods pack");
    assert_refused(with("\"USD\"", "\"XAU\""), "nike", "\"XAU\"");
    assert_refused(with("\"350.50\"", "29"), "nike", "from 30 to 29");
    assert_refused(with("2026", "1999"), "nike", "1999");
    assert_refused(with("^[A-Z]{6}$", "[A-Z]{6}"), "nike", "must begin with ^");
    assert_refused(with("^[A-Z]{6}$", "^[A-Z{6}$"), "nike", "no regular expression");
    for domain in ["www.nike.com", "Nike.com", "com", "nike", "", "nike.com/"] {
        assert_refused(with("\"nike.com\"", &format!("\"{domain}\"")), "nike", "");
    }
    assert_refused(with("[\"nike.com\"]", "[]"), "nike", "\"official_domains\" is empty");
    assert_refused(with("\"Nike\"", "\" \""), "nike", "an empty string in \"name\"");
    assert_refused(with("\"nike\"", "\"Nike!\""), "Nike!", "kebab-case");
}

#[test]
fn other_entries_are_checked_too() {
    assert_refused(pack("goods", r#"{"id":"shoes","words":["shoe"],"shown_with":["hat"],"source":"t"}"#), "shoes", "\"hat\"");
    assert_refused(pack("goods", r#"{"id":"shoes","words":["shoe",""],"source":"t"}"#), "shoes", "an empty string in \"words\"");
    let other = |rate: &str| pack("currencies", &format!("{CURRENCY},{rate}"));
    assert_refused(other(r#"{"code":"eur","per_usd":1,"source":"t"}"#), "eur", "ISO 4217");
    assert_refused(other(r#"{"code":"EUR","per_usd":0,"source":"t"}"#), "EUR", "not above 0");
    let term = r#"{"term":"a货","lang":"zh","kind":"replica","strength":"strong","innocent":["翡翠b货"],"source":"t"}"#;
    assert_refused(pack("terms", term), "a货", "excuse nothing");
    assert_refused(pack("terms", &term.replace("\"zh\"", "\"Chinese!\"").replace("翡翠b", "翡翠a")), "a货", "language tag");
    for domain in ["Amazon.com", "com", "amazon", ".com", "a b.com", "*.amazon.com"] {
        let site = format!(r#"{{"id":"a","name":"A","kind":"social","domains":["{domain}"],"source":"t"}}"#);
        assert_refused(pack("sites", &site), "a", "neither");
    }
    let site = r#"{"id":"a","name":"A","kind":"shop-host","domains":["myshopify.com","amazon.*","market.yandex.ru"],"source":"t"}"#;
    assert!(Packs::load(&set_with(pack("sites", site))).is_ok());
}

#[test]
fn thresholds_stand_there_exactly_once() {
    let files: Vec<PackFile> = set_with(pack("goods", GOODS)).into_iter().filter(|file| file.name != "thresholds.json").collect();
    let error = Packs::load(&files).unwrap_err();
    assert_eq!(error.to_string(), "pack (whole set): no pack of the set holds the thresholds entry");
    assert_refused(file("thresholds2.json", THRESHOLDS), "thresholds", "twice");
    assert_refused(file("thresholds.json", &THRESHOLDS.replace("128", "-5")), "thresholds", "must lie below");
    assert_refused(file("thresholds.json", &THRESHOLDS.replace("128", "99999")), "thresholds", "beyond");
}

#[test]
fn a_linter_hears_of_every_mistake() {
    let brand = BRAND.replace("nike.com", "www.nike.com").replace("\"test\"", "\"\"");
    let mut files = set_with(pack("brands", &brand));
    files.push(pack("currencies2", ""));
    let faults = |files: &[PackFile]| lint(files).into_iter().map(|fault| (fault.file, fault.code.as_str())).collect::<Vec<_>>();
    let of_brand = [("brands.json".to_owned(), "bad-value"), ("brands.json".to_owned(), "no-source")];
    assert_eq!(faults(&files)[1..], of_brand, "the file that cannot be read comes first");
    files.pop();
    assert_eq!(faults(&files), of_brand);
    assert!(lint(&set_with(pack("goods", GOODS))).is_empty());
}

#[test]
fn no_bytes_make_the_loader_panic() {
    let good = format!(r#"{{"schema":1,"pack":"brands","name":"b","version":"1","entries":[{BRAND}]}}"#);
    for cut in 0..good.len() {
        assert!(Packs::load(&[PackFile { name: "b.json".into(), bytes: good.as_bytes()[..cut].to_vec() }]).is_err());
    }
    let mut state = 0x2545_f491_u32;
    for _ in 0..2_000 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..3 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 8) as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        let _ = lint(&[PackFile { name: "b.json".into(), bytes }]);
    }
}

#[test]
fn the_packs_that_the_engine_was_built_with_are_known_as_a_whole() {
    let files = shipped_files();
    let mut parts = read(&files).parts;
    assert!(is_built_with(&parts));
    parts.reverse();
    assert!(is_built_with(&parts));
    let last = parts.pop().unwrap();
    assert!(!is_built_with(&parts));
    parts.push(Part { sha256: sha256_hex(b"another"), ..last });
    assert!(!is_built_with(&parts));
}
