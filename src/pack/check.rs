//! What must hold of an entry beyond its shape.

mod adapter;
mod brand;
mod currency_sign;
mod pattern;
mod report;
mod warning_list;
mod weights;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::fault::{FaultCode, Faults};
use super::{Brand, CurrencyRate, Goods, Label, Packs, Site, Strength, Term, TermKind};
use crate::limits;
use crate::text::{domain, folded_text};

pub(crate) use pattern::Pattern;

/// What entries may name.
pub(super) struct Known<'a> {
    pub goods: BTreeSet<&'a str>,
    pub currencies: BTreeSet<&'a str>,
    pub sites: BTreeSet<&'a str>,
    pub brands: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    /// What the entries of `packs` may name.
    pub fn of(packs: &'a Packs) -> Self {
        Self::among(&packs.goods, &packs.currencies, &packs.sites, &packs.brands)
    }

    /// What entries may name beside these.
    pub fn among(
        goods: impl IntoIterator<Item = &'a Goods>,
        currencies: impl IntoIterator<Item = &'a CurrencyRate>,
        sites: impl IntoIterator<Item = &'a Site>,
        brands: impl IntoIterator<Item = &'a Brand>,
    ) -> Self {
        Self {
            goods: goods.into_iter().map(|goods| goods.id.as_str()).collect(),
            currencies: currencies.into_iter().map(|rate| rate.code.as_str()).collect(),
            sites: sites.into_iter().map(|site| site.id.as_str()).collect(),
            brands: brands.into_iter().map(|brand| brand.id.as_str()).collect(),
        }
    }
}

/// An entry that can be judged.
pub(super) trait Entry {
    /// Its name in errors.
    fn name(&self) -> String;
    /// What no other entry of its kind may share: the name, where a kind has names of its own.
    fn unique(&self) -> Option<String> {
        Some(self.name())
    }
    /// Adds a sentence for each mistake.
    fn check(&self, known: &Known<'_>, faults: &mut Faults);
}

impl Entry for Goods {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        source(&self.source, faults);
        some_words("words", &self.words, faults);
        all_long_enough("words", &self.words, faults);
        words("not_words", &self.not_words, faults);
        for other in &self.shown_with {
            known_goods(other, known, faults);
        }
    }
}

impl Entry for Term {
    fn name(&self) -> String {
        self.term.clone()
    }

    fn unique(&self) -> Option<String> {
        None
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        word("term", &self.term, faults);
        // Words that count only right before a brand's name may be that short: Russian `с`, Polish `z`.
        if (self.kind, self.strength) != (TermKind::Accessory, Strength::Weak) {
            long_enough("term", &self.term, faults);
        }
        language(&self.lang, faults);
        words("innocent", &self.innocent, faults);
        words("innocent_with", &self.innocent_with, faults);
        source(&self.source, faults);
        let term = folded_text(&self.term);
        for phrase in &self.innocent {
            if !folded_text(phrase).contains(&term) {
                faults.add(FaultCode::Useless, format!("innocent phrase {phrase:?} does not hold the term, so it would excuse nothing"));
            }
        }
    }
}

impl Entry for Label {
    fn name(&self) -> String {
        self.label.clone()
    }

    fn unique(&self) -> Option<String> {
        None
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        id(&self.label, faults);
        language(&self.lang, faults);
        some_words("words", &self.words, faults);
        source(&self.source, faults);
    }
}

impl Entry for Site {
    fn name(&self) -> String {
        self.id.clone()
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        id(&self.id, faults);
        word("name", &self.name, faults);
        some_words("domains", &self.domains, faults);
        for pattern in &self.domains {
            // A host for many shops may itself be a public suffix (`myshopify.com`), so a bare host name is enough here.
            let host = pattern.strip_suffix(".*").map_or_else(|| pattern.clone(), |label| format!("{label}.com"));
            if !is_host(&host) || domain::registrable(&format!("x.{host}")).is_none() {
                faults.add(FaultCode::BadValue, format!("domain {pattern:?} is neither a lower-case host name nor a label with `.*`"));
            }
        }
        source(&self.source, faults);
    }
}

