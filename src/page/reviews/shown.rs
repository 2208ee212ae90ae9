//! Reviews that people see. Stars are the anchor: a review is the largest element around one set of stars that holds no other.
//! Where nobody gives stars, elements whose names say "review" are taken.

use rust_decimal::Decimal;

use super::stars::StarWords;
use super::{REVIEWS, date, words};
use crate::listing::Review;
use crate::page::Zone;
use crate::page::dom::{Dom, NodeId, Tag};
use crate::page::draft;
use crate::page::view::{Run, View};

/// Most nodes looked at for stars and names, all parts of the page together.
const NODES: usize = 40_000;
/// Most sets of stars looked at.
const STARS: usize = 400;
/// How far above a heading the part that it heads is looked for.
const LEVELS: usize = 3;
/// Longest heading over reviews, in bytes.
const HEADING_BYTES: usize = 60;
/// Longest text that is nothing but a date with a few words, in bytes.
const DATE_BYTES: usize = 60;
/// A year alone is a date in texts of at most so many bytes.
const YEAR_BYTES: usize = 20;
/// Attributes that say stars to people, or hold them for scripts.
const SPOKEN: [&str; 3] = ["aria-label", "title", "alt"];
const COUNTED: [&str; 4] = ["data-rating", "data-score", "data-stars", "data-rate"];
/// Classes by which authors the world over name one review.
const ITEMS: [&str; 14] = [
    "review",
    "review-item",
    "review_item",
    "review__item",
    "reviewitem",
    "review-card",
    "review-entry",
    "customer-review",
    "product-review",
    "user-review",
    "comment",
    "comment-item",
    "testimonial",
    "feedback-item",
];

/// Stars at a place.
struct Starred {
    node: NodeId,
    stars: Decimal,
}

/// The reviews, in document order, with their elements.
pub(super) fn find(dom: &Dom<'_>, view: &View, words: &StarWords) -> Vec<(Review, NodeId)> {
    let seen = Seen { dom, view, words };
    let mut found = Vec::new();
    let mut left = NODES;
    for part in seen.parts() {
        let items = seen.starred_items(part, &mut left);
        let items = if items.is_empty() { seen.named_items(part, &mut left) } else { items };
        found.extend(items.into_iter().filter_map(|(item, stars)| Some((seen.review(item, stars)?, item))).take(REVIEWS - found.len()));
        if found.len() >= REVIEWS || left == 0 {
            break;
        }
    }
    found
}

struct Seen<'a> {
    dom: &'a Dom<'a>,
    view: &'a View,
    words: &'a StarWords,
}

