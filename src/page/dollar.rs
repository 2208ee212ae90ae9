//! Which dollar a bare `$` is: some thirty countries write their money so, and only the page can tell whose.

/// Countries (ISO 3166-1) that write `$` for their currency (ISO 4217). Peso countries are left out where shops also price in
/// US dollars under the same sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("ca", "CAD"),
    ("au", "AUD"),
    ("nz", "NZD"),
    ("sg", "SGD"),
    ("hk", "HKD"),
    ("tw", "TWD"),
    ("bs", "BSD"),
    ("bb", "BBD"),
    ("jm", "JMD"),
    ("tt", "TTD"),
    ("ec", "USD"),
    ("sv", "USD"),
    ("pr", "USD"),
];

/// The currency of a bare `$`, by the country in the host's ending, else by the country in the page's language tag
/// (`en-US`); `None` where neither names one.
pub(super) fn currency(host: &str, language_tag: &str) -> Option<&'static str> {
    let ending = host.rsplit('.').next().unwrap_or_default();
    let region = language_tag.split(['-', '_']).skip(1).find(|part| part.len() == 2).unwrap_or_default();
    let of = |country: &str| DOLLARS.iter().find(|(known, _)| known.eq_ignore_ascii_case(country)).map(|(_, code)| *code);
    of(ending).or_else(|| of(region))
}

#[cfg(test)]
mod tests {
    use super::currency;

    #[test]
    fn the_shops_country_settles_the_dollar() {
        assert_eq!(currency("shop.example.com.au", "en-US"), Some("AUD"));
        assert_eq!(currency("shop.example", "en-US"), Some("USD"));
        assert_eq!(currency("shop.example", "zh-Hant-TW"), Some("TWD"));
        assert_eq!(currency("shop.example", "en"), None);
        assert_eq!(currency("", "es-MX"), None);
    }
}
