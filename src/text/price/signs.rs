//! Currency signs and codes. The codes are those of ISO 4217; the signs are those in common use in the countries concerned
//! (Unicode CLDR lists the same ones). A sign that several currencies share names them all and settles none.

/// Currencies with three decimals (ISO 4217, minor unit 3).
pub(super) const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// Active ISO 4217 codes, sorted.
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB",
    "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUC", "CUP", "CVE", "CZK", "DJF", "DKK",
    "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK",
    "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD",
    "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
    "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
    "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS",
    "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF",
    "XPF", "YER", "ZAR", "ZMW",
];

/// Codes that are also written in lower case and are no everyday words.
const LOWER_CODES: &[&str] =
    &["aud", "cad", "chf", "cny", "czk", "dkk", "eur", "gbp", "hkd", "huf", "inr", "jpy", "nok", "nzd", "pln", "rub", "sek", "sgd", "usd"];

const DOLLAR: &str = "USD|CAD|AUD|NZD|MXN|SGD|HKD|TWD|ARS|CLP|COP|BRL|UYU|JMD|TTD|BBD|BMD|BSD|BZD|FJD|GYD|KYD|LRD|NAD|SBD|SRD|XCD|DOP|CUP";
const KRONE: &str = "SEK|NOK|DKK|ISK";
const RUPEE: &str = "INR|PKR|LKR|NPR|MUR|SCR";
const YUAN: &str = "CNY|TWD|HKD|MOP";
const FRANC: &str = "CHF|XOF|XAF|XPF|RWF|BIF|DJF|GNF|KMF|CDF";
const POUND: &str = "GBP|EGP|LBP|SYP|SDG|SSP|FKP|GIP|SHP";
const DINAR: &str = "RSD|MKD|KWD|JOD|IQD|DZD|TND|LYD|BHD";
const PESO: &str = "MXN|ARS|CLP|COP|PHP|UYU|DOP|CUP";
const SHILLING: &str = "KES|TZS|UGX|SOS";
const BIRR: &str = "BYN|ETB";
const SOM: &str = "KGS|UZS|TJS";

