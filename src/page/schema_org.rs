//! schema.org items to facts: products, offers, ratings, reviews, organisations.

mod choose;

pub(super) use choose::{Main, choose};

use super::dom::Dom;
use super::draft::{self, Draft, Witness};
use super::graph::{Graph, Place};
use super::reviews;
use crate::listing::{ListingImage, Shop};
use crate::text::price::Prices;

/// Most offers of one product looked at.
const OFFERS: usize = 200;

/// What is for sale.
pub(super) const PRODUCTS: &[&str] =
    &["Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle", "Car", "Motorcycle", "Book", "product"];
const ORGANISATIONS: &[&str] =
    &["Organization", "OnlineStore", "OnlineBusiness", "Store", "LocalBusiness", "Corporation", "ClothingStore", "ShoeStore"];

/// Writes the facts of the page's main product.
pub(super) fn product(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, item: usize, url: &str) {
    let witness = |place| Witness { dom, source: graph.source, place };
    let text = |names| graph.text(item, names);
    // What a group leaves to its variants is looked for in the one that the address names, or the first.
    let variant = choose::variant(graph, item, url);
    let twins = choose::twins(graph, item);
    let both = |names| text(names).or_else(|| variant.and_then(|variant| graph.text(variant, names)));
    // Twins with numbers of their own are sizes or colours; the product's number is another one.
    let shared = |names: &[&str], value: &str| twins.iter().all(|twin| graph.text(*twin, names).is_none_or(|(other, _)| other == value));
    if let Some((value, place)) = text(&["name"]) {
        draft.put_text("/title", |listing| &mut listing.title, value, witness(place));
    }
    if let Some((value, place)) = both(&["brand", "manufacturer"]) {
        // `Brand: Acme` inside the element.
        let value = value.rsplit_once(": ").map_or(value, |(_, name)| name);
        draft.put("/brand", |listing| &mut listing.brand, draft::brand(value), witness(place));
    }
    if let Some((value, place)) = both(&["description"]) {
        draft.put_text("/description", |listing| &mut listing.description, value, witness(place));
    }
    if let Some((value, place)) = text(&["category"]) {
        draft.put(
            "/category",
            |listing| &mut listing.category,
            draft::clean(value, 400).filter(|text| !text.contains("://")),
            witness(place),
        );
    }
    if let Some((value, place)) = both(&["sku", "productID"]) {
        let value = value.rsplit_once("sku:").map_or(value, |(_, code)| code);
        let value = draft::code(value).filter(|_| shared(&["sku"], value));
        draft.put("/sku", |listing| &mut listing.sku, value, witness(place));
    }
    if let Some((value, place)) = both(&["mpn", "model"]) {
        let value = draft::code(value).filter(|code| code.bytes().any(|byte| byte.is_ascii_digit()) && shared(&["mpn", "model"], value));
        draft.put("/mpn", |listing| &mut listing.mpn, value, witness(place));
    }
    for names in [&["gtin13"], &["gtin"], &["gtin12"], &["gtin14"], &["gtin8"], &["ean"], &["isbn"]] {
        if let Some((value, place)) = both(names) {
            let value = draft::gtin(value).filter(|_| shared(names, value));
            draft.put("/gtin", |listing| &mut listing.gtin, value, witness(place));
        }
    }
    if let Some((value, place)) = both(&["itemCondition"]) {
        draft.put("/condition", |listing| &mut listing.condition, draft::condition(value), witness(place));
    }
    let mut offers = offers(graph, item, variant);
    offers.extend(twins.iter().flat_map(|twin| graph.items_at(*twin, "offers")).take(OFFERS));
    offer_facts(draft, dom, graph, &offers, url);
    rating_facts(draft, dom, graph, item);
    reviews::read_structured(draft, dom, graph, item);
    images(draft, dom, graph, item);
    if let Some(variant) = variant {
        images(draft, dom, graph, variant);
    }
}

/// The offers of a product and of its variant, aggregates with their single offers after them.
fn offers(graph: &Graph, item: usize, variant: Option<usize>) -> Vec<usize> {
    let mut offers: Vec<usize> = Vec::new();
    for holder in std::iter::once(item).chain(variant) {
        for offer in graph.items_at(holder, "offers").take(OFFERS) {
            offers.push(offer);
            offers.extend(graph.items_at(offer, "offers").take(OFFERS));
        }
    }
    // Offers that name the product instead of standing in it.
    if offers.is_empty() {
        let named = |offer: usize| graph.items_at(offer, "itemOffered").any(|named| named == item);
        offers
            .extend((0..graph.items.len()).filter(|offer| graph.is_a(*offer, &["Offer", "AggregateOffer"]) && named(*offer)).take(OFFERS));
    }
    offers
}

