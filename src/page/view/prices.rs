//! Prices that a person sees.

use std::ops::Range;

use super::{Run, View};
use crate::page::Zone;
use crate::page::dom::NodeId;
use crate::text::price::{self, Price, Prices};

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
    /// Where it ends in the run.
    pub end: usize,
    /// The text node that holds its last part.
    pub node: NodeId,
    pub zone: Zone,
    /// Struck through or of a class that says "was".
    pub struck: bool,
    /// Its class says "price".
    pub price_class: bool,
    /// Characters of the run around it: 0 where the price is all there is.
    pub other_chars: usize,
    /// It stands in the middle of words, as in a sentence.
    pub in_words: bool,
    /// Another price stands before it in the same run.
    pub follows: bool,
}

impl View {
    /// Every visible price with its currency, in document order.
    pub(in crate::page) fn prices(&self, prices: &Prices) -> Vec<Shown> {
        let mut shown = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            if run.hidden || run.text.len() > RUN_BYTES {
                continue;
            }
            read(prices, run, index, &mut shown);
            if shown.len() >= PRICES {
                break;
            }
        }
        shown
    }
}

/// `(4,14 € / 100 ml)`, `3 € / kg`: the price of a measure, beside that of the piece.
fn is_per_unit(text: &str, range: &Range<usize>) -> bool {
    let behind = text.get(range.end..).unwrap_or_default().trim_start();
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let slash = behind.strip_prefix('/').map(str::trim_start);
    slash.is_some_and(|unit| unit.starts_with(|c: char| c.is_alphanumeric()))
        && (before.ends_with('(')
            || slash.is_some_and(|unit| unit.starts_with(|c: char| c.is_ascii_digit()) || price::starts_with_measure(unit)))
}

/// `(+5 €)`, `(-40.00€)`, `+ 4,90 €`: what a choice adds to the price or takes off it.
fn is_difference(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default();
    let bare = head.trim_end();
    let Some(sign) = bare.chars().next_back().filter(|c| matches!(c, '+' | '-' | '−' | '–')) else { return false };
    let before = bare.get(..bare.len() - sign.len_utf8()).unwrap_or_default().trim_end();
    before.ends_with(['(', '[']) || before.is_empty() && (sign == '+' || bare.len() == head.len())
}

/// `How I saved $20 on a pan`: words before and behind it in the same element, with nothing that sets it apart.
fn is_in_words(text: &str, own: Range<usize>, range: &Range<usize>) -> bool {
    let before = text.get(own.start..range.start).unwrap_or_default().trim_end();
    let behind = text.get(range.end..own.end).unwrap_or_default().trim_start();
    let several = |text: &str| text.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).take(2).count() == 2;
    before.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic) && several(before) && several(behind)
}

/// `12 x 33,25 €`, `10x de R$ 9,90`: one of several payments, or one of several pieces.
fn is_one_of_several(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default().trim_end();
    // One short word may stand between: `de`, `à`, `of`.
    let last = head.rsplit(' ').next().unwrap_or_default();
    let wordless = if last.len() <= 3 && last.chars().all(char::is_alphabetic) && !is_times(last) {
        head.strip_suffix(last).unwrap_or(head).trim_end()
    } else {
        head
    };
    let Some(count) = wordless.strip_suffix(['x', 'X', '×']).map(str::trim_end) else { return false };
    let digits = count.bytes().rev().take_while(u8::is_ascii_digit).count();
    let glued = count.get(..count.len() - digits).and_then(|head| head.chars().next_back());
    (1..=2).contains(&digits) && !glued.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
}

fn is_times(word: &str) -> bool {
    matches!(word, "x" | "X" | "×")
}

fn read(prices: &Prices, run: &Run, index: usize, shown: &mut Vec<Shown>) {
    if !run.text.bytes().any(|byte| byte.is_ascii_digit()) && run.text.is_ascii() {
        return;
    }
    let found = prices.parse_all(&run.text);
    let characters = |range: Range<usize>| run.text.get(range).map_or(0, |text| text.chars().count());
    let priced: usize = found.iter().map(|(_, range)| characters(range.clone())).sum();
    let (before, has_price) = (shown.len(), !found.is_empty());
    for (price, range) in found {
        let start = range.start;
        if is_per_unit(&run.text, &range) || is_one_of_several(&run.text, start) || is_difference(&run.text, start) {
            continue;
        }
        let pieces: Vec<_> = run.pieces_in(range.clone()).collect();
        let Some(last) = pieces.last() else { continue };
        let price_class = pieces.iter().any(|piece| piece.price_class);
        // In an element for prices only what stands in the same pieces is beside it.
        let own_start = pieces.first().map_or(0, |piece| piece.start);
        let own_end = run.pieces.iter().map(|piece| piece.start).find(|start| *start > last.start).unwrap_or(run.text.len());
        let around = if price_class {
            characters(own_start..own_end).saturating_sub(characters(range.clone()))
        } else {
            characters(0..run.text.len()).saturating_sub(priced)
        };
        shown.push(Shown {
            price,
            run: index,
            start,
            end: range.end,
            node: last.node,
            zone: run.zone,
            struck: pieces.iter().all(|piece| piece.struck),
            price_class,
            other_chars: around,
            in_words: is_in_words(&run.text, own_start..own_end, &range),
            follows: shown.len() > before,
        });
    }
    // The number alone, in an element whose class says what it is: the sign is drawn by a style or is missing.
    if !has_price && run.text.len() <= 20 {
        let Some(piece) = run.pieces.first().filter(|piece| piece.price_class) else { return };
        let digits = run.text.bytes().filter(u8::is_ascii_digit).count();
        if digits < 2 || run.text.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            return;
        }
        if let Some(price) = prices.parse(&run.text, None) {
            let (struck, node) = (piece.struck, piece.node);
            shown.push(Shown {
                price,
                run: index,
                start: 0,
                end: run.text.len(),
                node,
                zone: run.zone,
                struck,
                price_class: true,
                other_chars: 0,
                in_words: false,
                follows: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_by_instalment_and_prices_of_a_measure_are_told_apart() {
        let prices = crate::page::tests::packs().prices();
        for text in ["12 x 33,25 €", "10x de R$ 9,90 sem juros", "em 3 X de 5 €", "4× 20 €"] {
            let start = prices.parse_all(text).last().map(|(_, range)| range.start).unwrap();
            assert!(is_one_of_several(text, start), "{text}");
        }
        for text in ["Model 500x 20 €", "200 x 90 cm 20 €", "size 2.5x 20 €", "de 20 €", "Xbox 20 €", "20 €"] {
            let start = prices.parse_all(text).last().map(|(_, range)| range.start).unwrap();
            assert!(!is_one_of_several(text, start), "{text}");
        }
        for (text, expected) in [("Red (+5 €)", true), ("None (-40.00€)", true), ("+ 4,90 €", true), ("-20 €", true), ("- 20 €", false)]
        {
            let (_, range) = prices.parse_all(text).remove(0);
            assert_eq!(is_difference(text, range.start), expected, "{text}");
        }
        for (text, expected) in [("3 € / kg", true), ("(4 € / 100 ml)", true), ("4 €/100g", true), ("4 € / Stück", false), ("4 €", false)]
        {
            let (_, range) = prices.parse_all(text).remove(0);
            assert_eq!(is_per_unit(text, &range), expected, "{text}");
        }
    }
}
