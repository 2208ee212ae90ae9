//! Rough conversion between currencies, good enough for a comparison with a wide price band.

use rust_decimal::Decimal;

use super::Packs;
use crate::listing::Money;

/// The amount of `money` in `currency` (ISO 4217), to the hundredth; `None` where the page does not settle the currency or the
/// packs lack a rate for either.
#[must_use]
pub fn price_in(money: &Money, currency: &str, packs: &Packs) -> Option<Decimal> {
    let from = money.currency.as_deref()?;
    if from == currency {
        return Some(money.amount);
    }
    let per_usd = |code: &str| packs.currencies.iter().find(|rate| rate.code == code).map(|rate| rate.per_usd);
    let usd = money.amount.checked_div(per_usd(from)?)?;
    Some(usd.checked_mul(per_usd(currency)?)?.round_dp(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::CurrencyRate;

    fn money(amount: i64, currency: Option<&str>) -> Money {
        Money { amount: amount.into(), currency: currency.map(str::to_owned) }
    }

    fn packs() -> Packs {
        let rate = |code: &str, per_usd: &str| CurrencyRate { code: code.into(), per_usd: per_usd.parse().unwrap(), source: "test".into() };
        Packs { currencies: vec![rate("USD", "1"), rate("EUR", "0.8"), rate("JPY", "150")], ..Packs::default() }
    }

    #[test]
    fn a_price_is_converted_through_the_dollar() {
        assert_eq!(price_in(&money(80, Some("EUR")), "USD", &packs()), Some(100.into()));
        assert_eq!(price_in(&money(100, Some("JPY")), "EUR", &packs()), Some("0.53".parse().unwrap()));
    }

    #[test]
    fn the_same_currency_needs_no_rate() {
        assert_eq!(price_in(&money(7, Some("XAU")), "XAU", &packs()), Some(7.into()));
    }

    #[test]
    fn an_unknown_currency_gives_no_price() {
        assert_eq!(price_in(&money(7, None), "USD", &packs()), None);
        assert_eq!(price_in(&money(7, Some("XAU")), "USD", &packs()), None);
        assert_eq!(price_in(&money(7, Some("USD")), "XAU", &packs()), None);
    }

    #[test]
    fn an_absurd_amount_gives_no_price_and_no_panic() {
        let huge = Money { amount: Decimal::MAX, currency: Some("USD".into()) };
        assert_eq!(price_in(&huge, "JPY", &packs()), None);
    }
}
