//! The page's address, and relative addresses made absolute.

use url::Url;

use super::dom::{Dom, Tag};
use super::meta::Metas;
use crate::limits;
use crate::text::domain;

/// The page's address and the base of its links.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// As given, or as the page states it; empty where unknown.
    pub url: String,
    base: Option<Url>,
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
        Self { url, base, domain }
    }

    /// Words of the path and query that look like a product's number, the last first: five or more characters, most of them digits,
    /// or capitals and digits.
    pub(super) fn codes(&self) -> Vec<String> {
        let Ok(url) = Url::parse(&self.url) else { return Vec::new() };
        let path = url.path().to_owned();
        let query: Vec<String> =
            url.query_pairs().filter(|(key, _)| key.ends_with("id") || key == "sku").map(|(_, value)| value.into_owned()).collect();
        let words = path.rsplit(|c: char| !c.is_ascii_alphanumeric()).chain(query.iter().map(String::as_str));
        let looks_so = |word: &&str| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
            (5..=20).contains(&word.len()) && (digits == word.len() || digits >= 2 && digits + capitals == word.len())
        };
        words.filter(looks_so).take(8).map(str::to_owned).collect()
    }

    /// An absolute address; `None` for scripts, fragments and what cannot be made absolute.
    pub(super) fn absolute(&self, written: &str) -> Option<String> {
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') || written.len() > limits::STRING_BYTES {
            return None;
        }
        let url = match &self.base {
            Some(base) => base.join(written).ok()?,
            None => Url::parse(written).ok()?,
        };
        matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "whatsapp" | "weixin" | "tg").then(|| url.to_string())
    }
}
