use serde::{Deserialize, Serialize};

use crate::pack::KeySet;

/// A list of shops and sellers that somebody warns of and a person subscribed to. None is there by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningList {
    /// Stable id, kebab-case.
    pub id: String,
    /// Who lists, for people.
    pub name: String,
    /// Where a person reads the list, or asks to be taken off it.
    pub url: String,
    /// Registrable domains, and hosts below one, that are listed; what lies below a listed host is listed too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Sellers on known sites that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sellers: Vec<ListedSeller>,
    /// Further ones, hashed: what a long list is made of (`touchstone pack build`).
    #[serde(default, skip_serializing_if = "KeySet::is_empty")]
    pub packed: KeySet,
    /// Where the list comes from, of which day it is and who may use it.
    pub source: String,
}

/// A seller on a site where shown names belong to one seller each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedSeller {
    /// Id of a [`crate::pack::Site`].
    pub site: String,
    /// Shown name.
    pub name: String,
}
