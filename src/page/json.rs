//! JSON as shops write it: strict first, then with the usual defects repaired, always within bounds.

use serde_json::Value;

/// Reads every JSON value of a block: usually one, sometimes several one after another. `None` when it is broken beyond repair.
pub(super) fn read(text: &str) -> Option<Vec<Value>> {
    let text = unwrap(text);
    if text.is_empty() {
        return Some(Vec::new());
    }
    // Quotation marks written as references: the whole block was escaped as HTML.
    let decoded;
    let text = if text.contains("&quot;") && !text.contains('"') {
        decoded = super::tokens::decode(text);
        &decoded
    } else {
        text
    };
    values(text).or_else(|| values(&repair(text, false))).or_else(|| values(&repair(text, true)))
}

fn values(text: &str) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    // serde_json refuses nesting beyond 128, so that a bomb costs nothing.
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        values.push(value.ok()?);
    }
    Some(values)
}

/// Takes off comment and CDATA wrappers and a closing semicolon.
fn unwrap(text: &str) -> &str {
    const OPENINGS: [&str; 6] = ["//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--", "// <![CDATA[", "/* <![CDATA[ */"];
    const CLOSINGS: [&str; 7] = ["//]]>", "/*]]>*/", "]]>", "-->", "// ]]>", "/* ]]> */", "//"];
    let mut text = text.trim();
    for _ in 0..4 {
        let before = text;
        for opening in OPENINGS {
            text = text.strip_prefix(opening).unwrap_or(text).trim();
        }
        for closing in CLOSINGS {
            text = text.strip_suffix(closing).unwrap_or(text).trim();
        }
        text = text.strip_suffix(';').unwrap_or(text).trim();
        if text == before {
            break;
        }
    }
    text
}

/// Mends raw control characters and bad escapes inside strings, comments, trailing and doubled commas. `quotes`: a quotation
/// mark inside a string ends it only where `,`, `:`, `}`, `]` or nothing follows.
fn repair(text: &str, quotes: bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = tail;
        if in_string {
            match c {
                '"' => {
                    let ends = !quotes || tail.trim_start().chars().next().is_none_or(|next| matches!(next, ',' | ':' | '}' | ']'));
                    out.push_str(if ends { "\"" } else { "\\\"" });
                    in_string = !ends;
                }
                '\\' => {
                    let next = tail.chars().next();
                    let hex = tail.get(1..5).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
                    match next {
                        Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => {
                            out.push('\\');
                            out.extend(next);
                            rest = tail.get(1..).unwrap_or_default();
                        }
                        Some('u') if hex => out.push('\\'),
                        // `\'` and the like: the backslash is too much.
                        _ => {}
                    }
                }
                '\n' => out.push_str("\\n"),
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                out.push('"');
            }
            '/' if tail.starts_with('/') => rest = tail.find('\n').and_then(|end| tail.get(end..)).unwrap_or_default(),
            '/' if tail.starts_with('*') => rest = tail.find("*/").and_then(|end| tail.get(end + 2..)).unwrap_or_default(),
            '}' | ']' | ',' => {
                let trimmed = out.trim_end().len();
                if out.get(..trimmed).is_some_and(|before| before.ends_with(',')) {
                    out.truncate(trimmed - 1);
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn usual_defects_are_repaired() {
        for (text, expected) in [
            ("{\"a\": \"one\ntwo\tthree\",}", json!({"a": "one\ntwo three"})),
            ("/*<![CDATA[*/{\"a\":[1,2,],}/*]]>*/", json!({"a": [1, 2]})),
            ("<!-- {\"a\": \"it\\'s\"} -->", json!({"a": "it's"})),
            ("{\"a\": 1, // one\n /* two */ \"b\": \"//x\"};", json!({"a": 1, "b": "//x"})),
            ("{&quot;a&quot;: &quot;b&quot;}", json!({"a": "b"})),
            ("{\"a\": \"a 27\" screen\", \"b\": 2}", json!({"a": "a 27\" screen", "b": 2})),
            ("{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2})),
        ] {
            assert_eq!(read(text), Some(vec![expected]), "{text}");
        }
    }

    #[test]
    fn several_values_are_read_and_bombs_refused() {
        assert_eq!(read("{\"a\":1}\n[2]").map(|values| values.len()), Some(2));
        assert_eq!(read(""), Some(vec![]));
        assert_eq!(read("{a:1}"), None);
        assert_eq!(read(&"[".repeat(200_000)), None);
        assert_eq!(read(&format!("{}1{}", "{\"a\":".repeat(200_000), "}".repeat(200_000))), None);
        assert!(read(&"\" ".repeat(200_000)).is_none_or(|values| values.len() <= 100_000));
    }
}
