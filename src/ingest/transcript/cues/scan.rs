//! The blocks of a file of cues, and where they are broken.

use crate::domain::transcript::Skipped;

use super::super::reading::{excerpt, numbered};
use super::super::times;

/// One block of the file.
#[derive(Debug)]
pub(super) struct Cue<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) start_ms: u64,
    /// `None` where the file's end precedes the start.
    pub(super) end_ms: Option<u64>,
    pub(super) lines: Vec<(u32, &'a str)>,
}

/// Whether a line opens a WebVTT file.
pub(in super::super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    let rest = line.get(..6).filter(|head| head.eq_ignore_ascii_case("WEBVTT")).and(line.get(6..));
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|char: char| char.is_whitespace() || char == '-')
    })
}

/// A line that looks like a timing but is none.
#[derive(Debug)]
pub(in super::super) struct BrokenTiming;

/// Start and end of a timing line, `None` for any other line.
pub(in super::super) fn timing(line: &str) -> Result<Option<(u64, u64)>, BrokenTiming> {
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
    /// Below the blank line of a cue that has no text so far: some tools put a blank line between every two lines.
    Waiting,
    /// In a block whose timing is broken.
    Broken,
}

#[derive(Debug, Default)]
pub(super) struct Scanner<'a> {
    pub(super) cues: Vec<Cue<'a>>,
    pub(super) skipped: Vec<Skipped>,
    state: State,
    /// Lines since the last blank one that may turn out to be a cue's id.
    pending: Option<(u32, &'a str)>,
}

impl<'a> Scanner<'a> {
    pub(super) fn scan(mut self, text: &'a str) -> Self {
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
        let textless = matches!(self.state, State::Cue | State::Waiting)
            && self.cues.last().is_some_and(|cue| cue.lines.is_empty());
        self.state = if textless { State::Waiting } else { State::Between };
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
                State::Between | State::Waiting if is_aside(line) => self.state = State::Aside,
                State::Waiting if self.pending.is_none() && is_id(line) => {
                    self.pending = Some((number, line));
                }
                State::Cue | State::Waiting => {
                    self.drop_pending();
                    self.state = State::Cue;
                    if let Some(cue) = self.cues.last_mut() {
                        cue.lines.push((number, line));
                    }
                }
                State::Aside | State::Broken => {}
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
