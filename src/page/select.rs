//! Finds the elements that adapters' selectors mean, in one pass over the page and a bounded number of tests.

use std::cell::Cell;
use std::collections::HashMap;

use super::dom::{Dom, NodeId};
use crate::limits;
use crate::pack::{Compound, Selector, Test};

/// Most elements tested against a step of a selector on one page. Real pages need some thousands; what a hostile page hides
/// behind more is not found.
const TESTS: u32 = 400_000;
/// Most elements that one selector finds.
const FOUND: usize = 400;

/// What the element that a selector means is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'s> {
    Id(&'s str),
    Class(&'s str),
    Attribute(&'s str),
    Tag(&'s str),
    Any,
}

impl<'s> Key<'s> {
    /// The rarest thing that the element must have.
    fn of(compound: &'s Compound) -> Self {
        let id = compound.ids.first().map(|id| Self::Id(id));
        let class = || compound.classes.first().map(|class| Self::Class(class));
        let attribute = || compound.attributes.first().map(|attribute| Self::Attribute(&attribute.name));
        let tag = || compound.tag.as_deref().map(Self::Tag);
        id.or_else(class).or_else(attribute).or_else(tag).unwrap_or(Self::Any)
    }
}

/// The page's elements by what a set of selectors asks for.
#[derive(Debug)]
pub(super) struct Index<'a> {
    dom: &'a Dom<'a>,
    nodes: HashMap<Key<'a>, Vec<NodeId>>,
    tests_left: Cell<u32>,
}

impl<'a> Index<'a> {
    /// Looks through the page once for what these selectors ask for.
    pub(super) fn new(dom: &'a Dom<'a>, selectors: impl Iterator<Item = &'a Selector>) -> Self {
        let mut nodes: HashMap<Key<'a>, Vec<NodeId>> = HashMap::new();
        for compound in selectors.flat_map(|selector| &selector.alternatives).filter_map(|steps| steps.last()) {
            nodes.entry(Key::of(compound)).or_default();
        }
        for node in dom.all() {
            let Some(name) = dom.name(node) else { continue };
            let mut add = |key: Key<'a>| {
                if let Some(list) = nodes.get_mut(&key).filter(|list| list.last() != Some(&node)) {
                    list.push(node);
                }
            };
            add(Key::Tag(name));
            add(Key::Any);
            for (written, value) in dom.attributes(node) {
                match *written {
                    "id" => add(Key::Id(value.trim())),
                    "class" => value.split_ascii_whitespace().for_each(|class| add(Key::Class(class))),
                    _ => {}
                }
                add(Key::Attribute(written));
            }
        }
        Self { dom, nodes, tests_left: Cell::new(TESTS) }
    }

    /// The elements that a selector means inside `scope` (itself included), in document order.
    pub(super) fn all<'i>(&'i self, selector: &'i Selector, scope: NodeId) -> Vec<NodeId> {
        let mut found: Vec<NodeId> = selector.alternatives.iter().flat_map(|steps| self.matches(steps, scope).take(FOUND)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether the selector means any element of the page.
    pub(super) fn has(&self, selector: &Selector) -> bool {
        selector.alternatives.iter().any(|steps| self.matches(steps, NodeId::ROOT).next().is_some())
    }

    /// Whether the bound of tests was reached.
    pub(super) fn is_cut(&self) -> bool {
        self.tests_left.get() == 0
    }

    fn matches<'i>(&'i self, steps: &'i [Compound], scope: NodeId) -> impl Iterator<Item = NodeId> + 'i {
        let nodes = steps.last().and_then(|subject| self.nodes.get(&Key::of(subject))).map_or(&[][..], Vec::as_slice);
        let (start, end) = (nodes.partition_point(|node| *node < scope), nodes.partition_point(|node| *node < self.dom.end(scope)));
        nodes.get(start..end).unwrap_or(&[]).iter().copied().filter(|node| self.fits(*node, steps))
    }

    /// Whether an element and those around it fit all steps. Bit i of `wanted` says that step i may fit any further element outwards,
    /// of `next` that it must fit the very next one.
    fn fits(&self, node: NodeId, steps: &[Compound]) -> bool {
        let Some(last) = steps.len().checked_sub(1) else { return false };
        let (mut wanted, mut next) = (0_u32, 1_u32 << last);
        for element in std::iter::once(node).chain(self.dom.ancestors(node)) {
            let now = wanted | next;
            next = 0;
            for (index, step) in steps.iter().enumerate().filter(|(index, _)| now & 1 << index != 0) {
                if !self.is(element, step) {
                    continue;
                }
                let Some(before) = index.checked_sub(1) else { return true };
                let slot = if step.child { &mut next } else { &mut wanted };
                *slot |= 1 << before;
            }
            if wanted | next == 0 || self.is_cut() {
                return false;
            }
        }
        false
    }

    fn is(&self, element: NodeId, step: &Compound) -> bool {
        let Some(left) = self.tests_left.get().checked_sub(1) else { return false };
        self.tests_left.set(left);
        let attributes = self.dom.attributes(element);
        let written = |name: &str| attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
        let tag = step.tag.as_deref().is_none_or(|tag| self.dom.name(element) == Some(tag));
        let ids = || step.ids.iter().all(|id| written("id").is_some_and(|own| own.trim() == id));
        let class = limits::cut(written("class").unwrap_or_default(), limits::STRING_BYTES);
        let classes = || step.classes.iter().all(|class_wanted| class.split_ascii_whitespace().any(|own| own == class_wanted));
        let tests = || {
            step.attributes.iter().all(|wanted| {
                let Some(value) = self.dom.attribute(element, &wanted.name) else { return false };
                match wanted.test {
                    Test::Present => true,
                    Test::Equal => *value == *wanted.value,
                    Test::Contains => value.contains(&wanted.value),
                    Test::StartsWith => value.starts_with(&wanted.value),
                    Test::EndsWith => value.ends_with(&wanted.value),
                }
            })
        };
        tag && ids() && classes() && tests()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let dom = Dom::new(html);
        let index = Index::new(&dom, std::iter::once(&selector));
        index.all(&selector, NodeId::ROOT).into_iter().map(|node| dom.text(node, 100)).collect()
    }

    const PAGE: &str =
        "<div id=a class='x y'><p class=y>1</p><ul><li data-id=q1>2</li><li data-id=q2><b>3</b></li></ul></div><p class=y>4</p>";

    #[test]
    fn elements_are_found_by_name_id_class_and_attribute() {
        assert_eq!(found(PAGE, "p"), ["1", "4"]);
        assert_eq!(found(PAGE, "p.y, li"), ["1", "2", "3", "4"]);
        assert_eq!(found(PAGE, "div#a.x.y p"), ["1"]);
        assert_eq!(found(PAGE, "[data-id]"), ["2", "3"]);
        assert_eq!(found(PAGE, "li[data-id=q2]"), ["3"]);
        assert_eq!(found(PAGE, "[data-id^=q][data-id$='2']"), ["3"]);
        assert_eq!(found(PAGE, "[data-id*='1']"), ["2"]);
        assert_eq!(found(PAGE, ".z"), Vec::<String>::new());
    }

    #[test]
    fn descendants_and_children_differ() {
        assert_eq!(found(PAGE, "#a li"), ["2", "3"]);
        assert_eq!(found(PAGE, "#a > li"), Vec::<String>::new());
        assert_eq!(found(PAGE, "#a > ul > li > b"), ["3"]);
        assert_eq!(found(PAGE, "body > p.y"), ["4"]);
        // A child step below a descendant step has to try every place outwards.
        assert_eq!(found("<i><u><b><i><b><s>1</s></b></i></b></u></i>", "u > b s"), ["1"]);
    }

    #[test]
    fn the_search_is_bounded_on_deep_and_wide_pages() {
        let html = format!("{}{}", "<div class=a>".repeat(500), "<p class=b>x</p>".repeat(20_000));
        let selector = Selector::parse("#none .a .a .a .a .a .b").unwrap();
        let dom = Dom::new(&html);
        let index = Index::new(&dom, std::iter::once(&selector));
        assert!(index.all(&selector, NodeId::ROOT).is_empty());
        assert!(index.is_cut());
    }
}
