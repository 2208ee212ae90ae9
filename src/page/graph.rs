//! One shape for JSON-LD, microdata and RDFa: items with types and properties.

mod embedded;
mod itemref;
mod json_ld;

pub(super) use embedded::{Syntax, read as read_embedded};
pub(super) use json_ld::read as read_json_ld;

use crate::listing::{Origin, Source};

use super::dom::{Dom, NodeId};

/// Most times one item is followed into another: product, offer, price specification, seller, address and a few more.
pub(super) const HOPS: usize = 8;

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In the JSON of a script: JSON pointer.
    Json(NodeId, String),
    /// At an element.
    Element(NodeId),
}

impl Place {
    /// As an origin of a fact: the element's CSS path, for JSON with `#` and the JSON pointer.
    pub(super) fn origin(&self, dom: &Dom<'_>, source: Source) -> Origin {
        let place = match self {
            Self::Json(script, pointer) => format!("{}#{pointer}", dom.path(*script)),
            Self::Element(element) => dom.path(*element),
        };
        Origin { source, place }
    }
}

/// A property's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Text, number or address as written.
    Text(String),
    /// Index of an item.
    Item(usize),
}

/// One property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// Name without vocabulary.
    pub name: String,
    pub value: Value,
    pub place: Place,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Types without vocabulary (`Product`).
    pub types: Vec<String>,
    /// `@id` or `itemid`.
    pub id: Option<String>,
    pub properties: Vec<Property>,
    pub place: Place,
    /// The item that holds it, with the property's name; `None` at the top.
    pub holder: Option<(usize, String)>,
}

/// All items of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    pub source: Source,
    pub items: Vec<Item>,
}

impl Graph {
    pub(super) const fn new(source: Source) -> Self {
        Self { source, items: Vec::new() }
    }

    /// Whether the item has one of the types.
    pub(super) fn is_a(&self, item: usize, types: &[&str]) -> bool {
        self.items.get(item).is_some_and(|item| item.types.iter().any(|own| types.contains(&own.as_str())))
    }

    /// The values of a property, in order.
    pub(super) fn values<'g>(&'g self, item: usize, name: &'g str) -> impl Iterator<Item = &'g Property> {
        let properties = self.items.get(item).map_or(&[][..], |item| &item.properties);
        properties.iter().filter(move |property| property.name.eq_ignore_ascii_case(name))
    }

    /// The codes of currencies that offers name, wherever they stand.
    pub(super) fn currencies(&self) -> impl Iterator<Item = &str> {
        (0..self.items.len()).filter_map(|item| self.text(item, &["priceCurrency"])).map(|(code, _)| code)
    }

    /// The items that a property leads to.
    pub(super) fn items_at<'g>(&'g self, item: usize, name: &'g str) -> impl Iterator<Item = usize> + 'g {
        self.values(item, name).filter_map(|property| match property.value {
            Value::Item(index) => Some(index),
            Value::Text(_) => None,
        })
    }

    /// The first text of the first of these properties that has one; of an item its name or value.
    pub(super) fn text<'g>(&'g self, item: usize, names: &'g [&str]) -> Option<(&'g str, &'g Place)> {
        names.iter().find_map(|name| self.values(item, name).find_map(|property| self.text_of(property, 0)))
    }

    /// All texts of a property.
    pub(super) fn texts<'g>(&'g self, item: usize, name: &'g str) -> impl Iterator<Item = (&'g str, &'g Place)> {
        self.values(item, name).filter_map(|property| self.text_of(property, 0))
    }

    fn text_of<'g>(&'g self, property: &'g Property, hops: usize) -> Option<(&'g str, &'g Place)> {
        match &property.value {
            Value::Text(text) => Some((text.trim(), &property.place)).filter(|(text, _)| !text.is_empty()),
            Value::Item(_) if hops >= HOPS => None,
            Value::Item(item) => {
                let names = ["name", "@value", "value", "url", "contentUrl", "ratingValue"];
                names.iter().find_map(|name| self.values(*item, name).find_map(|inner| self.text_of(inner, hops + 1)))
            }
        }
    }
}

/// A schema.org term without its vocabulary: `http://schema.org/InStock` and `schema:InStock` are `InStock`.
pub(super) fn term(written: &str) -> &str {
    let written = written.trim().trim_end_matches('/');
    let after_path = written.rsplit(['/', '#']).next().unwrap_or(written);
    after_path.strip_prefix("schema:").unwrap_or(after_path)
}
