//! Prices as people write them, in any currency and number format.

mod number;
mod signs;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use super::fold::is_invisible;
use number::Number;
use signs::{Sign, Signs};
use words::Words;

pub use signs::SignSet;

/// A price read from text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Amount in whole units.
    pub amount: Decimal,
    /// ISO 4217 where the sign settles it or the hint does.
    pub currency: Option<String>,
    /// The currency as written (`A$`, `€`, `руб.`).
    pub sign: Option<String>,
}

/// Reads prices with the signs and words of the packs.
#[derive(Debug, Default)]
pub struct Prices {
    signs: Signs,
    words: Words,
}

impl Prices {
    /// Compiles the signs; `free` are words that are a whole price of 0, `past` words in front of a price that no longer holds.
    #[must_use]
    pub fn new(signs: Vec<SignSet>, free: &[&str], past: &[&str]) -> Self {
        Self { signs: Signs::new(signs), words: Words::new(free, past) }
    }

    /// Reads the price in `text`; `hint` is text that stands for the currency (a sign or a code).
    ///
    /// Of several numbers the first with a currency beside it counts, a price that a word calls past only where no other follows;
    /// otherwise the first that can be a price at all: percentages, dates, ranges of plain numbers and lengths or weights are none.
    /// Of a range with a currency that is its lower end; "from" changes nothing; a text that is a word for "free" is 0.
    #[must_use]
    pub fn parse(&self, text: &str, hint: Option<&str>) -> Option<Price> {
        let text = &plain_digits(crate::limits::cut(text, crate::limits::STRING_BYTES));
        if self.words.says_free(text) {
            return Some(self.price(Decimal::ZERO, None, hint));
        }
        let mut bare = None;
        let mut before = None;
        let mut lower: Option<(Decimal, usize)> = None;
        for number in number::Numbers::new(text) {
            if let Some((sign, amount, range)) = self.with_sign(text, &number) {
                // `10-20 €`: the sign stands for both ends.
                let joined = |end: usize| {
                    range.start == number.range.start && text.get(end..range.start).is_some_and(|between| between.trim() == "-")
                };
                let amount = lower.filter(|(low, end)| *low < amount && joined(*end)).map_or(amount, |(low, _)| low);
                // `Was $120, now $60`: what it was is the price only where no other follows.
                if before.is_none() && self.words.says_past(text, range.start) {
                    before = Some(self.price(amount, Some(sign), hint));
                    continue;
                }
                return match before {
                    // Nothing costs 0 after it cost something: the form was never filled in.
                    Some(before) if amount.is_zero() => Some(before),
                    _ => Some(self.price(amount, Some(sign), hint)),
                };
            }
            lower = number.amount(false).map(|amount| (amount, number.range.end));
            if bare.is_none() && !number::is_no_price(text, &number) {
                bare = number.amount(false);
            }
        }
        before.or_else(|| bare.map(|amount| self.price(amount, None, hint)))
    }

