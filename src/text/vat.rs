//! Check digits of VAT identification numbers, where the country's algorithm is public.
//!
//! The algorithms are those that the European Commission describes for VIES and the national tax offices publish. Countries whose
//! algorithm is not public, or has forms that it does not cover, are not judged: [`check`] answers `None`.

/// Whether a number with its country's two letters adds up. Spaces, dots and dashes are passed over.
///
/// `None` where the country is not known here or the number does not have the country's form: it may be something else.
#[must_use]
pub fn check(written: &str) -> Option<bool> {
    let code: String =
        written.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}')).take(20).map(|c| c.to_ascii_uppercase()).collect();
    let (country, rest) = code.split_at_checked(2)?;
    match country {
        "AT" => austria(&digits::<8>(rest.strip_prefix('U')?)?),
        "BE" => belgium(&digits::<10>(rest)?),
        "DE" => germany(&digits::<9>(rest)?),
        "DK" => Some(weighted(&digits::<8>(rest)?, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)),
        "FI" => finland(&digits::<8>(rest)?),
        "FR" => france(&digits::<11>(rest)?),
        "GB" => britain(rest),
        "IT" => Some(luhn(&digits::<11>(rest)?)),
        "LU" => luxembourg(&digits::<8>(rest)?),
        "NL" => netherlands(rest),
        "PL" => poland(&digits::<10>(rest)?),
        "PT" => portugal(&digits::<9>(rest)?),
        // Ten digits and the number of the branch.
        "SE" => Some(luhn(digits::<12>(rest)?.get(..10)?)),
        "ES" => spain(rest),
        _ => None,
    }
}

/// Exactly `N` digits.
fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut digits = [0; N];
    if text.len() != N {
        return None;
    }
    for (slot, c) in digits.iter_mut().zip(text.chars()) {
        *slot = c.to_digit(10)?;
    }
    Some(digits)
}

fn number(digits: &[u32]) -> u64 {
    digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit))
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The sum of a number's own digits, for two digits at most.
const fn cross_sum(number: u32) -> u32 {
    number / 10 + number % 10
}

/// Luhn: every second digit from the right doubled, the sum divisible by ten.
fn luhn(digits: &[u32]) -> bool {
    let value = |(place, digit): (usize, &u32)| if place % 2 == 1 { cross_sum(digit * 2) } else { *digit };
    digits.iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

/// Seven digits weighted 1 and 2 in turn with cross sums, plus four, to the next ten.
fn austria(digits: &[u32; 8]) -> Option<bool> {
    let sum: u32 = digits.iter().take(7).enumerate().map(|(place, digit)| if place % 2 == 1 { cross_sum(digit * 2) } else { *digit }).sum();
    Some((10 - (sum + 4) % 10) % 10 == digits[7])
}

/// The last two digits are 97 less the remainder of the first eight.
fn belgium(digits: &[u32; 10]) -> Option<bool> {
    let (head, tail) = digits.split_at(8);
    (digits[0] <= 1).then(|| 97 - number(head) % 97 == number(tail))
}

/// ISO 7064, MOD 11,10.
fn germany(digits: &[u32; 9]) -> Option<bool> {
    let product = digits.iter().take(8).fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    Some((11 - product) % 10 == digits[8])
}

fn finland(digits: &[u32; 8]) -> Option<bool> {
    let rest = weighted(digits, &[7, 9, 10, 5, 8, 4, 2]) % 11;
    Some(if rest == 0 { digits[7] == 0 } else { 11 - rest == digits[7] })
}

/// Two key digits before the SIREN: (12 + 3 · SIREN mod 97) mod 97. Keys with letters are not judged.
fn france(digits: &[u32; 11]) -> Option<bool> {
    let (key, siren) = digits.split_at(2);
    Some((12 + 3 * (number(siren) % 97)) % 97 == number(key))
}

/// Seven digits weighted 8 to 2 and two check digits: together divisible by 97, in newer numbers with 55 added. Three further
/// digits name a branch.
fn britain(rest: &str) -> Option<bool> {
    let own = if rest.len() == 12 { rest.get(..9)? } else { rest };
    let digits = digits::<9>(own)?;
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2, 10, 1]);
    Some(sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97))
}

