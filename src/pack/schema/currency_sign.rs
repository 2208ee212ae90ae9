use serde::{Deserialize, Serialize};

/// Signs and words that stand for one currency, or for one of several. Codes are those of ISO 4217.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencySign {
    /// Stable id, kebab-case.
    pub id: String,
    /// The signs, as written, without spaces; none where only the codes are meant.
    pub signs: Vec<String>,
    /// The currencies that a sign may stand for; each is read as a sign of its own too.
    pub codes: Vec<String>,
    /// The one meant where nothing else is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<String>,
    /// Mostly something else: counts where the text holds nothing but prices, or where the number has cents or thousands.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_alone: bool,
    /// Decimals of the currency where they are not two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// What the sign means in a country's shops.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryCurrency>,
    /// What it means in a language of one country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageCurrency>,
    /// Where the entry comes from.
    pub source: String,
}

/// A country's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryCurrency {
    /// ISO 3166-1 code or top-level domain of the country, lower case.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
}

/// The currency of a language's one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageCurrency {
    /// BCP 47 tag; a script in it must be the page's too (`zh-Hans`).
    pub language: String,
    /// ISO 4217.
    pub currency: String,
}