impl Entry for CurrencyRate {
    fn name(&self) -> String {
        self.code.clone()
    }

    fn unique(&self) -> Option<String> {
        Some(self.code.clone())
    }

    fn check(&self, _known: &Known<'_>, faults: &mut Faults) {
        currency(&self.code, faults);
        if self.per_usd <= Decimal::ZERO {
            faults.add(FaultCode::OutOfRange, format!("rate {} is not above 0", self.per_usd));
        }
        source(&self.source, faults);
    }
}

fn id(id: &str, faults: &mut Faults) {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if id.len() > 64 || !id.split('-').all(part) {
        faults.add(FaultCode::BadId, format!("id {id:?} is not kebab-case (lower-case letters, digits, single hyphens, at most 64)"));
    }
}

/// Whether `host` is a host name in the form in which addresses are compared: ASCII, lower case, at least two labels.
fn is_host(host: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.bytes().all(letter))
}

fn currency(code: &str, faults: &mut Faults) {
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        faults.add(FaultCode::BadValue, format!("{code:?} is no ISO 4217 code"));
    }
}

fn https_address(url: &str, faults: &mut Faults) {
    if !url.starts_with("https://") || !url::Url::parse(url).is_ok_and(|url| url.username().is_empty()) {
        faults.add(FaultCode::BadValue, format!("url {url:?} is no https address"));
    }
}

fn source(source: &str, faults: &mut Faults) {
    if source.trim().is_empty() {
        faults.add(FaultCode::NoSource, "no source: say where the entry's facts come from");
    }
    length("source", source, faults);
}

fn language(lang: &str, faults: &mut Faults) {
    let mut subtags = lang.split('-');
    let primary = subtags.next().is_some_and(|tag| matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_lowercase()));
    if !primary || !subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        faults.add(FaultCode::BadValue, format!("{lang:?} is no language tag (\"en\", \"zh-Hant\", \"und\")"));
    }
}

fn word(field: &str, word: &str, faults: &mut Faults) {
    if folded_text(word).is_empty() {
        faults.add(FaultCode::Empty, format!("an empty string in {field:?}"));
    } else if word.trim() != word {
        faults.add(FaultCode::BadValue, format!("{word:?} in {field:?} begins or ends with a space"));
    }
    length(field, word, faults);
}

/// Refuses a word that would be found everywhere. One sign is a whole word in Chinese, Japanese and Korean.
fn long_enough(field: &str, word: &str, faults: &mut Faults) {
    let folded = folded_text(word);
    let mut letters = folded.chars().filter(|c| c.is_alphanumeric());
    if let (Some(letter), None) = (letters.next(), letters.next())
        && !matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    {
        faults.add(FaultCode::TooShort, format!("{word:?} in {field:?} has one letter or digit, so it would be found everywhere"));
    }
}

fn all_long_enough(field: &str, list: &[String], faults: &mut Faults) {
    for entry in list {
        long_enough(field, entry, faults);
    }
}

fn words(field: &str, list: &[String], faults: &mut Faults) {
    for entry in list {
        word(field, entry, faults);
    }
}

fn some_words(field: &str, list: &[String], faults: &mut Faults) {
    if list.is_empty() {
        faults.add(FaultCode::Empty, format!("{field:?} is empty"));
    }
    words(field, list, faults);
}

fn length(field: &str, text: &str, faults: &mut Faults) {
    if text.len() > limits::STRING_BYTES {
        faults.add(FaultCode::TooLarge, format!("{field:?} holds a string of {} bytes, more than {}", text.len(), limits::STRING_BYTES));
    }
}

fn known_goods(id: &str, known: &Known<'_>, faults: &mut Faults) {
    if !known.goods.contains(id) {
        faults.add(FaultCode::UnknownReference, format!("kind of goods {id:?} is in no goods pack"));
    }
}