impl Seen<'_> {
    /// The parts of the page with reviews, without overlaps: by their names, or below a heading that says so.
    fn parts(&self) -> Vec<NodeId> {
        let heads = |run: &&Run| {
            let is_heading = self.dom.tag(run.block).is_some_and(Tag::is_heading) && Some(run.block) != self.view.heading;
            is_heading && !run.hidden && run.zone == Zone::Main && run.text.len() <= HEADING_BYTES && self.words.is_heading(&run.text)
        };
        let mut parts: Vec<NodeId> = self.view.runs.iter().filter(heads).filter_map(|run| self.headed(run.block)).collect();
        parts.extend(&self.view.reviews);
        parts.sort_unstable();
        let mut end = NodeId::ROOT;
        parts.retain(|part| {
            let outside = *part >= end;
            end = if outside { self.dom.end(*part) } else { end };
            outside
        });
        parts
    }

    /// The element that a heading heads: the nearest one around it with more text, unless that holds the page's heading.
    fn headed(&self, heading: NodeId) -> Option<NodeId> {
        let around = self.dom.ancestors(heading).take(LEVELS).find(|outer| self.runs(*outer).len() > 1)?;
        let holds_main = self.view.heading.is_some_and(|main| self.dom.contains(around, main));
        (!holds_main && !matches!(self.dom.tag(around), Some(Tag::BODY | Tag::MAIN))).then_some(around)
    }

    /// The runs of text inside an element.
    fn runs(&self, element: NodeId) -> &[Run] {
        let end = self.dom.end(element);
        let first = |run: &Run| run.pieces.first().map_or(run.block, |piece| piece.node);
        let from = self.view.runs.partition_point(|run| first(run) < element);
        let to = self.view.runs.partition_point(|run| first(run) < end);
        self.view.runs.get(from..to).unwrap_or_default()
    }

    /// Elements with one set of stars each that look like reviews: alike among themselves, dated or named.
    fn starred_items(&self, part: NodeId, left: &mut usize) -> Vec<(NodeId, Option<Decimal>)> {
        let starred = self.starred(part, left);
        let around = |index: usize, at: &Starred| {
            let others = [index.checked_sub(1), Some(index + 1)].map(|other| starred.get(other?).map(|other| other.node));
            let alone = |outer: &NodeId| *outer >= part && !others.iter().flatten().any(|other| self.dom.contains(*outer, *other));
            std::iter::once(at.node).chain(self.dom.ancestors(at.node)).take_while(alone).last().unwrap_or(at.node)
        };
        let items: Vec<(NodeId, Decimal)> = starred.iter().enumerate().map(|(index, at)| (around(index, at), at.stars)).collect();
        let look = |item: NodeId| (self.dom.tag(item), self.dom.depth(item), self.dom.parent(item));
        let alike = |item: NodeId| items.iter().filter(|(other, _)| look(*other) == look(item)).take(2).count() > 1;
        let kept = items.iter().filter(|(item, _)| alike(*item) || self.date(*item).is_some() || is_item(self.dom, *item));
        kept.map(|(item, stars)| (*item, Some(*stars))).collect()
    }

    /// Sets of stars in a part of the page. What says the same twice, to eyes and to screen readers, is one.
    fn starred(&self, part: NodeId, left: &mut usize) -> Vec<Starred> {
        let mut starred: Vec<Starred> = Vec::new();
        for node in self.dom.subtree(part).take(*left) {
            *left -= 1;
            if let Some(stars) = self.stars_of_element(node) {
                starred.push(Starred { node, stars });
            }
        }
        let mut wordy = Vec::new();
        for run in self.runs(part).iter().filter(|run| !run.hidden) {
            let Some(node) = run.pieces.first().map(|piece| piece.node) else { continue };
            match self.words.read(&run.text, is_rating(self.dom, run.block)) {
                Some(stars) => starred.push(Starred { node, stars }),
                None if run.text.contains(char::is_alphabetic) => wordy.push(node),
                None => {}
            }
        }
        starred.sort_by_key(|at| at.node);
        let mut last: Option<NodeId> = None;
        starred.retain(|at| {
            let between = |from: NodeId| wordy.partition_point(|node| *node < from) != wordy.partition_point(|node| *node < at.node);
            let is_new = last.is_none_or(between);
            last = Some(at.node);
            is_new
        });
        starred.truncate(STARS);
        starred
    }

    fn stars_of_element(&self, node: NodeId) -> Option<Decimal> {
        for (name, value) in self.dom.attributes(node) {
            let name = name.to_ascii_lowercase();
            let read = if SPOKEN.contains(&name.as_str()) {
                self.words.read(&self.dom.attribute(node, &name)?, is_rating(self.dom, node))
            } else if COUNTED.contains(&name.as_str()) && is_rating(self.dom, node) {
                draft::rating(value, None)
            } else if name == "itemprop" && value.eq_ignore_ascii_case("ratingValue") {
                draft::rating(&self.dom.attribute(node, "content").unwrap_or_default(), None)
            } else {
                None
            };
            if read.is_some() {
                return read;
            }
        }
        None
    }

    /// Elements that are named as one review each.
    fn named_items(&self, part: NodeId, left: &mut usize) -> Vec<(NodeId, Option<Decimal>)> {
        let mut items: Vec<(NodeId, Option<Decimal>)> = Vec::new();
        for node in self.dom.subtree(part).take(*left) {
            *left -= 1;
            if is_item(self.dom, node) {
                // The innermost counts: lists and sections have such names too. Only the last one can be around this one.
                items.pop_if(|(outer, _)| self.dom.contains(*outer, node));
                items.push((node, None));
            }
        }
        items.truncate(REVIEWS);
        items
    }

    fn review(&self, item: NodeId, rating: Option<Decimal>) -> Option<Review> {
        let runs = self.runs(item);
        let is_body = |run: &Run| {
            let said = run.text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
            said && !run.hidden && !is_date(&run.text) && self.words.read(&run.text, true).is_none() && !self.words.is_heading(&run.text)
        };
        let (longest, _) =
            runs.iter().enumerate().filter(|(_, run)| is_body(run)).max_by_key(|(at, run)| (run.text.len(), runs.len() - at))?;
        // Its paragraphs stand side by side.
        let parent = |run: &Run| self.dom.parent(run.block);
        let own = parent(runs.get(longest)?);
        let beside =
            |run: &&Run| is_body(run) && own.is_some_and(|own| own >= item) && parent(run) == own && self.dom.is(run.block, Tag::P);
        let paragraphs = self.dom.is(runs.get(longest)?.block, Tag::P);
        let before = runs.get(..longest)?.iter().rev().take_while(|run| paragraphs && beside(run)).count();
        let after = runs.get(longest + 1..)?.iter().take_while(|run| paragraphs && beside(run)).count();
        let body: Vec<&str> = runs.get(longest - before..=longest + after)?.iter().map(|run| run.text.as_str()).collect();
        Some(Review { text: words(&body.join(" "))?, rating, date: self.date(item) })
    }

    /// The date of a review: of an element for times, else of a text that is one.
    fn date(&self, item: NodeId) -> Option<String> {
        let time = self.dom.subtree(item).take(NODES / 40).find(|node| self.dom.is(*node, Tag::TIME) || is_date_property(self.dom, *node));
        let written = time.and_then(|node| {
            let attribute = ["datetime", "content"].iter().find_map(|name| self.dom.attribute(node, name));
            attribute.map_or_else(|| date(&self.dom.text(node, DATE_BYTES)), |value| date(&value))
        });
        written.or_else(|| self.runs(item).iter().filter(|run| !run.hidden && is_date(&run.text)).find_map(|run| date(&run.text)))
    }
}

