//! Looks at whether the links to terms, returns and privacy at the foot of a shop lead nowhere.
//!
//! Who copies a shop's look copies the names of such pages, not the pages. Pages under construction and windows that a script opens
//! look alike, so all such links at the foot must lead back to the same page, at least two of them, and the weight is small.

use url::Url;

use super::context::{leads_back, one};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::page::{Link, Zone};
use crate::text::fold;

/// The rule.
pub const RULE: Rule = Rule { id: "dead-policy-links", on_page: true, on_cards: false, check };

/// With fewer it may be a slip.
const MIN_LINKS: usize = 2;
/// Longer link texts are no names of pages.
const TEXT_MAX_BYTES: usize = 80;

fn check(context: &Context<'_>) -> Vec<Sign> {
    let page = context.page.listing.url.as_deref().and_then(|url| Url::parse(url).ok());
    let (Some(_), Some(page)) = (context.own_shop(), page) else { return Vec::new() };
    let all = context.page.links.iter().chain(&context.page.empty_links);
    let foot = all.filter(|link| link.zone == Zone::Footer && link.text.len() <= TEXT_MAX_BYTES);
    let links: Vec<&Link> = foot.filter(|link| context.said.lexicon.legal.is_in(&fold(&link.text))).collect();
    if links.len() < MIN_LINKS || !links.iter().all(|link| leads_back(&page, &link.url)) {
        return Vec::new();
    }
    let quotes = links.iter().take(MIN_LINKS).map(|link| Quote::text(link.text.as_str(), link.place.as_str())).collect();
    one("lead-back", vec![links.len().to_string(), links.first().map(|link| link.text.clone()).unwrap_or_default()], quotes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::pack::Label;

    fn bins(targets: &[&str]) -> Vec<&'static str> {
        let mut bench = Bench::at("https://shoes.example/p/1?size=9");
        bench.shop();
        let words = vec!["returns".to_owned(), "privacy policy".to_owned()];
        bench.packs.labels = vec![Label { label: "legal".into(), lang: "en".into(), words, source: "test".into() }];
        let link = |(target, text): (&&str, &str)| Link {
            url: format!("https://shoes.example{target}"),
            text: text.into(),
            place: "footer a".into(),
            zone: Zone::Footer,
        };
        bench.page.links = targets.iter().zip(["Returns", "Privacy Policy", "About us"]).map(link).collect();
        bench.bins(&RULE)
    }

    #[test]
    fn policy_links_that_lead_back_to_the_page_are_found() {
        assert_eq!(bins(&["/p/1?size=9#", "/p/1?size=9#"]), ["lead-back"]);
        assert_eq!(bins(&["/p/1?size=9", "/p/1?size=9#", "/about"]), ["lead-back"]);
    }

    #[test]
    fn one_page_that_exists_places_on_the_page_and_single_links_are_left_alone() {
        assert!(bins(&["/returns", "/p/1?size=9#"]).is_empty());
        assert!(bins(&["/p/1?size=9#returns", "/p/1?size=9#privacy"]).is_empty());
        assert!(bins(&["/p/1?size=9#"]).is_empty());
    }
}
