//! What a reader found in a file, before limits are applied and ids are given.

use std::collections::HashMap;

use crate::domain::Instant;
use crate::domain::transcript::{Side, Skipped, SpeakerId, Transcript, TranscriptBuilder, TranscriptFormat};

use super::TranscriptError;

/// The most utterances in one transcript.
pub const MAX_UTTERANCES: usize = 200_000;
/// The most voices in one transcript.
pub const MAX_SPEAKERS: usize = 2_000;
/// The most lines in one file of text.
pub const MAX_LINES: usize = 1_000_000;
/// The most that is said in one transcript, in bytes: some eighty hours of talk. A file may be much larger for its times and marks.
pub const MAX_SPEECH_BYTES: usize = 4 * 1024 * 1024;
/// The longest utterance, in bytes; a longer paragraph becomes several, cut between sentences or words.
pub const MAX_UTTERANCE_BYTES: usize = 8_000;
/// The most notes about unreadable places; the rest is counted in one last note.
const MAX_NOTES: usize = 10_000;

/// Something said, as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// The speaker's label, `None` where the file gives none.
    pub(super) speaker: Option<String>,
    /// The words, with any white space.
    pub(super) text: String,
    /// Start in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// End in milliseconds.
    pub(super) end_ms: Option<u64>,
    /// Line of the source, 0 where lines mean nothing.
    pub(super) line: u32,
}

/// What a file says about one of its speakers beyond the label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) email: Option<String>,
    pub(super) affiliation: Side,
}

/// Everything a reader found.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) format: TranscriptFormat,
    pub(super) turns: Vec<Turn>,
    /// By label.
    pub(super) voices: HashMap<String, Voice>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) started_at: Option<Instant>,
}

impl Reading {
    /// An empty one.
    pub(super) fn new(format: TranscriptFormat) -> Self {
        Self { format, turns: Vec::new(), voices: HashMap::new(), skipped: Vec::new(), started_at: None }
    }

    /// Notes a place that could not be read.
    pub(super) fn skip(&mut self, line: u32, why: impl Into<String>) {
        self.skipped.push(Skipped { line, why: why.into() });
    }

    /// Whether nobody said anything.
    pub(super) fn is_silent(&self) -> bool {
        self.turns.iter().all(|turn| turn.text.trim().is_empty())
    }

    /// The transcript, within the limits.
    pub(super) fn assemble(mut self, sha256: String) -> Result<Transcript, Misread> {
        let mut builder = TranscriptBuilder::new(sha256, self.format);
        if let Some(at) = self.started_at {
            builder.started_at(at);
        }
        let said: usize = self.turns.iter().map(|turn| turn.text.trim().len()).sum();
        if said > MAX_SPEECH_BYTES {
            return Err(Misread::TooMany { what: "bytes of speech", limit: MAX_SPEECH_BYTES as u64 });
        }
        let mut ids: HashMap<String, SpeakerId> = HashMap::new();
        for turn in self.turns {
            if turn.text.trim().is_empty() {
                continue;
            }
            let speaker = turn.speaker.map(|label| {
                *ids.entry(label).or_insert_with_key(|label| {
                    let id = builder.speaker(label);
                    if let (Some(speaker), Some(voice)) = (builder.describe(id), self.voices.remove(label)) {
                        speaker.name = voice.name;
                        speaker.title = voice.title;
                        speaker.email = voice.email;
                        speaker.affiliation = voice.affiliation;
                    }
                    id
                })
            });
            if ids.len() > MAX_SPEAKERS {
                return Err(Misread::TooMany { what: "speakers", limit: MAX_SPEAKERS as u64 });
            }
            for piece in pieces(&turn.text) {
                builder.push(speaker, piece, turn.start_ms, turn.end_ms, turn.line);
            }
            if builder.len() > MAX_UTTERANCES {
                return Err(Misread::TooMany { what: "utterances", limit: MAX_UTTERANCES as u64 });
            }
        }
        self.skipped.sort_by_key(|skipped| skipped.line);
        let more = self.skipped.len().saturating_sub(MAX_NOTES);
        for skipped in self.skipped.into_iter().take(MAX_NOTES) {
            builder.skip(skipped.line, skipped.why);
        }
        if more > 0 {
            builder.skip(0, format!("{more} more places that could not be read"));
        }
        Ok(builder.finish())
    }
}

