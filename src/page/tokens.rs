//! HTML to tokens, without copying. It never looks back, so that any input is read in linear time: html5ever's tokenizer compares
//! each attribute of a tag with all before it, which a page of one tag with half a million attributes turns into hours.
//!
//! The rules are those of the HTML Standard, section 13.2.5, as far as they decide where tags, text and comments begin and end.

use std::borrow::Cow;

/// Most attributes of one tag that are kept.
pub(super) const ATTRIBUTES_A_TAG: usize = 64;

/// Longest character reference in the HTML Standard is `&CounterClockwiseContourIntegral;`.
const REFERENCE_BYTES: usize = 33;

/// A piece of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'h> {
    /// Text, character references not yet decoded.
    Text(&'h str),
    /// Text of a raw element such as `script`: no references in it.
    Raw(&'h str),
    /// Start tag; `attributes` is what stands between the name and the `>`.
    Start { name: &'h str, attributes: &'h str },
    /// End tag.
    End { name: &'h str },
}

/// Reads tokens.
pub(crate) struct Tokens<'h> {
    html: &'h str,
    at: usize,
    raw_until: Option<&'h str>,
}

impl<'h> Tokens<'h> {
    pub(crate) fn new(html: &'h str) -> Self {
        Self { html: html.strip_prefix('\u{feff}').unwrap_or(html), at: 0, raw_until: None }
    }

    /// Bytes read so far.
    pub(crate) const fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// The text of a raw element up to its end tag, or to the end of the page.
    fn raw(&mut self, name: &str) -> Option<Token<'h>> {
        let rest = self.rest();
        let mut from = 0;
        let end = loop {
            let Some(found) = rest.get(from..).and_then(|tail| tail.find("</")) else { break rest.len() };
            let at = from + found;
            let word = rest.as_bytes().get(at + 2..at + 2 + name.len());
            let after = rest.as_bytes().get(at + 2 + name.len());
            let ends = after.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
            if ends && word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
                break at;
            }
            from = at + 2;
        };
        self.at += end;
        rest.get(..end).filter(|text| !text.is_empty()).map(Token::Raw)
    }

    /// A tag that begins at the `<` where we stand; `None` for comments and declarations, which are passed over.
    fn tag(&mut self, rest: &'h str) -> Option<Token<'h>> {
        let is_end = rest.as_bytes().get(1) == Some(&b'/');
        let name_start = if is_end { 2 } else { 1 };
        let body = rest.get(name_start..).unwrap_or_default();
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let length = match rest.strip_prefix("<!--") {
                // `<!-->` and `<!--->` are whole comments.
                Some(comment) if comment.starts_with('>') => Some(5),
                Some(comment) if comment.starts_with("->") => Some(6),
                Some(comment) => comment.find("-->").map(|end| end + 7),
                None => rest.find('>').map(|end| end + 1),
            };
            self.at += length.unwrap_or(rest.len());
            return None;
        }
        let name_length = body.bytes().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')).unwrap_or(body.len());
        let name = body.get(..name_length).unwrap_or_default();
        let attributes = body.get(name_length..).unwrap_or_default();
        let Some(end) = tag_end(attributes) else {
            // The page ends inside the tag.
            self.at = self.html.len();
            return None;
        };
        self.at += name_start + name_length + end + 1;
        if is_end {
            return Some(Token::End { name });
        }
        if is_raw(name) {
            self.raw_until = Some(name);
        }
        Some(Token::Start { name, attributes: attributes.get(..end).unwrap_or_default() })
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some(name) = self.raw_until.take()
            && let Some(text) = self.raw(name)
        {
            return Some(text);
        }
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let text_length = next_tag(rest);
            if text_length > 0 {
                self.at += text_length;
                return rest.get(..text_length).map(Token::Text);
            }
            if let Some(token) = self.tag(rest) {
                return Some(token);
            }
        }
    }
}

/// Elements whose content is text up to their end tag; `noscript` too, since scripts run where pages are seen.
fn is_raw(name: &str) -> bool {
    const RAW: [&str; 8] = ["script", "style", "textarea", "title", "noscript", "iframe", "noframes", "xmp"];
    RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Where the next markup begins: a `<` that opens a tag, a comment or a declaration.
fn next_tag(text: &str) -> usize {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|tail| tail.find('<')) {
        let at = from + found;
        match text.as_bytes().get(at + 1) {
            Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?') => return at,
            _ => from = at + 1,
        }
    }
    text.len()
}

/// Where the `>` of a tag stands, quoted values passed over.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut read = Attributes { text: attributes, at: 0 };
    while read.next().is_some() {}
    (attributes.as_bytes().get(read.at) == Some(&b'>')).then_some(read.at)
}

