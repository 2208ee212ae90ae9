//! Who sells, and the trader behind the name.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The seller as the page presents it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seller {
    /// Shown name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Absolute address of the seller's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Share of good ratings, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating_percent: Option<Decimal>,
    /// Number of ratings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating_count: Option<u64>,
    /// Since when, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Country, as written. Information, never a sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The trader block that EU law (DSA Article 30, consumer rights directive) asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trader: Option<Trader>,
}

/// Identity of the trader, as written on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Trader {
    /// Company or person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Number in a trade register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// VAT identification number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<String>,
}
