//! Finds models, packs and messages on disk.

use std::fs;
use std::path::{Path, PathBuf};

use touchstone::engine::Engine;
use touchstone::limits;
use touchstone::model::ModelFile;
use touchstone::pack::{PackFile, Packs};
use touchstone::text::price::Prices;

use super::args::Args;
use super::input::{Error, read_bounded};

/// The folder that holds `models/packs`.
pub struct Data {
    root: PathBuf,
    /// Packs beside those there.
    with: Vec<PathBuf>,
}

impl Data {
    /// The folder that the arguments give, else the first above the program or above the working folder that holds `models/packs`.
    pub fn find(args: &Args) -> Result<Self, Error> {
        let with = args.with.clone();
        let is_data = |folder: &Path| folder.join("models/packs").is_dir();
        if let Some(folder) = &args.data {
            return match is_data(folder) {
                true => Ok(Self { root: folder.clone(), with }),
                false => Err(Error::file(folder, "holds no models/packs")),
            };
        }
        let starts = [std::env::current_exe().ok(), std::env::current_dir().ok()];
        let found = starts.iter().flatten().flat_map(|start| start.ancestors()).find(|folder| is_data(folder));
        found.map(|folder| Self { root: folder.to_owned(), with }).ok_or_else(|| {
            Error::plain("no models/packs beside the program or above this folder; name the folder that holds it with --data DIR")
        })
    }

    /// An engine of the models and packs there.
    pub fn engine(&self) -> Result<Engine, Error> {
        let models = self.models()?;
        let packs = self.packs()?;
        Engine::new(&models, &packs).map_err(|error| Error::plain(error.to_string()))
    }

    /// What reads prices, of the packs there.
    pub fn prices(&self) -> Result<Prices, Error> {
        Packs::load(&self.packs()?).map(|packs| packs.prices()).map_err(|error| Error::plain(error.to_string()))
    }

    /// A locale's messages, as the extension has them.
    pub fn messages_file(&self, locale: &str) -> PathBuf {
        self.root.join("extension/_locales").join(locale).join("messages.json")
    }

    /// Names of the locales that have messages, in order.
    pub fn locales(&self) -> Result<Vec<String>, Error> {
        let folders = entries(&self.root.join("extension/_locales"))?.into_iter().filter(|path| path.is_dir());
        Ok(folders.map(|path| name_of(&path)).collect())
    }

    fn models(&self) -> Result<Vec<ModelFile>, Error> {
        let is_model = |path: &Path| path.extension().is_some_and(|ending| ending == "onnx" || ending == "json");
        let files = files_in(&self.root.join("models"))?.into_iter().filter(|path| is_model(path));
        files.map(|path| Ok(ModelFile { name: name_of(&path), bytes: read_bounded(&path, limits::FILE_BYTES)? })).collect()
    }

    /// The packs there and those beside them.
    pub fn packs(&self) -> Result<Vec<PackFile>, Error> {
        let base = self.root.join("models/packs");
        let name = |path: &Path| path.strip_prefix(&base).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let read = |path: &PathBuf| Ok(PackFile { name: name(path), bytes: read_bounded(path, limits::PACK_BYTES as u64)? });
        files_below(&base)?.iter().chain(&self.with).map(read).collect()
    }
}

/// Pack files below a folder, those in folders called `schema` left out.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() && !path.ends_with("schema") {
            files.extend(files_below(&path)?);
        } else if path.is_file() && path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_file()).collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = listed.map_err(|error| Error::io(folder, &error))?;
    paths.sort();
    Ok(paths)
}
