//! A recorded call: who said what, when, in one immutable text.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quote::Quote;
use super::time::Instant;

/// Which side of the deal somebody is on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The prospect.
    Buyer,
    /// The team that sells.
    Seller,
    /// Not established.
    #[default]
    Unknown,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
            Self::Unknown => "unknown",
        })
    }
}

/// The ordinal of an utterance in its transcript, counted from 0 and printed from 1 (`u12`).
///
/// The same bytes always give the same ids, so a stored quote can be checked for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UtteranceId(pub u32);

impl UtteranceId {
    /// The position in [`Transcript::utterances`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for UtteranceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "u{}", self.0 + 1)
    }
}

/// The ordinal of a speaker in its transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub u16);

impl SpeakerId {
    /// The position in [`Transcript::speakers`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A voice in the transcript, as the recording tool labelled it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The label in the file: a name, `Speaker 2`, a telephone number, a room, or an id.
    pub label: String,
    /// A person's name, where the file gives one apart from the label (Gong parties).
    pub name: Option<String>,
    /// Job title, where the file gives one.
    pub title: Option<String>,
    /// E-mail address, where the file gives one.
    pub email: Option<String>,
    /// The side that the recording tool itself states (Gong `affiliation`, Fathom `is_external`).
    pub affiliation: Side,
}

impl Speaker {
    /// The best name there is: the given name, otherwise the label.
    pub fn display(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.label)
    }
}

/// One cue, sentence or paragraph by one speaker: the unit that a quote may not cross.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Its ordinal.
    pub id: UtteranceId,
    /// Who spoke; `None` where the file does not say.
    pub speaker: Option<SpeakerId>,
    /// Its bytes in [`Transcript::text`].
    pub range: Range<usize>,
    /// Start from the beginning of the recording, in milliseconds.
    pub start_ms: Option<u64>,
    /// End from the beginning of the recording, in milliseconds.
    pub end_ms: Option<u64>,
    /// The line of the source file on which it starts, from 1; 0 where lines mean nothing (JSON, `.docx`).
    pub line: u32,
}

/// A place in the source that could not be read and was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// Line in the source file, from 1; 0 where lines mean nothing.
    pub line: u32,
    /// What was wrong with it.
    pub why: String,
}

/// How a transcript was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TranscriptFormat {
    /// WebVTT (W3C), as Zoom and Teams export it.
    Vtt,
    /// SubRip.
    Srt,
    /// Otter: `Name  12:34` header lines.
    Otter,
    /// `Name: text` lines.
    NameText,
    /// Gong API `/v2/calls/transcript`, with or without parties.
    Gong,
    /// Fireflies GraphQL `transcript`.
    Fireflies,
    /// Fathom meeting JSON.
    Fathom,
    /// Google Meet text export.
    GoogleMeet,
    /// Microsoft Teams `.docx` export.
    TeamsDocx,
}

impl TranscriptFormat {
    /// Every format, in the order in which help texts list them.
    pub const ALL: [Self; 9] = [
        Self::Vtt,
        Self::Srt,
        Self::Otter,
        Self::NameText,
        Self::Gong,
        Self::Fireflies,
        Self::Fathom,
        Self::GoogleMeet,
        Self::TeamsDocx,
    ];

    /// The name used in JSON and by `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Otter => "otter",
            Self::NameText => "name-text",
            Self::Gong => "gong",
            Self::Fireflies => "fireflies",
            Self::Fathom => "fathom",
            Self::GoogleMeet => "google-meet",
            Self::TeamsDocx => "teams-docx",
        }
    }
}

impl fmt::Display for TranscriptFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No format has that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = TranscriptFormat::ALL.map(TranscriptFormat::name).join(", ");
        write!(f, "no transcript format is called {:?}; there are {names}", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for TranscriptFormat {
    type Err = UnknownFormat;

    /// Reads [`TranscriptFormat::name`], in upper or lower case.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name.trim()));
        found.ok_or_else(|| UnknownFormat(name.chars().take(40).collect()))
    }
}

/// A whole call. Built by `ingest::transcript`, never changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    sha256: String,
    format: TranscriptFormat,
    text: String,
    utterances: Vec<Utterance>,
    speakers: Vec<Speaker>,
    skipped: Vec<Skipped>,
    started_at: Option<Instant>,
}

impl Transcript {
    /// Lower-case hexadecimal SHA-256 of the source bytes: the transcript's identity.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How it was written down.
    pub fn format(&self) -> TranscriptFormat {
        self.format
    }

