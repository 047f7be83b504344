//! WebVTT and `SubRip`: blocks of a timing line and text.
//!
//! Sources: the W3C WebVTT recommendation (§4 and §6, read more tolerantly than it asks), and what Zoom, Teams, Webex and
//! subtitle tools write.

use crate::domain::transcript::{Skipped, TranscriptFormat};

use super::labels::{self, Labelled, Labels, Shape};
use super::markup;
use super::reading::{Misread, Reading, Turn, excerpt, expected, nothing_in, numbered};
use super::times;

/// One block of the file.
#[derive(Debug)]
struct Cue<'a> {
    id: Option<&'a str>,
    start_ms: u64,
    /// `None` where the file's end precedes the start.
    end_ms: Option<u64>,
    lines: Vec<(u32, &'a str)>,
}

/// Reads a file of cues.
pub(super) fn read(text: &str, format: TranscriptFormat) -> Result<Reading, Misread> {
    let mut reading = Reading::new(format);
    let cues = Scanner::default().scan(text);
    reading.skipped = cues.skipped;
    let cues = cues.cues;
    reading.turns = if cues.iter().any(|cue| cue.lines.iter().any(|(_, line)| markup::has_voice(line))) {
        cues.iter().flat_map(voiced).collect()
    } else if cues.iter().any(|cue| speaker_in_id(cue).is_some()) {
        cues.iter().flat_map(|cue| unlabelled(cue, speaker_in_id(cue))).collect()
    } else {
        labelled(&cues)
    };
    if reading.is_silent() {
        return Err(match reading.skipped.first() {
            Some(skipped) => Misread::at(skipped.line, skipped.why.clone(), expected(format)),
            None => nothing_in(text, expected(format)),
        });
    }
    Ok(reading)
}

/// Whether a line opens a WebVTT file.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    let rest = line.get(..6).filter(|head| head.eq_ignore_ascii_case("WEBVTT")).and(line.get(6..));
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|char: char| char.is_whitespace() || char == '-')
    })
}

/// A line that looks like a timing but is none.
#[derive(Debug)]
pub(super) struct BrokenTiming;

/// Start and end of a timing line, `None` for any other line.
pub(super) fn timing(line: &str) -> Result<Option<(u64, u64)>, BrokenTiming> {
    const ARROWS: &[&str] = &["-->", "--&gt;", "->", "—>", "–>", "→"];
    let Some((arrow, at)) = ARROWS.iter().find_map(|arrow| Some((*arrow, line.find(arrow)?))) else {
        return Ok(None);
    };
    let (Some(left), Some(right)) = (line.get(..at), line.get(at + arrow.len()..)) else { return Ok(None) };
    let (left, right) = (left.trim(), right.trim_start());
    let start = times::lead(left).filter(|(_, rest)| rest.is_empty());
    let end = times::lead(right).filter(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace));
    match (start, end) {
        (Some((start, _)), Some((end, _))) => Ok(Some((start, end))),
        // Speech may hold an arrow; a time on one side, or the arrow of the format alone, may not be speech.
        _ if looks_like_time(left) || looks_like_time(right) || left.is_empty() => Err(BrokenTiming),
        _ => Ok(None),
    }
}

fn looks_like_time(text: &str) -> bool {
    let text = text.trim_start_matches('-');
    text.starts_with(|char: char| char.is_ascii_digit()) && text.contains(':')
}

/// Where the scanner stands.
#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    /// Before a block.
    #[default]
    Between,
    /// In a header, comment, style or region.
    Aside,
    /// In the text of the last cue.
    Cue,
    /// In a block whose timing is broken.
    Broken,
}

#[derive(Debug, Default)]
struct Scanner<'a> {
    cues: Vec<Cue<'a>>,
    skipped: Vec<Skipped>,
    state: State,
    /// Lines since the last blank one that may turn out to be a cue's id.
    pending: Option<(u32, &'a str)>,
}

impl<'a> Scanner<'a> {
    fn scan(mut self, text: &'a str) -> Self {
        let mut first = true;
        for (number, line) in numbered(text) {
            if line.trim().is_empty() {
                self.blank();
            } else if std::mem::take(&mut first) && is_header(line) {
                self.state = State::Aside;
            } else {
                self.line(number, line);
            }
        }
        self.drop_pending();
        self
    }

    fn blank(&mut self) {
        // An empty cue waits for its text: some tools put a blank line between every two lines.
        let waits = self.state == State::Cue && self.cues.last().is_some_and(|cue| cue.lines.is_empty());
        if !waits {
            self.state = State::Between;
        }
    }