/// Signs and words with the currencies they stand for, sorted by sign.
#[rustfmt::skip] // a table reads better in rows
const SIGNS: &[(&str, &str)] = &[
    ("$", DOLLAR), ("$U", "UYU"), ("A$", "AUD"), ("AR$", "ARS"), ("AU$", "AUD"), ("Afl", "AWG"), ("Ar", "MGA"), ("B/.", "PAB"),
    ("BRL$", "BRL"), ("BZ$", "BZD"), ("Bds$", "BBD"), ("Br", BIRR), ("Bs", "BOB|VES"), ("Bs.", "BOB|VES"), ("C$", "CAD"),
    ("CA$", "CAD"), ("CFA", "XOF|XAF"), ("CHf", "CHF"), ("CI$", "KYD"), ("CL$", "CLP"), ("CN¥", "CNY"), ("CND", "CAD"),
    ("CO$", "COP"), ("COL$", "COP"), ("CUC$", "CUC"), ("D", "GMD"), ("DT", "TND"), ("Db", "STN"), ("Dh", "AED|MAD"),
    ("Dhs", "AED|MAD"), ("Din", DINAR), ("Dinara", "RSD"), ("E", "SZL"), ("EC$", "XCD"), ("EURO", "EUR"), ("EUROS", "EUR"),
    ("E£", "EGP"), ("Esc", "CVE"), ("Euro", "EUR"), ("Euros", "EUR"), ("FBu", "BIF"), ("FCFA", "XOF|XAF"), ("FG", "GNF"),
    ("FJ$", "FJD"), ("FRw", "RWF"), ("FT", "HUF"), ("Fbu", "BIF"), ("Fdj", "DJF"), ("Fr", FRANC), ("Fr.", FRANC), ("Fs", FRANC),
    ("Ft", "HUF"), ("G$", "GYD"), ("GBp", "GBP"), ("GH₵", "GHS"), ("GS", "PYG"), ("Gs", "PYG"), ("HK$", "HKD"), ("HUF", "HUF"),
    ("J$", "JMD"), ("JD", "JOD"), ("JP¥", "JPY"), ("K", "PGK|ZMW|MMK|MWK"), ("KD", "KWD"), ("KM", "BAM"), ("KSh", "KES"),
    ("KShs", "KES"), ("Kc", "CZK"), ("KČ", "CZK"), ("Kr", KRONE), ("Kr.", KRONE), ("Ks", "MMK"), ("Ksh", "KES"), ("Kz", "AOA"),
    ("Kč", "CZK"), ("Kčs", "CZK"), ("L", "HNL|LSL"), ("L.", "HNL"), ("LE", "EGP"), ("LEI", "RON|MDL"), ("LEU", "RON|MDL"),
    ("Le", "SLE"), ("Lei", "RON|MDL"), ("L£", "LBP"), ("MOP$", "MOP"), ("MRf", "MVR"), ("MT", "MZN"), ("MTn", "MZN"),
    ("MX$", "MXN"), ("N$", "NAD"), ("NIS", "ILS"), ("NT", "TWD"), ("NT$", "TWD"), ("NZ$", "NZD"), ("Nfk", "ERN"), ("Nu.", "BTN"),
    ("N₦", "NGN"), ("P", "PHP|BWP"), ("Php", "PHP"), ("Q", "GTQ"), ("R", "ZAR"), ("R$", "BRL"), ("RD$", "DOP"), ("RM", "MYR"),
    ("RMB", "CNY"), ("RS", RUPEE), ("RSD", "RSD"), ("Rf", "MVR"), ("Rm", "MYR"), ("Rp", "IDR"), ("Rs", RUPEE), ("Rs.", RUPEE),
    ("S", "SOS|UZS"), ("S$", "SGD"), ("S'", "UZS"), ("S/", "PEN"), ("S/.", "PEN"), ("SAR", "SAR"), ("SFr", "CHF"), ("SFr.", "CHF"),
    ("SG$", "SGD"), ("SR", "SAR"), ("Sh", SHILLING), ("Sh.So.", "SOS"), ("T", "MNT|KZT"), ("T$", "TOP"), ("TL", "TRY"),
    ("TMT", "TMT"), ("TSh", "TZS"), ("TT$", "TTD"), ("TW$", "TWD"), ("Tk", "BDT"), ("U$", "USD"), ("U$D", "USD"), ("U$S", "USD"),
    ("UM", "MRU"), ("US$", "USD"), ("USD$", "USD"), ("USh", "UGX"), ("VND", "VND"), ("VNĐ", "VND"), ("VT", "VUV"), ("Vt", "VUV"),
    ("WS$", "WST"), ("YR", "YER"), ("Z$", "ZWL"), ("ZK", "ZMW"), ("ZŁ", "PLN"), ("Zl", "PLN"), ("Zł", "PLN"), ("ar", "MGA"),
    ("baht", "THB"), ("din", DINAR), ("din.", DINAR), ("dinara", "RSD"), ("dirham", "AED|MAD"), ("dollars", DOLLAR), ("eur", "EUR"),
    ("euro", "EUR"), ("euros", "EUR"), ("francs", FRANC), ("ftr", "HUF"), ("kn", "HRK"), ("kr", KRONE), ("kr.", KRONE),
    ("kuna", "HRK"), ("kwz", "AOA"), ("kč", "CZK"), ("lari", "GEL"), ("lei", "RON|MDL"), ("leu", "RON|MDL"), ("lv", "BGN"),
    ("m.", "AZN"), ("manat", "AZN|TMT"), ("nis", "ILS"), ("pesos", PESO), ("pln", "PLN"), ("pound", POUND), ("pounds", POUND),
    ("rm", "MYR"), ("rs", RUPEE), ("rs.", RUPEE), ("so'm", "UZS"), ("so\u{2bb}m", "UZS"), ("som", SOM), ("sum", "UZS"),
    ("tl", "TRY"), ("zl", "PLN"), ("zł", "PLN"), ("£", "GBP"), ("¥", "JPY|CNY"), ("ƒ", "AWG|ANG"), ("ден", "MKD"), ("ден.", "MKD"),
    ("дин", "RSD|MKD"), ("дин.", "RSD|MKD"), ("лв", "BGN"), ("лв.", "BGN"), ("лева", "BGN"), ("р", "RUB|BYN"), ("р.", "RUB|BYN"),
    ("руб", "RUB"), ("руб.", "RUB"), ("рублей", "RUB"), ("рубля", "RUB"), ("рубль", "RUB"), ("с", SOM), ("сом", "KGS"),
    ("сум", "UZS"), ("тг", "KZT"), ("тг.", "KZT"), ("тенге", "KZT"), ("гривень", "UAH"), ("грн", "UAH"), ("грн.", "UAH"),
    ("Лв", "BGN"), ("Р", "RUB|BYN"), ("Р.", "RUB|BYN"), ("РУБ", "RUB"), ("Руб", "RUB"), ("ТГ", "KZT"), ("֏", "AMD"),
    ("ש\"ח", "ILS"), ("ש״ח", "ILS"), ("؋", "AFN"), (".د.ب", "BHD"), ("تومان", "IRR"), ("ج.س", "SDG"), ("ج.س.", "SDG"),
    ("ج.م", "EGP"), ("ج.م.", "EGP"), ("جنيه", "EGP|SDG"), ("د.", "AED|MAD"), ("د.أ", "JOD"), ("د.إ", "AED"), ("د.إ.", "AED"),
    ("د.ا", "JOD"), ("د.ب", "BHD"), ("د.ب.", "BHD"), ("د.ت", "TND"), ("د.ج", "DZD"), ("د.ع", "IQD"), ("د.ك", "KWD"), ("د.ل", "LYD"),
    ("د.م", "MAD"), ("د.م.", "MAD"), ("درهم", "AED|MAD"), ("دينار", DINAR), ("ر.ع.", "OMR"), ("ر.س", "SAR"), ("ر.س.", "SAR"),
    ("ر.ق", "QAR"), ("ر.ق.", "QAR"), ("ريال", "SAR|QAR|IRR|YER|OMR"), ("ل.س", "SYP"), ("ل.ل", "LBP"), ("ش.ج", "ILS"),
    ("ش.ص", "SOS"), ("₹", "INR"), ("रु", "INR|NPR"), ("रू", "INR|NPR"), ("৳", "BDT"), ("টাকা", "BDT"), ("රු", "LKR"),
    ("රු.", "LKR"), ("฿", "THB"), ("บาท", "THB"), ("₭", "LAK"), ("ლ", "GEL"), ("ლარი", "GEL"), ("₾", "GEL"), ("ናቕፋ", "ERN"),
    ("ብር", "ETB"), ("៛", "KHR"), ("₠", "EUR"), ("₡", "CRC"), ("₣", FRANC), ("₤", "GBP|ITL"), ("₦", "NGN"), ("₨", RUPEE),
    ("₩", "KRW"), ("₪", "ILS"), ("₫", "VND"), ("đ", "VND"), ("€", "EUR"), ("₮", "MNT"), ("₱", "PHP"), ("₲", "PYG"), ("₴", "UAH"),
    ("₵", "GHS"), ("₸", "KZT"), ("₺", "TRY"), ("₼", "AZN"), ("₽", "RUB"), ("₿", "XBT"), ("﷼", "SAR|QAR|IRR|YER|OMR"), ("₶", "TNL"),
    ("￠", DOLLAR), ("￡", "GBP"), ("￥", "JPY|CNY"), ("￦", "KRW"), ("＄", DOLLAR), ("人民币", "CNY"), ("人民幣", "CNY"), ("元", YUAN),
    ("円", "JPY"), ("圆", "CNY"), ("圓", YUAN), ("港元", "HKD"), ("日元", "JPY"), ("美元", "USD"), ("欧元", "EUR"), ("원", "KRW"),
];