    /// Every price in `text` that has its currency beside it, with its byte range including the currency.
    #[must_use]
    pub fn parse_all(&self, text: &str) -> Vec<(Price, Range<usize>)> {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) && text.is_ascii() {
            return Vec::new();
        }
        let plain = plain_digits(text);
        // Digits of other scripts are longer than ours: ranges are led back character by character.
        let same = plain.len() == text.len();
        let offsets: Vec<usize> = if same { Vec::new() } else { plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect() };
        let originals: Vec<usize> = if same {
            Vec::new()
        } else {
            text.char_indices().filter(|(_, c)| !is_invisible(*c)).map(|(at, _)| at).chain([text.len()]).collect()
        };
        let back = |at: usize| {
            let found = offsets.binary_search(&at).ok().and_then(|character| originals.get(character).copied());
            if same { at } else { found.unwrap_or(text.len()) }
        };
        number::Numbers::new(&plain)
            .filter_map(|number| {
                let (sign, amount, range) = self.with_sign(&plain, &number)?;
                Some((self.price(amount, Some(sign), None), back(range.start)..back(range.end)))
            })
            .collect()
    }

    /// The ISO 4217 code that a text stands for (`€`, `USD`, `A$`, `Price in EUR`), if it settles one.
    #[must_use]
    pub fn currency_of(&self, text: &str) -> Option<String> {
        self.signs.find(text).and_then(|sign| sign.iso()).map(str::to_owned)
    }

    /// Whether a text (`$`, `Rs`, `EUR`) may stand for this currency.
    #[must_use]
    pub fn may_mean(&self, text: &str, code: &str) -> bool {
        self.signs.find(text).is_some_and(|sign| sign.allows(code))
    }

    /// The currency beside a number, the amount read with it, and the range of both.
    fn with_sign<'t>(&'t self, text: &'t str, number: &Number<'t>) -> Option<(Sign<'t>, Decimal, Range<usize>)> {
        let before = self.signs.before(text, number.range.start);
        let after = self.signs.after(text, number.range.end);
        // A sign that settles the currency is better than one that does not; on a tie the one in front, as in `SGD4.90 $`.
        let (sign, range) = match (before, after) {
            (Some((front, start)), Some((back, end))) => {
                if front.iso().is_none() && back.iso().is_some_and(|iso| front.allows(iso)) {
                    (back, number.range.start..end)
                } else {
                    (front, start..number.range.end)
                }
            }
            (Some((front, start)), None) => (front, start..number.range.end),
            (None, Some((back, end))) => (back, number.range.start..end),
            (None, None) => return None,
        };
        if sign.is_only_alone() && !number.is_grouped_or_has_cents() && !stands_alone(text, sign.written, &range) {
            return None;
        }
        let thousandths = sign.iso().is_some_and(|iso| self.signs.has_thousandths(iso));
        let amount = number.amount(thousandths)?;
        // `35€ 99`: the sign stands where the decimal point would.
        if number.is_whole()
            && range.end > number.range.end
            && let Some((cents, end)) = number::cents_after_sign(text, range.end)
            // `10€ 20 €` are two prices.
            && self.signs.after(text, end).is_none()
        {
            return Some((sign, amount + cents, range.start..end));
        }
        Some((sign, amount, range))
    }

    fn price(&self, amount: Decimal, sign: Option<Sign<'_>>, hint: Option<&str>) -> Price {
        let hinted = hint.and_then(|hint| self.signs.find(hint));
        let currency = match (&sign, &hinted) {
            (Some(own), hinted) => {
                let other = hinted.as_ref().and_then(Sign::iso).filter(|iso| own.is_shared() && own.allows(iso));
                other.or_else(|| own.iso())
            }
            (None, Some(hinted)) => hinted.iso(),
            (None, None) => None,
        };
        let written = sign.or(hinted).map(|sign| sign.written.to_owned());
        Price { amount, currency: currency.map(str::to_owned), sign: written }
    }

    /// What a shared sign means on a page: by the country in the host's ending, else by the region in the page's language tag
    /// (`en-US`), else by a language of one country. `None` where none of them uses the sign.
    #[must_use]
    pub fn currency_at(&self, sign: &str, host: &str, language_tag: &str) -> Option<&str> {
        self.signs.at_place(sign, host, language_tag)
    }
}

/// Whether a text begins with the symbol of a measure (`kg`, `ml`): a price for it is the price of a part.
#[must_use]
pub fn starts_with_measure(text: &str) -> bool {
    number::starts_with_measure(text)
}

/// Whether a text holds, beside the price in `range`, no words but the sign itself.
fn stands_alone(text: &str, sign: &str, range: &Range<usize>) -> bool {
    let outside = [text.get(..range.start), text.get(range.end..)].into_iter().flatten();
    let mut words = outside.flat_map(|part| part.split(|c: char| !c.is_alphabetic())).filter(|word| !word.is_empty());
    words.all(|word| word == sign.trim_matches('.'))
}

/// The text with digits of other scripts, their separators and odd spaces in ASCII.
fn plain_digits(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '\u{660}'..='\u{669}' => ascii_digit(c, '\u{660}'),
            '\u{6f0}'..='\u{6f9}' => ascii_digit(c, '\u{6f0}'),
            '\u{966}'..='\u{96f}' => ascii_digit(c, '\u{966}'),
            '\u{9e6}'..='\u{9ef}' => ascii_digit(c, '\u{9e6}'),
            '\u{e50}'..='\u{e59}' => ascii_digit(c, '\u{e50}'),
            '\u{ff10}'..='\u{ff19}' => ascii_digit(c, '\u{ff10}'),
            '\u{66b}' | '\u{ff0e}' => '.',
            '\u{66c}' | '\u{ff0c}' => ',',
            '\u{2019}' => '\'',
            '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

fn ascii_digit(c: char, zero: char) -> char {
    u32::from(c).checked_sub(u32::from(zero)).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

#[cfg(test)]
mod tests;
