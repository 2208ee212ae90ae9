//! Facts that only the visible text gives: heading, price, labelled values, stock words.

mod prices;
mod stock;

pub(super) use prices::{currency, prices};
pub(super) use stock::availability;

use super::Zone;
use super::dom::{Dom, NodeId, Tag};
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use super::view::{Run, Shown, View};
use super::words::Found;
use crate::listing::{Card, Source};
use crate::text::{domain, letters};

/// Names that authors of pages give to the element with the shop's number: words of class, id or data attributes.
const NUMBER_NAMES: &[&str] = &[
    "sku",
    "product-sku",
    "product_sku",
    "product-reference",
    "product_reference",
    "product-code",
    "product_code",
    "product-number",
    "item-number",
    "article-number",
    "style-number",
];
/// Letters of names that are compared.
const LETTERS: usize = 300;
/// Longest labelled value.
const VALUE_BYTES: usize = 120;
/// How many runs after the heading its product's number may stand; further down a code is that of a voucher or a part.
const HEAD_RUNS: usize = 60;
/// A number of so many digits in the address names the shop's product and not a size or a year.
const ADDRESS_DIGITS: usize = 6;

/// Names that authors of pages give to the element with the product's brand, without what separates their words. A bare `brand` is
/// as often the site's own.
const BRAND_NAMES: &[&str] = &[
    "productbrand",
    "productbrandvisible",
    "productbrandname",
    "brandname",
    "itembrand",
    "pdpbrand",
    "productmanufacturer",
    "productdesigner",
    "productvendor",
    "brandlink",
    "productbrandlink",
];
/// How many runs before and after the heading its brand may stand, how far above its text the element, and how many words it has.
const BRAND_RUNS: usize = 6;
/// The same for a name with which the title begins, and the shortest heading that tells where it ends.
const TITLED_RUNS: usize = 3;
const HEADING_CHARACTERS: usize = 4;
const BRAND_DEPTH: usize = 4;
const BRAND_WORDS: usize = 5;
/// Longest name of a brand behind its label.
const BRAND_BYTES: usize = 80;
/// Shorter names begin too many host names.
const SHOP_NAME_BYTES: usize = 3;
/// Longest date since when a seller is there.
const SINCE_BYTES: usize = 40;

/// What the readers of visible text work on.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub dom: &'a Dom<'a>,
    pub view: &'a View,
    /// For each run the labels found in it.
    pub marks: &'a [Vec<Found<'a>>],
    /// Prices shown outside cards.
    pub prices: &'a [Shown],
    /// Index of the run of the main heading.
    pub heading_run: usize,
    /// The control that puts the product in the cart.
    pub buy: Option<NodeId>,
    /// The control that writes to the one who offers it, on pages of classified ads.
    pub contact: Option<NodeId>,
    /// The price of the one row of a table that says what the price is.
    row_price: Option<&'a Shown>,
    /// The price that stands out.
    main_price: Option<&'a Shown>,
}

impl<'a> Sight<'a> {
    /// `controls` are the one that puts the product in the cart and the one that writes to who offers it.
    pub(super) fn new(
        dom: &'a Dom<'a>,
        view: &'a View,
        marks: &'a [Vec<Found<'a>>],
        prices: &'a [Shown],
        (buy, contact): (Option<NodeId>, Option<NodeId>),
    ) -> Self {
        let heading_run = view.heading.map_or(0, |heading| view.runs.partition_point(|run| run.block < heading));
        let mut sight = Self { dom, view, marks, prices, heading_run, buy, contact, row_price: None, main_price: None };
        sight.row_price = sight.find_row_price();
        sight.main_price = sight.find_main_price();
        sight
    }

    fn is_visible_main(&self, run: &Run) -> bool {
        !run.hidden && matches!(run.zone, Zone::Main)
    }
}

