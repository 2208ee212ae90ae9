//! E-mail addresses, telephone numbers and numbers in registers as pages write them.

use crate::page::draft;
use crate::text::domain;

/// The first e-mail address in a text, also one written as `name [at] shop [dot] example`.
pub(super) fn email_in(text: &str) -> Option<String> {
    let plain;
    let text = if text.contains('@') {
        text
    } else {
        plain = unmask(text)?;
        &plain
    };
    let outside = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | '：');
    let bare = |word: &str| word.trim_matches(['.', ':']).to_owned();
    text.split(outside).map(bare).find(|word| is_email(word))
}

/// Text with bracketed "at" and "dot" written as signs; `None` where there is no bracketed "at".
fn unmask(text: &str) -> Option<String> {
    const AT: [&str; 3] = ["at", "ät", "a"];
    const DOT: [&str; 4] = ["dot", "punkt", "point", "."];
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut seen) = (text, false);
    while let Some(open) = rest.find(['[', '(', '{']) {
        let inside = rest.get(open + 1..)?;
        let close = inside.find([']', ')', '}'])?;
        let word = inside.get(..close)?.trim().to_lowercase();
        let sign = if AT.contains(&word.as_str()) || word == "@" { Some('@') } else { DOT.contains(&word.as_str()).then_some('.') };
        let before = rest.get(..open)?;
        rest = inside.get(close + 1..)?;
        match sign {
            Some(sign) => {
                plain.push_str(before.trim_end());
                plain.push(sign);
                rest = rest.trim_start();
                seen |= sign == '@';
            }
            None => {
                plain.push_str(before);
                plain.push(' ');
                plain.push_str(inside.get(..close)?);
                plain.push(' ');
            }
        }
    }
    plain.push_str(rest);
    seen.then_some(plain)
}

/// Whether a word is an e-mail address.
pub(super) fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !name.is_empty()
        && name.chars().all(plain)
        && word.len() <= 200
        && host.contains('.')
        && host.chars().all(plain)
        && domain::registrable(host).is_some()
}

/// A VAT number behind its label: up to two letters, then 7 to 12 letters and digits, most of them digits.
pub(super) fn vat(tail: &str) -> Option<String> {
    let start = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
    let number: String = start.chars().take(24).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-')).collect();
    let mut code = String::new();
    for word in number.split_whitespace() {
        let is_number = word.bytes().any(|byte| byte.is_ascii_digit())
            || code.is_empty() && word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_number {
            break;
        }
        code.extend(word.chars().filter(char::is_ascii_alphanumeric));
    }
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 7 && (8..=14).contains(&code.len())).then(|| code.to_ascii_uppercase())
}

/// A register number behind its label: the words up to the last digit.
pub(super) fn register(tail: &str) -> Option<String> {
    let start = crate::limits::cut(tail, 60).trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = start.find([',', ';', '|']).unwrap_or(start.len());
    let words = start.get(..end)?;
    let last = words.rfind(|c: char| c.is_ascii_digit())?;
    // Chinese and other numbers end with a letter.
    let letters = words.get(last + 1..)?.bytes().take_while(u8::is_ascii_alphanumeric).count();
    draft::clean(words.get(..=last + letters)?, 60).filter(|number| number.bytes().filter(u8::is_ascii_digit).count() >= 3)
}

/// A telephone number behind its label.
pub(super) fn phone(tail: &str) -> Option<String> {
    let start = tail.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '：'));
    let number: String =
        start.chars().take(30).take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '/' | '.')).collect();
    let number = number.trim();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (6..=15).contains(&digits).then(|| number.to_owned())
}
