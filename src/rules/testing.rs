//! A bench for rules: small packs and a small page, and the bins of the signs that a rule gives on them.

use rust_decimal::Decimal;

use super::{Context, Lexicon, Rule, Said, Scope, Sign};
use crate::finding::Quote;
use crate::listing::{Listing, Money, PageKind, Shop};
use crate::model::Models;
use crate::pack::{Brand, BrandCategory, CurrencyRate, Goods, Packs, PriceBand, Site, SiteKind, Strength, Term, TermKind};
use crate::page::{Block, Page, Zone};
use crate::picture::PictureFacts;
use crate::product::{NamedBrand, Product};

/// What a rule is shown.
#[derive(Default)]
pub struct Bench {
    pub packs: Packs,
    pub page: Page,
    /// Facts on the page's pictures.
    pub pictures: Vec<PictureFacts>,
    /// The listing names the first brand of the packs.
    pub branded: bool,
    /// It does so in the brand field.
    pub stated: bool,
    pub accessory: bool,
    pub used: bool,
}

impl Bench {
    /// A product page under `url` and nothing else.
    pub fn at(url: &str) -> Self {
        let listing = Listing { kind: PageKind::Product, url: Some(url.to_owned()), ..Listing::default() };
        Self { page: Page { listing, ..Page::default() }, ..Self::default() }
    }

    /// A product page with a title, in a shop.
    pub fn titled(title: &str) -> Self {
        let mut bench = Self::at("https://shoes.example/p/1");
        bench.page.listing.title = Some(title.to_owned());
        bench
    }

    /// A page that sells boots of the brand Nordwolf, whose new boots cost from 200 USD; one USD is 2 XTS.
    pub fn selling_boots() -> Self {
        let mut bench = Self::titled("Nordwolf boots");
        let price_new = PriceBand { currency: "USD".into(), low: Decimal::from(200), high: Decimal::from(400), year: 2026 };
        let mut nordwolf = brand("Nordwolf", &["nordwolf.com"]);
        nordwolf.categories = vec![BrandCategory { goods: "boots".into(), price_new }];
        bench.packs.brands = vec![nordwolf];
        bench.packs.goods = vec![Goods {
            id: "boots".into(),
            words: vec!["boots".into()],
            not_words: vec![],
            goes_with: false,
            shown_with: vec![],
            source: "test".into(),
        }];
        bench.packs.currencies = [("USD", 1), ("XTS", 2)]
            .map(|(code, rate)| CurrencyRate { code: code.into(), per_usd: Decimal::from(rate), source: "test".into() })
            .to_vec();
        bench.branded = true;
        bench
    }

    /// The shop's facts, there from now on.
    pub fn shop(&mut self) -> &mut Shop {
        self.page.listing.shop.get_or_insert_with(Shop::default)
    }

    /// Adds a block of text.
    pub fn block(&mut self, text: &str, zone: Zone, hidden: bool) -> &mut Self {
        let place = format!("p:nth-of-type({})", self.page.blocks.len() + 1);
        self.page.blocks.push(Block { text: text.to_owned(), place, zone, hidden, card: None });
        self
    }

    /// The signs that a rule gives on the page.
    pub fn signs(&self, rule: &Rule) -> Vec<Sign> {
        let (packs, page, listing) = (&self.packs, &self.page, &self.page.listing);
        let lexicon = Lexicon::new(packs);
        let said = Said::read(packs, &lexicon, page, Scope::Page, listing);
        let named = packs.brands.first().filter(|_| self.branded);
        let product = Product {
            brand: named.map(|brand| NamedBrand { brand, quote: Quote::text(brand.name.as_str(), "/title"), stated: self.stated }),
            goods: packs.goods.first(),
            category: named.and_then(|brand| brand.categories.first()),
            accessory: self.accessory,
            used: self.used,
        };
        let models = Models::default();
        let host = url::Url::parse(listing.url.as_deref().unwrap_or_default()).ok();
        let site = host.as_ref().and_then(|url| packs.site_of(url.host_str()?));
        let context = Context {
            packs,
            page,
            scope: Scope::Page,
            listing,
            product: &product,
            site,
            pictures: &self.pictures,
            models: &models,
            said: &said,
        };
        let signs = (rule.check)(&context);
        assert!(signs.iter().all(|sign| !sign.quotes.is_empty()), "{} quotes nothing", rule.id);
        signs
    }

    /// The bins of those signs.
    pub fn bins(&self, rule: &Rule) -> Vec<&'static str> {
        self.signs(rule).iter().map(|sign| sign.bin).collect()
    }
}

/// A brand with its domains.
pub fn brand(name: &str, domains: &[&str]) -> Brand {
    Brand {
        id: name.to_lowercase().replace(' ', "-"),
        name: name.to_owned(),
        names: vec![],
        owner: None,
        official_domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        store_names: vec![],
        categories: vec![],
        lines: vec![],
        foreign_lines: vec![],
        style_codes: vec![],
        innocent: vec![],
        common_word: false,
        source: "test".into(),
    }
}

/// A known site.
pub fn site(domain: &str, kind: SiteKind) -> Site {
    Site { id: domain.to_owned(), name: domain.to_owned(), kind, domains: vec![domain.to_owned()], source: "test".into() }
}

/// A term, looked for in disguise too.
pub fn term(word: &str, kind: TermKind, strength: Strength) -> Term {
    Term {
        term: word.to_owned(),
        lang: "und".into(),
        kind,
        strength,
        innocent: vec![],
        innocent_with: vec![],
        likeness: false,
        disguised: true,
        source: "test".into(),
    }
}

/// An amount of money.
pub fn money(amount: i64, currency: &str) -> Money {
    Money { amount: Decimal::from(amount), currency: Some(currency.to_owned()) }
}