fn luxembourg(digits: &[u32; 8]) -> Option<bool> {
    let (head, tail) = digits.split_at(6);
    Some(number(head) % 89 == number(tail))
}

/// Nine digits, `B`, two digits. Older numbers: weights 9 to 2 modulo 11. Since 2020: ISO 7064 MOD 97-10 over all of it.
fn netherlands(rest: &str) -> Option<bool> {
    let (own, branch) = rest.split_once('B')?;
    let (own, branch) = (digits::<9>(own)?, digits::<2>(branch)?);
    let old = weighted(&own, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == own[8];
    // Letters count 10 for A to 35 for Z: N is 23, L is 21, B is 11.
    let all = ((2321 * 1_000_000_000 + number(&own)) * 100 + 11) * 100 + number(&branch);
    Some(old || all % 97 == 1)
}

fn poland(digits: &[u32; 10]) -> Option<bool> {
    Some(weighted(digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9])
}

fn portugal(digits: &[u32; 9]) -> Option<bool> {
    let rest = weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    Some(if rest < 2 { digits[8] == 0 } else { 11 - rest == digits[8] })
}

/// People: a number and a letter by its remainder of 23 (foreigners' X, Y, Z count 0, 1, 2). Companies: a letter, seven digits with
/// every second one doubled from the first on, and a digit or letter.
fn spain(rest: &str) -> Option<bool> {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    const CONTROLS: &[u8; 10] = b"JABCDEFGHI";
    let (first, last) = (rest.chars().next()?, rest.chars().next_back()?);
    let middle = digits::<7>(rest.get(1..rest.len().checked_sub(1)?)?)?;
    let by_23 = |number: u64| LETTERS.get(usize::try_from(number % 23).ok()?).map(|letter| char::from(*letter) == last);
    match first {
        '0'..='9' if last.is_ascii_alphabetic() => by_23(u64::from(first.to_digit(10)?) * 10_000_000 + number(&middle)),
        'X' | 'Y' | 'Z' => by_23((u64::from(first) - u64::from('X')) * 10_000_000 + number(&middle)),
        'A'..='H' | 'J' | 'N' | 'P'..='S' | 'U' | 'V' | 'W' => {
            let value = |(place, digit): (usize, &u32)| if place % 2 == 0 { cross_sum(digit * 2) } else { *digit };
            let control = (10 - middle.iter().enumerate().map(value).sum::<u32>() % 10) % 10;
            let letter = CONTROLS.get(usize::try_from(control).ok()?).map(|letter| char::from(*letter));
            Some(last.to_digit(10) == Some(control) || letter == Some(last))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    /// Numbers that stand as examples in the algorithms' public descriptions.
    const RIGHT: [&str; 16] = [
        "DE136695976",
        "ATU13585627",
        "BE0428759497",
        "FR83404833048",
        "IT00743110157",
        "NL004495445B01",
        "NL000099998B57",
        "ESB58378431",
        "ES54362315K",
        "PL8567346215",
        "GB980780684",
        "DK13585628",
        "LU15027442",
        "PT501964843",
        "SE123456789701",
        "FI20774740",
    ];

    #[test]
    fn right_numbers_add_up_in_any_writing() {
        for code in RIGHT {
            assert_eq!(check(code), Some(true), "{code}");
        }
        assert_eq!(check("de 136 695 976"), Some(true));
        assert_eq!(check("BE 0428.759.497"), Some(true));
    }

    #[test]
    fn two_digits_swapped_do_not() {
        for code in ["DE136695967", "ATU13585267", "BE0428759479", "FR83404833084", "IT00743110175", "ESB58378413", "PL8567346251"] {
            assert_eq!(check(code), Some(false), "{code}");
        }
        for code in ["GB980780648", "DK13585682", "LU15027424", "PT501964834", "SE123456798701", "FI20774704", "NL004495454B01"] {
            assert_eq!(check(code), Some(false), "{code}");
        }
    }

    #[test]
    fn other_forms_and_countries_are_not_judged() {
        for code in ["", "D", "DE", "DE12345678", "US123456789", "FRXX404833048", "123456789", "CHE123456788", "ATU", "ES", "日本"] {
            assert_eq!(check(code), None, "{code}");
        }
    }
}
