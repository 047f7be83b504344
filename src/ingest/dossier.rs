//! A folder or single files to a [`Dossier`](crate::domain::Dossier).

use std::path::{Path, PathBuf};

use super::transcript::{self, TranscriptError};
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Booking, Dossier, Transcript};

/// tmp
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// x
    #[error("{0}")]
    Transcript(#[from] TranscriptError),
    /// x
    #[error("{0}")]
    Other(String),
}
impl DossierError {
    /// x
    pub fn hint(&self) -> Option<String> {
        None
    }
}
fn other(e: impl std::fmt::Display) -> DossierError {
    DossierError::Other(e.to_string())
}
fn json<T: serde::de::DeserializeOwned>(p: &Path) -> Result<Option<T>, DossierError> {
    if !p.exists() {
        return Ok(None);
    }
    serde_json::from_str(&std::fs::read_to_string(p).map_err(other)?).map(Some).map_err(other)
}
/// x
#[derive(Debug)]
pub struct Files<'a> {
    /// x
    pub transcripts: &'a [PathBuf],
    /// x
    pub booking: Option<&'a Path>,
    /// x
    pub account: Option<&'a Path>,
    /// x
    pub touches: Option<&'a Path>,
}
/// x
pub fn read_transcript(path: &Path, format: Option<TranscriptFormat>) -> Result<Transcript, DossierError> {
    Ok(transcript::parse(&path.display().to_string(), &std::fs::read(path).map_err(other)?, format)?)
}
/// x
pub fn read_booking(path: &Path) -> Result<Booking, DossierError> {
    json(path)?.ok_or_else(|| other("no booking"))
}
/// x
pub fn read_files(f: &Files<'_>) -> Result<Dossier, DossierError> {
    Ok(Dossier {
        transcripts: f.transcripts.iter().map(|p| read_transcript(p, None)).collect::<Result<_, _>>()?,
        booking: f.booking.map(json).transpose()?.flatten(),
        account: f.account.map(json).transpose()?.flatten(),
        touches: f.touches.map(json).transpose()?.flatten().unwrap_or_default(),
    })
}
/// x
pub fn read_folder(folder: &Path) -> Result<Dossier, DossierError> {
    let mut t: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(other)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("transcript")))
        .collect();
    t.sort();
    read_files(&Files {
        transcripts: &t,
        booking: Some(&folder.join("booking.json")),
        account: Some(&folder.join("account.json")),
        touches: Some(&folder.join("touches.json")),
    })
}
