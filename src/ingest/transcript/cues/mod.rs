//! WebVTT and `SubRip`: blocks of a timing line and text.
//!
//! Sources: the W3C WebVTT recommendation (§4 and §6, read more tolerantly than it asks), and what Zoom, Teams, Webex and
//! subtitle tools write.

mod scan;
mod style;

use crate::domain::transcript::TranscriptFormat;

use super::markup;
use super::reading::{Misread, Reading, Turn, expected, nothing_in};

use scan::{Cue, Scanner};
use style::{Change, Style};

pub(super) use scan::{is_header, timing};

/// Reads a file of cues.
pub(super) fn read(text: &str, format: TranscriptFormat) -> Result<Reading, Misread> {
    let mut reading = Reading::new(format);
    let cues = Scanner::default().scan(text);
    reading.skipped = cues.skipped;
    let cues = cues.cues;
    reading.turns = if cues.iter().any(|cue| cue.lines.iter().any(|(_, line)| markup::has_voice(line))) {
        cues.iter().flat_map(voiced).collect()
    } else if cues.iter().any(|cue| speaker_in_id(cue).is_some()) {
        cues.iter().filter_map(|cue| unlabelled(cue, speaker_in_id(cue))).collect()
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
    let line_at = |at: usize| {
        let index = ends.partition_point(|(end, _)| *end <= at);
        ends.get(index).map_or(0, |(_, number)| *number)
    };
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
            let (change, words) = style.split(line, index == 0 && lines.len() > 1);
            if change != Change::None {
                speaker = match change {
                    Change::To(label) => Some(label.to_owned()),
                    Change::ToSomebody | Change::None => None,
                };
                open = false;
            }
            if words.is_empty() {
                continue;
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
