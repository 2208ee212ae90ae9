//! The price that a person takes for the product's.

use super::Sight;
use crate::listing::{Money, Source};
use crate::page::Zone;
use crate::page::dom::{NodeId, Tag};
use crate::page::draft::{Draft, Witness};
use crate::page::graph::{Graph, Place};
use crate::page::view::Shown;

/// How many runs after the heading a price may stand and still be the product's.
const NEAR_RUNS: i64 = 120;
/// Longest words around a price of a list, in characters: "per month".
const PRICE_WORDS: usize = 12;
/// How many runs from the price asked the struck one stands.
const NEAR_PRICE: usize = 8;
/// How far above a price the cell of its table is looked for.
const CELL_DEPTH: usize = 4;
/// How far into the words behind a quotation its change in per cent stands.
const CHANGE_BYTES: usize = 20;

impl<'a> Sight<'a> {
    /// The price that stands out: near the heading or the buy button, alone in its element, of a class that says so.
    pub(super) fn find_main_price(&self) -> Option<&'a Shown> {
        let buy_run = self.buy.map(|buy| self.view.runs.partition_point(|run| run.block < buy));
        let score = |shown: &Shown| {
            let distance = |to: usize| (shown.run as i64 - to as i64).abs();
            let before_heading = self.view.heading.is_some() && shown.run + 3 < self.heading_run;
            let near_heading = distance(self.heading_run).min(NEAR_RUNS);
            let near_buy = buy_run.map_or(NEAR_RUNS, distance).min(NEAR_RUNS);
            30 * i64::from(shown.price_class)
                + 25 * i64::from(shown.other_chars <= 3)
                + 10 * i64::from(shown.other_chars <= 30)
                + 12 * i64::from(self.is_labelled(shown))
                + 30 * i64::from(self.row_price == Some(shown))
                - near_heading.min(near_buy) / 2
                - 60 * i64::from(before_heading)
                - 20 * i64::from(shown.other_chars > 100)
        };
        let best = |struck: bool| {
            let usable =
                self.prices.iter().filter(|shown| shown.zone == Zone::Main && shown.struck == struck && !shown.price.amount.is_zero());
            usable.map(|shown| (score(shown), shown)).reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, shown)| shown)
        };
        // A price that only its class calls old is the price asked where there is no other.
        best(false).or_else(|| best(true))
    }

    /// Whether the main price stands near the heading.
    pub(in crate::page) fn has_near_price(&self) -> bool {
        let near = |shown: &Shown| shown.run + 4 >= self.heading_run && shown.run <= self.heading_run + 60 && shown.other_chars <= 60;
        self.view.heading.is_some() && self.main_price.is_some_and(near)
    }

    /// Whether a price stands out so clearly beside the heading that the page sells one thing.
    pub(in crate::page) fn has_clear_price(&self) -> bool {
        let Some(heading) = self.view.heading else { return false };
        self.main_price.is_some_and(|shown| {
            let near = shown.run + 4 >= self.heading_run && shown.run <= self.heading_run + 25;
            if self.dom.contains(heading, shown.node) {
                return self.is_set_apart(shown);
            }
            let beside = shown.run.abs_diff(self.heading_run) <= 8;
            let alone = shown.other_chars <= PRICE_WORDS && (shown.price_class || self.is_labelled(shown) || beside);
            near && alone && !self.is_fact(shown) && !self.moves(shown)
        })
    }

    /// The price of the one row of a table that says what the price is: `<td>Price:</td><td>43.97 €</td>`. A row of several prices
    /// compares products.
    pub(super) fn find_row_price(&self) -> Option<&'a Shown> {
        let mut rows = self.prices.iter().filter(|shown| shown.zone == Zone::Main && !shown.struck && self.is_row(shown));
        let first = rows.next().filter(|_| rows.next().is_none())?;
        let row = self.dom.ancestors(first.node).take(CELL_DEPTH).find(|id| matches!(self.dom.tag(*id), Some(Tag::TR | Tag::DL)))?;
        let other = |shown: &&Shown| !shown.struck && shown.node != first.node && self.dom.contains(row, shown.node);
        (self.dom.is(row, Tag::DL) || !self.prices.iter().any(|shown| other(&shown))).then_some(first)
    }

    /// Whether exactly one row of a table says what the price is.
    pub(in crate::page) fn has_labelled_price(&self) -> bool {
        self.row_price.is_some()
    }

    /// Whether the cell before it says that it is the price.
    fn is_row(&self, shown: &Shown) -> bool {
        let label = shown.run.checked_sub(1).and_then(|index| Some((self.view.runs.get(index)?, self.marks.get(index)?)));
        label.is_some_and(|(run, marks)| {
            matches!(self.dom.tag(run.block), Some(Tag::TD | Tag::TH | Tag::DT))
                && marks.iter().any(|mark| mark.label == "price" && mark.whole)
        })
    }

    /// Whether its run calls it the price.
    fn is_labelled(&self, shown: &Shown) -> bool {
        self.marks.get(shown.run).is_some_and(|marks| marks.iter().any(|mark| mark.label == "price"))
    }

    /// Whether it is the value of a table of facts whose label does not say that this is the price: `Price at launch`, `Deposit: £20`.
    fn is_fact(&self, shown: &Shown) -> bool {
        let before = self.view.runs.get(shown.run).and_then(|run| run.text.get(..shown.start)).unwrap_or_default();
        if before.trim_end().ends_with([':', '：']) && !self.is_labelled(shown) {
            return true;
        }
        let value = |id: &NodeId| matches!(self.dom.tag(*id), Some(Tag::TD | Tag::DD));
        let Some(cell) = self.dom.ancestors(shown.node).take(CELL_DEPTH).find(value).filter(|_| !shown.price_class) else { return false };
        let label = shown.run.checked_sub(1).and_then(|index| Some((self.view.runs.get(index)?, self.marks.get(index)?)));
        let Some((run, marks)) = label.filter(|(run, _)| matches!(self.dom.tag(run.block), Some(Tag::TH | Tag::DT | Tag::TD))) else {
            return false;
        };
        let beside = self.dom.parent(run.block) == self.dom.parent(cell);
        beside && !self.is_labelled(shown) && !marks.iter().any(|mark| mark.label == "price" && mark.whole)
    }

    /// Whether what follows says by how much it rose or fell: a quotation, no price that somebody asks.
    fn moves(&self, shown: &Shown) -> bool {
        let tail = self.view.runs.get(shown.run).and_then(|run| run.text.get(shown.end..)).unwrap_or_default();
        let next = self.view.runs.get(shown.run + 1).map_or("", |run| run.text.as_str());
        is_change(tail) || is_change(next)
    }

    /// Whether a price in the heading is a part of its own and not a word of its sentence: `$15 · Calculator`.
    fn is_set_apart(&self, shown: &Shown) -> bool {
        let Some(run) = self.view.runs.get(shown.run) else { return false };
        let before = run.text.get(..shown.start).unwrap_or_default().trim_end();
        let behind = run.text.get(shown.end..).unwrap_or_default().trim_start();
        let ends_piece = run.pieces.iter().any(|piece| piece.start >= shown.end && piece.start <= shown.end + 1);
        let starts_piece = run.pieces.iter().any(|piece| piece.start <= shown.start && piece.start + 1 >= shown.start && piece.start > 0);
        let parted = |c: char| !c.is_alphanumeric() && !matches!(c, '?' | '!' | '.' | '\'' | '"');
        (before.is_empty() || starts_piece || before.ends_with(parted)) && (behind.is_empty() || ends_piece || behind.starts_with(parted))
    }

    /// Whether the main price stands alone in its element like another, different price does in an element of the same name,
    /// class and depth.
    pub(in crate::page) fn is_in_price_list(&self) -> bool {
        let Some(main) = self.main_price else { return false };
        let element = |shown: &Shown| self.dom.parent(shown.node).unwrap_or(NodeId::ROOT);
        let look = |shown: &Shown| {
            let element = element(shown);
            (self.dom.tag(element), self.dom.depth(element), self.dom.attribute(element, "class"))
        };
        let own = look(main);
        let alike = |shown: &&Shown| {
            shown.zone == Zone::Main && !shown.struck && shown.other_chars <= PRICE_WORDS && shown.price.amount != main.price.amount
        };
        main.other_chars <= PRICE_WORDS
            && self.prices.iter().filter(alike).any(|shown| element(shown) != element(main) && look(shown) == own)
    }
}

