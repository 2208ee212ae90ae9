//! Looks at whether the foot of a shop gives a mail address at a brand's own domain, though the shop is not the brand's.
//!
//! Pages copied from a brand's own keep its address, and nobody answers for the shop. Makers' addresses beside the goods are asked for
//! by law in the EU (product safety), so only the foot counts. Silent on known addresses and where the host has the brand's name,
//! which may be a branch that the packs do not know. The weight is small.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::page::Zone;
use crate::text::{domain, folded_text};

/// The rule.
pub const RULE: Rule = Rule { id: "brand-mail-elsewhere", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.own_shop().is_none() {
        return Vec::new();
    }
    let host = context.host().unwrap_or_default().replace('-', "");
    for link in context.page.links.iter().filter(|link| link.zone == Zone::Footer) {
        let mail = link.url.strip_prefix("mailto:").and_then(|mail| mail.split('?').next());
        let target =
            mail.and_then(|mail| mail.rsplit_once('@')).and_then(|(_, host)| domain::registrable(&host.trim().to_ascii_lowercase()));
        let owner = target.and_then(|target| context.said.lexicon.own_domains.get(&target));
        let (Some(mail), Some(brand)) = (mail, owner.and_then(|index| context.packs.brands.get(*index))) else { continue };
        let letters: String = folded_text(&brand.name).chars().filter(char::is_ascii_alphanumeric).collect();
        if letters.is_empty() || !host.contains(&letters) {
            return one("brands-address", vec![mail.to_owned(), brand.name.clone()], vec![Quote::text(mail, link.place.as_str())]);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand};
    use super::*;
    use crate::page::Link;

    fn bins(url: &str, mail: &str, zone: Zone) -> Vec<&'static str> {
        let mut bench = Bench::at(url);
        bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"])];
        bench.shop();
        bench.page.links = vec![Link { url: format!("mailto:{mail}"), text: String::new(), place: "footer a".into(), zone }];
        bench.bins(&RULE)
    }

    #[test]
    fn the_brands_address_at_the_foot_of_another_shop_is_found() {
        assert_eq!(bins("https://shoes.example/", "help@mail.Nordwolf.com?subject=x", Zone::Footer), ["brands-address"]);
    }

    #[test]
    fn own_addresses_makers_details_and_branches_are_left_alone() {
        assert!(bins("https://shoes.example/", "help@shoes.example", Zone::Footer).is_empty());
        assert!(bins("https://shoes.example/", "safety@nordwolf.com", Zone::Main).is_empty());
        assert!(bins("https://nordwolf-japan.example/", "help@nordwolf.com", Zone::Footer).is_empty());
        assert!(bins("https://nordwolf.com/", "help@nordwolf.com", Zone::Footer).is_empty());
    }
}
