use super::*;

/// A few signs of each sort, so that these tests do not hang on the packs; `tests/prices.rs` reads with the packs' own.
fn prices() -> Prices {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let set = |signs: &str, codes: &str| SignSet { signs: words(signs), codes: words(codes), ..SignSet::default() };
    let sets = vec![
        set("", "AUD CHF EUR USD"),
        set("$", "USD CAD AUD"),
        set("¥ ￥", "JPY CNY"),
        set("€", "EUR"),
        set("zł", "PLN"),
        set("ر.س", "SAR"),
        set("円", "JPY"),
        set("원", "KRW"),
        set("A$", "AUD"),
        set("US$", "USD"),
        SignSet { usual: Some("GBP".into()), countries: vec![("eg".into(), "EGP".into())], ..set("£", "GBP EGP") },
        SignSet { usual: Some("RUB".into()), ..set("руб.", "RUB BYN") },
        SignSet { thousandths: true, ..set("KD", "KWD") },
        SignSet { only_alone: true, ..set("R", "ZAR") },
    ];
    Prices::new(sets, &["free"], &["was", "uvp", "au lieu de"])
}

fn parse(text: &str, hint: Option<&str>) -> Option<Price> {
    prices().parse(text, hint)
}

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
        ("₹12,34,567.50", "1234567.5"),
        ("12,34,567", "1234567"),
        ("3万円", "30000"),
        ("1.2万元", "12000"),
        ("3만 5000원", "35000"),
        ("3만5000원", "35000"),
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
    assert_eq!(iso("£5", Some("EGP")).as_deref(), Some("EGP"));
    assert_eq!(iso("£5", None).as_deref(), Some("GBP"));
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
    let prices = prices();
    let found = prices.parse_all("Was £120.00, now £60.00 (50% off). Size 42, 3 pieces");
    assert_eq!(found.iter().map(|(price, _)| price.amount.normalize().to_string()).collect::<Vec<_>>(), ["120", "60"]);
    assert!(prices.parse_all("10 20 30").is_empty());
    let text = "ثمن ٣٥٠ ر.س";
    assert_eq!(prices.parse_all(text).first().map(|(_, range)| &text[range.clone()]), Some("٣٥٠ ر.س"));
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let prices = prices();
    for part in ["1.", "1 ", "$", "1€", ".", "'1", "9", "1万", "R1 "] {
        let _ = prices.parse_all(&part.repeat(200_000 / part.len()));
        let _ = prices.parse(&part.repeat(200_000), Some(&part.repeat(1000)));
    }
}

#[test]
fn a_letter_that_is_mostly_something_else_needs_the_look_of_a_price() {
    for text in ["R 499", "R1 299", "from R1,299.00", "R1,299.00 R999.00", "R499 R399"] {
        assert!(prices().parse_all(text).iter().all(|(price, _)| price.currency.as_deref() == Some("ZAR")), "{text}");
        assert!(!prices().parse_all(text).is_empty(), "{text}");
    }
    for text in ["Canon EOS R100 body", "205/55 R16 tyre", "size R 42"] {
        assert_eq!(prices().parse_all(text), [], "{text}");
    }
}

#[test]
fn a_shared_sign_is_settled_by_the_country_of_the_shop() {
    let prices = prices();
    assert_eq!(prices.currency_at("£", "shop.example.eg", ""), Some("EGP"));
    assert_eq!(prices.currency_at("£", "shop.example", "ar-EG"), Some("EGP"));
    assert_eq!(prices.currency_at("£", "shop.example", "ar"), None);
    assert_eq!(prices.currency_at("nonsense", "shop.example.eg", "ar"), None);
}
