//! What must hold of a brand.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::pattern::groups;
use super::{Entry, Known, all_long_enough, id, is_host, known_goods, long_enough, some_words, source, word, words};
use crate::pack::fault::{FaultCode, Faults};
use crate::pack::{Brand, PriceBand};
use crate::text::domain;

impl Entry for Brand {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        word("name", &self.name, faults);
        long_enough("name", &self.name, faults);
        words("names", &self.names, faults);
        all_long_enough("names", &self.names, faults);
        if let Some(owner) = &self.owner {
            word("owner", owner, faults);
        }
        some_words("official_domains", &self.official_domains, faults);
        for host in &self.official_domains {
            if !is_host(host) || domain::registrable(host).as_ref() != Some(host) {
                faults.add(
                    FaultCode::BadValue,
                    format!("official domain {host:?} is not a registrable domain (like \"nike.com\", without \"www.\")"),
                );
            }
        }
        words("store_names", &self.store_names, faults);
        let mut kinds = BTreeSet::new();
        for category in &self.categories {
            known_goods(&category.goods, known, faults);
            if !kinds.insert(category.goods.as_str()) {
                faults.add(FaultCode::Twice, format!("category {:?} stands there twice", category.goods));
            }
            band(&category.price_new, &category.goods, known, faults);
        }
        words("lines", &self.lines, faults);
        all_long_enough("lines", &self.lines, faults);
        words("foreign_lines", &self.foreign_lines, faults);
        all_long_enough("foreign_lines", &self.foreign_lines, faults);
        for line in self.foreign_lines.iter().filter(|line| self.lines.contains(line)) {
            faults.add(FaultCode::Twice, format!("line {line:?} is its own and one of others"));
        }
        for pattern in &self.style_codes {
            if let Err((code, reason)) = style_code(pattern) {
                faults.add(code, format!("style code {pattern:?} {reason}"));
            }
        }
        words("innocent", &self.innocent, faults);
        source(&self.source, faults);
    }
}

fn band(band: &PriceBand, goods: &str, known: &Known<'_>, faults: &mut Faults) {
    if band.low < Decimal::ZERO || band.high <= Decimal::ZERO || band.low > band.high {
        faults.add(FaultCode::OutOfRange, format!("price band of {goods:?} from {} to {} is no band", band.low, band.high));
    }
    if !(2000..=2100).contains(&band.year) {
        faults.add(FaultCode::OutOfRange, format!("price band of {goods:?} has the year {}, not one from 2000 to 2100", band.year));
    }
    if !known.currencies.contains(band.currency.as_str()) {
        faults.add(
            FaultCode::UnknownReference,
            format!("price band of {goods:?} is in {:?}, for which no currencies pack has a rate", band.currency),
        );
    }
}

/// Whether a pattern of style codes can serve.
///
/// # Errors
/// Why it cannot, as the end of a sentence.
fn style_code(written: &str) -> Result<(), (FaultCode, String)> {
    groups(written)?;
    if !is_anchored(written) {
        return Err((FaultCode::BadPattern, "must begin with ^, end with $ and keep any | inside brackets".to_owned()));
    }
    Ok(())
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
