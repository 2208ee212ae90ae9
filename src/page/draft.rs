//! A listing while it is being read. Sources write in the order of trust; the first that knows a fact keeps it.

use rust_decimal::Decimal;

use super::conflict::{self, Stated};
use super::dom::Dom;
use super::graph::Place;
use super::tokens;
use crate::limits;
use crate::listing::{Listing, Money, Origin, Seller, Source, Trader};
use crate::text::letters;
use crate::text::price::Prices;

/// The listing with its trace, and what reads its prices.
#[derive(Debug)]
pub(super) struct Draft<'p> {
    pub listing: Listing,
    pub prices: &'p Prices,
}

/// Who says it and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Witness<'a> {
    pub dom: &'a Dom<'a>,
    pub source: Source,
    pub place: &'a Place,
}

impl Witness<'_> {
    pub(super) fn origin(&self) -> Origin {
        self.place.origin(self.dom, self.source)
    }
}

impl<'p> Draft<'p> {
    pub(super) fn new(prices: &'p Prices) -> Self {
        Self { listing: Listing::default(), prices }
    }

    /// Keeps a value unless the fact is known; a known fact that another source contradicts is noted. `pointer` is the fact's JSON pointer.
    pub(super) fn put<T: Stated>(
        &mut self,
        pointer: &str,
        slot: impl FnOnce(&mut Listing) -> &mut Option<T>,
        value: Option<T>,
        witness: Witness<'_>,
    ) -> bool {
        let Some(value) = value else { return false };
        let slot = slot(&mut self.listing);
        if let Some(known) = slot {
            let differences = known.differences(pointer, &value);
            conflict::note(self, pointer, differences, witness);
            return false;
        }
        *slot = Some(value);
        self.listing.trace.insert(pointer.to_owned(), witness.origin());
        true
    }

    /// Puts a value in place of a known one that contradicts it, which stays as a conflict.
    pub(super) fn replace<T: Stated + Clone>(
        &mut self,
        pointer: &str,
        slot: impl Fn(&mut Listing) -> &mut Option<T>,
        value: T,
        witness: Witness<'_>,
    ) {
        let differences = slot(&mut self.listing).as_ref().map(|known| known.differences(pointer, &value)).unwrap_or_default();
        if differences.is_empty() {
            return;
        }
        conflict::note(self, pointer, differences, witness);
        conflict::turn(self, pointer, witness);
        *slot(&mut self.listing) = Some(value);
        self.listing.trace.insert(pointer.to_owned(), witness.origin());
    }

    /// Keeps a text, white space collapsed, cut at the bound of strings, unless it is empty.
    pub(super) fn put_text(
        &mut self,
        pointer: &str,
        slot: impl FnOnce(&mut Listing) -> &mut Option<String>,
        value: &str,
        witness: Witness<'_>,
    ) -> bool {
        self.put(pointer, slot, clean(value, limits::STRING_BYTES), witness)
    }

    /// The seller, made when first asked for.
    pub(super) fn seller(listing: &mut Listing) -> &mut Seller {
        listing.seller.get_or_insert_with(Seller::default)
    }

    /// The trader, made when first asked for.
    pub(super) fn trader(listing: &mut Listing) -> &mut Trader {
        Self::seller(listing).trader.get_or_insert_with(Trader::default)
    }
}

/// Collapses white space and cuts; `None` for what is then empty. Markup inside a description is left out.
pub(super) fn clean(text: &str, bytes: usize) -> Option<String> {
    let mut plain = String::new();
    if text.contains("</") || text.contains("/>") || text.contains("<br") {
        plain = Dom::new(text).text(super::dom::NodeId::ROOT, bytes);
    } else {
        super::dom::push_collapsed(&mut plain, limits::cut(text, bytes));
    }
    let end = limits::cut(&plain, bytes).trim_end().len();
    plain.truncate(end);
    (!plain.is_empty()).then_some(plain)
}

/// Money from a structured value: `12.5` is a decimal number whatever the page's language. Nothing costs 0.
pub(super) fn money(prices: &Prices, amount: &str, currency: Option<&str>) -> Option<Money> {
    let amount = amount.trim();
    let code = currency.and_then(|text| prices.currency_of(text));
    let machine =
        !amount.is_empty() && amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && amount.matches('.').count() <= 1;
    let scientific = amount.bytes().any(|byte| byte.is_ascii_digit())
        && amount.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    if scientific && (amount.contains(['e', 'E']) || amount.starts_with('-')) {
        // A program's number; one that does not fit or is below zero is no price.
        let amount = Decimal::from_scientific(amount).ok().filter(|amount| *amount > Decimal::ZERO)?;
        return Some(Money { amount: amount.normalize(), currency: code });
    }
    let money = match Decimal::from_str_exact(amount).ok().filter(|_| machine && amount.len() <= 20) {
        Some(amount) => Money { amount, currency: code },
        None => {
            let read = prices.parse(amount, currency)?;
            Money { amount: read.amount, currency: read.currency.or(code) }
        }
    };
    (money.amount > Decimal::ZERO).then(|| Money { amount: money.amount.normalize(), ..money })
}

/// Availability by its schema.org name.
pub(super) fn availability(written: &str) -> Option<String> {
    const NAMES: [&str; 12] = [
        "InStock",
        "OutOfStock",
        "SoldOut",
        "PreOrder",
        "PreSale",
        "BackOrder",
        "LimitedAvailability",
        "OnlineOnly",
        "InStoreOnly",
        "Discontinued",
        "MadeToOrder",
        "Reserved",
    ];
    named(written, &NAMES).or_else(|| match squeezed(written).as_str() {
        "instock" | "available" | "yes" | "true" | "availablefororder" => Some("InStock".to_owned()),
        "oos" | "outofstock" | "notavailable" | "unavailable" | "no" | "false" => Some("OutOfStock".to_owned()),
        _ => None,
    })
}

