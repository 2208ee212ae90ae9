//! Takes out of a page what is the reporter's own: account, addresses, cart, tokens in addresses, mail. What the listing says of
//! itself stays, since it is the evidence: an address that the seller's own block, links or words give is the seller's.
//!
//! A redaction never changes the facts. Where taking out a whole element (a cart, an account menu) would change what is read of the
//! listing, the element stays and the report says so.

mod page;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::page::Marks;
use self::pattern::Patterns;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::listing::Listing;
use crate::page::Page;
use crate::snapshot::Snapshot;

/// What stands in the place of what was taken out.
pub(super) const REDACTED: &str = "[redacted]";

/// One kind of thing taken out of one part, and how many. Never the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// `account`, `address`, `cart`, `token`, `tracking`, `email`, `number`, `word`, or `kept`: parts that looked like the reporter's
    /// own and hold facts of the listing.
    pub category: String,
    /// `url`, `html`, `images`.
    pub place: String,
    /// How many.
    pub count: usize,
}

/// A page without what is the reporter's own.
#[derive(Debug)]
pub struct Redacted {
    /// The page.
    pub snapshot: Snapshot,
    /// What was taken out, by kind and part.
    pub redactions: Vec<Redaction>,
    patterns: Patterns,
}

impl Redacted {
    /// An address of the page as it stands in the redacted one.
    #[must_use]
    pub fn address(&self, address: &str) -> String {
        self.patterns.clean(address, &mut Counts::default())
    }
}

/// Counts by category.
#[derive(Debug, Default)]
struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn add(&mut self, category: &str) {
        *self.0.entry(category.to_owned()).or_default() += 1;
    }

    fn into_redactions(self, place: &str) -> impl Iterator<Item = Redaction> {
        self.0.into_iter().map(move |(category, count)| Redaction { category, place: place.to_owned(), count })
    }
}

/// Takes out what is the reporter's own. `own_words` are more words to take out; categories in `reveal` stay in.
///
/// # Errors
/// Those of [`Engine::read`].
pub fn redact(engine: &Engine, snapshot: &Snapshot, own_words: &[String], reveal: &[String]) -> Result<Redacted, EngineError> {
    let page = engine.read(snapshot)?;
    let patterns = Patterns::new(&engine.packs().redactions, evidence_mail(&page), own_words, reveal);
    let marks = Marks::new(&engine.packs().redactions, &page.listing, reveal);
    let whole = clean(snapshot, &patterns, &marks, true);
    if same_facts(&page.listing, &engine.read(&whole.snapshot)?.listing, &patterns) {
        return Ok(Redacted { patterns, ..whole.into_redacted() });
    }
    let mut careful = clean(snapshot, &patterns, &marks, false);
    careful.redactions.push(Redaction { category: "kept".into(), place: "html".into(), count: whole.regions });
    Ok(Redacted { patterns, ..careful.into_redacted() })
}

struct Cleaned {
    snapshot: Snapshot,
    redactions: Vec<Redaction>,
    regions: usize,
}

impl Cleaned {
    fn into_redacted(self) -> Redacted {
        Redacted { snapshot: self.snapshot, redactions: self.redactions, patterns: Patterns::default() }
    }
}

fn clean(snapshot: &Snapshot, patterns: &Patterns, marks: &Marks, with_regions: bool) -> Cleaned {
    let (mut in_url, mut in_html, mut in_images) = (Counts::default(), Counts::default(), Counts::default());
    let marked = marks.take_out(&snapshot.html, with_regions, &mut in_html);
    let html = patterns.clean(&marked.html, &mut in_html);
    let html = patterns.take_out_words(&html, &marked.names, &mut in_html);
    let url = patterns.clean(&snapshot.url, &mut in_url);
    let mut images = snapshot.images.clone();
    // A picture of the cart says what lies in it.
    images.retain(|image| {
        let own = marked.pictures.iter().any(|src| image.src.ends_with(src.as_str()));
        if own {
            in_images.add("cart");
        }
        !own
    });
    for image in &mut images {
        image.src = patterns.clean(&image.src, &mut in_images);
        image.alt = patterns.take_out_words(&patterns.clean(&image.alt, &mut in_images), &marked.names, &mut in_images);
    }
    let redactions = in_url.into_redactions("url").chain(in_html.into_redactions("html")).chain(in_images.into_redactions("images"));
    let redactions = redactions.collect();
    let snapshot = Snapshot { schema: snapshot.schema, url, html, images, language: snapshot.language.clone() };
    Cleaned { snapshot, redactions, regions: marked.regions }
}

/// Addresses for mail that the listing gives itself: those of the trader, of its links, and of its own words.
fn evidence_mail(page: &Page) -> BTreeSet<String> {
    let listing = &page.listing;
    let trader = listing.seller.as_ref().and_then(|seller| seller.trader.as_ref()).and_then(|trader| trader.email.as_deref());
    let said = [listing.description.as_deref(), listing.title.as_deref(), trader];
    let links = page.links.iter().filter_map(|link| link.url.strip_prefix("mailto:"));
    said.into_iter().flatten().chain(links).flat_map(pattern::mail_in).collect()
}

/// Whether what is read of the listing is the same, apart from addresses.
fn same_facts(before: &Listing, after: &Listing, patterns: &Patterns) -> bool {
    let facts = |listing: &Listing| {
        let seller = listing.seller.clone().map(|seller| (seller.name, seller.trader, seller.rating_percent, seller.country));
        let cards: Vec<_> = listing.cards.iter().map(|card| (card.title.clone(), card.price.clone())).collect();
        let money = (listing.price.clone(), listing.list_price.clone(), listing.availability.clone());
        let codes = (listing.sku.clone(), listing.mpn.clone(), listing.gtin.clone());
        (listing.kind, listing.title.clone(), listing.brand.clone(), money, codes, seller, cards, listing.images.len())
    };
    let cleaned = |mut listing: Listing| {
        // The reporter's own words may stand in a title; taking them out is then what was asked for.
        let clean = |text: &mut Option<String>| {
            *text = text
                .as_deref()
                .map(|text| patterns.take_out_words(&patterns.clean(text, &mut Counts::default()), &[], &mut Counts::default()));
        };
        clean(&mut listing.title);
        clean(&mut listing.brand);
        listing
    };
    facts(&cleaned(before.clone())) == facts(&cleaned(after.clone()))
}