/// The attributes of a start tag: name as written and raw value.
pub(crate) struct Attributes<'h> {
    text: &'h str,
    at: usize,
}

impl<'h> Attributes<'h> {
    pub(crate) const fn new(text: &'h str) -> Self {
        Self { text, at: 0 }
    }

    fn skip(&mut self, skipped: fn(u8) -> bool) {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| skipped(*byte)) {
            self.at += 1;
        }
    }
}

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h str, &'h str);

    fn next(&mut self) -> Option<(&'h str, &'h str)> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let name_start = self.at;
        if self.text.as_bytes().get(self.at) == Some(&b'=') {
            self.at += 1;
        }
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = self.text.get(name_start..self.at).filter(|name| !name.is_empty())?;
        let name_end = self.at;
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.text.as_bytes().get(self.at) != Some(&b'=') {
            self.at = name_end;
            return Some((name, ""));
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let start = self.at;
        let quote = self.text.as_bytes().get(start).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = if let Some(quote) = quote {
            let rest = self.text.get(start + 1..).unwrap_or_default();
            match rest.find(char::from(quote)) {
                Some(length) => {
                    self.at = start + 1 + length + 1;
                    rest.get(..length)
                }
                None => {
                    self.at = self.text.len();
                    Some(rest)
                }
            }
        } else {
            self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
            self.text.get(start..self.at)
        };
        Some((name, value.unwrap_or_default()))
    }
}

/// Decodes character references. Text without an `&` is not copied.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at + 1..).unwrap_or_default();
        match reference(tail) {
            Some((characters, length)) => {
                decoded.extend(characters.into_iter().flatten());
                rest = tail.get(length..).unwrap_or_default();
            }
            None => {
                decoded.push('&');
                rest = tail;
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The characters that a reference stands for and its length without the `&`.
fn reference(tail: &str) -> Option<([Option<char>; 2], usize)> {
    if let Some(number) = tail.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix, prefix) = hex.map_or((number, 10, 1), |digits| (digits, 16, 2));
        let length = digits.bytes().take(12).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
        // Windows-1252 control codes are common in old pages (HTML Standard, numeric character reference end state).
        let character = match value {
            0x80..=0x9f => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[u8::try_from(value).ok()?]).0.chars().next(),
            0 => None,
            value => char::from_u32(value),
        };
        return Some(([Some(character.unwrap_or('\u{fffd}')), None], prefix + length + semicolon));
    }
    let length = tail.bytes().take(REFERENCE_BYTES).take_while(u8::is_ascii_alphanumeric).count();
    let end = length + usize::from(tail.as_bytes().get(length) == Some(&b';'));
    // With a semicolon the whole name counts; without, the longest known beginning (`&nbspfoo`).
    (2..=end).rev().find_map(|end| {
        let &(first, second) = html5ever::data::NAMED_ENTITIES.get(tail.get(..end)?)?;
        let pair = [char::from_u32(first).filter(|_| first != 0)?, char::from_u32(second).unwrap_or('\0')];
        Some(([Some(pair[0]), Some(pair[1]).filter(|_| second != 0)], end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        let tokens: Vec<_> = Tokens::new("a < b<!-- <p> --><P class=x data-y='>'>c</p\n><br/>&amp;").collect();
        let expected = [
            Token::Text("a < b"),
            Token::Start { name: "P", attributes: " class=x data-y='>'" },
            Token::Text("c"),
            Token::End { name: "p" },
            Token::Start { name: "br", attributes: "/" },
            Token::Text("&amp;"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn a_script_ends_only_at_its_own_tag() {
        let tokens: Vec<_> = Tokens::new("<script>a</scripty></p></SCRIPT >b<title>&lt;").collect();
        assert_eq!(tokens.get(1), Some(&Token::Raw("a</scripty></p>")));
        assert_eq!(tokens.get(3), Some(&Token::Text("b")));
    }

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let read: Vec<_> = Attributes::new(" a b = c d=\"e f\" g='h' /i=j/k").collect();
        assert_eq!(read, [("a", ""), ("b", "c"), ("d", "e f"), ("g", "h"), ("i", "j/k")]);
    }

    #[test]
    fn references_are_decoded_and_what_is_none_stays() {
        assert_eq!(decode("&lt;&#8364;&#x20AC;&euro;&nbsp;&amp;amp; AT&T &copy2 &#128; &bogus; &"), "<€€€\u{a0}&amp; AT&T ©2 € &bogus; &");
    }

    #[test]
    fn unfinished_markup_ends_quietly() {
        for html in ["<", "<a", "<a b='", "<!--", "</", "<a href=\"x", "<script>", "<!", "<a b", "&#"] {
            assert!(Tokens::new(html).count() <= 2, "{html}");
        }
    }
}
