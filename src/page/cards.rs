//! Pages with several products: finds the element of each, and reads it.

use std::collections::BTreeMap;

use super::address::Address;
use super::dom::{Dom, NodeId, Tag};
use super::draft;
use super::graph::Graph;
use super::schema_org::PRODUCTS;
use super::view::{Shown, View};
use super::{images, view};
use crate::listing::{Card, Money};
use crate::text::price::Prices;

/// Most cards kept.
pub(super) const CARDS: usize = 200;
/// Fewer alike are no list.
const FEWEST: usize = 3;

/// A card's element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub element: NodeId,
    /// The node after its last one.
    pub end: NodeId,
}

/// Finds elements that repeat and hold a price, a picture and a link each, and says whether there were more than [`CARDS`].
/// `prices` are all prices shown.
pub(super) fn find(dom: &Dom<'_>, view: &View, prices: &[Shown]) -> (Vec<Place>, bool) {
    const PRICE: u8 = 1;
    const PICTURE: u8 = 2;
    const LINK: u8 = 4;
    const ALL: u8 = PRICE | PICTURE | LINK;
    let mut holds = vec![0_u8; dom.len()];
    let mut mark = |node: NodeId, what: u8| {
        if let Some(flags) = holds.get_mut(node.index()) {
            *flags |= what;
        }
    };
    prices.iter().filter(|shown| !shown.in_words).for_each(|shown| mark(shown.node, PRICE));
    view.images.iter().filter(|(_, _, hidden)| !hidden).for_each(|(node, _, _)| mark(*node, PICTURE));
    view.links.iter().for_each(|(node, _, _)| mark(*node, LINK));
    // Children come after their parents, so that going backwards sums up from the leaves.
    let mut complete_below = vec![0_u32; dom.len()];
    for node in dom.all().rev() {
        let own = holds.get(node.index()).copied().unwrap_or_default();
        let below = complete_below.get(node.index()).copied().unwrap_or_default();
        let complete = u32::from(own == ALL && below == 0) + below;
        if let Some(count) = complete_below.get_mut(node.index()) {
            *count = complete;
        }
        let Some(parent) = dom.parent(node) else { continue };
        if let Some(flags) = holds.get_mut(parent.index()) {
            *flags |= own;
        }
        if let Some(count) = complete_below.get_mut(parent.index()) {
            *count += complete;
        }
    }
    let complete = |node: NodeId| complete_below.get(node.index()).copied().unwrap_or_default();
    // A card is the largest element around one complete group: its parent holds several.
    let mut groups: BTreeMap<(Option<u16>, u16, String), Vec<Place>> = BTreeMap::new();
    for node in dom.all().filter(|node| complete(*node) == 1) {
        let Some(parent) = dom.parent(node) else { continue };
        let with_heading = view.heading.is_some_and(|heading| dom.contains(node, heading));
        if complete(parent) >= 2 && !with_heading {
            let tag = dom.tag(node).map(Tag::number);
            // Cards of a list have the same first class, or none.
            let class =
                dom.attribute(node, "class").and_then(|class| class.split_whitespace().next().map(str::to_owned)).unwrap_or_default();
            groups.entry((tag, dom.depth(node), class)).or_default().push(Place { element: node, end: dom.end(node) });
        }
    }
    let mut places: Vec<Place> = groups.into_values().filter(|group| group.len() >= FEWEST).flatten().collect();
    places.sort_by_key(|place| place.element);
    let cut = places.len() > CARDS;
    places.truncate(CARDS);
    (places, cut)
}

/// The card that holds a node; `places` are sorted and do not overlap.
pub(super) fn at(places: &[Place], node: NodeId) -> Option<usize> {
    let index = places.partition_point(|place| place.element <= node).checked_sub(1)?;
    places.get(index).filter(|place| node < place.end).map(|_| index)
}

/// Reads the cards.
pub(super) fn read(dom: &Dom<'_>, prices: &Prices, shown: &[Shown], places: &[Place], address: &Address) -> Vec<Card> {
    let mut cards: Vec<Card> = places.iter().map(|place| card(dom, prices, place, address)).collect();
    for shown in shown {
        let Some(card) = at(places, shown.node).and_then(|index| cards.get_mut(index)) else { continue };
        let money = Money { amount: shown.price.amount.normalize(), currency: shown.price.currency.clone() };
        let slot = if shown.struck { &mut card.list_price } else { &mut card.price };
        if slot.is_none() && !money.amount.is_zero() {
            *slot = Some(money);
        }
    }
    for card in &mut cards {
        swap_prices(card);
    }
    cards
}