/// Longest sign, in characters; checked by a test.
const LONGEST: usize = 8;

/// A currency as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign<'t> {
    /// The text.
    pub written: &'t str,
    /// Codes it may stand for, `|` between them.
    codes: &'static str,
}

impl Sign<'_> {
    /// The one currency it stands for; `lei` is Romania's unless a hint says Moldova.
    pub(super) fn iso(&self) -> Option<&'static str> {
        match self.codes {
            "RON|MDL" => Some("RON"),
            // Belarus writes its own code far more often than the bare letter.
            "RUB|BYN" => Some("RUB"),
            codes if codes.contains('|') => None,
            codes => Some(codes),
        }
    }

    /// Whether it may stand for `iso`.
    pub(super) fn allows(&self, iso: &str) -> bool {
        self.codes.split('|').any(|code| code == iso)
    }
}

fn look_up(written: &str) -> Option<&'static str> {
    if let Ok(at) = CODES.binary_search(&written) {
        return CODES.get(at).copied();
    }
    let found = table().binary_search_by(|(sign, _)| sign.cmp(&written)).ok();
    found
        .and_then(|at| table().get(at))
        .map(|(_, codes)| *codes)
        .or_else(|| LOWER_CODES.contains(&written).then(|| CODES.iter().find(|code| code.eq_ignore_ascii_case(written)).copied()).flatten())
}