/// Cuts an overlong text between sentences, otherwise between words, otherwise between characters.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if rest.len() <= MAX_UTTERANCE_BYTES {
            return Some(std::mem::take(&mut rest));
        }
        let window = rest.get(..rest.floor_char_boundary(MAX_UTTERANCE_BYTES))?;
        let sentence = window
            .rmatch_indices(['.', '?', '!', '。'])
            .map(|(at, mark)| at + mark.len())
            .find(|end| window.get(*end..).is_some_and(|after| after.starts_with(char::is_whitespace)));
        let cut = sentence.or_else(|| window.rfind(char::is_whitespace)).filter(|cut| *cut > 0);
        let (piece, remainder) = rest.split_at_checked(cut.unwrap_or(window.len()))?;
        rest = remainder;
        Some(piece)
    })
}

/// Why a reader gave up; the file's name is added by the caller.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misread {
    /// Nothing could be read as speech.
    At { line: u32, found: String, expected: String },
    /// The bytes are no text.
    NotText { found: String, expected: String },
    /// There is more than the limit.
    TooMany { what: &'static str, limit: u64 },
    /// It unpacks to more bytes than the limit.
    TooLarge { found: u64, limit: u64 },
}

impl Misread {
    pub(super) fn at(line: u32, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::At { line, found: found.into(), expected: expected.into() }
    }

    pub(super) fn not_text(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::NotText { found: found.into(), expected: expected.into() }
    }

    /// The error for people.
    pub(super) fn in_file(self, file: &str) -> TranscriptError {
        let file = file.to_owned();
        match self {
            Self::At { line, found, expected } => TranscriptError::Unreadable { file, line, found, expected },
            Self::NotText { found, expected } => TranscriptError::NotText { file, found, expected },
            Self::TooMany { what, limit } => TranscriptError::TooMany { file, what, limit },
            Self::TooLarge { found, limit } => TranscriptError::TooLarge { file, found, limit },
        }
    }
}

/// A short excerpt in quotation marks, control characters made visible.
pub(in crate::ingest) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 48;
    let mut shown = String::from("\"");
    let mut chars = text.trim().chars();
    for char in chars.by_ref().take(SHOWN) {
        if char.is_control() || char == '"' {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    if chars.next().is_some() {
        shown.push('…');
    }
    shown.push('"');
    shown
}

/// The first line that is not blank, with its number from 1.
pub(super) fn first_line(text: &str) -> Option<(u32, &str)> {
    numbered(text).find(|(_, line)| !line.trim().is_empty())
}

/// The lines of a text with their numbers from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1_u32..).zip(text.split('\n'))
}

/// The error for a text in which nothing was speech, shown by its first line.
pub(super) fn nothing_in(text: &str, expected: impl Into<String>) -> Misread {
    match first_line(text) {
        Some((line, found)) => Misread::at(line, excerpt(found), expected),
        None => Misread::at(1, "an empty file", expected),
    }
}

/// What a file of that format must hold, for messages.
pub(super) fn expected(format: TranscriptFormat) -> &'static str {
    match format {
        TranscriptFormat::Vtt => "a cue such as `00:00:05.000 --> 00:00:08.000` with text below",
        TranscriptFormat::Srt => "a cue such as `00:00:05,000 --> 00:00:08,000` with text below",
        TranscriptFormat::Otter => "a header such as `Dana Reyes  0:05` with text below",
        TranscriptFormat::NameText => "lines such as `Dana Reyes: Good morning`",
        TranscriptFormat::Gong => {
            "the JSON of Gong's /v2/calls/transcript (`callTranscripts[].transcript[].sentences[]`)"
        }
        TranscriptFormat::Fireflies => "the JSON of a Fireflies transcript (`data.transcript.sentences[]`)",
        TranscriptFormat::Fathom => "the JSON of a Fathom meeting (`transcript[].text`)",
        TranscriptFormat::GoogleMeet => "a Google Meet transcript (`Attendees`, `00:05:00`, `Dana Reyes: …`)",
        TranscriptFormat::TeamsDocx => "a Word document with paragraphs such as `Dana Reyes   0:05`",
    }
}

/// Whether a line is what a tool writes about its transcript, rather than speech.
pub(super) fn is_tool_note(line: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "Transcribed by https://otter.ai",
        "Transcribed by otter.ai",
        "This editable transcript was computer generated",
        "People can also change the text after it was created",
        "Transcription ended after",
        "Meeting ended after",
        "This transcript was generated by",
        "[End of transcript]",
        "End of transcript",
    ];
    const ENDS: &[&str] = &[" started transcription", " stopped transcription"];
    let begins = |note: &&str| line.get(..note.len()).is_some_and(|head| head.eq_ignore_ascii_case(note));
    BEGINNINGS.iter().any(begins) || ENDS.iter().any(|note| line.ends_with(note))
}
