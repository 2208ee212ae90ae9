//! Prices as people write them.

use rust_decimal::Decimal;

/// A price read from text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Amount in whole units.
    pub amount: Decimal,
    /// ISO 4217 where the sign settles it or the hint does.
    pub currency: Option<String>,
    /// The currency as written (`A$`, `€`, `руб.`).
    pub sign: Option<String>,
}

/// Reads the price in `text`; `hint` is text that stands for the currency (a sign or a code).
#[must_use]
pub fn parse(_text: &str, _hint: Option<&str>) -> Option<Price> {
    None
}
