//! Files and standard input, bounded, and the one error of the command line.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use touchstone::limits;
use touchstone::listing::{Listing, PageKind};
use touchstone::page;
use touchstone::snapshot::{Picture, PictureData, Snapshot};

/// One line for the person who typed the command.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub struct Error {
    text: String,
    closed_pipe: bool,
}

impl Error {
    /// An error without a file.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), closed_pipe: false }
    }

    /// An error of a file.
    pub fn file(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self::plain(format!("{}: {reason}", path.display()))
    }

    /// A file that the system will not read.
    pub fn io(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
            io::ErrorKind::IsADirectory => "is a folder, not a file".to_owned(),
            _ => error.to_string(),
        };
        Self::file(path, reason)
    }

    /// Whether the reader of our output went away.
    pub const fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self { text: format!("output: {error}"), closed_pipe: error.kind() == io::ErrorKind::BrokenPipe }
    }
}

/// A file's bytes, or standard input's for `-`; more than `most` bytes are an error.
pub fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Error::io(path, &error))?;
    if bytes.len() as u64 > most {
        return Err(Error::file(path, format!("is larger than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

/// Writes a file that is not there yet: what was written before is never lost.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let file = File::create_new(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::file(path, "is there already; name another file"),
        _ => Error::io(path, &error),
    })
}

/// A page from a file: a snapshot where the name ends in `.json`, else HTML.
pub fn snapshot(path: &Path, url: Option<&str>) -> Result<Snapshot, Error> {
    let bytes = read_bounded(path, limits::FILE_BYTES)?;
    if path.extension().is_some_and(|ending| ending == "json") {
        let mut snapshot: Snapshot = serde_json::from_slice(&bytes).map_err(|error| Error::file(path, format!("no snapshot: {error}")))?;
        if let Some(url) = url {
            url.clone_into(&mut snapshot.url);
        }
        return Ok(snapshot);
    }
    page::snapshot_from_bytes(&bytes, url.unwrap_or_default()).map_err(|error| Error::file(path, error))
}

/// A Listing from JSON, with the fields that a Listing does not have. One that does not say its kind is a product, or cards where
/// it has some: facts are given to be judged.
pub fn listing(json: &[u8]) -> Result<(Listing, Vec<String>), String> {
    let mut unknown = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let listing = serde_ignored::deserialize(&mut reader, |path| unknown.push(format!("/{}", path.to_string().replace('.', "/"))));
    let mut listing: Listing = listing.map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    let says_kind = serde_json::from_slice::<serde_json::Value>(json).is_ok_and(|value| value.get("kind").is_some());
    if !says_kind {
        listing.kind = if listing.cards.is_empty() { PageKind::Product } else { PageKind::Cards };
    }
    Ok((listing, unknown))
}

/// The pictures of a folder, by file name.
pub struct PictureFolder {
    files: BTreeMap<String, PathBuf>,
}

impl PictureFolder {
    /// Lists a folder.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, &error))?;
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_file());
        let files = paths.map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path)).collect();
        Ok(Self { files })
    }

    /// Those pictures of `addresses` whose file name is in the folder. Files beyond the limit are passed on cut: the engine
    /// names the reason.
    pub fn pictures<'a>(&self, addresses: impl Iterator<Item = &'a str>) -> Result<Vec<Picture>, Error> {
        let mut pictures = Vec::new();
        for src in addresses {
            if let Some(path) = file_name(src).and_then(|name| self.files.get(&name)) {
                let data = PictureData::Encoded(picture_bytes(path)?);
                pictures.push(Picture { src: src.to_owned(), data });
            }
        }
        Ok(pictures)
    }
}

/// A picture's bytes; of a file beyond the limit one byte more than the limit, for which the engine gives the reason.
pub fn picture_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = limits::PICTURE_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(|error| Error::io(path, &error))?;
    Ok(bytes)
}

/// Last segment of an address's path.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}
