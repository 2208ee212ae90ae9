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
const VARIABLES: &[&str] =
    &["window.__INITIAL_STATE__", "window.__PRELOADED_STATE__", "window.__NUXT__", "window.__data", "window.__STATE__", "var meta"];
/// What scripts tell the shop's statistics of the product on view, with the sign before its value: Google's data layer
/// (`ecommerce: {...}`) and its tag (`gtag("event", "view_item", {...})`).
const STATISTICS: &[(&str, char)] = &[("ecommerce", ':'), ("view_item", ',')];
/// How often such words are followed in one script.
const TOLD: usize = 8;
/// How far into a script state is looked for.
const WITHIN_BYTES: usize = 16 << 10;

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
        let Some(text) = dom.raw(node) else { continue };
        let starts = starts(dom, node, text);
        let Some(first) = starts.first() else { continue };
        if !fits(text.get(*first..).unwrap_or_default(), &mut bytes) {
            notes.push(skipped("state", dom.path(node), "too-large"));
            break;
        }
        found.extend(starts.iter().filter_map(|start| Some(Blob { node, value: first_value(text.get(*start..)?)? })));
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

/// Where the values of a script begin, if it is one of those that are read.
fn starts(dom: &Dom<'_>, node: NodeId, text: &str) -> Vec<usize> {
    let kind = dom.attribute(node, "type").unwrap_or_default().trim().to_ascii_lowercase();
    if kind.starts_with("application/json") {
        let id = dom.attribute(node, "id").unwrap_or_default();
        let known = IDS.contains(&&*id) || ID_STARTS.iter().any(|start| id.starts_with(start)) || dom.has(node, ATTRIBUTE);
        return if known { vec![0] } else { Vec::new() };
    }
    if !matches!(kind.as_str(), "" | "text/javascript" | "application/javascript" | "module") {
        return Vec::new();
    }
    let head = limits::cut(text, WITHIN_BYTES);
    let value_after = |at: usize, sign: char| {
        let tail = text.get(at..)?.trim_start().strip_prefix(sign)?.trim_start();
        tail.starts_with(['{', '[']).then(|| text.len() - tail.len())
    };
    let assigned = VARIABLES.iter().find_map(|variable| value_after(head.find(variable)? + variable.len(), '='));
    if let Some(start) = assigned {
        return vec![start];
    }
    let told = STATISTICS.iter().flat_map(|(word, sign)| {
        let ends = head.match_indices(word).map(|(at, word)| at + word.len());
        // The word may be a key or a text in quotes.
        let quote = |end: usize| usize::from(matches!(text.as_bytes().get(end), Some(b'"' | b'\'')));
        ends.take(TOLD).filter_map(move |end| value_after(end + quote(end), *sign))
    });
    told.take(TOLD).collect()
}
