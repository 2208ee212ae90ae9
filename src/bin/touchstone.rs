//! The command line: the same engine as in the browser, fed with files.

#[cfg(not(target_arch = "wasm32"))]
#[path = "touchstone/cli.rs"]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

// Cargo builds every binary beside the tests that run in the browser; there is no command line there.
#[cfg(target_arch = "wasm32")]
fn main() {}
