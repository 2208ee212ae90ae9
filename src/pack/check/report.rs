//! Entries that reports need.

use std::collections::BTreeSet;

use super::{Entry, Known, https_address, id, language, some_words, source, word};
use crate::pack::fault::{FaultCode, Faults};
use crate::pack::{Channel, RedactionRule};

/// What a form may ask for.
const NEEDS: &[&str] =
    &["url", "reasons", "name", "email", "good-faith", "order-number", "photos", "receipt", "seller", "trade-mark", "address", "account"];
/// What may come back.
const ANSWERS: &[&str] = &["receipt", "decision", "none", "mediation", "case-number"];
/// What is taken out, each with a message.
const CATEGORIES: &[&str] = &["account", "address", "cart", "token", "tracking"];

impl Entry for RedactionRule {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        one_of("category", &self.category, CATEGORIES, faults);
        some_words("words", &self.words, faults);
        source(&self.source, faults);
    }
}

impl Entry for Channel {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        word("name", &self.name, faults);
        known_ids("site", &self.sites, &known.sites, faults);
        known_ids("brand", &self.brands, &known.brands, faults);
        for country in &self.countries {
            if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
                faults.add(FaultCode::BadValue, format!("country {country:?} is not two capital letters"));
            }
        }
        if self.cases.is_empty() || self.languages.is_empty() {
            faults.add(FaultCode::Empty, "\"cases\" or \"languages\" is empty");
        }
        self.languages.iter().for_each(|tag| language(tag, faults));
        https_address(&self.url, faults);
        if self.email.as_ref().is_some_and(|mail| mail.split_once('@').is_none_or(|(name, host)| name.is_empty() || !host.contains('.'))) {
            faults.add(FaultCode::BadValue, "\"email\" is no address for mail");
        }
        self.needs.iter().for_each(|need| one_of("needs", need, NEEDS, faults));
        one_of("answer", &self.answer, ANSWERS, faults);
        let month = self.checked.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        if !month.is_some_and(|(year, month): (u16, u8)| year >= 2020 && (1..=12).contains(&month)) || self.checked.len() != 7 {
            faults.add(FaultCode::BadValue, format!("checked {:?} is no month like 2026-11", self.checked));
        }
        source(&self.source, faults);
    }
}

fn one_of(field: &str, value: &str, allowed: &[&str], faults: &mut Faults) {
    if !allowed.contains(&value) {
        faults.add(FaultCode::BadValue, format!("{value:?} in {field:?} is none of {}", allowed.join(", ")));
    }
}

fn known_ids(what: &str, ids: &[String], known: &BTreeSet<&str>, faults: &mut Faults) {
    for id in ids.iter().filter(|id| !known.contains(id.as_str())) {
        faults.add(FaultCode::UnknownReference, format!("{what} {id:?} is in no pack of the set"));
    }
}