/// The table sorted by bytes, which for a table of many scripts is not the order in which people keep it.
fn table() -> &'static [(&'static str, &'static str)] {
    static SORTED: std::sync::OnceLock<Vec<(&str, &str)>> = std::sync::OnceLock::new();
    SORTED.get_or_init(|| {
        let mut signs = SIGNS.to_vec();
        signs.sort_unstable();
        signs
    })
}

/// The currency that ends before `end`, spaces between allowed, and where it starts.
pub(super) fn before(text: &str, end: usize) -> Option<(Sign<'_>, usize)> {
    let head = text.get(..end)?;
    let trimmed = head.trim_end_matches(' ');
    // `$..75`, `Rs: 500`
    let trimmed = if head.len() - trimmed.len() > 3 { return None } else { trimmed.trim_end_matches('.') };
    let dotted = head.get(..trimmed.len() + 1).filter(|dotted| dotted.ends_with('.') && *dotted != trimmed);
    [dotted, Some(trimmed)].into_iter().flatten().find_map(ending).map(|sign| {
        let start = sign.written.as_ptr() as usize - text.as_ptr() as usize;
        widen(text, sign, start)
    })
}

/// The longest sign at the end of `head`, at a word boundary.
fn ending(head: &str) -> Option<Sign<'_>> {
    let starts: Vec<usize> = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| *c != ' ').map(|(at, _)| at).collect();
    starts.into_iter().rev().find_map(|start| {
        let written = head.get(start..)?;
        let codes = look_up(written)?;
        let first = written.chars().next()?;
        let glued = head.get(..start)?.chars().next_back().is_some_and(|before| before.is_alphanumeric());
        (!(first.is_alphabetic() && is_spaced(first) && glued)).then_some(Sign { written, codes })
    })
}

