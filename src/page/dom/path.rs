//! CSS paths: short, and valid for `querySelector` on the snapshot.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Dom, NodeId, Tag};

/// Most steps of a path. A page nested deeper is hostile, and its paths then begin in the middle.
const STEPS: usize = 64;
/// Bytes of the sign between steps and of a number of three digits.
const STEP_BYTES: (usize, usize) = (3, 18);

/// The elements that have an id.
#[derive(Debug, Default)]
pub(super) struct Ids<'h> {
    /// The first element with the id, and whether it is the only one.
    first: HashMap<&'h str, (NodeId, bool)>,
}

impl<'h> Ids<'h> {
    pub(super) fn add(&mut self, id: &'h str, node: NodeId) {
        self.first.entry(id).and_modify(|(_, only)| *only = false).or_insert((node, true));
    }

    fn is_only(&self, id: &str, node: NodeId) -> bool {
        self.first.get(id) == Some(&(node, true))
    }
}

/// For each node its number among the siblings of its name, 0 where it is the only one.
pub(super) fn ordinals(dom: &Dom<'_>) -> Vec<u32> {
    let mut counts: HashMap<(NodeId, Tag), (u32, NodeId)> = HashMap::new();
    let mut ordinals = vec![0; dom.len()];
    for id in dom.all() {
        let (Some(tag), Some(parent)) = (dom.tag(id), dom.parent(id)) else { continue };
        let (count, first) = counts.entry((parent, tag)).or_insert((0, id));
        *count += 1;
        if *count == 1 {
            continue;
        }
        if let Some(ordinal) = ordinals.get_mut(first.index()) {
            *ordinal = 1;
        }
        if let Some(ordinal) = ordinals.get_mut(id.index()) {
            *ordinal = *count;
        }
    }
    ordinals
}

pub(super) fn path(dom: &Dom<'_>, id: NodeId) -> String {
    // From the inside out: the id or name, and the number among its like; 0 where none is written.
    let mut steps: Vec<(&str, &str, u32)> = Vec::new();
    let element = if dom.tag(id).is_some() { Some(id) } else { dom.parent(id) };
    let around = element.into_iter().flat_map(|element| std::iter::once(element).chain(dom.ancestors(element)));
    for node in around.take(STEPS) {
        let Some(tag) = dom.tag(node) else { break };
        let written = dom.attributes(node).iter().find(|(name, _)| name.eq_ignore_ascii_case("id")).map(|(_, value)| *value);
        if let Some(value) = written.filter(|value| is_plain(value) && dom.ids.is_only(value, node)) {
            steps.push(("#", value, 0));
            break;
        }
        let name = dom.names.name(tag);
        if !is_plain(name) {
            // Such a name would need escapes; its parent is near enough.
            steps.clear();
            continue;
        }
        steps.push(("", name, dom.ordinals.get(node.index()).copied().unwrap_or_default()));
    }
    let bytes =
        |(mark, name, ordinal): &(&str, &str, u32)| mark.len() + name.len() + STEP_BYTES.0 + if *ordinal > 0 { STEP_BYTES.1 } else { 0 };
    let mut path = String::with_capacity(steps.iter().map(bytes).sum());
    for (mark, name, ordinal) in steps.iter().rev() {
        if !path.is_empty() {
            path.push_str(" > ");
        }
        path.push_str(mark);
        path.push_str(name);
        if *ordinal > 0 {
            let _ = write!(path, ":nth-of-type({ordinal})");
        }
    }
    path
}

/// Letters, digits, `-` and `_`, not beginning with a digit or a dash: needs no escapes in a selector.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !name.starts_with(|c: char| c.is_ascii_digit() || c == '-')
}
