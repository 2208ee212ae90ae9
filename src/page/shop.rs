//! Facts on the shop as a whole: links, discounts, contact and legal pages, ways to pay.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::address::Address;
use super::dom::Dom;
use super::view::{Shown, View};
use super::words::{Found, Words};
use super::{Link, Zone};
use crate::listing::{Card, Listing, Money, Shop};
use crate::text::domain;

/// Most ways to pay kept.
const PAYMENTS: usize = 20;

/// Counts links and prices.
pub(super) fn shop(listing: &Listing, links: &[Link], words: &Words, address: &Address, cards: &[Card], prices: &[Shown]) -> Shop {
    let mut shop = Shop { domain: address.domain.clone(), ..Shop::default() };
    let web = links.iter().filter(|link| link.url.starts_with("http"));
    let (mut total, mut external, mut social) = (0, 0, 0);
    // Few hosts stand behind many links: for each whether it is another shop's and whether it holds profiles.
    let mut sites: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for link in web {
        total += 1;
        let Some(host) = domain::host_of(&link.url) else { continue };
        let (is_external, is_social) = *sites.entry(host).or_insert_with_key(|host| {
            let target = domain::registrable(host);
            let is_external = target.is_some() && address.domain.is_some() && address.domain != target;
            (is_external, target.is_some_and(|target| words.is_social(&target)))
        });
        external += u64::from(is_external);
        social += u64::from(is_social);
    }
    shop.links_total = Some(total);
    shop.links_social = Some(social);
    shop.links_external = address.domain.is_some().then_some(external);
    let own = listing.price.as_ref().map(|price| (price, listing.list_price.as_ref()));
    let pairs: Vec<(&Money, Option<&Money>)> =
        own.into_iter().chain(cards.iter().filter_map(|card| Some((card.price.as_ref()?, card.list_price.as_ref())))).collect();
    let mut discounts: Vec<u8> = pairs.iter().filter_map(|(price, list)| discount(price, (*list)?)).collect();
    discounts.sort_unstable();
    let number = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    shop.prices_shown = Some(number(pairs.len()));
    shop.prices_discounted = Some(number(discounts.len()));
    shop.prices_struck_through = Some(number(prices.iter().filter(|shown| shown.struck).count()));
    shop.discount_median_percent = discounts.get(discounts.len().saturating_sub(1) / 2).copied();
    shop.discount_max_percent = discounts.last().copied();
    shop
}

/// Whole per cent off, rounded down, of two prices of one currency.
fn discount(price: &Money, list: &Money) -> Option<u8> {
    let same = price.currency.is_none() || list.currency.is_none() || price.currency == list.currency;
    if !same || list.amount <= price.amount {
        return None;
    }
    let off = list.amount.checked_sub(price.amount)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(list.amount)?;
    off.to_u8()
}

/// Contact and legal pages and ways to pay, by label words in links, footer and picture texts.
pub(super) fn promises(shop: &mut Shop, dom: &Dom<'_>, view: &View, words: &Words, marks: &[Vec<Found<'_>>], links: &[Link]) {
    let mut payment = BTreeSet::new();
    let (mut contact, mut legal) = (false, false);
    for (run, marks) in view.runs.iter().zip(marks).filter(|(run, _)| !run.hidden) {
        for mark in marks {
            match mark.label {
                // A word in running text promises nothing; a link or a short line in the footer does.
                "contact" => contact |= run.text.len() <= 60 && (run.link.is_some() || run.zone == Zone::Footer),
                "legal" => legal |= run.text.len() <= 80 && (run.link.is_some() || run.zone == Zone::Footer),
                "payment" if run.zone != Zone::Review && (run.zone == Zone::Footer || run.text.len() <= 120) => {
                    payment.insert(mark.word.clone());
                }
                _ => {}
            }
        }
    }
    for link in links {
        contact |= link.url.starts_with("mailto:") || link.url.starts_with("tel:");
    }
    for (image, _, hidden) in &view.images {
        let text = ["alt", "title"].iter().find_map(|name| dom.attribute(*image, name).filter(|text| !text.is_empty()));
        let file = || dom.attribute(*image, "src").and_then(|src| src.rsplit('/').next().map(|file| file.replace(['-', '_', '.'], " ")));
        let Some(text) = text.map(|text| text.into_owned()).or_else(file).filter(|text| !hidden && text.len() <= 60) else { continue };
        payment.extend(words.find(&text).into_iter().filter(|found| found.label == "payment").map(|found| found.word));
    }
    shop.has_contact = Some(contact);
    shop.has_legal = Some(legal);
    shop.payment = payment.into_iter().take(PAYMENTS).collect();
}
