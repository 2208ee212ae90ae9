//! The order in which a page is read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::adapter::Adapters;
use super::address::Address;
use super::dom::{Dom, NodeId, Tag};
use super::draft::{Draft, Witness};
use super::graph::{self, Graph, Syntax};
use super::kind::Evidence;
use super::reviews::StarWords;
use super::schema_org::Main;
use super::view::{Control, Shown, View};
use super::visible::Sight;
use super::words::{CART_PAGE, Found, Words};
use super::{
    Block, Link, Page, Zone, bytes, cards, images, kind, meta, price_labels, reviews, schema_org, shop, sign, skipped, state, trader, view,
    visible,
};
use crate::error::EngineError;
use crate::finding::Skipped;
use crate::limits;
use crate::listing::{Listing, PageKind, Source};
use crate::pack::Packs;
use crate::snapshot::Snapshot;
use crate::text::domain;
use crate::text::price::Prices;

/// Most links kept.
const LINKS: usize = 5_000;
/// Most mentions of a number that are looked at.
const MENTIONS: usize = 500;
/// Most controls looked at for a buy button, and their longest text.
const CONTROLS: usize = 1_500;
const BUTTON_BYTES: usize = 60;
/// Longest text of a link that is kept.
const LINK_BYTES: usize = 300;
/// A link that is only a picture holds little beside it.
const NODES_IN_LINK: usize = 12;
/// Types of items that are articles (schema.org `Article` and its kinds that are no product pages).
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "TechArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "LiveBlogPosting",
    "QAPage",
    "DiscussionForumPosting",
];

/// Reads pages. Holds the packs' label words and adapters compiled, so build one and keep it.
#[derive(Debug, Default)]
pub struct Reader {
    words: Words,
    adapters: Adapters,
    prices: Prices,
    stars: StarWords,
    /// Names that software of shops gives the page with the cart.
    cart_pages: Vec<String>,
}

