//! Commands for those who write packs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use touchstone::limits;
use touchstone::pack::{Level, PackFault, PackFile, lint, summaries};

use super::commands::{Outcome, print_json};
use super::data::{Data, files_below};
use super::input::{Error, read_bounded};

/// Checks packs: those given, laid over the set of `data`, or that set by itself. Given files that hold the thresholds are a whole set.
pub fn check(data: Option<&Path>, paths: &[PathBuf], strict: bool, as_json: bool) -> Result<Outcome, Error> {
    let given = given(paths)?;
    let is_set = given.iter().any(|file| head(file).is_some_and(|(kind, _)| kind == "thresholds"));
    let files = if is_set { given } else { laid_over(Data::find(data)?.packs()?, given) };
    let faults = lint(&files);
    for fault in &faults {
        print_fault(fault, as_json)?;
    }
    let errors = faults.iter().filter(|fault| fault.code.level() == Level::Error).count();
    let warnings = faults.len() - errors;
    if !as_json {
        eprintln!("touchstone: {} packs, {errors} errors, {warnings} warnings", files.len());
    }
    Ok(if errors > 0 || (strict && warnings > 0) { Outcome::FaultsFound } else { Outcome::Done })
}

/// Lists packs: those given, or those of `data`.
pub fn list(data: Option<&Path>, paths: &[PathBuf], as_json: bool) -> Result<Outcome, Error> {
    let files = if paths.is_empty() { Data::find(data)?.packs()? } else { given(paths)? };
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