    fn line(&mut self, number: u32, line: &'a str) {
        match timing(line) {
            Ok(Some((start_ms, end_ms))) => {
                let id = self.take_id();
                let end_ms = Some(end_ms).filter(|end_ms| *end_ms >= start_ms);
                self.cues.push(Cue { id, start_ms, end_ms, lines: Vec::new() });
                self.state = State::Cue;
            }
            Err(BrokenTiming) => {
                self.take_id();
                self.skipped
                    .push(Skipped { line: number, why: format!("a timing that is none: {}", excerpt(line)) });
                self.state = State::Broken;
            }
            Ok(None) => match self.state {
                State::Cue => {
                    if let Some(cue) = self.cues.last_mut() {
                        cue.lines.push((number, line));
                    }
                }
                State::Aside | State::Broken => {}
                State::Between if is_aside(line) => self.state = State::Aside,
                State::Between => {
                    self.drop_pending();
                    self.pending = Some((number, line));
                }
            },
        }
    }

    /// The id of the block that begins: the line before its timing, even where the blank line before that is missing.
    fn take_id(&mut self) -> Option<&'a str> {
        if let Some((_, id)) = self.pending.take() {
            return Some(id.trim());
        }
        let cue = self.cues.last_mut().filter(|_| self.state == State::Cue)?;
        let (_, last) = cue.lines.last()?;
        if cue.lines.len() > 1 && is_id(last) { cue.lines.pop().map(|(_, id)| id.trim()) } else { None }
    }

    fn drop_pending(&mut self) {
        if let Some((line, text)) = self.pending.take() {
            self.skipped.push(Skipped { line, why: format!("text without times: {}", excerpt(text)) });
        }
    }
}

/// `NOTE`, `STYLE` and `REGION` blocks hold no speech.
fn is_aside(line: &str) -> bool {
    let line = line.trim_end();
    matches!(line, "NOTE" | "STYLE" | "REGION") || line.starts_with("NOTE ") || line.starts_with("NOTE\t")
}

/// A number, or a long token as Teams writes it (`4bcc9072-…/7-0`).
fn is_id(line: &str) -> bool {
    let line = line.trim();
    let hex = |char: char| char.is_ascii_hexdigit() || matches!(char, '-' | '/' | '_');
    line.bytes().all(|byte| byte.is_ascii_digit()) || (line.len() >= 16 && line.chars().all(hex))
}

/// Webex names the speaker in the cue's id: `7 "Ada Byron" (3170422)`.
fn speaker_in_id<'a>(cue: &Cue<'a>) -> Option<&'a str> {
    let (number, rest) = cue.id?.split_once(" \"")?;
    let (name, _) = rest.rsplit_once('"')?;
    (number.bytes().all(|byte| byte.is_ascii_digit()) && !name.trim().is_empty()).then_some(name.trim())
}

/// A cue whose speakers are voice tags. A cue without one is nobody's: it is not known to continue.
fn voiced(cue: &Cue<'_>) -> Vec<Turn> {
    let mut joined = String::new();
    let mut ends = Vec::with_capacity(cue.lines.len());
    for (number, line) in &cue.lines {
        joined.push_str(line);
        joined.push(' ');
        ends.push((joined.len(), *number));
    }
    let line_at = |at: usize| ends.iter().find(|(end, _)| at < *end).map_or(0, |(_, number)| *number);
    markup::spans(&joined)
        .into_iter()
        .map(|span| turn(cue, span.voice, span.text, line_at(span.at)))
        .collect()
}

/// A cue as one turn.
fn unlabelled(cue: &Cue<'_>, speaker: Option<&str>) -> Option<Turn> {
    let (line, _) = cue.lines.first()?;
    let text = cue.lines.iter().map(|(_, line)| markup::plain(line)).collect::<Vec<_>>().join(" ");
    Some(turn(cue, speaker.map(ToOwned::to_owned), text, *line))
}

