//! How the WebAssembly is linked, and by which digest it knows the packs that it was built with.

use std::path::Path;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

const PACKS: &str = "models/packs";
/// Schemas for authors, no packs.
const SCHEMAS: &str = "schema";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PACKS}");
    let mut digests = Vec::new();
    for entry in fs::read_dir(PACKS)? {
        let entry = entry?;
        if entry.file_name() != SCHEMAS {
            add_digests(&entry.path(), &mut digests)?;
        }
    }
    digests.sort_unstable();
    println!("cargo::rustc-env=TOUCHSTONE_PACKS_SHA256={}", hex(digests.join("\n").as_bytes()));
    // Left alone, the linker runs every constructor (tract's registers) before each call into the module, of which one page makes
    // thousands. An exported one is called once, by the glue: see build_wasm in build.sh.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--export=__wasm_call_ctors");
    }
    Ok(())
}

/// The SHA-256 of every pack file at or below a path.
fn add_digests(path: &Path, digests: &mut Vec<String>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            add_digests(&entry?.path(), digests)?;
        }
    } else if path.extension().is_some_and(|ending| ending == "json") {
        digests.push(hex(&fs::read(path)?));
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
