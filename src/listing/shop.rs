//! Facts on the whole shop that one page shows.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Deserializer, Serialize};

/// The shop around the product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shop {
    /// Registrable domain (public suffix list), in ASCII form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Links on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links_total: Option<u64>,
    /// Links to another registrable domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links_external: Option<u64>,
    /// Links to a profile on a social network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links_social: Option<u64>,
    /// Products with a price on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices_shown: Option<u64>,
    /// Of those, how many at a reduced price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices_discounted: Option<u64>,
    /// Prices struck through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices_struck_through: Option<u64>,
    /// Median discount of the reduced prices, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "percent")]
    pub discount_median_percent: Option<u8>,
    /// Largest discount, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "percent")]
    pub discount_max_percent: Option<u8>,
    /// Whether the page links to or shows a way to reach the shop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_contact: Option<bool>,
    /// Whether the page links to legal pages (imprint, terms, returns).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_legal: Option<bool>,
    /// Ways to pay that the page names, lower case (`paypal`, `visa`, `bank transfer`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payment: Vec<String>,
}

/// Whole per cent from a number or a numeric string; what lies outside 0 to 100 is no discount and counts as unknown.
fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let value = Option::<Decimal>::deserialize(deserializer)?;
    Ok(value.and_then(|percent| percent.round().to_u8()).filter(|percent| *percent <= 100))
}
