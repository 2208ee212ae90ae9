//! How the WebAssembly is linked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Left alone, the linker runs every constructor (tract's registers) before each call into the module, of which one page makes
    // thousands. An exported one is called once, by the glue: see build_wasm in build.sh.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--export=__wasm_call_ctors");
    }
}
