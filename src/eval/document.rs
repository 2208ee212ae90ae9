//! ACCURACY.md: a document of sections, each written by one part of `touchstone eval`; a part replaces its own and leaves the others.

/// What stands before the first section of a new document.
const HEAD: &str = "# Accuracy\n\nWritten by `touchstone eval`; every section names its command, its data and its sample sizes. Intervals are of \
95 % (Wilson). The data are collections of other people's labels, of which one half is set aside and was not looked at here.\n";

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Name in the document's marks, kebab-case.
    pub name: &'static str,
    /// Markdown.
    pub text: String,
    /// Pictures: file name and SVG.
    pub pictures: Vec<(&'static str, String)>,
}

/// The document with the section in the place of the one of its name, else at its end. An empty document gets a head.
#[must_use]
pub fn put(document: &str, section: &Section) -> String {
    let (start, end) = (format!("<!-- eval: {} -->\n", section.name), format!("<!-- end: {} -->\n", section.name));
    let text = format!("{start}{}\n{end}", section.text.trim_end());
    let place = document.split_once(&start).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    match place {
        Some((before, after)) => format!("{before}{text}{after}"),
        None if document.trim().is_empty() => format!("{HEAD}\n{text}"),
        None => format!("{}\n\n{text}", document.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(name: &'static str, text: &str) -> Section {
        Section { name, text: text.to_owned(), pictures: Vec::new() }
    }

    #[test]
    fn a_section_replaces_its_own_and_leaves_the_others() {
        let first = put("", &section("a", "one"));
        assert!(first.starts_with("# Accuracy\n"));
        let both = put(&first, &section("b", "two\n\n"));
        let again = put(&put(&both, &section("a", "three")), &section("b", "two"));
        assert_eq!(again, both.replace("one\n<!-- end: a", "three\n<!-- end: a"));
    }
}
