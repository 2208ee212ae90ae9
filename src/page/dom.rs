//! The page's elements and text in one list in document order, built from tokens in linear time.
//!
//! Not a browser's tree: misnested formatting is not repaired, and nesting beyond [`DEPTH`] is flattened. On a serialised DOM,
//! which is what the extension sends, both trees are the same.

mod build;
mod path;
mod tag;

use std::borrow::Cow;

pub(super) use tag::Tag;

use super::tokens;

/// Deepest nesting that is kept, as in Chromium (`HTMLConstructionSite`, maximum DOM tree depth 512).
pub(super) const DEPTH: u16 = 512;
/// Most elements and runs of text: one for each 16 bytes of the largest snapshot.
pub(super) const NODES: usize = crate::limits::SNAPSHOT_BYTES / 16;

/// Index of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// The document's root, `html`.
    pub(super) const ROOT: Self = Self(0);

    /// Position in document order.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone, Copy)]
enum Content<'h> {
    Element { tag: Tag, attributes: (u32, u32) },
    Text(&'h str),
    Raw(&'h str),
}

#[derive(Debug, Clone, Copy)]
struct Node<'h> {
    parent: NodeId,
    /// Index after the last descendant.
    end: u32,
    depth: u16,
    content: Content<'h>,
}

/// The page.
#[derive(Debug)]
pub(super) struct Dom<'h> {
    nodes: Vec<Node<'h>>,
    attributes: Vec<(&'h str, &'h str)>,
    names: tag::Names<'h>,
    ids: path::Ids<'h>,
    ordinals: Vec<u32>,
    /// Whether nodes were left out because of [`NODES`].
    pub(super) cut: bool,
    /// Whether nesting beyond [`DEPTH`] was flattened.
    pub(super) flattened: bool,
    /// Whether a tag had more attributes than are kept.
    pub(super) attributes_cut: bool,
}

impl<'h> Dom<'h> {
    /// Reads a page.
    pub(super) fn new(html: &'h str) -> Self {
        build::build(html)
    }

    fn node(&self, id: NodeId) -> Option<&Node<'h>> {
        self.nodes.get(id.index())
    }

    /// Every node in document order.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node itself and all below it, in document order.
    pub(super) fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0..self.end(id).0).map(NodeId)
    }

    /// The node after the last one below `id`.
    pub(super) fn end(&self, id: NodeId) -> NodeId {
        NodeId(self.node(id).map_or(id.0, |node| node.end))
    }

    /// The elements and texts directly below.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.end(id);
        let first = NodeId(id.0 + 1);
        std::iter::successors((first < end).then_some(first), move |child| {
            let next = self.end(*child);
            (next < end && next > *child).then_some(next)
        })
    }

    /// The element around; `None` for the root.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).map(|node| node.parent).filter(|parent| *parent != id)
    }

    /// The elements around, nearest first.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// How deep it stands; the root has depth 0.
    pub(super) fn depth(&self, id: NodeId) -> u16 {
        self.node(id).map_or(0, |node| node.depth)
    }

    /// Whether `inner` is `outer` or stands in it.
    pub(super) fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// The element's name; `None` for text.
    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id)?.content {
            Content::Element { tag, .. } => Some(tag),
            _ => None,
        }
    }

    /// The element's name in lower case; `None` for text.
    pub(super) fn name(&self, id: NodeId) -> Option<&str> {
        self.tag(id).map(|tag| self.names.name(tag))
    }

    /// Whether it is an element of that name.
    pub(super) fn is(&self, id: NodeId, tag: Tag) -> bool {
        self.tag(id) == Some(tag)
    }

    /// The attributes, values not decoded.
    pub(super) fn attributes(&self, id: NodeId) -> &[(&'h str, &'h str)] {
        match self.node(id).map(|node| node.content) {
            Some(Content::Element { attributes: (start, end), .. }) => self.attributes.get(start as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// An attribute's value, decoded, cut at the bound of strings.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'h, str>> {
        let (_, value) = self.attributes(id).iter().find(|(written, _)| written.eq_ignore_ascii_case(name))?;
        Some(tokens::decode(crate::limits::cut(value, crate::limits::STRING_BYTES)))
    }

    /// Whether the attribute is there at all.
    pub(super) fn has(&self, id: NodeId, name: &str) -> bool {
        self.attributes(id).iter().any(|(written, _)| written.eq_ignore_ascii_case(name))
    }

    /// A run of text, decoded; `None` for elements and for the text of scripts.
    pub(super) fn own_text(&self, id: NodeId) -> Option<Cow<'h, str>> {
        match self.node(id)?.content {
            Content::Text(text) => Some(tokens::decode(text)),
            _ => None,
        }
    }

    /// The content of a raw element (`script`, `title`, `textarea`), as it stands.
    pub(super) fn raw(&self, id: NodeId) -> Option<&'h str> {
        match self.node(NodeId(id.0 + 1)).filter(|text| text.parent == id)?.content {
            Content::Raw(text) => Some(text),
            _ => None,
        }
    }

    /// All text below, white space collapsed, at most `bytes` long.
    pub(super) fn text(&self, id: NodeId, bytes: usize) -> String {
        let mut text = String::new();
        let mut block_before = None;
        for node in self.subtree(id) {
            match self.node(node).map(|node| node.content) {
                Some(Content::Text(run)) => {
                    let block = self.ancestors(node).find(|id| *id == NodeId::ROOT || self.tag(*id).is_some_and(Tag::is_block));
                    if block_before.is_some_and(|before| Some(before) != block) {
                        push_collapsed(&mut text, " ");
                    }
                    block_before = block;
                    push_collapsed(&mut text, &tokens::decode(run));
                }
                Some(Content::Element { tag: Tag::BR, .. }) => push_collapsed(&mut text, " "),
                _ => {}
            }
            if text.len() > bytes {
                break;
            }
        }
        let end = crate::limits::cut(&text, bytes).trim_end().len();
        text.truncate(end);
        text
    }

    /// The CSS path of an element (of a text's element), valid in the snapshot.
    pub(super) fn path(&self, id: NodeId) -> String {
        path::path(self, id)
    }

    /// The first element of that name.
    pub(super) fn first(&self, tag: Tag) -> Option<NodeId> {
        self.all().find(|id| self.is(*id, tag))
    }
}

/// Appends text with runs of white space made one space, none at the start.
pub(super) fn push_collapsed(into: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            into.push(c);
        } else if !into.is_empty() && !into.ends_with(' ') {
            into.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
