//! The heading that names what the page is about.

use std::collections::BTreeSet;

use crate::page::dom::{Dom, NodeId, Tag};
use crate::text::letters;

/// Most headings looked at.
const HEADINGS: usize = 120;
/// How authors name the element with a thing's name where they use no heading.
const NAMES: &[&str] = &["title", "name", "producttitle", "productname"];
/// Letters of names that are compared.
const LETTERS: usize = 400;
/// Shorter names are found in any title.
const NAME_CHARACTERS: usize = 5;

/// The heading that shares most words with the page's title; an `h1` before smaller ones. Without a match the first `h1` that
/// does not stand in the site's header.
pub(super) fn find(dom: &Dom<'_>, title: &str) -> Option<NodeId> {
    let (title_text, title) = (title, words_of(title));
    let large = |id: &NodeId| matches!(dom.tag(*id), Some(Tag::H1 | Tag::H2 | Tag::H3));
    let in_header =
        |id: NodeId| dom.ancestors(id).any(|id| matches!(dom.tag(id), Some(Tag::HEADER | Tag::NAV | Tag::FOOTER))) && !in_main(dom, id);
    let mut best: Option<(usize, NodeId)> = None;
    for id in dom.all().filter(large).take(HEADINGS) {
        let is_first = dom.is(id, Tag::H1);
        let words = words_of(&dom.text(id, 400));
        if words.is_empty() {
            continue;
        }
        let shared = words.iter().filter(|word| title.contains(*word)).count();
        // Per mille of its words, so that a long heading is not better than a fitting one; small headings must fit well.
        let fit = shared * 1000 / words.len() + 100 * shared.min(5);
        let score = match (is_first, in_header(id)) {
            (true, false) => fit + 600,
            (true, true) => fit + 100,
            (false, false) if shared >= 2 && shared * 10 >= words.len() * 7 => fit,
            _ => continue,
        };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, id));
        }
    }
    best.map(|(_, id)| id).or_else(|| named(dom, title_text))
}

/// Without any heading: the first element whose class or id says that it holds a name, with a good part of the page's title in it, or
/// that is set in bold and holds most of it.
fn named(dom: &Dom<'_>, title: &str) -> Option<NodeId> {
    let title = letters(title, LETTERS);
    let says = |id: &NodeId| {
        dom.attributes(*id).iter().filter(|(name, _)| matches!(*name, "class" | "id")).any(|(_, value)| {
            value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.iter().any(|name| name.eq_ignore_ascii_case(word)))
        })
    };
    let fits = |id: &NodeId| {
        let text = letters(&dom.text(*id, LETTERS), LETTERS);
        let length = text.chars().count();
        let part = if says(id) { 3 } else { 2 };
        length >= NAME_CHARACTERS && length * part >= title.chars().count() && title.contains(&text)
    };
    let bold = |id: &NodeId| matches!(dom.tag(*id), Some(Tag::B | Tag::STRONG | Tag::FONT));
    let in_body = |id: &NodeId| !dom.ancestors(*id).any(|id| matches!(dom.tag(id), Some(Tag::HEAD | Tag::HEADER | Tag::NAV | Tag::FOOTER)));
    dom.all()
        .filter(|id| dom.tag(*id).is_some_and(|tag| !matches!(tag, Tag::IMG | Tag::INPUT | Tag::META)))
        .filter(|id| says(id) || bold(id))
        .take(HEADINGS)
        .find(|id| fits(id) && in_body(id))
}

/// The different words of a text, lower case.
fn words_of(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(60).map(str::to_lowercase).collect()
}

fn in_main(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.ancestors(id).any(|id| matches!(dom.tag(id), Some(Tag::MAIN | Tag::ARTICLE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str, title: &str) -> Option<String> {
        let dom = Dom::new(html);
        find(&dom, title).map(|id| dom.text(id, 100))
    }

    #[test]
    fn the_heading_that_fits_the_title_is_chosen() {
        let html = "<header><h1>Shop</h1></header><h1>Save 15 %</h1><h1>Leather boot</h1><h2>Reviews</h2>";
        assert_eq!(found(html, "Leather boot | Shop").as_deref(), Some("Leather boot"));
        assert_eq!(found("<h2>News</h2><h2>Leather boot brown</h2>", "Leather boot brown - Shop").as_deref(), Some("Leather boot brown"));
        assert_eq!(found("<h2>News</h2>", "Leather boot"), None);
        let unheaded =
            "<div class=menu-title>Shop</div><div class='prd title'>Leather boot</div><div class=title>Leather boot brown, size 42</div>";
        assert_eq!(found(unheaded, "Leather boot - Shop").as_deref(), Some("Leather boot"));
    }
}
