//! Holds the table of layers in `src/lib.rs`: a room uses only rooms of lower layers, and the browser is named in one file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: [&[&str]; 7] = [
    &["error", "limits", "kernel", "snapshot", "listing", "picture", "finding"],
    &["text", "image", "pack"],
    &["page", "model", "product"],
    &["rules", "sampling"],
    &["score"],
    &["engine", "eval", "report"],
    &["wasm"],
];

/// Uses within a layer: the answer holds the facts, packs are checked with the reader of words and domains, a bar code by the check
/// digit of article numbers, and the engine judges what reports hold and what is measured.
const NEIGHBOURS: [(&str, &str); 8] = [
    ("finding", "error"),
    ("finding", "listing"),
    ("finding", "snapshot"),
    ("picture", "limits"),
    ("pack", "text"),
    ("image", "text"),
    ("report", "engine"),
    ("eval", "engine"),
];

/// Longest file; a room that grows beyond it has more than one meaning.
const LINES_A_FILE: usize = 400;

fn layer(room: &str) -> usize {
    LAYERS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("{room} stands in no layer"))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Source files with the room they belong to; the binary and `lib.rs` stand above all rooms.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let room = |path: &Path| {
        let first = path.strip_prefix(&src).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    files.into_iter().map(|path| (room(&path), path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

/// Rooms named by `crate::room`, one or several in braces.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let code = code.collect::<Vec<_>>().join("\n");
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = BTreeSet::new();
    for tail in code.split("crate::").skip(1) {
        match tail.strip_prefix('{') {
            Some(list) => used.extend(list.split('}').next().unwrap_or_default().split(',').map(|item| name(item.trim()))),
            None => {
                used.insert(name(tail));
            }
        }
    }
    used.retain(|room| !room.is_empty());
    used
}

#[test]
fn a_room_uses_only_lower_layers() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources().into_iter().filter(|(room, ..)| room != "lib" && room != "bin") {
        for used in rooms_used(&text).into_iter().filter(|used| *used != room) {
            let neighbours = NEIGHBOURS.contains(&(room.as_str(), used.as_str()));
            if layer(&used) >= layer(&room) && !neighbours {
                wrong.push(format!("{}: {room} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_browser_is_named_in_one_file() {
    let names = ["wasm_bindgen", "js_sys", "web_sys", "console_error_panic_hook"];
    let stray = sources().into_iter().filter(|(room, _, text)| room != "wasm" && names.iter().any(|name| text.contains(name)));
    let stray: Vec<_> = stray.map(|(_, path, _)| path).filter(|path| !path.ends_with("src/lib.rs")).collect();
    assert!(stray.is_empty(), "{stray:?}");
}

#[test]
fn files_stay_small() {
    let long = sources().into_iter().filter(|(_, _, text)| text.lines().count() > LINES_A_FILE);
    let long: Vec<_> = long.map(|(_, path, text)| format!("{}: {} lines", path.display(), text.lines().count())).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn uses_are_found_in_every_spelling() {
    let text = "use crate::{page, text::fold};\nlet x = crate::score::weigh(); // crate::wasm\n";
    assert_eq!(rooms_used(text).into_iter().collect::<Vec<_>>(), ["page", "score", "text"]);
}
