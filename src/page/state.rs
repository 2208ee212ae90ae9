//! Facts of the state that shop software leaves in the page: the product is found by its shape, an object with the page's
//! heading as name and a price.

mod find;
mod literal;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::dom::{Dom, NodeId};
use super::draft::{self, Draft, Witness};
use super::graph::Place;
use super::tokens;
use super::view::Shown;
use crate::finding::Skipped;
use crate::limits;
use crate::listing::{Money, Source};
use crate::text::letters;
use crate::text::price::Prices;

type Fields = Map<String, Value>;
type Rank = (u8, usize);

const NAMES: &[&str] = &["name", "title", "productName", "displayName", "item_name"];
const PRICES: &[&str] = &["salePrice", "currentPrice", "price", "display_price", "prices", "priceInfo", "pricing"];
const LIST_PRICES: &[&str] = &["compare_at_price", "listPrice", "originalPrice", "regularPrice", "wasPrice", "display_regular_price"];
/// Where a price that is an object keeps its amount.
const AMOUNTS: &[&str] = &["amount", "value", "current", "currentPrice", "salePrice", "price", "now"];
const CURRENCIES: &[&str] = &["currency", "currencyCode", "priceCurrency"];
const BRANDS: &[&str] = &["brand", "brandName", "item_brand", "vendor", "manufacturer"];
const MPNS: &[&str] = &["mpn", "manufacturerPartNumber"];
const GTINS: &[&str] = &["gtin13", "gtin", "ean", "upc", "barcode"];
const STOCKS: &[&str] = &["availability", "available", "inStock", "isInStock", "in_stock", "is_in_stock"];
/// Variants looked at.
const VARIANTS: usize = 200;
/// Longest name in small letters that is taken for a code.
const CODE_CHARACTERS: usize = 3;
/// Letters of a name that are compared.
const LETTERS: usize = 300;
/// Shorter names are found in any heading.
const NAME_CHARACTERS: usize = 8;

/// Writes the facts of the page's product.
pub(super) fn product(draft: &mut Draft, dom: &Dom<'_>, heading: &str, prices: &[Shown], notes: &mut Vec<Skipped>) {
    let mut shown: Vec<Decimal> = prices.iter().map(|shown| shown.price.amount.normalize()).collect();
    shown.extend(draft.listing.price.as_ref().map(|price| price.amount.normalize()));
    // The name in structured data is the product's even where the heading is another thing's.
    let names: Vec<String> =
        [Some(heading), draft.listing.title.as_deref()].into_iter().flatten().map(|name| letters(name, LETTERS)).collect();
    let mut walk = Walk { names: &names, nodes: 0, pointer: String::new(), priced: None, bare: None };
    let blobs = find::blobs(dom, notes);
    for blob in &blobs {
        walk.value(&blob.value, blob.node, 0);
    }
    for found in walk.priced.into_iter().chain(walk.bare) {
        facts(draft, dom, &found, &shown);
    }
    if let Some(blob) = find::variations(dom, notes) {
        variations(draft, dom, blob.node, &blob.value, &shown);
    }
}

/// The product found.
struct Found<'v> {
    /// How well the name fits, then how many facts it has.
    rank: Rank,
    fields: &'v Fields,
    node: NodeId,
    pointer: String,
}

struct Walk<'a, 'v> {
    /// How the page calls its product.
    names: &'a [String],
    nodes: usize,
    pointer: String,
    /// The product with its price.
    priced: Option<Found<'v>>,
    /// The product where it has a brand and no price: some stores keep both apart.
    bare: Option<Found<'v>>,
}

