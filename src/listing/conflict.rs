//! Sources of one page that contradict each other.

use serde::{Deserialize, Serialize};

use super::Source;

/// What one source says of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The value: a decimal amount, a code or a name.
    pub value: String,
    /// Which reader found it.
    pub source: Source,
    /// JSON pointer or CSS path, as in [`super::Origin`].
    #[serde(rename = "where")]
    pub place: String,
}

/// A fact of which two sources say different things. The Listing keeps what the more trusted one says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// JSON pointer of the fact: `/price` (amounts differ), `/price/currency`, `/availability`, `/brand`.
    pub fact: String,
    /// What the Listing holds.
    pub kept: Said,
    /// What the other source says.
    pub other: Said,
}
