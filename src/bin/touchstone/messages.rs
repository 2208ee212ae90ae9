//! The words of the answers: the extension's own locale files, so that both say the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use touchstone::finding::Message;
use touchstone::limits;

use super::data::Data;
use super::input::{Error, read_bounded};

#[derive(Deserialize)]
struct Entry {
    message: String,
}

/// Messages of one locale.
pub struct Messages {
    entries: BTreeMap<String, Entry>,
}

impl Messages {
    /// Reads a locale, named as its folder is (`pt_BR`) or as the web does (`pt-BR`).
    pub fn load(data: &Data, locale: &str) -> Result<Self, Error> {
        let is_plain = locale.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let path = data.messages_file(&locale.replace('-', "_"));
        if !is_plain || !path.is_file() {
            let known = data.locales()?.join(", ");
            return Err(Error::plain(format!("no messages for the language {locale:?}; there are {known}")));
        }
        let bytes = read_bounded(&path, limits::PACK_BYTES as u64)?;
        let entries = serde_json::from_slice(&bytes).map_err(|error| Error::file(&path, error))?;
        Ok(Self { entries })
    }

    /// A message with its arguments; a key without a message stands for itself, so that nothing is lost.
    pub fn say(&self, message: &Message) -> String {
        self.text(&message.key, &message.args).unwrap_or_else(|| format!("{} {}", message.key, message.args.join(" ")))
    }

    /// The message `key` without arguments, or `key` itself.
    pub fn word(&self, key: &str) -> String {
        self.text(key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key`, where there is one.
    pub fn text(&self, key: &str, args: &[String]) -> Option<String> {
        self.entries.get(key).map(|entry| fill(&entry.message, args))
    }
}

/// Puts arguments in the place of `$1` to `$9`; `$$` is a dollar sign, as in the browsers' own format.
fn fill(message: &str, args: &[String]) -> String {
    let mut filled = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let mut characters = after.chars();
        match characters.next() {
            Some('$') => filled.push('$'),
            Some(digit @ '1'..='9') => {
                let index = digit as usize - '1' as usize;
                filled.push_str(args.get(index).map_or("", String::as_str));
            }
            _ => {
                filled.push('$');
                characters = after.chars();
            }
        }
        rest = characters.as_str();
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn arguments_stand_where_their_numbers_do() {
        let args = ["€5".to_owned(), "€50".to_owned()];
        assert_eq!(fill("$2 was $1; $$9, $x, $3.", &args), "€50 was €5; $9, $x, .");
        assert_eq!(fill("ends in $", &args), "ends in $");
    }
}
