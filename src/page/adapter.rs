//! Reads pages of known sites and shop engines by their adapters: data in `models/packs/sites`, no site is named here.

mod compiled;
mod values;

use super::address::Address;
use super::cards::{CARDS, Place as CardPlace};
use super::conflict::Stated;
use super::dom::{Dom, NodeId};
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use super::images;
use super::select::Index;
use super::words::Words;
use crate::limits;
use crate::listing::{Card, Listing, Money, PageKind, Source};
use crate::pack::{AdapterField as Field, Packs, Reading, Selector, Site, site_in};
use crate::text::price::Prices;
use compiled::{Compiled, Hints};

/// Elements looked at for one reading: the first may be empty, or hold what cannot be read.
const TRIED: usize = 8;
/// Longest text of a short fact, in bytes.
const SHORT_BYTES: usize = 200;

/// The adapters of the packs, compiled.
#[derive(Debug, Default)]
pub(super) struct Adapters {
    sites: Vec<Site>,
    adapters: Vec<Compiled>,
}

impl Adapters {
    /// Compiles the adapters. A selector that cannot be read is left out; the loader of packs refuses those.
    pub(super) fn new(packs: &Packs) -> Self {
        Self { sites: packs.sites.clone(), adapters: packs.adapters.iter().map(Compiled::new).collect() }
    }

    /// The page with the adapter of its site, else of its shop engine.
    pub(super) fn open<'a>(
        &'a self,
        dom: &'a Dom<'a>,
        url: &'a str,
        prices: &'a Prices,
        (host, language_tag): (&str, &str),
    ) -> Option<Adapted<'a>> {
        let site = site_in(&self.sites, host);
        let of_site = site.and_then(|site| self.adapters.iter().find(|own| own.site.as_ref() == Some(&site.id)));
        let adapter = of_site.or_else(|| {
            let marks = Index::new(dom, self.adapters.iter().flat_map(|own| &own.marks));
            self.adapters.iter().find(|own| own.marks.iter().any(|mark| marks.has(mark)))
        })?;
        let (currency, dollar) = (adapter.currency(host), prices.currency_at("$", host, language_tag));
        Some(Adapted { adapter, dom, index: Index::new(dom, adapter.selectors()), url, prices, currency, dollar })
    }
}

/// A page and the adapter that reads it.
#[derive(Debug)]
pub(super) struct Adapted<'a> {
    adapter: &'a Compiled,
    dom: &'a Dom<'a>,
    index: Index<'a>,
    url: &'a str,
    prices: &'a Prices,
    /// Currency of prices whose sign does not settle it.
    currency: Option<&'a str>,
    /// Whose money a bare `$` is, where the adapter does not say.
    dollar: Option<&'a str>,
}

