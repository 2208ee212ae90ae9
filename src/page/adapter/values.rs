//! Values as sites write them: "4,5 von 5 Sternen", "98.7% positive feedback (1.2k)".

use rust_decimal::Decimal;

use crate::listing::Money;
use crate::page::draft;
use crate::page::words::Words;
use crate::text::price::Prices;

/// Money as shown; `currency` (ISO 4217) is that of the site, for a sign that many countries use or for none, `dollar` that of a
/// bare `$` on a site of many countries.
pub(super) fn money(prices: &Prices, text: &str, currency: Option<&str>, dollar: Option<&str>) -> Option<Money> {
    let shown = prices.parse_all(text).into_iter().find(|(price, _)| !price.amount.is_zero());
    let written = shown.and_then(|(_, range)| text.get(range)).unwrap_or(text);
    let read = prices.parse(written, currency)?;
    let dollar = dollar.filter(|_| read.sign.as_deref() == Some("$")).map(str::to_owned);
    (!read.amount.is_zero()).then(|| Money { amount: read.amount.normalize(), currency: read.currency.or(dollar) })
}

/// Stars of five: the first number.
pub(super) fn rating(text: &str) -> Option<Decimal> {
    draft::rating(number(text)?.0, None)
}

/// A percentage: the first number with `%` behind it.
pub(super) fn percent(text: &str) -> Option<Decimal> {
    let (number, rest) = number(text)?;
    let is_percent = rest.trim_start().starts_with(['%', '％']);
    draft::decimal(number).filter(|percent| is_percent && *percent <= Decimal::ONE_HUNDRED)
}

/// A count: the first number, with `k` or `万` behind it in thousands or ten thousands.
pub(super) fn count(text: &str) -> Option<u64> {
    let (number, rest) = number(text)?;
    let factor = match rest.trim_start().chars().next() {
        Some('k' | 'K') => 1_000,
        Some('万' | '萬') => 10_000,
        _ => return draft::count(number),
    };
    let count = draft::decimal(number)?.checked_mul(Decimal::from(factor))?;
    count.trunc().to_string().parse().ok()
}

/// Availability by the stock words of the packs.
pub(super) fn stock(text: &str, words: &Words) -> Option<String> {
    let found = words.find(text);
    let says = |label: &str| found.iter().any(|found| found.label == label);
    let name = if says("out-of-stock") {
        "OutOfStock"
    } else if says("in-stock") {
        "InStock"
    } else {
        return None;
    };
    Some(name.to_owned())
}

/// The first number with the marks inside it, and what stands behind it.
fn number(text: &str) -> Option<(&str, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let tail = text.get(start..)?;
    let bytes = tail.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'\'')) && digit(end + 1) {
        end += 1;
    }
    Some(tail.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_out_of_sentences() {
        assert_eq!(rating("4,5 von 5 Sternen").unwrap().to_string(), "4.5");
        assert_eq!(rating("87 %"), None);
        assert_eq!(percent("98.7% positive feedback").unwrap().to_string(), "98.7");
        assert_eq!((percent("98.7"), percent("120%")), (None, None));
        assert_eq!(
            (count("(1,234 ratings)"), count("2.5k sold"), count("1.2万人"), count("none")),
            (Some(1234), Some(2500), Some(12_000), None)
        );
    }

    #[test]
    fn the_sites_currency_settles_a_bare_sign() {
        let prices = crate::page::tests::packs().prices();
        let read = |text: &str, currency: &str| {
            money(&prices, text, Some(currency), Some("USD")).map(|money| (money.amount.to_string(), money.currency.unwrap_or_default()))
        };
        assert_eq!(read("$12.50", "CAD"), Some(("12.5".into(), "CAD".into())));
        assert_eq!(read("1299", "CNY"), Some(("1299".into(), "CNY".into())));
        assert_eq!(read("now 12,50 € each", "GBP"), Some(("12.5".into(), "EUR".into())));
        assert_eq!(read("$12", "EUR"), Some(("12".into(), "USD".into())));
        assert_eq!(read("call us", "GBP"), None);
    }
}
