//! The part of CSS selectors that adapters may use: names, ids, classes, attributes, descendants, children, lists. No
//! pseudo-classes and no siblings, so that matching one element costs no more than one walk to the root.

use crate::limits;

/// Longest selector, in bytes.
const SELECTOR_BYTES: usize = 400;
/// Most selectors in a comma list.
const ALTERNATIVES: usize = 12;
/// Most compounds in one selector: they fit the bits of a `u8`.
const COMPOUNDS: usize = 8;

/// A selector that was read: its comma-separated alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    pub(crate) alternatives: Vec<Vec<Compound>>,
}

/// What one element must be, and how it stands to the compound before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Compound {
    /// A child of the element before it (`>`), not just somewhere below.
    pub child: bool,
    /// Element name, lower case; `None` for any.
    pub tag: Option<String>,
    pub ids: Vec<String>,
    pub classes: Vec<String>,
    pub attributes: Vec<AttributeTest>,
}

/// A test of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AttributeTest {
    /// Lower case.
    pub name: String,
    pub test: Test,
    pub value: String,
}

/// How the value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    Present,
    Equal,
    Contains,
    StartsWith,
    EndsWith,
}

/// A selector with the attribute in which the value stands (`a.seller@href`); without one the element's text is the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub(crate) selector: Selector,
    pub(crate) attribute: Option<String>,
}

impl Reading {
    /// Reads `selector` or `selector@attribute`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(written: &str) -> Result<Self, String> {
        // `@` inside quotes belongs to a value.
        let split = written.rsplit_once('@').filter(|(_, name)| !name.is_empty() && name.bytes().all(is_name));
        let (selector, attribute) = split.map_or((written, None), |(selector, name)| (selector, Some(name.to_ascii_lowercase())));
        Ok(Self { selector: Selector::parse(selector)?, attribute })
    }
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(written: &str) -> Result<Self, String> {
        if written.len() > SELECTOR_BYTES.min(limits::STRING_BYTES) {
            return Err(format!("is longer than {SELECTOR_BYTES} bytes"));
        }
        let mut reader = Reader { rest: written.trim() };
        let mut alternatives = vec![Vec::new()];
        loop {
            let child = reader.take('>');
            let mut compound = reader.compound()?;
            compound.child = child;
            let Some(compounds) = alternatives.last_mut() else { break };
            if child && compounds.is_empty() {
                return Err("begins with \">\"".to_owned());
            }
            compounds.push(compound);
            if compounds.len() > COMPOUNDS {
                return Err(format!("has more than {COMPOUNDS} steps"));
            }
            reader.space();
            if reader.rest.is_empty() {
                break;
            }
            if reader.take(',') {
                alternatives.push(Vec::new());
            }
        }
        if alternatives.len() > ALTERNATIVES {
            return Err(format!("is a list of more than {ALTERNATIVES}"));
        }
        Ok(Self { alternatives })
    }
}

/// What is left to read.
struct Reader<'w> {
    rest: &'w str,
}

impl<'w> Reader<'w> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Passes over a sign and the space around it.
    fn take(&mut self, sign: char) -> bool {
        let found = self.rest.trim_start().strip_prefix(sign);
        if let Some(rest) = found {
            self.rest = rest.trim_start();
        }
        found.is_some()
    }

    fn name(&mut self, what: &str) -> Result<&'w str, String> {
        let length = self.rest.bytes().take_while(|byte| is_name(*byte)).count();
        let (name, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        if name.is_empty() { Err(format!("lacks {what} before {:?}", limits::cut(rest, 20))) } else { Ok(name) }
    }

    fn compound(&mut self) -> Result<Compound, String> {
        let mut compound = Compound::default();
        let before = self.rest.len();
        if let Some(rest) = self.rest.strip_prefix('*') {
            self.rest = rest;
        } else if self.rest.bytes().next().is_some_and(is_name) {
            compound.tag = Some(self.name("a name")?.to_ascii_lowercase());
        }
        loop {
            if let Some(rest) = self.rest.strip_prefix('#') {
                self.rest = rest;
                compound.ids.push(self.name("an id")?.to_owned());
            } else if let Some(rest) = self.rest.strip_prefix('.') {
                self.rest = rest;
                compound.classes.push(self.name("a class")?.to_owned());
            } else if let Some(rest) = self.rest.strip_prefix('[') {
                self.rest = rest;
                compound.attributes.push(self.attribute()?);
            } else {
                break;
            }
        }
        if self.rest.len() == before {
            return Err(format!("cannot be read from {:?}", limits::cut(self.rest, 20)));
        }
        Ok(compound)
    }

    /// What stands between the brackets of `[name]`, `[name=value]`, `[name*="value"]`.
    fn attribute(&mut self) -> Result<AttributeTest, String> {
        let name = self.name("an attribute")?.to_ascii_lowercase();
        if let Some(rest) = self.rest.strip_prefix(']') {
            self.rest = rest;
            return Ok(AttributeTest { name, test: Test::Present, value: String::new() });
        }
        let tests = [("*=", Test::Contains), ("^=", Test::StartsWith), ("$=", Test::EndsWith), ("=", Test::Equal)];
        let found = tests.into_iter().find_map(|(sign, test)| Some((test, self.rest.strip_prefix(sign)?)));
        let (test, rest) = found.ok_or_else(|| format!("has an unknown test of attribute {name:?}"))?;
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                rest.get(1..).and_then(|rest| rest.split_once(quote)).and_then(|(value, rest)| Some((value, rest.strip_prefix(']')?)))
            }
            None => rest.split_once(']').filter(|(value, _)| value.bytes().all(is_name)),
        }
        .ok_or_else(|| format!("does not close the test of attribute {name:?}"))?;
        if value.is_empty() && test != Test::Equal {
            return Err(format!("compares attribute {name:?} with nothing"));
        }
        self.rest = rest;
        Ok(AttributeTest { name, test, value: value.to_owned() })
    }
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_steps_and_attributes_are_read() {
        let selector = Selector::parse("#a > li.b.c[data-x], DIV [href*=\"/a b\"]").unwrap();
        let [first, second] = selector.alternatives.as_slice() else { panic!("{selector:?}") };
        assert_eq!((first.len(), first[1].child, first[1].classes.as_slice()), (2, true, &["b".to_owned(), "c".to_owned()][..]));
        assert_eq!(second[0].tag.as_deref(), Some("div"));
        assert_eq!(
            (second[1].child, second[1].attributes[0].test, second[1].attributes[0].value.as_str()),
            (false, Test::Contains, "/a b")
        );
    }

    #[test]
    fn the_attribute_to_read_stands_behind_the_selector() {
        let reading = Reading::parse("meta[property=\"og:price\"]@content").unwrap();
        assert_eq!(reading.attribute.as_deref(), Some("content"));
        assert_eq!(Reading::parse("[title=\"a@b\"]").unwrap().attribute, None);
    }

    #[test]
    fn what_it_cannot_match_is_refused() {
        for wrong in [
            "",
            " ",
            ">",
            "> a",
            "a >",
            "a,",
            ", a",
            "a,,b",
            "a:hover",
            "a + b",
            "a ~ b",
            "#",
            ".",
            "[",
            "[a",
            "[a=\"b]",
            "[a|=b]",
            "a{",
            "[a*=\"\"]",
            "a.b(c)",
        ] {
            assert!(Selector::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Selector::parse(&"a ".repeat(9)).is_err());
        assert!(Selector::parse(&"a".repeat(500)).is_err());
    }
}
