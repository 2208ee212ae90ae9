//! Meta and link elements: Open Graph, `product:` and Twitter data, the canonical address.

use super::dom::{Dom, NodeId, Tag};
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use crate::listing::{ListingImage, Source};

/// Most meta elements read.
const METAS: usize = 400;

/// The page's meta elements.
#[derive(Debug, Default)]
pub(super) struct Metas {
    /// Name or property in lower case, content, element.
    entries: Vec<(String, String, NodeId)>,
    /// The address that the page gives itself, with the element.
    pub canonical: Option<(String, NodeId)>,
    /// The title element.
    pub title: Option<(String, NodeId)>,
}

impl Metas {
    /// Reads them; meta elements in the body count too, since shops put them there.
    pub(super) fn new(dom: &Dom<'_>) -> Self {
        let mut metas = Self::default();
        for node in dom.all() {
            match dom.tag(node) {
                Some(Tag::META) if metas.entries.len() < METAS => {
                    let name = dom.attribute(node, "property").or_else(|| dom.attribute(node, "name"));
                    if let (Some(name), Some(content)) = (name, dom.attribute(node, "content")) {
                        metas.entries.push((name.trim().to_ascii_lowercase(), content.trim().to_owned(), node));
                    }
                }
                Some(Tag::LINK) if metas.canonical.is_none() => {
                    let canonical = dom.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    let href = dom.attribute(node, "href").filter(|href| canonical && href.starts_with("http"));
                    metas.canonical = href.map(|href| (href.into_owned(), node));
                }
                Some(Tag::TITLE) if metas.title.is_none() => {
                    let text = dom.raw(node).map(super::view::plain).filter(|text| !text.is_empty());
                    let in_svg = dom.ancestors(node).any(|id| dom.is(id, Tag::SVG));
                    metas.title = text.filter(|_| !in_svg).map(|text| (text, node));
                }
                _ => {}
            }
        }
        if metas.canonical.is_none() {
            let stated = metas.get(&["og:url"]).filter(|(url, _)| url.starts_with("http")).map(|(url, node)| (url.to_owned(), node));
            metas.canonical = stated;
        }
        metas
    }

    /// The content of the first of these names that has one.
    pub(super) fn get(&self, names: &[&str]) -> Option<(&str, NodeId)> {
        names.iter().find_map(|name| {
            let found = self.entries.iter().find(|(own, content, _)| own == name && !content.is_empty());
            found.map(|(_, content, node)| (content.as_str(), *node))
        })
    }

    /// `og:type` in lower case.
    pub(super) fn kind(&self) -> Option<String> {
        self.get(&["og:type"]).map(|(kind, _)| kind.to_ascii_lowercase())
    }

    /// Whether the page says that it is one product.
    pub(super) fn says_product(&self) -> bool {
        let typed = self
            .kind()
            .is_some_and(|kind| kind == "product" || kind.ends_with(":product") || kind == "product.item" || kind == "og:product");
        typed || self.get(&["product:price:amount", "og:price:amount"]).is_some()
    }

    /// Whether it says that it is an article.
    pub(super) fn says_article(&self) -> bool {
        let telling = ["article", "blog", "video.", "music.", "profile"];
        self.kind().is_some_and(|kind| telling.iter().any(|start| kind.starts_with(start)))
            || self.get(&["article:published_time"]).is_some()
    }
}

fn witness<'a>(dom: &'a Dom<'a>, place: &'a Place) -> Witness<'a> {
    Witness { dom, source: Source::OpenGraph, place }
}

/// Writes the product facts of the meta elements.
pub(super) fn product(draft: &mut Draft, dom: &Dom<'_>, metas: &Metas) {
    let fact = |names: &[&str]| metas.get(names).map(|(text, node)| (text, Place::Element(node)));
    if let Some((amount, place)) = fact(&["product:sale_price:amount", "product:price:amount", "og:price:amount", "product:price"]) {
        let currency = metas.get(&["product:sale_price:currency", "product:price:currency", "og:price:currency"]).map(|(code, _)| code);
        draft.put("/price", |listing| &mut listing.price, draft::money(draft.prices, amount, currency), witness(dom, &place));
    }
    if let Some((amount, place)) = fact(&["product:original_price:amount", "og:price:standard_amount"]) {
        let currency = metas.get(&["product:original_price:currency", "product:price:currency", "og:price:currency"]).map(|(code, _)| code);
        draft.put("/list_price", |listing| &mut listing.list_price, draft::money(draft.prices, amount, currency), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:brand", "og:brand"]) {
        draft.put("/brand", |listing| &mut listing.brand, draft::brand(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:availability", "og:availability"]) {
        draft.put("/availability", |listing| &mut listing.availability, draft::availability(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:condition", "og:condition"]) {
        draft.put("/condition", |listing| &mut listing.condition, draft::condition(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:retailer_item_id", "product:sku"]) {
        draft.put("/sku", |listing| &mut listing.sku, draft::code(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:mfr_part_no", "product:mpn"]) {
        draft.put("/mpn", |listing| &mut listing.mpn, draft::code(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:ean", "product:upc", "product:gtin", "product:isbn"]) {
        draft.put("/gtin", |listing| &mut listing.gtin, draft::gtin(value), witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["product:category"]) {
        draft.put("/category", |listing| &mut listing.category, draft::clean(value, 400), witness(dom, &place));
    }
}

/// Writes what holds for any page: title, description, picture.
pub(super) fn general(draft: &mut Draft, dom: &Dom<'_>, metas: &Metas) {
    let fact = |names: &[&str]| metas.get(names).map(|(text, node)| (text, Place::Element(node)));
    if let Some((value, place)) = fact(&["og:title"]) {
        draft.put_text("/title", |listing| &mut listing.title, value, witness(dom, &place));
    }
    if let Some((value, place)) = fact(&["og:description", "description", "twitter:description"]) {
        draft.put_text("/description", |listing| &mut listing.description, value, witness(dom, &place));
    }
    for (name, content, node) in &metas.entries {
        if name == "og:image" && !content.is_empty() && draft.listing.images.len() < super::images::IMAGES {
            let pointer = format!("/images/{}", draft.listing.images.len());
            draft.listing.images.push(ListingImage { src: content.clone(), alt: String::new() });
            draft.listing.trace.insert(pointer, Place::Element(*node).origin(dom, Source::OpenGraph));
        }
    }
}
