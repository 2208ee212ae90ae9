//! Names and words: tables of host names, titles and terms.

use std::path::Path;

use serde_json::{Value, json};
use touchstone::engine::Engine;
use touchstone::eval::curve::Share;
use touchstone::eval::table::Table;
use touchstone::eval::words::{Words, hosts, titles, trade};
use touchstone::limits;

use super::super::input::{self, Error};

/// Tables of the collections.
const PUNYCODE: &str = "lookalike-domains/idn.tsv";
const NAMED: &str = "lookalike-domains/brand-in-name.tsv";
const LETTERS: &str = "reference/confusables-to-ascii.tsv";
const TERMS: &str = "reference/replica-terms.tsv";
const DOMAINS: &str = "shop-domains/domains.tsv";
/// Folder of tables of titles.
const TITLES: &str = "listing-titles";

/// Whether the folder holds such collections.
pub fn is_here(folder: &Path) -> bool {
    [PUNYCODE, NAMED, LETTERS, TERMS, DOMAINS].iter().all(|file| folder.join(file).is_file()) && folder.join(TITLES).is_dir()
}

/// Reads them and measures.
pub fn measure(engine: &Engine, folder: &Path) -> Result<Words, Error> {
    let table = |file: &str, columns: &[&str]| {
        let path = folder.join(file);
        let text = String::from_utf8(input::read_bounded(&path, limits::FILE_BYTES)?).map_err(|error| Error::file(&path, error))?;
        Table::read(&text, columns).map_err(|reason| Error::file(&path, reason))
    };
    let mut words = Words {
        lookalikes: hosts::lookalikes(engine, &table(PUNYCODE, &["domain"])?, &table(LETTERS, &["char", "looks_like"])?),
        named: hosts::named(engine, &table(NAMED, &["domain", "token"])?),
        called: hosts::called(engine, &table(DOMAINS, &["domain", "label"])?),
        trade: trade::strong(engine, &table(TERMS, &["lang", "term", "strength"])?),
        ..Words::default()
    };
    for (file, price, list_price, currency) in titles::TABLES {
        let goods = titles::goods(&table(&format!("{TITLES}/{file}"), &["title"])?, price, list_price, currency);
        titles::spot(engine, &goods, &mut words);
        titles::doubt(engine, &goods, &mut words).map_err(|error| Error::plain(error.to_string()))?;
    }
    Ok(words)
}

/// The counts as JSON.
pub fn as_json(words: &Words) -> Value {
    let share = |share: Share| json!({ "hits": share.hits, "of": share.of });
    json!({
        "lookalikes_found": share(words.lookalikes.share),
        "named_found": share(words.named.share),
        "legitimate_called": share(words.called.share),
        "brands_right": share(words.right.share),
        "brands_spotted": share(words.spotted.share),
        "goods_doubted": share(words.doubted.share),
        "goods_high": share(words.high.share),
        "trade_words_found": share(words.trade.share),
    })
}