/// Whether an element's names say that it is one review.
fn is_item(dom: &Dom<'_>, node: NodeId) -> bool {
    let is_class = |class: &str| ITEMS.iter().any(|item| item.eq_ignore_ascii_case(class));
    dom.attributes(node).iter().any(|(name, value)| match name.to_ascii_lowercase().as_str() {
        "class" => value.split_ascii_whitespace().take(16).any(is_class),
        "itemprop" | "data-hook" => value.eq_ignore_ascii_case("review"),
        _ => false,
    })
}

/// Whether the names of an element, or of the one around it, say that it is a rating.
fn is_rating(dom: &Dom<'_>, node: NodeId) -> bool {
    const NAMES: [&str; 4] = ["rating", "star", "score", "rate"];
    let says = |node: NodeId| {
        let named =
            dom.attributes(node).iter().filter(|(name, _)| matches!(*name, "class" | "id" | "itemprop" | "data-hook" | "data-testid"));
        named
            .map(|(_, value)| crate::limits::cut(value, 200).to_ascii_lowercase())
            .any(|value| NAMES.iter().any(|name| value.contains(name)))
    };
    says(node) || dom.parent(node).is_some_and(says)
}

fn is_date_property(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.attribute(node, "itemprop").is_some_and(|name| matches!(name.as_ref(), "datePublished" | "dateCreated"))
}

/// Whether a text is a date with a few words: a year and a day, or little beside the year; `3.5.24`.
fn is_date(text: &str) -> bool {
    if text.len() > DATE_BYTES {
        return false;
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let is_year = |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_day = |number: &&str| number.len() <= 2 && number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let days = numbers.iter().filter(|number| is_day(number)).count();
    let dated = numbers.iter().any(is_year) && (days > 0 || text.len() <= YEAR_BYTES);
    let short = days == 2 && numbers.len() == 3 && !text.contains(char::is_alphabetic);
    numbers.len() <= 6 && (dated || short)
}
