//! JSON-LD to items.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Graph, Item, Place, Property, Value, term};
use crate::finding::Skipped;
use crate::limits;
use crate::listing::Source;
use crate::page::dom::{Dom, NodeId, Tag};
use crate::page::{json, skipped};

/// Reads every JSON-LD script of the page.
pub(in crate::page) fn read(dom: &Dom<'_>, notes: &mut Vec<Skipped>) -> Graph {
    let mut walk = Walk { graph: Graph::new(Source::JsonLd), script: NodeId::ROOT, nodes: 0, cut: false };
    let mut bytes = 0;
    for script in dom.all().filter(|id| dom.is(*id, Tag::SCRIPT)) {
        let is_json_ld = dom.attribute(script, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        let Some(text) = dom.raw(script).filter(|_| is_json_ld) else { continue };
        bytes += text.len();
        if bytes > limits::JSON_LD_BYTES {
            notes.push(skipped("json-ld", dom.path(script), "too-large"));
            break;
        }
        let Some(values) = json::read(text) else {
            notes.push(skipped("json-ld", dom.path(script), "broken"));
            continue;
        };
        walk.script = script;
        let single = values.len() == 1;
        for (index, value) in values.iter().enumerate() {
            walk.value(value, if single { String::new() } else { format!("/{index}") }, None, 0);
        }
        if std::mem::take(&mut walk.cut) {
            notes.push(skipped("json-ld", dom.path(script), "too-large"));
        }
    }
    join_by_id(&mut walk.graph);
    walk.graph
}

struct Walk {
    graph: Graph,
    script: NodeId,
    nodes: usize,
    cut: bool,
}

impl Walk {
    /// Takes in a value; `holder` is the item and property that it belongs to.
    fn value(&mut self, value: &Json, pointer: String, holder: Option<(usize, &str)>, depth: usize) {
        self.nodes += 1;
        if depth > limits::JSON_DEPTH || self.nodes > limits::JSON_NODES {
            self.cut = true;
            return;
        }
        match value {
            Json::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(value, format!("{pointer}/{index}"), holder, depth + 1);
                }
            }
            Json::Object(fields) => {
                let index = self.graph.items.len();
                let types = fields.get("@type").map(strings).unwrap_or_default();
                self.graph.items.push(Item {
                    types: types.iter().map(|written| term(written).to_owned()).collect(),
                    id: fields.get("@id").and_then(Json::as_str).map(str::to_owned),
                    properties: Vec::new(),
                    place: Place::Json(self.script, pointer.clone()),
                    holder: holder.map(|(item, name)| (item, name.to_owned())),
                });
                self.add(holder, Value::Item(index), &pointer);
                for (key, value) in fields {
                    let inner = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                    match key.as_str() {
                        "@graph" => self.value(value, inner, None, depth + 1),
                        "@value" => self.value(value, inner, Some((index, "@value")), depth + 1),
                        key if key.starts_with('@') => {}
                        key => self.value(value, inner, Some((index, term(key))), depth + 1),
                    }
                }
            }
            Json::String(text) => {
                let text = super::super::tokens::decode(limits::cut(text, limits::STRING_BYTES)).into_owned();
                self.add(holder, Value::Text(text), &pointer);
            }
            Json::Number(number) => self.add(holder, Value::Text(number.to_string()), &pointer),
            Json::Bool(truth) => self.add(holder, Value::Text(truth.to_string()), &pointer),
            Json::Null => {}
        }
    }

    fn add(&mut self, holder: Option<(usize, &str)>, value: Value, pointer: &str) {
        let Some((item, name)) = holder else { return };
        let place = Place::Json(self.script, pointer.to_owned());
        if let Some(item) = self.graph.items.get_mut(item) {
            item.properties.push(Property { name: name.to_owned(), value, place });
        }
    }
}

fn strings(value: &Json) -> Vec<&str> {
    match value {
        Json::String(text) => vec![text],
        Json::Array(values) => values.iter().filter_map(Json::as_str).take(8).collect(),
        _ => Vec::new(),
    }
}

/// Points mentions that have nothing but an `@id` to the item that is described elsewhere.
fn join_by_id(graph: &mut Graph) {
    let mut described: BTreeMap<String, usize> = BTreeMap::new();
    for (index, item) in graph.items.iter().enumerate() {
        if let Some(id) = item.id.as_ref().filter(|_| !item.properties.is_empty()) {
            described.entry(id.clone()).or_insert(index);
        }
    }
    if described.is_empty() {
        return;
    }
    let target: Vec<Option<usize>> = graph
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let id = item.id.as_ref().filter(|_| item.properties.is_empty())?;
            described.get(id).copied().filter(|described| *described != index)
        })
        .collect();
    for property in graph.items.iter_mut().flat_map(|item| &mut item.properties) {
        if let Value::Item(index) = property.value
            && let Some(described) = target.get(index).copied().flatten()
        {
            property.value = Value::Item(described);
        }
    }
}
