//! The archive: a ZIP of stored files in a fixed order and with a fixed date, so that the same files give the same bytes.
//!
//! Nothing is compressed. A package therefore can hold no more than its own size, and its bytes follow from its files: an archive
//! that differs from the one we would write was touched, even where every file in it is intact.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{ReportError, archive_invalid};
use crate::error::EngineError;
use crate::limits;

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path in the archive, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes an archive.
///
/// # Errors
/// [`EngineError::Internal`] for paths that no archive takes, which we never write.
pub fn pack(files: &[File]) -> Result<Vec<u8>, ReportError> {
    let internal = |error: &dyn std::fmt::Display| EngineError::Internal { reason: format!("archive: {error}") };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(file.path.as_str(), options).map_err(|error| internal(&error))?;
        writer.write_all(&file.bytes).map_err(|error| internal(&error))?;
    }
    Ok(writer.finish().map_err(|error| internal(&error))?.into_inner())
}

/// Reads an archive, within bounds.
///
/// # Errors
/// [`ReportError::ArchiveInvalid`] naming the entry and the reason: no ZIP, a path that leads out of the folder, a packed or
/// encrypted entry, one name twice, more or larger files than [`limits::REPORT_FILES`] and [`limits::REPORT_BYTES`].
pub fn unpack(bytes: &[u8]) -> Result<Vec<File>, ReportError> {
    if bytes.len() > limits::REPORT_BYTES {
        return Err(archive_invalid(format!("larger than {} MiB", limits::REPORT_BYTES >> 20)));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| archive_invalid(format!("no ZIP archive: {error}")))?;
    if archive.len() > limits::REPORT_FILES {
        return Err(archive_invalid(format!("{} entries, more than {}", archive.len(), limits::REPORT_FILES)));
    }
    let (mut files, mut seen, mut room) = (Vec::new(), BTreeSet::new(), bytes.len() as u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| archive_invalid(format!("entry {index}: {error}")))?;
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let refuse = |reason: &str| archive_invalid(format!("entry {path:?}: {reason}"));
        if !is_plain(&path) {
            return Err(refuse("the name leads out of the package or is no plain path"));
        }
        if entry.encrypted() || entry.is_symlink() || entry.is_dir() {
            return Err(refuse("encrypted, a link or a folder; reports hold plain files only"));
        }
        if entry.compression() != CompressionMethod::Stored {
            return Err(refuse("packed; reports store their files as they are, since a packed one may hide any size"));
        }
        // Stored entries cannot hold more than the archive, unless they overlap.
        room = room.checked_sub(entry.size()).ok_or_else(|| refuse("larger than the archive has room for"))?;
        if !seen.insert(path.clone()) {
            return Err(refuse("given twice"));
        }
        drop(entry);
        let mut content = Vec::new();
        let mut entry = archive.by_index(index).map_err(|error| archive_invalid(format!("entry {path:?}: {error}")))?;
        entry.read_to_end(&mut content).map_err(|error| archive_invalid(format!("entry {path:?}: {error}")))?;
        files.push(File { path, bytes: content });
    }
    Ok(files)
}

/// Letters, digits, `.`, `-`, `_` and single `/` between them; no part that is only dots.
fn is_plain(path: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    path.len() <= 120
        && path.split('/').all(|part| !part.is_empty() && part.bytes().all(is_letter) && part.bytes().any(|byte| byte != b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, bytes: &[u8]) -> File {
        File { path: path.into(), bytes: bytes.to_vec() }
    }

    fn reason(bytes: &[u8]) -> String {
        unpack(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_is_packed_comes_out_and_always_in_the_same_bytes() {
        let files = [file("a.json", b"{}"), file("photos/01.png", b"x")];
        let bytes = pack(&files).unwrap();
        assert_eq!(unpack(&bytes).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), bytes);
    }

    #[test]
    fn a_name_that_leads_out_is_refused() {
        for path in ["../../etc/passwd", "/etc/passwd", "a/../b", "C:\\x", "a//b", "", "..", "a\u{202e}b", "./a"] {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            writer.start_file(path, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
            let bytes = writer.finish().unwrap().into_inner();
            assert!(reason(&bytes).contains("leads out"), "{path}: {}", reason(&bytes));
        }
    }

    /// A local header, its directory entry and the end record, by hand (APPNOTE 4.3): `method`, packed and unpacked size as told.
    fn by_hand(method: u16, data: &[u8], size: u32, copies: u16) -> Vec<u8> {
        let mut bytes = vec![0x50, 0x4b, 3, 4, 20, 0, 0, 0];
        bytes.extend(method.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(crc32fast::hash(data).to_le_bytes());
        bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend([1, 0, 0, 0, b'a']);
        bytes.extend(data);
        let start = u32::try_from(bytes.len()).unwrap();
        for copy in 0..copies {
            bytes.extend([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 0]);
            bytes.extend(method.to_le_bytes());
            bytes.extend([0; 4]);
            bytes.extend(crc32fast::hash(data).to_le_bytes());
            bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            bytes.extend(size.to_le_bytes());
            bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'a' + u8::try_from(copy).unwrap()]);
        }
        let length = u32::try_from(bytes.len()).unwrap() - start;
        bytes.extend([0x50, 0x4b, 5, 6, 0, 0, 0, 0]);
        bytes.extend(copies.to_le_bytes());
        bytes.extend(copies.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn bombs_of_both_kinds_are_refused_before_they_are_unpacked() {
        // Deflate: a few bytes that claim four gigabytes.
        assert!(reason(&by_hand(8, &[0x63, 0, 0], u32::MAX - 1, 1)).contains("packed"));
        // Overlap: twenty entries of the same stored bytes.
        assert!(reason(&by_hand(0, &[7; 4096], 4096, 20)).contains("larger than the archive"));
    }

    #[test]
    fn what_is_no_archive_is_said_to_be_none() {
        for bytes in [&b""[..], b"PK", b"not a zip", &[0; 64]] {
            assert!(reason(bytes).contains("no ZIP archive"), "{}", reason(bytes));
        }
    }
}