/// Writes what labels name: brand, seller, numbers, condition, origin of shipping.
pub(super) fn labelled(draft: &mut Draft, sight: &Sight<'_>) {
    for (index, (run, marks)) in sight.view.runs.iter().zip(sight.marks).enumerate() {
        if marks.is_empty() || !sight.is_visible_main(run) {
            continue;
        }
        let near_heading = index + 4 >= sight.heading_run && index <= sight.heading_run + HEAD_RUNS;
        for mark in marks {
            if mark.label == "seller-rating" {
                seller_rating(draft, sight, index, run, mark);
                continue;
            }
            let Some((value, at)) = value_of(sight, index, run, mark, marks) else { continue };
            // A link of one word is a badge of another product ("Designer") or a menu's, no label of what follows.
            if mark.whole && run.link.is_some_and(|link| sight.dom.is(link, Tag::A)) {
                continue;
            }
            let place = Place::Element(at);
            let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
            match mark.label {
                "brand" => shown_brand(draft, draft::brand(&value).filter(|name| name.len() <= BRAND_BYTES), witness),
                "sku" if near_heading => shown_number(draft, number(&value), witness),
                "sku" => draft.put("/sku", |listing| &mut listing.sku, number(&value), witness),
                "mpn" => draft.put("/mpn", |listing| &mut listing.mpn, model(&value).or_else(|| number(&value)), witness),
                "gtin" => draft.put("/gtin", |listing| &mut listing.gtin, draft::gtin(value.split(',').next().unwrap_or(&value)), witness),
                "ships-from" => draft.put("/ships_from", |listing| &mut listing.ships_from, draft::clean(&value, 100), witness),
                "seller" => draft.put("/seller/name", |listing| &mut Draft::seller(listing).name, draft::clean(&value, 100), witness),
                "condition" => {
                    let name = draft::condition(&value).or_else(|| condition_word(sight, index, mark));
                    draft.put("/condition", |listing| &mut listing.condition, name, witness)
                }
                "seller-since" => draft.put("/seller/since", |listing| &mut Draft::seller(listing).since, since(&value), witness),
                "seller-country" => {
                    draft.put("/seller/country", |listing| &mut Draft::seller(listing).country, draft::clean(&value, 60), witness)
                }
                _ => false,
            };
        }
    }
}

/// Writes the brand that stands alone near the heading in an element whose name says so, where no label does.
pub(super) fn named_brand(draft: &mut Draft, sight: &Sight<'_>) {
    if draft.listing.brand.is_some() || sight.view.heading.is_none() {
        return;
    }
    let first = sight.heading_run.saturating_sub(BRAND_RUNS);
    for run in sight.view.runs.iter().skip(first).take(2 * BRAND_RUNS + 1).filter(|run| sight.is_visible_main(run)) {
        for piece in &run.pieces {
            let Some(element) = sight.dom.ancestors(piece.node).take(BRAND_DEPTH).find(|element| says_brand(sight.dom, *element)) else {
                continue;
            };
            let value = sight.dom.text(element, BRAND_BYTES + 1);
            let is_name = value.len() <= BRAND_BYTES && !value.contains([':', '：']) && value.split(' ').count() <= BRAND_WORDS;
            let place = Place::Element(element);
            let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
            draft.put("/brand", |listing| &mut listing.brand, draft::brand(&value).filter(|_| is_name), witness);
        }
    }
}

/// Writes the name beside the heading with which the page's title begins, before the heading's own words: `Acme`, `Leather boot`
/// and `Acme Leather boot - Shop`.
pub(super) fn titled_brand(draft: &mut Draft, sight: &Sight<'_>, title: &str) {
    let Some(heading) = sight.view.heading.filter(|_| draft.listing.brand.is_none()) else { return };
    let letters = |text: &str| letters(text, LETTERS);
    let (title, own) = (letters(title), letters(&sight.dom.text(heading, 400)));
    let Some(start) = title.find(&own).filter(|start| *start > 0 && own.chars().count() >= HEADING_CHARACTERS) else { return };
    let before = title.get(..start).unwrap_or_default();
    let first = sight.heading_run.saturating_sub(TITLED_RUNS);
    for run in sight.view.runs.iter().skip(first).take(2 * TITLED_RUNS + 1).filter(|run| sight.is_visible_main(run)) {
        let named = run.text.len() <= BRAND_BYTES && run.text.split(' ').count() <= BRAND_WORDS && letters(&run.text) == before;
        let in_list = std::iter::once(run.block).chain(sight.dom.ancestors(run.block).take(2)).any(|id| sight.dom.is(id, Tag::LI));
        let place = Place::Element(run.block);
        let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
        if named && !in_list && before.chars().any(char::is_alphabetic) {
            draft.put("/brand", |listing| &mut listing.brand, draft::brand(&run.text), witness);
        }
    }
}

