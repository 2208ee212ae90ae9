//! What the engine says about a page: signs with their quotes, weighed into one of five states.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::EngineError;
use crate::listing::Listing;

/// The five answers. None of them says "genuine" or "fake".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The page is no shop.
    NotShopping,
    /// Checked; no sign weighs enough to mention. Not the same as safe.
    NoSigns,
    /// Part of the check failed.
    CouldNotCheck,
    /// Some signs.
    Caution,
    /// Several independent signs.
    High,
}

/// Where a weight comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// From a measured likelihood ratio; the source gives it.
    Measured,
    /// A judgement; kept small.
    Judged,
}

/// How often a case was seen where its weight was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequencies {
    /// Listed shops that show it.
    pub listed: u32,
    /// Listed shops looked at.
    pub listed_of: u32,
    /// Legitimate shops that show it.
    pub legitimate: u32,
    /// Legitimate shops looked at.
    pub legitimate_of: u32,
    /// How many times as frequent it surely is on listed shops (above 0 centibans) or on legitimate ones: the lower end of the 95 %
    /// interval, at least 1. The weight may be less, since signs that go together share theirs.
    pub times: u32,
}

/// A weight in words: grades of evidence, with the bounds of Harold Jeffreys, Theory of Probability (1961), appendix B: a likelihood
/// ratio of 10^0.5 is the least worth a mention, from 10^1 it is strong, from 10^1.5 very strong. In messages `ui_strength_…` for
/// the word alone, `weight_<basis>_…` for the word with its basis; `-` becomes `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Below 10^0.5.
    Slight,
    /// From 10^0.5.
    Clear,
    /// From 10^1.
    Strong,
    /// From 10^1.5.
    VeryStrong,
}

impl Grade {
    /// The grade of a weight, whether it speaks against a listing or for it.
    #[must_use]
    pub const fn of(weight_centibans: i32) -> Self {
        match weight_centibans.unsigned_abs() {
            0..50 => Self::Slight,
            50..100 => Self::Clear,
            100..150 => Self::Strong,
            150.. => Self::VeryStrong,
        }
    }
}

/// Groups of signs that go together. Signs of one family are correlated, so each family's sum is capped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Price, list price, discount.
    Price,
    /// Words of title, description and page.
    Wording,
    /// Who sells.
    Seller,
    /// The shop's page as a whole.
    Shop,
    /// The address.
    Domain,
    /// Brand, model, codes.
    Brand,
    /// Photos.
    Image,
    /// Reviews.
    Review,
    /// Subscribed lists.
    List,
}

/// A message in the locale files: `key` names it, `args` fill `$1`, `$2`, ...
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Key in `extension/_locales/*/messages.json`.
    pub key: String,
    /// Arguments in the order of the placeholders.
    #[serde(default)]
    pub args: Vec<String>,
}

/// What a sign rests on: words or a picture of the page, with the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, as they stand on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The picture's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// JSON pointer into the Listing, or CSS path into the snapshot.
    #[serde(rename = "where")]
    pub place: String,
}

impl Quote {
    /// A quote of words.
    pub fn text(text: impl Into<String>, place: impl Into<String>) -> Self {
        Self { text: Some(text.into()), image: None, place: place.into() }
    }

    /// A quote of a picture.
    pub fn image(src: impl Into<String>, place: impl Into<String>) -> Self {
        Self { text: None, image: Some(src.into()), place: place.into() }
    }
}

/// One sign, weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule id: kebab-case, the same in `src/rules/`, the rules pack, the messages and the cases.
    pub rule: String,
    /// The rule's family.
    pub family: Family,
    /// Weight of evidence in centibans, 100·log10(likelihood ratio). Above 0 speaks against the listing, below 0 for it.
    pub weight_centibans: i32,
    /// The weight in words.
    pub grade: Grade,
    /// Whether the weight was measured or judged.
    pub basis: Basis,
    /// How often it was seen, where the weight was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequencies: Option<Frequencies>,
    /// What to tell the shopper.
    pub message: Message,
    /// What it rests on; never empty.
    pub quotes: Vec<Quote>,
    /// Where the weight comes from.
    pub source: String,
}

/// Sum of one family after its cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyWeight {
    /// Which.
    pub family: Family,
    /// Capped weight in centibans.
    pub weight_centibans: i32,
}

/// Something that was not looked at, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// `picture`, `json-ld`, `html`, `text`, `attribute`, `card`, `image`, `link`, `control`, `field`, `state`.
    pub what: String,
    /// Address, file, JSON pointer or CSS path.
    #[serde(rename = "where")]
    pub place: String,
    /// Stable code, a key `skipped_…` of the locale files with `-` for `_`: `too-large`, `broken`, `unknown-format`, ...
    pub reason: String,
}

/// The answer for one card of a page with several products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAssessment {
    /// Index in `Listing::cards`.
    pub card: usize,
    /// The card's state, from its own signs alone.
    pub state: State,
    /// Probability in permille.
    pub posterior_permille: u16,
    /// Sum of the families.
    pub weight_centibans: i32,
    /// Its signs.
    pub findings: Vec<Finding>,
}

/// Signs without which the answer would be another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The rules whose signs are left out: one, or all of a family.
    pub rules: Vec<String>,
    /// The state without them.
    pub state: State,
}

/// Name, version and hash of a file that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Pack or model name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
}

/// What made the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EngineParts {
    /// Version of the crate.
    pub version: String,
    /// Models loaded, by name.
    pub model: Vec<Part>,
    /// Packs loaded, by name.
    pub packs: Vec<Part>,
}

/// The answer for one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Always [`crate::snapshot::SCHEMA`].
    pub schema: u64,
    /// The answer.
    pub state: State,
    /// Probability that the listing is counterfeit, in permille, given the prior of the rules pack.
    pub posterior_permille: u16,
    /// Sum of the families, without the prior.
    pub weight_centibans: i32,
    /// Families that have signs, in the order of [`Family`].
    pub families: Vec<FamilyWeight>,
    /// Signs against and for, strongest first.
    pub findings: Vec<Finding>,
    /// What would change the answer, see [`crate::score::changes`]; empty where no sign or family decides by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub would_change: Vec<Change>,
    /// Answers for single cards, in page order; cards without signs are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<CardAssessment>,
    /// The facts it rests on.
    pub listing: Listing,
    /// What was not looked at.
    pub skipped: Vec<Skipped>,
    /// What made it.
    pub engine: EngineParts,
    /// SHA-256 of everything above in canonical JSON (RFC 8785), lower-case hex.
    pub digest: String,
}

impl Assessment {
    /// The digest that this assessment should carry.
    ///
    /// # Errors
    /// [`EngineError::Internal`] when it cannot be written as JSON, which no input reaches.
    pub fn compute_digest(&self) -> Result<String, EngineError> {
        let internal = |error: serde_json::Error| EngineError::Internal { reason: error.to_string() };
        let mut value = serde_json::to_value(self).map_err(internal)?;
        if let Some(fields) = value.as_object_mut() {
            fields.remove("digest");
        }
        let canonical = serde_json_canonicalizer::to_vec(&value).map_err(internal)?;
        Ok(sha256_hex(&canonical))
    }
}

/// SHA-256 in lower-case hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
