//! What a person sees: runs of text by block, with their zone, the prices in them, links and controls.

mod classes;
mod heading;
mod prices;
mod style;

pub(super) use classes::Classes;
pub(super) use prices::Shown;

use std::ops::Range;

use super::dom::{Dom, NodeId, Tag};
use super::{Zone, tokens};
use crate::limits;

/// Most runs of text that are kept.
const RUNS: usize = 20_000;
/// Attributes in which authors name elements for their own tests.
const TEST_NAMES: &[&str] = &[
    "data-testid",
    "data-test",
    "data-test-id",
    "data-qa",
    "data-aut-id",
    "data-auto-id",
    "data-automation",
    "data-automation-id",
    "data-cy",
    "data-hook",
];
/// Longest text of a control that may be a buy button.
const CONTROL_BYTES: usize = 80;

/// A run of text in one block element.
#[derive(Debug)]
pub(super) struct Run {
    pub text: String,
    /// The block element.
    pub block: NodeId,
    pub zone: Zone,
    pub hidden: bool,
    /// The link or button around its first word.
    pub link: Option<NodeId>,
    /// Its pieces: where each begins in `text`, its node, and what is known of it.
    pub pieces: Vec<Piece>,
}

/// The part of a run that one text node gave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub start: usize,
    pub node: NodeId,
    /// Struck through, or of a class that says "was".
    pub struck: bool,
    /// In an element whose class says "price".
    pub price_class: bool,
}

impl Run {
    /// The piece that holds a byte of the text.
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.iter().rev().find(|piece| piece.start <= at)
    }

    /// The pieces that a range of the text touches.
    pub(super) fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = &Piece> {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.start).chain(std::iter::once(usize::MAX));
        self.pieces.iter().zip(ends).filter(move |(piece, end)| piece.start < range.end && range.start < *end).map(|(piece, _)| piece)
    }
}

/// Something to press, with its words.
#[derive(Debug)]
pub(super) struct Control {
    pub node: NodeId,
    pub text: String,
    pub zone: Zone,
}

/// The page as seen.
#[derive(Debug, Default)]
pub(super) struct View {
    pub runs: Vec<Run>,
    pub controls: Vec<Control>,
    /// Elements with an address, with their zone and whether they are hidden.
    pub links: Vec<(NodeId, Zone, bool)>,
    /// Pictures, with their zone and whether they are hidden.
    pub images: Vec<(NodeId, Zone, bool)>,
    /// The outermost elements whose names say that they hold reviews.
    pub reviews: Vec<NodeId>,
    /// The page's main heading.
    pub heading: Option<NodeId>,
    /// Whether text was left out because of the bounds.
    pub cut: bool,
}

/// What holds for an element and all inside it.
#[derive(Debug, Clone, Copy)]
struct State {
    end: NodeId,
    block: NodeId,
    zone: Zone,
    hidden: bool,
    struck: bool,
    price_class: bool,
    link: Option<NodeId>,
}

/// Reads the page as seen. `title` is its title element's text.
pub(super) fn read(dom: &Dom<'_>, title: &str) -> View {
    let classes = Classes::shared();
    let heading = heading::find(dom, title);
    let around_heading: Vec<NodeId> = heading.iter().flat_map(|heading| std::iter::once(*heading).chain(dom.ancestors(*heading))).collect();
    let body = dom.first(Tag::BODY).unwrap_or(NodeId::ROOT);
    let mut view = View { heading, ..View::default() };
    let base = State { end: dom.end(body), block: body, zone: Zone::Main, hidden: false, struck: false, price_class: false, link: None };
    let mut states = vec![base];
    let mut current = Open::default();
    let mut text_bytes = 0;
    for node in dom.subtree(body).skip(1) {
        let mut closed_block = false;
        while states.len() > 1 && states.last().is_some_and(|state| state.end <= node) {
            if let Some(state) = states.pop() {
                closed_block |= states.last().is_some_and(|outer| outer.block != state.block);
            }
        }
        let Some(state) = states.last().copied() else { break };
        if closed_block {
            current.flush(&mut view);
        }
        let Some(tag) = dom.tag(node) else {
            if let Some(text) = dom.own_text(node) {
                text_bytes += text.len();
                if text_bytes > limits::TEXT_BYTES || view.runs.len() >= RUNS {
                    view.cut = true;
                    break;
                }
                current.push(dom, &text, node, &state);
            }
            continue;
        };
        match tag {
            Tag::BR => current.break_line(&mut view),
            Tag::IMG => view.images.push((node, state.zone, state.hidden)),
            _ => {}
        }
        let inner = enter(dom, classes, node, tag, &state, &around_heading);
        if inner.zone == Zone::Review && state.zone != Zone::Review {
            view.reviews.push(node);
        }
        if tag.is_block() {
            current.flush(&mut view);
        }
        if matches!(tag, Tag::A | Tag::AREA) && dom.has(node, "href") {
            view.links.push((node, inner.zone, inner.hidden));
        }
        if let Some(text) = control_text(dom, classes, node, tag).filter(|text| !text.is_empty() && !inner.hidden) {
            view.controls.push(Control { node, text, zone: inner.zone });
        }
        if inner.end.index() > node.index() + 1 {
            states.push(inner);
        }
    }
    current.flush(&mut view);
    view.cut |= dom.cut;
    view
}

