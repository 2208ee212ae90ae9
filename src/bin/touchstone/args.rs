//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use touchstone::finding::State;
use touchstone::pack::ReportCase;

/// Checks shopping pages for signs of counterfeit goods. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, arg_required_else_help = true)]
pub struct Args {
    /// Folder that holds `models/` and `extension/_locales/` (else found beside the program or above the working folder)
    #[arg(long, global = true, value_name = "DIR", env = "TOUCHSTONE_DATA")]
    pub data: Option<PathBuf>,
    /// Another pack beside those there, such as a warning list; may be given several times
    #[arg(long, global = true, value_name = "PACK")]
    pub with: Vec<PathBuf>,
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
        #[command(flatten)]
        bulk: Bulk,
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
        #[command(flatten)]
        bulk: Bulk,
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
    /// Write a report on a saved page: one ZIP with page, photos, facts, signs, hashes and, with a key, a signature
    Report(ReportArgs),
    /// Check a report: every hash and signature, and whether its page gives the same answer again (exit code 1 where one fails)
    Verify {
        /// A report as `touchstone report` and the extension write it, or `-`
        file: PathBuf,
        /// Write everything that was checked as one line of JSON
        #[arg(long)]
        json: bool,
    },
    /// List where a report can go, what is closed to this person and why
    Doors {
        /// A report
        file: PathBuf,
        /// The person's country (ISO 3166-1 alpha-2)
        #[arg(long, default_value = "")]
        country: String,
        /// What happened
        #[arg(long, value_enum, default_value = "suspected")]
        case: Case,
        /// The person has an account with the site
        #[arg(long)]
        account: bool,
        /// Write one line of JSON a channel
        #[arg(long)]
        json: bool,
    },
    /// Write the text for a channel in its language, ready to copy; nothing is sent
    Letter {
        /// A report
        file: PathBuf,
        /// Id of the channel, as `doors` lists it
        #[arg(long = "to", value_name = "CHANNEL")]
        channel: String,
        /// Who writes
        #[command(flatten)]
        sender: SenderArgs,
        /// Write a draft for mail programs instead of the bare text
        #[arg(long)]
        eml: bool,
    },
    /// Write a report as XARF 4 (content, brand infringement) for hosts and registrars
    Xarf {
        /// A report
        file: PathBuf,
        /// Who writes
        #[command(flatten)]
        sender: SenderArgs,
    },
    /// Write reports as one table (CSV) for a brand's desk
    Table {
        /// Reports
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Measure the engine on collections that people labelled
    Eval(EvalArgs),
    /// Check or list packs
    Pack {
        #[command(subcommand)]
        command: PackCommand,
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

/// What to measure, and where to write it.
#[derive(Debug, ClapArgs)]
pub struct EvalArgs {
    /// Folder with `ground-truth.json` and `html/ID.html.gz` (facts of pages), or with `shop-signals` and `shop-domains` (shops)
    #[arg(required_unless_present = "images")]
    pub folder: Option<PathBuf>,
    /// Folder of photos with `catalogue.tsv`, `seller.jsonl`, `street.tsv` or `labels.tsv`; may be given several times
    #[arg(long, value_name = "DIR", conflicts_with_all = ["folder", "fit"])]
    pub images: Vec<PathBuf>,
    /// Write the counts and shares as one line of JSON
    #[arg(long)]
    pub json: bool,
    /// Fit the measured weights of this rules pack to the shops and write them into it
    #[arg(long, value_name = "PACK")]
    pub fit: Option<PathBuf>,
    /// Put what was measured into its section of this document, with its pictures in `docs` beside it
    #[arg(long, value_name = "ACCURACY.md")]
    pub write: Option<PathBuf>,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Check packs: one line for each fault, with file, entry, code and reason (exit code 1 where a pack would be refused)
    Lint {
        /// Packs or folders of packs, checked together with the shipped ones, which they replace by name; else the shipped ones
        paths: Vec<PathBuf>,
        /// Exit with 1 for warnings too
        #[arg(long)]
        strict: bool,
        /// Write one line of JSON a fault
        #[arg(long)]
        json: bool,
    },
    /// Pack the long warning lists of a pack into the form that loads quickly
    Build {
        /// A pack of warning lists with their hosts and sellers written out
        file: PathBuf,
        /// The pack to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// List packs: name, version, number of entries, kind, SHA-256
    List {
        /// Packs or folders of packs; else the shipped ones
        paths: Vec<PathBuf>,
        /// Write one line of JSON a pack
        #[arg(long)]
        json: bool,
    },
}

/// How lines of standard input are answered.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub struct Bulk {
    /// Threads for lines of standard input (else one for each core)
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Pass over so many lines of standard input: those that an earlier run has answered
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: u64,
}

/// What goes into a report.
#[derive(Debug, ClapArgs)]
pub struct ReportArgs {
    /// A page: `.html`, `.html.gz`, a snapshot as `.json`, or `-`
    pub file: PathBuf,
    /// Where the report is written
    #[arg(long, value_name = "ZIP")]
    pub out: PathBuf,
    /// The page's address
    #[arg(long)]
    pub url: Option<String>,
    /// Folder with the page's pictures under their file names
    #[arg(long, value_name = "DIR")]
    pub images: Option<PathBuf>,
    /// A picture of the page as it was seen: PNG or JPEG
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,
    /// Private key that signs: Ed25519 in PEM, as `openssl genpkey -algorithm ed25519` writes it
    #[arg(long, value_name = "PEM")]
    pub key: Option<PathBuf>,
    /// Word to take out everywhere, such as a name as the page shows it
    #[arg(long = "redact", value_name = "WORD")]
    pub own_words: Vec<String>,
    /// Kind of thing not to take out: account, address, cart, token, tracking, email, number, word
    #[arg(long, value_name = "KIND")]
    pub reveal: Vec<String>,
}

/// Who writes a letter.
#[derive(Debug, clap::Args)]
pub struct SenderArgs {
    /// Name
    #[arg(long, default_value = "", hide_default_value = true)]
    pub name: String,
    /// Address for mail
    #[arg(long, default_value = "", hide_default_value = true)]
    pub email: String,
    /// Number of the order, where there is one
    #[arg(long = "order", value_name = "NUMBER", default_value = "", hide_default_value = true)]
    pub order_number: String,
    /// The writer's own words
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
}

/// What happened to the person who reports.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Case {
    /// Saw an offer with signs and bought nothing
    Suspected,
    /// Bought
    Bought,
    /// Owns the right that the offer infringes
    Ip,
}

impl From<Case> for ReportCase {
    fn from(case: Case) -> Self {
        match case {
            Case::Suspected => Self::Suspected,
            Case::Bought => Self::Bought,
            Case::Ip => Self::Ip,
        }
    }
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