    /// Everything said, one utterance a line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The utterances in order.
    pub fn utterances(&self) -> &[Utterance] {
        &self.utterances
    }

    /// The voices in order of their first words.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// What could not be read.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// When the call began, where the file says so.
    pub fn started_at(&self) -> Option<&Instant> {
        self.started_at.as_ref()
    }

    /// The utterance with that id.
    pub fn utterance(&self, id: UtteranceId) -> Option<&Utterance> {
        self.utterances.get(id.index())
    }

    /// The words of an utterance.
    pub fn words(&self, utterance: &Utterance) -> &str {
        self.text.get(utterance.range.clone()).unwrap_or_default()
    }

    /// Who spoke an utterance.
    pub fn speaker(&self, utterance: &Utterance) -> Option<&Speaker> {
        self.speakers.get(utterance.speaker?.index())
    }

    /// A quote of bytes `range` of the whole text, `None` unless they lie inside that utterance and on character boundaries.
    pub fn quote(&self, id: UtteranceId, range: Range<usize>) -> Option<Quote> {
        Quote::new(self, id, range)
    }

    /// A quote of the whole utterance.
    pub fn quote_all(&self, id: UtteranceId) -> Option<Quote> {
        let range = self.utterance(id)?.range.clone();
        Quote::new(self, id, range)
    }

    /// The length of the call in milliseconds, where the format has times.
    pub fn duration_ms(&self) -> Option<u64> {
        self.utterances.iter().filter_map(|u| u.end_ms.or(u.start_ms)).max()
    }
}

/// Collects a transcript while a file is read.
#[derive(Debug)]
pub struct TranscriptBuilder {
    transcript: Transcript,
}

impl TranscriptBuilder {
    /// Starts a transcript of the source with that SHA-256.
    pub fn new(sha256: String, format: TranscriptFormat) -> Self {
        Self {
            transcript: Transcript {
                sha256,
                format,
                text: String::new(),
                utterances: Vec::new(),
                speakers: Vec::new(),
                skipped: Vec::new(),
                started_at: None,
            },
        }
    }

    /// When the call began.
    pub fn started_at(&mut self, at: Instant) {
        self.transcript.started_at = Some(at);
    }

    /// The speaker with that label, added when new.
    pub fn speaker(&mut self, label: &str) -> SpeakerId {
        let speakers = &mut self.transcript.speakers;
        let found = speakers.iter().position(|speaker| speaker.label == label);
        let index = found.unwrap_or_else(|| {
            speakers.push(Speaker { label: label.to_owned(), ..Speaker::default() });
            speakers.len() - 1
        });
        SpeakerId(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// A speaker about whom the file says more than a label.
    pub fn describe(&mut self, id: SpeakerId) -> Option<&mut Speaker> {
        self.transcript.speakers.get_mut(id.index())
    }

    /// Adds an utterance; white space at its ends and line breaks inside become single spaces, an empty one is ignored.
    pub fn push(
        &mut self,
        speaker: Option<SpeakerId>,
        text: &str,
        start_ms: Option<u64>,
        end_ms: Option<u64>,
        line: u32,
    ) {
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() {
            return;
        }
        let transcript = &mut self.transcript;
        if !transcript.text.is_empty() {
            transcript.text.push('\n');
        }
        let start = transcript.text.len();
        for (position, word) in words.enumerate() {
            if position > 0 {
                transcript.text.push(' ');
            }
            transcript.text.push_str(word);
        }
        let id = UtteranceId(u32::try_from(transcript.utterances.len()).unwrap_or(u32::MAX));
        let range = start..transcript.text.len();
        transcript.utterances.push(Utterance { id, speaker, range, start_ms, end_ms, line });
    }

    /// Notes something that could not be read.
    pub fn skip(&mut self, line: u32, why: impl Into<String>) {
        self.transcript.skipped.push(Skipped { line, why: why.into() });
    }

    /// How many utterances there are so far.
    pub fn len(&self) -> usize {
        self.transcript.utterances.len()
    }

    /// Whether nothing was read so far.
    pub fn is_empty(&self) -> bool {
        self.transcript.utterances.is_empty()
    }

    /// What was skipped so far.
    pub fn skipped(&self) -> &[Skipped] {
        &self.transcript.skipped
    }

    /// The finished transcript.
    pub fn finish(self) -> Transcript {
        self.transcript
    }
}
