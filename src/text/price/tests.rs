use super::*;

fn amount(text: &str) -> Option<String> {
    parse(text, None).map(|price| price.amount.normalize().to_string())
}

fn iso(text: &str, hint: Option<&str>) -> Option<String> {
    parse(text, hint).and_then(|price| price.currency)
}

#[test]
fn separators_are_told_apart() {
    for (text, expected) in [
        ("1.234,56 €", "1234.56"),
        ("$1,234.56", "1234.56"),
        ("1 234,50 zł", "1234.5"),
        ("CHF 1'049.95", "1049.95"),
        ("129.900", "129900"),
        ("0.999 €", "0.999"),
        ("1.899,-", "1899"),
        ("KWD 12.500", "12.5"),
        ("35€ 99", "35.99"),
        ("1250€ 600", "1250"),
        ("$ 8. 94", "8.94"),
        (".75 €", "0.75"),
        ("٣٫٥ ر.س", "3.5"),
    ] {
        assert_eq!(amount(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_price_is_not_read_as_one() {
    for text in ["40% OFF", "15.08.2017", "25-09", "16.00 ft", "", "rate", "iPhone", "99999999999999999999"] {
        assert_eq!(amount(text), None, "{text}");
    }
}

#[test]
fn ranges_past_prices_and_free_are_read_as_people_mean_them() {
    for (text, expected) in [
        ("Was $120.00 Now $60.00", "60"),
        ("UVP: 120,00 € 99,00 €", "99"),
        ("Was $120.00", "120"),
        ("Was: $120.00 Now: $0.00", "120"),
        ("$10 – $20", "10"),
        ("10–20 €", "10"),
        ("from £39.95", "39.95"),
        ("Free!", "0"),
    ] {
        assert_eq!(amount(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["price on request", "Preis auf Anfrage", "POA", "free delivery", "Free gift"] {
        assert_eq!(amount(text), None, "{text}");
    }
}

#[test]
fn the_sign_or_the_hint_settles_the_currency() {
    assert_eq!(iso("A$190", None).as_deref(), Some("AUD"));
    assert_eq!(iso("US $1.23", None).as_deref(), Some("USD"));
    assert_eq!(iso("5 €", Some("USD")).as_deref(), Some("EUR"));
    assert_eq!(iso("$5", None), None);
    assert_eq!(iso("$5", Some("CAD")).as_deref(), Some("CAD"));
    assert_eq!(iso("$5", Some("EUR")), None);
    assert_eq!(iso("¥500", Some("JPY")).as_deref(), Some("JPY"));
    assert_eq!(iso("1 600 руб.", None).as_deref(), Some("RUB"));
    assert_eq!(iso("28", Some("£")).as_deref(), Some("GBP"));
}

#[test]
fn every_price_of_a_run_is_found() {
    let found = parse_all("Was £120.00, now £60.00 (50% off). Size 42, 3 pieces");
    assert_eq!(found.iter().map(|(price, _)| price.amount.normalize().to_string()).collect::<Vec<_>>(), ["120", "60"]);
    assert!(parse_all("10 20 30").is_empty());
    let text = "ثمن ٣٥٠ ر.س";
    assert_eq!(parse_all(text).first().map(|(_, range)| &text[range.clone()]), Some("٣٥٠ ر.س"));
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    for part in ["1.", "1 ", "$", "1€", ".", "'1", "9"] {
        let _ = parse_all(&part.repeat(200_000 / part.len()));
        let _ = parse(&part.repeat(200_000), Some(&part.repeat(1000)));
    }
}

/// 588 strings of real pages with hand-checked amounts (../shared/data/prices/SOURCE.md).
#[test]
fn prices_of_real_pages_are_read() {
    let shared = std::env::var("TOUCHSTONE_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let Ok(text) = std::fs::read_to_string(format!("{shared}/data/prices/price-strings.jsonl")) else {
        println!("skipped: ../shared/data absent");
        return;
    };
    let (mut rows, mut right, mut currencies, mut currencies_right) = (0, 0, 0, 0);
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let hint = row["currency_raw"].as_str();
        let raw = row["price_raw"].as_str().unwrap_or_default();
        let expected = row["amount_float"].as_f64();
        let read = parse(raw, hint);
        let amount = read.as_ref().and_then(|price| rust_decimal::prelude::ToPrimitive::to_f64(&price.amount));
        rows += 1;
        let same = match (amount, expected) {
            (Some(read), Some(expected)) => (read - expected).abs() < 1e-6,
            (None, None) => true,
            _ => false,
        };
        right += usize::from(same);
        if !same {
            println!("{}: {raw:?} hint {hint:?}: read {amount:?}, expected {expected:?}", row["group"]);
        }
        if let (Some(expected), Some(read)) = (row["currency"].as_str(), read) {
            currencies += 1;
            let written = read.sign.unwrap_or_default();
            let same = written.trim_end_matches('.') == expected.trim_end_matches('.')
                || signs::find(expected).is_some_and(|sign| sign.iso().is_some() && sign.iso() == read.currency.as_deref());
            currencies_right += usize::from(same);
            if !same {
                println!("{raw:?} hint {hint:?}: currency {written:?}, expected {expected:?}");
            }
        }
    }
    println!("prices: {right} of {rows} amounts, {currencies_right} of {currencies} currencies");
    // Six rows hold a sign alone and expect an amount of 1 all the same.
    assert!(right + 6 >= rows);
    assert!(currencies_right * 100 >= currencies * 97);
}
