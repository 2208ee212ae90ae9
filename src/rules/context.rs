//! What several rules ask of the facts.

use rust_decimal::Decimal;
use url::Url;

use super::{Context, Entry, Sign};
use crate::finding::Quote;
use crate::listing::{Money, PageKind, Shop};
use crate::pack::{Brand, PriceBand, SiteKind, Strength, price_in};
use crate::text::domain;

/// Shorter bargain words stand inside too many other words.
const LURE_MIN_LETTERS: usize = 4;

/// A price beside the brand's band, both in the band's currency.
pub struct BandPrice<'a> {
    /// The price asked.
    pub asked: Decimal,
    /// What such goods cost new.
    pub band: &'a PriceBand,
    /// Whose goods.
    pub brand: &'a Brand,
}

impl<'a> Context<'a> {
    /// The host of the page's address, in ASCII.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        domain::host_of(self.page.listing.url.as_deref()?)
    }

    /// The registrable domain of the page.
    #[must_use]
    pub fn domain(&self) -> Option<String> {
        let given = self.page.listing.shop.as_ref().and_then(|shop| shop.domain.clone());
        self.host().as_deref().and_then(domain::registrable).or(given)
    }

    /// The brand that runs the page's domain itself.
    #[must_use]
    pub fn own_brand(&self) -> Option<&'a Brand> {
        let domain = self.domain()?;
        self.packs.brands.get(*self.said.lexicon.own_domains.get(&domain)?)
    }

    /// The page stands under an address that is known for what it is: a brand's own, a marketplace's, a large retailer's. A shop on
    /// a shop engine's host is a shop of its own.
    #[must_use]
    pub fn is_known_address(&self) -> bool {
        self.site.is_some_and(|site| site.kind != SiteKind::ShopHost) || self.own_brand().is_some()
    }

    /// The facts of the shop, where the page is some shop's own and rules on the shop as a whole apply.
    #[must_use]
    pub fn own_shop(&self) -> Option<&'a Shop> {
        let page = &self.page.listing;
        page.shop.as_ref().filter(|_| page.kind != PageKind::Other && !self.is_known_address())
    }

    /// A new piece of a brand's own goods with a price and a band to compare it with.
    #[must_use]
    pub fn band_price(&self) -> Option<BandPrice<'a>> {
        let brand = self.product.brand.as_ref()?.brand;
        let band = &self.product.category?.price_new;
        let is_new = self.listing.condition.as_deref().is_none_or(|condition| condition == "NewCondition");
        if self.product.accessory || self.product.used || !is_new {
            return None;
        }
        let asked = price_in(self.listing.price.as_ref()?, &band.currency, self.packs).filter(|asked| *asked > Decimal::ZERO)?;
        Some(BandPrice { asked, band, brand })
    }

    /// The name of a brand, a site or a term for people.
    #[must_use]
    pub fn name_of(&self, entry: Entry) -> &'a str {
        match entry {
            Entry::Brand(index) => self.packs.brands.get(index).map_or("", |brand| &brand.name),
            Entry::Site(index) => self.packs.sites.get(index).map_or("", |site| &site.name),
            Entry::Term(index) => self.packs.terms.get(index).map_or("", |term| &term.term),
        }
    }

    /// Bargain words of host names.
    pub fn lures(&self) -> impl Iterator<Item = &'a str> {
        let words = self.said.lexicon.host_words.iter();
        let lures =
            words.filter(|(word, strength)| **strength >= Strength::Medium && !word.starts_with('.') && word.len() >= LURE_MIN_LETTERS);
        lures.map(|(word, _)| word.as_str())
    }

    /// The parts of a host name that may be a name by themselves: between hyphens, and what bargain words leave of the whole.
    pub fn parts<'n>(&self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let cut = self.lures().flat_map(|word| [name.strip_prefix(word), name.strip_suffix(word)]).flatten();
        let cut: Vec<&str> = cut.map(|part| part.trim_matches('-')).collect();
        // A shop word is no imitation of a name that it resembles.
        let words = &self.said.lexicon.host_words;
        name.split('-').chain(cut).filter(|part| !words.contains_key(*part))
    }
}

/// Money as people write it.
#[must_use]
pub fn written(money: &Money) -> String {
    money.currency.as_ref().map_or_else(|| money.amount.to_string(), |currency| format!("{} {currency}", money.amount))
}

/// One sign as the list that a rule returns.
#[must_use]
pub fn one(bin: &'static str, args: Vec<String>, quotes: Vec<Quote>) -> Vec<Sign> {
    vec![Sign { bin, args, quotes }]
}

/// What per cent `part` is of `whole`, rounded down; `None` for a whole of 0 and numbers beyond all prices.
#[must_use]
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole).map(|percent| percent.floor())
}

/// Whether a link leads to the page on which it stands, and to no named place on it.
#[must_use]
pub fn leads_back(page: &Url, link: &str) -> bool {
    if link == "#" {
        return true;
    }
    let Ok(mut link) = Url::parse(link) else { return false };
    if link.fragment().is_some_and(|place| !place.is_empty()) {
        return false;
    }
    let mut page = page.clone();
    page.set_fragment(None);
    link.set_fragment(None);
    page == link
}
