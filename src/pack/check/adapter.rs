//! What must hold of an adapter.

use super::pattern::groups;
use super::{Entry, Known, id, is_host, source};
use crate::pack::fault::{FaultCode, Faults};
use crate::pack::{Adapter, AdapterCards, PageHints, Reading, Selector};

/// Most readings of one fact, and most selectors of one list.
const READINGS: usize = 16;

impl Entry for Adapter {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        if self.site.is_some() != self.marks.is_empty() {
            faults.add(FaultCode::Shape, "needs either \"site\" or \"marks\"");
        }
        if let Some(site) = self.site.as_deref().filter(|site| !known.sites.contains(site)) {
            faults.add(FaultCode::UnknownReference, format!("site {site:?} is in no sites pack"));
        }
        selectors("marks", &self.marks, faults);
        hints("product_pages", &self.product_pages, faults);
        hints("card_pages", &self.card_pages, faults);
        for (field, written) in &self.fields {
            readings(&format!("{field:?}"), written, faults);
        }
        for cut in &self.patterns {
            grouped(&format!("pattern of {:?}", cut.field), &cut.pattern, faults);
        }
        if let Some(cards) = &self.cards {
            selectors("card", std::slice::from_ref(&cards.card), faults);
            for (field, written) in card_fields(cards) {
                readings(field, written, faults);
            }
        }
        for written in &self.id_patterns {
            grouped("id pattern", written, faults);
        }
        for code in self.currency.iter().chain(self.currency_by_host_ending.iter().map(|by| &by.currency)) {
            if !known.currencies.contains(code.as_str()) {
                faults.add(FaultCode::UnknownReference, format!("currency {code:?} has no rate in a currencies pack"));
            }
        }
        for by in &self.currency_by_host_ending {
            if !is_host(&format!("x.{}", by.ending)) {
                faults.add(FaultCode::BadValue, format!("{:?} is no ending of a host name", by.ending));
            }
        }
        source(&self.source, faults);
    }
}

fn card_fields(cards: &AdapterCards) -> [(&'static str, &[String]); 7] {
    [
        ("title", &cards.title),
        ("price", &cards.price),
        ("list_price", &cards.list_price),
        ("seller", &cards.seller),
        ("rating", &cards.rating),
        ("image", &cards.image),
        ("link", &cards.link),
    ]
}

fn hints(what: &str, hints: &PageHints, faults: &mut Faults) {
    selectors(what, &hints.elements, faults);
    for written in &hints.addresses {
        if let Err((code, reason)) = groups(written) {
            faults.add(code, format!("address {written:?} of {what} {reason}"));
        }
    }
}

fn selectors(what: &str, list: &[String], faults: &mut Faults) {
    few(what, list, faults);
    for written in list {
        if let Err(reason) = Selector::parse(written) {
            faults.add(FaultCode::BadPattern, format!("selector {written:?} of {what} {reason}"));
        }
    }
}

fn readings(what: &str, list: &[String], faults: &mut Faults) {
    few(what, list, faults);
    for written in list {
        if let Err(reason) = Reading::parse(written) {
            faults.add(FaultCode::BadPattern, format!("reading {written:?} of {what} {reason}"));
        }
    }
}

fn few(what: &str, list: &[String], faults: &mut Faults) {
    if list.len() > READINGS {
        faults.add(FaultCode::TooLarge, format!("{what} holds {} selectors, more than {READINGS}", list.len()));
    }
}

fn grouped(what: &str, written: &str, faults: &mut Faults) {
    match groups(written) {
        Err((code, reason)) => faults.add(code, format!("{what} {written:?} {reason}")),
        Ok(0) => faults.add(FaultCode::BadPattern, format!("{what} {written:?} has no group to take the value from")),
        Ok(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn faults(entry: &str) -> Vec<String> {
        let adapter: Adapter = serde_json::from_str(entry).unwrap();
        let known = Known {
            goods: BTreeSet::new(),
            currencies: BTreeSet::from(["EUR"]),
            sites: BTreeSet::from(["market"]),
            brands: BTreeSet::new(),
        };
        let mut faults = Faults::default();
        adapter.check(&known, &mut faults);
        faults.0.into_iter().map(|(_, reason)| reason).collect()
    }

    #[test]
    fn an_adapter_that_can_be_used_passes() {
        let good = r##"{"id":"market","site":"market","fields":{"price":[".price","meta[itemprop=price]@content"]},"currency":"EUR",
            "product_pages":{"addresses":["/item/[0-9]+"],"elements":["#item"]},"id_patterns":["/item/([0-9]+)"],"source":"test"}"##;
        assert_eq!(faults(good), Vec::<String>::new());
    }

    #[test]
    fn every_mistake_is_named() {
        for (part, reason) in [
            (r#""source":"test""#, "either"),
            (r#""site":"market","marks":["a"],"source":"test""#, "either"),
            (r#""site":"bazaar","source":"test""#, "bazaar"),
            (r#""site":"market","source":" ""#, "source"),
            (r#""site":"market","fields":{"title":["a:hover"]},"source":"test""#, "a:hover"),
            (r#""site":"market","cards":{"card":"[","title":["b"]},"source":"test""#, "card"),
            (r#""site":"market","cards":{"card":"a","title":["b@@c"]},"source":"test""#, "b@@c"),
            (r#""site":"market","id_patterns":["[0-9]+"],"source":"test""#, "no group"),
            (r#""site":"market","product_pages":{"addresses":["("]},"source":"test""#, "no regular expression"),
            (r#""site":"market","currency":"XXX","source":"test""#, "XXX"),
            (r#""site":"market","currency_by_host_ending":[{"ending":".De","currency":"EUR"}],"source":"test""#, "ending"),
        ] {
            let found = faults(&format!(r#"{{"id":"market",{part}}}"#));
            assert!(found.len() == 1 && found[0].contains(reason), "{part}: {found:?}");
        }
    }
}
