//! One function a command.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::{Value, json};
use touchstone::engine::Engine;
use touchstone::error::EngineError;
use touchstone::finding::{Assessment, Skipped};
use touchstone::report::Person;
use touchstone::snapshot::{Picture, PictureData};
use touchstone::text::domain;
use touchstone::text::price::Prices;

use super::args::{Args, Command, FailOn, PackCommand};
use super::data::Data;
use super::eval;
use super::input::{self, Error, PictureFolder};
use super::messages;
use super::pack;
use super::report;
use super::send;
use super::show::Show;
use super::stream;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// Done, and `--fail-on` found what it asks for.
    SignsFound,
    /// Done, and a report does not hold.
    NotIntact,
    /// Done, and a pack would be refused.
    FaultsFound,
}

impl Outcome {
    /// The outcome for an answer under `--fail-on`.
    pub fn of(assessment: &Assessment, fail_on: Option<FailOn>) -> Self {
        if fail_on.is_some_and(|fail_on| fail_on.is_met(assessment.state)) { Self::SignsFound } else { Self::Done }
    }
}

/// Runs a command.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let data = || Data::find(args);
    let show = |data: &Data| Ok::<_, Error>(Show::new(messages::load(data, &args.locale)?));
    match &args.command {
        Command::Check { stream: true, bulk, fail_on, .. } => stream::pages(&data()?.engine()?, *bulk, *fail_on),
        Command::Check { file: None, .. } => Err(Error::plain("no file")),
        Command::Check { file: Some(file), url, images, json, fail_on, .. } => {
            let data = data()?;
            let assessment = check(&data.engine()?, file, url.as_deref(), images.as_deref())?;
            print_assessment(&assessment, *json, || show(&data))?;
            Ok(Outcome::of(&assessment, *fail_on))
        }
        Command::Read { file, url, json } => {
            let snapshot = input::snapshot(file, url.as_deref())?;
            let page = data()?.engine()?.read(&snapshot).map_err(|error| Error::file(file, error))?;
            if *json {
                print_json(&page.listing)?
            } else {
                print_pretty(&page.listing)?
            }
            for skipped in &page.skipped {
                eprintln!("touchstone: {}: skipped {} at {}: {}", file.display(), skipped.what, skipped.place, skipped.reason);
            }
            Ok(Outcome::Done)
        }
        Command::Assess { file, bulk, fail_on, .. } if file == Path::new("-") => stream::listings(&data()?.engine()?, *bulk, *fail_on),
        Command::Assess { file, json, fail_on, .. } => {
            let data = data()?;
            let bytes = input::read_bounded(file, touchstone::limits::FILE_BYTES)?;
            let assessment = assess(&data.engine()?, &bytes).map_err(|reason| Error::file(file, reason))?;
            print_assessment(&assessment, *json, || show(&data))?;
            Ok(Outcome::of(&assessment, *fail_on))
        }
        Command::Image { files, json } => images(&data()?.engine()?, files, *json),
        Command::Domain { hosts, json } => {
            let data = data()?;
            let (engine, show) = (data.engine()?, show(&data)?);
            for host in hosts {
                let name = host_of(host);
                let findings = engine.signs_of_domain(&name);
                if *json { print_json(&json!({ "domain": name, "findings": findings }))? } else { show.signs(&name, &findings)? }
            }
            Ok(Outcome::Done)
        }
        Command::Text { texts, lang, json } => {
            let data = data()?;
            let (engine, show) = (data.engine()?, show(&data)?);
            for text in texts {
                let findings = engine.signs_in_text(text, lang.as_deref());
                if *json { print_json(&json!({ "text": text, "findings": findings }))? } else { show.signs(text, &findings)? }
            }
            Ok(Outcome::Done)
        }
        Command::Report(wanted) => {
            let data = data()?;
            report::make(&data.engine()?, &messages::load(&data, &args.locale)?, wanted)
        }
        Command::Verify { file, json } => {
            let data = data()?;
            report::check(&data.engine()?, &messages::load(&data, &args.locale)?, file, *json)
        }
        Command::Doors { file, country, case, account, json } => {
            let data = data()?;
            let person = Person { country: country.to_uppercase(), has_account: *account, case: (*case).into() };
            send::doors(&data.engine()?, &messages::load(&data, &args.locale)?, file, &person, *json)
        }
        Command::Letter { file, channel, sender, eml } => send::letter(&data()?, file, channel, sender, *eml),
        Command::Xarf { file, sender } => send::xarf(&data()?.engine()?, file, sender),
        Command::Table { files } => send::table(&data()?.engine()?, files),
        Command::Eval(wanted) => eval::run(&data()?.engine()?, wanted),
        Command::Pack { command: PackCommand::Lint { paths, strict, json } } => pack::check(data, paths, *strict, *json),
        Command::Pack { command: PackCommand::List { paths, json } } => pack::list(data, paths, *json),
        Command::Pack { command: PackCommand::Build { file, out } } => pack::build(&data()?, file, out),
        Command::Price { strings, currency_hint, json } => prices(&data()?.prices()?, strings, currency_hint.as_deref(), *json),
    }
}

