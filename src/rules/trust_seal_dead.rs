//! Looks at whether the seal of a trust-mark programme in the foot of a shop is a link that leads nowhere.
//!
//! A real seal leads to the programme's own page on the shop, where one can see whether it holds; who copies the picture has no such
//! page to link to. Honest shops show seals as plain pictures, so a seal without any link is no sign, and neither is one that leads to a
//! page of the shop about it. Seals above the foot are often tabs and windows of the page's scripts. In the foot such a window still looks
//! alike, so the weight is small, and a link to the programme anywhere on the page silences it. Logos of ways to pay are no seals.

use url::Url;

use super::context::{leads_back, one};
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::page::Zone;
use crate::text::{domain, fold};

/// The rule.
pub const RULE: Rule = Rule { id: "trust-seal-dead", on_page: true, on_cards: false, check };

/// Longer link texts tell of a seal and are none.
const TEXT_MAX_BYTES: usize = 80;

fn check(context: &Context<'_>) -> Vec<Sign> {
    sign(context).unwrap_or_default()
}

fn sign(context: &Context<'_>) -> Option<Vec<Sign>> {
    context.own_shop()?;
    let page = Url::parse(context.page.listing.url.as_deref()?).ok()?;
    let lexicon = context.said.lexicon;
    let all = context.page.links.iter().chain(&context.page.empty_links);
    let back = all.filter(|link| link.zone == Zone::Footer && link.text.len() <= TEXT_MAX_BYTES && leads_back(&page, &link.url));
    for link in back {
        for hit in lexicon.seals.find(&fold(&link.text)) {
            let Some(seal) = lexicon.seal_of.get(hit.phrase).and_then(|index| context.packs.sites.get(*index)) else { continue };
            let mut hosts = context.page.links.iter().filter_map(|link| domain::host_of(&link.url));
            if !hosts.any(|host| seal.has(&host)) {
                return Some(one("leads-back", vec![seal.name.clone()], vec![Quote::text(link.text.as_str(), link.place.as_str())]));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site};
    use super::*;
    use crate::pack::SiteKind;
    use crate::page::Link;

    fn bins(links: &[(&str, &str)]) -> Vec<&'static str> {
        let mut bench = Bench::at("https://shoes.example/p/1");
        bench.shop();
        let mut mark = site("sealwatch.example", SiteKind::TrustMark);
        mark.name = "Seal Watch".into();
        bench.packs.sites = vec![mark];
        let link =
            |(url, text): &(&str, &str)| Link { url: (*url).into(), text: (*text).into(), place: "footer a".into(), zone: Zone::Footer };
        bench.page.links = links.iter().map(link).collect();
        bench.bins(&RULE)
    }

    #[test]
    fn a_seal_that_leads_back_to_the_page_is_found() {
        assert_eq!(bins(&[("#", "Seal Watch certified shop")]), ["leads-back"]);
        assert_eq!(bins(&[("https://shoes.example/p/1#", "SEAL WATCH")]), ["leads-back"]);
    }

    #[test]
    fn seals_that_lead_somewhere_and_other_links_are_left_alone() {
        assert!(bins(&[("#", "Seal Watch"), ("https://www.sealwatch.example/shop/1", "See our page there")]).is_empty());
        assert!(bins(&[("https://shoes.example/p/1#seal-watch", "Seal Watch")]).is_empty());
        assert!(bins(&[("https://shoes.example/about-seal-watch", "Seal Watch")]).is_empty());
        assert!(bins(&[("#", "Back to top"), ("#", "")]).is_empty());
    }
}
