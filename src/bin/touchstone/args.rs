//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use touchstone::finding::State;

/// Checks shopping pages for signs of counterfeit goods. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, arg_required_else_help = true)]
pub struct Args {
    /// Folder that holds `models/` and `extension/_locales/` (else found beside the program or above the working folder)
    #[arg(long, global = true, value_name = "DIR", env = "TOUCHSTONE_DATA")]
    pub data: Option<PathBuf>,
    /// Language of the answers: a folder of `extension/_locales/`
    #[arg(long = "ui", global = true, value_name = "LOCALE", default_value = "en")]
    pub locale: String,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a saved page
    Check {
        /// A page: `.html`, `.html.gz`, a snapshot as `.json`, or `-`
        #[arg(required_unless_present = "stream", conflicts_with = "stream")]
        file: Option<PathBuf>,
        /// The page's address
        #[arg(long)]
        url: Option<String>,
        /// Folder with the page's pictures under their file names
        #[arg(long, value_name = "DIR")]
        images: Option<PathBuf>,
        /// Read one page a line, as JSON, from standard input; write one answer a line
        #[arg(long, conflicts_with_all = ["url", "images"])]
        stream: bool,
        /// Write the Assessment as JSON
        #[arg(long)]
        json: bool,
        /// Exit with 1 where a page's state is this or worse
        #[arg(long, value_enum, value_name = "STATE")]
        fail_on: Option<FailOn>,
    },
    /// Read a saved page into facts, without judging
    Read {
        /// A page: `.html`, `.html.gz`, a snapshot as `.json`, or `-`
        file: PathBuf,
        /// The page's address
        #[arg(long)]
        url: Option<String>,
        /// Write the Listing as one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// Judge facts that were read elsewhere: a Listing as JSON
    Assess {
        /// A file with one Listing, or `-` for one Listing a line
        file: PathBuf,
        /// Write the Assessment as JSON
        #[arg(long)]
        json: bool,
        /// Exit with 1 where a listing's state is this or worse
        #[arg(long, value_enum, value_name = "STATE")]
        fail_on: Option<FailOn>,
    },
    /// Say what pictures show
    Image {
        /// PNG, JPEG, GIF, WebP or BMP files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Write one line of JSON a file
        #[arg(long)]
        json: bool,
    },
    /// Look for signs in host names
    Domain {
        /// Hosts or addresses
        #[arg(required = true)]
        hosts: Vec<String>,
        /// Write one line of JSON a host
        #[arg(long)]
        json: bool,
    },
    /// Look for signs in words
    Text {
        /// Titles or descriptions
        #[arg(required = true)]
        texts: Vec<String>,
        /// Language of the words (BCP 47)
        #[arg(long)]
        lang: Option<String>,
        /// Write one line of JSON a string
        #[arg(long)]
        json: bool,
    },
    /// Measure how well facts are read, on pages about which people wrote down the facts
    Eval {
        /// Folder with `ground-truth.json` (facts by page id) and `html/ID.html.gz`
        folder: PathBuf,
        /// Write the counts and shares as one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// Read prices
    Price {
        /// Prices as people write them
        #[arg(required = true)]
        strings: Vec<String>,
        /// A currency sign or code that stands beside the price
        #[arg(long, value_name = "TEXT")]
        currency_hint: Option<String>,
        /// Write one line of JSON a string
        #[arg(long)]
        json: bool,
    },
}

/// From which state on `--fail-on` speaks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FailOn {
    /// Some signs or more
    Caution,
    /// Several independent signs
    High,
}

impl FailOn {
    /// Whether `state` is one to fail on. A check that could not be made counts as worse than none found.
    pub fn is_met(self, state: State) -> bool {
        match self {
            Self::Caution => matches!(state, State::Caution | State::High),
            Self::High => state == State::High,
        }
    }
}