fn enter(dom: &Dom<'_>, classes: &Classes, node: NodeId, tag: Tag, outer: &State, around_heading: &[NodeId]) -> State {
    let mut state = State { end: dom.end(node), ..*outer };
    if tag.is_block() {
        state.block = node;
    }
    state.hidden |= matches!(tag, Tag::TEMPLATE | Tag::NOSCRIPT);
    state.struck |= matches!(tag, Tag::DEL | Tag::S | Tag::STRIKE);
    if matches!(tag, Tag::A | Tag::BUTTON) {
        state.link = Some(node);
    }
    let mut found = classes::Flags::default();
    for (name, value) in dom.attributes(node) {
        match name.to_ascii_lowercase().as_str() {
            "hidden" | "data-ts-hidden" => state.hidden = true,
            "style" => {
                let (hidden, struck) = style::read(value);
                state.hidden |= hidden;
                state.struck |= struck;
            }
            "class" | "id" | "role" | "itemprop" => classes.find(value, &mut found),
            name if TEST_NAMES.contains(&name) => classes.find(value, &mut found),
            _ => {}
        }
    }
    state.price_class |= found.price;
    state.struck |= found.was && (state.price_class || found.was_price);
    // What holds the page's heading is no menu, whatever its class says.
    if !around_heading.contains(&node) {
        state.zone = zone(tag, &found).filter(|_| outer.zone == Zone::Main).unwrap_or(outer.zone);
    }
    state
}

fn zone(tag: Tag, found: &classes::Flags) -> Option<Zone> {
    match tag {
        Tag::FOOTER => Some(Zone::Footer),
        Tag::NAV | Tag::HEADER => Some(Zone::Navigation),
        Tag::ASIDE => Some(Zone::Aside),
        Tag::BODY | Tag::MAIN => None,
        _ if found.footer => Some(Zone::Footer),
        _ if found.navigation => Some(Zone::Navigation),
        _ if found.aside => Some(Zone::Aside),
        _ if found.review => Some(Zone::Review),
        _ => None,
    }
}

/// The words of something to press.
fn control_text(dom: &Dom<'_>, classes: &Classes, node: NodeId, tag: Tag) -> Option<String> {
    let attribute = |name: &str| dom.attribute(node, name).map(|value| limits::cut(value.trim(), CONTROL_BYTES).to_owned());
    let looks_pressable = || {
        let mut found = classes::Flags::default();
        for name in ["class", "role", "id"] {
            if let Some(value) = dom.attribute(node, name) {
                classes.find(&value, &mut found);
            }
        }
        found.button
    };
    match tag {
        Tag::INPUT => {
            let kind = dom.attribute(node, "type")?.to_ascii_lowercase();
            matches!(kind.as_str(), "submit" | "button" | "image").then(|| attribute("value").or_else(|| attribute("alt")))?
        }
        Tag::BUTTON => Some(dom.text(node, CONTROL_BYTES)).filter(|text| !text.is_empty()).or_else(|| attribute("aria-label")),
        Tag::A => Some(dom.text(node, CONTROL_BYTES)).filter(|text| !text.is_empty()).or_else(|| attribute("title")).or_else(|| {
            let picture = dom.children(node).take(4).find(|child| dom.is(*child, Tag::IMG))?;
            dom.attribute(picture, "alt").map(|alt| limits::cut(alt.trim(), CONTROL_BYTES).to_owned())
        }),
        Tag::DIV | Tag::SPAN if !dom.attributes(node).is_empty() && looks_pressable() => Some(dom.text(node, CONTROL_BYTES)),
        _ => None,
    }
}

/// The run being read.
#[derive(Default)]
struct Open {
    text: String,
    pieces: Vec<Piece>,
    first: Option<State>,
    /// The link around the last piece.
    link: Option<NodeId>,
}

