//! Reviews of JSON-LD, microdata and RDFa: in the product, or beside it and about it.

use super::{REVIEWS, date, put, words};
use crate::listing::Review;
use crate::page::dom::Dom;
use crate::page::draft::{self, Draft, Witness};
use crate::page::graph::Graph;

/// Types of reviews (schema.org).
const TYPES: [&str; 2] = ["Review", "UserReview"];

/// Writes the reviews of the page's product, unless a more trusted source has written some.
pub(in crate::page) fn read(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, product: usize) {
    if !draft.listing.reviews.is_empty() {
        return;
    }
    let mut items: Vec<usize> = ["review", "reviews"].iter().flat_map(|name| graph.items_at(product, name)).take(REVIEWS).collect();
    if items.is_empty() {
        items = beside(graph, product);
    }
    for item in items {
        let Some((body, place)) = graph.text(item, &["reviewBody", "description", "text", "name", "headline"]) else { continue };
        let Some(text) = words(body) else { continue };
        let date = graph.text(item, &["datePublished", "dateCreated", "uploadDate"]).and_then(|(written, _)| date(written));
        put(draft, Review { text, rating: stars(graph, item), date }, Witness { dom, source: graph.source, place });
    }
}

/// Reviews that stand beside the product and name it or nothing as what they are about.
fn beside(graph: &Graph, product: usize) -> Vec<usize> {
    let alone = |item: usize| graph.items.get(item).is_some_and(|item| item.holder.is_none());
    let name = |item: usize| graph.text(item, &["name"]).map(|(name, _)| name);
    let about = |item: usize| {
        let mut reviewed = graph.items_at(item, "itemReviewed").peekable();
        reviewed.peek().is_none() || reviewed.any(|other| other == product || name(other).is_some() && name(other) == name(product))
    };
    (0..graph.items.len()).filter(|item| graph.is_a(*item, &TYPES) && alone(*item) && about(*item)).take(REVIEWS).collect()
}

/// Stars of five that the review gives.
fn stars(graph: &Graph, item: usize) -> Option<rust_decimal::Decimal> {
    let rating = graph.items_at(item, "reviewRating").next();
    let best = rating.and_then(|rating| graph.text(rating, &["bestRating"])).map(|(best, _)| best);
    let value =
        rating.and_then(|rating| graph.text(rating, &["ratingValue"])).or_else(|| graph.text(item, &["reviewRating", "ratingValue"]));
    draft::rating(value?.0, best)
}