/// `+1.20 (0.64%) today`, `-2.1% (24h)`: a share with decimals and its sign. Reductions are whole per cent.
fn is_change(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix(['+', '-', '−', '▲', '▼']) else { return false };
    let head = rest.trim_start();
    let number = head.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).and_then(|end| head.get(..end)).unwrap_or_default();
    let per_cent = head.find('%').is_some_and(|at| at <= CHANGE_BYTES);
    per_cent && number.starts_with(|c: char| c.is_ascii_digit()) && number.contains(['.', ','])
}

/// Writes the currency of a price that was stated without one: that of the same amount as shown, else the only one that offers
/// name on the page, else the only one shown.
pub(in crate::page) fn currency(draft: &mut Draft, sight: &Sight<'_>, graphs: &[Graph]) {
    let codes = draft.prices;
    let Some(price) = draft.listing.price.as_mut().filter(|price| price.currency.is_none()) else { return };
    let shown = sight.prices.iter().filter_map(|shown| Some((shown.price.amount.normalize(), shown.price.currency.as_ref()?)));
    let same = shown.clone().find(|(amount, _)| *amount == price.amount).map(|(_, code)| code.clone());
    let stated = || only(graphs.iter().flat_map(Graph::currencies).filter_map(|code| codes.currency_of(code)));
    price.currency = same.or_else(stated).or_else(|| only(shown.map(|(_, code)| code.clone())));
}