impl<'v> Walk<'_, 'v> {
    fn value(&mut self, value: &'v Value, node: NodeId, depth: usize) {
        self.nodes += 1;
        if depth > limits::JSON_DEPTH || self.nodes > limits::JSON_NODES {
            return;
        }
        let length = self.pointer.len();
        match value {
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate().filter(|(_, value)| value.is_array() || value.is_object()) {
                    self.pointer.push_str(&format!("/{index}"));
                    self.value(value, node, depth + 1);
                    self.pointer.truncate(length);
                }
            }
            Value::Object(fields) => {
                if let Some((priced, rank)) = self.rank(fields) {
                    let best = if priced { &mut self.priced } else { &mut self.bare };
                    if best.as_ref().is_none_or(|best| rank > best.rank) {
                        *best = Some(Found { rank, fields, node, pointer: self.pointer.clone() });
                    }
                }
                for (key, value) in fields.iter().filter(|(_, value)| value.is_array() || value.is_object()) {
                    self.pointer.push('/');
                    self.pointer.push_str(&limits::cut(key, 100).replace('~', "~0").replace('/', "~1"));
                    self.value(value, node, depth + 1);
                    self.pointer.truncate(length);
                }
            }
            _ => {}
        }
    }

    /// Whether it has a price, and its rank; `None` for an object that is not the page's product.
    fn rank(&self, fields: &Fields) -> Option<(bool, Rank)> {
        let variants = variants(fields);
        let has = |names: &[&str], fields: &Fields| names.iter().any(|name| fields.get(*name).is_some_and(|value| !value.is_null()));
        let priced = has(PRICES, fields) || variants.iter().any(|variant| has(PRICES, variant));
        if !priced && !has(BRANDS, fields) {
            return None;
        }
        let own = NAMES.iter().find_map(|name| fields.get(*name)?.as_str());
        let name = own.or_else(|| variants.iter().find_map(|variant| variant.get("name")?.as_str()))?;
        let name = letters(&tokens::decode(name), LETTERS);
        let long = |name: &str| name.chars().count() >= NAME_CHARACTERS;
        let part = |own: &String| long(&name) && long(own) && (priced && name.contains(own) || own.contains(&name));
        let fit = if name.is_empty() {
            return None;
        } else if self.names.contains(&name) {
            2
        } else if self.names.iter().any(part) {
            1
        } else {
            return None;
        };
        let known = [BRANDS, MPNS, GTINS, STOCKS, CURRENCIES, &["sku"], &["variants"]].iter().filter(|names| has(names, fields)).count();
        Some((priced, (fit, known)))
    }
}

fn variants(fields: &Fields) -> Vec<&Fields> {
    fields.get("variants").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).take(VARIANTS).collect()
}

