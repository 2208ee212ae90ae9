//! The shapes of pack entries. `models/packs/schema/` holds the same as JSON Schema for authors; a test keeps both equal.

mod adapter;
mod currency_sign;
mod report;
mod warning_list;

pub use adapter::*;
pub use currency_sign::*;
pub use report::*;
pub use warning_list::*;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use crate::finding::{Basis, Frequencies};

use crate::finding::Family;

/// A brand that counterfeiters copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Stable id, kebab-case.
    pub id: String,
    /// Name as the brand writes it.
    pub name: String,
    /// Other spellings and scripts by which shops name it (not misspellings).
    #[serde(default)]
    pub names: Vec<String>,
    /// Owner of the trade mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Registrable domains that the brand itself runs.
    pub official_domains: Vec<String>,
    /// Names of the brand's own stores on marketplaces.
    #[serde(default)]
    pub store_names: Vec<String>,
    /// What it sells new, with the usual price band.
    #[serde(default)]
    pub categories: Vec<BrandCategory>,
    /// Model lines (`Air Force 1`).
    #[serde(default)]
    pub lines: Vec<String>,
    /// Lines of others that sell the same kinds of goods, which it never made, not even together with them.
    #[serde(default)]
    pub foreign_lines: Vec<String>,
    /// Regular expressions of its style codes, anchored, upper case.
    #[serde(default)]
    pub style_codes: Vec<String>,
    /// Phrases in which the name means something else (`apple pie`).
    #[serde(default)]
    pub innocent: Vec<String>,
    /// The name is also an everyday word (`Coach`, `Gap`): it counts only in a brand field or with a model line.
    #[serde(default)]
    pub common_word: bool,
    /// Where the entry's facts come from.
    pub source: String,
}

/// One kind of goods of a brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrandCategory {
    /// Id of a [`Goods`] entry.
    pub goods: String,
    /// Usual price band of new goods at retail, sales included.
    pub price_new: PriceBand,
}

/// A price band with its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceBand {
    /// ISO 4217.
    pub currency: String,
    /// Lower end: hardly any new piece is sold below it.
    pub low: Decimal,
    /// Upper end of usual pieces.
    pub high: Decimal,
    /// Year in which the band held.
    pub year: u16,
}

/// A kind of goods; picture models use the same ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goods {
    /// Stable id (`shoes`, `bag`, `watch`, ...).
    pub id: String,
    /// Words for it in titles, any language, lower case.
    pub words: Vec<String>,
    /// Words that make it something that goes with such goods (`shoe box`, `watch strap`).
    #[serde(default)]
    pub not_words: Vec<String>,
    /// Others make such goods to go with a brand's product, or they are about a brand (phone case, watch strap, book): a brand
    /// in the title says what it goes with, not who made it.
    #[serde(default)]
    pub goes_with: bool,
    /// Kinds that a photo of such goods may also show (`top` on a model who wears `shoes`): no contradiction.
    #[serde(default)]
    pub shown_with: Vec<String>,
    /// Where the entry comes from.
    pub source: String,
}

/// What a term is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// Says that goods are copies (`1:1 replica`, `高仿`).
    Replica,
    /// A plain word for a copy (`fake`, `Fälschung`, `подделка`). In a title beside a brand it says what the goods are; elsewhere it
    /// mostly warns.
    Copy,
    /// Says that goods are an openly sold likeness (`museum`, `1:18`, `officially licensed`): words with `likeness` mean no copy there.
    Likeness,
    /// Explains away what genuine goods have (`no box`, `剪标`).
    Excuse,
    /// Draws the buyer to a messenger (`add my WhatsApp`, `加微信`).
    Contact,
    /// Pays outside any protection (`Western Union`, `friends and family`).
    Payment,
    /// Says that goods go with a brand's product or imitate its style openly. [`Strength::Strong`]: the whole title does, wherever
    /// the words stand (`screen protector`); `Medium`: a brand named after the words (`compatible with`); `Weak`: a brand that
    /// follows directly (`for`).
    Accessory,
    /// Second-hand, outlet, sample: explains a low price.
    Used,
    /// A buyer's words about a copy (`it is fake`, `not authentic`).
    Complaint,
    /// Words of a shop's host name: bargain words (`outlet`, `sale`) medium, plain shop words (`shop`, `online`) weak; an ending
    /// (`.top`) with its dot.
    DomainLure,
    /// Words by which a host name says that it is a brand itself: its help desk, its accounts, its branch in a country.
    DomainClaim,
    /// Writing about copies, not selling them (`how to spot`, `辨别`).
    Discussion,
    /// Domain of a provider of free mail.
    FreeMail,
}