/// Whether an element's names say that it holds the brand: `product-brand`, `brandName`.
fn says_brand(dom: &Dom<'_>, element: NodeId) -> bool {
    let names = |name: &str| matches!(name, "class" | "id") || name.starts_with("data-") && name.len() <= 20;
    dom.attributes(element).iter().filter(|(name, value)| names(name) && value.len() <= BRAND_BYTES).any(|(_, value)| {
        value.split_ascii_whitespace().any(|word| {
            let plain: String = word.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
            BRAND_NAMES.contains(&plain.as_str())
        })
    })
}

/// Writes the shop's number that stands alone near the heading in an element whose name says so, where no label does.
pub(super) fn named_number(draft: &mut Draft, sight: &Sight<'_>) {
    if draft.listing.sku.is_some() {
        return;
    }
    for run in sight.view.runs.iter().skip(sight.heading_run.saturating_sub(4)).take(HEAD_RUNS) {
        for piece in run.pieces.iter().filter(|_| sight.is_visible_main(run)) {
            let Some(element) = sight.dom.parent(piece.node) else { continue };
            let names = |name: &str| matches!(name, "class" | "id") || name.starts_with("data-");
            let says = sight.dom.attributes(element).iter().any(|(name, value)| {
                names(name) && value.split_ascii_whitespace().any(|word| NUMBER_NAMES.iter().any(|own| own.eq_ignore_ascii_case(word)))
            });
            let value = sight.dom.text(element, VALUE_BYTES);
            if says && !value.contains(' ') {
                let place = Place::Element(element);
                let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
                draft.put("/sku", |listing| &mut listing.sku, number(&value), witness);
            }
        }
    }
}

/// The shop's number that people are shown beside its label is the product's; structured data often has that of
/// one size or colour. A site adapter, which was written for the page, knows better.
fn shown_number(draft: &mut Draft, value: Option<String>, witness: Witness<'_>) -> bool {
    let structured = draft.listing.trace.get("/sku").is_some_and(|origin| origin.source < Source::Adapter);
    if structured && value.is_some() {
        draft.listing.sku = None;
    }
    draft.put("/sku", |listing| &mut listing.sku, value, witness)
}

/// Software of shops writes the shop's own name as brand into the structured data of all it sells; what people are shown beside the
/// label is the product's.
fn shown_brand(draft: &mut Draft, value: Option<String>, witness: Witness<'_>) -> bool {
    let letters = |text: &str| letters(text, LETTERS);
    let listing = &draft.listing;
    let host = listing.url.as_deref().and_then(domain::host_of).unwrap_or_default();
    let own = listing.brand.as_deref().map(letters).filter(|own| own.len() >= SHOP_NAME_BYTES);
    let is_shops = own.is_some_and(|own| host.split('.').any(|part| letters(part).starts_with(&own)));
    match value {
        Some(value) if is_shops && listing.trace.get("/brand").is_some_and(|origin| origin.source < Source::Adapter) => {
            draft.replace("/brand", |listing| &mut listing.brand, value, witness);
            true
        }
        value => draft.put("/brand", |listing| &mut listing.brand, value, witness),
    }
}

