//! Words of the trade in copies.

use super::Tally;
use crate::engine::Engine;
use crate::eval::table::Table;
use crate::finding::{Family, Grade};

/// The strongest wording sign against a text that is read as a seller's title.
#[must_use]
pub fn heard(engine: &Engine, text: &str, lang: &str) -> Option<Grade> {
    let findings = engine.signs_in_text(text, Some(lang));
    let against = findings.iter().filter(|finding| finding.family == Family::Wording && finding.weight_centibans > 0);
    against.map(|finding| finding.grade).max()
}

/// Strong words (`lang`, `term`, `strength`) that are heard as a clear sign beside a brand.
#[must_use]
pub fn strong(engine: &Engine, terms: &Table) -> Tally {
    let mut tally = Tally::default();
    for row in terms.rows().filter(|row| row.text("strength") == "strong") {
        let (lang, term) = (row.text("lang"), row.text("term"));
        tally.seek(heard(engine, &format!("Gucci {term}"), lang) >= Some(Grade::Clear), || format!("{term} ({lang})"));
    }
    tally
}