/// Cues whose speakers are labels in the text. A cue without a label continues the speaker before.
fn labelled(cues: &[Cue<'_>]) -> Vec<Turn> {
    let plain: Vec<Vec<(u32, String)>> = cues
        .iter()
        .map(|cue| cue.lines.iter().map(|(number, line)| (*number, clean(line))).collect())
        .collect();
    let style = Style::of(&plain);
    let mut turns: Vec<Turn> = Vec::new();
    let mut speaker: Option<String> = None;
    for (cue, lines) in cues.iter().zip(&plain) {
        let mut open = false;
        for (index, (number, line)) in lines.iter().enumerate() {
            let (changed, words) = style.split(line, index == 0 && lines.len() > 1);
            if let Some(label) = changed {
                speaker = label;
                open = false;
            }
            match turns.last_mut().filter(|_| open) {
                Some(turn) => {
                    turn.text.push(' ');
                    turn.text.push_str(words);
                }
                None => turns.push(turn(cue, speaker.clone(), words.to_owned(), *number)),
            }
            open = true;
        }
    }
    turns
}

/// Without tags, entities and the position codes of subtitle tools (`{\an8}`).
fn clean(line: &str) -> String {
    let plain = markup::plain(line);
    match plain.strip_prefix("{\\").and_then(|rest| rest.split_once('}')) {
        Some((_, rest)) => rest.trim_start().to_owned(),
        None => plain,
    }
}

fn turn(cue: &Cue<'_>, speaker: Option<String>, text: String, line: u32) -> Turn {
    Turn { speaker, text, start_ms: Some(cue.start_ms), end_ms: cue.end_ms, line }
}

/// How a file of cues names its speakers.
#[derive(Debug)]
enum Style<'a> {
    /// `Name: text`.
    Colon(Labels<'a>),
    /// `[Name] text`.
    Bracket(Labels<'a>),
    /// The name on the first line, the text below.
    OwnLine(Labels<'a>),
}

impl<'a> Style<'a> {
    /// The style in which the most cues name somebody.
    fn of(cues: &'a [Vec<(u32, String)>]) -> Self {
        let lines = || cues.iter().flatten().map(|(_, line)| without_chevrons(line).1);
        let first_lines =
            || cues.iter().filter_map(|lines| lines.first()).map(|(_, line)| without_chevrons(line).1);
        let colons: Vec<_> = lines().filter_map(labels::colon).map(|found| found.label).collect();
        let brackets: Vec<_> = first_lines().filter_map(labels::bracket).map(|found| found.label).collect();
        let above: Vec<_> = cues.iter().filter_map(|lines| name_above(lines)).collect();
        let learn = |seen: Vec<&'a str>| {
            let labels = Labels::learn(seen.iter().copied(), cues.len(), &[]);
            let named = seen.iter().filter(|label| labels.has(label)).count();
            (labels, named)
        };
        let (colon, bracket, own_line) = (learn(colons), learn(brackets), learn(above));
        // Sounds in brackets and short first lines are common; they name speakers only where most cues have them.
        let most = |named: usize| named * 2 > cues.len() && named > colon.1;
        if most(bracket.1) {
            Self::Bracket(bracket.0)
        } else if most(own_line.1) {
            Self::OwnLine(own_line.0)
        } else {
            Self::Colon(colon.0)
        }
    }

    /// The speaker a line changes to, where it does, and its words.
    fn split<'l>(&self, line: &'l str, above_text: bool) -> (Option<Option<String>>, &'l str) {
        let (changes, words) = without_chevrons(line);
        let named = |found: Option<Labelled<'l>>, labels: &Labels<'_>| {
            found
                .filter(|found| labels.has(found.label))
                .map(|found| (Some(Some(found.label.to_owned())), found.rest))
        };
        let split = match self {
            Self::Colon(labels) => named(labels::colon(words), labels),
            Self::Bracket(labels) => named(labels::bracket(words), labels)
                .map(|(speaker, rest)| (speaker, rest.strip_prefix(':').map_or(rest, str::trim_start))),
            Self::OwnLine(labels) if above_text && labels.has(words) => {
                Some((Some(Some(words.to_owned())), ""))
            }
            Self::OwnLine(_) => None,
        };
        split.unwrap_or((changes.then_some(None), words))
    }
}

/// The first line of a cue, where it may be nothing but a name above the text.
fn name_above(lines: &[(u32, String)]) -> Option<&str> {
    match lines {
        [(_, name), _, ..] => {
            matches!(Shape::of(name), Some(Shape::Voice | Shape::Name | Shape::Word)).then_some(name.as_str())
        }
        _ => None,
    }
}

/// `>>` at the start of a caption says that somebody else speaks.
fn without_chevrons(line: &str) -> (bool, &str) {
    match line.trim_start().strip_prefix(">>") {
        Some(rest) => (true, rest.trim_start_matches('>').trim_start()),
        None => (false, line.trim_start()),
    }
}
