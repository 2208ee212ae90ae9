//! The words of the answers: the extension's own locale files, so that both say the same.

use touchstone::limits;
use touchstone::report::Words;

use super::data::Data;
use super::input::{Error, read_bounded};

/// Reads a locale, named as its folder is (`pt_BR`) or as the web does (`pt-BR`).
pub fn load(data: &Data, locale: &str) -> Result<Words, Error> {
    let is_plain = locale.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let path = data.messages_file(&locale.replace('-', "_"));
    if !is_plain || !path.is_file() {
        let known = data.locales()?.join(", ");
        return Err(Error::plain(format!("no messages for the language {locale:?}; there are {known}")));
    }
    let bytes = read_bounded(&path, limits::PACK_BYTES as u64)?;
    Words::read(&bytes).map_err(|error| Error::file(&path, error))
}
