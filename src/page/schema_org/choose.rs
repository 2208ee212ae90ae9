//! Which of the page's items is the product that it sells.

use super::PRODUCTS;
use crate::page::graph::Graph;
use crate::page::kind;
use crate::text::letters;

/// Letters of names that are compared.
const LETTERS: usize = 300;
/// Properties by which other products hang on a page: those are not what the page sells.
const OTHERS: &[&str] = &[
    "isRelatedTo",
    "isSimilarTo",
    "isAccessoryOrSparePartFor",
    "isConsumableFor",
    "itemListElement",
    "item",
    "itemReviewed",
    "hasVariant",
    "isVariantOf",
    "mainContentOfPage",
    "about",
    "mentions",
    "makesOffer",
    "hasOfferCatalog",
    "related",
    "itemOffered",
];
/// Most variants looked at.
const VARIANTS: usize = 500;

/// What the structured data of a page says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Main {
    /// One product.
    Product(usize),
    /// Several products, none of them the page's own.
    Several,
    /// No product.
    Nothing,
}

/// Finds the product that the page sells. `heading` and `title` are the page's own.
pub(in crate::page) fn choose(graph: &Graph, heading: &str, title: &str, url: &str) -> Main {
    let products = |index: &usize| graph.is_a(*index, PRODUCTS);
    let top = |index: &usize| {
        graph.items.get(*index).is_some_and(|item| item.holder.as_ref().is_none_or(|(_, name)| !OTHERS.contains(&name.as_str())))
    };
    let mut candidates: Vec<usize> = (0..graph.items.len()).filter(|index| products(index) && top(index)).collect();
    let mut listed = false;
    if candidates.is_empty() {
        // A list of one's own product, or other things that are sold.
        candidates = (0..graph.items.len()).filter(|index| products(index)).collect();
        listed = !candidates.is_empty();
        if candidates.is_empty() {
            candidates = (0..graph.items.len()).filter(|index| top(index) && sells(graph, *index)).collect();
        }
    }
    let score = |index: usize| {
        let name = graph.text(index, &["name"]).map_or("", |(name, _)| name);
        let named = same_words(name, heading) || contains_words(title, name);
        let addressed = ["url", "@id"].iter().any(|field| graph.text(index, &[field]).is_some_and(|(value, _)| same_address(value, url)))
            || graph.items.get(index).and_then(|item| item.id.as_deref()).is_some_and(|id| same_address(id, url));
        let offered = graph.values(index, "offers").next().is_some();
        4 * u8::from(named) + 3 * u8::from(addressed) + 2 * u8::from(offered)
    };
    let best = candidates.iter().copied().map(|index| (score(index), std::cmp::Reverse(index))).max();
    match best {
        None => Main::Nothing,
        Some((score, std::cmp::Reverse(index))) => {
            if score < 3 && (candidates.len() >= 3 || listed) {
                return if candidates.len() >= 2 { Main::Several } else { Main::Nothing };
            }
            // An entry without an offer and without a match is a mention.
            if listed && score < 4 { Main::Nothing } else { Main::Product(index) }
        }
    }
}

/// Has an offer with a price of its own.
fn sells(graph: &Graph, item: usize) -> bool {
    !graph.is_a(item, &["Offer", "AggregateOffer", "WebSite", "Organization", "Service"])
        && !kind::is_no_goods(graph, item)
        && graph.items_at(item, "offers").any(|offer| graph.text(offer, &["price", "lowPrice"]).is_some())
}

/// The variant of a product group that the address names, else the first with an offer.
pub(super) fn variant(graph: &Graph, item: usize, url: &str) -> Option<usize> {
    let variants: Vec<usize> = graph.items_at(item, "hasVariant").chain(graph.items_at(item, "model")).take(VARIANTS).collect();
    let addressed = |variant: &usize| {
        let offer = graph.items_at(*variant, "offers").next();
        let of = |item: usize| graph.text(item, &["url"]).is_some_and(|(value, _)| same_address(value, url));
        of(*variant) || offer.is_some_and(of)
    };
    let offered = |variant: &usize| graph.values(*variant, "offers").next().is_some();
    variants.iter().copied().find(addressed).or_else(|| variants.iter().copied().find(offered)).or_else(|| variants.first().copied())
}

/// Other items of the same type and name: the same product once for each size or colour.
pub(super) fn twins(graph: &Graph, item: usize) -> Vec<usize> {
    let Some((name, _)) = graph.text(item, &["name"]) else { return Vec::new() };
    let Some(types) = graph.items.get(item).map(|item| &item.types) else { return Vec::new() };
    let others = graph.items.iter().enumerate().filter(|(index, other)| *index != item && other.types == *types && other.holder.is_none());
    others
        .map(|(index, _)| index)
        .filter(|index| graph.text(*index, &["name"]).is_some_and(|(other, _)| other == name))
        .take(VARIANTS)
        .collect()
}

/// Whether two addresses lead to the same page: without scheme, `www.`, fragment and closing slash.
pub(in crate::page) fn same_address(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split('#').next().unwrap_or(url);
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        url.trim_start_matches("www.").trim_end_matches('/').to_ascii_lowercase()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty()
        && one.len() > 3
        && (one == other || one.starts_with('/') && other.find('/').and_then(|at| other.get(at..)) == Some(&one))
}

fn same_words(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one, LETTERS), letters(other, LETTERS));
    !one.is_empty()
        && !other.is_empty()
        && (one == other || one.len() > 8 && other.contains(&one) || other.len() > 8 && one.contains(&other))
}

fn contains_words(text: &str, part: &str) -> bool {
    let part = letters(part, LETTERS);
    part.len() > 3 && letters(text, LETTERS).contains(&part)
}
