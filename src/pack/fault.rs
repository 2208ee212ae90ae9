//! What can be wrong with a pack, each kind with a code that stays the same for ever.

use serde::Serialize;

use super::PackFile;
use crate::error::EngineError;
use crate::snapshot::SCHEMA;

/// Whether a fault keeps a pack out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The pack is refused.
    Error,
    /// The pack is taken; its author should look at the entry again.
    Warning,
}

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCode {
    /// The file, or a text in it, is larger than allowed.
    TooLarge,
    /// The file or an entry of its name is in the set twice.
    Twice,
    /// The file ends too early.
    CutOff,
    /// The file is no JSON.
    NotJson,
    /// A field is missing, unknown or of the wrong type.
    Shape,
    /// The pack says that it is of a kind that this build does not know.
    UnknownKind,
    /// The pack is written for another schema number.
    UnknownSchema {
        /// The number found.
        found: u64,
    },
    /// No pack of the set holds the thresholds, so that nothing can be weighed.
    NoThresholds,
    /// The entry does not say where its facts come from.
    NoSource,
    /// An id that is not kebab-case.
    BadId,
    /// An empty text or list where something must stand.
    Empty,
    /// The entry names a brand, a site, a kind of goods or a currency that is in no pack of the set.
    UnknownReference,
    /// A text that is not what its field holds: a host name, a language tag, an address, a code.
    BadValue,
    /// A number outside its range.
    OutOfRange,
    /// A regular expression or selector that cannot be used.
    BadPattern,
    /// A regular expression whose automaton would grow beyond its bound.
    PatternExplodes,
    /// A word of one letter or digit of a script that writes words with several: it would be found everywhere.
    TooShort,
    /// The entry, or a part of it, can never have an effect.
    Useless,
    /// A brand's name is also an ordinary word of the packs, but not marked as one.
    EverydayWord,
    /// An ordinary word of the packs would count as an imitation.
    LookAlike,
    /// Two brands have one name, so that only the first is ever seen.
    SharedName,
    /// A list holds an address that is known for what it is, so that the entry never counts.
    KnownAddress,
}

impl FaultCode {
    /// The code in writing.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Twice => "twice",
            Self::CutOff => "cut-off",
            Self::NotJson => "not-json",
            Self::Shape => "shape",
            Self::UnknownKind => "unknown-kind",
            Self::UnknownSchema { .. } => "unknown-schema",
            Self::NoThresholds => "no-thresholds",
            Self::NoSource => "no-source",
            Self::BadId => "bad-id",
            Self::Empty => "empty",
            Self::UnknownReference => "unknown-reference",
            Self::BadValue => "bad-value",
            Self::OutOfRange => "out-of-range",
            Self::BadPattern => "bad-pattern",
            Self::PatternExplodes => "pattern-explodes",
            Self::TooShort => "too-short",
            Self::Useless => "useless",
            Self::EverydayWord => "everyday-word",
            Self::LookAlike => "look-alike",
            Self::SharedName => "shared-name",
            Self::KnownAddress => "known-address",
        }
    }

    /// Whether it keeps the pack out.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::EverydayWord | Self::LookAlike | Self::SharedName | Self::KnownAddress => Level::Warning,
            _ => Level::Error,
        }
    }
}

/// One fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFault {
    /// Name of the file.
    pub file: String,
    /// Id of the entry, empty where the file as a whole is at fault.
    pub entry: String,
    /// Which kind.
    pub code: FaultCode,
    /// What is wrong, for people, in one line.
    pub reason: String,
}

impl PackFault {
    pub(super) fn new(file: &PackFile, entry: &str, (code, reason): (FaultCode, String)) -> Self {
        Self { file: file.name.clone(), entry: entry.to_owned(), code, reason }
    }
}

impl From<PackFault> for EngineError {
    fn from(fault: PackFault) -> Self {
        match fault.code {
            FaultCode::UnknownSchema { found } => Self::SchemaUnsupported { what: format!("pack {}", fault.file), found, expected: SCHEMA },
            _ => Self::PackInvalid { file: fault.file, entry: fault.entry, reason: fault.reason },
        }
    }
}

/// Collects the faults of one entry.
#[derive(Debug, Default)]
pub(super) struct Faults(pub Vec<(FaultCode, String)>);

impl Faults {
    /// Adds one; `reason` is a sentence without a full stop.
    pub fn add(&mut self, code: FaultCode, reason: impl Into<String>) {
        self.0.push((code, reason.into()));
    }
}
