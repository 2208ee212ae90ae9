//! What several test files need: the repository's own models and packs, and an engine made of them.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use touchstone::engine::Engine;
use touchstone::model::ModelFile;
use touchstone::pack::PackFile;

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of real data beside the repository, where it is there.
pub fn shared() -> Option<PathBuf> {
    let given = std::env::var_os("TOUCHSTONE_SHARED").map(PathBuf::from);
    let data = given.unwrap_or_else(|| root().join("../shared")).join("data");
    if !data.is_dir() {
        println!("skipped: ../shared/data absent");
    }
    data.is_dir().then_some(data)
}

/// Folders in `path`, by name.
pub fn folders(path: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The shipped packs.
pub fn packs() -> Vec<PackFile> {
    let base = root().join("models/packs");
    let mut files = Vec::new();
    for folder in folders(&base) {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&base).unwrap().to_string_lossy().replace('\\', "/");
            if name.ends_with(".json") && !name.starts_with("schema/") {
                files.push(PackFile { name, bytes: fs::read(&path).unwrap() });
            }
        }
    }
    files
}

/// The shipped models.
pub fn models() -> Vec<ModelFile> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("models")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "onnx" || ending == "json") {
            files.push(ModelFile { name: path.file_name().unwrap().to_string_lossy().into_owned(), bytes: fs::read(&path).unwrap() });
        }
    }
    files
}

/// An engine of the shipped models and packs.
pub fn engine() -> Engine {
    Engine::new(&models(), &packs()).unwrap()
}