impl Reader {
    /// Compiles the label words and adapters.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        Self {
            words: Words::new(packs),
            adapters: Adapters::new(packs),
            prices: packs.prices(),
            stars: StarWords::new(packs),
            cart_pages: packs.label_words(CART_PAGE).map(str::to_owned).collect(),
        }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// [`EngineError::SnapshotInvalid`] when there is no HTML to read; everything smaller is an entry in `skipped`.
    pub fn read(&self, snapshot: &Snapshot) -> Result<Page, EngineError> {
        bytes::check(&snapshot.html)?;
        let mut notes = Vec::new();
        if snapshot.html.len() <= limits::SNAPSHOT_BYTES {
            return Ok(self.read_html(&snapshot.html, snapshot, notes));
        }
        let (html, cut) = bytes::slim(&snapshot.html);
        if cut {
            notes.push(skipped("html", String::new(), "too-large"));
        }
        Ok(self.read_html(&html, snapshot, notes))
    }

    fn read_html(&self, html: &str, snapshot: &Snapshot, mut notes: Vec<Skipped>) -> Page {
        let dom = &Dom::new(html);
        if dom.attribute(NodeId::ROOT, "data-ts-cut").is_some() {
            notes.push(skipped("html", String::new(), "too-large"));
        }
        let metas = meta::Metas::new(dom);
        let address = Address::new(&snapshot.url, dom, &metas);
        let title = metas.title.as_ref().map_or("", |(title, _)| title.as_str());
        let view = view::read(dom, title);
        if view.cut {
            notes.push(skipped("text", String::new(), "too-large"));
        }
        let graphs =
            [graph::read_json_ld(dom, &mut notes), graph::read_embedded(dom, Syntax::Microdata), graph::read_embedded(dom, Syntax::Rdfa)];
        let marks: Vec<Vec<Found<'_>>> =
            view.runs.iter().map(|run| if run.hidden || run.text.len() > 600 { Vec::new() } else { self.words.find(&run.text) }).collect();
        let mut prices = price_labels::read(&view, &self.prices, &marks);
        let language_tag = language_tag(dom).unwrap_or_default();
        let host = domain::host_of(&address.url).unwrap_or_default();
        sign::settle(&mut prices, &self.prices, &host, &language_tag);
        let site = self.adapters.open(dom, &address.url, &self.prices, (&host, &language_tag));
        let own_places = site.as_ref().map(|site| site.places(view.heading)).unwrap_or_default();
        let (places, more_cards) = if own_places.is_empty() { cards::find(dom, &view, &prices) } else { (own_places.clone(), false) };
        let outside: Vec<Shown> = prices.iter().filter(|shown| cards::at(&places, shown.node).is_none()).cloned().collect();
        let (buy, contact, cart) = self.buy_button(dom, &view, &places);
        let sight = Sight::new(dom, &view, &marks, &outside, (buy, contact));

        let mut draft = Draft::new(&self.prices);
        self.address_facts(&mut draft, dom, &metas, &address, snapshot);
        let heading = view.heading.map(|heading| dom.text(heading, 400)).unwrap_or_default();
        let mains: Vec<Main> = graphs.iter().map(|graph| schema_org::choose(graph, &heading, title, &address.url)).collect();
        let reduced = prices.iter().any(|shown| shown.struck);
        let evidence = Evidence { cards: places.len(), cart, reduced, ..evidence(&graphs, &mains, &metas, &sight) };
        draft.listing.kind = site.as_ref().and_then(|site| site.kind(own_places.len())).unwrap_or_else(|| kind::decide(&evidence));

        if draft.listing.kind == PageKind::Product {
            for (graph, main) in graphs.iter().zip(&mains) {
                if let Main::Product(item) = main {
                    schema_org::product(&mut draft, dom, graph, *item, &address.url);
                }
            }
            meta::product(&mut draft, dom, &metas);
            state::product(&mut draft, dom, if heading.is_empty() { title } else { &heading }, &outside, &mut notes);
            visible::own_number_twice(&mut draft, &address.url);
        }
        let mut all_cards = cards::read(dom, &self.prices, &prices, &places, &address);
        let card_of = |node: NodeId| cards::at(&places, node);
        visible::card_sellers(&mut all_cards, &sight, card_of);
        meta::general(&mut draft, dom, &metas);
        if let Some(site) = &site {
            site.cards(&mut all_cards, &own_places, &address);
            if draft.listing.kind == PageKind::Product {
                site.product(&mut draft, &self.words);
            }
            if site.is_cut() {
                notes.push(skipped("html", String::new(), "too-large"));
            }
        }
        titles(&mut draft, dom, &metas, &view, &heading);
        if draft.listing.kind == PageKind::Product {
            visible::prices(&mut draft, &sight);
            visible::currency(&mut draft, &sight, &graphs);
            visible::labelled(&mut draft, &sight);
            visible::named_brand(&mut draft, &sight);
            visible::titled_brand(&mut draft, &sight, title);
            visible::named_number(&mut draft, &sight);
            visible::availability(&mut draft, &sight);
            reviews::read_shown(&mut draft, dom, &view, &self.stars);
            address_code(&mut draft, dom, html, &address);
            visible::own_number_twice(&mut draft, &address.url);
        }
        for graph in &graphs {
            schema_org::organisation(&mut draft, dom, graph);
        }
        trader::read(&mut draft, dom, &view, &self.words, &marks);

        let in_card = |node: NodeId| cards::at(&places, node).is_some();
        let more_images = images::collect(&mut draft.listing, dom, &view, &snapshot.images, &address, in_card);
        notes.extend(bounds(dom, &view, more_cards, more_images));
        let links = links(dom, &view, &address);
        let empty_links = empty_links(dom, &view);
        let mut facts = shop::shop(&draft.listing, &links, &self.words, &address, &all_cards, &prices);
        shop::promises(&mut facts, dom, &view, &self.words, &marks, &links);
        draft.listing.shop = Some(facts);
        if draft.listing.kind == PageKind::Cards {
            draft.listing.cards =
                if all_cards.is_empty() { structured_cards(dom, &self.prices, &graphs, &view, &address) } else { all_cards };
        }
        let is_cards = draft.listing.kind == PageKind::Cards;
        let blocks = blocks(dom, view, &places, is_cards);
        let mut listing = draft.listing;
        absolute_seller(&mut listing, &address);
        Page { listing, blocks, links, empty_links, skipped: notes }
    }

    fn address_facts(&self, draft: &mut Draft, dom: &Dom<'_>, metas: &meta::Metas, address: &Address, snapshot: &Snapshot) {
        let root = graph::Place::Element(NodeId::ROOT);
        let canonical = metas.canonical.as_ref().map(|(_, node)| graph::Place::Element(*node));
        let given = !snapshot.url.trim().is_empty();
        let place = if given { &root } else { canonical.as_ref().unwrap_or(&root) };
        let source = if given { Source::Url } else { Source::OpenGraph };
        let url = Some(address.url.clone()).filter(|url| !url.is_empty());
        draft.put("/url", |listing| &mut listing.url, url, Witness { dom, source, place });
        let language =
            language_tag(dom).as_deref().and_then(primary_language).or_else(|| snapshot.language.as_deref().and_then(primary_language));
        draft.put("/language", |listing| &mut listing.language, language, Witness { dom, source: Source::VisibleText, place: &root });
    }

    /// The first button outside the cards that puts something in the cart, the first that writes to the seller, and whether
    /// anything leads to a cart.
    fn buy_button(&self, dom: &Dom<'_>, view: &View, places: &[cards::Place]) -> (Option<NodeId>, Option<NodeId>, bool) {
        let (mut contact, mut cart) = (None, view.links.iter().take(LINKS).any(|(node, ..)| self.leads_to_cart(dom, *node)));
        // From the heading on first: a menu of thousands must not use up what is looked at.
        let (before, after) = view.controls.split_at(view.controls.partition_point(|control| Some(control.node) < view.heading));
        let read = |control: &&Control| control.zone != Zone::Review && control.text.len() <= BUTTON_BYTES;
        for control in after.iter().filter(read).take(CONTROLS).chain(before.iter().filter(read).take(CONTROLS)) {
            let found = self.words.find(&control.text);
            cart |= found.iter().any(|found| matches!(found.label, "cart" | "add-to-cart"));
            // Ads have it in a bar over the heading too; menus have links by that name.
            let may_write = contact.is_none() && (matches!(control.zone, Zone::Main | Zone::Aside) || dom.is(control.node, Tag::BUTTON));
            if may_write && found.iter().any(|found| found.label == "contact-seller" && found.whole) {
                contact = Some(control.node);
            }
            let buys = control.zone == Zone::Main && found.iter().any(|found| found.label == "add-to-cart");
            if buys && cards::at(places, control.node).is_none() {
                return (Some(control.node), contact, true);
            }
        }
        (None, contact, cart)
    }

    /// Whether a link's address leads to the cart, by how software of shops names that page: the words may be a picture.
    fn leads_to_cart(&self, dom: &Dom<'_>, link: NodeId) -> bool {
        let Some(href) = dom.attribute(link, "href") else { return false };
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let names = path.split('/').map(|part| part.split('.').next().unwrap_or_default());
        names.filter(|name| !name.is_empty()).any(|name| self.cart_pages.iter().any(|page| page.eq_ignore_ascii_case(name)))
    }
}

