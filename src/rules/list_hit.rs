//! Looks at whether a list that the person subscribed to names the shop or the seller.
//!
//! Lists come with packs of their own; none is there by default. They err and grow old, and copy from each other, so an entry weighs
//! little and several lists are held at one cap. The sign says who lists. It stays silent on addresses that are known for what they
//! are: a list that names a marketplace or a brand's own shop is wrong.

use super::{Context, Rule, Scope, Sign};
use crate::finding::Quote;
use crate::pack::{SiteKind, host_key, seller_key};

/// The rule.
pub const RULE: Rule = Rule { id: "list-hit", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    let keys: Vec<Key> = hosts(context).into_iter().chain(seller(context)).collect();
    for (list, plain) in context.packs.warning_lists.iter().zip(&context.said.lexicon.listed) {
        let hit = keys.iter().find(|key| plain.contains(key.hash) || list.packed.contains(key.hash));
        signs.extend(hit.map(|key| Sign {
            bin: key.bin,
            args: vec![list.name.clone(), key.shown.clone()],
            quotes: vec![key.quote.clone()],
        }));
    }
    signs
}

/// Something that a list may name.
struct Key {
    hash: u64,
    bin: &'static str,
    shown: String,
    quote: Quote,
}

/// The page's host and those above it, down to the registrable domain. A card lies under another host than its shop.
fn hosts(context: &Context<'_>) -> Vec<Key> {
    let domain = context.domain().filter(|_| context.scope == Scope::Page && !context.is_known_address());
    let Some((domain, host)) = domain.zip(context.host()) else { return Vec::new() };
    let above = std::iter::successors(Some(host.as_str()), |host| host.split_once('.').map(|(_, above)| above));
    let keys = above.take_while(|host| host.len() >= domain.len()).map(|host| Key {
        hash: host_key(host),
        bin: "shop",
        shown: host.to_owned(),
        quote: Quote::text(host, "/url"),
    });
    keys.collect()
}

fn seller(context: &Context<'_>) -> Option<Key> {
    let site = context.site.filter(|site| site.kind == SiteKind::Marketplace)?;
    let name = context.listing.seller.as_ref()?.name.as_deref()?;
    Some(Key { hash: seller_key(&site.id, name), bin: "seller", shown: name.to_owned(), quote: Quote::text(name, "/seller/name") })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, brand, site};
    use super::*;
    use crate::listing::Seller;
    use crate::pack::{KeySet, ListedSeller, WarningList};

    fn list(name: &str) -> WarningList {
        WarningList {
            id: "watch".into(),
            name: name.into(),
            url: "https://watch.example/".into(),
            hosts: vec![],
            sellers: vec![],
            packed: KeySet::default(),
            source: "test".into(),
        }
    }

    #[test]
    fn a_listed_host_is_found_with_who_lists_it() {
        let mut bench = Bench::at("https://www.cheap-boots.com/p/1");
        let plain = WarningList { hosts: vec!["cheap-boots.com".into()], ..list("Boot Watch") };
        let packed = WarningList { packed: KeySet::new(vec![host_key("cheap-boots.com")]), ..list("Shop Watch") };
        bench.packs.warning_lists = vec![plain, packed];
        let signs = bench.signs(&RULE);
        assert_eq!(signs.iter().map(|sign| sign.args[0].as_str()).collect::<Vec<_>>(), ["Boot Watch", "Shop Watch"]);
        assert_eq!((signs[0].bin, signs[0].args[1].as_str()), ("shop", "cheap-boots.com"));
    }

    #[test]
    fn neighbours_and_known_addresses_are_left_alone() {
        for url in ["https://boots.com/", "https://x-cheap-boots.com/", "https://other.com/?cheap-boots.com", "https://nordwolf.com/"] {
            let mut bench = Bench::at(url);
            bench.packs.brands = vec![brand("Nordwolf", &["nordwolf.com"])];
            bench.packs.warning_lists = vec![WarningList { hosts: vec!["cheap-boots.com".into(), "nordwolf.com".into()], ..list("Watch") }];
            assert!(bench.bins(&RULE).is_empty(), "{url}");
        }
    }

    #[test]
    fn a_seller_is_listed_on_one_site_only() {
        let mut bench = Bench::at("https://market.com/p/1");
        bench.packs.sites = vec![site("market.com", SiteKind::Marketplace), site("bazaar.com", SiteKind::Marketplace)];
        let listed = |site: &str| ListedSeller { site: site.into(), name: "Boots 4 all".into() };
        bench.packs.warning_lists =
            vec![WarningList { sellers: vec![listed("market.com")], hosts: vec!["market.com".into()], ..list("Watch") }];
        assert!(bench.bins(&RULE).is_empty());
        bench.page.listing.seller = Some(Seller { name: Some("boots 4 ALL".into()), ..Seller::default() });
        assert_eq!(bench.bins(&RULE), ["seller"]);
        bench.packs.warning_lists[0].sellers = vec![listed("bazaar.com")];
        assert!(bench.bins(&RULE).is_empty());
    }
}
