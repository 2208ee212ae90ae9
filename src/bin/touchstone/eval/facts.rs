//! Product pages: how well facts are read, against what people wrote down about the same pages.

use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};
use touchstone::engine::Engine;
use touchstone::eval::facts::{Evaluation, FACTS, truths};
use touchstone::limits;

use super::super::commands::{print_json, progress};
use super::super::input::{self, Error};

/// File of what people found, by page id.
const TRUTH: &str = "ground-truth.json";

/// Whether the folder is such a collection.
pub fn is_here(folder: &Path) -> bool {
    folder.join(TRUTH).is_file() && folder.join("html").is_dir()
}

/// Reads every page of the folder and compares.
pub fn measure(engine: &Engine, folder: &Path) -> Result<Evaluation, Error> {
    let file = folder.join(TRUTH);
    let truths = truths(&input::read_bounded(&file, limits::FILE_BYTES)?).map_err(|reason| Error::file(&file, reason))?;
    if truths.is_empty() {
        return Err(Error::file(&file, "names no page"));
    }
    let progress = progress(truths.len());
    let prices = engine.packs().prices();
    let mut evaluation = Evaluation::default();
    for (id, truth) in &truths {
        // An id is a file's name, not a path.
        if id.contains(['/', '\\']) {
            return Err(Error::file(&file, format!("{id:?} is no page id")));
        }
        let page = folder.join("html").join(format!("{id}.html.gz"));
        let snapshot = input::snapshot(&page, Some(&truth.url))?;
        let read = engine.read(&snapshot).map_err(|error| Error::file(&page, error))?;
        evaluation.add(id, truth, &read.listing, &prices);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(evaluation)
}

/// Prints the comparison.
pub fn print(evaluation: &Evaluation, json: bool) -> Result<(), Error> {
    if json { print_json(&as_json(evaluation)) } else { table(evaluation) }
}

/// Shares in thousandths, so that every reader of JSON sees the same number.
fn permille(share: f64) -> Value {
    json!((share * 1000.0).round() as u32)
}

fn as_json(evaluation: &Evaluation) -> Value {
    let facts = FACTS.iter().zip(&evaluation.scores).map(|(fact, score)| {
        let value = json!({
            "precision_permille": permille(score.precision()),
            "recall_permille": permille(score.recall()),
            "f1_permille": permille(score.f1()),
            "right": score.right,
            "wrong": score.wrong,
            "extra": score.extra,
            "missed": score.missed,
        });
        ((*fact).to_owned(), value)
    });
    json!({ "pages": evaluation.pages, "products": evaluation.products, "facts": facts.collect::<Map<_, _>>() })
}

fn table(evaluation: &Evaluation) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} pages, {} read as a product's page\n", evaluation.pages, evaluation.products)?;
    writeln!(
        out,
        "{:<14}{:>10}{:>10}{:>10}{:>8}{:>8}{:>8}{:>8}",
        "fact", "precision", "recall", "F1", "right", "wrong", "extra", "missed"
    )?;
    for (fact, score) in FACTS.iter().zip(&evaluation.scores) {
        let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
        let (right, wrong, extra, missed) = (score.right, score.wrong, score.extra, score.missed);
        writeln!(out, "{fact:<14}{precision:>10.3}{recall:>10.3}{f1:>10.3}{right:>8}{wrong:>8}{extra:>8}{missed:>8}")?;
    }
    Ok(())
}
