//! The command line: the same engine as in the browser, fed with files.

#[path = "touchstone/args.rs"]
mod args;
#[path = "touchstone/commands.rs"]
mod commands;
#[path = "touchstone/data.rs"]
mod data;
#[path = "touchstone/input.rs"]
mod input;
#[path = "touchstone/messages.rs"]
mod messages;
#[path = "touchstone/show.rs"]
mod show;
#[path = "touchstone/stream.rs"]
mod stream;

use std::process::ExitCode;

use clap::Parser;

/// Exit code where `--fail-on` found what it asks for.
const FOUND: u8 = 1;
/// Exit code for bad input.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(commands::Outcome::Done) => ExitCode::SUCCESS,
        Ok(commands::Outcome::SignsFound) => ExitCode::from(FOUND),
        // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("touchstone: {error}");
            ExitCode::from(BAD_INPUT)
        }
    }
}
