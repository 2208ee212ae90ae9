//! Packs: what Touchstone knows, as data with a source on every entry.
//!
//! A pack is one JSON file: `{"schema":1, "pack":KIND, "name":…, "version":…, "entries":[…]}`. KIND says which of the
//! types of this room the entries have. A pack that breaks a rule is refused whole; the caller keeps the one it had.

mod build;
mod check;
mod currency;
mod fault;
mod file;
mod key_set;
mod lint;
mod load;
mod prices;
mod schema;
mod selector;
mod site;
#[cfg(test)]
pub(crate) mod testing;

pub use build::build;
pub(crate) use check::Pattern;
pub use currency::price_in;
pub use fault::{FaultCode, Level, PackFault};
pub use key_set::{KeySet, host_key, seller_key};
pub use lint::{PackSummary, lint, summaries};
pub use schema::*;
pub(crate) use selector::{Compound, Test};
pub use selector::{Reading, Selector};
pub(crate) use site::site_in;

use crate::finding::Part;

/// A pack file's bytes under its name inside `models/packs/`, for example `brands/sportswear.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Path inside `models/packs/`, with `/`.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Everything known, in the order of the files' names and the entries in them.
#[derive(Debug, Clone, Default)]
pub struct Packs {
    /// Brands.
    pub brands: Vec<Brand>,
    /// Kinds of goods.
    pub goods: Vec<Goods>,
    /// Words that mean something to a rule.
    pub terms: Vec<Term>,
    /// Label words by which a page names its facts.
    pub labels: Vec<Label>,
    /// Marketplaces, social networks, messengers, payment services.
    pub sites: Vec<Site>,
    /// How sites and shop engines write their pages.
    pub adapters: Vec<Adapter>,
    /// Exchange rates.
    pub currencies: Vec<CurrencyRate>,
    /// Where reports can go.
    pub channels: Vec<Channel>,
    /// What on a page is the person's own.
    pub redactions: Vec<RedactionRule>,
    /// Signs of currencies.
    pub currency_signs: Vec<CurrencySign>,
    /// Lists of shops and sellers that the person subscribed to.
    pub warning_lists: Vec<WarningList>,
    /// Weights, caps, prior, thresholds.
    pub rules: RuleBook,
    /// Name, version and hash of each file, by name.
    pub parts: Vec<Part>,
}
