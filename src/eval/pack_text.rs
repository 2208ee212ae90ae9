//! Writes a rules pack as people keep it: one entry a line.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::pack::{RuleBook, RuleWeights};

/// A rules pack as a file.
#[derive(Debug, Serialize, Deserialize)]
struct RulesFile {
    schema: u64,
    pack: String,
    name: String,
    version: String,
    entries: Vec<RuleWeights>,
}

/// The pack in `text` with the weights that `book` has for its rules.
///
/// # Errors
/// Why the text is no rules pack.
pub fn with_weights(text: &str, book: &RuleBook) -> Result<String, String> {
    let file: RulesFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let head = [("pack", &file.pack), ("name", &file.name), ("version", &file.version)];
    let head: Vec<String> = head.iter().map(|(key, value)| Ok(format!("\"{key}\": {}", line(value)?))).collect::<Result<_, String>>()?;
    let entries = file.entries.iter().map(|entry| line(book.rules.iter().find(|rule| rule.id == entry.id).unwrap_or(entry)));
    let entries = entries.collect::<Result<Vec<String>, String>>()?;
    Ok(format!("{{\"schema\": {}, {},\"entries\":[\n{}\n]}}\n", file.schema, head.join(", "), entries.join(",\n")))
}

fn line<T: Serialize>(value: &T) -> Result<String, String> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, OneLine)).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// JSON on one line, with a space after commas and colons.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = r#"{"schema": 1, "pack": "rules", "name": "rules", "version": "1","entries":[
{"id": "a", "family": "shop", "bins": [{"id": "x", "weight_centibans": 5, "basis": "measured", "source": "One \"word\"."}]},
{"id": "b", "family": "shop", "bins": [{"id": "y", "weight_centibans": 7, "basis": "judged", "source": "Two."}]}
]}
"#;

    #[test]
    fn what_did_not_change_is_written_as_it_was() {
        assert_eq!(with_weights(PACK, &RuleBook::default()).unwrap(), PACK);
        let file: RulesFile = serde_json::from_str(PACK).unwrap();
        let mut book = RuleBook { rules: file.entries, ..RuleBook::default() };
        book.rules[0].bins[0].weight_centibans = 50;
        assert_eq!(with_weights(PACK, &book).unwrap(), PACK.replace("\"weight_centibans\": 5,", "\"weight_centibans\": 50,"));
        assert!(with_weights("{}", &book).is_err());
    }
}
