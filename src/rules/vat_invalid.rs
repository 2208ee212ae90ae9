//! Looks at the check digits of the VAT number by which a trader names itself.
//!
//! A number that a tax office gave adds up; one made up does so about one time in ten. Typing slips are common, so the weight is
//! small. The rule stays silent on countries whose algorithm is not public and on numbers of another form.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::text::vat;

/// The rule.
pub const RULE: Rule = Rule { id: "vat-invalid", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let trader = context.listing.seller.as_ref().and_then(|seller| seller.trader.as_ref());
    let number = trader.and_then(|trader| trader.vat.as_deref()).filter(|number| vat::check(number) == Some(false));
    let Some(number) = number else { return Vec::new() };
    one("check-digit", vec![number.to_owned()], vec![Quote::text(number, "/seller/trader/vat")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::listing::{Seller, Trader};

    fn bins(vat: &str) -> Vec<&'static str> {
        let mut bench = Bench::titled("Boots");
        let trader = Some(Trader { vat: Some(vat.to_owned()), ..Trader::default() });
        bench.page.listing.seller = Some(Seller { trader, ..Seller::default() });
        bench.bins(&RULE)
    }

    #[test]
    fn a_number_that_does_not_add_up_is_found() {
        assert_eq!(bins("DE136695967"), ["check-digit"]);
        assert_eq!(bins("IT 00743110158"), ["check-digit"]);
    }

    #[test]
    fn right_numbers_and_other_countries_are_left_alone() {
        for vat in ["DE136695976", "GB980780684", "US123456789", "136695967", ""] {
            assert!(bins(vat).is_empty(), "{vat}");
        }
    }
}