/// How much a term says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Common in honest pages too.
    Weak,
    /// Mostly a sign.
    Medium,
    /// Hardly ever innocent.
    Strong,
}

/// A word or phrase that means something to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word, as written; matching folds case, width and compatibility forms.
    pub term: String,
    /// BCP 47 language, `und` for any.
    pub lang: String,
    /// What it is a sign of.
    pub kind: TermKind,
    /// How much it says.
    pub strength: Strength,
    /// Longer phrases around the term that make it innocent (`翡翠a货`).
    #[serde(default)]
    pub innocent: Vec<String>,
    /// Words that make it innocent wherever they stand in the same text (`film prop`).
    #[serde(default)]
    pub innocent_with: Vec<String>,
    /// Whether the word also names openly sold likenesses (`replica`): a term of kind `likeness` in the same text, or in the title over it,
    /// makes it innocent.
    #[serde(default)]
    pub likeness: bool,
    /// Whether it is also looked for with letters spaced out, swapped for look-alikes or split by invisible characters.
    #[serde(default)]
    pub disguised: bool,
    /// Where the entry comes from.
    pub source: String,
}

/// Words by which pages label a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// What is labelled: `price`, `list-price`, `brand`, `seller`, `sku`, `mpn`, `gtin`, `condition`, `ships-from`, `in-stock`,
    /// `price-part` (behind a price: a month of it, a kilogram of it), `out-of-stock`, `contact`, `legal`, `add-to-cart`, `contact-seller` (to press, on an ad), `reviews`, `payment`.
    pub label: String,
    /// BCP 47 language.
    pub lang: String,
    /// The words.
    pub words: Vec<String>,
    /// Where the entry comes from.
    pub source: String,
}

/// What a known site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    /// Many sellers under one roof: rules on the shop as a whole do not apply.
    Marketplace,
    /// A social network.
    Social,
    /// A messenger.
    Messenger,
    /// A shop engine's host for many shops (`myshopify.com`): every subdomain is a shop of its own.
    ShopHost,
    /// A large shop known to be an authorised seller of many brands.
    Retailer,
    /// A programme that lends shops a seal and shows on its own pages which of them hold it.
    TrustMark,
}

/// A known site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is.
    pub kind: SiteKind,
    /// Registrable domains; `amazon.*` means the label `amazon` under any public suffix.
    pub domains: Vec<String>,
    /// Where the entry comes from.
    pub source: String,
}

/// A rough exchange rate, for comparing a price with a band of another currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencyRate {
    /// ISO 4217.
    pub code: String,
    /// Units of this currency for one US dollar.
    pub per_usd: Decimal,
    /// Where and when the rate was taken.
    pub source: String,
}

/// One weight of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// Name that the rule's code gives the case (`strong`, `over-80-percent`).
    pub id: String,
    /// Weight of evidence: 100·log10(likelihood ratio); negative speaks for the listing.
    pub weight_centibans: i32,
    /// Measured or judged.
    pub basis: Basis,
    /// How often the case was seen; what was measured has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequencies: Option<Frequencies>,
    /// Where the number comes from.
    pub source: String,
}

/// A rule's weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWeights {
    /// Rule id, the file name in `src/rules/` with `-` for `_`.
    pub id: String,
    /// Its family.
    pub family: Family,
    /// Its weights.
    pub bins: Vec<Bin>,
}

/// Caps of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyCaps {
    /// Which.
    pub family: Family,
    /// Most that the family may speak against a listing.
    pub against_centibans: i32,
    /// Most that it may speak for it, as a positive number.
    pub for_centibans: i32,
    /// Why.
    pub source: String,
}

/// Prior and thresholds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Prior log-odds in centibans (2 % is −169).
    pub prior_centibans: i32,
    /// Posterior log-odds from which the state is `caution`.
    pub caution_centibans: i32,
    /// Posterior log-odds from which the state may be `high` (0.95 is 128).
    pub high_centibans: i32,
    /// What a family must reach to speak clearly.
    pub clear_family_centibans: i32,
    /// How many families must speak clearly for `high`.
    pub clear_families: usize,
    /// Why.
    pub source: String,
}

/// The rules pack: everything that weighs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleBook {
    /// Prior and thresholds; a set of packs without any is refused.
    pub thresholds: Option<Thresholds>,
    /// One entry a family.
    pub families: Vec<FamilyCaps>,
    /// One entry a rule.
    pub rules: Vec<RuleWeights>,
}
