//! One product on a page that shows several.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Money;

/// A result card. Its index in `Listing::cards` is its name in findings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Product name.
    pub title: String,
    /// Price asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Higher price that the card says it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Money>,
    /// Seller's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Stars of five.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Decimal>,
    /// Absolute address of the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Absolute address of the product page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// CSS path of the card's element in the snapshot; the extension finds the element by it.
    #[serde(rename = "where", skip_serializing_if = "String::is_empty")]
    pub place: String,
}
