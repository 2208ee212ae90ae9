//! What can be told by where it stands: the account's menu, the cart, form fields, a greeting, a delivery address.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pattern::{SPOKEN, by_category, category_of, edited};
use super::{Counts, REDACTED};
use crate::listing::Listing;
use crate::pack::{RedactionRule, RedactionTarget};
use crate::page::{Attributes, Token, Tokens, decode};

/// Longest name or address that follows a greeting; longer text is about something else.
const NAME_CHARACTERS: usize = 60;
/// Largest element that is taken as the reporter's own; a larger one was never closed, or is the page.
const REGION_BYTES: usize = 64 << 10;
/// Fewest letters of a name that is looked for elsewhere in the page.
const NAME_LETTERS: usize = 3;
/// Texts after a greeting that stands alone in which the name is looked for.
const TEXTS_AFTER: usize = 1;

/// Elements without content (HTML Standard, section 13.1.2).
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Attributes whose words mark an element.
const MARKED: [&str; 4] = ["id", "class", "data-testid", "data-test"];
/// Attributes that name a picture or a page.
const ADDRESSES: [&str; 5] = ["src", "srcset", "href", "data-src", "action"];

/// The words of the packs, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Marks {
    regions: Vec<(String, BTreeSet<String>)>,
    fields: Vec<(String, BTreeSet<String>)>,
    greetings: Vec<(String, BTreeSet<String>)>,
    deliveries: Vec<(String, BTreeSet<String>)>,
    nobody: BTreeSet<String>,
    /// Words of the listing, which are nobody's name.
    facts: String,
}

/// A page after the marked parts were taken out.
pub(super) struct Marked {
    pub html: String,
    /// Names that a greeting gave away.
    pub names: Vec<String>,
    /// Ends of the addresses of pictures in parts that were taken out.
    pub pictures: Vec<String>,
    /// Elements that were, or would have been, taken out.
    pub regions: usize,
}

/// An element that is being taken out.
struct Region<'h> {
    name: &'h str,
    depth: usize,
    start: usize,
    edits: Vec<(Range<usize>, String)>,
    pictures: Vec<String>,
    category: String,
}

impl Marks {
    pub(super) fn new(rules: &[RedactionRule], listing: &Listing, reveal: &[String]) -> Self {
        let words = |target| by_category(rules, target, reveal);
        let seller = listing.seller.as_ref().and_then(|seller| seller.name.clone());
        let facts = [listing.title.clone(), listing.brand.clone(), seller, listing.description.clone()];
        Self {
            regions: words(RedactionTarget::Region),
            fields: words(RedactionTarget::Field),
            greetings: words(RedactionTarget::Greeting),
            deliveries: words(RedactionTarget::DeliverTo),
            nobody: words(RedactionTarget::NotAName).into_iter().flat_map(|(_, words)| words).collect(),
            facts: facts.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase(),
        }
    }

    /// Takes the marked parts out.
    pub(super) fn take_out(&self, html: &str, with_regions: bool, counts: &mut Counts) -> Marked {
        let (mut edits, mut names, mut pictures, mut regions) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut region: Option<Region<'_>> = None;
        // What kind of text the next one is, and for how many more.
        let mut expected: Option<(String, bool, usize)> = None;
        let mut in_head_of_page = 0_usize;
        let mut tokens = Tokens::new(html);
        while let Some(token) = tokens.next() {
            let end = tokens.position() + (html.len() - html.trim_start_matches('\u{feff}').len());
            match token {
                Token::Start { name, attributes } => {
                    in_head_of_page += usize::from(is_head_of_page(name));
                    if let Some(open) = &mut region {
                        open.depth += usize::from(open.name.eq_ignore_ascii_case(name));
                        self.own_attributes(html, attributes, &mut open.edits, &mut open.pictures);
                    } else if let Some(category) = self.marked(attributes).filter(|_| !is_void(name) && !is_page(name)) {
                        regions += 1;
                        let (edits, pictures) = (Vec::new(), Vec::new());
                        region =
                            with_regions.then(|| Region { name, depth: 1, start: end, edits, pictures, category: category.to_owned() });
                    }
                    edits.extend(self.field(html, attributes, counts));
                }
                Token::End { name } => {
                    in_head_of_page = in_head_of_page.saturating_sub(usize::from(is_head_of_page(name)));
                    if let Some(open) = region.as_mut().filter(|open| open.name.eq_ignore_ascii_case(name)) {
                        open.depth -= 1;
                    }
                }
                Token::Text(text) => {
                    let start = end - text.len();
                    if let Some(open) = &mut region {
                        if text.chars().any(char::is_alphanumeric) {
                            open.edits.push((start..end, REDACTED.to_owned()));
                        }
                    } else if let Some((category, range, name)) = self.personal(text, &mut expected, in_head_of_page > 0) {
                        counts.add(&category);
                        edits.push((start + range.start..start + range.end, REDACTED.to_owned()));
                        names.extend(name);
                    }
                }
                Token::Raw(_) => {}
            }
            if region.as_ref().is_some_and(|open| open.depth == 0 || end - open.start > REGION_BYTES)
                && let Some(closed) = region.take()
            {
                // An element that never ends is the rest of the page, not a cart.
                if closed.depth == 0 {
                    counts.add(&closed.category);
                    edits.extend(closed.edits);
                    pictures.extend(closed.pictures);
                }
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        names.sort();
        names.dedup();
        Marked { html: edited(html, edits), names, pictures, regions }
    }

    /// The category of an element that is the reporter's own.
    fn marked(&self, attributes: &str) -> Option<&str> {
        let words = Attributes::new(attributes).filter(|(name, _)| MARKED.iter().any(|known| known.eq_ignore_ascii_case(name)));
        words.flat_map(|(_, value)| value.split_ascii_whitespace()).find_map(|word| category_of(&self.regions, word))
    }

    /// The value of a form field or meta element that is the reporter's own.
    fn field(&self, html: &str, attributes: &str, counts: &mut Counts) -> Option<(Range<usize>, String)> {
        let get = |wanted: &str| Attributes::new(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value);
        let names = ["name", "id", "autocomplete"].into_iter().filter_map(get);
        let category = names.flat_map(str::split_ascii_whitespace).find_map(|name| category_of(&self.fields, name))?;
        let value = get("value").or_else(|| get("content")).filter(|value| !value.is_empty())?;
        counts.add(category);
        Some((range_in(html, value), "REDACTED".to_owned()))
    }

    /// Words and addresses in the attributes of an element inside a part that is taken out.
    fn own_attributes(&self, html: &str, attributes: &str, edits: &mut Vec<(Range<usize>, String)>, pictures: &mut Vec<String>) {
        for (name, value) in Attributes::new(attributes).filter(|(_, value)| !value.is_empty()) {
            if SPOKEN.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                edits.push((range_in(html, value), REDACTED.to_owned()));
            } else if ADDRESSES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                if name.eq_ignore_ascii_case("src") {
                    let src = decode(value);
                    let path = src.trim_start_matches("../").trim_start_matches("./");
                    pictures.extend((path.len() > 3).then(|| path.to_owned()));
                }
                edits.push((range_in(html, value), "#redacted".to_owned()));
            }
        }
    }