/// Takes back a maker's number that is the shop's own once more: shops fill both fields with one number.
pub(super) fn own_number_twice(draft: &mut Draft, url: &str) {
    let plain = |code: &Option<String>| {
        code.as_ref().map(|code| code.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect::<String>())
    };
    let listing = &mut draft.listing;
    let same = plain(&listing.mpn) == plain(&listing.sku);
    // `62320522-00`, with 62320522 in the address: the shop's number and a size or colour.
    let addressed = listing.mpn.as_ref().is_some_and(|mpn| {
        let mut groups = mpn.split(|c: char| !c.is_ascii_alphanumeric());
        let first = groups.next().filter(|first| first.len() >= ADDRESS_DIGITS && first.bytes().all(|byte| byte.is_ascii_digit()));
        first.is_some_and(|first| url.split(|c: char| !c.is_ascii_digit()).any(|number| number == first))
    });
    if listing.mpn.is_some() && (same || addressed) {
        listing.mpn = None;
        listing.trace.remove("/mpn");
    }
}

/// Condition by the packs' words for new and used goods: behind the label, else in the run after it. "Like new" is used: words
/// for used goods hold words for new ones.
fn condition_word(sight: &Sight<'_>, index: usize, label: &Found<'_>) -> Option<String> {
    let is_condition = |mark: &&Found<'_>| mark.label.starts_with("condition-");
    let own: Vec<&Found<'_>> =
        sight.marks.get(index)?.iter().filter(is_condition).filter(|mark| mark.range.start >= label.range.end).collect();
    let marks = if own.is_empty() { sight.marks.get(index + 1)?.iter().filter(is_condition).collect() } else { own };
    let says = |name: &str| marks.iter().any(|mark| mark.label == name);
    let name = if says("condition-used") { Some("UsedCondition") } else { says("condition-new").then_some("NewCondition") };
    name.map(str::to_owned)
}

/// A seller's first day, month or year: short, with a year or a count in it.
fn since(value: &str) -> Option<String> {
    draft::clean(value, SINCE_BYTES).filter(|text| value.len() <= SINCE_BYTES && text.chars().any(char::is_numeric))
}

/// Share of good ratings beside its words, before or behind them: `99.8% positive feedback (1,204)`; the count in brackets.
fn seller_rating(draft: &mut Draft, sight: &Sight<'_>, index: usize, run: &Run, mark: &Found<'_>) {
    let before = run.text.get(..mark.range.start).unwrap_or_default().trim_end().strip_suffix('%').map(|text| {
        let text = text.trim_end();
        let number = text.rsplit(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).next();
        number.unwrap_or_default()
    });
    let tail = run.text.get(mark.range.end..).unwrap_or_default();
    let next =
        || sight.view.runs.get(index + 1).filter(|next| mark.whole && !next.hidden && next.zone == run.zone).map(|next| next.text.as_str());
    let behind = |text: &str| {
        let start = text.find(|c: char| c.is_ascii_digit()).filter(|start| *start <= 4)?;
        let rest = text.get(start..)?;
        let number = rest.get(..rest.find('%')?)?.trim_end();
        Some(number.to_owned())
    };
    let written = before.filter(|number| !number.is_empty()).map(str::to_owned).or_else(|| behind(tail)).or_else(|| behind(next()?));
    let percent = written.as_deref().and_then(draft::decimal).filter(|percent| *percent <= rust_decimal::Decimal::ONE_HUNDRED);
    let place = Place::Element(run.block);
    let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
    let kept = draft.put("/seller/rating_percent", |listing| &mut Draft::seller(listing).rating_percent, percent, witness);
    let brackets = tail.find('(').filter(|at| kept && *at <= 12).and_then(|at| tail.get(at + 1..));
    let inside = brackets.and_then(|rest| rest.get(..rest.find(')')?)).filter(|inside| inside.len() <= 40);
    let count =
        inside.and_then(|inside| inside.split(' ').find(|word| word.bytes().any(|byte| byte.is_ascii_digit()))).and_then(draft::count);
    draft.put("/seller/rating_count", |listing| &mut Draft::seller(listing).rating_count, count, witness);
}

/// Writes the sellers that labels name inside cards ("Sold by ...").
pub(super) fn card_sellers(cards: &mut [Card], sight: &Sight<'_>, card_of: impl Fn(NodeId) -> Option<usize>) {
    for (index, (run, marks)) in sight.view.runs.iter().zip(sight.marks).enumerate() {
        let Some(mark) = marks.iter().find(|mark| mark.label == "seller").filter(|_| !run.hidden) else { continue };
        let Some(card) = card_of(run.block).and_then(|card| cards.get_mut(card)) else { continue };
        if card.seller.is_none() {
            card.seller = value_of(sight, index, run, mark, marks).and_then(|(value, _)| draft::clean(&value, 100));
        }
    }
}

