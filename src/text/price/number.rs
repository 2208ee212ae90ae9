//! Numbers with their separators: which dot is a decimal point.

use std::ops::Range;

use rust_decimal::Decimal;

/// Most digits of an amount: a price of more is none.
const AMOUNT_DIGITS: usize = 15;

/// A number as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// Digits and separators (`.`, `,`, `'`, space), beginning with a digit or a dot, ending with a digit.
    pub written: &'t str,
    /// Its place in the text, with the sign for ten thousands and what follows it.
    pub range: Range<usize>,
    /// Counted in ten thousands (`3万`, `3만`), with the digits behind the sign (`3万5000`).
    ten_thousands: Option<&'t str>,
}

/// Signs for ten thousand in Chinese, Japanese and Korean (Unicode, numeric value 10000; Hangul 만).
const TEN_THOUSANDS: [char; 3] = ['万', '萬', '만'];

impl Number<'_> {
    /// No decimal part is written.
    pub(super) fn is_whole(&self) -> bool {
        !self.written.contains(['.', ','])
    }

    /// Written with cents or with thousands set apart, as prices are and sizes and models are not.
    pub(super) fn is_grouped_or_has_cents(&self) -> bool {
        self.written.rfind(['.', ',', '\'', ' ']).is_some_and(|at| matches!(self.written.len() - at - 1, 2 | 3))
    }

    /// The amount; `None` for a date, a version number or too many digits. `thousandths`: the currency has three decimals, so
    /// a single separator before three digits is a decimal point.
    pub(super) fn amount(&self, thousandths: bool) -> Option<Decimal> {
        let written = self.written;
        let last = written.rfind(['.', ',']);
        let decimal_at = match last {
            None => None,
            Some(at) => {
                let separator = written.get(at..=at)?;
                let digits_after = written.get(at + 1..)?.trim_start().len();
                let repeated = written.matches(separator).count() > 1;
                let other = written.get(1..at).is_some_and(|head| head.contains(['.', ',', '\'', ' ']));
                let integer = written.get(..at)?;
                if repeated {
                    // `1.234.567` groups by thousands, `15.08.2017` is no number.
                    let mut groups =
                        written.rsplit([' ', '.', ',', '\'']).map(str::len).take(written.matches([' ', '.', ',', '\'']).count());
                    // `12,34,567` groups by lakhs.
                    let grouped = groups.next() == Some(3) && groups.all(|group| matches!(group, 2 | 3));
                    if !grouped {
                        return None;
                    }
                    None
                } else if written.starts_with('.') && at > 0 {
                    None
                } else if digits_after != 3 || integer.is_empty() || integer == "0" || integer.len() > 3 || other || thousandths {
                    Some(at)
                } else {
                    None
                }
            }
        };
        let mut plain = String::with_capacity(written.len());
        for (at, byte) in written.bytes().enumerate() {
            match byte {
                b'0'..=b'9' => plain.push(char::from(byte)),
                _ if Some(at) == decimal_at => plain.push('.'),
                _ => {}
            }
        }
        if plain.len() > AMOUNT_DIGITS {
            return None;
        }
        if plain.starts_with('.') {
            plain.insert(0, '0');
        }
        let amount = Decimal::from_str_exact(&plain).ok()?;
        match self.ten_thousands {
            Some(rest) => amount.checked_mul(Decimal::from(10_000))?.checked_add(rest.parse::<u32>().unwrap_or_default().into()),
            None => Some(amount),
        }
    }
}

/// The numbers of a text, in order.
pub(super) struct Numbers<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Numbers<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'t> Iterator for Numbers<'t> {
    type Item = Number<'t>;