    /// What follows a greeting or stands for a delivery address: category, range in the text, and the name to look for elsewhere.
    fn personal(
        &self,
        raw: &str,
        expected: &mut Option<(String, bool, usize)>,
        in_head: bool,
    ) -> Option<(String, Range<usize>, Option<String>)> {
        let text = raw.trim();
        if text.is_empty() {
            return None;
        }
        let start = raw.len() - raw.trim_start().len();
        if let Some((category, is_name, left)) = expected.take() {
            if self.is_personal(text) {
                let name = is_name.then(|| text.to_owned()).filter(|name| self.is_name(name));
                return Some((category, start..start + text.len(), name));
            }
            *expected = (left > 1).then(|| (category, is_name, left - 1));
        }
        let lists = [(&self.greetings, true), (&self.deliveries, false)];
        for (words, is_name) in lists {
            for (category, rest) in words.iter().filter_map(|(category, words)| Some((category, after_any(text, words)?))) {
                let said = rest.trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, ',' | '，' | ':' | '：' | '!' | '！' | '、' | '-' | '–')
                });
                if said.is_empty() {
                    *expected = Some((category.clone(), is_name, TEXTS_AFTER));
                    return None;
                }
                let gap = rest.get(..rest.len() - said.len()).unwrap_or_default();
                // "Hello Kitty" is no greeting: without a comma it must stand in the page's head.
                let is_clear = !is_name
                    || in_head
                    || gap.contains([',', '，', '!', '！', ':', '：', '、'])
                    || said.chars().next().is_some_and(|c| !c.is_ascii());
                let said = said.trim_end_matches(['!', '！', '.', '。', '?', ',']);
                if is_clear && self.is_personal(said) {
                    let at = said.as_ptr() as usize - raw.as_ptr() as usize;
                    let name = is_name.then(|| said.to_owned()).filter(|name| self.is_name(name));
                    return Some((category.clone(), at..at + said.len(), name));
                }
            }
        }
        None
    }

    /// Whether what follows may be somebody's own: short, and not what stands there for everybody.
    fn is_personal(&self, text: &str) -> bool {
        let lower = text.trim().to_lowercase();
        let known = self.nobody.iter().any(|word| lower.starts_with(word.as_str()));
        !known && text.chars().count() <= NAME_CHARACTERS && text.chars().any(char::is_alphanumeric) && !self.facts.contains(&lower)
    }

    /// Whether a name is long enough to be looked for elsewhere.
    fn is_name(&self, name: &str) -> bool {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        letters >= NAME_LETTERS || (letters >= 2 && !name.is_ascii())
    }
}

/// What stands behind the first of the words with which the text begins, as a whole word.
fn after_any<'t>(text: &'t str, words: &BTreeSet<String>) -> Option<&'t str> {
    let found = words.iter().filter_map(|word| {
        let length = prefix_length(text, word)?;
        let rest = text.get(length..)?;
        let joined = rest.chars().next().is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
        let ascii_word = word.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        (!(joined && ascii_word)).then_some(rest)
    });
    found.min_by_key(|rest| rest.len())
}

/// Bytes of `text` that its beginning takes which equals `word` without regard to case.
fn prefix_length(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars();
    for (at, c) in text.char_indices() {
        for letter in c.to_lowercase() {
            match wanted.next() {
                Some(next) if next == letter => {}
                None => return Some(at),
                Some(_) => return None,
            }
        }
        if wanted.as_str().is_empty() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

fn range_in(html: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - html.as_ptr() as usize;
    start..start + part.len()
}

fn is_void(name: &str) -> bool {
    VOID.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements that hold the whole page: a class on them says where the reader is, not what the element is.
fn is_page(name: &str) -> bool {
    ["html", "body", "main"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_head_of_page(name: &str) -> bool {
    ["header", "nav"].iter().any(|known| known.eq_ignore_ascii_case(name))
}
