//! Companies by their legal form, and the postal address behind them.

use std::ops::Range;

use crate::page::draft;
use crate::page::view::{Run, View};

/// Longest name, in bytes and in words before its form.
const NAME_BYTES: usize = 100;
const NAME_WORDS: usize = 6;
/// Runs behind the name in which the address may stand, and its longest text.
const ADDRESS_RUNS: usize = 3;
const ADDRESS_BYTES: usize = 160;

/// A company named in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Company {
    pub name: String,
    /// Where the name ends in the run.
    pub end: usize,
    /// A copyright mark stands before it.
    pub copyright: bool,
}

/// The first company in a run. `forms` are the legal forms in it, in order.
pub(super) fn find(run: &Run, forms: &[Range<usize>]) -> Option<Company> {
    forms.iter().find_map(|form| named(run, form))
}

fn named(run: &Run, form: &Range<usize>) -> Option<Company> {
    let written = run.text.get(form.clone())?;
    // "AG" and "SA" are forms; "ag" and "sa" are syllables and words.
    let cased = written.chars().find(|c| c.is_alphabetic())?;
    let short = written.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    if cased.is_lowercase() || short && written.chars().any(char::is_lowercase) {
        return None;
    }
    let floor = run.piece(form.start).map_or(0, |piece| piece.start);
    // A form in an element of its own belongs to the words before it.
    let floor = if floor == form.start { floor.checked_sub(1).and_then(|at| run.piece(at)).map_or(0, |piece| piece.start) } else { floor };
    let before = run.text.get(floor..form.start)?;
    let copyright = ["©", "(c)", "Copyright", "copyright"].iter().any(|mark| before.contains(mark));
    let start = before
        .rfind([',', ';', ':', '：', '|', '·', '©', '•', '(', ')', '。', '，'])
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let words = before.get(start..)?;
    let name = last_name(words);
    let end = form.end;
    // Forms in front: the name follows, in quotation marks or up to the next separator.
    let (name, end) = if name.is_empty() { following(run, end)? } else { (name.to_owned(), end) };
    let whole = if end == form.end {
        format!("{name}{}{written}", gap(&run.text, form.start))
    } else {
        format!("{written}{}{name}", gap(&run.text, form.end))
    };
    let whole = draft::clean(&whole, NAME_BYTES)?;
    Some(Company { name: whole, end, copyright })
}

fn gap(text: &str, at: usize) -> &'static str {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    if before.is_some_and(char::is_whitespace) || after.is_some_and(char::is_whitespace) { " " } else { "" }
}