fn offer_facts(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, offers: &[usize], url: &str) {
    let witness = |place| Witness { dom, source: graph.source, place };
    let prices = draft.prices;
    let price_of = |offer: usize| offer_price(prices, graph, offer);
    let available =
        |offer: usize| graph.text(offer, &["availability"]).and_then(|(value, place)| Some((draft::availability(value)?, place)));
    // The offer of this very address, then one in stock, then any with a price.
    let here = |offer: &usize| graph.text(*offer, &["url"]).is_some_and(|(value, _)| choose::same_address(value, url));
    let priced: Vec<usize> = offers.iter().copied().filter(|offer| price_of(*offer).is_some()).collect();
    let several_addresses = priced.iter().filter(|offer| here(offer)).count() < priced.len();
    let chosen = priced
        .iter()
        .copied()
        .find(|offer| several_addresses && here(offer))
        .or_else(|| priced.iter().copied().find(|offer| available(*offer).is_some_and(|(name, _)| name == "InStock")))
        .or_else(|| priced.first().copied());
    if let Some((money, place)) = chosen.and_then(price_of) {
        draft.put("/price", |listing| &mut listing.price, Some(money), witness(place));
    }
    if let Some((money, place)) = chosen.and_then(|offer| list_price(prices, graph, offer)) {
        draft.put("/list_price", |listing| &mut listing.list_price, Some(money), witness(place));
    }
    let stated = chosen.and_then(available).or_else(|| offers.iter().copied().find_map(available));
    let any_in_stock = offers.iter().copied().filter_map(available).find(|(name, _)| name == "InStock");
    let one_variant = several_addresses && chosen.is_some_and(|offer| here(&offer));
    if let Some((name, place)) = if one_variant { stated } else { any_in_stock.or(stated) } {
        draft.put("/availability", |listing| &mut listing.availability, Some(name), witness(place));
    }
    for offer in chosen.into_iter().chain(offers.iter().copied()).take(8) {
        if let Some((value, place)) = graph.text(offer, &["itemCondition"]) {
            draft.put("/condition", |listing| &mut listing.condition, draft::condition(value), witness(place));
        }
        if let Some((value, place)) = graph.text(offer, &["sku"]) {
            draft.put("/sku", |listing| &mut listing.sku, draft::code(value), witness(place));
        }
        if let Some((value, place)) = graph.text(offer, &["mpn"]) {
            draft.put("/mpn", |listing| &mut listing.mpn, draft::code(value), witness(place));
        }
        if let Some((value, place)) = graph.text(offer, &["gtin13", "gtin", "gtin12", "gtin14", "gtin8"]) {
            draft.put("/gtin", |listing| &mut listing.gtin, draft::gtin(value), witness(place));
        }
        if let Some((value, place)) = graph.text(offer, &["availableAtOrFrom"]) {
            draft.put("/ships_from", |listing| &mut listing.ships_from, draft::clean(value, 200), witness(place));
        }
        seller(draft, dom, graph, offer);
    }
}

/// The price that an offer asks.
fn offer_price<'g>(prices: &Prices, graph: &'g Graph, offer: usize) -> Option<(crate::listing::Money, &'g Place)> {
    let currency = |item: usize| graph.text(item, &["priceCurrency", "currency"]).map(|(code, _)| code);
    let direct =
        graph.text(offer, &["price", "lowPrice"]).and_then(|(value, place)| Some((draft::money(prices, value, currency(offer))?, place)));
    direct.or_else(|| {
        graph.items_at(offer, "priceSpecification").take(16).find_map(|specification| {
            if is_list_price(graph, specification) {
                return None;
            }
            let (value, place) = graph.text(specification, &["price", "minPrice"])?;
            Some((draft::money(prices, value, currency(specification).or_else(|| currency(offer)))?, place))
        })
    })
}

fn is_list_price(graph: &Graph, specification: usize) -> bool {
    const KINDS: [&str; 5] = ["ListPrice", "StrikethroughPrice", "MSRP", "SRP", "RegularPrice"];
    graph.text(specification, &["priceType"]).is_some_and(|(value, _)| KINDS.contains(&super::graph::term(value)))
}

