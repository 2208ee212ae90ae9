//! What can be told by its shape, wherever it stands: mail, tokens, numbers of orders, query parameters, keys of state blobs.

use std::collections::BTreeSet;

use regex::{Captures, Regex, RegexBuilder};

use super::{Counts, REDACTED};
use crate::pack::{RedactionRule, RedactionTarget};
use crate::page::{Attributes, Token, Tokens};

/// An address for mail, also with its `@` written for an address bar. The name is short of what RFC 5321 allows (64), on purpose: a
/// long run is a token.
const MAIL: &str = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}(?:@|%40|&#64;|&commat;)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}";
/// JSON Web Token (RFC 7519): three parts of base64url, the first of which begins with `{"`.
const JWT: &str = r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*";
/// Number of an order or session as Amazon writes them.
const ORDER: &str = r"\b[0-9]{3}-[0-9]{7}-[0-9]{7}\b";
/// Login of an address (RFC 3986, section 3.2.1).
const LOGIN: &str = r#"(?P<scheme>https?://)[^/@\s"'<>]+@"#;
/// Last digits of a card: pages mask the others.
const CARD: &str = r"(?:[•*·xX]{4}[ -]?){1,3}[0-9]{4}\b";
/// A parameter with a value; `&` may be written as a reference, and `\u0026` stands in state blobs.
const PARAMETER: &str = r#"(?P<head>(?:[?#;]|&amp;|&|\\u0026)(?P<name>[A-Za-z0-9_.\[\]%-]{1,64})=)(?P<value>[^&"'<>\s#;\\]+)"#;
/// A value that is a secret by its looks: long, letters and digits mixed, no word.
const SECRET_LENGTH: usize = 32;
/// A key of a state blob with a simple value, and the same inside a string of the blob, where quotes are escaped.
const KEYS: [&str; 2] = [
    r#"(?P<head>"(?P<name>[A-Za-z0-9_-]{1,64})"\s*:\s*)(?P<value>"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?)"#,
    r#"(?P<head>\\"(?P<name>[A-Za-z0-9_-]{1,64})\\"\s*:\s*)(?P<value>\\"[^"\\]*\\"|-?[0-9]+(?:\.[0-9]+)?)"#,
];

/// Attributes in which words for people stand.
pub(super) const SPOKEN: &[&str] = &["alt", "title", "aria-label", "value", "placeholder", "content"];

/// Compiled patterns.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    shapes: Vec<(&'static str, Regex)>,
    login: Option<Regex>,
    mail: Option<Regex>,
    parameter: Option<Regex>,
    key: Vec<Regex>,
    parameters: Vec<(String, BTreeSet<String>)>,
    keys: Vec<(String, BTreeSet<String>)>,
    evidence: BTreeSet<String>,
    own: Vec<String>,
    reveals_words: bool,
    reveals_token: bool,
}

/// A pattern of this file; they compile, which a test holds.
fn compiled(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).size_limit(4 << 20).build().ok()
}

/// Addresses for mail in a text, lower case.
pub(super) fn mail_in(text: &str) -> Vec<String> {
    compiled(MAIL).map_or_else(Vec::new, |mail| mail.find_iter(text).map(|found| plain_mail(found.as_str())).collect())
}

fn plain_mail(text: &str) -> String {
    text.replace("%40", "@").replace("&#64;", "@").replace("&commat;", "@").to_lowercase()
}

/// Words of the rules with this target, by category, without those that are let in.
pub(super) fn by_category(rules: &[RedactionRule], target: RedactionTarget, reveal: &[String]) -> Vec<(String, BTreeSet<String>)> {
    let wanted = rules.iter().filter(|rule| rule.target == target && !reveal.contains(&rule.category));
    wanted.map(|rule| (rule.category.clone(), rule.words.iter().map(|word| word.to_lowercase()).collect())).collect()
}

/// The category of the first rule that has the word.
pub(super) fn category_of<'r>(rules: &'r [(String, BTreeSet<String>)], word: &str) -> Option<&'r str> {
    let word = word.to_lowercase();
    rules.iter().find(|(_, words)| words.contains(&word)).map(|(category, _)| category.as_str())
}

impl Patterns {
    pub(super) fn new(rules: &[RedactionRule], evidence: BTreeSet<String>, own_words: &[String], reveal: &[String]) -> Self {
        let kept = |category: &str| reveal.iter().any(|kept| kept == category);
        let shapes = [("token", JWT), ("number", ORDER), ("number", CARD)];
        let shapes = shapes.into_iter().filter(|(category, _)| !kept(category));
        Self {
            shapes: shapes.filter_map(|(category, pattern)| Some((category, compiled(pattern)?))).collect(),
            login: compiled(LOGIN).filter(|_| !kept("token")),
            mail: compiled(MAIL).filter(|_| !kept("email")),
            parameter: compiled(PARAMETER),
            key: KEYS.iter().filter_map(|pattern| compiled(pattern)).collect(),
            parameters: by_category(rules, RedactionTarget::Parameter, reveal),
            keys: by_category(rules, RedactionTarget::JsonKey, reveal),
            evidence,
            own: own_words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect(),
            reveals_words: kept("word"),
            reveals_token: kept("token"),
        }
    }

