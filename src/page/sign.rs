//! Which country's money a bare sign is: some thirty countries write `$`, and only the page can tell whose.

use super::view::Shown;

/// Ways to write one sign.
type Signs = &'static [&'static str];
/// Countries with the currency that each means by a sign.
type Countries = &'static [(&'static str, &'static str)];

/// Signs that several currencies share, with the country (ISO 3166-1) and the currency (ISO 4217) that its shops mean by it.
/// Source: Unicode CLDR 48, `localeDisplay` narrow currency symbols by territory. Left out are countries whose shops also price in
/// another country's money under the same sign: pesos beside US dollars, Lebanese and Sudanese pounds.
const COUNTRIES: &[(Signs, Countries)] = &[
    (
        &["$", "＄", "￠", "dollars"],
        &[
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
        ],
    ),
    (&["¥", "￥"], &[("jp", "JPY"), ("cn", "CNY")]),
    (&["元", "圓"], &[("cn", "CNY"), ("tw", "TWD"), ("hk", "HKD"), ("mo", "MOP")]),
    (&["kr", "Kr", "kr.", "Kr."], &[("se", "SEK"), ("no", "NOK"), ("dk", "DKK"), ("fo", "DKK"), ("gl", "DKK"), ("is", "ISK")]),
    (
        &["Rs", "Rs.", "rs", "rs.", "RS", "₨", "रु", "रू"],
        &[("in", "INR"), ("pk", "PKR"), ("lk", "LKR"), ("np", "NPR"), ("mu", "MUR"), ("sc", "SCR")],
    ),
    (&["Fr", "Fr.", "Fs", "₣", "francs"], &[("ch", "CHF"), ("li", "CHF")]),
    (&["£", "￡", "₤", "pound", "pounds"], &[("uk", "GBP"), ("gb", "GBP"), ("eg", "EGP"), ("gi", "GIP"), ("fk", "FKP"), ("sh", "SHP")]),
    (&["L"], &[("hn", "HNL"), ("ls", "LSL")]),
];

/// Languages (ISO 639-1) of one country that uses the sign, for pages that name no region: `ja` is Japan's.
const LANGUAGES: &[(&str, &str)] = &[("ja", "jp"), ("sv", "se"), ("nb", "no"), ("nn", "no"), ("no", "no"), ("da", "dk"), ("is", "is")];

/// Regions of a written language (BCP 47 script subtags): `zh-Hans` is China's, `zh-Hant` Taiwan's unless a region says else.
const SCRIPTS: &[(&str, &str)] = &[("hans", "cn")];

/// The currency of a sign that its own text does not settle: by the country in the host's ending, else by the region in the
/// page's language tag (`en-US`), else by a language of one country. `None` where none of them uses the sign.
pub(super) fn currency(sign: &str, host: &str, language_tag: &str) -> Option<&'static str> {
    let (_, countries) = COUNTRIES.iter().find(|(signs, _)| signs.contains(&sign))?;
    let of = |country: &str| countries.iter().find(|(known, _)| known.eq_ignore_ascii_case(country)).map(|(_, code)| *code);
    let ending = host.rsplit('.').next().unwrap_or_default();
    let mut parts = language_tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let known = |table: &[(&str, &'static str)], word: &str| {
        table.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, country)| *country)
    };
    let region = parts.clone().find(|part| part.len() == 2).unwrap_or_default();
    of(ending)
        .or_else(|| of(region))
        .or_else(|| of(parts.find_map(|part| known(SCRIPTS, part))?))
        .or_else(|| of(known(LANGUAGES, language)?))
}

/// Settles the signs of the prices shown. A bare number stays without a currency. The pound sign, which stands for sterling
/// wherever nothing else is said, is another country's where the host's ending says so.
pub(super) fn settle(prices: &mut [Shown], host: &str, language_tag: &str) {
    for shown in prices {
        let Some(sign) = shown.price.sign.as_deref() else { continue };
        let settled = match shown.price.currency {
            None => currency(sign, host, language_tag),
            Some(_) if matches!(sign, "£" | "￡") => currency(sign, host, ""),
            Some(_) => None,
        };
        if let Some(code) = settled {
            shown.price.currency = Some(code.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::currency;

    #[test]
    fn the_shops_country_settles_the_dollar() {
        assert_eq!(currency("$", "shop.example.com.au", "en-US"), Some("AUD"));
        assert_eq!(currency("$", "shop.example", "en-US"), Some("USD"));
        assert_eq!(currency("$", "shop.example", "zh-Hant-TW"), Some("TWD"));
        assert_eq!(currency("$", "shop.example", "en"), None);
        assert_eq!(currency("$", "", "es-MX"), None);
    }

    #[test]
    fn every_shared_sign_is_settled_by_the_site() {
        for (sign, host, tag, code) in [
            ("¥", "shop.example.co.jp", "", Some("JPY")),
            ("￥", "shop.example", "zh-CN", Some("CNY")),
            ("￥", "shop.example", "zh-Hans", Some("CNY")),
            ("￥", "shop.example", "ja", Some("JPY")),
            ("￥", "shop.example", "en", None),
            ("元", "shop.example.tw", "zh", Some("TWD")),
            ("kr", "shop.example.dk", "", Some("DKK")),
            ("kr.", "shop.example", "sv", Some("SEK")),
            ("kr", "shop.example", "nb-NO", Some("NOK")),
            ("Kr", "shop.example.is", "en", Some("ISK")),
            ("Rs.", "shop.example.pk", "en", Some("PKR")),
            ("₨", "shop.example", "en-IN", Some("INR")),
            ("£", "shop.example.eg", "ar", Some("EGP")),
            ("€", "shop.example.se", "sv", None),
        ] {
            assert_eq!(currency(sign, host, tag), code, "{sign} {host} {tag}");
        }
    }
}