/// The value behind a label: in the same run after it, or in the next run.
fn value_of(sight: &Sight<'_>, index: usize, run: &Run, mark: &Found<'_>, marks: &[Found<'_>]) -> Option<(String, NodeId)> {
    let tail = run.text.get(mark.range.end..)?;
    let rest = tail.trim_start();
    let separated = rest.starts_with([':', '：', '#', '=', '№']) || rest.starts_with("- ") || rest.starts_with("– ");
    let at_start = !run.text.get(..mark.range.start)?.chars().any(char::is_alphanumeric);
    let open_label = matches!(mark.label, "seller" | "ships-from" | "seller-since");
    if rest.is_empty() || rest.chars().all(|c| !c.is_alphanumeric()) {
        // `<dt>Brand</dt><dd>Acme</dd>`: label and value in blocks of their own.
        let next = sight.view.runs.get(index + 1).filter(|next| !next.hidden && next.zone == run.zone)?;
        let labels_too =
            sight.marks.get(index + 1).is_some_and(|marks| marks.iter().any(|mark| mark.whole && !mark.label.starts_with("condition-")));
        // The label may stand without a block of its own: `<li><span>Brand</span><div>Acme</div></li>`; the value may stand in one
        // more: `<dt>Brand</dt><dd><p>Acme</p></dd>`.
        let beside = sight.dom.parent(next.block) == Some(run.block)
            || sight.dom.parent(next.block) == sight.dom.parent(run.block)
            || grandparent(sight.dom, next.block) == grandparent(sight.dom, run.block)
            || grandparent(sight.dom, next.block) == sight.dom.parent(run.block);
        let fits = at_start && beside && !labels_too && next.text.len() <= VALUE_BYTES;
        return fits.then(|| (next.text.clone(), next.block));
    }
    let number_follows = matches!(mark.label, "sku" | "mpn" | "gtin")
        && at_start
        && rest.split(' ').next().is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    // A label in an element of its own: `<b>Brand</b> Acme`.
    let own_piece =
        at_start && run.pieces.iter().any(|piece| piece.start >= mark.range.end && piece.start <= run.text.len() - rest.len() + 1);
    if !(separated || number_follows || open_label && at_start || own_piece && run.text.len() <= VALUE_BYTES) {
        return None;
    }
    let value_start = run.text.len() - rest.len();
    // Words for new and used goods are values themselves.
    let labels = marks.iter().filter(|other| !other.label.starts_with("condition-"));
    let next_label = labels.map(|other| other.range.start).find(|start| *start > value_start);
    let value = run.text.get(value_start..next_label.unwrap_or(run.text.len()))?;
    let value = value.trim_matches(|c: char| matches!(c, ':' | '：' | '#' | '=' | '|' | '·' | '-' | '–' | '№') || c.is_whitespace());
    let at = run.piece(value_start).and_then(|piece| sight.dom.parent(piece.node)).unwrap_or(run.block);
    (!value.is_empty() && value.len() <= VALUE_BYTES).then(|| (value.to_owned(), at))
}

fn grandparent(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    dom.parent(id).and_then(|parent| dom.parent(parent))
}

/// A shop's number: one word with a digit in it, or digits in groups.
fn number(value: &str) -> Option<String> {
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = value.split_whitespace().take(6).collect();
    let first = words.first().filter(|word| digits(word) && word.len() >= 2)?;
    let together = words.len() <= 3 && words.iter().all(|word| digits(word)) && value.len() <= 32;
    draft::code(if together { value } else { first })
}

/// A maker's number in words: capitals before it belong to it (`HMP 2000`).
fn model(value: &str) -> Option<String> {
    let (series, number) = value.split_once(' ')?;
    let capitals = (2..=6).contains(&series.len()) && series.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = (1..=8).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (capitals && digits).then(|| value.to_owned())
}
