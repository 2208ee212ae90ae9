//! The text of a report in the receiver's language: a DSA Article 16 notice where that fits, else plain words with the same parts. It
//! says no more than the assessment does. Nothing here sends anything.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::document::{facts_of, state_key};
use super::{Content, Words};
use crate::finding::{Assessment, Finding, State};
use crate::pack::Channel;

/// Signs named in a letter; the package has them all.
const SIGNS: usize = 8;
/// Longest quote in a letter, in characters.
const QUOTE_CHARACTERS: usize = 160;
/// Longest address that mail programs take reliably (the shortest limit still met, Windows' 2,083 less room for its own part).
const MAILTO_BYTES: usize = 1_900;
/// Characters of base64 in a line of mail (RFC 2045, section 6.8).
const LINE: usize = 76;

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sender {
    /// Name; empty where the person gives none.
    pub name: String,
    /// Address for mail.
    pub email: String,
    /// Number of the order, where there is one.
    pub order_number: String,
    /// The person's own words.
    pub note: String,
}

/// A letter, ready to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// `mailto:` address, its text shortened where mail programs would not take it; empty where the channel takes no mail.
    pub mailto: String,
    /// An `.eml` file (RFC 5322) that mail programs open as a draft; the person attaches the package.
    pub eml: String,
    /// What the channel asks for and the person has not given: `name`, `email`, `order-number`.
    pub missing: Vec<String>,
}

/// Writes a letter in the language of `words`.
#[must_use]
pub fn write(words: &Words, channel: &Channel, Content { url, created, assessment }: &Content, sender: &Sender) -> Letter {
    let subject = words.with("letter_subject", &[title_of(assessment, url)]);
    let body = body(words, channel, url, assessment, sender, created);
    let mailto = channel.email.as_deref().map(|to| mailto(to, &subject, &body, words)).unwrap_or_default();
    let eml = eml(channel.email.as_deref().unwrap_or_default(), sender, &subject, &body, created);
    let given = [("name", &sender.name), ("email", &sender.email), ("order-number", &sender.order_number)];
    let missing = given.iter().filter(|(need, value)| value.trim().is_empty() && channel.needs.iter().any(|needed| needed == need));
    Letter { subject, body, mailto, eml, missing: missing.map(|(need, _)| (*need).to_owned()).collect() }
}

fn title_of<'a>(assessment: &'a Assessment, url: &'a str) -> &'a str {
    assessment.listing.title.as_deref().unwrap_or(url)
}

fn body(words: &Words, channel: &Channel, url: &str, assessment: &Assessment, sender: &Sender, created: &str) -> String {
    let mut lines = vec![words.with("letter_to", &[&channel.name]), String::new()];
    lines.push(words.word(if channel.dsa_notice { "letter_opening_dsa" } else { "letter_opening" }));
    // (b) the exact place.
    lines.extend([String::new(), words.word("letter_where"), one_line(url, usize::MAX), words.with("letter_seen", &[created])]);
    // What the page says.
    lines.extend([String::new(), words.word("report_part_facts")]);
    for (key, value) in facts_of(&assessment.listing).into_iter().filter(|(_, value)| !value.is_empty()) {
        lines.push(format!("- {}: {}", words.word(key), one_line(&value, QUOTE_CHARACTERS)));
    }
    // (a) the reasons.
    lines.extend([String::new(), words.word("letter_reasons")]);
    let against: Vec<&Finding> = assessment.findings.iter().filter(|finding| finding.weight_centibans > 0).collect();
    for finding in against.iter().take(SIGNS) {
        let quote =
            finding.quotes.iter().find_map(|quote| quote.text.as_deref()).map(|quote| format!(" “{}”", one_line(quote, QUOTE_CHARACTERS)));
        lines.push(format!("- {}{}", words.say(&finding.message), quote.unwrap_or_default()));
    }
    if against.is_empty() {
        lines.push(words.word("letter_no_signs"));
    }
    let state = words.word(&format!("state_{}", state_key(assessment.state)));
    lines.push(words.with(if assessment.state == State::High { "letter_state" } else { "letter_state_weak" }, &[&state]));
    if !sender.note.trim().is_empty() {
        lines.extend([String::new(), words.word("letter_own_words"), sender.note.trim().to_owned()]);
    }
    if !sender.order_number.trim().is_empty() {
        lines.extend([String::new(), words.with("letter_order", &[&one_line(&sender.order_number, QUOTE_CHARACTERS)])]);
    }
    // (c) who, (d) in good faith.
    let who = [&sender.name, &sender.email].map(|part| one_line(part, usize::MAX));
    let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    lines.extend([String::new(), words.word("letter_good_faith"), words.word("letter_limits"), String::new()]);
    lines.push(if who.is_empty() { words.word("letter_who_missing") } else { words.with("letter_who", &[&who]) });
    lines.push(words.word("letter_package"));
    lines.join("\n") + "\n"
}

/// Text of a page on one line, cut.
fn one_line(text: &str, characters: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = text.chars().filter(|c| !c.is_control());
    let mut cut: String = clean.clone().take(characters).collect();
    if clean.count() > characters {
        cut.push('…');
    }
    cut
}

fn mailto(to: &str, subject: &str, body: &str, words: &Words) -> String {
    // RFC 6068: spaces as %20; `form_urlencoded` writes them as `+`, which mail programs show.
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let head = format!("mailto:{to}?subject={}&body=", encode(subject));
    let whole = format!("{head}{}", encode(&body.replace('\n', "\r\n")));
    // A text that would be cut somewhere is left out; the person copies it.
    if whole.len() <= MAILTO_BYTES { whole } else { format!("{head}{}", encode(&words.word("letter_paste_here"))) }
}

fn eml(to: &str, sender: &Sender, subject: &str, body: &str, created: &str) -> String {
    let clean = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    let word = |text: &str| if text.is_ascii() { clean(text) } else { encoded_words(text) };
    let from = match (sender.name.trim(), sender.email.trim()) {
        (_, "") => String::new(),
        ("", mail) => format!("From: <{}>\r\n", clean(mail)),
        (name, mail) => format!("From: {}\r\n <{}>\r\n", encoded_words(name), clean(mail)),
    };
    let to = if to.is_empty() { String::new() } else { format!("To: <{}>\r\n", clean(to)) };
    let date = rfc5322_date(created).map(|date| format!("Date: {date}\r\n")).unwrap_or_default();
    let text = STANDARD.encode(body.replace('\n', "\r\n"));
    let lines: Vec<&str> = (0..text.len()).step_by(LINE).map(|at| text.get(at..(at + LINE).min(text.len())).unwrap_or_default()).collect();
    format!(
        "{from}{to}Subject: {}\r\n{date}X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        word(subject),
        lines.join("\r\n")
    )
}

/// RFC 2047: words of at most 75 characters, so 45 bytes each.
fn encoded_words(text: &str) -> String {
    let (mut words, mut word) = (Vec::new(), String::new());
    for c in text.chars().filter(|c| !c.is_control()) {
        if word.len() + c.len_utf8() > 45 {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word))).collect::<Vec<_>>().join("\r\n ")
}

/// `2026-11-25T20:18:00Z` as `25 Nov 2026 20:18:00 +0000`.
fn rfc5322_date(iso: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (date, time) = iso.trim_end_matches('Z').split_once('T')?;
    let mut parts = date.split('-');
    let (year, month, day): (u16, usize, u8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(format!("{day} {} {year} {} +0000", MONTHS.get(month.checked_sub(1)?)?, time.get(..8)?))
}
