//! How well facts are read, as a section of ACCURACY.md.

use std::fmt::Write;

use super::curve::Share;
use super::document::Section;
use super::facts::{Evaluation, FACTS, Score};

const HEAD: &str = "## Reading: facts of product pages

Command: `touchstone eval ../shared/data/product-pages`. Pages and truth: the product extraction benchmark of Zyte (pages of late 2020, facts \
written down by people), the half that is not set aside. A wrong value counts against precision and against recall. Prices agree to half a \
cent, names and codes by their letters and digits, availability by whether the thing is to be had.
";

const TRAPS: &str = "What these figures do not say:

- **The truth has slips.** Five prices in pesos are written down as if the dot of the thousands were a decimal point (24.99 for 24,990); they \
count as wrong whatever is read.
- **The truth is what is shown.** A GTIN, maker's number or brand that stands only in a page's data is counted as read where there is nothing, \
though it may be right.
- **Few pages state a GTIN or a maker's number**, so those intervals are wide.
";

/// The section.
#[must_use]
pub fn section(evaluation: &Evaluation) -> Section {
    let mut text = HEAD.to_owned();
    let products = Share { hits: evaluation.products, of: evaluation.pages };
    let _ = writeln!(text, "\nRead as the page of one product: {}, all of them are.\n", products.told());
    text.push_str("| fact | F1 | precision | recall |\n|---|---|---|---|\n");
    for (fact, score) in FACTS.iter().zip(&evaluation.scores) {
        let Score { right, wrong, extra, missed } = *score;
        let precision = Share { hits: right, of: right + wrong + extra };
        let recall = Share { hits: right, of: right + wrong + missed };
        let _ = writeln!(text, "| {fact} | {:.3} | {} | {} |", score.f1(), precision.told(), recall.told());
    }
    let _ = write!(text, "\n{TRAPS}");
    Section { name: "reading", text, pictures: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_stands_in_the_section_with_its_cases() {
        let mut evaluation = Evaluation { pages: 10, products: 9, ..Evaluation::default() };
        evaluation.scores[0] = Score { right: 6, wrong: 2, extra: 0, missed: 1 };
        let text = section(&evaluation).text;
        assert!(text.contains("one product: 0.900 (0.596 to 0.982), 9 of 10"), "{text}");
        assert!(text.contains("| price | 0.706 | 0.750 (0.409 to 0.929), 6 of 8 | 0.667 (0.354 to 0.879), 6 of 9 |"), "{text}");
        assert!(FACTS.iter().all(|fact| text.contains(&format!("\n| {fact} | "))));
    }
}
