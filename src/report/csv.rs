//! A table for brand desks (RFC 4180), one report a line.

use super::desk::Subject;
use super::document::state_key;

/// Columns, in their order.
const COLUMNS: &str = "url,shop,seller,trader,contacts,brand,title,price,state,signs,photo_hashes,made_at\r\n";

/// Writes the table.
#[must_use]
pub fn table(subjects: &[Subject]) -> String {
    let mut out = COLUMNS.to_owned();
    for subject in subjects {
        let photos: Vec<&str> = subject.photos.iter().map(|photo| photo.phash.as_str()).collect();
        let cells = [
            subject.url.clone(),
            subject.shop.clone(),
            subject.seller.clone(),
            subject.trader.clone(),
            subject.contacts.join(" "),
            subject.brand.clone(),
            subject.title.clone(),
            subject.price.clone(),
            subject.state.map_or("", state_key).to_owned(),
            subject.signs.join(" "),
            photos.join(" "),
            subject.created.clone(),
        ];
        out.push_str(&cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_cannot_put_a_formula_or_a_line_into_the_table() {
        let subject = Subject { title: "=HYPERLINK(\"x\")".into(), seller: "a\"\r\nb".into(), ..Subject::default() };
        let table = table(&[subject]);
        assert!(table.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{table}");
        assert!(table.contains("\"a\"\"\r\nb\""));
        assert_eq!(COLUMNS.trim().split(',').count(), 12);
    }
}
