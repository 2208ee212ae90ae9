//! Where a report can go, and what is written there. Nothing here sends anything.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use touchstone::engine::Engine;
use touchstone::limits;
use touchstone::report::{self, Content, Door, Person, Sender, Words};

use super::args::SenderArgs;
use super::commands::{Outcome, print_json};
use super::data::Data;
use super::input::{self, Error};
use super::messages;

/// Lists the channels for a report and a person.
pub fn doors(engine: &Engine, words: &Words, file: &Path, person: &Person, json: bool) -> Result<Outcome, Error> {
    let (content, _) = open(engine, file)?;
    let doors = report::doors(engine, &content.url, &content.assessment.listing, person);
    if json {
        doors.iter().try_for_each(print_json)?;
        return Ok(Outcome::Done);
    }
    let (open, closed): (Vec<&Door>, Vec<&Door>) = doors.iter().partition(|door| door.closed.is_none());
    for (key, doors) in [("cli_doors_open", open), ("cli_doors_closed", closed)] {
        print_doors(words, key, &doors)?;
    }
    Ok(Outcome::Done)
}

fn print_doors(words: &Words, key: &str, doors: &[&Door]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    if !doors.is_empty() {
        writeln!(out, "{}", words.word(key))?;
    }
    for Door { channel, closed } in doors {
        let key = closed.as_ref().map_or_else(|| format!("door_answer_{}", channel.answer), |reason| format!("door_{reason}"));
        writeln!(out, "  {:28} {}: {}", channel.id, channel.name, words.word(&key.replace('-', "_")))?;
        writeln!(out, "  {:28} {}", "", channel.url)?;
    }
    Ok(())
}

/// Writes the text for a channel, in its language where we speak it.
pub fn letter(data: &Data, file: &Path, channel: &str, sender: &SenderArgs, eml: bool) -> Result<Outcome, Error> {
    let engine = data.engine()?;
    let (content, _) = open(&engine, file)?;
    let found = engine.packs().channels.iter().find(|known| known.id == channel);
    let channel = found.ok_or_else(|| Error::plain(format!("no channel {channel:?}; `touchstone doors` lists them")))?;
    let spoken = data.locales()?;
    let language = channel.languages.iter().map(|tag| tag.replace('-', "_"));
    let language = language.map(|tag| if tag == "zh" { "zh_CN".into() } else { tag }).find(|tag| spoken.contains(tag));
    let words = messages::load(data, language.as_deref().unwrap_or("en"))?;
    let letter = report::write(&words, channel, &content, &sender.into());
    let mut out = io::stdout().lock();
    if eml {
        out.write_all(letter.eml.as_bytes())?;
    } else {
        writeln!(out, "{}\n\n{}", letter.subject, letter.body)?;
    }
    if !letter.missing.is_empty() {
        eprintln!("touchstone: {}", words.with("cli_letter_missing", &[&letter.missing.join(", ")]));
    }
    Ok(Outcome::Done)
}

/// Writes a report as XARF.
pub fn xarf(engine: &Engine, file: &Path, sender: &SenderArgs) -> Result<Outcome, Error> {
    let (content, bytes) = open(engine, file)?;
    print_json(&report::xarf(engine, &content, &sender.into(), &bytes).map_err(|error| Error::file(file, error))?)?;
    Ok(Outcome::Done)
}

/// Writes reports as a table.
pub fn table(engine: &Engine, files: &[PathBuf]) -> Result<Outcome, Error> {
    let subjects = files.iter().map(|file| {
        let bytes = intact(engine, file)?;
        report::subject(engine, &bytes).map_err(|error| Error::file(file, error))
    });
    let subjects = subjects.collect::<Result<Vec<_>, Error>>()?;
    io::stdout().lock().write_all(report::table(&subjects).as_bytes())?;
    Ok(Outcome::Done)
}

fn open(engine: &Engine, file: &Path) -> Result<(Content, Vec<u8>), Error> {
    let bytes = intact(engine, file)?;
    let content = report::content(&bytes).map_err(|error| Error::file(file, error))?;
    Ok((content, bytes))
}

/// A report's bytes. Nobody writes letters about one that was changed.
fn intact(engine: &Engine, file: &Path) -> Result<Vec<u8>, Error> {
    let bytes = input::read_bounded(file, limits::REPORT_BYTES as u64)?;
    let verification = report::verify(engine, &bytes).map_err(|error| Error::file(file, error))?;
    if verification.intact { Ok(bytes) } else { Err(Error::file(file, "was changed or is damaged; `touchstone verify` says where")) }
}

impl From<&SenderArgs> for Sender {
    fn from(SenderArgs { name, email, order_number, note }: &SenderArgs) -> Self {
        Self { name: name.clone(), email: email.clone(), order_number: order_number.clone(), note: note.clone() }
    }
}
