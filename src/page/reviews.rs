//! Reviews by buyers: text, stars and date, from structured data first, then as shown.

mod shown;
mod stars;
mod structured;

use std::collections::BTreeSet;

pub(super) use stars::StarWords;
pub(super) use structured::read as read_structured;

use super::dom::Dom;
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use super::view::View;
use crate::limits;
use crate::listing::{Review, Source};
use crate::text::folded_text;

/// Most reviews kept.
pub(super) const REVIEWS: usize = 50;
/// Longest date kept: "Reviewed in the United States on September 23, 2024".
const DATE_BYTES: usize = 60;
/// Two reviews are the same where so much of their beginning is.
const SAME_BYTES: usize = 60;

/// Adds the reviews that people see to those of structured data.
pub(super) fn read_shown(draft: &mut Draft, dom: &Dom<'_>, view: &View, words: &StarWords) {
    if draft.listing.reviews.len() >= REVIEWS {
        return;
    }
    let mut known: BTreeSet<String> = draft.listing.reviews.iter().map(|review| beginning(&review.text)).collect();
    for (review, at) in shown::find(dom, view, words) {
        if known.insert(beginning(&review.text)) {
            let place = Place::Element(at);
            put(draft, review, Witness { dom, source: Source::VisibleText, place: &place });
        }
    }
}

/// Keeps a review while there is room.
fn put(draft: &mut Draft, review: Review, witness: Witness<'_>) {
    if draft.listing.reviews.len() < REVIEWS {
        let pointer = format!("/reviews/{}", draft.listing.reviews.len());
        draft.listing.reviews.push(review);
        draft.listing.trace.insert(pointer, witness.origin());
    }
}

/// A review's words, cleaned; `None` where there are none.
fn words(written: &str) -> Option<String> {
    draft::clean(written, limits::STRING_BYTES).filter(|text| text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
}

fn date(written: &str) -> Option<String> {
    draft::clean(written, DATE_BYTES).filter(|text| text.chars().any(char::is_numeric))
}

/// The beginning of a text, by which the same review in two sources is known.
fn beginning(text: &str) -> String {
    let letters: String = folded_text(limits::cut(text, 4 * SAME_BYTES)).chars().filter(|c| c.is_alphanumeric()).collect();
    limits::cut(&letters, SAME_BYTES).to_owned()
}