    fn next(&mut self) -> Option<Number<'t>> {
        let bytes = self.text.as_bytes();
        let mut start = self.at + self.text.get(self.at..)?.find(|c: char| c.is_ascii_digit())?;
        let mut end = start;
        let mut groups = 0;
        let mut only_spaces = true;
        loop {
            let group = digits_at(bytes, end);
            end += group;
            groups += 1;
            let separator = bytes.get(end).copied();
            let next = digits_at(bytes, end + 1);
            let first_group_fits = groups > 1 || group <= 3;
            let joined = match separator {
                Some(b'.' | b',') => {
                    only_spaces = false;
                    next > 0
                }
                // A space or apostrophe only groups thousands, and only before any decimal point.
                Some(b' ' | b'\'') => only_spaces && first_group_fits && next == 3,
                _ => false,
            };
            if joined {
                end += 1;
                continue;
            }
            // `8. 94`: a decimal point set loose by markup.
            if separator == Some(b'.') && bytes.get(end + 1) == Some(&b' ') && digits_at(bytes, end + 2) == 2 && groups == 1 {
                let tail = bytes.get(end + 4).copied();
                if !tail.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b' ')) {
                    let number = Number { written: self.text.get(start..end + 4)?, range: start..end + 4, ten_thousands: None };
                    self.at = end + 4;
                    return Some(number);
                }
            }
            break;
        }
        // `.75` after a sign or a space, but not the `.5` of a word's end.
        if start > self.at && bytes.get(start - 1) == Some(&b'.') {
            let before = self.text.get(..start - 1).and_then(|head| head.chars().next_back());
            // `S/.75` and `S/.1,250`: the dot is the sign's.
            let is_fraction = !self.text.get(start..end)?.contains(['.', ',']);
            if is_fraction && before.is_none_or(|before| !before.is_alphanumeric() && before != '/') {
                start -= 1;
            }
        }
        let written = self.text.get(start..end)?;
        let ten_thousands = self.text.get(end..).and_then(|tail| tail.strip_prefix(TEN_THOUSANDS)).map(|tail| {
            let spaced = usize::from(tail.starts_with(' '));
            let digits = digits_at(tail.as_bytes(), spaced);
            end = self.text.len() - tail.len();
            if !(1..=4).contains(&digits) {
                return "";
            }
            end += spaced + digits;
            tail.get(spaced..spaced + digits).unwrap_or_default()
        });
        self.at = end;
        Some(Number { written, range: start..end, ten_thousands })
    }
}

/// How many ASCII digits stand at `at`.
fn digits_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |tail| tail.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// The cents of `35€ 99` or `35€99`, and where they end. After a space exactly two digits count: `1250€ 600` is 1,250.
pub(super) fn cents_after_sign(text: &str, sign_end: usize) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let spaced = bytes.get(sign_end) == Some(&b' ');
    let start = sign_end + usize::from(spaced);
    let digits = digits_at(bytes, start);
    let fits = if spaced { digits == 2 } else { (1..=3).contains(&digits) };
    let tail = text.get(start + digits..).and_then(|tail| tail.chars().next());
    let ends = !tail.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '%' | '\''));
    if !fits || !ends {
        return None;
    }
    let scale = u32::try_from(digits).ok()?;
    let value = text.get(start..start + digits)?.parse::<i64>().ok()?;
    Some((Decimal::new(value, scale), start + digits))
}

/// Symbols of length, mass, volume, data, time and power after a number (SI and inch-pound): what they measure is no price.
const UNITS: &[&str] = &[
    "cm", "fl", "ft", "g", "gb", "ghz", "h", "hz", "in", "inch", "kg", "km", "l", "lb", "lbs", "m", "mah", "mb", "mg", "mhz", "min", "ml",
    "mm", "mp", "oz", "px", "tb", "v", "w", "x",
];

/// Whether a number without a currency cannot be a price: a percentage, a date, a range, a measure, the tail of a word.
pub(super) fn is_no_price(text: &str, number: &Number<'_>) -> bool {
    let tail = text.get(number.range.end..).unwrap_or_default();
    let head = text.get(..number.range.start).unwrap_or_default();
    let next = tail.trim_start();
    if next.starts_with('%') || head.ends_with('%') {
        return true;
    }
    let mut after = tail.chars();
    let mut before = head.chars().rev();
    if before.next() == Some('-') && before.next().is_some_and(|c| c.is_ascii_digit()) {
        return true;
    }
    let range_or_date = matches!(after.next(), Some('-' | '/' | ':')) && after.next().is_some_and(|c| c.is_ascii_digit());
    if range_or_date
        || head.ends_with(|c: char| c.is_alphabetic() || c == '#' || c == '/' || c == ':') && !head.ends_with(": ") && glued(head)
    {
        return true;
    }
    starts_with_measure(next)
}

/// Whether a text begins with the symbol of a measure (`kg`, `ml`).
pub(super) fn starts_with_measure(text: &str) -> bool {
    let unit: String = text.chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
    UNITS.binary_search(&unit.to_lowercase().as_str()).is_ok()
}

/// The number is the tail of something written without a space (`A15`, `12:30`).
fn glued(head: &str) -> bool {
    let mut chars = head.chars().rev();
    match chars.next() {
        Some(':' | '/') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphabetic() && !c.is_uppercase() || c == '#' || c.is_ascii_uppercase(),
        None => false,
    }
}
