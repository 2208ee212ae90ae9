//! The packs of this project, for tests.

use std::path::Path;

use super::PackFile;

/// Every file below `models/packs`.
pub fn shipped_files() -> Vec<PackFile> {
    fn collect(folder: &Path, root: &Path, files: &mut Vec<PackFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, files);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(PackFile { name, bytes: std::fs::read(path).unwrap() });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/packs");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files
}
