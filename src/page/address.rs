//! The page's address, and relative addresses made absolute.

use url::{Position, Url};

use super::dom::{Dom, Tag};
use super::meta::Metas;
use crate::limits;
use crate::text::{domain, is_plain_path, plain_host};

/// Fewest digits of a number that stands behind other letters: fewer are years and sizes.
const MARKED_DIGITS: usize = 8;

/// The page's address and the base of its links.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// As given, or as the page states it; empty where unknown.
    pub url: String,
    base: Option<Url>,
    /// What stands before the path in the base of a page of the web.
    root: Option<String>,
    /// Registrable domain.
    pub domain: Option<String>,
}

impl Address {
    /// From the snapshot's address, else from what the page says of itself.
    pub(super) fn new(given: &str, dom: &Dom<'_>, metas: &Metas) -> Self {
        let stated = || metas.canonical.as_ref().map(|(url, _)| url.clone()).unwrap_or_default();
        let url = if given.trim().is_empty() { stated() } else { given.trim().to_owned() };
        let page = Url::parse(&url).ok();
        let base = dom.all().take(200).find(|id| dom.is(*id, Tag::BASE)).and_then(|base| dom.attribute(base, "href"));
        let base = match (&page, base) {
            (Some(page), Some(base)) => page.join(&base).ok().or_else(|| Some(page.clone())),
            (Some(page), None) => Some(page.clone()),
            (None, Some(base)) => Url::parse(&base).ok(),
            (None, None) => None,
        };
        let domain = page.as_ref().and_then(Url::host_str).and_then(domain::registrable);
        let web = base.as_ref().filter(|base| matches!(base.scheme(), "http" | "https"));
        let root = web.map(|base| base[..Position::BeforePath].to_owned());
        Self { url, base, root, domain }
    }

    /// Words of the path and query that look like a product's number, the last first: five or more characters, most of them digits,
    /// or capitals and digits.
    pub(super) fn codes(&self) -> Vec<String> {
        let Ok(url) = Url::parse(&self.url) else { return Vec::new() };
        let path = url.path().to_owned();
        let query: Vec<String> =
            url.query_pairs().filter(|(key, _)| key.ends_with("id") || key == "sku").map(|(_, value)| value.into_owned()).collect();
        let words = path.rsplit(|c: char| !c.is_ascii_alphanumeric()).chain(query.iter().map(String::as_str));
        words.filter_map(code_in).take(8).map(str::to_owned).collect()
    }

    /// An absolute address; `None` for scripts, fragments and what cannot be made absolute.
    pub(super) fn absolute(&self, written: &str) -> Option<String> {
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') || written.len() > limits::STRING_BYTES {
            return None;
        }
        if plain_host(written).is_some() {
            return Some(written.to_owned());
        }
        if let Some(root) = self.root.as_ref().filter(|_| is_plain_path(written)) {
            return Some(format!("{root}{written}"));
        }
        let url = match &self.base {
            Some(base) => base.join(written).ok()?,
            None => Url::parse(written).ok()?,
        };
        matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "whatsapp" | "weixin" | "tg").then(|| url.to_string())
    }
}

/// A word that looks like a number, or the long number behind a mark of its own (`c7200a278526196`).
fn code_in(word: &str) -> Option<&str> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    if (5..=20).contains(&word.len()) && (digits == word.len() || digits >= 2 && digits + capitals == word.len()) {
        return Some(word);
    }
    let last = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    word.get(word.len() - last..).filter(|_| (MARKED_DIGITS..=20).contains(&last))
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn numbers_of_an_address_are_found() {
        for (word, code) in [("12345", Some("12345")), ("B00CYG4J5U", Some("B00CYG4J5U")), ("c7200a278526196", Some("278526196"))] {
            assert_eq!(code_in(word), code, "{word}");
        }
        for word in ["boots", "a12", "size12345", "boots2021", "1234"] {
            assert_eq!(code_in(word), None, "{word}");
        }
    }
}