/// A struck price below the other one is the price asked, struck for another reason.
fn swap_prices(card: &mut Card) {
    if card.price.is_none() {
        card.price = card.list_price.take();
    }
    let lower = card.list_price.as_ref().zip(card.price.as_ref()).is_some_and(|(list, price)| list.amount <= price.amount);
    if lower {
        card.list_price = None;
    }
}

fn card(dom: &Dom<'_>, prices: &Prices, place: &Place, address: &Address) -> Card {
    let mut card = Card { place: dom.path(place.element), ..Card::default() };
    let (mut heading, mut named, mut linked, mut alt) = (None, None, String::new(), None);
    for node in dom.subtree(place.element).take(4_000) {
        let Some(tag) = dom.tag(node) else { continue };
        let property = dom.attribute(node, "itemprop");
        match (tag, property.as_deref()) {
            (_, Some("name")) if named.is_none() => {
                named = Some(dom.attribute(node, "content").map_or_else(|| dom.text(node, 400), |text| text.into_owned()))
            }
            (_, Some("ratingValue")) if card.rating.is_none() => {
                let value = dom.attribute(node, "content").map_or_else(|| dom.text(node, 40), |text| text.into_owned());
                card.rating = draft::rating(&value, None);
            }
            (_, Some("seller" | "offeredBy")) if card.seller.is_none() => card.seller = draft::clean(&dom.text(node, 200), 200),
            (tag, _) if tag.is_heading() && heading.is_none() => heading = Some(dom.text(node, 400)).filter(|text| !text.is_empty()),
            (Tag::IMG, _) => {
                if card.image.is_none() {
                    card.image = images::source(dom, node).and_then(|src| address.absolute(&src));
                }
                alt = alt.or_else(|| dom.attribute(node, "alt").map(|alt| view::plain(&alt)).filter(|alt| !alt.is_empty()));
            }
            _ => {}
        }
        if tag == Tag::A {
            let href = dom.attribute(node, "href").and_then(|href| address.absolute(&href)).filter(|url| url.starts_with("http"));
            if let Some(url) = href {
                let text = dom.text(node, 400);
                // The longest link text is the name; "add to cart" and "3 colours" are shorter.
                if text.len() > linked.len() && prices.parse_all(&text).is_empty() {
                    linked = text;
                    card.url = Some(url);
                } else if card.url.is_none() {
                    card.url = Some(url);
                }
            }
        }
        if card.seller.is_none() {
            card.seller = dom.attribute(node, "data-seller").and_then(|seller| draft::clean(&seller, 200));
        }
    }
    let link_name = Some(linked).filter(|text| text.chars().count() >= 3);
    card.title = [named, heading, link_name, alt].into_iter().flatten().find(|text| !text.is_empty()).unwrap_or_default();
    card
}

/// Cards from structured data: lists and several products side by side.
pub(super) fn structured(dom: &Dom<'_>, prices: &Prices, graph: &Graph, view: &View, address: &Address) -> Vec<Card> {
    let mut by_url: BTreeMap<String, NodeId> = BTreeMap::new();
    for (node, _, _) in &view.links {
        if let Some(url) = dom.attribute(*node, "href").and_then(|href| address.absolute(&href)) {
            by_url.entry(url).or_insert(*node);
        }
    }
    let mut cards = Vec::new();
    for item in (0..graph.items.len()).filter(|item| graph.is_a(*item, PRODUCTS)) {
        let Some(title) = graph.text(item, &["name"]).and_then(|(name, _)| draft::clean(name, 400)) else { continue };
        let price = graph.items_at(item, "offers").find_map(|offer| {
            let currency = graph.text(offer, &["priceCurrency"]).map(|(code, _)| code);
            draft::money(prices, graph.text(offer, &["price", "lowPrice"])?.0, currency)
        });
        let offer_text = |names| graph.items_at(item, "offers").find_map(|offer| graph.text(offer, names)).map(|(text, _)| text.to_owned());
        let url = graph
            .text(item, &["url"])
            .map(|(url, _)| url.to_owned())
            .or_else(|| offer_text(&["url"]))
            .and_then(|url| address.absolute(&url));
        let rating =
            graph.items_at(item, "aggregateRating").find_map(|rating| draft::rating(graph.text(rating, &["ratingValue"])?.0, None));
        let place = match graph.items.get(item).map(|item| &item.place) {
            Some(super::graph::Place::Element(node)) => dom.path(*node),
            _ => url.as_ref().and_then(|url| by_url.get(url)).map(|node| dom.path(*node)).unwrap_or_default(),
        };
        let image = graph.text(item, &["image"]).and_then(|(image, _)| address.absolute(image));
        cards.push(Card { title, price, list_price: None, seller: offer_text(&["seller"]), rating, image, url, place });
        if cards.len() >= CARDS {
            break;
        }
    }
    if cards.len() >= FEWEST { cards } else { Vec::new() }
}
