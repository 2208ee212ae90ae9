//! What was measured on names and words, as a section of ACCURACY.md.

use std::fmt::Write;

use super::{Tally, Words};
use crate::eval::document::Section;

const HEAD: &str = "## Words: names in host names, brands in titles, words of the trade

Command: `touchstone eval ../shared/data`, on the halves that are not set aside. Host names: blocklists of 2022 to 2026 (`lookalike-domains`) and \
legitimate shops (`shop-domains`). Titles: goods that established shops sold, with their prices (`listing-titles`). Words: the trade's own \
(`reference/replica-terms.tsv`), each beside a brand. Several hundred sentences of our own in 34 languages, innocent doubles among them, are \
held by `cargo test --test wording`.

| what | measured | goal |
|---|---|---|
";

const TRAPS: &str = "What these figures do not say:

- **Which row imitates is decided by rule**, not by a person: a punycode name counts if it reads as a known name, a listed domain if the name \
stands at the edge of a part of it. Rows that only hold the letters by chance are left out, and so are names that the packs do not know.
- **The packs were written with these halves at hand.** Names of brands and marketplaces that were missing were added, so the halves set aside may do a little worse.
- **Titles are of a few shops**, most of them of India and of two brands' own shops.
";

/// The section.
#[must_use]
pub fn section(words: &Words) -> Section {
    let rows: [(&str, &Tally, &str); 8] = [
        ("punycode look-alikes of known names: found", &words.lookalikes, "≥ 0.90"),
        ("listed domains with a known name in theirs: found", &words.named, "≥ 0.80"),
        ("host names of legitimate shops: called imitations", &words.called, "≤ 0.005"),
        ("brands named in titles: right", &words.right, "≥ 0.97"),
        ("brands that stand in titles: named", &words.spotted, "≥ 0.92"),
        ("goods of established shops: caution or more", &words.doubted, "≤ 0.005"),
        ("goods of established shops: high", &words.high, "0"),
        ("strong words of the trade: found", &words.trade, "≥ 0.95"),
    ];
    let mut text = HEAD.to_owned();
    for (what, tally, goal) in rows {
        let _ = writeln!(text, "| {what} | {} | {goal} |", tally.share.told());
    }
    let called = match words.called.wrong.as_slice() {
        [] => "none".to_owned(),
        some => some.join("; "),
    };
    let _ = write!(text, "\nLegitimate host names that are called imitations: {called}.\n\n{TRAPS}");
    Section { name: "words", text, pictures: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tally_stands_in_the_section_and_alarms_are_named() {
        let mut words = Words::default();
        (0..9).for_each(|_| words.lookalikes.seek(true, String::new));
        words.lookalikes.seek(false, || "missed".to_owned());
        words.called.spare(true, || "gap-shop.example (lookalike-domain)".to_owned());
        let text = section(&words).text;
        assert!(text.contains("found | 0.900 (0.596 to 0.982), 9 of 10 | ≥ 0.90 |"), "{text}");
        assert!(text.contains("called imitations: gap-shop.example (lookalike-domain)."), "{text}");
        assert_eq!(words.lookalikes.wrong, ["missed"]);
    }
}
