//! Transcripts of any format to a [`Transcript`].
//!
//! Bytes are decoded (`decode`), the format is told from the content (`detect`), a reader turns the text into turns (who said
//! what, in the file's own order), and `reading` applies the limits and builds the transcript.
//! A reader never guesses words: what it cannot read is left out and noted with its line.

mod cues;
mod decode;
mod detect;
mod docx;
mod fathom;
mod fireflies;
mod gong;
mod json;
mod labels;
mod markup;
mod plain;
mod reading;
mod times;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::Transcript;
use crate::domain::transcript::TranscriptFormat;

use reading::{Misread, Reading, expected};

pub(super) use reading::excerpt;
pub use reading::{MAX_LINES, MAX_SPEAKERS, MAX_SPEECH_BYTES, MAX_UTTERANCE_BYTES, MAX_UTTERANCES};

/// The largest transcript file that is read, in bytes.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Why a file gave no transcript.
#[derive(Debug, Error)]
pub enum TranscriptError {
    /// Nothing in it could be read as speech.
    #[error("{file}:{line}: found {found}, expected {expected}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: u32,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// It is not text, and not a document that holds any.
    #[error("{file}: found {found}, expected {expected}")]
    NotText {
        /// Name of the file.
        file: String,
        /// What the bytes are.
        found: String,
        /// What they should be.
        expected: String,
    },
    /// It cannot be read in the format that was asked for, and looks like another one.
    #[error("{file} is not {asked}: it looks like {looks_like}")]
    WrongFormat {
        /// Name of the file.
        file: String,
        /// The format asked for.
        asked: TranscriptFormat,
        /// The format its content shows.
        looks_like: TranscriptFormat,
    },
    /// It is larger than the limit.
    #[error("{file}: {found} bytes, expected at most {limit}")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// It holds more of something than the limit.
    #[error("{file}: more than {limit} {what}")]
    TooMany {
        /// Name of the file.
        file: String,
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
}

impl TranscriptError {
    /// What the reader of the message can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { .. } | Self::NotText { .. } => {
                let names = TranscriptFormat::ALL.map(TranscriptFormat::name).join(", ");
                format!("formats that are read: {names}; `--input-format` says which one it is")
            }
            Self::WrongFormat { looks_like, .. } => {
                format!("leave `--input-format` out, or give `--input-format {looks_like}`")
            }
            Self::TooLarge { .. } | Self::TooMany { .. } => "one file is one call; split it".to_owned(),
        }
    }
}

/// Reads a transcript from the bytes of a file called `file`, in the given format or in the one its content shows.
///
/// The name only serves messages; its ending means nothing.
pub fn parse(
    file: &str,
    bytes: &[u8],
    format: Option<TranscriptFormat>,
) -> Result<Transcript, TranscriptError> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(TranscriptError::TooLarge { file: file.to_owned(), found: size, limit: MAX_BYTES });
    }
    let reading = match read(bytes, format) {
        Ok(reading) => reading,
        Err(misread) => return Err(explain(file, bytes, format, misread)),
    };
    reading.assemble(sha256(bytes)).map_err(|misread| misread.in_file(file))
}

/// Reads the bytes, as `format` where one is given.
fn read(bytes: &[u8], format: Option<TranscriptFormat>) -> Result<Reading, Misread> {
    if detect::is_zip(bytes) {
        return match format {
            None | Some(TranscriptFormat::TeamsDocx) => docx::read(bytes),
            Some(other) => Err(Misread::not_text("a zip archive (a .docx?)", expected(other))),
        };
    }
    let decoded = decode::decode(bytes)?;
    let text = decoded.text.as_str();
    if text.bytes().filter(|byte| *byte == b'\n').count() > MAX_LINES {
        return Err(Misread::TooMany { what: "lines", limit: MAX_LINES as u64 });
    }
    let mut reading = match format {
        Some(TranscriptFormat::TeamsDocx) => {
            return Err(Misread::not_text("no zip archive", expected(TranscriptFormat::TeamsDocx)));
        }
        Some(format @ (TranscriptFormat::Vtt | TranscriptFormat::Srt)) => cues::read(text, format)?,
        Some(
            format @ (TranscriptFormat::Otter | TranscriptFormat::NameText | TranscriptFormat::GoogleMeet),
        ) => plain::read(text, Some(format))?,
        Some(TranscriptFormat::Gong) => gong::read(&json::documents(text)?)?,
        Some(TranscriptFormat::Fireflies) => fireflies::read(&json::documents(text)?)?,
        Some(TranscriptFormat::Fathom) => fathom::read(&json::documents(text)?)?,
        None if detect::is_json(text) => json::read(text)?,
        None => match detect::cue_format(text) {
            Some(format) => cues::read(text, format)?,
            None => plain::read(text, None)?,
        },
    };
    reading.skipped.extend(decoded.damage);
    Ok(reading)
}

/// The error for a file that could not be read, naming the other format when a wrong one was asked for.
fn explain(file: &str, bytes: &[u8], format: Option<TranscriptFormat>, misread: Misread) -> TranscriptError {
    let other = format.and_then(|_| read(bytes, None).ok()).map(|reading| reading.format);
    match (format, other) {
        (Some(asked), Some(looks_like)) if asked != looks_like => {
            TranscriptError::WrongFormat { file: file.to_owned(), asked, looks_like }
        }
        _ => misread.in_file(file),
    }
}

/// Lower-case hexadecimal SHA-256.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
