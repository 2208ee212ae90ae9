//! What was measured on photos, as a section of ACCURACY.md.

use std::fmt::Write;

use super::changes::{CHANGES, GOALS_PERMILLE};
use super::{Evaluation, quantile};
use crate::eval::curve::Share;
use crate::eval::document::Section;

const HEAD: &str = "## Photos: kinds of goods, the same photo again, brands by reading

Photos are of other people's collections and for measuring only; the half that is set aside was not looked at. *catalogue*: shop photos on \
plain ground, 224 px wide, brand and article type from the title (the name may be hidden or tiny). *seller*: sellers' photos of goods sold as \
copies, brand by eye. *street*: FlickrLogos-27, one of 27 logos or none. Other parts: photos with labels of their own, on which part of the \
photo network's re-use code was fitted, but not what reads.
";

const CANNOT: &str = "### What the models cannot do

- **No logo without letters is recognised.** There is no spotter of logos: the one that was trained found 8 % of the logos at no false name, \
so it is not part of the project. A swoosh, a crocodile or a monogram says nothing to the engine, and \"brand not determined\" is its usual answer.
- **Covered, blurred or mirrored logos are not detected**; a name that is covered is just not read.
- **Names are read in Latin and Chinese letters only**, where they stand straight. Script logos with joined letters are mostly misread, and a misread name names nobody.
- **Kinds that no labelled photo showed here** (phone, laptop, speaker, camera, tool, cosmetics, gloves, scarf, swimwear) are not measured.
- **Whole numbers against floating point** is not measured by this command, since the weights before rounding are no part of the project. \
`models/photo.json` gives the cosine between the two codes (`models/training/measure_photo.py --against`), and a test holds the shipped network \
to what onnxruntime makes of it in floating point.
";

/// The section; `command` is how it was made.
#[must_use]
pub fn section(evaluation: &Evaluation, command: &str) -> Section {
    let mut text = HEAD.to_owned();
    let _ = writeln!(text, "\nCommand: `{command}`. Photos that could not be read: {}.\n", evaluation.skipped);
    names(evaluation, &mut text);
    kinds(evaluation, &mut text);
    reuse(evaluation, &mut text);
    times(evaluation, &mut text);
    text.push_str(CANNOT);
    Section { name: "photos", text, pictures: Vec::new() }
}

fn names(evaluation: &Evaluation, text: &mut String) {
    text.push_str(
        "### Brands by reading

*Read*: of the photos whose brand the packs know and whose label does not say that it is hidden, those on which its name was read. *Right*: \
of all names read on photos with a known label. *Alarms*: of the photos labelled as showing no brand, those on which one was read. Goal: \
right ≥ 0.95, alarms ≤ 0.01, read ≥ 0.50 where a logo is to be seen (most logos here are marks without letters, which nothing reads).

| part | read | right | alarms |
|---|---|---|---|
",
    );
    let all = evaluation.all_names();
    let rows = evaluation.names.iter().map(|(part, names)| (part.as_str(), names)).chain([("**all**", &all)]);
    for (part, names) in rows {
        let _ = writeln!(text, "| {part} | {} | {} | {} |", told(names.found), told(names.right), told(names.alarms));
    }
    let _ = writeln!(text, "\nWith letters laid over the logo, or mirrored: read {}.\n", told(all.altered));
    if !all.wrong.is_empty() {
        text.push_str("Names that are wrong by the label:\n\n");
        for [file, label, read] in &all.wrong {
            let _ = writeln!(text, "- `{file}`, label {label}: {read}");
        }
        text.push('\n');
    }
}

fn kinds(evaluation: &Evaluation, text: &mut String) {
    text.push_str(
        "### Kinds of goods\n\nThe kind with the highest share is one that fits the article type. Goal: 0.93 on catalogue photos.\n\n",
    );
    text.push_str("| part | article type | best kind fits |\n|---|---|---|\n");
    for part in evaluation.parts_with_kinds() {
        let _ = writeln!(text, "| **{part}** | all | **{}** |", evaluation.kinds_of(part).told());
        for ((_, article), share) in evaluation.kinds.iter().filter(|((of, _), _)| of == part) {
            let _ = writeln!(text, "| {part} | {article} | {} |", share.told());
        }
    }
    text.push('\n');
}

