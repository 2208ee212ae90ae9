//! Shops that people labelled: front pages as numbers (`shop-signals`) and host names (`shop-domains`).
//!
//! `features.tsv` has a row a shop: `domain, label, n_links, n_external_links, n_social_links, n_prices, currencies,
//! share_discounted, median_discount, max_discount, n_line_through`; `domains.tsv` has `domain, label, sources`.

pub mod measure;
pub mod text;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::table::{Row, Table};
use crate::engine::Engine;
use crate::listing::{Listing, PageKind, Shop};
use crate::pack::{RuleBook, Thresholds};
use crate::rules::Sign;
use crate::score::{self, Weighed};
use crate::text::domain;

/// Parts into which shops are split for cross-validation.
pub const FOLDS: usize = 10;

/// A shop with its label and what the rules say of it.
#[derive(Debug, Clone)]
pub struct LabelledShop {
    /// Host name as the collection writes it.
    pub host: String,
    /// A consumer service or a keeper of a list listed it; else it counts as legitimate.
    pub listed: bool,
    /// Who says so, by the names of the collection.
    pub sources: Vec<String>,
    /// Currencies of its prices, `,` between; empty where no page was read.
    pub currencies: String,
    /// The facts.
    pub shop: Shop,
    /// What the rules say.
    pub signs: Vec<(&'static str, Sign)>,
}

impl LabelledShop {
    /// Which of the [`FOLDS`] parts the shop belongs to: by its registrable domain, so that no shop is on both sides of a split.
    #[must_use]
    pub fn fold(&self) -> usize {
        let domain = domain::registrable(&self.host).unwrap_or_else(|| self.host.clone());
        // The first byte of this hash says which half of the collection a domain is in; the second is free.
        usize::from(Sha256::digest(domain.as_bytes()).get(1).copied().unwrap_or_default()) % FOLDS
    }

    /// Its signs weighed by a rules pack.
    #[must_use]
    pub fn weighed(&self, book: &RuleBook, thresholds: &Thresholds) -> Weighed {
        let findings: Vec<_> = self.signs.iter().filter_map(|(rule, sign)| score::weigh_sign(book, rule, sign.clone())).collect();
        score::weigh(book, thresholds, &findings)
    }
}

/// Front pages, judged by their numbers and their host name. Rows without links are left out: those pages were dead, blocked or
/// parked when they were read, more often so on one side, and a dead page is no sign.
///
/// # Errors
/// What is wrong with a table.
pub fn front_pages(engine: &Engine, features: &str, domains: &str) -> Result<Vec<LabelledShop>, String> {
    let sources = sources(domains)?;
    let table = Table::read(features, &["domain", "label", "n_links", "n_external_links", "n_social_links", "n_prices"])?;
    let read = table.rows().filter(|row| row.number::<u64>("n_links").is_some_and(|links| links > 0));
    let shop = |row: Row<'_>| {
        let host = row.text("domain").to_owned();
        let facts = facts(&host, row);
        let url = Some(format!("https://{host}/"));
        let listing = Listing { kind: PageKind::Cards, url, shop: Some(facts.clone()), ..Listing::default() };
        LabelledShop {
            listed: row.text("label") == "fake",
            sources: sources.get(&host).cloned().unwrap_or_default(),
            currencies: row.text("currencies").to_owned(),
            shop: facts,
            signs: engine.signs(listing),
            host,
        }
    };
    Ok(read.map(shop).collect())
}

/// Host names alone, judged as addresses without a page.
///
/// # Errors
/// What is wrong with the table.
pub fn host_names(engine: &Engine, domains: &str) -> Result<Vec<LabelledShop>, String> {
    let table = Table::read(domains, &["domain", "label", "sources"])?;
    let name = |row: Row<'_>| {
        let host = row.text("domain").to_owned();
        let shop = Shop { domain: domain::registrable(&host), ..Shop::default() };
        let listing =
            Listing { kind: PageKind::Shop, url: Some(format!("https://{host}/")), shop: Some(shop.clone()), ..Listing::default() };
        let signs = engine.signs(listing);
        LabelledShop {
            listed: row.text("label") == "fake",
            sources: split(row.text("sources")),
            currencies: String::new(),
            shop,
            signs,
            host,
        }
    };
    Ok(table.rows().map(name).collect())
}

fn sources(domains: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let table = Table::read(domains, &["domain", "sources"])?;
    Ok(table.rows().map(|row| (row.text("domain").to_owned(), split(row.text("sources")))).collect())
}

fn split(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn facts(host: &str, row: Row<'_>) -> Shop {
    let percent = |column| row.number::<f64>(column).map(|share| (share.clamp(0.0, 1.0) * 100.0).round() as u8);
    let shown = row.number::<u64>("n_prices");
    let discounted = |shown: u64| row.number::<f64>("share_discounted").map(|share| (shown as f64 * share.clamp(0.0, 1.0)).round() as u64);
    Shop {
        domain: domain::registrable(host),
        links_total: row.number("n_links"),
        links_external: row.number("n_external_links"),
        links_social: row.number("n_social_links"),
        prices_shown: shown,
        prices_discounted: shown.and_then(discounted),
        discount_median_percent: percent("median_discount"),
        discount_max_percent: percent("max_discount"),
        prices_struck_through: row.number("n_line_through"),
        ..Shop::default()
    }
}
