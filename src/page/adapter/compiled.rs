//! An adapter with its selectors and patterns compiled.

use crate::pack::{Adapter, AdapterCards, AdapterField, PageHints, Pattern, Reading, Selector};

#[derive(Debug)]
pub(super) struct Compiled {
    pub site: Option<String>,
    pub marks: Vec<Selector>,
    pub product_pages: Hints,
    pub card_pages: Hints,
    pub fields: Vec<(AdapterField, Vec<Reading>)>,
    pub patterns: Vec<(AdapterField, Pattern)>,
    pub cards: Option<Cards>,
    pub ids: Vec<Pattern>,
    currency: Option<String>,
    by_ending: Vec<(String, String)>,
}

/// How pages of one sort are told.
#[derive(Debug)]
pub(super) struct Hints {
    pub addresses: Vec<Pattern>,
    pub elements: Vec<Selector>,
}

/// Where a card and its facts stand.
#[derive(Debug)]
pub(super) struct Cards {
    pub card: Selector,
    pub title: Vec<Reading>,
    pub price: Vec<Reading>,
    pub list_price: Vec<Reading>,
    pub seller: Vec<Reading>,
    pub rating: Vec<Reading>,
    pub image: Vec<Reading>,
    pub link: Vec<Reading>,
}

impl Compiled {
    pub(super) fn new(adapter: &Adapter) -> Self {
        let by_ending = adapter.currency_by_host_ending.iter().map(|by| (format!(".{}", by.ending), by.currency.clone())).collect();
        Self {
            site: adapter.site.clone(),
            marks: selectors(&adapter.marks),
            product_pages: Hints::new(&adapter.product_pages),
            card_pages: Hints::new(&adapter.card_pages),
            fields: adapter.fields.iter().map(|(field, written)| (*field, readings(written))).collect(),
            patterns: adapter.patterns.iter().map(|by| (by.field, Pattern::new(&by.pattern))).collect(),
            cards: adapter.cards.as_ref().and_then(Cards::new),
            ids: patterns(&adapter.id_patterns),
            currency: adapter.currency.clone(),
            by_ending,
        }
    }

    /// The currency of a host's prices; the longest ending that fits counts.
    pub(super) fn currency(&self, host: &str) -> Option<&str> {
        let fits = self.by_ending.iter().filter(|(ending, _)| host.ends_with(ending.as_str()));
        let longest = fits.max_by_key(|(ending, _)| ending.len()).map(|(_, code)| code);
        longest.or(self.currency.as_ref()).map(String::as_str)
    }
}

impl Hints {
    fn new(hints: &PageHints) -> Self {
        Self { addresses: patterns(&hints.addresses), elements: selectors(&hints.elements) }
    }
}

impl Cards {
    fn new(cards: &AdapterCards) -> Option<Self> {
        Some(Self {
            card: Selector::parse(&cards.card).ok()?,
            title: readings(&cards.title),
            price: readings(&cards.price),
            list_price: readings(&cards.list_price),
            seller: readings(&cards.seller),
            rating: readings(&cards.rating),
            image: readings(&cards.image),
            link: readings(&cards.link),
        })
    }

    pub(super) fn selectors(&self) -> impl Iterator<Item = &Selector> {
        let readings = [&self.title, &self.price, &self.list_price, &self.seller, &self.rating, &self.image, &self.link];
        std::iter::once(&self.card).chain(readings.into_iter().flatten().map(|reading| &reading.selector))
    }
}

fn readings(written: &[String]) -> Vec<Reading> {
    written.iter().filter_map(|reading| Reading::parse(reading).ok()).collect()
}

fn selectors(written: &[String]) -> Vec<Selector> {
    written.iter().filter_map(|selector| Selector::parse(selector).ok()).collect()
}

fn patterns(written: &[String]) -> Vec<Pattern> {
    written.iter().map(|written| Pattern::new(written)).collect()
}
