//! Looks at the check digit of the article number (GTIN: the number under the bar code).
//!
//! A number that was copied from the box adds up; one typed at random does so one time in ten. Typing slips are common, so the
//! weight is small. The rule stays silent on numbers of other lengths (shops put their own numbers there) and on rows of zeros.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::product::gtin_valid;

/// The rule.
pub const RULE: Rule = Rule { id: "gtin-invalid", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let Some(gtin) = context.listing.gtin.as_deref().filter(|gtin| is_wrong(gtin.trim())) else { return Vec::new() };
    one("check-digit", vec![gtin.to_owned()], vec![Quote::text(gtin, "/gtin")])
}

/// Whether a number has a GTIN's length and is none.
fn is_wrong(gtin: &str) -> bool {
    let is_number = gtin.bytes().all(|byte| byte.is_ascii_digit()) && gtin.bytes().any(|byte| byte != b'0');
    matches!(gtin.len(), 8 | 12 | 13 | 14) && is_number && !gtin_valid(gtin)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;

    fn bins(gtin: &str) -> Vec<&'static str> {
        let mut bench = Bench::titled("Boots");
        bench.page.listing.gtin = Some(gtin.to_owned());
        bench.bins(&RULE)
    }

    #[test]
    fn a_wrong_check_digit_is_found() {
        assert_eq!(bins("4006381333932"), ["check-digit"]);
        assert_eq!(bins("036000291453"), ["check-digit"]);
    }

    #[test]
    fn right_numbers_and_other_numbers_are_left_alone() {
        for gtin in ["4006381333931", "036000291452", "96385074", "00012345600012", "12345", "AB06381333932", "00000000", "０0000001"] {
            assert!(bins(gtin).is_empty(), "{gtin}");
        }
    }
}