fn check(engine: &Engine, file: &Path, url: Option<&str>, images: Option<&Path>) -> Result<Assessment, Error> {
    let snapshot = input::snapshot(file, url)?;
    let page = engine.read(&snapshot).map_err(|error| Error::file(file, error))?;
    let pictures = match images {
        Some(folder) => {
            let wanted = page.listing.images.iter().map(|image| image.src.as_str());
            let cards = page.listing.cards.iter().filter_map(|card| card.image.as_deref());
            PictureFolder::open(folder)?.pictures(wanted.chain(cards))?
        }
        None => Vec::new(),
    };
    engine.assess_facts(page, &pictures).map_err(|error| Error::file(file, error))
}

/// Judges one Listing given as JSON; fields that a Listing does not have are named in `skipped`.
pub fn assess(engine: &Engine, json: &[u8]) -> Result<Assessment, String> {
    let invalid = |reason| EngineError::ListingInvalid { reason }.to_string();
    let (listing, unknown) = input::listing(json).map_err(invalid)?;
    let mut page = touchstone::page::from_listing(listing);
    let skipped = |place| Skipped { what: "field".into(), place, reason: "unknown-field".into() };
    page.skipped.extend(unknown.into_iter().map(skipped));
    engine.assess_facts(page, &[]).map_err(|error| error.to_string())
}

fn print_assessment(assessment: &Assessment, json: bool, show: impl FnOnce() -> Result<Show, Error>) -> Result<(), Error> {
    if json { print_json(assessment) } else { show()?.assessment(assessment) }
}

fn images(engine: &Engine, files: &[std::path::PathBuf], json: bool) -> Result<Outcome, Error> {
    let progress = progress(files.len());
    let mut readable = 0;
    for file in files {
        let name = file.display().to_string();
        let facts = input::picture_bytes(file).map_err(|error| error.to_string()).and_then(|bytes| {
            let picture = Picture { src: name.clone(), data: PictureData::Encoded(bytes) };
            engine.look(&picture).map_err(str::to_owned)
        });
        readable += usize::from(facts.is_ok());
        let answer = match facts {
            Ok(facts) => serde_json::to_value(facts).unwrap_or(Value::Null),
            Err(reason) => json!({ "file": name, "skipped": { "reason": reason } }),
        };
        progress.suspend(|| if json { print_json(&answer) } else { print_picture(&answer) })?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    if readable == 0 { Err(Error::plain("no picture could be read")) } else { Ok(Outcome::Done) }
}

fn print_picture(answer: &Value) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let file = answer["file"].as_str().unwrap_or_default();
    if let Some(reason) = answer["skipped"]["reason"].as_str() {
        writeln!(out, "{file}: skipped, {reason}")?;
        return Ok(());
    }
    let shows = answer["shows"].as_array().into_iter().flatten().map(|shown| {
        let percent = shown["score_permille"].as_u64().unwrap_or_default() / 10;
        format!("{} {percent} %", shown["kind"].as_str().unwrap_or_default())
    });
    let shows: Vec<String> = shows.collect();
    let shows = if shows.is_empty() { "no known kind of goods".to_owned() } else { shows.join(", ") };
    let codes = answer["codes"].as_array().into_iter().flatten().filter_map(|code| code["text"].as_str());
    let codes: String = codes.map(|text| format!(", code {text:?}")).collect();
    let names = answer["brands"].as_array().into_iter().flatten().filter_map(|read| read["text"].as_str());
    let names: String = names.map(|text| format!(", name {text:?}")).collect();
    writeln!(out, "{file}: {}×{} px, {shows}{names}{codes}", answer["width_px"], answer["height_px"])?;
    Ok(())
}

fn prices(prices: &Prices, strings: &[String], hint: Option<&str>, json: bool) -> Result<Outcome, Error> {
    for string in strings {
        let price = prices.parse(string, hint);
        if json {
            let amount = price.as_ref().map(|price| price.amount);
            print_json(&json!({ "amount": amount, "currency": price.and_then(|price| price.currency) }))?;
        } else {
            let mut out = io::stdout().lock();
            match price {
                Some(price) => writeln!(out, "{} {}", price.amount, price.currency.as_deref().unwrap_or("(currency not settled)"))?,
                None => writeln!(out, "no price")?,
            }
        }
    }
    Ok(Outcome::Done)
}

/// The host of an address, or the text itself.
fn host_of(text: &str) -> String {
    domain::host_of(text).unwrap_or_else(|| text.trim().to_lowercase())
}

/// A bar on standard error where that is a terminal and there is something to wait for.
pub fn progress(steps: usize) -> ProgressBar {
    if steps < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(steps as u64).with_style(style)
}

/// One JSON value on one line of standard output.
pub fn print_json<T: Serialize>(value: &T) -> Result<(), Error> {
    let line = serde_json::to_string(value).map_err(|error| Error::plain(error.to_string()))?;
    writeln!(io::stdout().lock(), "{line}")?;
    Ok(())
}

fn print_pretty<T: Serialize>(value: &T) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::plain(error.to_string()))?;
    writeln!(io::stdout().lock(), "{text}")?;
    Ok(())
}
