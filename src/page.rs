//! Reads a snapshot into facts: JSON-LD, microdata, RDFa, Open Graph, state of shop software, then what a person sees.

mod adapter;
mod address;
mod bytes;
mod cards;
mod conflict;
mod dom;
mod draft;
mod given;
mod graph;
mod images;
mod json;
mod kind;
mod meta;
mod price_labels;
mod reader;
mod reviews;
mod schema_org;
mod select;
mod shop;
mod sign;
mod state;
mod tokens;
mod trader;
mod view;
mod visible;
mod words;

pub use bytes::{snapshot_from_bytes, snapshot_from_response};
pub use given::from_listing;
pub use reader::Reader;
pub(crate) use tokens::{Attributes, Token, Tokens, decode};

use crate::finding::Skipped;
use crate::listing::Listing;

/// Part of the page in which a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The product or the article itself.
    Main,
    /// Menus, breadcrumbs, search.
    Navigation,
    /// Foot of the page.
    Footer,
    /// Reviews, questions and comments by others than the seller.
    Review,
    /// Strips of other products.
    Aside,
}

/// A run of text in one block element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The text, white space collapsed.
    pub text: String,
    /// CSS path of the element in the snapshot.
    pub place: String,
    /// Part of the page.
    pub zone: Zone,
    /// Not visible to a person; never read as shown text.
    pub hidden: bool,
    /// Index of the card (`Listing::cards`) it stands in.
    pub card: Option<usize>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Absolute address (also `mailto:`, `tel:`).
    pub url: String,
    /// Its text.
    pub text: String,
    /// CSS path.
    pub place: String,
    /// Part of the page.
    pub zone: Zone,
}

/// A page as read: the facts, and the text and links that rules quote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The facts.
    pub listing: Listing,
    /// Text in document order.
    pub blocks: Vec<Block>,
    /// Links in document order.
    pub links: Vec<Link>,
    /// Links in the foot that only lead back to the top of the page (`#`), in document order.
    pub empty_links: Vec<Link>,
    /// What was cut or could not be read.
    pub skipped: Vec<Skipped>,
}

fn skipped(what: &str, place: String, reason: &str) -> Skipped {
    Skipped { what: what.to_owned(), place, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests;
