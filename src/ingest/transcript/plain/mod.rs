//! Plain text: Otter headers, `Name: text` lines, Google Meet's blocks, and their many relatives.
//!
//! Each line is taken apart once ([`rows`]); then it is decided for the whole file how speakers are named, and only then are
//! the lines read as speech.

mod rows;

use std::collections::HashSet;

use crate::domain::transcript::TranscriptFormat;

use super::labels::Labels;
use super::reading::{Misread, Reading, Turn, excerpt, expected, is_tool_note, nothing_in};

use rows::{Row, rows};

/// Times from here on are the clock on the wall, not the time since the recording began.
const WALL_CLOCK_MS: u64 = 6 * 3600 * 1000;

/// Reads a plain text; the format is what the content shows where none is given.
pub(super) fn read(text: &str, format: Option<TranscriptFormat>) -> Result<Reading, Misread> {
    let rows = rows(text);
    let known = attendees(&rows);
    let is_meet = format == Some(TranscriptFormat::GoogleMeet) || is_meet(&rows);
    let naming = Naming::of(&rows, &known, format);
    let shown = match &naming {
        _ if is_meet => TranscriptFormat::GoogleMeet,
        Naming::Header(_) => TranscriptFormat::Otter,
        Naming::Alone(_) | Naming::Colon(_) | Naming::None => TranscriptFormat::NameText,
    };
    let format = format.unwrap_or(shown);
    let timed = rows.iter().filter(|row| row.lead.is_some()).count();
    if matches!(naming, Naming::None) && timed < 2 {
        let wanted = "lines such as `Dana Reyes: Good morning`, or headers such as `Dana Reyes  0:05`";
        let wanted = if is_meet { expected(TranscriptFormat::GoogleMeet) } else { wanted };
        return Err(nothing_in(text, wanted));
    }
    let mut speech = Speech::new(format, is_meet);
    for row in &rows {
        speech.row(row, &naming);
    }
    let reading = speech.finish();
    if reading.is_silent() { Err(nothing_in(text, expected(format))) } else { Ok(reading) }
}