/// The words at the end of a text that are written like a name.
fn last_name(text: &str) -> &str {
    let text = text.trim_end();
    let mut start = text.len();
    for word in text.rsplit(char::is_whitespace).take(NAME_WORDS) {
        let first = word.trim_start_matches(['"', '«', '“', '„', '\'']).chars().next();
        let at = start.saturating_sub(word.len() + usize::from(start < text.len()));
        // `2024` and `2020-2026` stand before the name in copyright lines.
        let year = word.len() >= 4 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
        let is_name = first.is_some_and(|first| !first.is_lowercase() && (first.is_alphanumeric() || first == '&'));
        if !is_name || year || word.eq_ignore_ascii_case("copyright") {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default().trim()
}

/// The name behind a form, and where it ends.
fn following(run: &Run, from: usize) -> Option<(String, usize)> {
    let rest = run.text.get(from..)?;
    let skipped = rest.len() - rest.trim_start().len();
    let quoted = rest.trim_start().strip_prefix(['«', '"', '“', '„']);
    let length = match quoted {
        Some(inside) => inside.find(['»', '"', '”', '“']).map(|end| rest.trim_start().len() - inside.len() + end + '»'.len_utf8())?,
        None => rest.trim_start().find([',', ';', '|', '·', '(', ' ', '　', '。', '，']).unwrap_or(rest.trim_start().len()),
    };
    let end = from + skipped + length;
    let name = run.text.get(from..).and_then(|rest| rest.get(..crate::limits::cut(rest, skipped + length).len()))?.trim();
    let fits = (2..=NAME_BYTES).contains(&name.len()) && name.chars().any(char::is_alphabetic);
    fits.then(|| (name.to_owned(), end.min(run.text.len())))
}

/// The postal address behind a name that ends at `end` of a run: what stands up to and with the town of a postal code.
pub(super) fn address(view: &View, index: usize, end: usize) -> Option<String> {
    let own = view.runs.get(index)?;
    let mut parts: Vec<&str> = vec![own.text.get(end..)?];
    let next = view.runs.get(index + 1..)?.iter().take(ADDRESS_RUNS);
    parts.extend(next.take_while(|run| !run.hidden && run.zone == own.zone).map(|run| run.text.as_str()));
    let mut written = String::new();
    for part in parts {
        let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·' | '-' | '–' | '.' | ':'));
        if part.is_empty() {
            continue;
        }
        let code = postal_code(part);
        let stop = code.as_ref().map_or(part.len(), |code| town_end(part, code.end));
        if !written.is_empty() {
            written.push_str(", ");
        }
        written.push_str(part.get(..stop)?);
        if written.len() > ADDRESS_BYTES {
            return None;
        }
        if code.is_some() {
            // A code alone names no street; words without digits before it are not known to be one.
            return draft::clean(written.trim_end_matches([',', ' ']), ADDRESS_BYTES)
                .filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 6);
        }
    }
    None
}

/// A postal code in a text, as its own word or two: five or six digits, `1234 AB`, `AB1 2CD`, `12-345`, `123 45`, `〒123-4567`, four
/// digits before a town's capital letter.
fn postal_code(text: &str) -> Option<Range<usize>> {
    let words: Vec<Range<usize>> = words(text).take(60).collect();
    let shape = |range: &Range<usize>| -> String {
        let word = text.get(range.clone()).unwrap_or_default();
        let class = |c: char| {
            if c.is_ascii_digit() {
                '9'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                c
            }
        };
        word.chars().take(12).map(class).collect()
    };
    let mut before = String::new();
    for (at, range) in words.iter().enumerate() {
        let own = shape(range);
        let own = own.trim_start_matches('〒');
        let after = words.get(at + 1);
        let next = after.map(shape).unwrap_or_default();
        let two = || after.map(|next| range.start..next.end);
        let year = text.get(range.clone()).is_some_and(|word| word.starts_with("19") || word.starts_with("20"));
        // Behind words of telephones and registers numbers are something else; so is the first word of a text.
        let found = match own {
            "99999" | "A-99999" | "AA-99999" | "99-999" | "999999" | "999-9999" | "9999AA" | "A-9999" | "AA-9999" => Some(range.clone()),
            "99999-9999" => Some(range.clone()),
            "9999" if next == "AA" => two(),
            "9999" if !year && next.starts_with('A') && next.chars().nth(1).is_some_and(char::is_lowercase) => Some(range.clone()),
            "999" if next == "99" => two(),
            "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A" if next == "9AA" => two(),
            _ => None,
        };
        if found.is_some() && !before.contains(':') {
            return found;
        }
        before = text.get(range.clone()).unwrap_or_default().to_owned();
    }
    None
}

/// Words with their places, without commas and the like around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let outside = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '(' | ')' | '.');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c: char| !outside(c))?;
        let length = text.get(start..)?.find(outside).unwrap_or(text.len() - start);
        at = start + length;
        Some(start..at)
    })
}

/// Where the town behind a postal code ends: after up to three words written like names; where none follows, at the code.
fn town_end(text: &str, from: usize) -> usize {
    let mut end = from;
    let rest = text.get(from..).unwrap_or_default();
    for (count, word) in words(rest).enumerate() {
        let written = rest.get(word.clone()).unwrap_or_default();
        let gap = rest.get(end - from..word.start).unwrap_or_default();
        let name = written.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
        if count >= 3 || !name || written.contains([':', '@', '：']) || gap.contains(['|', ';', '(', '.']) {
            break;
        }
        end = from + word.end;
    }
    end
}
