//! Looks at whether the shop's address for mail lies with a free mail provider (terms of kind `free-mail`).
//!
//! A shop with a domain of its own can have mail there for nothing; throw-away shops do not bother. Many one-person shops do not
//! either, so the weight is small. Silent on known addresses, where private people sell.

use super::context::one;
use super::{Context, Rule, Sign};
use crate::finding::Quote;
use crate::pack::TermKind;
use crate::page::Zone;

/// The rule.
pub const RULE: Rule = Rule { id: "free-mail", on_page: true, on_cards: false, check };

fn check(context: &Context<'_>) -> Vec<Sign> {
    if context.own_shop().is_none() {
        return Vec::new();
    }
    let trader = context.listing.seller.as_ref().and_then(|seller| seller.trader.as_ref());
    let given = trader.and_then(|trader| trader.email.as_deref()).map(|mail| (mail, "/seller/trader/email"));
    let links = context.page.links.iter().filter(|link| link.zone != Zone::Review);
    let linked = links.filter_map(|link| Some((link.url.strip_prefix("mailto:")?, link.place.as_str())));
    let Some((mail, place)) = given.into_iter().chain(linked).find(|(mail, _)| is_free(context, mail)) else { return Vec::new() };
    let mail = mail.split('?').next().unwrap_or_default();
    one("free-mail", vec![mail.to_owned()], vec![Quote::text(mail, place)])
}

fn is_free(context: &Context<'_>, mail: &str) -> bool {
    let host = mail.split('?').next().and_then(|mail| mail.rsplit_once('@')).map(|(_, host)| host.trim());
    let mut terms = context.packs.terms.iter().filter(|term| term.kind == TermKind::FreeMail);
    host.is_some_and(|host| terms.any(|term| term.term.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, term};
    use super::*;
    use crate::pack::Strength;
    use crate::page::Link;

    fn bins(mail: &str) -> Vec<&'static str> {
        let mut bench = Bench::at("https://shoes.example/p/1");
        bench.shop();
        bench.packs.terms = vec![term("freemail.example", TermKind::FreeMail, Strength::Weak)];
        bench.page.links = vec![Link { url: format!("mailto:{mail}"), text: String::new(), place: "footer a".into(), zone: Zone::Footer }];
        bench.bins(&RULE)
    }

    #[test]
    fn only_mail_at_a_free_provider_is_found() {
        assert_eq!(bins("boots@FreeMail.example?subject=x"), ["free-mail"]);
        assert!(bins("info@shoes.example").is_empty());
        assert!(bins("freemail.example").is_empty());
    }
}
