//! The facts read from a page. Unknown means absent; nothing is guessed, nothing is judged here.

mod card;
mod conflict;
mod seller;
mod shop;

pub use card::Card;
pub use conflict::{Conflict, Said};
pub use seller::{Seller, Trader};
pub use shop::Shop;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What sort of page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// One product for sale.
    Product,
    /// Several products: results, a category, a seller's shelf.
    Cards,
    /// A shop's page that sells nothing itself: front page without prices, legal page, cart.
    Shop,
    /// No shop: an article, a forum, a bank.
    #[default]
    Other,
}

/// An amount of money. `amount` is written as a decimal string; reading also takes a JSON number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Decimal amount in whole units of the currency, never negative.
    pub amount: Decimal,
    /// ISO 4217 code, absent where the page does not settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// One review shown on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// The buyer's words.
    pub text: String,
    /// Stars given, as written (`4.5`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Decimal>,
    /// Date as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// One product picture of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListingImage {
    /// Absolute address.
    pub src: String,
    /// Alternative text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

/// Where a fact came from. The order of the variants is the order of trust when sources disagree, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// `application/ld+json`.
    JsonLd,
    /// `itemprop` attributes.
    Microdata,
    /// RDFa `property` attributes.
    Rdfa,
    /// `og:` and `product:` meta elements.
    OpenGraph,
    /// State that shop software leaves in the page as JSON (`__NEXT_DATA__`, Shopify's product, WooCommerce's variations).
    StateBlob,
    /// A site adapter's selector (data in `models/packs/sites`).
    Adapter,
    /// Text that a person sees.
    VisibleText,
    /// The page's address.
    Url,
    /// Given as a Listing, not read by us.
    Given,
}

/// The origin of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Which reader found it.
    pub source: Source,
    /// JSON pointer or CSS path, as exact as the reader knows it.
    #[serde(rename = "where")]
    pub place: String,
}

/// The facts of one page, or of one card of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// Sort of page.
    pub kind: PageKind,
    /// The page's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The product's name as the page gives it; on other pages the page's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Brand as the page states it in a brand field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Description, cut at [`crate::limits::STRING_BYTES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Category path or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Condition by its schema.org name without the address (`NewCondition`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The price asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// The higher price that the page says it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Money>,
    /// Availability by its schema.org name without the address (`InStock`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<String>,
    /// The shop's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The maker's number (style code).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mpn: Option<String>,
    /// 8, 12, 13 or 14 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// Mean rating of the product, in stars of five.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Decimal>,
    /// How many ratings or reviews the product has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_count: Option<u64>,
    /// Reviews shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// Product pictures, main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<ListingImage>,
    /// Place from which it ships, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ships_from: Option<String>,
    /// Who sells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<Seller>,
    /// The shop around the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop: Option<Shop>,
    /// BCP 47 primary language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The products of a page with several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// For each fact, by its JSON pointer in this Listing, where it came from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub trace: BTreeMap<String, Origin>,
    /// Where sources contradict each other on price, currency, availability or brand; at most [`crate::limits::CONFLICTS`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}
