//! One pack file: its bytes to entries.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::fault::{FaultCode, PackFault};
use super::{
    Adapter, Brand, Channel, CurrencyRate, CurrencySign, FamilyCaps, Goods, Label, PackFile, RedactionRule, RuleWeights, Site, Term,
    Thresholds, WarningList,
};
use crate::finding::{Part, sha256_hex};
use crate::limits;
use crate::snapshot::SCHEMA;

/// Every kind of pack, as written in `"pack"`.
const KINDS: &str = "adapters, brands, channels, currencies, currency-signs, families, goods, labels, redactions, rules, sites, terms, thresholds, warning-lists";

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
    WarningLists(Vec<WarningList>),
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Adapters(entries) => entries.len(),
            Self::Brands(entries) => entries.len(),
            Self::Channels(entries) => entries.len(),
            Self::Currencies(entries) => entries.len(),
            Self::CurrencySigns(entries) => entries.len(),
            Self::Families(entries) => entries.len(),
            Self::Goods(entries) => entries.len(),
            Self::Labels(entries) => entries.len(),
            Self::Redactions(entries) => entries.len(),
            Self::Rules(entries) => entries.len(),
            Self::Sites(entries) => entries.len(),
            Self::Terms(entries) => entries.len(),
            Self::Thresholds(entries) => entries.len(),
            Self::WarningLists(entries) => entries.len(),
        }
    }
}

/// What decides how the rest is read; other fields are judged later.
#[derive(Deserialize)]
pub(super) struct Head {
    schema: u64,
    /// The kind.
    pub pack: String,
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

/// Reads a file as far as it can be read without the others; else every fault found, the first one first.
pub(super) fn read(file: &PackFile) -> Result<(Part, Entries), Vec<PackFault>> {
    if file.bytes.len() > limits::PACK_BYTES {
        let reason = format!("{} bytes, more than the {} that a pack may have", file.bytes.len(), limits::PACK_BYTES);
        return Err(vec![PackFault::new(file, "", (FaultCode::TooLarge, reason))]);
    }
    read_of_any_size(file)
}

/// The same for a file that is not to be loaded as it is.
pub(super) fn read_of_any_size(file: &PackFile) -> Result<(Part, Entries), Vec<PackFault>> {
    let fault = |code, reason| vec![PackFault::new(file, "", (code, reason))];
    let head = head(file).map_err(|error| fault(code_of(&error), error.to_string()))?;
    if head.schema != SCHEMA {
        let reason = format!("schema {} is not supported, this build reads schema {SCHEMA}", head.schema);
        return Err(fault(FaultCode::UnknownSchema { found: head.schema }, reason));
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
        "warning-lists" => entries(file, Entries::WarningLists),
        other => Err(fault(FaultCode::UnknownKind, format!("unknown kind of pack {other:?}; the kinds are {KINDS}"))),
    }
}

/// What a file says that it is.
pub(super) fn head(file: &PackFile) -> Result<Head, serde_json::Error> {
    serde_json::from_slice(&file.bytes)
}

fn entries<T: DeserializeOwned>(file: &PackFile, kind: fn(Vec<T>) -> Entries) -> Result<(Part, Entries), Vec<PackFault>> {
    let whole: Whole<T> = serde_json::from_slice(&file.bytes).map_err(|error| shape_faults::<T>(file, &error))?;
    for (field, value) in [("name", &whole.name), ("version", &whole.version)] {
        if value.trim().is_empty() || value.len() > limits::STRING_BYTES {
            return Err(vec![PackFault::new(file, "", (FaultCode::Empty, format!("{field:?} is empty or too long")))]);
        }
    }
    let part = Part { name: whole.name, version: whole.version, sha256: sha256_hex(&file.bytes) };
    Ok((part, kind(whole.entries)))
}

/// A fault for each entry that does not have the shape of a `T`; one for the file where the fault lies outside the entries. The
/// first has the place in the file that `error` names.
fn shape_faults<T: DeserializeOwned>(file: &PackFile, error: &serde_json::Error) -> Vec<PackFault> {
    let mut faults: Vec<PackFault> = entry_errors::<T>(&file.bytes)
        .into_iter()
        .map(|(entry, error)| PackFault::new(file, &entry, (code_of(&error), error.to_string())))
        .collect();
    match faults.first_mut() {
        Some(first) => first.reason = error.to_string(),
        None => faults.push(PackFault::new(file, "", (code_of(error), error.to_string()))),
    }
    faults
}

fn entry_errors<T: DeserializeOwned>(bytes: &[u8]) -> Vec<(String, serde_json::Error)> {
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(bytes) else { return Vec::new() };
    let Some(Value::Array(entries)) = fields.remove("entries") else { return Vec::new() };
    let named = entries.into_iter().enumerate().map(|(index, entry)| (entry_name(&entry, index), entry));
    named.filter_map(|(name, entry)| T::deserialize(entry).err().map(|error| (name, error))).collect()
}

fn entry_name(entry: &Value, index: usize) -> String {
    let key = ["id", "term", "label", "code", "family"].iter().find_map(|key| entry.get(key).and_then(Value::as_str));
    key.map_or_else(|| format!("#{index}"), str::to_owned)
}

fn code_of(error: &serde_json::Error) -> FaultCode {
    if error.is_eof() {
        FaultCode::CutOff
    } else if !error.is_data() {
        FaultCode::NotJson
    } else if error.to_string().starts_with("missing field `source`") {
        FaultCode::NoSource
    } else {
        FaultCode::Shape
    }
}
