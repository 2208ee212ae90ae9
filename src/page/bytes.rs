//! A saved page's bytes to text: gunzip, find the encoding, decode. And large pages cut to the snapshot's size.

use std::io::Read;

use encoding_rs::Encoding;

use crate::error::EngineError;
use crate::limits;
use crate::snapshot::{SCHEMA, Snapshot};

use super::tokens::{Token, Tokens};

/// How far into a file its encoding is looked for. The HTML Standard asks for 1,024 bytes, saved pages often put it later.
const CHARSET_WITHIN: usize = 4 << 10;

/// Beginnings of files that are no page, with what to call them.
const OTHER_FILES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or other RIFF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xfd7zXZ", "an XZ file"),
];

/// Makes a snapshot from a file's bytes: gunzips, finds the encoding (byte order mark, `charset` meta, detection), decodes.
///
/// # Errors
/// [`EngineError::SnapshotInvalid`] when the bytes are no HTML: empty, a picture, an archive, text without a single tag.
pub fn snapshot_from_bytes(bytes: &[u8], url: &str) -> Result<Snapshot, EngineError> {
    snapshot_from_response(bytes, url, None)
}

/// Makes a snapshot from a server's answer. The `charset` of its `Content-Type` header counts before what the page says of itself,
/// after a byte order mark (HTML Standard, 13.2.3.2).
///
/// # Errors
/// As [`snapshot_from_bytes`].
pub fn snapshot_from_response(bytes: &[u8], url: &str, content_type: Option<&str>) -> Result<Snapshot, EngineError> {
    let unpacked = if bytes.starts_with(&[0x1f, 0x8b]) { Some(gunzip(bytes)?) } else { None };
    let bytes = unpacked.as_deref().unwrap_or(bytes);
    let most = usize::try_from(limits::FILE_BYTES).unwrap_or(usize::MAX);
    let bytes = bytes.get(..most).unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(invalid(if bytes.is_empty() { "the file is empty" } else { "the file holds only white space" }));
    }
    if let Some((_, what)) = OTHER_FILES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(invalid(&format!("the file is {what}, not HTML")));
    }
    let html = decode(bytes, content_type.and_then(|header| declared_encoding(header.as_bytes())))?;
    check(&html)?;
    Ok(Snapshot { schema: SCHEMA, url: url.to_owned(), html, images: Vec::new(), language: None })
}

/// Refuses text that is no page.
pub(super) fn check(html: &str) -> Result<(), EngineError> {
    if html.trim().is_empty() {
        return Err(invalid("the page is empty"));
    }
    let has_tag = Tokens::new(html).any(|token| matches!(token, Token::Start { .. }));
    if has_tag { Ok(()) } else { Err(invalid("the file is not HTML: it has no tags")) }
}

fn invalid(reason: &str) -> EngineError {
    EngineError::SnapshotInvalid { reason: reason.to_owned() }
}

/// Unpacks up to [`limits::FILE_BYTES`]; what a damaged file gives before the damage is kept.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, EngineError> {
    let mut unpacked = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes).take(limits::FILE_BYTES).read_to_end(&mut unpacked);
    match read {
        Err(_) if unpacked.is_empty() => Err(invalid("the gzip data is damaged")),
        _ => Ok(unpacked),
    }
}

/// `told` is the encoding that came with the bytes.
fn decode(bytes: &[u8], told: Option<&'static Encoding>) -> Result<String, EngineError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = bytes.get(mark..).unwrap_or_default();
        return Ok(encoding.decode_without_bom_handling(text).0.into_owned());
    }
    // A few stray NULs are harmless; more of them are some other file.
    let head = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes);
    if head.iter().filter(|byte| **byte == 0).count() * 50 > head.len() {
        return Err(invalid("the file is binary, not HTML"));
    }
    if let Some(encoding) = told {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let declared = declared_encoding(head);
    // Browsers save pages as UTF-8 and leave the old declaration; text in another encoding is hardly ever valid UTF-8.
    let error_at = std::str::from_utf8(bytes).err();
    let only_cut_off = error_at.is_none_or(|error| error.error_len().is_none());
    if only_cut_off && !bytes.is_ascii() {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let encoding = declared.filter(|encoding| *encoding != encoding_rs::UTF_8 || only_cut_off || mostly_utf8(bytes)).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// A declared UTF-8 page with single broken characters stays UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    broken * 10 <= beyond_ascii
}

/// The encoding of `<meta charset=…>` or `<meta http-equiv=… content="…charset=…">`.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower.get(from..)?.windows(7).position(|window| window == b"charset") {
        let rest = lower.get(from + found + 7..)?;
        let value = rest.trim_ascii_start().strip_prefix(b"=").map(<[u8]>::trim_ascii_start);
        let value = value.map(|value| value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value));
        if let Some(value) = value {
            let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.')).count();
            if let Some(encoding) = Encoding::for_label(value.get(..length)?) {
                // A page whose declaration can be read as ASCII is not UTF-16 (HTML Standard, 13.2.3.2).
                let ascii_based = encoding != encoding_rs::UTF_16LE && encoding != encoding_rs::UTF_16BE;
                return Some(if ascii_based { encoding } else { encoding_rs::UTF_8 });
            }
        }
        from += found + 7;
    }
    None
}

/// A page of more than [`limits::SNAPSHOT_BYTES`] without its scripts (JSON-LD stays), styles and comments, then cut to that size.
/// Says whether anything but those was cut off.
pub(super) fn slim(html: &str) -> (String, bool) {
    let mut slim = String::with_capacity(limits::SNAPSHOT_BYTES.min(html.len()));
    let mut tokens = Tokens::new(html);
    let mut kept_element = true;
    loop {
        let start = tokens.position();
        let Some(token) = tokens.next() else { break };
        match token {
            Token::Start { name, attributes } => {
                let dropped = name.eq_ignore_ascii_case("style") || name.eq_ignore_ascii_case("script") && !attributes.contains("ld+json");
                kept_element = !dropped;
            }
            Token::Raw(_) if !kept_element => continue,
            _ => {}
        }
        let written = html.get(start..tokens.position()).unwrap_or_default();
        if slim.len() + written.len() > limits::SNAPSHOT_BYTES {
            return (slim, true);
        }
        match token {
            // Without what may have stood before it and was passed over: comments.
            Token::Text(text) => slim.push_str(text),
            _ => slim.push_str(written),
        }
    }
    (slim, false)
}

#[cfg(test)]
mod tests;
