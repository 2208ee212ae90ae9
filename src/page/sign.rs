//! Which country's money a bare sign is: some thirty countries write `$`, and only the page can tell whose.

use super::view::Shown;
use crate::text::price::Prices;

/// Settles the signs of the prices shown. A bare number stays without a currency. A sign that mostly stands for one currency, as
/// the pound sign does for sterling, is another country's where the host's ending says so.
pub(super) fn settle(shown: &mut [Shown], prices: &Prices, host: &str, language_tag: &str) {
    for shown in shown {
        let Some(sign) = shown.price.sign.as_deref() else { continue };
        let language_tag = if shown.price.currency.is_none() { language_tag } else { "" };
        if let Some(code) = prices.currency_at(sign, host, language_tag) {
            shown.price.currency = Some(code.to_owned());
        }
    }
}
