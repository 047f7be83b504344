//! The format of a file from its content.

use crate::domain::transcript::TranscriptFormat;

use super::cues;
use super::reading::{first_line, numbered};

/// Whether the bytes are a zip archive, as every `.docx` is.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether a text means to be JSON; `[00:05] Name: text` and `[laughs]` do not.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    match text.chars().next() {
        Some('{') => true,
        Some('[') => text
            .get(1..)
            .and_then(|inner| inner.trim_start().chars().next())
            .is_some_and(|next| matches!(next, '{' | '[' | ']')),
        _ => false,
    }
}

/// WebVTT or SubRip where there are timing lines or a `WEBVTT` header.
///
/// Without a header, cue numbers and decimal commas are `SubRip`'s.
pub(super) fn cue_format(text: &str) -> Option<TranscriptFormat> {
    if cues::is_header(first_line(text)?.1) {
        return Some(TranscriptFormat::Vtt);
    }
    let mut before = "";
    let mut broken = None;
    for (_, line) in numbered(text) {
        match cues::timing(line) {
            Ok(Some(_)) => {
                let subrip = line.contains(',') || before.trim().parse::<u64>().is_ok();
                return Some(if subrip { TranscriptFormat::Srt } else { TranscriptFormat::Vtt });
            }
            // A file with nothing but broken timings is a broken file of cues; speech recognisers print times in brackets.
            Err(_) if line.trim_start().starts_with(|first: char| first.is_ascii_digit()) => {
                broken = Some(TranscriptFormat::Srt);
            }
            _ => {}
        }
        before = line;
    }
    broken
}
