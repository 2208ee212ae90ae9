//! `touchstone eval`: measures the engine on collections that people labelled. What a folder holds is told by its files.

mod facts;

use std::path::Path;

use touchstone::engine::Engine;

use super::commands::Outcome;
use super::input::Error;

/// Measures on the collection in the folder.
pub fn run(engine: &Engine, folder: &Path, json: bool) -> Result<Outcome, Error> {
    if facts::is_here(folder) {
        return facts::run(engine, folder, json);
    }
    Err(Error::file(folder, "is no collection that can be measured: it needs ground-truth.json and html/ID.html.gz"))
}
