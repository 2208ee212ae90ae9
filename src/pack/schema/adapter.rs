//! How sites write their pages, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a site, or every shop of an engine, writes its pages. Only what it says of a page itself: what is read from structured data
/// wins over it. Selectors are the part of CSS that [`crate::pack::Selector`] reads; a reading is a selector, or `selector@attribute`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// Stable id, kebab-case.
    pub id: String,
    /// Id of the [`crate::pack::Site`] whose pages it reads. An adapter has either this or `marks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Selectors of which one is on every page of a shop engine.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Pages of one product.
    #[serde(default)]
    pub product_pages: PageHints,
    /// Pages of several products.
    #[serde(default)]
    pub card_pages: PageHints,
    /// Where the facts of a product page stand: for each its readings, the best first.
    #[serde(default)]
    pub fields: BTreeMap<AdapterField, Vec<String>>,
    /// How a value is cut out of what stands there.
    #[serde(default)]
    pub patterns: Vec<FieldPattern>,
    /// The cards of a page of several products.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<AdapterCards>,
    /// Regular expressions on the page's address; the first group is the listing's number.
    #[serde(default)]
    pub id_patterns: Vec<String>,
    /// ISO 4217 code of prices whose sign does not settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The same by the ending of the host, before `currency`.
    #[serde(default)]
    pub currency_by_host_ending: Vec<HostCurrency>,
    /// Where the entry's facts come from.
    pub source: String,
}

/// How pages of one sort are told; one hint is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageHints {
    /// Regular expressions on the page's address.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Selectors.
    #[serde(default)]
    pub elements: Vec<String>,
}

/// A fact that an adapter can find; the names are those of the Listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are those of the Listing")]
pub enum AdapterField {
    Title,
    Price,
    ListPrice,
    Brand,
    SellerName,
    SellerUrl,
    SellerRatingPercent,
    SellerRatingCount,
    SellerSince,
    SellerCountry,
    ShipsFrom,
    Availability,
    Sku,
    Mpn,
    Gtin,
    Rating,
    ReviewCount,
    Condition,
    Description,
}

/// Cuts a fact out of a longer text ("Visit the Acme Store").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldPattern {
    /// Which fact.
    pub field: AdapterField,
    /// Regular expression; its first group is the value. A text that it does not fit stands as it is.
    pub pattern: String,
}

/// Where a card and its facts stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdapterCards {
    /// Selector of the card's element.
    pub card: String,
    /// Readings inside the card, as for [`Adapter::fields`].
    #[serde(default)]
    pub title: Vec<String>,
    /// The price asked.
    #[serde(default)]
    pub price: Vec<String>,
    /// The price that it was.
    #[serde(default)]
    pub list_price: Vec<String>,
    /// Who sells.
    #[serde(default)]
    pub seller: Vec<String>,
    /// Stars of five.
    #[serde(default)]
    pub rating: Vec<String>,
    /// The picture; without attribute the address that the element shows.
    #[serde(default)]
    pub image: Vec<String>,
    /// The link to the product; without attribute its `href`.
    #[serde(default)]
    pub link: Vec<String>,
}

/// The currency of a site under one ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostCurrency {
    /// Ending of the host (`co.uk`).
    pub ending: String,
    /// ISO 4217.
    pub currency: String,
}