impl Open {
    fn push(&mut self, dom: &Dom<'_>, text: &str, node: NodeId, state: &State) {
        if self.text.is_empty() && text.trim().is_empty() {
            return;
        }
        let text = limits::cut(text, limits::STRING_BYTES.saturating_sub(self.text.len()));
        // Links side by side are words of their own, whatever stands between them.
        if state.link != self.link && !self.text.is_empty() && !self.text.ends_with(' ') && state.link.is_some() && self.link.is_some() {
            self.text.push(' ');
        }
        self.link = state.link;
        // Figures in elements side by side are numbers of their own; styles set them apart. Cents stand small behind a price.
        if self.text.ends_with(|c: char| c.is_ascii_digit()) && text.starts_with(|c: char| c.is_ascii_digit()) {
            self.text.push(if self.are_cents(dom, text, node) { '.' } else { ' ' });
        }
        let start = self.text.len();
        super::dom::push_collapsed(&mut self.text, text);
        if self.text.len() > start {
            self.pieces.push(Piece { start, node, struck: state.struck, price_class: state.price_class });
            self.first.get_or_insert(*state);
        }
    }

    /// `$229<sup>99</sup>`: two figures in an element inside that of a whole price.
    fn are_cents(&self, dom: &Dom<'_>, text: &str, node: NodeId) -> bool {
        let Some(last) = self.pieces.last() else { return false };
        let inside = dom.parent(last.node).is_some_and(|outer| dom.contains(outer, node))
            || dom.parent(node).is_some_and(|own| dom.is(own, Tag::SUP));
        let whole = self.text.get(last.start..).unwrap_or_default();
        let figures = text.trim_end();
        inside && figures.len() == 2 && figures.bytes().all(|byte| byte.is_ascii_digit()) && !has_decimals(whole)
    }

    /// A line break separates words but not facts: the run goes on.
    fn break_line(&mut self, view: &mut View) {
        if self.text.len() > 200 {
            self.flush(view);
        } else if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn flush(&mut self, view: &mut View) {
        let mut text = std::mem::take(&mut self.text);
        let pieces = std::mem::take(&mut self.pieces);
        let Some(state) = self.first.take() else { return };
        text.truncate(text.trim_end().len());
        view.runs.push(Run { text, block: state.block, zone: state.zone, hidden: state.hidden, link: state.link, pieces });
    }
}

/// Whether a number ends in a separator and one or two figures.
fn has_decimals(number: &str) -> bool {
    number.rfind(['.', ',']).is_some_and(|at| number.len() - at <= 3)
}

/// Decoded value of an attribute that is text for people.
pub(super) fn plain(value: &str) -> String {
    let mut text = String::new();
    super::dom::push_collapsed(&mut text, &tokens::decode(value));
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(html: &str) -> Vec<(String, Zone, bool)> {
        read(&Dom::new(html), "").runs.into_iter().map(|run| (run.text, run.zone, run.hidden)).collect()
    }

    #[test]
    fn text_is_grouped_by_block_and_zone() {
        let html = "<header>Menu</header><main><h1>Boot</h1><p>Brown <b>leather</b>\n boot</p></main>\
                    <div class='customer-reviews'><p>Good</p></div><div class='related-products'>Sock</div><footer>Imprint</footer>";
        let expected = [
            ("Menu", Zone::Navigation),
            ("Boot", Zone::Main),
            ("Brown leather boot", Zone::Main),
            ("Good", Zone::Review),
            ("Sock", Zone::Aside),
            ("Imprint", Zone::Footer),
        ];
        assert_eq!(runs(html), expected.map(|(text, zone)| (text.to_owned(), zone, false)));
    }

    #[test]
    fn figures_side_by_side_are_numbers_of_their_own() {
        let text = |html: &str| runs(html).remove(0).0;
        assert_eq!(text("<div><span>₹2,433</span><span>2%</span></div>"), "₹2,433 2%");
        assert_eq!(text("<div><span>Rs 635,000</span><span>2010 - 89,000 km</span></div>"), "Rs 635,000 2010 - 89,000 km");
        assert_eq!(text("<div>$229<span>99</span></div>"), "$229.99");
        assert_eq!(text("<div><b>$</b><b>1,229</b><sup>99</sup></div>"), "$1,229.99");
        assert_eq!(text("<div><span>$20</span><span>15</span></div>"), "$20 15");
        assert_eq!(text("<div>$229.50<span>10</span></div>"), "$229.50 10");
    }

    #[test]
    fn hidden_text_is_marked() {
        let html = "<p hidden>a</p><p style='DISPLAY : none'>b</p><div data-ts-hidden><p>c</p></div><p style='font-size:0'>d</p>\
                    <p style='visibility: hidden'>e</p><p style='font-size:0.9em'>f</p>";
        assert_eq!(runs(html).iter().map(|(_, _, hidden)| *hidden).collect::<Vec<_>>(), [true, true, true, true, true, false]);
    }

    #[test]
    fn the_box_around_the_heading_is_no_menu() {
        assert_eq!(runs("<div class='header-main'><h1>Boot</h1></div>")[0].1, Zone::Main);
    }
}
