//! Many pages or listings through a pipe: one JSON value a line in, one a line out, in the same order.
//!
//! A line that cannot be answered gives `{"line", "error": {"code", "message"}}` in its place, so that the lines of input
//! and output stay side by side; the others are answered all the same. Lines are answered on several threads; only so many are under
//! way as the threads need, so that memory stays the same however long the stream is, and a reader that is slow slows the rest.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::json;
use touchstone::engine::Engine;
use touchstone::finding::Assessment;
use touchstone::limits;
use touchstone::snapshot::Snapshot;

use super::args::{Bulk, FailOn};
use super::commands::{Outcome, assess};
use super::input::Error;

/// Lines under way for each thread: one in work, one waiting, two done that wait for an earlier one.
const LINES_A_THREAD: usize = 4;

/// Pages, one Snapshot a line.
pub fn pages(engine: &Engine, bulk: Bulk, fail_on: Option<FailOn>) -> Result<Outcome, Error> {
    answer_lines(bulk, fail_on, |line| {
        let snapshot: Snapshot = serde_json::from_slice(line).map_err(|error| ("snapshot-invalid", error.to_string()))?;
        engine.assess(&snapshot, &[]).map_err(|error| (error.code(), error.to_string()))
    })
}

/// Facts, one Listing a line.
pub fn listings(engine: &Engine, bulk: Bulk, fail_on: Option<FailOn>) -> Result<Outcome, Error> {
    answer_lines(bulk, fail_on, |line| assess(engine, line).map_err(|reason| ("listing-invalid", reason)))
}

type Answer = Result<Assessment, (&'static str, String)>;

/// A line of input that is to be answered.
struct Line {
    /// Place among the lines that are answered, from 0.
    order: u64,
    /// Line of the input, from 1, empty ones and those passed over included.
    number: u64,
    /// What stands there; `None` where that is longer than the limit.
    text: Option<Vec<u8>>,
}

/// A line of output.
struct Answered {
    order: u64,
    text: String,
    /// `None` where the line could not be answered.
    outcome: Option<Outcome>,
}

fn answer_lines(bulk: Bulk, fail_on: Option<FailOn>, answer: impl Fn(&[u8]) -> Answer + Sync) -> Result<Outcome, Error> {
    let threads = bulk.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let under_way = threads.saturating_mul(LINES_A_THREAD);
    // A permit is taken for each line that is read and given back when its answer is written. The other channels hold as many lines, so
    // that nobody ever waits to send.
    let (give_back, permits) = sync_channel(under_way);
    for _ in 0..under_way {
        let _ = give_back.send(());
    }
    let (to_work, work) = sync_channel(under_way);
    let (to_write, done) = sync_channel(under_way);
    let work = Mutex::new(work);
    thread::scope(|scope| {
        let reader = scope.spawn(move || read_lines(bulk.skip, &permits, &to_work));
        for _ in 0..threads {
            let (work, to_write, answer) = (&work, to_write.clone(), &answer);
            scope.spawn(move || {
                while let Some(line) = next(work) {
                    if to_write.send(answered(line, fail_on, answer)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(to_write);
        let written = write_answers(&done, &give_back);
        // After a closed pipe the reader gets no more permits and the workers nobody to send to.
        drop((done, give_back));
        let read = reader.join().unwrap_or_else(|_| Err(Error::plain("-: reading stopped")));
        let ((outcome, answers), read) = (written?, read?);
        match (read.lines, answers) {
            (0, _) => Err(Error::plain("-: no input")),
            (_, 0) if read.asked > 0 => Err(Error::plain("-: no line could be answered")),
            _ => Ok(outcome),
        }
    })
}

fn next(work: &Mutex<Receiver<Line>>) -> Option<Line> {
    // Receiving cannot panic, so the lock is never poisoned.
    work.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn answered(line: Line, fail_on: Option<FailOn>, answer: impl Fn(&[u8]) -> Answer) -> Answered {
    let Line { order, number, text } = line;
    let too_long = || ("snapshot-invalid", "the line is too long".to_owned());
    // A defect of ours on one page costs that page, not the stream.
    let checked = catch_unwind(AssertUnwindSafe(|| text.ok_or_else(too_long).and_then(|text| answer(text.trim_ascii()))));
    let checked = checked.unwrap_or_else(|_| Err(("internal", "the check of this line panicked".to_owned())));
    let checked = checked.and_then(|assessment| match serde_json::to_string(&assessment) {
        Ok(text) => Ok((text, Outcome::of(&assessment, fail_on))),
        Err(error) => Err(("internal", error.to_string())),
    });
    match checked {
        Ok((text, outcome)) => Answered { order, text, outcome: Some(outcome) },
        Err((code, message)) => {
            let text = json!({ "line": number, "error": { "code": code, "message": message } }).to_string();
            Answered { order, text, outcome: None }
        }
    }
}

/// Writes answers in the order of their lines. Gives whether signs were found and how many lines could be answered.
fn write_answers(done: &Receiver<Answered>, give_back: &SyncSender<()>) -> Result<(Outcome, u64), Error> {
    let mut out = io::stdout().lock();
    let (mut waiting, mut order, mut outcome, mut answers) = (BTreeMap::new(), 0, Outcome::Done, 0);
    for answered in done {
        waiting.insert(answered.order, answered);
        while let Some(answered) = waiting.remove(&order) {
            order += 1;
            answers += u64::from(answered.outcome.is_some());
            if answered.outcome == Some(Outcome::SignsFound) {
                outcome = Outcome::SignsFound;
            }
            writeln!(out, "{}", answered.text)?;
            // Nobody waits for a permit once the input has ended.
            let _ = give_back.send(());
        }
    }
    Ok((outcome, answers))
}

/// What was read.
struct Read {
    /// Lines that are not empty.
    lines: u64,
    /// Of those, the ones that were not passed over.
    asked: u64,
}

fn read_lines(skip: u64, permits: &Receiver<()>, to_work: &SyncSender<Line>) -> Result<Read, Error> {
    let mut input = BufReader::new(io::stdin().lock());
    let (mut number, mut read) = (0, Read { lines: 0, asked: 0 });
    loop {
        let mut text = Vec::new();
        let bytes =
            input.by_ref().take(limits::FILE_BYTES).read_until(b'\n', &mut text).map_err(|error| Error::plain(format!("-: {error}")))?;
        if bytes == 0 {
            return Ok(read);
        }
        number += 1;
        let too_long = bytes as u64 == limits::FILE_BYTES && text.last() != Some(&b'\n');
        if too_long {
            skip_line(&mut input)?;
        } else if text.trim_ascii().is_empty() {
            continue;
        }
        read.lines += 1;
        if read.lines <= skip {
            continue;
        }
        let line = Line { order: read.asked, number, text: (!too_long).then_some(text) };
        read.asked += 1;
        if permits.recv().is_err() || to_work.send(line).is_err() {
            return Ok(read);
        }
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
