//! Photos that people labelled: kinds of goods, the same photo again, brands by reading.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};
use touchstone::engine::Engine;
use touchstone::eval::curve::Share;
use touchstone::eval::images::changes::{CHANGES, changed};
use touchstone::eval::images::labels::{self, Labelled};
use touchstone::eval::images::reuse::Photos;
use touchstone::eval::images::{Evaluation, known_brand, quantile};
use touchstone::image::{self, Pixels};
use touchstone::limits;
use touchstone::picture::PictureFacts;
use touchstone::snapshot::{Picture, PictureData};

use super::super::commands::{print_json, progress};
use super::super::input::{self, Error};

/// Parts whose photos are changed and looked for again. On other photos the re-use code was fitted.
const CHANGED_PARTS: [&str; 2] = ["catalogue", "seller"];
/// Photos of each part that are changed, spread evenly; each costs six looks.
const CHANGED_PHOTOS: usize = 200;

/// Looks at every photo that a table of the folders names.
pub fn measure(engine: &Engine, folders: &[PathBuf]) -> Result<Evaluation, Error> {
    let mut photos: Vec<(PathBuf, Labelled)> = Vec::new();
    for folder in folders {
        let before = photos.len();
        for (table, below) in labels::TABLES {
            photos.extend(labelled(folder, table, below)?);
        }
        if photos.len() == before {
            let needs = labels::TABLES.map(|(table, _)| table).join(", ");
            return Err(Error::file(folder, format!("is no collection of photos: it needs one of {needs}")));
        }
    }
    engine.models().prepare().map_err(|error| Error::plain(error.to_string()))?;
    let progress = progress(photos.len());
    let (mut evaluation, mut parts) = (Evaluation::default(), BTreeMap::<String, Photos>::new());
    let changes = changes_of(&photos);
    for (index, (path, photo)) in photos.iter().enumerate() {
        let start = Instant::now();
        let data = PictureData::Encoded(input::read_bounded(path, limits::FILE_BYTES)?);
        let Ok(pixels) = image::decode(&Picture { src: photo.file.clone(), data }) else {
            evaluation.skipped += 1;
            continue;
        };
        let facts = look(engine, photo, &pixels)?;
        evaluation.look_times.push(start.elapsed());
        let start = Instant::now();
        let lines = engine.models().read(&pixels).map_err(|error| Error::file(path, error))?;
        evaluation.read_times.push(start.elapsed());
        evaluation.add_names(photo, known_brand(engine, photo), &engine.brands_read(&lines, &facts.shows));
        evaluation.add_kind(photo, facts.shows.first().map(|shown| shown.kind.as_str()));
        if CHANGED_PARTS.contains(&photo.part.as_str()) {
            let part = parts.entry(photo.part.clone()).or_default();
            if let Some(turn) = changes.get(&index) {
                let again: Result<_, Error> = changed(&pixels, *turn).iter().map(|pixels| look(engine, photo, pixels)).collect();
                part.changed.push((part.facts.len(), again?));
            }
            part.facts.push(facts);
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    evaluation.reuse = parts.into_iter().map(|(part, photos)| (part, photos.measure(engine.models()))).collect();
    Ok(evaluation)
}

fn labelled(folder: &Path, table: &str, below: &str) -> Result<Vec<(PathBuf, Labelled)>, Error> {
    let path = folder.join(table);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = String::from_utf8(input::read_bounded(&path, limits::FILE_BYTES)?).map_err(|error| Error::file(&path, error))?;
    let of_folder = || folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let part = if below.is_empty() { of_folder() } else { below.trim_end_matches('/').to_owned() };
    let rows = labels::read(table, &part, &text).map_err(|reason| Error::file(&path, reason))?;
    let photo = |mut row: Labelled| {
        row.file = format!("{below}{}", row.file);
        // A table names files of its folder, not paths to anywhere.
        let inside = Path::new(&row.file).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        inside.then(|| (folder.join(&row.file), row)).ok_or_else(|| Error::file(&path, "names a file outside its folder"))
    };
    rows.into_iter().map(photo).collect()
}

/// Which photos are changed, by their place among all, each with its turn.
fn changes_of(photos: &[(PathBuf, Labelled)]) -> BTreeMap<usize, u32> {
    let of_part = |part: &'static str| {
        let places: Vec<usize> =
            (0..photos.len()).filter(|index| photos.get(*index).is_some_and(|(_, photo)| photo.part == part)).collect();
        let step = places.len().div_ceil(CHANGED_PHOTOS).max(1);
        places.into_iter().step_by(step).zip(0..)
    };
    CHANGED_PARTS.into_iter().flat_map(of_part).collect()
}

fn look(engine: &Engine, photo: &Labelled, pixels: &Pixels) -> Result<PictureFacts, Error> {
    engine.models().look(&photo.file, pixels).map_err(|error| Error::plain(format!("{}: {error}", photo.file)))
}

/// The counts as JSON.
pub fn as_json(evaluation: &Evaluation) -> Value {
    let share = |share: Share| json!({ "hits": share.hits, "of": share.of });
    let names = evaluation.names.iter().map(|(part, names)| {
        let value = json!({ "read": share(names.found), "right": share(names.right), "alarms": share(names.alarms), "altered": share(names.altered) });
        (part.clone(), value)
    });
    let kinds = evaluation.parts_with_kinds().into_iter().map(|part| (part.to_owned(), share(evaluation.kinds_of(part))));
    let reuse = evaluation.reuse.iter().map(|(part, reuse)| {
        let found = CHANGES.iter().zip(&reuse.found);
        let found =
            found.map(|(change, [at, shipped])| ((*change).to_owned(), json!({ "at_rate": share(*at), "shipped": share(*shipped) })));
        let found: serde_json::Map<_, _> = found.collect();
        (part.clone(), json!({ "pairs": share(reuse.pairs), "at_permille": reuse.at_permille, "found": found }))
    });
    let ms = |times: &[std::time::Duration], permille| quantile(times, permille).as_millis() as u64;
    json!({
        "names": names.collect::<serde_json::Map<_, _>>(),
        "kinds": kinds.collect::<serde_json::Map<_, _>>(),
        "reuse": reuse.collect::<serde_json::Map<_, _>>(),
        "skipped": evaluation.skipped,
        "look_ms": { "median": ms(&evaluation.look_times, 500), "p95": ms(&evaluation.look_times, 950) },
        "read_ms": { "median": ms(&evaluation.read_times, 500), "p95": ms(&evaluation.read_times, 950) },
    })
}

/// Prints them.
pub fn print(evaluation: &Evaluation) -> Result<(), Error> {
    print_json(&as_json(evaluation))
}
