//! The parts of a dossier from the file system.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Booking, Dossier, Transcript};

use super::super::transcript::{self, TranscriptError};
use super::json::Root;
use super::{DossierError, MAX_JSON_BYTES, Part, Role, from_parts, from_parts_in, in_order, json, name_zone};

/// Single files of a dossier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// The transcripts.
    pub transcripts: &'a [PathBuf],
    /// The format of the transcripts; without it, the one that the content of each shows.
    pub format: Option<TranscriptFormat>,
    /// A file like `booking.json`.
    pub booking: Option<&'a Path>,
    /// A file like `account.json`.
    pub account: Option<&'a Path>,
    /// A file like `touches.json`.
    pub touches: Option<&'a Path>,
}

/// Reads whichever of `transcript.*`, `booking.json`, `account.json` and `touches.json` a folder holds; other files are ignored.
pub fn read_folder(folder: &Path) -> Result<Dossier, DossierError> {
    let entries = fs::read_dir(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => DossierError::NotAFolder { path: folder.to_owned() },
        _ => failure(folder, error),
    })?;
    let mut parts = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| failure(folder, error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(role) = Role::of(&name).filter(|_| path.is_file()) {
            parts.push(part(role, &path)?);
        }
    }
    if parts.is_empty() {
        return Err(DossierError::EmptyFolder { path: folder.to_owned() });
    }
    in_order(&mut parts);
    from_parts(&parts)
}

/// Reads files that were named one by one, whatever they are called.
pub fn read_files(files: &Files<'_>) -> Result<Dossier, DossierError> {
    let transcripts = files.transcripts.iter().map(|path| (Role::Transcript, path.as_path()));
    let others =
        [(Role::Booking, files.booking), (Role::Account, files.account), (Role::Touches, files.touches)];
    let others = others.into_iter().filter_map(|(role, path)| Some((role, path?)));
    let parts = transcripts.chain(others).map(|(role, path)| part(role, path));
    from_parts_in(&parts.collect::<Result<Vec<_>, _>>()?, files.format)
}

/// Reads one transcript, in the given format or in the one its content shows.
pub fn read_transcript(path: &Path, format: Option<TranscriptFormat>) -> Result<Transcript, DossierError> {
    let part = part(Role::Transcript, path)?;
    Ok(transcript::parse(&part.name, &part.bytes, format)?)
}

/// Reads one booking; its start is in the zone of the account executive where that fits.
pub fn read_booking(path: &Path) -> Result<Booking, DossierError> {
    let part = part(Role::Booking, path)?;
    let mut booking = json::read(Root::Object, &part.name, &part.bytes)?;
    name_zone(&mut booking, None);
    Ok(booking)
}

/// Reads one file, never more than its limit.
fn part(role: Role, path: &Path) -> Result<Part, DossierError> {
    if path.is_dir() {
        return Err(DossierError::NotAFile { path: path.to_owned() });
    }
    let limit = match role {
        Role::Transcript => transcript::MAX_BYTES,
        Role::Booking | Role::Account | Role::Touches => MAX_JSON_BYTES,
    };
    let file = File::open(path).map_err(|error| failure(path, error))?;
    let name = path.display().to_string();
    // Of a regular file the size is known before it is read; a pipe has none, and is cut at the limit.
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::new();
    if size <= limit {
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failure(path, error))?;
    }
    let found = size.max(bytes.len() as u64);
    match role {
        _ if found <= limit => Ok(Part { role, name, bytes }),
        Role::Transcript => Err(TranscriptError::TooLarge { file: name, found, limit }.into()),
        _ => Err(DossierError::TooLarge { file: name, found, limit }),
    }
}

fn failure(path: &Path, source: io::Error) -> DossierError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        DossierError::Missing { path }
    } else {
        DossierError::Io { path, source }
    }
}