/// `US $5` and `SGD$5`: letters in front of a dollar sign say whose dollar it is.
fn widen<'t>(text: &'t str, sign: Sign<'t>, start: usize) -> (Sign<'t>, usize) {
    let unwidened = (sign, start);
    if sign.written != "$" {
        return unwidened;
    }
    let head = text.get(..start).unwrap_or_default();
    let trimmed = head.strip_suffix(' ').unwrap_or(head);
    let letters = trimmed.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    let word_start = trimmed.len() - letters;
    let glued = trimmed.get(..word_start).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric);
    let Some(word) = trimmed.get(word_start..).filter(|word| !glued && !word.is_empty()) else { return unwidened };
    let codes = CODES.binary_search(&word).ok().and_then(|at| CODES.get(at)).copied().or_else(|| look_up(&format!("{word}$")));
    match (codes, text.get(word_start..start + 1)) {
        // A single letter counts only when it touches the sign: `T $5` is no Tongan price.
        (Some(codes), Some(written)) if word.len() > 1 || trimmed.len() == head.len() => (Sign { written, codes }, word_start),
        _ => unwidened,
    }
}

/// The currency that starts after `start`, spaces and the dash of `5,-` between allowed, and where it ends.
pub(super) fn after(text: &str, start: usize) -> Option<(Sign<'_>, usize)> {
    let mut tail = text.get(start..)?;
    for dash in [",-", ".-", ". -", ", -"] {
        if let Some(rest) = tail.strip_prefix(dash) {
            tail = rest.trim_start_matches('-');
            break;
        }
    }
    let trimmed = tail.trim_start_matches(' ');
    if tail.len() - trimmed.len() > 3 {
        return None;
    }
    let offset = text.len() - trimmed.len();
    let ends: Vec<usize> = trimmed.char_indices().take_while(|(_, c)| *c != ' ').take(LONGEST).map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().find_map(|end| {
        let written = trimmed.get(..end)?;
        let codes = look_up(written)?;
        let rest = trimmed.get(end..)?;
        let last = written.chars().next_back()?;
        let next = rest.chars().next();
        let glued = last.is_alphabetic() && is_spaced(last) && next.is_some_and(|next| next.is_alphanumeric() && !next.is_ascii_digit());
        // In `50 - $2.00` and `3 $4` the sign belongs to the number that it touches.
        let next_price = !last.is_alphabetic() && next.is_some_and(|next| next.is_ascii_digit()) && tail.len() != trimmed.len();
        (!glued && !next_price).then_some((Sign { written, codes }, offset + end))
    })
}

/// Scripts that put spaces between words, so that a letter beside a sign makes it part of a word.
const fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}')
}

/// The first currency named anywhere in a text; one that settles a currency before one that does not.
pub(super) fn find(text: &str) -> Option<Sign<'_>> {
    let text = crate::limits::cut(text, 200);
    let mut shared = None;
    for (at, c) in text.char_indices() {
        if c == ' ' || c.is_ascii_digit() {
            continue;
        }
        let starts_word = text.get(..at)?.chars().next_back().is_none_or(|before| !before.is_alphabetic());
        if c.is_alphabetic() && is_spaced(c) && !starts_word {
            continue;
        }
        let Some((sign, _)) = after(text, at) else { continue };
        // A lone letter in running text is a word or an initial.
        if sign.written.len() == 1 && c.is_alphabetic() && text.trim() != sign.written {
            continue;
        }
        if sign.iso().is_some() {
            return Some(sign);
        }
        shared = shared.or(Some(sign));
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_searched() {
        assert!(CODES.is_sorted());
        assert!(SIGNS.iter().all(|(sign, codes)| sign.chars().count() <= LONGEST && !codes.is_empty()));
        let mut signs: Vec<_> = SIGNS.iter().map(|(sign, _)| sign).collect();
        signs.sort_unstable();
        assert!(signs.windows(2).all(|pair| pair[0] != pair[1]), "a sign stands twice");
    }

    #[test]
    fn a_currency_is_found_in_a_hint() {
        assert_eq!(find("Price From £ 39.95").and_then(|sign| sign.iso()), Some("GBP"));
        assert_eq!(find("comprar"), None);
        assert_eq!(find("Р").and_then(|sign| sign.iso()), Some("RUB"));
        assert_eq!(find("$").and_then(|sign| sign.iso()), None);
        assert_eq!(find("usd").and_then(|sign| sign.iso()), Some("USD"));
    }
}