/// What speaks for one sort of page or another.
fn evidence(graphs: &[Graph], mains: &[Main], metas: &meta::Metas, sight: &Sight<'_>) -> Evidence {
    let offered = |(graph, main): (&Graph, &Main)| match main {
        Main::Product(item) => {
            graph.values(*item, "offers").next().is_some()
                || graph.values(*item, "price").next().is_some()
                || graph.values(*item, "hasVariant").next().is_some()
        }
        _ => false,
    };
    let article = metas.says_article()
        || graphs.iter().any(|graph| {
            (0..graph.items.len()).any(|item| graph.is_a(item, ARTICLES) && graph.items.get(item).is_some_and(|item| item.holder.is_none()))
        });
    Evidence {
        offered_product: graphs.iter().zip(mains).any(offered) || metas.get(&["product:price:amount"]).is_some(),
        named_product: mains.iter().any(|main| matches!(main, Main::Product(_))) || metas.says_product(),
        several_products: mains.contains(&Main::Several) && !mains.iter().any(|main| matches!(main, Main::Product(_))),
        article,
        no_goods: graphs.iter().any(kind::about_no_goods),
        event: graphs.iter().any(kind::about_event),
        buy_button: sight.buy.is_some(),
        contact: sight.contact.is_some(),
        near_price: sight.has_near_price(),
        clear_price: sight.has_clear_price(),
        labelled_price: sight.has_labelled_price(),
        price_list: sight.is_in_price_list(),
        pictured: sight.view.images.iter().any(|(_, zone, hidden)| *zone == Zone::Main && !hidden),
        ..Evidence::default()
    }
}

/// A number in the address that the page itself uses as a whole value is the shop's number of the product.
fn address_code(draft: &mut Draft, dom: &Dom<'_>, html: &str, address: &Address) {
    if draft.listing.sku.is_some() {
        return;
    }
    let is_mark = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\''));
    let quoted = |code: &str| {
        let bytes = html.as_bytes();
        html.match_indices(code)
            .take(MENTIONS)
            .any(|(at, _)| is_mark(at.checked_sub(1).and_then(|at| bytes.get(at))) && is_mark(bytes.get(at + code.len())))
    };
    let code = address.codes().into_iter().find(|code| quoted(code));
    let place = graph::Place::Element(NodeId::ROOT);
    draft.put("/sku", |listing| &mut listing.sku, code, Witness { dom, source: Source::Url, place: &place });
}

fn titles(draft: &mut Draft, dom: &Dom<'_>, metas: &meta::Metas, view: &View, heading: &str) {
    if let Some(node) = view.heading {
        let place = graph::Place::Element(node);
        draft.put_text("/title", |listing| &mut listing.title, heading, Witness { dom, source: Source::VisibleText, place: &place });
    }
    if let Some((title, node)) = &metas.title {
        let place = graph::Place::Element(*node);
        draft.put_text("/title", |listing| &mut listing.title, title, Witness { dom, source: Source::VisibleText, place: &place });
    }
}