/// The value that all of them are.
fn only(mut values: impl Iterator<Item = String>) -> Option<String> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// Writes price and list price as shown.
pub(in crate::page) fn prices(draft: &mut Draft, sight: &Sight<'_>) {
    let Some(main) = sight.main_price else { return };
    let money = |shown: &Shown| Money { amount: shown.price.amount.normalize(), currency: shown.price.currency.clone() };
    let place = Place::Element(main.node);
    let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
    draft.put("/price", |listing| &mut listing.price, Some(money(main)), witness);
    // Structured data often keeps the old price when a thing is reduced: struck through beside a lower one it is not what is asked.
    let structured = draft.listing.trace.get("/price").is_some_and(|origin| origin.source < Source::Adapter);
    let stated = draft.listing.price.as_ref().map(|price| price.amount).filter(|stated| structured && *stated > main.price.amount);
    let is_old = |shown: &Shown| {
        Some(shown.price.amount.normalize()) == stated
            && shown.struck
            && shown.zone == Zone::Main
            && shown.run.abs_diff(main.run) <= NEAR_PRICE
    };
    if main.price_class && !main.struck && sight.prices.iter().any(is_old) {
        let currency = main.price.currency.clone().or_else(|| draft.listing.price.as_ref()?.currency.clone());
        let asked = Money { amount: main.price.amount.normalize(), currency };
        draft.replace("/price", |listing| &mut listing.price, asked, witness);
    }
    let Some(price) = draft.listing.price.clone() else { return };
    // The struck price beside the price asked.
    let near = sight.prices.iter().filter(|shown| shown.struck && shown.zone == Zone::Main && shown.run.abs_diff(main.run) <= NEAR_PRICE);
    let same = |shown: &&Shown| price.currency.is_none() || shown.price.currency.is_none() || shown.price.currency == price.currency;
    let higher = near.filter(same).filter(|shown| shown.price.amount > price.amount).min_by_key(|shown| shown.run.abs_diff(main.run));
    if let Some(was) = higher {
        let place = Place::Element(was.node);
        let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
        draft.put("/list_price", |listing| &mut listing.list_price, Some(money(was)), witness);
    }
}
