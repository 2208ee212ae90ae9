//! Many pages or listings through a pipe: one JSON value a line in, one a line out, in the same order.
//!
//! A line that cannot be answered gives `{"line", "error": {"code", "message"}}` in its place, so that the lines of input
//! and output stay side by side; the others are answered all the same.

use std::io::{self, BufRead, BufReader, Read};

use serde_json::json;
use touchstone::engine::Engine;
use touchstone::finding::Assessment;
use touchstone::limits;
use touchstone::snapshot::Snapshot;

use super::args::FailOn;
use super::commands::{Outcome, assess, print_json};
use super::input::Error;

/// Pages, one Snapshot a line.
pub fn pages(engine: &Engine, fail_on: Option<FailOn>) -> Result<Outcome, Error> {
    answer_lines(fail_on, |line| {
        let snapshot: Snapshot = serde_json::from_slice(line).map_err(|error| ("snapshot-invalid", error.to_string()))?;
        engine.assess(&snapshot, &[]).map_err(|error| (error.code(), error.to_string()))
    })
}

/// Facts, one Listing a line.
pub fn listings(engine: &Engine, fail_on: Option<FailOn>) -> Result<Outcome, Error> {
    answer_lines(fail_on, |line| assess(engine, line).map_err(|reason| ("listing-invalid", reason)))
}

type Answer = Result<Assessment, (&'static str, String)>;

fn answer_lines(fail_on: Option<FailOn>, answer: impl Fn(&[u8]) -> Answer) -> Result<Outcome, Error> {
    let mut input = BufReader::new(io::stdin().lock());
    let (mut line, mut number, mut answered) = (Vec::new(), 0_u64, 0_u64);
    let mut outcome = Outcome::Done;
    loop {
        line.clear();
        let read =
            input.by_ref().take(limits::FILE_BYTES).read_until(b'\n', &mut line).map_err(|error| Error::plain(format!("-: {error}")))?;
        if read == 0 {
            break;
        }
        number += 1;
        let too_long = read as u64 == limits::FILE_BYTES && line.last() != Some(&b'\n');
        if too_long {
            skip_line(&mut input)?;
        } else if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = if too_long { Err(("snapshot-invalid", "the line is too long".to_owned())) } else { answer(line.trim_ascii()) };
        match answer {
            Ok(assessment) => {
                answered += 1;
                if Outcome::of(&assessment, fail_on) == Outcome::SignsFound {
                    outcome = Outcome::SignsFound;
                }
                print_json(&assessment)?;
            }
            Err((code, message)) => print_json(&json!({ "line": number, "error": { "code": code, "message": message } }))?,
        }
    }
    match (number, answered) {
        (0, _) => Err(Error::plain("-: no input")),
        (_, 0) => Err(Error::plain("-: no line could be answered")),
        _ => Ok(outcome),
    }
}

/// Reads to the end of a line without keeping it.
fn skip_line(input: &mut impl BufRead) -> Result<(), Error> {
    loop {
        let buffer = input.fill_buf().map_err(|error| Error::plain(format!("-: {error}")))?;
        let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}