/// The language that the document states, a BCP 47 tag.
fn language_tag<'d>(dom: &'d Dom<'_>) -> Option<Cow<'d, str>> {
    dom.attribute(NodeId::ROOT, "lang").or_else(|| dom.attribute(NodeId::ROOT, "xml:lang"))
}

/// `de-AT` is `de`.
fn primary_language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(primary)
}

fn links(dom: &Dom<'_>, view: &View, address: &Address) -> Vec<Link> {
    let visible = view.links.iter().filter(|(_, _, hidden)| !hidden).take(LINKS);
    visible
        .filter_map(|(node, zone, _)| {
            let url = address.absolute(&dom.attribute(*node, "href")?)?;
            Some(Link { url, text: link_text(dom, *node), place: dom.path(*node), zone: *zone })
        })
        .collect()
}

fn empty_links(dom: &Dom<'_>, view: &View) -> Vec<Link> {
    let foot = view.links.iter().filter(|(_, zone, hidden)| *zone == Zone::Footer && !hidden).take(LINKS);
    let empty = foot.filter(|(node, ..)| dom.attribute(*node, "href").is_some_and(|href| href.trim() == "#"));
    let link = |(node, zone, _): &(NodeId, Zone, bool)| Link {
        url: "#".to_owned(),
        text: link_text(dom, *node),
        place: dom.path(*node),
        zone: *zone,
    };
    empty.map(link).collect()
}

/// A link's words; of a link that is only a picture, the picture's.
fn link_text(dom: &Dom<'_>, node: NodeId) -> String {
    let text = dom.text(node, LINK_BYTES);
    if !text.is_empty() {
        return text;
    }
    let inside = || dom.subtree(node).take(NODES_IN_LINK);
    let said = |name: &str| inside().find_map(|inner| dom.attribute(inner, name).filter(|words| !words.trim().is_empty()));
    let file = || inside().find_map(|inner| file_words(&dom.attribute(inner, "src")?));
    let words = said("alt").or_else(|| said("title")).map(Cow::into_owned).or_else(file).unwrap_or_default();
    limits::cut(words.trim(), LINK_BYTES).to_owned()
}

/// The words of a picture's file name: `norton secured` of `/img/norton-secured.png?v=2`.
fn file_words(src: &str) -> Option<String> {
    let path = src.split(['?', '#']).next()?;
    let (stem, _) = path.rsplit('/').next()?.rsplit_once('.')?;
    // A picture in the address itself (`data:`) has no name.
    (!src.starts_with("data:")).then(|| stem.replace(['-', '_', '.'], " "))
}

fn structured_cards(dom: &Dom<'_>, prices: &Prices, graphs: &[Graph], view: &View, address: &Address) -> Vec<crate::listing::Card> {
    graphs.iter().map(|graph| cards::structured(dom, prices, graph, view, address)).find(|cards| !cards.is_empty()).unwrap_or_default()
}

fn blocks(dom: &Dom<'_>, view: View, places: &[cards::Place], is_cards: bool) -> Vec<Block> {
    let mut paths: BTreeMap<NodeId, String> = BTreeMap::new();
    let block = |run: view::Run| {
        let card = cards::at(places, run.block).or_else(|| run.pieces.first().and_then(|piece| cards::at(places, piece.node)));
        // On a product's page cards are strips of other products.
        let zone = if card.is_some() && !is_cards && run.zone == Zone::Main { Zone::Aside } else { run.zone };
        let place = paths.entry(run.block).or_insert_with(|| dom.path(run.block)).clone();
        Block { text: run.text, place, zone, hidden: run.hidden, card: card.filter(|_| is_cards) }
    };
    view.runs.into_iter().map(block).collect()
}

/// What was left out because of the bounds on numbers of things.
fn bounds(dom: &Dom<'_>, view: &View, cards: bool, images: bool) -> Vec<Skipped> {
    let visible_links = view.links.iter().filter(|(_, _, hidden)| !hidden).take(LINKS + 1).count();
    let cut = [
        (dom.flattened, "html", "too-deep"),
        (dom.attributes_cut, "attribute", "too-many"),
        (cards, "card", "too-many"),
        (images, "image", "too-many"),
        (visible_links > LINKS, "link", "too-many"),
        (view.controls.len() > CONTROLS, "control", "too-many"),
    ];
    let cut = cut.into_iter().filter(|(cut, _, _)| *cut);
    cut.map(|(_, what, reason)| skipped(what, String::new(), reason)).collect()
}

/// The seller's address in absolute form.
fn absolute_seller(listing: &mut Listing, address: &Address) {
    if let Some(url) = listing.seller.as_mut().and_then(|seller| seller.url.as_mut())
        && let Some(absolute) = address.absolute(url)
    {
        *url = absolute;
    }
}
