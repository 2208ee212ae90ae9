//! Looks at whether the seller on a marketplace is the brand's own store there (`store_names` of the brand).
//!
//! A brand sells its own goods. Names can be imitated, so only the exact name counts, only on known marketplaces, and it speaks for
//! the listing less than a brand's own domain does.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::SiteKind;
use crate::text::folded_text;

/// The rule.
pub const RULE: Rule = Rule { id: "brand-store", on_page: true, on_cards: true, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    let is_market = context.site.is_some_and(|site| site.kind == SiteKind::Marketplace);
    let name = context.listing.seller.as_ref().and_then(|seller| seller.name.as_deref());
    let (true, Some(name), Some(named)) = (is_market, name, &context.product.brand) else { return Vec::new() };
    let folded = folded_text(name);
    if !named.brand.store_names.iter().any(|store| folded_text(store) == folded) {
        return Vec::new();
    }
    one("own-store", vec![name.to_owned(), named.brand.name.clone()], vec![Quote::text(name, "/seller/name")])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site};
    use super::*;
    use crate::listing::Seller;

    fn bins(seller: &str, kind: SiteKind) -> Vec<&'static str> {
        let mut bench = Bench::selling_boots();
        bench.packs.brands[0].store_names = vec!["Nordwolf Official".into()];
        bench.packs.sites = vec![site("shoes.example", kind)];
        bench.page.listing.seller = Some(Seller { name: Some(seller.to_owned()), ..Seller::default() });
        bench.bins(&RULE)
    }

    #[test]
    fn only_the_exact_store_on_a_marketplace_counts() {
        assert_eq!(bins("NORDWOLF Official", SiteKind::Marketplace), ["own-store"]);
        assert!(bins("Nordwolf Official Outlet", SiteKind::Marketplace).is_empty());
        assert!(bins("Nordwolf Official", SiteKind::ShopHost).is_empty());
    }
}
