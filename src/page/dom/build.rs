//! Tokens to nodes: which element each belongs to.

use super::tag::{Names, Tag};
use super::{Content, DEPTH, Dom, NODES, Node, NodeId, path};
use crate::page::tokens::{ATTRIBUTES_A_TAG, Attributes, Token, Tokens};

/// How far an end tag looks for its start tag: the deepest nesting that is kept.
const LOOK_BACK: usize = DEPTH as usize;

struct Builder<'h> {
    dom: Dom<'h>,
    /// Open elements, outermost first. Those too deep to be kept have the node of the deepest kept one.
    open: Vec<(Tag, NodeId)>,
    in_body: bool,
    /// End tags that found nothing to close since the open elements last changed, so that a page of stray end tags is not
    /// searched again and again.
    strays: Vec<Tag>,
}

/// Most kinds of stray end tags remembered.
const STRAYS: usize = 16;

pub(super) fn build(html: &str) -> Dom<'_> {
    let dom = Dom {
        nodes: Vec::with_capacity(html.len() / 40 + 8),
        attributes: Vec::new(),
        names: Names::new(),
        ids: path::Ids::default(),
        ordinals: Vec::new(),
        cut: false,
        flattened: false,
        attributes_cut: false,
    };
    let mut builder = Builder { dom, open: Vec::new(), in_body: false, strays: Vec::new() };
    builder.open_element(Tag::HTML, "");
    builder.open_element(Tag::HEAD, "");
    for token in Tokens::new(html) {
        if builder.dom.nodes.len() >= NODES {
            builder.dom.cut = true;
            break;
        }
        match token {
            Token::Start { name, attributes } => {
                let tag = builder.dom.names.tag(name);
                builder.start(tag, attributes);
            }
            Token::End { name } => {
                let tag = builder.dom.names.tag(name);
                builder.end(tag);
            }
            Token::Text(text) => builder.text(text),
            Token::Raw(text) => builder.push(Content::Raw(text)),
        }
    }
    builder.close_to(0);
    builder.dom.ordinals = path::ordinals(&builder.dom);
    builder.dom
}

impl<'h> Builder<'h> {
    fn start(&mut self, tag: Tag, attributes: &'h str) {
        match tag {
            Tag::HTML => return self.adopt(NodeId::ROOT, attributes),
            Tag::HEAD => return self.adopt(NodeId(1), attributes),
            Tag::BODY => {
                if let Some(body) = self.enter_body(attributes) {
                    self.adopt(body, attributes);
                }
                return;
            }
            tag if !self.in_body && !tag.is_head_only() => {
                self.enter_body("");
            }
            _ => {}
        }
        self.close_implied(tag);
        if tag == Tag::TR && self.open.last().is_some_and(|(open, _)| *open == Tag::TABLE) {
            self.open_element(Tag::TBODY, "");
        }
        self.open_element(tag, attributes);
        let self_closed = attributes.ends_with('/') && self.in_svg();
        if tag.is_void() || self_closed {
            self.close_to(self.open.len().saturating_sub(1));
        }
    }

    /// Self-closing tags count only in foreign content.
    fn in_svg(&self) -> bool {
        self.open.iter().rev().take(16).any(|(tag, _)| *tag == Tag::SVG)
    }

    /// Opens the body unless it is open; gives it where it was open already.
    fn enter_body(&mut self, attributes: &'h str) -> Option<NodeId> {
        if self.in_body {
            return self.open.get(1).map(|(_, body)| *body);
        }
        self.in_body = true;
        self.close_to(1);
        self.open_element(Tag::BODY, attributes);
        None
    }

    /// Adds attributes of a repeated `html` or `body` tag where there were none.
    fn adopt(&mut self, id: NodeId, attributes: &'h str) {
        let range = self.keep_attributes(attributes);
        if let Some(Node { content: Content::Element { attributes, .. }, .. }) = self.dom.nodes.get_mut(id.index())
            && attributes.0 == attributes.1
        {
            *attributes = range;
        }
    }

    fn keep_attributes(&mut self, attributes: &'h str) -> (u32, u32) {
        let start = self.dom.attributes.len();
        if !attributes.is_empty() {
            let mut read = Attributes::new(attributes);
            self.dom.attributes.extend(read.by_ref().take(ATTRIBUTES_A_TAG));
            self.dom.attributes_cut |= self.dom.attributes.len() - start == ATTRIBUTES_A_TAG && read.next().is_some();
        }
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        (number(start), number(self.dom.attributes.len()))
    }

