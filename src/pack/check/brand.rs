//! What must hold of a brand.

use std::collections::BTreeSet;

use regex::{Regex, RegexBuilder};
use rust_decimal::Decimal;

use super::{Entry, Known, id, is_host, known_goods, some_words, source, word, words};
use crate::pack::{Brand, PriceBand};
use crate::text::domain;

/// Longest pattern of a style code, in bytes, and room for its automaton: real ones have some 20 bytes and a few hundred states;
/// a pack from outside must not make us compile a monster.
const PATTERN_BYTES: usize = 256;
const PATTERN_AUTOMATON_BYTES: usize = 64 << 10;

impl Entry for Brand {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Vec<String>) {
        id(&self.id, faults);
        word("name", &self.name, faults);
        words("names", &self.names, faults);
        if let Some(owner) = &self.owner {
            word("owner", owner, faults);
        }
        some_words("official_domains", &self.official_domains, faults);
        for host in &self.official_domains {
            if !is_host(host) || domain::registrable(host).as_ref() != Some(host) {
                faults.push(format!("official domain {host:?} is not a registrable domain (like \"nike.com\", without \"www.\")"));
            }
        }
        words("store_names", &self.store_names, faults);
        let mut kinds = BTreeSet::new();
        for category in &self.categories {
            known_goods(&category.goods, known, faults);
            if !kinds.insert(category.goods.as_str()) {
                faults.push(format!("category {:?} stands there twice", category.goods));
            }
            band(&category.price_new, &category.goods, known, faults);
        }
        words("lines", &self.lines, faults);
        for pattern in &self.style_codes {
            if let Err(reason) = style_code(pattern) {
                faults.push(format!("style code {pattern:?} {reason}"));
            }
        }
        words("innocent", &self.innocent, faults);
        source(&self.source, faults);
    }
}

fn band(band: &PriceBand, goods: &str, known: &Known<'_>, faults: &mut Vec<String>) {
    if band.low < Decimal::ZERO || band.high <= Decimal::ZERO || band.low > band.high {
        faults.push(format!("price band of {goods:?} from {} to {} is no band", band.low, band.high));
    }
    if !(2000..=2100).contains(&band.year) {
        faults.push(format!("price band of {goods:?} has the year {}, not one from 2000 to 2100", band.year));
    }
    if !known.currencies.contains(band.currency.as_str()) {
        faults.push(format!("price band of {goods:?} is in {:?}, for which no currencies pack has a rate", band.currency));
    }
}

/// Compiles a pattern of style codes.
///
/// # Errors
/// Why it cannot serve, as the end of a sentence.
pub(crate) fn style_code(pattern: &str) -> Result<Regex, String> {
    if pattern.len() > PATTERN_BYTES {
        return Err(format!("is longer than {PATTERN_BYTES} bytes"));
    }
    let regex = RegexBuilder::new(pattern).size_limit(PATTERN_AUTOMATON_BYTES).build();
    let regex = regex.map_err(|error| format!("is no regular expression: {}", one_line(&error.to_string())))?;
    if !is_anchored(pattern) {
        return Err("must begin with ^, end with $ and keep any | inside brackets".to_owned());
    }
    Ok(regex)
}

/// Whether a well-formed pattern can only match a whole string.
fn is_anchored(pattern: &str) -> bool {
    let Some(body) = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')) else { return false };
    let (mut depth, mut in_class, mut escaped) = (0_u32, false, false);
    for c in body.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            _ if in_class => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return false,
            _ => {}
        }
    }
    // A trailing `\` would have escaped the `$`.
    !escaped
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_code_must_fit_the_whole_code() {
        for pattern in ["^[A-Z0-9]{6}-[0-9]{3}$", "^(?:AB|CD)[0-9]$", r"^A\|B$", "^[|]$"] {
            assert!(style_code(pattern).is_ok(), "{pattern}");
        }
        for pattern in ["[A-Z]+", "^[A-Z]+", "[A-Z]+$", "^A|B$", r"^A\$", "^(A$", "^[A-Z]{1000}{1000}$"] {
            assert!(style_code(pattern).is_err(), "{pattern}");
        }
    }
}