/// Condition by its schema.org name.
pub(super) fn condition(written: &str) -> Option<String> {
    const NAMES: [&str; 4] = ["NewCondition", "UsedCondition", "RefurbishedCondition", "DamagedCondition"];
    named(written, &NAMES).or_else(|| match squeezed(written).as_str() {
        "new" => Some("NewCondition".to_owned()),
        "used" | "preowned" | "secondhand" => Some("UsedCondition".to_owned()),
        "refurbished" => Some("RefurbishedCondition".to_owned()),
        _ => None,
    })
}

fn named(written: &str, names: &[&str]) -> Option<String> {
    let squeezed = squeezed(super::graph::term(written));
    names.iter().find(|name| name.eq_ignore_ascii_case(&squeezed)).map(|name| (*name).to_owned())
}

fn squeezed(written: &str) -> String {
    written.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>().to_ascii_lowercase()
}

/// A GTIN: 8, 12, 13 or 14 digits, spaces and dashes between them allowed.
pub(super) fn gtin(written: &str) -> Option<String> {
    let digits: String = written.trim_end_matches(['.', ',', ';']).chars().filter(|c| !matches!(c, ' ' | '-')).take(15).collect();
    let fits = matches!(digits.len(), 8 | 12 | 13 | 14) && digits.bytes().all(|byte| byte.is_ascii_digit());
    // All zeros is what a shop's form holds where nobody entered one.
    (fits && digits.bytes().any(|byte| byte != b'0')).then_some(digits)
}

/// A brand's name; nothing for templates that were never filled in and for what programs write where there is none.
pub(super) fn brand(written: &str) -> Option<String> {
    const NONE: [&str; 6] = ["none", "null", "undefined", "na", "notset", "unknown"];
    let name = clean(&tokens::decode(written), 200)?;
    let plain = letters(&name, 40);
    let is_name = !plain.is_empty() && !NONE.contains(&plain.as_str()) && !name.starts_with(['$', '{']) && !name.contains("://");
    is_name.then_some(name)
}

/// A code of a shop or maker, without what labels put before it.
pub(super) fn code(written: &str) -> Option<String> {
    let code = clean(written, 80)?;
    let code = code.trim_matches(|c: char| matches!(c, '#' | ':' | '.' | ',' | ';' | '"' | '(' | ')') || c.is_whitespace());
    // A number with its product's name behind it.
    let first = code.split_whitespace().next().filter(|first| first.bytes().any(|byte| byte.is_ascii_digit()));
    let code = first.filter(|_| code.split_whitespace().count() > 3).unwrap_or(code);
    let fits = code.chars().any(char::is_alphanumeric) && code.len() <= 64 && !code.contains("://");
    fits.then(|| code.to_owned())
}

/// Stars of five from a rating and its best.
pub(super) fn rating(value: &str, best: Option<&str>) -> Option<Decimal> {
    let value = decimal(value)?;
    let best = best.and_then(decimal).filter(|best| *best > Decimal::ZERO).unwrap_or(Decimal::from(5));
    let stars = (value * Decimal::from(5)).checked_div(best)?;
    (stars > Decimal::ZERO && stars <= Decimal::from(5)).then(|| stars.round_dp(2).normalize())
}

/// A short decimal number, with a dot or a comma.
pub(super) fn decimal(written: &str) -> Option<Decimal> {
    let number: String = written.trim().chars().map(|c| if c == ',' { '.' } else { c }).take(16).collect();
    Decimal::from_str_exact(number.trim_end_matches('%').trim()).ok().filter(|number| !number.is_sign_negative())
}

/// A count, with or without separators.
pub(super) fn count(written: &str) -> Option<u64> {
    let digits: String = written.chars().take(20).filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structured_values_are_read() {
        let packs = crate::page::tests::packs();
        let money = |amount, currency| money(&packs.prices(), amount, currency);
        assert_eq!(money("1299.000", Some("EUR")).unwrap().amount.to_string(), "1299");
        assert_eq!(money("1.299,00 €", None).unwrap().currency.as_deref(), Some("EUR"));
        assert_eq!(money("0.00", Some("EUR")), None);
        assert_eq!(money("call us", Some("EUR")), None);
        assert_eq!(availability("https://schema.org/OutOfStock").as_deref(), Some("OutOfStock"));
        assert_eq!(availability("in stock").as_deref(), Some("InStock"));
        assert_eq!(availability("maybe"), None);
        assert_eq!(condition("http://schema.org/UsedCondition/").as_deref(), Some("UsedCondition"));
        assert_eq!(gtin("4 005556-050178").as_deref(), Some("4005556050178"));
        assert_eq!(gtin("4005556050178.").as_deref(), Some("4005556050178"));
        assert_eq!(gtin("12345"), None);
        assert_eq!(gtin("0000000000000"), None);
        assert_eq!(brand("Black &amp; Decker").as_deref(), Some("Black & Decker"));
        for none in ["", "N/A", "undefined", "(not set)", "-", "{{brand}}", "https://acme.example/"] {
            assert_eq!(brand(none), None, "{none}");
        }
        assert_eq!(rating("88", Some("100")).unwrap().to_string(), "4.4");
        assert_eq!(rating("7", None), None);
        assert_eq!(clean(" <p>a</p><p>b  c</p>", 100).as_deref(), Some("a b c"));
    }
}
