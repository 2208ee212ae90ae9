//! Shops: how well signs of the shop and of its address tell listed from legitimate ones, and what each sign should weigh.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};
use touchstone::engine::Engine;
use touchstone::eval::curve::{Point, Share, at_alarm_rate};
use touchstone::eval::document::Section;
use touchstone::eval::shops::measure::Measures;
use touchstone::eval::shops::{self, LabelledShop, text};
use touchstone::eval::{fit, pack_text};
use touchstone::finding::State;
use touchstone::limits;
use touchstone::pack::{RuleBook, Thresholds};

use super::super::input::{self, Error};

/// Tables of the collections of shops.
const FEATURES: &str = "shop-signals/features.tsv";
const DOMAINS: &str = "shop-domains/domains.tsv";
/// What the pack calls the pages.
const COLLECTION: &str = "front pages read in April 2025, shared half, rows with links; Watchlist Internet against shops on Trustpilot";

/// Whether the folder holds such collections.
pub fn is_here(folder: &Path) -> bool {
    folder.join(FEATURES).is_file() && folder.join(DOMAINS).is_file()
}

/// The collections, judged.
pub struct Shops {
    pages: Vec<LabelledShop>,
    hosts: Vec<LabelledShop>,
}

impl Shops {
    /// Reads and judges them.
    pub fn read(engine: &Engine, folder: &Path) -> Result<Self, Error> {
        let (features, domains) = (folder.join(FEATURES), folder.join(DOMAINS));
        let domain_rows = table(&domains)?;
        let pages = shops::front_pages(engine, &table(&features)?, &domain_rows).map_err(|reason| Error::file(&features, reason))?;
        let hosts = shops::host_names(engine, &domain_rows).map_err(|reason| Error::file(&domains, reason))?;
        Ok(Self { pages, hosts })
    }

    /// Measures them: the main numbers, and a section of the document.
    pub fn measure(&self, book: &RuleBook, thresholds: &Thresholds) -> (Map<String, Value>, Section) {
        let pages = Measures::of_pages(book, thresholds, &self.pages);
        let section = text::section(&pages, &Measures::of_hosts(book, thresholds, &self.hosts));
        (Map::from_iter([("shops".to_owned(), numbers(&pages))]), section)
    }

    /// Fits the measured weights of the pack in `file` and writes it back.
    pub fn fit(&self, book: &RuleBook, file: &Path) -> Result<RuleBook, Error> {
        let shops: Vec<&LabelledShop> = self.pages.iter().collect();
        let fitted = fit::fit_with_sources(book, &shops, COLLECTION);
        let written = pack_text::with_weights(&table(file)?, &fitted).map_err(|reason| Error::file(file, reason))?;
        fs::write(file, written).map_err(|error| Error::io(file, &error))?;
        writeln!(anstream::stderr(), "touchstone: {} has the fitted weights", file.display())?;
        Ok(fitted)
    }
}

fn table(path: &Path) -> Result<String, Error> {
    String::from_utf8(input::read_bounded(path, limits::FILE_BYTES)?).map_err(|error| Error::file(path, error))
}

fn numbers(pages: &Measures<'_>) -> Value {
    let share = |share: Share| {
        let permille = |rate: f64| (rate * 1000.0).round() as u32;
        let (low, high) = share.interval();
        json!({ "hits": share.hits, "of": share.of, "permille": permille(share.rate()), "interval_permille": [permille(low), permille(high)] })
    };
    let at = |points: &[Point], most| at_alarm_rate(points, most).map(|point| share(point.found));
    let (validated, shipped) = (pages.roc_validated(), pages.roc_shipped());
    let rates: Vec<Value> = [0.01, 0.05, 0.10]
        .into_iter()
        .map(|most| json!({ "false_alarms_permille": (most * 1000.0_f64).round() as u32, "cross_validated": at(&validated, most), "shipped": at(&shipped, most) }))
        .collect();
    let state = |state| json!({ "listed": share(pages.with_state(true, state)), "legitimate": share(pages.with_state(false, state)) });
    json!({ "found_at": rates, "caution": state(State::Caution), "high": state(State::High) })
}