    fn open_element(&mut self, tag: Tag, attributes: &'h str) {
        let attributes = self.keep_attributes(attributes);
        let id = self.push_node(Content::Element { tag, attributes });
        let written = self.dom.attributes(id).iter().find(|(name, _)| name.eq_ignore_ascii_case("id")).map(|(_, value)| *value);
        if let Some(value) = written {
            self.dom.ids.add(value, id);
        }
        let too_deep = self.dom.node(id).is_some_and(|node| node.depth >= DEPTH);
        self.dom.flattened |= too_deep;
        let holder = if too_deep { self.open.last().map_or(id, |(_, holder)| *holder) } else { id };
        self.strays.clear();
        self.open.push((tag, holder));
    }

    fn text(&mut self, text: &'h str) {
        if !self.in_body && !text.trim_ascii().is_empty() {
            self.enter_body("");
        }
        if self.in_body {
            self.push(Content::Text(text));
        }
    }

    fn push(&mut self, content: Content<'h>) {
        self.push_node(content);
    }

    fn push_node(&mut self, content: Content<'h>) -> NodeId {
        let id = NodeId(u32::try_from(self.dom.nodes.len()).unwrap_or(u32::MAX));
        let parent = self.open.last().map_or(id, |(_, open)| *open);
        let depth = self.dom.node(parent).map_or(0, |parent| parent.depth + 1);
        self.dom.nodes.push(Node { parent, end: id.0 + 1, depth, content });
        id
    }

    /// Closes open elements until `length` are left.
    fn close_to(&mut self, length: usize) {
        let end = u32::try_from(self.dom.nodes.len()).unwrap_or(u32::MAX);
        self.strays.clear();
        while self.open.len() > length {
            if let Some((_, id)) = self.open.pop()
                && let Some(node) = self.dom.nodes.get_mut(id.index())
            {
                node.end = end;
            }
        }
    }

    /// Where the nearest open element that satisfies `is` stands, no further out than one that satisfies `stop`.
    fn find_open(&self, is: impl Fn(Tag) -> bool, stop: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, (tag, _)) in self.open.iter().enumerate().rev().take(LOOK_BACK) {
            if is(*tag) {
                return Some(at);
            }
            if stop(*tag) {
                return None;
            }
        }
        None
    }

    /// End tags that a start tag implies (HTML Standard 13.1.2.4).
    fn close_implied(&mut self, tag: Tag) {
        let list = |open: Tag| matches!(open, Tag::UL | Tag::OL | Tag::MENU) || open.is_barrier();
        let table = |open: Tag| matches!(open, Tag::TABLE | Tag::TEMPLATE | Tag::BODY);
        let found = match tag {
            Tag::LI => self.find_open(|open| open == Tag::LI, list),
            Tag::DT | Tag::DD => self.find_open(|open| matches!(open, Tag::DT | Tag::DD), |open| open == Tag::DL || open.is_barrier()),
            Tag::OPTION | Tag::OPTGROUP => self.find_open(|open| open == Tag::OPTION, |open| open == Tag::SELECT || open.is_barrier()),
            Tag::TD | Tag::TH => self.find_open(|open| matches!(open, Tag::TD | Tag::TH), |open| open == Tag::TR || table(open)),
            Tag::TR => self.find_open(|open| open == Tag::TR, table),
            Tag::TBODY | Tag::THEAD | Tag::TFOOT => self.find_open(|open| matches!(open, Tag::TBODY | Tag::THEAD | Tag::TFOOT), table),
            Tag::A => self.find_open(|open| open == Tag::A, Tag::is_barrier),
            tag if tag.is_block() && tag != Tag::BUTTON && tag != Tag::SELECT && tag != Tag::TEXTAREA => {
                self.find_open(|open| open == Tag::P, Tag::is_barrier)
            }
            _ => None,
        };
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            // Content after these still belongs to the body.
            Tag::HTML | Tag::BODY => return,
            Tag::HEAD => {
                if !self.in_body {
                    self.close_to(2);
                }
                return;
            }
            _ => {}
        }
        if self.strays.contains(&tag) {
            return;
        }
        let inline = !tag.is_block();
        let table_part = matches!(tag, Tag::TABLE | Tag::TR | Tag::TD | Tag::TH | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::CAPTION);
        let found = self.find_open(
            |open| open == tag,
            |open| {
                if table_part {
                    matches!(open, Tag::TABLE | Tag::BODY)
                } else {
                    open.is_barrier() || inline && open.is_block() && open != Tag::P
                }
            },
        );
        let floor = if self.in_body { 2 } else { 1 };
        match found.filter(|at| *at >= floor) {
            Some(at) => self.close_to(at),
            None if self.strays.len() < STRAYS => self.strays.push(tag),
            None => {}
        }
    }
}