fn list_price<'g>(prices: &Prices, graph: &'g Graph, offer: usize) -> Option<(crate::listing::Money, &'g Place)> {
    graph.items_at(offer, "priceSpecification").take(16).filter(|specification| is_list_price(graph, *specification)).find_map(
        |specification| {
            let (value, place) = graph.text(specification, &["price"])?;
            let currency = graph.text(specification, &["priceCurrency"]).or_else(|| graph.text(offer, &["priceCurrency"]));
            Some((draft::money(prices, value, currency.map(|(code, _)| code))?, place))
        },
    )
}

fn seller(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, offer: usize) {
    let witness = |place| Witness { dom, source: graph.source, place };
    let Some((name, place)) = graph.text(offer, &["seller", "offeredBy"]) else { return };
    if name.contains("://")
        || !draft.put("/seller/name", |listing| &mut Draft::seller(listing).name, draft::clean(name, 200), witness(place))
    {
        return;
    }
    for seller in graph.items_at(offer, "seller").chain(graph.items_at(offer, "offeredBy")).take(2) {
        if let Some((value, place)) = graph.text(seller, &["url"]).filter(|(value, _)| value.starts_with("http")) {
            draft.put("/seller/url", |listing| &mut Draft::seller(listing).url, Some(value.to_owned()), witness(place));
        }
        trader(draft, dom, graph, seller);
    }
}

/// What an organisation says about itself.
fn trader(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, item: usize) {
    let witness = |place| Witness { dom, source: graph.source, place };
    if let Some((value, place)) = graph.text(item, &["legalName"]) {
        draft.put("/seller/trader/name", |listing| &mut Draft::trader(listing).name, draft::clean(value, 200), witness(place));
    }
    if let Some((value, place)) = graph.text(item, &["email"]) {
        let value = value.trim_start_matches("mailto:");
        let value = draft::clean(value, 200).filter(|value| value.contains('@'));
        draft.put("/seller/trader/email", |listing| &mut Draft::trader(listing).email, value, witness(place));
    }
    if let Some((value, place)) = graph.text(item, &["telephone"]) {
        draft.put("/seller/trader/phone", |listing| &mut Draft::trader(listing).phone, draft::clean(value, 60), witness(place));
    }
    if let Some((value, place)) = graph.text(item, &["vatID", "taxID"]) {
        draft.put("/seller/trader/vat", |listing| &mut Draft::trader(listing).vat, draft::code(value), witness(place));
    }
    for address in graph.items_at(item, "address").take(1) {
        let parts = ["streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"];
        let written: Vec<&str> =
            parts.iter().filter_map(|part| graph.text(address, std::slice::from_ref(part))).map(|(text, _)| text).collect();
        if let Some(item) = graph.items.get(address) {
            let value = draft::clean(&written.join(", "), 400);
            draft.put("/seller/trader/address", |listing| &mut Draft::trader(listing).address, value, witness(&item.place));
        }
    }
}

/// The shop's own organisation entry, unless a marketplace runs the page.
pub(super) fn organisation(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph) {
    let own = (0..graph.items.len()).filter(|item| graph.is_a(*item, ORGANISATIONS));
    for item in own.filter(|item| graph.items.get(*item).is_some_and(|item| item.holder.is_none())).take(3) {
        trader(draft, dom, graph, item);
    }
    // An empty seller says nothing.
    if draft.listing.seller.as_ref() == Some(&crate::listing::Seller::default()) {
        draft.listing.seller = None;
    }
    if draft.listing.shop.as_ref() == Some(&Shop::default()) {
        draft.listing.shop = None;
    }
}

fn rating_facts(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, item: usize) {
    let witness = |place| Witness { dom, source: graph.source, place };
    for rating in graph.items_at(item, "aggregateRating").take(2) {
        if let Some((value, place)) = graph.text(rating, &["ratingValue"]) {
            let best = graph.text(rating, &["bestRating"]).map(|(best, _)| best);
            draft.put("/rating", |listing| &mut listing.rating, draft::rating(value, best), witness(place));
        }
        if let Some((value, place)) = graph.text(rating, &["reviewCount", "ratingCount"]) {
            draft.put("/review_count", |listing| &mut listing.review_count, draft::count(value), witness(place));
        }
    }
}

fn images(draft: &mut Draft, dom: &Dom<'_>, graph: &Graph, item: usize) {
    for (src, place) in graph.texts(item, "image").chain(graph.texts(item, "photo")).take(super::images::IMAGES) {
        if draft.listing.images.len() >= super::images::IMAGES {
            break;
        }
        let pointer = format!("/images/{}", draft.listing.images.len());
        draft.listing.images.push(ListingImage { src: src.to_owned(), alt: String::new() });
        draft.listing.trace.insert(pointer, place.origin(dom, graph.source));
    }
}
