//! `touchstone eval`: measures the engine on collections that people labelled. What a folder holds is told by its files.

mod facts;
mod images;
mod shops;
mod words;

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use touchstone::engine::Engine;
use touchstone::eval::document::{self, Section};
use touchstone::eval::images::text as photos;
use touchstone::eval::reading;
use touchstone::eval::words::text as words_text;

use super::args::EvalArgs;
use super::commands::{Outcome, print_json};
use super::input::Error;

/// Folder of the pictures, beside the document.
const PICTURES: &str = "docs";

/// Measures on the collections in the folder.
pub fn run(engine: &Engine, args: &EvalArgs) -> Result<Outcome, Error> {
    let EvalArgs { folder, images, json, fit, write } = args;
    let Some(folder) = folder else { return of_images(engine, images, *json, write.as_deref()) };
    if facts::is_here(folder) {
        let evaluation = facts::measure(engine, folder)?;
        if let Some(file) = write {
            put(file, &reading::section(&evaluation))?;
        }
        if *json || write.is_none() {
            facts::print(&evaluation, *json)?;
        }
        return Ok(Outcome::Done);
    }
    if !shops::is_here(folder) {
        let needs = "it needs ground-truth.json and html/ID.html.gz, or shop-signals/features.tsv and shop-domains/domains.tsv";
        return Err(Error::file(folder, format!("is no collection that can be measured: {needs}")));
    }
    let mut book = engine.packs().rules.clone();
    let thresholds = book.thresholds.clone().ok_or_else(|| Error::plain("no thresholds in any pack"))?;
    let shops = shops::Shops::read(engine, folder)?;
    if let Some(file) = fit {
        book = shops.fit(&book, file)?;
    }
    let (mut numbers, section) = shops.measure(&book, &thresholds);
    let mut sections = vec![section];
    if words::is_here(folder) {
        let measured = words::measure(engine, folder)?;
        sections.push(words_text::section(&measured));
        numbers.insert("words".to_owned(), words::as_json(&measured));
    }
    if *json {
        print_json(&numbers)?;
    }
    for section in &sections {
        match write {
            Some(file) => put(file, section)?,
            None if !*json => writeln!(anstream::stdout(), "{}", section.text)?,
            None => {}
        }
    }
    Ok(Outcome::Done)
}

/// Measures on photos.
fn of_images(engine: &Engine, folders: &[PathBuf], json: bool, write: Option<&Path>) -> Result<Outcome, Error> {
    let evaluation = images::measure(engine, folders)?;
    let named: String = folders.iter().map(|folder| format!(" --images {}", folder.display())).collect();
    let section = photos::section(&evaluation, &format!("touchstone eval{named}"));
    match write {
        Some(file) => put(file, &section)?,
        None if !json => writeln!(anstream::stdout(), "{}", section.text)?,
        None => {}
    }
    if json {
        images::print(&evaluation)?;
    }
    Ok(Outcome::Done)
}

/// Puts a section and its pictures in their places.
fn put(file: &Path, section: &Section) -> Result<(), Error> {
    let document = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::io(file, &error)),
    };
    let folder = file.parent().unwrap_or_else(|| Path::new("")).join(PICTURES);
    fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, &error))?;
    for (name, picture) in &section.pictures {
        let path = folder.join(name);
        fs::write(&path, picture).map_err(|error| Error::io(&path, &error))?;
    }
    fs::write(file, document::put(&document, section)).map_err(|error| Error::io(file, &error))
}
