//! The rules: each looks at facts and says which of its cases holds, with the words or picture it rests on. What a case
//! weighs stands in the rules pack; [`crate::score`] does the weighing.

mod photo_kind_mismatch;
mod photo_reused;

use crate::finding::Quote;
use crate::listing::Listing;
use crate::model::Models;
use crate::pack::{Packs, Site};
use crate::page::Page;
use crate::picture::PictureFacts;
use crate::product::Product;

/// Whether a rule looks at the page's own listing or at one card of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The page: its product, its shop, its address.
    Page,
    /// One card of a page with several products.
    Card(usize),
}

/// All that a rule may look at.
pub struct Context<'a> {
    /// What is known.
    pub packs: &'a Packs,
    /// The page as read.
    pub page: &'a Page,
    /// What is judged now.
    pub scope: Scope,
    /// The facts judged now: the page's Listing, or a card's facts in the same shape.
    pub listing: &'a Listing,
    /// What `listing` claims to sell.
    pub product: &'a Product<'a>,
    /// The known site that the page belongs to.
    pub site: Option<&'a Site>,
    /// Facts on those pictures of the page that could be looked at, by address.
    pub pictures: &'a [PictureFacts],
    /// The networks, to compare pictures.
    pub models: &'a Models,
}

/// A rule's answer: one of its cases holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Id of a bin in the rule's entry of the rules pack.
    pub bin: &'static str,
    /// Arguments of the rule's message `rule_<id with _>`.
    pub args: Vec<String>,
    /// What it rests on; at least one.
    pub quotes: Vec<Quote>,
}

/// A rule.
pub struct Rule {
    /// Kebab-case id: file name, pack entry, message key, case folders.
    pub id: &'static str,
    /// Looks at the page.
    pub on_page: bool,
    /// Looks at single cards.
    pub on_cards: bool,
    /// At most one sign, or one for each thing found.
    pub check: fn(&Context<'_>) -> Vec<Sign>,
}

/// Every rule, in alphabetical order of ids.
pub const RULES: &[Rule] = &[photo_kind_mismatch::RULE, photo_reused::RULE];
