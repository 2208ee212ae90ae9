//! Tables of tab-separated values with a head, as the collections are kept.

use std::collections::BTreeMap;

/// A table in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    fields: &'a [String],
}

impl Table {
    /// Reads a table that has at least the columns `needed`.
    ///
    /// # Errors
    /// Which column is not there.
    pub fn read(text: &str, needed: &[&str]) -> Result<Self, String> {
        let fields = |line: &str| line.split('\t').map(|field| field.trim().to_owned()).collect::<Vec<_>>();
        let mut lines = text.lines();
        let columns: BTreeMap<String, usize> =
            fields(lines.next().unwrap_or_default()).into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        match needed.iter().find(|name| !columns.contains_key(**name)) {
            Some(name) => Err(format!("has no column {name:?}")),
            None => Ok(Self { columns, rows: lines.filter(|line| !line.is_empty()).map(fields).collect() }),
        }
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|fields| Row { table: self, fields })
    }
}

impl<'a> Row<'a> {
    /// The field of a column; empty where there is none.
    #[must_use]
    pub fn text(&self, column: &str) -> &'a str {
        self.table.columns.get(column).and_then(|at| self.fields.get(*at)).map_or("", String::as_str)
    }

    /// The field as a number, where it is one.
    #[must_use]
    pub fn number<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        self.text(column).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_by_the_name_of_their_column() {
        let table = Table::read("a\tb\n1\tx\n\n2\n", &["b"]).unwrap();
        let rows: Vec<(Option<u32>, &str)> = table.rows().map(|row| (row.number("a"), row.text("b"))).collect();
        assert_eq!(rows, [(Some(1), "x"), (Some(2), "")]);
        assert_eq!(table.rows().next().unwrap().text("c"), "");
        assert_eq!(Table::read("a\tb\n", &["c"]).unwrap_err(), "has no column \"c\"");
    }
}
