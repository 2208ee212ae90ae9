//! Values as page scripts write them: JSON, else a literal of JavaScript with bare keys, single quotes, comments and trailing commas.
//! What a program would have to compute (`location.href`, `price * 100`) is null. One pass, never back.

use serde_json::{Map, Number, Value};

use crate::limits;

/// The first value of a text; `None` where it is cut off, too deep or no value at all.
pub(super) fn first_value(text: &str) -> Option<Value> {
    // serde_json refuses nesting beyond 128.
    let strict = serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok();
    strict.or_else(|| Literal { text, at: 0, nodes: 0 }.value(0))
}

struct Literal<'t> {
    text: &'t str,
    at: usize,
    nodes: usize,
}

impl Literal<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space and comments.
    fn space(&mut self) -> Option<()> {
        loop {
            let rest = self.text.get(self.at..)?;
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let (mark, end) = match trimmed.as_bytes() {
                [b'/', b'/', ..] => ("\n", 1),
                [b'/', b'*', ..] => ("*/", 2),
                _ => return Some(()),
            };
            self.at += trimmed.find(mark)? + end;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.nodes += 1;
        if depth > limits::JSON_DEPTH || self.nodes > limits::JSON_NODES {
            return None;
        }
        self.space()?;
        let value = match self.peek()? {
            b'{' => self.object(depth)?,
            b'[' => self.array(depth)?,
            b'"' | b'\'' => Value::String(self.string()?),
            _ => self.word(),
        };
        self.space()?;
        // Something computed: `"a" + b`, `f(x)`, `x ? y : z`.
        if depth > 0 && !matches!(self.peek()?, b',' | b'}' | b']') {
            self.computed()?;
            return Some(Value::Null);
        }
        Some(value)
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut fields = Map::new();
        self.at += 1;
        loop {
            self.space()?;
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                first => {
                    let key = if matches!(first, b'"' | b'\'') { self.string()? } else { self.name()? };
                    self.space()?;
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    let value = self.value(depth + 1)?;
                    fields.insert(key, value);
                }
            }
        }
        self.at += 1;
        Some(Value::Object(fields))
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        let mut values = Vec::new();
        self.at += 1;
        loop {
            self.space()?;
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                _ => values.push(self.value(depth + 1)?),
            }
        }
        self.at += 1;
        Some(Value::Array(values))
    }

    /// A bare key.
    fn name(&mut self) -> Option<String> {
        let rest = self.text.get(self.at..)?;
        let length = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-')).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).filter(|name| !name.is_empty()).map(str::to_owned)
    }

    /// A number or one of the words for truth; anything else is null.
    fn word(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '$' | '.' | '-' | '+' | '!')).unwrap_or(rest.len());
        self.at += length;
        match rest.get(..length).unwrap_or_default() {
            "true" | "!0" => Value::Bool(true),
            "false" | "!1" => Value::Bool(false),
            word => word.parse::<Number>().map_or(Value::Null, Value::Number),
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.peek()?;
        let mut text = String::new();
        let rest = self.text.get(self.at + 1..)?;
        let mut characters = rest.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                c if c == char::from(quote) => {
                    self.at += 1 + at + 1;
                    return Some(text);
                }
                '\\' => {
                    let (at, escaped) = characters.next()?;
                    let digits = match escaped {
                        'u' => 4,
                        'x' => 2,
                        _ => 0,
                    };
                    let code = rest.get(at + 1..at + 1 + digits).filter(|_| digits > 0).and_then(|code| u32::from_str_radix(code, 16).ok());
                    match (escaped, code) {
                        (_, Some(code)) => {
                            // Halves of a pair are written apart; names and prices have none.
                            text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                            characters.nth(digits - 1)?;
                        }
                        ('n' | 'r' | 't' | 'b' | 'f' | 'v', _) => text.push(' '),
                        ('\n', _) => {}
                        (other, _) => text.push(other),
                    }
                }
                c => text.push(c),
            }
        }
        None
    }

    /// Passes over an expression up to the comma or bracket that ends it.
    fn computed(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            match self.peek()? {
                b'"' | b'\'' => {
                    self.string()?;
                    continue;
                }
                b'/' if matches!(self.text.as_bytes().get(self.at + 1), Some(b'/' | b'*')) => {
                    self.space()?;
                    continue;
                }
                b',' | b'}' | b']' if depth == 0 => return Some(()),
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::first_value;

    #[test]
    fn literals_of_scripts_are_read() {
        let text = "{event: 'detail', // a comment
            'items': [{name: \"Men\\'s boot\", price: 79.90, stock: !0, link: location.href, was: f(1, [2]) * 3, none: undefined,},],
            /* more */ size: 'X' + 'L', 'id': \"\\u0041-1\"}); more()";
        let expected = json!({
            "event": "detail",
            "items": [{"name": "Men's boot", "price": 79.90, "stock": true, "link": null, "was": null, "none": null}],
            "size": null,
            "id": "A-1",
        });
        assert_eq!(first_value(text), Some(expected));
        assert_eq!(first_value("{\"a\": 1} trailing"), Some(json!({"a": 1})));
    }

    #[test]
    fn what_is_no_value_ends_quietly() {
        let deep = "[".repeat(200_000);
        let bare = format!("{{a:{deep}");
        for text in ["", "{", "{a", "{a:", "{a:'", "{a:1", "{a:1 2", "[1,", "{'\\", "{a:'\\u12", "{a:/*", "{a:)}", &deep, &bare] {
            assert_eq!(first_value(text), None, "{}", crate::limits::cut(text, 20));
        }
    }
}
