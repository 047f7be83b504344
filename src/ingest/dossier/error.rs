//! Why a dossier could not be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::super::transcript::TranscriptError;

const PARTS: &str = "transcript.* (vtt, srt, txt, json or docx), booking.json, account.json and touches.json";

/// Why a dossier could not be read. Messages name the file, and the place in it.
#[derive(Debug, Error)]
pub enum DossierError {
    /// A transcript that is none.
    #[error(transparent)]
    Transcript(#[from] TranscriptError),
    /// A part that is not JSON.
    #[error("{file}:{line}: {problem}, expected valid JSON")]
    Syntax {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// A value of the wrong kind.
    #[error("{file}: {}expected {expected}, found {found}", at(.path))]
    Shape {
        /// Name of the file.
        file: String,
        /// JSON path of the value, such as `attendees[1].email`; empty for the whole document.
        path: String,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A part that is larger than the limit.
    #[error("{file}: {found} bytes, expected at most {limit}")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// More transcripts than the limit.
    #[error("more than {limit} transcripts for one handoff")]
    TooManyTranscripts {
        /// The limit.
        limit: usize,
    },
    /// There is no such file or folder.
    #[error("{}: no such file or folder", path.display())]
    Missing {
        /// The path that was given.
        path: PathBuf,
    },
    /// A file was given where a folder is read.
    #[error("{}: a file, expected a folder", path.display())]
    NotAFolder {
        /// The path that was given.
        path: PathBuf,
    },
    /// A folder was given where a file is read.
    #[error("{}: a folder, expected a file", path.display())]
    NotAFile {
        /// The path that was given.
        path: PathBuf,
    },
    /// The folder holds no part of a dossier.
    #[error("{}: nothing to make a brief from", path.display())]
    EmptyFolder {
        /// The path that was given.
        path: PathBuf,
    },
    /// No part was given at all.
    #[error("nothing to make a brief from")]
    Nothing,
    /// The system would not let it be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Io {
        /// The path that was given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl DossierError {
    /// What the reader of the message can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Transcript(error) => Some(error.hint()),
            Self::Shape { .. } | Self::Syntax { .. } => Some(
                "`baton schema booking`, `account` or `touches` prints what the file may hold".to_owned(),
            ),
            Self::TooLarge { .. } => Some("is it the right file?".to_owned()),
            Self::TooManyTranscripts { .. } => Some("one folder is one handoff".to_owned()),
            Self::Missing { .. } => {
                Some("check the spelling; paths are relative to the present folder".to_owned())
            }
            Self::NotAFolder { path } => {
                Some(format!("a single call is read with `--transcript {}`", path.display()))
            }
            Self::NotAFile { .. } => Some(format!("a folder is read for {PARTS}; give it without an option")),
            Self::EmptyFolder { .. } | Self::Nothing => Some(format!("a handoff is any of {PARTS}")),
            Self::Io { .. } => None,
        }
    }
}

/// The path with its colon, nothing for the whole document.
fn at(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}
