//! Prices read with the shipped signs and words.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use touchstone::pack::Packs;
use touchstone::text::price::Prices;

mod common;

fn packs() -> Packs {
    Packs::load(&common::packs()).unwrap()
}

fn read(prices: &Prices, text: &str, hint: Option<&str>) -> (String, String) {
    let price = prices.parse(text, hint);
    let amount = price.as_ref().map(|price| price.amount.normalize().to_string()).unwrap_or_default();
    (amount, price.and_then(|price| price.currency).unwrap_or_default())
}

#[test]
fn every_sign_is_read_before_and_behind_a_number() {
    let packs = packs();
    let prices = packs.prices();
    for entry in &packs.currency_signs {
        let settled = entry.usual.as_ref().or(entry.codes.first().filter(|_| entry.codes.len() == 1));
        for sign in &entry.signs {
            for text in [format!("1,250.50 {sign}"), format!("{sign} 1,250.50"), format!("{sign}1,250.50"), format!("7 {sign}")] {
                // `:-` closes an amount and never opens one.
                if sign == ":-" && text.starts_with(':') {
                    continue;
                }
                let Some(price) = prices.parse(&text, None) else { panic!("{text} is not read") };
                assert_eq!(price.sign.as_deref(), Some(sign.as_str()), "{text}");
                assert_eq!(price.currency.as_ref(), settled, "{text}");
            }
        }
    }
}

#[test]
fn shared_signs_are_settled_by_host_region_and_language() {
    let prices = packs().prices();
    for (sign, host, tag, code) in [
        ("$", "shop.example.com.au", "en-US", Some("AUD")),
        ("$", "shop.example", "en-US", Some("USD")),
        ("$", "shop.example", "zh-Hant-TW", Some("TWD")),
        ("$", "shop.example", "en", None),
        ("$", "", "es-MX", None),
        ("¥", "shop.example.co.jp", "", Some("JPY")),
        ("￥", "shop.example", "zh-CN", Some("CNY")),
        ("￥", "shop.example", "zh-Hans", Some("CNY")),
        ("￥", "shop.example", "zh", None),
        ("￥", "shop.example", "ja", Some("JPY")),
        ("元", "shop.example.tw", "zh", Some("TWD")),
        ("kr", "shop.example.dk", "", Some("DKK")),
        ("kr.", "shop.example", "sv", Some("SEK")),
        ("kr", "shop.example", "nb-NO", Some("NOK")),
        ("Kr", "shop.example.is", "en", Some("ISK")),
        ("Rs.", "shop.example.pk", "en", Some("PKR")),
        ("₨", "shop.example", "en-IN", Some("INR")),
        ("£", "shop.example.eg", "ar", Some("EGP")),
        ("lei", "shop.example.md", "ro", Some("MDL")),
        ("﷼", "shop.example.sa", "ar", Some("SAR")),
        ("€", "shop.example.se", "sv", None),
        ("US$", "shop.example.com.au", "en-AU", None),
    ] {
        assert_eq!(prices.currency_at(sign, host, tag), code, "{sign} {host} {tag}");
    }
}

#[test]
fn formats_of_many_countries_are_read() {
    let prices = packs().prices();
    for (text, amount, code) in [
        ("1\u{202f}234,50\u{a0}€", "1234.5", "EUR"),
        ("1 299:-", "1299", "SEK"),
        ("CHF 1’049.95", "1049.95", "CHF"),
        ("₹1,23,456", "123456", "INR"),
        ("Rp1.250.000", "1250000", "IDR"),
        ("1.250.000 ₫", "1250000", "VND"),
        ("3万円", "30000", "JPY"),
        ("12만원", "120000", "KRW"),
        ("$12.00 USD", "12", "USD"),
        ("USD$ 12.00", "12", "USD"),
        ("12,99 US-Dollar", "12.99", "USD"),
        ("R$ 1.299,90", "1299.9", "BRL"),
        ("от 1 600 руб.", "1600", "RUB"),
        ("ab 19,90 €", "19.9", "EUR"),
        ("From £39.95", "39.95", "GBP"),
        ("19,90 € – 29,90 €", "19.9", "EUR"),
        ("19,90–29,90 €", "19.9", "EUR"),
        ("Was £120.00 Now £60.00", "60", "GBP"),
        ("au lieu de 120,00 € 99,00 €", "99", "EUR"),
        ("原价 ¥199 现价 ¥99", "99", ""),
        ("٣٬٥٠٠٫٥٠ د.إ", "3500.5", "AED"),
        ("KD 12.500", "12.5", "KWD"),
        ("KWD 12.500", "12.5", "KWD"),
        ("12.500 €", "12500", "EUR"),
        ("Gratis", "0", ""),
    ] {
        assert_eq!(read(&prices, text, None), (amount.to_owned(), code.to_owned()), "{text}");
    }
    for text in ["Preis auf Anfrage", "price on request", "SOLD OUT", "TOP 10 gifts", "5 KM away", "Samsung Galaxy S10", "USD", "€"] {
        assert!(prices.parse_all(text).is_empty(), "{text}");
    }
}

/// 588 strings of real pages with hand-checked amounts (../shared/data/prices/SOURCE.md).
#[test]
fn prices_of_real_pages_are_read() {
    let Some(file) = common::shared().map(|data| data.join("prices/price-strings.jsonl")).filter(|file| file.is_file()) else { return };
    let prices = packs().prices();
    let (mut rows, mut right, mut currencies, mut currencies_right, mut unreadable) = (0, 0, 0, 0, 0);
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let hint = row["currency_raw"].as_str();
        let raw = row["price_raw"].as_str().unwrap_or_default();
        let expected = row["amount_float"].as_f64();
        let read = prices.parse(raw, hint);
        let amount = read.as_ref().and_then(|price| rust_decimal::prelude::ToPrimitive::to_f64(&price.amount));
        rows += 1;
        let same = match (amount, expected) {
            (Some(read), Some(expected)) => (read - expected).abs() < 1e-6,
            (None, None) => true,
            _ => false,
        };
        right += usize::from(same);
        if !same {
            // A sign alone, of which the truth says that its amount is 1: a slip of those who wrote it down.
            unreadable += usize::from(!raw.contains(|c: char| c.is_numeric()) && expected == Some(1.0));
            println!("{}: {raw:?} hint {hint:?}: read {amount:?}, expected {expected:?}", row["group"]);
        }
        if let (Some(expected), Some(read)) = (row["currency"].as_str(), read) {
            currencies += 1;
            let written = read.sign.unwrap_or_default();
            let same_code = || prices.currency_of(expected).is_some_and(|code| read.currency == Some(code));
            let same = written.trim_end_matches('.') == expected.trim_end_matches('.') || same_code();
            currencies_right += usize::from(same);
            if !same {
                println!("{raw:?} hint {hint:?}: currency {written:?}, expected {expected:?}");
            }
        }
    }
    println!("prices: {right} of {rows} amounts ({unreadable} more have no amount to read), {currencies_right} of {currencies} currencies");
    assert_eq!(right + unreadable, rows);
    assert!(right * 1000 >= rows * 989 && currencies_right * 100 >= currencies * 97);
}
