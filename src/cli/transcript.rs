//! `baton transcript`: the call as Baton reads it.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use super::output::{self, Screen};
use super::text::{clock_time, visible};
use super::{Failure, input};
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Speaker, Transcript, Utterance};

/// What `baton transcript` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The transcript file.
    file: PathBuf,
    /// Read it as this format instead of finding out.
    #[arg(long, value_parser = input::parse_format, value_name = "FORMAT")]
    input_format: Option<TranscriptFormat>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line per utterance: id, time, speaker, words.
    Text,
    /// JSON.
    Json,
}

/// Prints the normalised call.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let transcript = input::transcript(&args.file, args.input_format)?;
    input::report_skipped(&transcript, &args.file, screen);
    let text = match args.format {
        Format::Text => lines(&transcript),
        Format::Json => serde_json::to_string_pretty(&json(&transcript))?,
    };
    output::write_text(args.out.as_deref(), &text)
}

fn lines(transcript: &Transcript) -> String {
    let mut lines = vec![format!(
        "# {} · {} utterances · {} speakers · sha256 {}",
        transcript.format().name(),
        transcript.utterances().len(),
        transcript.speakers().len(),
        transcript.sha256()
    )];
    for utterance in transcript.utterances() {
        let speaker = transcript.speaker(utterance).map_or("?", Speaker::display);
        let time = utterance.start_ms.map(|ms| format!("  {}", clock_time(ms))).unwrap_or_default();
        let words = transcript.words(utterance);
        lines.push(format!("{}{time}  {}: {}", utterance.id, visible(speaker), visible(words)));
    }
    lines.join("\n")
}

fn json(transcript: &Transcript) -> serde_json::Value {
    let utterance = |utterance: &Utterance| {
        json!({
            "id": utterance.id.to_string(),
            "speaker": transcript.speaker(utterance).map(Speaker::display),
            "start_ms": utterance.start_ms,
            "end_ms": utterance.end_ms,
            "line": utterance.line,
            "text": transcript.words(utterance),
        })
    };
    let speakers = transcript.speakers().iter().map(|speaker| {
        json!({
            "label": speaker.label,
            "name": speaker.name,
            "title": speaker.title,
            "email": speaker.email,
            "affiliation": speaker.affiliation,
        })
    });
    json!({
        "sha256": transcript.sha256(),
        "format": transcript.format(),
        "started_at": transcript.started_at(),
        "speakers": speakers.collect::<Vec<_>>(),
        "utterances": transcript.utterances().iter().map(utterance).collect::<Vec<_>>(),
        "skipped": transcript.skipped(),
    })
}