fn reuse(evaluation: &Evaluation, text: &mut String) {
    text.push_str(
        "### The same photo again

*At one in a thousand*: by the cosine of the re-use codes alone, at the value that one pair of different files in a thousand reaches. Pairs of \
different files hold true ones too (views of one model in a catalogue, photos that sellers share), so that value is stricter than it need be. \
*Shipped*: as the engine decides, by the thresholds of the card.
",
    );
    for (part, reuse) in &evaluation.reuse {
        let _ = writeln!(
            text,
            "\n**{part}**, {} photos changed; cosine {}.{:03}; pairs of different files that count as one photo as shipped: {}.\n",
            reuse.changed,
            reuse.at_permille / 1000,
            reuse.at_permille % 1000,
            rate(reuse.pairs),
        );
        text.push_str("| change | goal | at one in a thousand | shipped |\n|---|---|---|---|\n");
        for ((change, goal), [at_rate, shipped]) in CHANGES.iter().zip(GOALS_PERMILLE).zip(&reuse.found) {
            let _ = writeln!(text, "| {change} | 0.{:02} | {} | {} |", goal / 10, at_rate.told(), shipped.told());
        }
    }
    text.push('\n');
}

fn times(evaluation: &Evaluation, text: &mut String) {
    let ms = |times: &[std::time::Duration], permille| quantile(times, permille).as_millis();
    let (look, read) = (&evaluation.look_times, &evaluation.read_times);
    let _ = writeln!(
        text,
        "### Time a photo\n\nNatively, one thread, on the machine that measured; the browser's figures stand in BENCHMARKS.md. Decoding, hash, codes \
and photo network: median {} ms, 95 % below {} ms. Finding and reading lines: median {} ms, 95 % below {} ms. {} photos.\n",
        ms(look, 500),
        ms(look, 950),
        ms(read, 500),
        ms(read, 950),
        look.len(),
    );
}

/// A share, or a dash where there were no cases.
fn told(share: Share) -> String {
    if share.of == 0 { "–".to_owned() } else { share.told() }
}

/// A small share, with the digits that it needs.
fn rate(share: Share) -> String {
    format!("{:.5}, {} of {}", share.rate(), share.hits, share.of)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Names, reuse};
    use super::*;

    #[test]
    fn every_part_stands_in_the_section_with_its_cases() {
        let share = |hits, of| Share { hits, of };
        let wrong = vec![["street/1.jpg".to_owned(), "none".to_owned(), "nike (NIKE)".to_owned()]];
        let names = Names { found: share(3, 4), right: share(3, 4), alarms: share(1, 9), altered: share(0, 0), wrong };
        let mut found = [[share(9, 10); 2]; CHANGES.len()];
        found[5][1] = share(4, 10);
        let evaluation = Evaluation {
            names: [("street".to_owned(), names)].into(),
            kinds: [(("catalogue".to_owned(), "Watches".to_owned()), share(8, 10))].into(),
            reuse: [("seller".to_owned(), reuse::Reuse { changed: 10, pairs: share(1, 45), at_permille: 812, found })].into(),
            skipped: 2,
            look_times: vec![Duration::from_millis(40)],
            read_times: vec![Duration::from_millis(90)],
        };
        let text = section(&evaluation, "touchstone eval --images DIR").text;
        for line in [
            "Command: `touchstone eval --images DIR`. Photos that could not be read: 2.",
            "| street | 0.750 (0.301 to 0.954), 3 of 4 | 0.750 (0.301 to 0.954), 3 of 4 | 0.111 (0.020 to 0.435), 1 of 9 |",
            "- `street/1.jpg`, label none: nike (NIKE)",
            "laid over the logo, or mirrored: read –.",
            "| catalogue | Watches | 0.800 (0.490 to 0.943), 8 of 10 |",
            "**seller**, 10 photos changed; cosine 0.812;",
            "| other colours | 0.90 | 0.900 (0.596 to 0.982), 9 of 10 | 0.400 (0.168 to 0.687), 4 of 10 |",
            "median 40 ms, 95 % below 40 ms. Finding and reading lines: median 90 ms",
            "Covered, blurred or mirrored logos are not detected",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}