    /// Takes out every shape; text and addresses, plain or inside HTML.
    pub(super) fn clean(&self, text: &str, counts: &mut Counts) -> String {
        let mut text = text.to_owned();
        if let Some(login) = &self.login {
            text = replace(login, &text, |found| {
                counts.add("token");
                Some(format!("{}{REDACTED}@", &found["scheme"]))
            });
        }
        if let Some(parameter) = &self.parameter {
            text = replace(parameter, &text, |found| {
                let category = self.parameter_category(&found["name"], &found["value"])?;
                counts.add(category);
                Some(format!("{}REDACTED", &found["head"]))
            });
        }
        for key in &self.key {
            text = replace(key, &text, |found| {
                let value = &found["value"];
                if value.trim_matches(['"', '\\']).is_empty() {
                    return None;
                }
                let category = category_of(&self.keys, &found["name"])?;
                counts.add(category);
                let quote = if value.starts_with("\\\"") { "\\\"" } else { "\"" };
                Some(if value.ends_with('"') {
                    format!("{}{quote}REDACTED{quote}", &found["head"])
                } else {
                    format!("{}0", &found["head"])
                })
            });
        }
        if let Some(mail) = &self.mail {
            text = replace(mail, &text, |found| {
                if self.evidence.contains(&plain_mail(&found[0])) {
                    return None;
                }
                counts.add("email");
                Some(REDACTED.to_owned())
            });
        }
        for (category, shape) in &self.shapes {
            text = replace(shape, &text, |_| {
                counts.add(category);
                Some(REDACTED.to_owned())
            });
        }
        text
    }

    fn parameter_category(&self, name: &str, value: &str) -> Option<&str> {
        if value == "REDACTED" {
            return None;
        }
        category_of(&self.parameters, name).or_else(|| (!self.reveals_token && is_secret(value)).then_some("token"))
    }

    /// Takes the reporter's own words and names found in the page out of what people read: text, spoken attributes, strings in blobs.
    pub(super) fn take_out_words(&self, html: &str, names: &[String], counts: &mut Counts) -> String {
        let words: Vec<(&str, &String)> = names
            .iter()
            .map(|name| ("account", name))
            .chain(self.own.iter().filter(|_| !self.reveals_words).map(|word| ("word", word)))
            .collect();
        if words.is_empty() {
            return html.to_owned();
        }
        let mut text = html.to_owned();
        for (category, word) in words {
            let bound = |end: bool| {
                let at = if end { word.chars().next_back() } else { word.chars().next() };
                if at.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)) { r"\b" } else { "" }
            };
            let Some(pattern) = compiled(&format!("(?i){}{}{}", bound(false), regex::escape(word), bound(true))) else { continue };
            let mut edits = Vec::new();
            for range in spoken(&text) {
                let part = text.get(range.clone()).unwrap_or_default();
                edits.extend(pattern.find_iter(part).map(|found| range.start + found.start()..range.start + found.end()));
            }
            edits.iter().for_each(|_| counts.add(category));
            text = edited(&text, edits.into_iter().map(|range| (range, REDACTED.to_owned())).collect());
        }
        text
    }
}

/// Scripts that write no spaces between words have no word bounds either.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// A long run of letters and digits: no word, no price, no number of a product.
fn is_secret(value: &str) -> bool {
    let run = value.bytes().filter(u8::is_ascii_alphanumeric).count();
    let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'%' | b'+' | b'='));
    value.len() >= SECRET_LENGTH && plain && run * 10 >= value.len() * 8 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

/// Replaces where `with` gives something.
fn replace(pattern: &Regex, text: &str, mut with: impl FnMut(&Captures<'_>) -> Option<String>) -> String {
    pattern.replace_all(text, |found: &Captures<'_>| with(found).unwrap_or_else(|| found[0].to_owned())).into_owned()
}

/// Where people's words stand in HTML: text, raw text, and the values of spoken attributes.
fn spoken(html: &str) -> Vec<std::ops::Range<usize>> {
    let range = |part: &str| {
        let start = part.as_ptr() as usize - html.as_ptr() as usize;
        start..start + part.len()
    };
    let mut ranges = Vec::new();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) | Token::Raw(text) => ranges.push(range(text)),
            Token::Start { attributes, .. } => {
                let spoken = Attributes::new(attributes).filter(|(name, _)| SPOKEN.iter().any(|known| known.eq_ignore_ascii_case(name)));
                ranges.extend(spoken.filter(|(_, value)| !value.is_empty()).map(|(_, value)| range(value)));
            }
            Token::End { .. } => {}
        }
    }
    ranges
}

/// The text with some ranges replaced; they are in order and do not overlap.
pub(super) fn edited(text: &str, edits: Vec<(std::ops::Range<usize>, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, with) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&with);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