impl Adapted<'_> {
    /// The sort of page, where the adapter can tell: an address alone is not enough, its facts must be there too.
    pub(super) fn kind(&self, cards: usize) -> Option<PageKind> {
        if self.says(&self.adapter.product_pages) && (self.price(Field::Price).is_some() || self.text(Field::Title).is_some()) {
            return Some(PageKind::Product);
        }
        (cards > 0 && self.says(&self.adapter.card_pages)).then_some(PageKind::Cards)
    }

    fn says(&self, hints: &Hints) -> bool {
        hints.addresses.iter().any(|address| address.is_match(self.url)) || hints.elements.iter().any(|element| self.index.has(element))
    }

    /// Whether the search for elements reached its bound.
    pub(super) fn is_cut(&self) -> bool {
        self.index.is_cut()
    }

    /// The cards of a page of several products, sorted, without overlaps; none on a page of one product.
    pub(super) fn places(&self, heading: Option<NodeId>) -> Vec<CardPlace> {
        let Some(cards) = self.adapter.cards.as_ref().filter(|_| !self.says(&self.adapter.product_pages)) else { return Vec::new() };
        let mut places: Vec<CardPlace> = Vec::new();
        for element in self.index.all(&cards.card, NodeId::ROOT) {
            let end = self.dom.end(element);
            let inside_last = places.last().is_some_and(|last| element < last.end);
            let named = self.first(&cards.title, element, |text| draft::clean(text, SHORT_BYTES)).is_some();
            if !inside_last && (named || cards.title.is_empty()) && heading.is_none_or(|heading| !self.dom.contains(element, heading)) {
                places.push(CardPlace { element, end });
            }
            if places.len() >= CARDS {
                break;
            }
        }
        places
    }

    /// Writes what the adapter finds in the cards over what was read without it.
    pub(super) fn cards(&self, cards: &mut [Card], places: &[CardPlace], address: &Address) {
        let Some(own) = &self.adapter.cards else { return };
        for (card, place) in cards.iter_mut().zip(places) {
            let scope = place.element;
            if let Some((title, _)) = self.first(&own.title, scope, |text| draft::clean(text, 400)) {
                card.title = title;
            }
            if let Some((price, _)) = self.first(&own.price, scope, |text| self.money(text)) {
                card.price = Some(price);
                card.list_price = card.list_price.take().filter(|_| own.list_price.is_empty());
            }
            if let Some((was, _)) = self.first(&own.list_price, scope, |text| self.money(text)) {
                card.list_price = Some(was);
            }
            let asked = card.price.as_ref().map(|price| price.amount);
            card.list_price = card.list_price.take().filter(|was| asked.is_some_and(|asked| was.amount > asked));
            if let Some((seller, _)) = self.first(&own.seller, scope, |text| draft::clean(&self.cut(Field::SellerName, text), SHORT_BYTES))
            {
                card.seller = Some(seller);
            }
            if let Some((rating, _)) = self.first(&own.rating, scope, values::rating) {
                card.rating = Some(rating);
            }
            let link = self.first_with(&own.link, scope, "href", |text| address.absolute(text)).map(|(url, _)| url);
            card.url = link.or(card.url.take());
            if let Some(image) = self.image(&own.image, scope, address) {
                card.image = Some(image);
            }
        }
    }

    fn image(&self, readings: &[Reading], scope: NodeId, address: &Address) -> Option<String> {
        readings.iter().find_map(|reading| {
            self.index.all(&reading.selector, scope).into_iter().take(TRIED).find_map(|node| {
                let written = match &reading.attribute {
                    Some(name) => self.dom.attribute(node, name).map(|value| value.into_owned()),
                    None => images::source(self.dom, node),
                };
                address.absolute(&written?)
            })
        })
    }

    /// Writes the facts of a page of one product.
    pub(super) fn product(&self, draft: &mut Draft, words: &Words) {
        for (field, _) in &self.adapter.fields {
            self.fact(draft, *field, words);
        }
        if let Some(id) = self.adapter.ids.iter().find_map(|pattern| pattern.group(self.url)) {
            let place = Place::Element(NodeId::ROOT);
            let witness = Witness { dom: self.dom, source: Source::Url, place: &place };
            draft.put("/sku", |listing| &mut listing.sku, draft::code(id), witness);
        }
        // A price that it was is one only above the price asked.
        let is_adapted = draft.listing.trace.get("/list_price").is_some_and(|origin| origin.source == Source::Adapter);
        let asked = draft.listing.price.as_ref();
        let higher = draft.listing.list_price.as_ref().zip(asked).is_none_or(|(was, asked)| was.amount > asked.amount);
        if is_adapted && !higher {
            draft.listing.list_price = None;
            draft.listing.trace.remove("/list_price");
        }
    }

    fn fact(&self, draft: &mut Draft, field: Field, words: &Words) {
        let short = |text: &str| draft::clean(text, SHORT_BYTES);
        match field {
            Field::Title => self.put(draft, "/title", |listing| &mut listing.title, self.text(field)),
            Field::Price => self.put(draft, "/price", |listing| &mut listing.price, self.price(field)),
            Field::ListPrice => self.put(draft, "/list_price", |listing| &mut listing.list_price, self.price(field)),
            Field::Brand => self.put(draft, "/brand", |listing| &mut listing.brand, self.find(field, short)),
            Field::SellerName => self.put(draft, "/seller/name", |listing| &mut Draft::seller(listing).name, self.find(field, short)),
            Field::SellerUrl => {
                let found = self.first_with(self.adapter.readings(field), NodeId::ROOT, "href", short);
                self.put(draft, "/seller/url", |listing| &mut Draft::seller(listing).url, found);
            }
            Field::SellerRatingPercent => {
                let found = self.find(field, values::percent);
                self.put(draft, "/seller/rating_percent", |listing| &mut Draft::seller(listing).rating_percent, found);
            }
            Field::SellerRatingCount => {
                let found = self.find(field, values::count);
                self.put(draft, "/seller/rating_count", |listing| &mut Draft::seller(listing).rating_count, found);
            }
            Field::SellerSince => self.put(draft, "/seller/since", |listing| &mut Draft::seller(listing).since, self.find(field, short)),
            Field::SellerCountry => {
                self.put(draft, "/seller/country", |listing| &mut Draft::seller(listing).country, self.find(field, short));
            }
            Field::ShipsFrom => self.put(draft, "/ships_from", |listing| &mut listing.ships_from, self.find(field, short)),
            Field::Availability => {
                let found = self.find(field, |text| draft::availability(text).or_else(|| values::stock(text, words)));
                self.put(draft, "/availability", |listing| &mut listing.availability, found);
            }
            Field::Sku => self.put(draft, "/sku", |listing| &mut listing.sku, self.find(field, draft::code)),
            Field::Mpn => self.put(draft, "/mpn", |listing| &mut listing.mpn, self.find(field, draft::code)),
            Field::Gtin => self.put(draft, "/gtin", |listing| &mut listing.gtin, self.find(field, draft::gtin)),
            Field::Rating => self.put(draft, "/rating", |listing| &mut listing.rating, self.find(field, values::rating)),
            Field::ReviewCount => self.put(draft, "/review_count", |listing| &mut listing.review_count, self.find(field, values::count)),
            Field::Condition => self.put(draft, "/condition", |listing| &mut listing.condition, self.find(field, draft::condition)),
            Field::Description => {
                self.put(draft, "/description", |listing| &mut listing.description, self.text(field));
            }
        }
    }

    fn put<T: Stated>(
        &self,
        draft: &mut Draft,
        pointer: &str,
        slot: impl FnOnce(&mut Listing) -> &mut Option<T>,
        found: Option<(T, NodeId)>,
    ) {
        if let Some((value, node)) = found {
            let place = Place::Element(node);
            draft.put(pointer, slot, Some(value), Witness { dom: self.dom, source: Source::Adapter, place: &place });
        }
    }

    fn text(&self, field: Field) -> Option<(String, NodeId)> {
        self.find(field, |text| draft::clean(text, limits::STRING_BYTES))
    }

    fn price(&self, field: Field) -> Option<(Money, NodeId)> {
        self.find(field, |text| self.money(text))
    }

    fn money(&self, text: &str) -> Option<Money> {
        values::money(self.prices, text, self.currency, self.dollar)
    }

    /// The value of a fact, cut out by the adapter's patterns.
    fn find<T>(&self, field: Field, parse: impl Fn(&str) -> Option<T>) -> Option<(T, NodeId)> {
        self.first(self.adapter.readings(field), NodeId::ROOT, |text| parse(&self.cut(field, text)))
    }

    fn cut<'t>(&self, field: Field, text: &'t str) -> std::borrow::Cow<'t, str> {
        let found = self.adapter.patterns.iter().filter(|(own, _)| *own == field).find_map(|(_, pattern)| pattern.group(text));
        found.unwrap_or(text).into()
    }

    fn first<T>(&self, readings: &[Reading], scope: NodeId, parse: impl Fn(&str) -> Option<T>) -> Option<(T, NodeId)> {
        self.first_with(readings, scope, "", parse)
    }

    /// The first value that can be read. `attribute` is read where a reading names none; empty for the element's text.
    fn first_with<T>(
        &self,
        readings: &[Reading],
        scope: NodeId,
        attribute: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, NodeId)> {
        readings.iter().find_map(|reading| {
            let nodes = self.index.all(&reading.selector, scope).into_iter().take(TRIED);
            nodes.into_iter().find_map(|node| {
                let name = reading.attribute.as_deref().unwrap_or(attribute);
                let text = if name.is_empty() {
                    self.dom.text(node, limits::STRING_BYTES)
                } else {
                    self.dom.attribute(node, name)?.trim().to_owned()
                };
                parse(&text).filter(|_| !text.is_empty()).map(|value| (value, node))
            })
        })
    }
}

impl Compiled {
    fn readings(&self, field: Field) -> &[Reading] {
        self.fields.iter().find(|(own, _)| *own == field).map_or(&[], |(_, readings)| readings)
    }

    fn selectors(&self) -> impl Iterator<Item = &Selector> {
        let of_fields = self.fields.iter().flat_map(|(_, readings)| readings).map(|reading| &reading.selector);
        let of_cards = self.cards.iter().flat_map(|cards| cards.selectors());
        of_fields.chain(of_cards).chain(&self.product_pages.elements).chain(&self.card_pages.elements)
    }
}
