//! One pack file: its bytes to entries.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::{
    Adapter, Brand, Channel, CurrencyRate, CurrencySign, FamilyCaps, Goods, Label, PackFile, RedactionRule, RuleWeights, Site, Term,
    Thresholds,
};
use crate::error::EngineError;
use crate::finding::{Part, sha256_hex};
use crate::limits;
use crate::snapshot::SCHEMA;

/// Every kind of pack, as written in `"pack"`.
const KINDS: &str =
    "adapters, brands, channels, currencies, currency-signs, families, goods, labels, redactions, rules, sites, terms, thresholds";

/// The entries of one file.
pub(super) enum Entries {
    Adapters(Vec<Adapter>),
    Brands(Vec<Brand>),
    Channels(Vec<Channel>),
    Currencies(Vec<CurrencyRate>),
    CurrencySigns(Vec<CurrencySign>),
    Families(Vec<FamilyCaps>),
    Goods(Vec<Goods>),
    Labels(Vec<Label>),
    Redactions(Vec<RedactionRule>),
    Rules(Vec<RuleWeights>),
    Sites(Vec<Site>),
    Terms(Vec<Term>),
    Thresholds(Vec<Thresholds>),
}

/// What decides how the rest is read; other fields are judged later.
#[derive(Deserialize)]
struct Head {
    schema: u64,
    pack: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<T> {
    #[serde(rename = "schema")]
    _schema: IgnoredAny,
    #[serde(rename = "pack")]
    _pack: IgnoredAny,
    name: String,
    version: String,
    entries: Vec<T>,
}

/// Reads a file as far as it can be read without the others.
pub(super) fn read(file: &PackFile) -> Result<(Part, Entries), EngineError> {
    if file.bytes.len() > limits::PACK_BYTES {
        let reason = format!("{} bytes, more than the {} that a pack may have", file.bytes.len(), limits::PACK_BYTES);
        return Err(refuse(file, "", reason));
    }
    let head: Head = serde_json::from_slice(&file.bytes).map_err(|error| refuse(file, "", error.to_string()))?;
    if head.schema != SCHEMA {
        return Err(EngineError::SchemaUnsupported { what: format!("pack {}", file.name), found: head.schema, expected: SCHEMA });
    }
    match head.pack.as_str() {
        "adapters" => entries(file, Entries::Adapters),
        "brands" => entries(file, Entries::Brands),
        "channels" => entries(file, Entries::Channels),
        "currencies" => entries(file, Entries::Currencies),
        "currency-signs" => entries(file, Entries::CurrencySigns),
        "families" => entries(file, Entries::Families),
        "goods" => entries(file, Entries::Goods),
        "labels" => entries(file, Entries::Labels),
        "redactions" => entries(file, Entries::Redactions),
        "rules" => entries(file, Entries::Rules),
        "sites" => entries(file, Entries::Sites),
        "terms" => entries(file, Entries::Terms),
        "thresholds" => entries(file, Entries::Thresholds),
        other => Err(refuse(file, "", format!("unknown kind of pack {other:?}; the kinds are {KINDS}"))),
    }
}

/// An error of this file.
pub(super) fn refuse(file: &PackFile, entry: &str, reason: String) -> EngineError {
    EngineError::PackInvalid { file: file.name.clone(), entry: entry.to_owned(), reason }
}

fn entries<T: DeserializeOwned>(file: &PackFile, kind: fn(Vec<T>) -> Entries) -> Result<(Part, Entries), EngineError> {
    let whole: Whole<T> = match serde_json::from_slice(&file.bytes) {
        Ok(whole) => whole,
        Err(error) => return Err(refuse(file, &entry_at_fault::<T>(&file.bytes), error.to_string())),
    };
    for (field, value) in [("name", &whole.name), ("version", &whole.version)] {
        if value.trim().is_empty() || value.len() > limits::STRING_BYTES {
            return Err(refuse(file, "", format!("{field:?} is empty or too long")));
        }
    }
    let part = Part { name: whole.name, version: whole.version, sha256: sha256_hex(&file.bytes) };
    Ok((part, kind(whole.entries)))
}

/// The name of the first entry that does not have the shape of a `T`; empty where the fault lies outside the entries.
fn entry_at_fault<T: DeserializeOwned>(bytes: &[u8]) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(bytes) else { return String::new() };
    let Some(Value::Array(entries)) = fields.remove("entries") else { return String::new() };
    let mut named = entries.into_iter().enumerate().map(|(index, entry)| (entry_name(&entry, index), entry));
    named.find(|(_, entry)| T::deserialize(entry).is_err()).map_or_else(String::new, |(name, _)| name)
}

fn entry_name(entry: &Value, index: usize) -> String {
    let key = ["id", "term", "label", "code", "family"].iter().find_map(|key| entry.get(key).and_then(Value::as_str));
    key.map_or_else(|| format!("#{index}"), str::to_owned)
}
