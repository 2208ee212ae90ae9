//! What the words around a price say of it: what it was, what one saves, what is charged by the month, what delivery costs.

use super::view::{Shown, View};
use super::words::Found;
use crate::text::price::Prices;

/// How far before a price its label ends.
const LABEL_BYTES: usize = 12;
/// How far behind a price the words stand that make it a part of the whole (` / `, ` (`).
const PART_BYTES: usize = 4;
/// How far before a price "approximately" ends, and how many runs from the price that it converts.
const ABOUT_BYTES: usize = 3;
const CONVERTED_RUNS: usize = 6;
/// Labels of prices; of those before a price the last one counts.
const NAMES: [&str; 6] = ["list-price", "saving", "price", "delivery-cost", "delivery-free", "instalment"];

/// The prices shown: a label such as "was" in front strikes one through; what is saved, paid or charged by the month or by measure,
/// and what delivery costs is left out.
pub(super) fn read(view: &View, prices: &Prices, marks: &[Vec<Found<'_>>]) -> Vec<Shown> {
    let mut shown = view.prices(prices);
    let of_run = |run: usize| marks.get(run).map_or(&[][..], Vec::as_slice);
    let mut delivery = None;
    shown.retain_mut(|shown| {
        let (run, own) = (view.runs.get(shown.run), of_run(shown.run));
        let text = run.map_or("", |run| run.text.as_str());
        if is_part(shown, own) || begins_with_rate(view, shown, of_run(shown.run + 1)) {
            return false;
        }
        // "One delivery: £14" is a parcel: a label of what delivery costs begins its text, its element or what a mark sets apart.
        let begins = |mark: &&Found<'_>| {
            let apart = |at: usize| text.get(..at).is_none_or(|head| !head.trim_end().ends_with(char::is_alphanumeric));
            mark.label != "delivery-cost"
                || apart(mark.range.start)
                || run.is_some_and(|run| run.pieces.iter().any(|piece| piece.start == mark.range.start))
        };
        let before = own
            .iter()
            .filter(begins)
            .filter(|mark| mark.range.start < shown.start && shown.start.saturating_sub(mark.range.end) <= LABEL_BYTES);
        // The label may be all of the run before: `<td>Was:</td><td>$5</td>`.
        let above = shown.run.checked_sub(1).filter(|_| shown.start <= 2).map_or(&[][..], of_run).iter().filter(|mark| mark.whole);
        let label = before.max_by_key(|mark| mark.range.start).or_else(|| above.max_by_key(|mark| mark.range.len()));
        let label = label.map(|mark| mark.label).filter(|label| NAMES.contains(label));
        // `4,90 € Versand`: the words may follow where they are all that does.
        let follows = |mark: &&Found<'_>| {
            mark.label == "delivery-cost"
                && mark.range.start >= shown.end
                && text.get(mark.range.end..).is_some_and(|rest| rest.trim().is_empty())
        };
        let delivers = own.iter().filter(follows).any(|mark| mark.range.start - shown.end <= PART_BYTES);
        shown.struck |= label == Some("list-price");
        // `Delivery: £9.99 (about €11.09)`
        let delivers = delivers || label == Some("delivery-cost") || delivery == Some(shown.run);
        delivery = Some(shown.run).filter(|_| delivers && label != Some("price"));
        !(matches!(label, Some("saving" | "delivery-cost" | "delivery-free" | "instalment")) || delivers && label.is_none())
    });
    drop_converted(&mut shown, marks);
    shown
}

/// `GBP 12.99 (approximately EUR 14.41)`: the same price in the visitor's money.
fn drop_converted(shown: &mut Vec<Shown>, marks: &[Vec<Found<'_>>]) {
    let about = |shown: &Shown| {
        let own = marks.get(shown.run).map_or(&[][..], Vec::as_slice);
        own.iter().any(|mark| {
            mark.label == "price-about" && mark.range.start < shown.start && shown.start.saturating_sub(mark.range.end) <= ABOUT_BYTES
        })
    };
    let exact: Vec<(usize, Option<String>)> =
        shown.iter().filter(|shown| !about(shown)).map(|shown| (shown.run, shown.price.currency.clone())).collect();
    shown.retain(|shown| {
        let original = |(run, currency): &(usize, Option<String>)| {
            run.abs_diff(shown.run) <= CONVERTED_RUNS && currency.is_some() && *currency != shown.price.currency
        };
        !about(shown) || !exact.iter().any(original)
    });
}

/// `9 € / month`, `3 € per kg`: what it costs over time or by measure.
fn is_part(shown: &Shown, marks: &[Found<'_>]) -> bool {
    let close = |mark: &Found<'_>| mark.range.start >= shown.end && mark.range.start - shown.end <= PART_BYTES;
    marks.iter().any(|mark| matches!(mark.label, "price-part" | "price-rate") && close(mark))
}

/// `<b>€ 0.27</b><p>per kWh</p>`: the words begin the next run, the price is all of its own.
fn begins_with_rate(view: &View, shown: &Shown, marks: &[Found<'_>]) -> bool {
    let whole = view.runs.get(shown.run).is_some_and(|run| run.text.len() <= shown.end - shown.start + 2);
    let follows = view.runs.get(shown.run + 1).is_some_and(|next| !next.hidden);
    whole && follows && marks.iter().any(|mark| mark.label == "price-rate" && mark.range.start <= 2)
}
