//! Microdata and RDFa Lite to items: both mark elements as items and properties, with different attributes.

use super::{Graph, Item, Place, Property, Value, term};
use crate::limits;
use crate::listing::Source;
use crate::page::dom::{Dom, NodeId, Tag};

/// Most items kept.
const ITEMS: usize = 2_000;
/// Most properties kept.
const PROPERTIES: usize = 10_000;

/// Properties whose value is an address.
const ADDRESSES: [&str; 6] = ["url", "image", "availability", "itemCondition", "sameAs", "logo"];

/// Which attributes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Syntax {
    /// `itemscope`, `itemtype`, `itemprop`.
    Microdata,
    /// `typeof`, `property`.
    Rdfa,
}

/// Reads the page's items of one syntax.
pub(in crate::page) fn read(dom: &Dom<'_>, syntax: Syntax) -> Graph {
    let (source, kind, name, id) = match syntax {
        Syntax::Microdata => (Source::Microdata, "itemtype", "itemprop", "itemid"),
        Syntax::Rdfa => (Source::Rdfa, "typeof", "property", "resource"),
    };
    let scope = if syntax == Syntax::Microdata { "itemscope" } else { "typeof" };
    let mut graph = Graph::new(source);
    let mut properties = 0;
    // Items around the current element: index and the node after their last descendant.
    let mut open: Vec<(usize, NodeId)> = Vec::new();
    for node in dom.all() {
        while open.last().is_some_and(|(_, end)| *end <= node) {
            open.pop();
        }
        if dom.attributes(node).is_empty() {
            continue;
        }
        let opens = dom.has(node, scope) || syntax == Syntax::Microdata && dom.has(node, kind);
        let names = dom.attribute(node, name).filter(|_| !open.is_empty());
        if !opens && names.is_none() || graph.items.len() >= ITEMS || properties >= PROPERTIES {
            continue;
        }
        let holder = open.last().map(|(index, _)| *index);
        let names: Vec<String> =
            names.iter().flat_map(|names| names.split_whitespace()).take(4).map(|name| term(name).to_owned()).collect();
        let value = if opens {
            let types = dom.attribute(node, kind).unwrap_or_default();
            graph.items.push(Item {
                types: types.split_whitespace().take(8).map(|written| term(written).to_owned()).collect(),
                id: dom.attribute(node, id).map(|id| id.into_owned()),
                properties: Vec::new(),
                place: Place::Element(node),
                holder: holder.zip(names.first().cloned()),
            });
            open.push((graph.items.len() - 1, dom.end(node)));
            Value::Item(graph.items.len() - 1)
        } else {
            Value::Text(value_of(dom, node, &names))
        };
        let Some(holder) = holder.and_then(|index| graph.items.get_mut(index)) else { continue };
        for name in names {
            properties += 1;
            holder.properties.push(Property { name, value: value.clone(), place: Place::Element(node) });
        }
    }
    if syntax == Syntax::Microdata {
        super::itemref::follow(dom, &mut graph, PROPERTIES.saturating_sub(properties));
    }
    graph
}

/// The value that an element gives a property (HTML Standard 5.2.4), a `content` attribute before all else.
pub(super) fn value_of(dom: &Dom<'_>, node: NodeId, names: &[String]) -> String {
    if let Some(content) = dom.attribute(node, "content") {
        return content.into_owned();
    }
    let from = match dom.tag(node) {
        Some(Tag::A | Tag::AREA | Tag::LINK) => "href",
        Some(Tag::IMG | Tag::SOURCE | Tag::EMBED | Tag::IFRAME | Tag::TRACK) => "src",
        Some(Tag::OBJECT) => "data",
        Some(Tag::TIME) => "datetime",
        Some(Tag::INPUT) => "value",
        _ => "value",
    };
    let attribute = dom.attribute(node, from).filter(|value| !value.trim().is_empty());
    // A link around a name is a name: `<a itemprop="brand" href="…">Acme</a>`.
    let text = || dom.text(node, limits::STRING_BYTES);
    match attribute {
        Some(value) if dom.is(node, Tag::A) && !names.iter().any(|name| ADDRESSES.contains(&name.as_str())) => {
            Some(text()).filter(|text| !text.is_empty()).unwrap_or_else(|| value.into_owned())
        }
        Some(value) => value.into_owned(),
        None => text(),
    }
}
