//! The program: arguments in, exit code out.

mod args;
mod commands;
mod data;
mod eval;
mod input;
mod messages;
mod pack;
mod report;
mod send;
mod show;
mod stream;

use std::process::ExitCode;

use clap::Parser;

/// Exit code where `--fail-on` found what it asks for, a report does not hold what was signed, or a pack would be refused.
const FOUND: u8 = 1;
/// Exit code for bad input.
const BAD_INPUT: u8 = 2;

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(commands::Outcome::Done) => ExitCode::SUCCESS,
        Ok(commands::Outcome::SignsFound | commands::Outcome::NotIntact | commands::Outcome::FaultsFound) => ExitCode::from(FOUND),
        // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("touchstone: {error}");
            ExitCode::from(BAD_INPUT)
        }
    }
}