fn facts(draft: &mut Draft, dom: &Dom<'_>, found: &Found<'_>, shown: &[Decimal]) {
    let place = |name: &str| Place::Json(found.node, format!("{}/{name}", found.pointer));
    let variants = variants(found.fields);
    let first = variants.first();
    // What all variants share, or the only one has, is the product's.
    let shared = |name: &str| {
        let value = scalar(first?.get(name)?)?;
        variants.iter().all(|other| other.get(name).and_then(scalar).as_ref() == Some(&value)).then_some(value)
    };
    let text = |names: &[&'static str]| names.iter().find_map(|name| Some((*name, named(found.fields.get(*name)?)?)));
    let or_shared = |names: &[&'static str]| text(names).or_else(|| names.iter().find_map(|name| Some((*name, shared(name)?))));
    let prices = draft.prices;
    let mut put = |name: &str, write: &mut dyn FnMut(&mut Draft, Witness<'_>)| {
        let place = place(name);
        write(draft, Witness { dom, source: Source::StateBlob, place: &place });
    };
    if let Some((name, value)) = text(BRANDS) {
        put(name, &mut |draft, witness| {
            draft.put("/brand", |listing| &mut listing.brand, draft::brand(&value).filter(|name| !is_code(name)), witness);
        });
    }
    if let Some((name, value)) = or_shared(&["sku"]) {
        put(name, &mut |draft, witness| {
            draft.put("/sku", |listing| &mut listing.sku, draft::code(&value), witness);
        });
    }
    if let Some((name, value)) = or_shared(MPNS) {
        put(name, &mut |draft, witness| {
            draft.put("/mpn", |listing| &mut listing.mpn, draft::code(&value), witness);
        });
    }
    if let Some((name, value)) = or_shared(GTINS) {
        put(name, &mut |draft, witness| {
            draft.put("/gtin", |listing| &mut listing.gtin, draft::gtin(&value), witness);
        });
    }
    if let Some((name, value)) = text(STOCKS) {
        put(name, &mut |draft, witness| {
            draft.put("/availability", |listing| &mut listing.availability, draft::availability(&value), witness);
        });
    }
    let own_price = || PRICES.iter().find_map(|name| money(prices, found.fields, name, shown).map(|money| (*name, money)));
    let one_price = || Some(("variants", money(prices, first?, "price", shown).filter(|_| shared("price").is_some())?));
    let Some((name, price)) = own_price().or_else(one_price) else { return };
    let was = LIST_PRICES.iter().find_map(|name| money(prices, found.fields, name, shown).map(|money| (*name, money)));
    put(name, &mut |draft, witness| {
        draft.put("/price", |listing| &mut listing.price, Some(price.clone()), witness);
    });
    if let Some((name, was)) = was.filter(|(_, was)| was.amount > price.amount) {
        put(name, &mut |draft, witness| {
            draft.put("/list_price", |listing| &mut listing.list_price, Some(was.clone()), witness);
        });
    }
}

/// WooCommerce: a price that all variations share, and whether any is in stock.
fn variations(draft: &mut Draft, dom: &Dom<'_>, form: NodeId, value: &Value, shown: &[Decimal]) {
    let all: Vec<&Fields> = value.as_array().into_iter().flatten().filter_map(Value::as_object).take(VARIANTS).collect();
    let Some(first) = all.first() else { return };
    let place = Place::Json(form, "/0".to_owned());
    let witness = Witness { dom, source: Source::StateBlob, place: &place };
    let same = |name: &str| all.iter().all(|other| other.get(name) == first.get(name));
    let price = money(draft.prices, first, "display_price", shown).filter(|_| same("display_price"));
    let was = money(draft.prices, first, "display_regular_price", shown).filter(|_| same("display_regular_price"));
    if let Some(was) = was.filter(|was| price.as_ref().is_some_and(|price| was.amount > price.amount)) {
        draft.put("/list_price", |listing| &mut listing.list_price, Some(was), witness);
    }
    draft.put("/price", |listing| &mut listing.price, price, witness);
    let stock: Vec<bool> = all.iter().filter_map(|variation| variation.get("is_in_stock")?.as_bool()).collect();
    let name = if stock.contains(&true) { "InStock" } else { "OutOfStock" };
    let name = (stock.len() == all.len()).then(|| name.to_owned());
    draft.put("/availability", |listing| &mut listing.availability, name, witness);
}

/// `jj`, `0815`: how a shop calls a brand in its own tables.
fn is_code(name: &str) -> bool {
    let few = name.chars().count() <= CODE_CHARACTERS;
    few && name.chars().all(|c| c.is_lowercase()) || name.chars().all(|c| c.is_ascii_digit())
}

/// A text, number or truth value as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(limits::cut(text.trim(), limits::STRING_BYTES).to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// A text, or the name of an object.
fn named(value: &Value) -> Option<String> {
    scalar(value).or_else(|| NAMES.iter().chain(&["label", "value"]).find_map(|name| scalar(value.get(*name)?)))
}

/// The amount under a name, with its currency. A number without decimals may count cents: it is money only where the page shows
/// one of the two readings, and not both.
fn money(prices: &Prices, fields: &Fields, name: &str, shown: &[Decimal]) -> Option<Money> {
    let value = fields.get(name)?;
    let inner = value.as_object();
    let written = scalar(value).or_else(|| AMOUNTS.iter().find_map(|amount| scalar(inner?.get(*amount)?)))?;
    let currency = |fields: &Fields| CURRENCIES.iter().find_map(|name| scalar(fields.get(*name)?));
    let currency = inner.and_then(currency).or_else(|| currency(fields));
    let money = draft::money(prices, &written, currency.as_deref())?;
    if !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(money);
    }
    let cents = money.amount.checked_div(Decimal::ONE_HUNDRED)?.normalize();
    match (shown.contains(&money.amount), shown.contains(&cents)) {
        (true, false) => Some(money),
        (false, true) => Some(Money { amount: cents, ..money }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
