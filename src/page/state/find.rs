//! The JSON that shop software leaves in a page for its own scripts. `extension/src/page/keep.ts` keeps the same blobs in a
//! snapshot; what is listed here and there must agree.

use serde_json::Value;

use crate::finding::Skipped;
use crate::limits;
use crate::page::dom::{Dom, NodeId, Tag};
use crate::page::{skipped, tokens};

use super::literal::first_value;

/// Ids of `application/json` scripts: the page data of Next.js.
const IDS: &[&str] = &["__NEXT_DATA__"];
/// Beginnings of such ids: the product of Shopify's themes (`ProductJson-product-template`).
const ID_STARTS: &[&str] = &["ProductJson"];
/// Attribute of such scripts: the product of other Shopify themes.
const ATTRIBUTE: &str = "data-product-json";
/// Variables to which scripts assign state: stores of Redux and Vuex, Nuxt's page data, Shopify's analytics.
const VARIABLES: &[&str] = &["window.__INITIAL_STATE__", "window.__PRELOADED_STATE__", "window.__NUXT__", "var meta"];
/// How far into a script an assignment is looked for.
const WITHIN_BYTES: usize = 4 << 10;

/// One blob.
pub(super) struct Blob {
    /// The element that holds it.
    pub node: NodeId,
    pub value: Value,
}

/// Every blob that is read, in document order. Larger ones than the bound are named in `notes`; what is no JSON is code.
pub(super) fn blobs(dom: &Dom<'_>, notes: &mut Vec<Skipped>) -> Vec<Blob> {
    let mut found = Vec::new();
    let mut bytes = 0;
    for node in dom.all().filter(|id| dom.is(*id, Tag::SCRIPT)) {
        let Some(text) = dom.raw(node).and_then(|text| json_of(dom, node, text)) else { continue };
        if !fits(text, &mut bytes) {
            notes.push(skipped("state", dom.path(node), "too-large"));
            break;
        }
        if let Some(value) = first_value(text) {
            found.push(Blob { node, value });
        }
    }
    found
}

/// The variations of WooCommerce's product form; none where a page has several such forms, as those are other products'.
pub(super) fn variations(dom: &Dom<'_>, notes: &mut Vec<Skipped>) -> Option<Blob> {
    let written = |id: NodeId| {
        let attribute = dom.attributes(id).iter().find(|(name, _)| name.eq_ignore_ascii_case("data-product_variations"));
        attribute.map(|(_, value)| (id, *value))
    };
    let mut forms = dom.all().filter(|id| dom.is(*id, Tag::FORM)).filter_map(written);
    let (node, text) = forms.next()?;
    if forms.next().is_some() {
        return None;
    }
    if !fits(text, &mut 0) {
        notes.push(skipped("state", dom.path(node), "too-large"));
        return None;
    }
    Some(Blob { node, value: first_value(&tokens::decode(text))? })
}

fn fits(text: &str, bytes: &mut usize) -> bool {
    *bytes += text.len();
    *bytes <= limits::STATE_BYTES
}

/// Where the JSON of a script begins, if it is one of those that are read.
fn json_of<'h>(dom: &Dom<'_>, node: NodeId, text: &'h str) -> Option<&'h str> {
    let kind = dom.attribute(node, "type").unwrap_or_default().trim().to_ascii_lowercase();
    if kind.starts_with("application/json") {
        let id = dom.attribute(node, "id").unwrap_or_default();
        let known = IDS.contains(&&*id) || ID_STARTS.iter().any(|start| id.starts_with(start)) || dom.has(node, ATTRIBUTE);
        return known.then_some(text);
    }
    if !matches!(kind.as_str(), "" | "text/javascript" | "application/javascript" | "module") {
        return None;
    }
    let head = limits::cut(text, WITHIN_BYTES);
    VARIABLES.iter().find_map(|variable| {
        let at = head.find(variable)?;
        let tail = text.get(at + variable.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        tail.starts_with(['{', '[']).then_some(tail)
    })
}