/// How a file names its speakers.
#[derive(Debug)]
enum Naming<'a> {
    /// A line with name and time above the text.
    Header(Labels<'a>),
    /// A line with nothing but a name above the text.
    Alone(Labels<'a>),
    /// Name, colon, text.
    Colon(Labels<'a>),
    /// Not at all.
    None,
}

impl<'a> Naming<'a> {
    fn of(rows: &[Row<'a>], known: &HashSet<&str>, format: Option<TranscriptFormat>) -> Self {
        let lines = rows.iter().filter(|row| !row.is_blank()).count();
        let paragraphs = rows.iter().filter(|row| row.opens && !row.is_blank()).count();
        let colon_labels = || rows.iter().filter_map(|row| row.colon.map(|found| found.label));
        let header_labels = || rows.iter().filter_map(|row| row.header.map(|found| found.label));
        let colon = Labels::learn(colon_labels(), lines, known);
        let header = Labels::learn(header_labels(), paragraphs, known);
        let colons = colon_labels().filter(|label| colon.has(label)).count();
        let headers = header_labels().filter(|label| header.has(label)).count();
        let by_header = match format {
            Some(TranscriptFormat::Otter) => headers > 0,
            Some(TranscriptFormat::NameText | TranscriptFormat::GoogleMeet) => colons == 0,
            _ => headers > colons,
        };
        if headers > 0 && by_header {
            return Self::Header(header);
        }
        if colons > 0 {
            return Self::Colon(colon);
        }
        let alone_labels = || rows.iter().filter_map(|row| row.alone);
        let alone = Labels::learn(alone_labels(), paragraphs, known);
        let named =
            rows.iter().filter(|row| row.alone.is_some_and(|label| is_alone(label, row, &alone))).count();
        // Names alone are a weak sign: they must be nearly as many as the paragraphs, and as the lines between them.
        if named > 1 && named * 2 >= paragraphs && named * 5 >= lines {
            Self::Alone(alone)
        } else {
            Self::None
        }
    }
}

/// How far a time reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// To the next speaker.
    Speaker,
    /// To the next time, as in Google Meet's blocks.
    Block,
}

/// Collects turns row by row.
struct Speech {
    reading: Reading,
    speaker: Option<String>,
    /// The time of the line, paragraph or block being read.
    start_ms: Option<u64>,
    /// Whether that time stood alone on its line and nobody has spoken since.
    fresh: bool,
    reach: Reach,
    /// Whether the next text continues the last turn.
    open: bool,
    /// Whether anybody was named yet.
    begun: bool,
}

impl Speech {
    fn new(format: TranscriptFormat, blocks: bool) -> Self {
        let reading = Reading::new(format);
        let reach = if blocks { Reach::Block } else { Reach::Speaker };
        Self { reading, speaker: None, start_ms: None, fresh: false, reach, open: false, begun: false }
    }

    fn row(&mut self, row: &Row<'_>, naming: &Naming<'_>) {
        if row.is_blank() {
            self.open = false;
            return;
        }
        if is_tool_note(row.line) {
            self.speaker = None;
            self.open = false;
            return;
        }
        match naming {
            Naming::Header(labels) => {
                if let Some(header) = row.header.filter(|header| is_header(header.label, row, labels)) {
                    self.speaks(Some(header.label), header.ms, header.rest, row.number);
                } else if row.is_time_only() {
                    // Below a header it is that header's time; alone it is a header whose name is missing.
                    if !row.below_name {
                        self.speaks(None, row.lead, "", row.number);
                    }
                } else {
                    self.says(row.line, row.number);
                }
            }
            Naming::Alone(labels) => match row.alone.filter(|label| is_alone(label, row, labels)) {
                Some(label) => self.speaks(Some(label), row.lead, "", row.number),
                None => self.timed(row),
            },
            Naming::Colon(labels) => match row.colon.filter(|found| labels.has(found.label)) {
                Some(found) => self.speaks(Some(found.label), row.lead.or(found.ms), found.rest, row.number),
                None => self.timed(row),
            },
            Naming::None => {
                self.begun = true;
                self.timed(row);
            }
        }
    }

    /// A line without a speaker of its own, perhaps with a time.
    fn timed(&mut self, row: &Row<'_>) {
        if row.lead.is_none() {
            self.says(row.line, row.number);
            return;
        }
        self.start_ms = row.lead;
        self.fresh = row.is_time_only();
        self.open = false;
        self.says(row.body, row.number);
    }

    /// Somebody begins to speak.
    fn speaks(&mut self, label: Option<&str>, ms: Option<u64>, words: &str, line: u32) {
        self.begun = true;
        self.speaker = label.map(ToOwned::to_owned);
        self.start_ms = ms.or(self.start_ms.filter(|_| self.reach == Reach::Block || self.fresh));
        self.open = false;
        self.says(words, line);
    }

    fn says(&mut self, words: &str, line: u32) {
        if words.is_empty() {
            return;
        }
        if !self.begun {
            // Titles, dates and lists of keywords are no speech; a sentence may be.
            if words.ends_with(['.', '?', '!']) && self.reach != Reach::Block {
                self.reading.skip(line, format!("text before the first speaker: {}", excerpt(words)));
            }
            return;
        }
        self.fresh = false;
        match self.reading.turns.last_mut().filter(|_| self.open) {
            Some(turn) => {
                turn.text.push('\n');
                turn.text.push_str(words);
            }
            None => self.reading.turns.push(Turn {
                speaker: self.speaker.clone(),
                text: words.to_owned(),
                start_ms: self.start_ms,
                end_ms: None,
                line,
            }),
        }
        self.open = true;
    }

    /// Times of the wall clock are counted from the first.
    fn finish(mut self) -> Reading {
        let first = self.reading.turns.iter().find_map(|turn| turn.start_ms);
        if let Some(first) = first.filter(|first| *first >= WALL_CLOCK_MS) {
            for turn in &mut self.reading.turns {
                turn.start_ms = turn.start_ms.map(|ms| ms.saturating_sub(first));
            }
        }
        self.reading
    }
}

/// Whether a line is a header: one that is not set off needs a full name, or a name that comes back.
fn is_header(label: &str, row: &Row<'_>, labels: &Labels<'_>) -> bool {
    labels.has(label) && (row.set_off || labels.has_again(label) || label.contains(' '))
}

/// Whether a line with nothing but a name is one: inside a paragraph it must come back.
fn is_alone(label: &str, row: &Row<'_>, labels: &Labels<'_>) -> bool {
    labels.has(label) && (row.opens || labels.has_again(label))
}

/// Google Meet: its closing words, or its list of attendees with times in blocks.
fn is_meet(rows: &[Row<'_>]) -> bool {
    let says_so = |row: &Row<'_>| row.body.starts_with("This editable transcript was computer generated");
    let listed = || rows.iter().take(HEAD).any(|row| row.body == "Attendees");
    let blocks = || rows.iter().any(|row| row.is_time_only() && !row.below_name);
    let titled =
        || rows.iter().take(HEAD).any(|row| row.body == "Transcript" || row.body.ends_with("- Transcript"));
    rows.iter().rev().take(HEAD).any(says_so) || (listed() && (blocks() || titled()))
}

/// How many lines the head of a document has at most.
const HEAD: usize = 40;

/// The names below the line `Attendees`, `Participants` or, in Otter's exports, `SPEAKERS`.
fn attendees<'a>(rows: &[Row<'a>]) -> HashSet<&'a str> {
    let is_title =
        |row: &&Row<'_>| matches!(row.body.trim_end_matches(':'), "Attendees" | "Participants" | "SPEAKERS");
    let below = rows.iter().take(HEAD).skip_while(|row| !is_title(row)).skip(1);
    let names = below.skip_while(|row| row.is_blank()).take_while(|row| {
        !row.is_blank()
            && !row.is_time_only()
            && row.body != "Transcript"
            && row.colon.is_none()
            && row.header.is_none()
    });
    names.flat_map(|row| row.body.split(',')).map(str::trim).filter(|name| !name.is_empty()).collect()
}
