//! Whether the thing is to be had, by words and by what can be pressed.

use super::Sight;
use crate::listing::Source;
use crate::page::dom::NodeId;
use crate::page::draft::{self, Draft, Witness};
use crate::page::graph::Place;

/// Stock words count in texts this short: in longer ones they are part of a sentence on something else.
const STOCK_BYTES: usize = 100;

/// How far from the main price stock words stand, in runs.
const PRICE_RUNS: usize = 20;
/// Longest answer behind a label.
const ANSWER_BYTES: usize = 16;

/// Writes availability from stock words near the product, else from the buy button, else from the button that writes to the seller.
pub(in crate::page) fn availability(draft: &mut Draft, sight: &Sight<'_>) {
    // On pages whose heading is another thing's the price is nearer to the product.
    let price_run = sight.main_price.map(|shown| shown.run);
    let near = |index: usize| {
        index + 10 >= sight.heading_run && index <= sight.heading_run + 250
            || price_run.is_some_and(|price| index.abs_diff(price) <= PRICE_RUNS)
    };
    let mut said: Option<(&str, NodeId)> = None;
    let mut says_sold_out = false;
    for (index, (run, marks)) in sight.view.runs.iter().zip(sight.marks).enumerate() {
        if !near(index) || !sight.is_visible_main(run) || run.text.len() > STOCK_BYTES {
            continue;
        }
        for mark in marks {
            let name = match mark.label {
                "out-of-stock" => "OutOfStock",
                // "not in stock": the longer phrase is found too.
                "in-stock" if !marks.iter().any(|other| other.label == "out-of-stock") => "InStock",
                _ => continue,
            };
            // `<td>In stock:</td><td>No</td>`
            let value = sight.view.runs.get(index + 1).filter(|next| mark.whole && next.text.len() <= ANSWER_BYTES);
            let answered = value.and_then(|next| draft::availability(&next.text)).is_some_and(|answer| answer == "OutOfStock");
            let name = if answered { "OutOfStock" } else { name };
            // With a buy button to press, "sold out" is said of one size or colour.
            if name == "OutOfStock" && sight.buy.is_some() {
                says_sold_out = true;
                continue;
            }
            said = said.or(Some((name, run.block)));
        }
    }
    // An ad is taken down when the thing is sold; while its seller can be written to, it is to be had.
    let said = said.or(sight.buy.or(sight.contact).map(|control| ("InStock", control)));
    if let Some((name, at)) = said {
        let place = Place::Element(at);
        let witness = Witness { dom: sight.dom, source: Source::VisibleText, place: &place };
        // schema.org items often have the stock of the first size or colour. What people can put in the cart is to be had.
        let schema_org = |source: Source| matches!(source, Source::JsonLd | Source::Microdata | Source::Rdfa);
        let structured = draft.listing.trace.get("/availability").is_some_and(|origin| schema_org(origin.source));
        if structured && name == "InStock" && sight.buy.is_some() && !says_sold_out {
            draft.replace("/availability", |listing| &mut listing.availability, name.to_owned(), witness);
        }
        draft.put("/availability", |listing| &mut listing.availability, Some(name.to_owned()), witness);
    }
}
