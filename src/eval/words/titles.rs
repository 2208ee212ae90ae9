//! Titles of goods that established shops sold: which brand is named, and whether anything is doubted.

use crate::engine::Engine;
use crate::error::EngineError;
use crate::eval::table::{Row, Table};
use crate::finding::State;
use crate::listing::{Listing, Money, PageKind};
use crate::product::GoodsBrain;
use crate::text::folded_text;

use super::Words;

/// Something sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// Its title.
    pub title: String,
    /// The brand that the shop states, where it states one.
    pub brand: Option<String>,
    /// What it costs.
    pub price: Option<Money>,
    /// What it is said to have cost.
    pub list_price: Option<Money>,
}

/// The tables of the collection: file, column of the price, of the list price, and currency. All have a `title`, some a `brand`.
pub const TABLES: [(&str, &str, &str, &str); 4] = [
    ("flipkart.tsv", "sale_price_inr", "retail_price_inr", "INR"),
    ("adidas-nike.tsv", "sale_price", "list_price", "USD"),
    ("adidas-shop.tsv", "price", "", "USD"),
    ("myntra.tsv", "", "", "INR"),
];

/// The goods of a table with the columns that [`TABLES`] names.
#[must_use]
pub fn goods(table: &Table, price: &str, list_price: &str, currency: &str) -> Vec<Goods> {
    let money = |row: Row<'_>, column: &str| {
        let amount = row.number::<rust_decimal::Decimal>(column).filter(|amount| !amount.is_zero())?;
        Some(Money { amount, currency: Some(currency.to_owned()) })
    };
    let one = |row: Row<'_>| Goods {
        title: row.text("title").to_owned(),
        brand: Some(row.text("brand").to_owned()).filter(|brand| !brand.is_empty()),
        price: money(row, price),
        list_price: money(row, list_price),
    };
    table.rows().map(one).collect()
}

/// Index of the brand whose name a brand field is or begins with.
fn labelled(names: &[(String, usize)], field: &str) -> Option<usize> {
    let begins = |name: &str| field.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    names.iter().filter(|(name, _)| begins(name)).max_by_key(|(name, _)| name.len()).map(|(_, brand)| *brand)
}

/// Counts brands named. A title counts for finding if it names the brand that it is labelled with, read as words; titles without a label begin
/// with it. Everyday words count as well. Without a labelled brand nothing says that an answer is right: it counts as wrong.
pub fn spot(engine: &Engine, goods: &[Goods], words: &mut Words) {
    let packs = engine.packs();
    let brain = GoodsBrain::new(packs);
    let plain = |text: &str| folded_text(text).replace('-', " ");
    let names = packs.brands.iter().enumerate().flat_map(|(index, brand)| {
        let names = std::iter::once(&brand.name).chain(&brand.names);
        names.map(move |name| (plain(name), index))
    });
    let names: Vec<(String, usize)> = names.collect();
    for Goods { title, brand, .. } in goods {
        let spaced = format!(" {} ", plain(title));
        let expected = labelled(&names, &plain(brand.as_ref().unwrap_or(title)));
        let stands = |brand| names.iter().any(|(name, owner)| *owner == brand && spaced.contains(&format!(" {name} ")));
        let answer = brain.resolve(packs, &Listing { title: Some(title.clone()), ..Listing::default() }).brand;
        let answer = answer.and_then(|named| packs.brands.iter().position(|brand| brand.id == named.brand.id));
        if answer.is_some() {
            words.right.seek(answer == expected, || format!("{title} ({})", brand.as_deref().unwrap_or("no brand")));
        }
        if expected.is_some_and(stands) {
            words.spotted.seek(answer == expected, || title.clone());
        }
    }
}

/// Counts goods that are doubted.
///
/// # Errors
/// [`EngineError::Internal`].
pub fn doubt(engine: &Engine, goods: &[Goods], words: &mut Words) -> Result<(), EngineError> {
    for Goods { title, brand, price, list_price } in goods.iter().cloned() {
        let (kind, shown) = (PageKind::Product, title.clone());
        let listing = Listing { kind, title: Some(title), brand, price, list_price, ..Listing::default() };
        let state = engine.assess_listing(listing)?.state;
        words.doubted.spare(state >= State::Caution, || shown.clone());
        words.high.spare(state == State::High, || shown);
    }
    Ok(())
}
