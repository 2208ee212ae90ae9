//! What several test files need: the repository's models, packs and cases, natively from disk, in the browser from the test's
//! own bytes, and an engine made of them.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use touchstone::engine::Engine;
use touchstone::model::ModelFile;
use touchstone::pack::PackFile;

/// Files by their path below a folder, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

#[cfg(not(target_arch = "wasm32"))]
mod source {
    use std::fs;
    use std::path::{Path, PathBuf};

    use touchstone::eval::table::Table;

    use super::Files;

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

    /// A table of tab-separated values that has at least these columns.
    pub fn table(path: &Path, columns: &[&str]) -> Table {
        Table::read(&fs::read_to_string(path).unwrap(), columns).unwrap()
    }

    /// Every file below a folder of the repository.
    pub fn files(folder: &str) -> Files {
        let base = root().join(folder);
        let mut files = Files::new();
        collect(&base, &base, &mut files);
        files
    }

    fn collect(base: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(base, &path, files);
            } else {
                let name = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod source {
    use include_dir::{Dir, include_dir};

    use super::Files;

    // Cargo does not see changes below these folders; build.sh touches this file before it builds the tests.
    static PACKS: Dir = include_dir!("$CARGO_MANIFEST_DIR/models/packs");
    static CASES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/cases");
    static PICTURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/pictures");
    const MODELS: [(&str, &[u8]); 6] = [
        ("photo.json", include_bytes!("../../models/photo.json")),
        ("photo.onnx", include_bytes!("../../models/photo.onnx")),
        ("text-find.json", include_bytes!("../../models/text-find.json")),
        ("text-find.onnx", include_bytes!("../../models/text-find.onnx")),
        ("text-read.json", include_bytes!("../../models/text-read.json")),
        ("text-read.onnx", include_bytes!("../../models/text-read.onnx")),
    ];

    /// Every file below a folder of the repository, of those that the browser's tests carry.
    pub fn files(folder: &str) -> Files {
        let mut files = Files::new();
        match folder {
            "models" => {
                for (name, bytes) in MODELS {
                    files.insert((*name).to_owned(), bytes.to_vec());
                }
                collect(&PACKS, "packs/", &mut files);
            }
            "models/packs" => collect(&PACKS, "", &mut files),
            "tests/cases" => collect(&CASES, "", &mut files),
            "tests/pictures" => collect(&PICTURES, "", &mut files),
            other => panic!("{other} is not carried into the browser"),
        }
        files
    }

    fn collect(dir: &Dir, prefix: &str, files: &mut Files) {
        for file in dir.files() {
            files.insert(format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/")), file.contents().to_vec());
        }
        dir.dirs().for_each(|dir| collect(dir, prefix, files));
    }
}

pub use source::*;

/// The shipped packs.
pub fn packs() -> Vec<PackFile> {
    let is_pack = |name: &String| name.contains('/') && name.ends_with(".json") && !name.starts_with("schema/");
    files("models/packs").into_iter().filter(|(name, _)| is_pack(name)).map(|(name, bytes)| PackFile { name, bytes }).collect()
}

/// The shipped models with their cards.
pub fn models() -> Vec<ModelFile> {
    let is_model = |name: &String| !name.contains('/') && (name.ends_with(".onnx") || name.ends_with(".json"));
    files("models").into_iter().filter(|(name, _)| is_model(name)).map(|(name, bytes)| ModelFile { name, bytes }).collect()
}

/// An engine of the shipped models and packs.
pub fn engine() -> Engine {
    Engine::new(&models(), &packs()).unwrap()
}
