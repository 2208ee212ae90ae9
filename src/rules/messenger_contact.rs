//! Looks at whether the seller asks to order by messenger (terms of kind `contact`), and whether he links to one.
//!
//! Sellers of copies take orders where no shop and no payment service sees them. Honest small shops offer a messenger for
//! questions: a link alone is no sign, and words that only offer an answer are weak. Silent on known addresses.

use super::context::one;
use super::{Context, Rule, Sign, Voice};
use crate::finding::Quote;
use crate::pack::{SiteKind, Strength, TermKind};
use url::Url;

/// The rule.
pub const RULE: Rule = Rule { id: "messenger-contact", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.is_known_address() {
        return Vec::new();
    }
    let said = context.said;
    let Some((strength, heard)) = said.strongest(TermKind::Contact, Voice::Seller) else { return Vec::new() };
    let link = messenger_link(context);
    let bin = match (strength, &link) {
        (Strength::Strong, Some(_)) => "asked-and-linked",
        (Strength::Strong, None) | (Strength::Medium, Some(_)) => "asked",
        (Strength::Medium, None) => "offered",
        (Strength::Weak, _) => return Vec::new(),
    };
    let words = heard.first().map(|heard| said.words(heard)).unwrap_or_default();
    one(bin, vec![words.to_owned()], said.quotes(&heard).into_iter().chain(link).collect())
}

fn messenger_link(context: &Context<'_>) -> Option<Quote> {
    let links = context.page.links.iter().filter_map(|link| Some((link, Url::parse(&link.url).ok()?)));
    let mut hosts = links.filter_map(|(link, url)| Some((link, context.packs.site_of(url.host_str()?)?)));
    hosts.find(|(_, site)| site.kind == SiteKind::Messenger).map(|(link, _)| Quote::text(link.url.as_str(), link.place.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site, term};
    use super::*;
    use crate::page::{Link, Zone};

    fn bench(description: &str) -> Bench {
        let mut bench = Bench::at("https://shoes.example/p/1");
        bench.page.listing.description = Some(description.to_owned());
        bench.packs.terms = vec![
            term("order via whatsapp", TermKind::Contact, Strength::Strong),
            term("contact us on whatsapp", TermKind::Contact, Strength::Medium),
            term("whatsapp", TermKind::Contact, Strength::Weak),
        ];
        bench.packs.sites = vec![site("chat.example", SiteKind::Messenger)];
        bench
    }

    fn linked(mut bench: Bench) -> Bench {
        bench.page.links =
            vec![Link { url: "https://chat.example/123".into(), text: "chat".into(), place: "a".into(), zone: Zone::Footer }];
        bench
    }

    #[test]
    fn orders_by_messenger_are_found() {
        assert_eq!(bench("Order via WhatsApp +00 1").bins(&RULE), ["asked"]);
        assert_eq!(linked(bench("Order via WhatsApp")).bins(&RULE), ["asked-and-linked"]);
        assert_eq!(bench("Contact us on WhatsApp").bins(&RULE), ["offered"]);
    }

    #[test]
    fn a_link_or_a_name_alone_is_left_alone() {
        assert!(linked(bench("Questions? WhatsApp or mail.")).bins(&RULE).is_empty());
        assert!(linked(bench("A shoe")).bins(&RULE).is_empty());
    }
}
