//! Prices that a person sees.

use super::{Run, View};
use crate::page::Zone;
use crate::page::dom::NodeId;
use crate::text::price::{self, Price};

/// Longest run in which prices are looked for: a longer one is prose.
const RUN_BYTES: usize = 600;
/// Most prices kept.
const PRICES: usize = 4_000;

/// A price as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Shown {
    pub price: Price,
    /// Index of the run.
    pub run: usize,
    /// Where it begins in the run.
    pub start: usize,
    /// The text node that holds its last part.
    pub node: NodeId,
    pub zone: Zone,
    /// Struck through or of a class that says "was".
    pub struck: bool,
    /// Its class says "price".
    pub price_class: bool,
    /// Bytes of the run around it: 0 where the price is all there is.
    pub other_bytes: usize,
    /// Another price stands before it in the same run.
    pub follows: bool,
}

impl View {
    /// Every visible price with its currency, in document order.
    pub(in crate::page) fn prices(&self) -> Vec<Shown> {
        let mut shown = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            if run.hidden || run.text.len() > RUN_BYTES {
                continue;
            }
            read(run, index, &mut shown);
            if shown.len() >= PRICES {
                break;
            }
        }
        shown
    }
}

/// `(4,14 € / 100 ml)`, `3 € / kg`: the price of a measure, beside that of the piece.
fn is_per_unit(text: &str, range: &std::ops::Range<usize>) -> bool {
    let behind = text.get(range.end..).unwrap_or_default().trim_start();
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let slash = behind.strip_prefix('/').map(str::trim_start);
    slash.is_some_and(|unit| unit.starts_with(|c: char| c.is_alphanumeric()))
        && (before.ends_with('(') || slash.is_some_and(|unit| unit.starts_with(|c: char| c.is_ascii_digit())))
}

fn read(run: &Run, index: usize, shown: &mut Vec<Shown>) {
    if !run.text.bytes().any(|byte| byte.is_ascii_digit()) && run.text.is_ascii() {
        return;
    }
    let found = price::parse_all(&run.text);
    let priced_bytes: usize = found.iter().map(|(_, range)| range.len()).sum();
    let before = shown.len();
    for (price, range) in found {
        let start = range.start;
        if is_per_unit(&run.text, &range) {
            continue;
        }
        let pieces: Vec<_> = run.pieces_in(range.clone()).collect();
        let Some(last) = pieces.last() else { continue };
        let price_class = pieces.iter().any(|piece| piece.price_class);
        // In an element for prices only what stands in the same pieces is beside it.
        let own_start = pieces.first().map_or(0, |piece| piece.start);
        let own_end = run.pieces.iter().map(|piece| piece.start).find(|start| *start > last.start).unwrap_or(run.text.len());
        let around = if price_class {
            own_end.saturating_sub(own_start).saturating_sub(range.len())
        } else {
            run.text.len().saturating_sub(priced_bytes)
        };
        shown.push(Shown {
            price,
            run: index,
            start,
            node: last.node,
            zone: run.zone,
            struck: pieces.iter().all(|piece| piece.struck),
            price_class,
            other_bytes: around,
            follows: shown.len() > before,
        });
    }
    // The number alone, in an element whose class says what it is: the sign is drawn by a style or is missing.
    if shown.len() == before && run.text.len() <= 20 {
        let Some(piece) = run.pieces.first().filter(|piece| piece.price_class) else { return };
        let digits = run.text.bytes().filter(u8::is_ascii_digit).count();
        if digits < 2 || run.text.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            return;
        }
        if let Some(price) = price::parse(&run.text, None) {
            let (struck, node) = (piece.struck, piece.node);
            shown.push(Shown {
                price,
                run: index,
                start: 0,
                node,
                zone: run.zone,
                struck,
                price_class: true,
                other_bytes: 0,
                follows: false,
            });
        }
    }
}
