//! From arguments to a dossier and a bar.

use std::io::Write;
use std::path::{Path, PathBuf};

use owo_colors::OwoColorize;

use super::output::Screen;
use super::{Failure, text};
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Booking, SqlBar, Transcript};
use crate::ingest::{bar, dossier};

/// Reads a transcript file.
pub(super) fn transcript(path: &Path, format: Option<TranscriptFormat>) -> Result<Transcript, Failure> {
    dossier::read_transcript(path, format).map_err(dossier_failure)
}

/// Reads `booking.json`.
pub(super) fn booking(path: Option<&PathBuf>) -> Result<Option<Booking>, Failure> {
    path.map(|path| dossier::read_booking(path).map_err(dossier_failure)).transpose()
}

/// Turns a dossier error into a failure with its hint.
pub(super) fn dossier_failure(error: dossier::DossierError) -> Failure {
    match error.hint() {
        Some(hint) => Failure::with_hint(error, hint),
        None => error.into(),
    }
}

/// The bar: the one asked for (a file, or the name of a preset), otherwise the folder's `sql_bar.toml`, otherwise the present folder's,
/// otherwise the one inside the binary.
pub(super) fn sql_bar(asked: Option<&str>, folder: Option<&Path>) -> Result<SqlBar, Failure> {
    let beside = [folder.map(|folder| folder.join(BAR_FILE)), Some(PathBuf::from(BAR_FILE))];
    if let Some(asked) = asked {
        let preset = bar::presets().into_iter().find(|preset| preset.name.eq_ignore_ascii_case(asked));
        return preset.map_or_else(|| read_bar(Path::new(asked)), Ok);
    }
    match beside.into_iter().flatten().find(|path| path.is_file()) {
        Some(path) => read_bar(&path),
        None => Ok(bar::default_bar()),
    }
}

const BAR_FILE: &str = "sql_bar.toml";

fn read_bar(path: &Path) -> Result<SqlBar, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let error = anyhow::Error::new(error).context(format!("cannot read the SQL bar {name}"));
        let presets: Vec<String> = bar::presets().into_iter().map(|preset| preset.name).collect();
        Failure::with_hint(error, format!("give a file, or one of {}", presets.join(", ")))
    })?;
    Ok(bar::parse(&name, &text)?)
}

/// The formats that `--input-format` takes.
pub(super) fn parse_format(text: &str) -> Result<TranscriptFormat, String> {
    TranscriptFormat::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| {
        let names: Vec<&str> = TranscriptFormat::ALL.into_iter().map(TranscriptFormat::name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

/// Says on standard error what could not be read.
pub(super) fn report_skipped(transcript: &Transcript, file: &Path, screen: &Screen) {
    let skipped = transcript.skipped();
    let Some(first) = skipped.first() else { return };
    let label = if screen.colour_on_stderr { "warning:".yellow().to_string() } else { "warning:".to_owned() };
    let place = if first.line > 0 { format!("line {}: ", first.line) } else { String::new() };
    let message = format!(
        "{label} {}: {} of its parts could not be read and were left out; the first: {place}{}\n",
        text::visible(&file.display().to_string()),
        skipped.len(),
        text::visible(&first.why)
    );
    // Nobody is left to tell when standard error itself is closed.
    let _ = std::io::stderr().write_all(message.as_bytes());
}
