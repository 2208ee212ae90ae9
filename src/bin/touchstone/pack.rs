//! Commands for those who write packs.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use touchstone::limits;
use touchstone::pack::{Level, PackFault, PackFile, Packs, lint, summaries};

use super::commands::{Outcome, print_json};
use super::data::{Data, files_below};
use super::input::{Error, read_bounded, write_new};

/// Checks packs: those given, laid over the set of `data`, or that set by itself. Given files that hold the thresholds are a whole set.
pub fn check(data: impl FnOnce() -> Result<Data, Error>, paths: &[PathBuf], strict: bool, as_json: bool) -> Result<Outcome, Error> {
    let given = given(paths)?;
    let is_set = given.iter().any(|file| head(file).is_some_and(|(kind, _)| kind == "thresholds"));
    let asked: BTreeSet<String> = given.iter().map(|file| file.name.clone()).collect();
    let files = if is_set { given } else { laid_over(data()?.packs()?, given) };
    let mut faults = lint(&files);
    // Advice on the packs that others wrote is not for the author of these.
    faults.retain(|fault| fault.code.level() == Level::Error || asked.is_empty() || asked.contains(&fault.file));
    for fault in &faults {
        print_fault(fault, as_json)?;
    }
    let errors = faults.iter().filter(|fault| fault.code.level() == Level::Error).count();
    let warnings = faults.len() - errors;
    if !as_json {
        eprintln!("touchstone: packs: {}, errors: {errors}, warnings: {warnings}", files.len());
    }
    Ok(if errors > 0 || (strict && warnings > 0) { Outcome::FaultsFound } else { Outcome::Done })
}

/// Lists packs: those given, or those of `data`.
pub fn list(data: impl FnOnce() -> Result<Data, Error>, paths: &[PathBuf], as_json: bool) -> Result<Outcome, Error> {
    let files = if paths.is_empty() { data()?.packs()? } else { given(paths)? };
    let mut outcome = Outcome::Done;
    for summary in summaries(&files) {
        match summary {
            Ok(pack) if as_json => print_json(&pack)?,
            Ok(pack) => {
                let line = format!("{:<32} {:<10} {:>8} {:<16} {}", pack.name, pack.version, pack.entries, pack.pack, pack.sha256);
                writeln!(io::stdout().lock(), "{line}")?;
            }
            Err(faults) => {
                outcome = Outcome::FaultsFound;
                for fault in &faults {
                    print_fault(fault, as_json)?;
                }
            }
        }
    }
    Ok(outcome)
}

/// Packs the warning lists of a file into another, with the sites of `data`.
pub fn build(data: &Data, file: &Path, out: &Path) -> Result<Outcome, Error> {
    let packs = Packs::load(&data.packs()?).map_err(|error| Error::plain(error.to_string()))?;
    let given = PackFile { name: file.display().to_string(), bytes: read_bounded(file, limits::FILE_BYTES)? };
    match touchstone::pack::build(&given, &packs) {
        Ok(bytes) => write_new(out, &bytes).map(|()| Outcome::Done),
        Err(faults) => {
            faults.iter().try_for_each(|fault| print_fault(fault, false))?;
            Ok(Outcome::FaultsFound)
        }
    }
}

fn print_fault(fault: &PackFault, as_json: bool) -> Result<(), Error> {
    let (level, code) = (fault.code.level(), fault.code.as_str());
    if as_json {
        return print_json(&json!({ "file": fault.file, "entry": fault.entry, "level": level, "code": code, "reason": fault.reason }));
    }
    let level = if level == Level::Error { "error" } else { "warning" };
    let entry = if fault.entry.is_empty() { String::new() } else { format!("{:?}: ", fault.entry) };
    writeln!(io::stdout().lock(), "{}: {entry}{level} {code}: {}", fault.file, fault.reason)?;
    Ok(())
}

/// The files named, and those below the folders named.
fn given(paths: &[PathBuf]) -> Result<Vec<PackFile>, Error> {
    let mut files = Vec::new();
    for path in paths {
        let below = if path.is_dir() { files_below(path)? } else { vec![path.clone()] };
        for path in below {
            // The bound on a pack is the linter's to name.
            files.push(PackFile { bytes: read_bounded(&path, limits::FILE_BYTES)?, name: path.display().to_string() });
        }
    }
    if !paths.is_empty() && files.is_empty() {
        return Err(Error::plain("no packs there"));
    }
    Ok(files)
}

/// A set in which the given files stand in for those of the same place or the same name.
fn laid_over(mut set: Vec<PackFile>, given: Vec<PackFile>) -> Vec<PackFile> {
    let heads: Vec<_> = given.iter().filter_map(head).collect();
    let replaced = |file: &PackFile| {
        given.iter().any(|given| Path::new(&given.name).ends_with(&file.name)) || head(file).is_some_and(|own| heads.contains(&own))
    };
    set.retain(|file| !replaced(file));
    set.extend(given);
    set
}

/// Kind and name of a pack, where it says them.
fn head(file: &PackFile) -> Option<(String, String)> {
    #[derive(serde::Deserialize)]
    struct Head {
        pack: String,
        name: String,
    }
    serde_json::from_slice(&file.bytes).ok().map(|Head { pack, name }| (pack, name))
}
