//! Microdata `itemref`: an item's properties that stand elsewhere, in elements named by their ids (HTML Standard 5.2.5).

use std::collections::BTreeMap;

use super::embedded::value_of;
use super::{Graph, Place, Property, Value, term};
use crate::page::dom::{Dom, NodeId};

/// Most ids that one item refers to.
const IDS_AN_ITEM: usize = 16;
/// Most nodes looked at for all items together.
const NODES: usize = 50_000;

/// Adds the properties that items refer to. `properties` is how many more may be kept.
pub(super) fn follow(dom: &Dom<'_>, graph: &mut Graph, mut properties: usize) {
    let mut items: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (index, item) in graph.items.iter().enumerate() {
        if let Place::Element(node) = item.place {
            items.insert(node, index);
        }
    }
    let ids = |node: NodeId| -> Vec<String> {
        let written = dom.attribute(node, "itemref").unwrap_or_default();
        written.split_whitespace().take(IDS_AN_ITEM).map(str::to_owned).collect()
    };
    let wanted: Vec<(NodeId, usize, Vec<String>)> =
        items.iter().map(|(node, index)| (*node, *index, ids(*node))).filter(|(.., ids)| !ids.is_empty()).collect();
    if wanted.is_empty() {
        return;
    }
    let mut named: BTreeMap<String, Option<NodeId>> = wanted.iter().flat_map(|(.., ids)| ids).map(|id| (id.clone(), None)).collect();
    for node in dom.all().filter(|node| !dom.attributes(*node).is_empty()) {
        if let Some(id) = dom.attribute(node, "id")
            && let Some(first) = named.get_mut(&*id)
        {
            first.get_or_insert(node);
        }
    }
    let mut nodes = NODES;
    for (item_node, item, ids) in wanted {
        for referred in ids.iter().filter_map(|id| named.get(id).copied().flatten()) {
            // What stands in the item is its own already; what stands around it would hold itself.
            if dom.contains(item_node, referred) || dom.contains(referred, item_node) {
                continue;
            }
            let mut after_item = referred;
            for node in dom.subtree(referred) {
                if nodes == 0 || properties == 0 {
                    return;
                }
                nodes -= 1;
                if node < after_item || dom.attributes(node).is_empty() {
                    continue;
                }
                let inner = items.get(&node).copied();
                let names: Vec<String> = dom
                    .attribute(node, "itemprop")
                    .iter()
                    .flat_map(|names| names.split_whitespace())
                    .take(4)
                    .map(|name| term(name).to_owned())
                    .collect();
                if let Some(inner) = inner {
                    after_item = dom.end(node);
                    if let Some(own) = graph.items.get_mut(inner).filter(|own| own.holder.is_none()) {
                        own.holder = names.first().map(|name| (item, name.clone()));
                    }
                }
                if names.is_empty() {
                    continue;
                }
                let value = inner.map_or_else(|| Value::Text(value_of(dom, node, &names)), Value::Item);
                let Some(holder) = graph.items.get_mut(item) else { continue };
                for name in names {
                    properties = properties.saturating_sub(1);
                    holder.properties.push(Property { name, value: value.clone(), place: Place::Element(node) });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Syntax, Value, read_embedded};
    use crate::page::dom::Dom;

    #[test]
    fn properties_that_stand_elsewhere_belong_to_the_item() {
        let html = "<div id=price><p itemprop=offers itemscope itemtype='http://schema.org/Offer'><meta itemprop=price content=5></p></div>\
                    <div itemscope itemtype='http://schema.org/Product' itemref='price more gone'><b itemprop=name>Anvil</b></div>\
                    <p id=more><i itemprop=sku>A-1</i></p>";
        let graph = read_embedded(&Dom::new(html), Syntax::Microdata);
        let product = (0..graph.items.len()).find(|item| graph.is_a(*item, &["Product"])).unwrap();
        assert_eq!(graph.text(product, &["sku"]).map(|(text, _)| text), Some("A-1"));
        let offer = graph.items_at(product, "offers").next().unwrap();
        assert_eq!(graph.text(offer, &["price"]).map(|(text, _)| text), Some("5"));
        assert_eq!(graph.items[offer].holder, Some((product, "offers".to_owned())));
        assert!(graph.values(product, "price").next().is_none());
    }

    #[test]
    fn items_that_refer_to_themselves_or_each_other_end() {
        for html in [
            "<div itemscope itemref=a id=a><p itemprop=x>1</p></div>",
            "<div id=o><div itemscope itemref=o><p itemprop=x>1</p></div></div>",
            "<div itemscope itemref=b id=a itemprop=y></div><div itemscope itemref=a id=b itemprop=y></div>",
        ] {
            let graph = read_embedded(&Dom::new(html), Syntax::Microdata);
            assert!(graph.items.iter().flat_map(|item| &item.properties).count() <= 2, "{html}");
            for item in 0..graph.items.len() {
                assert!(graph.values(item, "y").all(|property| matches!(property.value, Value::Item(_))));
                let _ = graph.text(item, &["y"]);
            }
        }
        let many = "<div itemscope itemref=big></div>".repeat(3_000);
        let page = format!("{many}<div id=big>{}</div>", "<p itemprop=x>1</p>".repeat(20_000));
        assert!(read_embedded(&Dom::new(&page), Syntax::Microdata).items.iter().map(|item| item.properties.len()).sum::<usize>() <= 10_000);
    }
}
