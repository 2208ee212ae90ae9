//! The price that a person takes for the product's.

use super::Sight;
use crate::listing::{Money, Source};
use crate::page::Zone;
use crate::page::dom::NodeId;
use crate::page::draft::{Draft, Witness};
use crate::page::graph::Place;
use crate::page::view::Shown;

/// How many runs after the heading a price may stand and still be the product's.
const NEAR_RUNS: i64 = 120;
/// Longest words around a price of a list: "per month".
const PRICE_WORDS_BYTES: usize = 12;

impl Sight<'_> {
    /// The price that stands out: near the heading or the buy button, alone in its element, of a class that says so.
    pub(in crate::page) fn main_price(&self) -> Option<&Shown> {
        let buy_run = self.buy.map(|buy| self.view.runs.partition_point(|run| run.block < buy));
        let score = |shown: &Shown| {
            let distance = |to: usize| (shown.run as i64 - to as i64).abs();
            let before_heading = self.view.heading.is_some() && shown.run + 3 < self.heading_run;
            let near_heading = distance(self.heading_run).min(NEAR_RUNS);
            let near_buy = buy_run.map_or(NEAR_RUNS, distance).min(NEAR_RUNS);
            let labelled = self.marks.get(shown.run).is_some_and(|marks| marks.iter().any(|mark| mark.label == "price"));
            30 * i64::from(shown.price_class)
                + 25 * i64::from(shown.other_bytes <= 3)
                + 10 * i64::from(shown.other_bytes <= 30)
                + 12 * i64::from(labelled)
                - near_heading.min(near_buy) / 2
                - 60 * i64::from(before_heading)
                - 20 * i64::from(shown.other_bytes > 100)
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
        let near = |shown: &Shown| shown.run + 4 >= self.heading_run && shown.run <= self.heading_run + 60 && shown.other_bytes <= 60;
        self.view.heading.is_some() && self.main_price().is_some_and(near)
    }

    /// Whether a price stands out so clearly beside the heading that the page sells one thing.
    pub(in crate::page) fn has_clear_price(&self) -> bool {
        let Some(heading) = self.view.heading else { return false };
        self.main_price().is_some_and(|shown| {
            let near = shown.run + 4 >= self.heading_run && shown.run <= self.heading_run + 25;
            let alone = shown.other_bytes <= 12 && (shown.price_class || shown.run.abs_diff(self.heading_run) <= 8);
            near && alone || self.dom.contains(heading, shown.node)
        })
    }

    /// Whether the main price stands alone in its element like another, different price does in an element of the same name,
    /// class and depth.
    pub(in crate::page) fn is_in_price_list(&self) -> bool {
        let Some(main) = self.main_price() else { return false };
        let element = |shown: &Shown| self.dom.parent(shown.node).unwrap_or(NodeId::ROOT);
        let look = |shown: &Shown| {
            let element = element(shown);
            (self.dom.tag(element), self.dom.depth(element), self.dom.attribute(element, "class"))
        };
        let own = look(main);
        let alike = |shown: &&Shown| {
            shown.zone == Zone::Main && !shown.struck && shown.other_bytes <= PRICE_WORDS_BYTES && shown.price.amount != main.price.amount
        };
        main.other_bytes <= PRICE_WORDS_BYTES
            && self.prices.iter().filter(alike).any(|shown| element(shown) != element(main) && look(shown) == own)
    }
}

/// Writes price and list price as shown.
pub(in crate::page) fn prices(draft: &mut Draft, sight: &Sight<'_>) {
    let Some(main) = sight.main_price() else { return };
    let money = |shown: &Shown| Money { amount: shown.price.amount.normalize(), currency: shown.price.currency.clone() };
    let place = Place::Element(main.node);
    let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
    draft.put("/price", |listing| &mut listing.price, Some(money(main)), witness);
    let Some(price) = draft.listing.price.clone() else { return };
    // The struck price beside the price asked.
    let near = sight.prices.iter().filter(|shown| shown.struck && shown.zone == Zone::Main && shown.run.abs_diff(main.run) <= 8);
    let same = |shown: &&Shown| price.currency.is_none() || shown.price.currency.is_none() || shown.price.currency == price.currency;
    let higher = near.filter(same).filter(|shown| shown.price.amount > price.amount).min_by_key(|shown| shown.run.abs_diff(main.run));
    if let Some(was) = higher {
        let place = Place::Element(was.node);
        let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
        draft.put("/list_price", |listing| &mut listing.list_price, Some(money(was)), witness);
    }
}
