//! The call as numbered lines: what a model reads, and what it points at.
//!
//! A line is what one voice says in a row, `12B words`: the number of its first utterance, the voice's letter, the words. Numbers are only
//! as many as are needed to find a quote again; letters say the side without a word.

use std::ops::Range;

use crate::domain::{Side, SpeakerId, Utterance};
use crate::extract::Call;

/// A line holds up to this many words before the same voice gets another line.
const MOST_WORDS: usize = 90;

/// Bytes of one utterance that are shown; nobody says more in a row.
const MOST_BYTES: usize = 24_000;

/// What stands for words that address a machine.
const LEFT_OUT: &str = "[left out]";

/// What one voice says in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Positions of its utterances.
    pub(super) utterances: Range<usize>,
    /// The letter of the voice.
    pub(super) voice: String,
    /// The line as it is shown.
    pub(super) text: String,
}

/// The lines of a call; flagged utterances are not shown.
pub(super) fn lines(call: &Call<'_>, flagged: &[bool]) -> Vec<Line> {
    let voices = voices(call);
    let voice = |speaker: Option<SpeakerId>| {
        speaker.and_then(|speaker| voices.get(speaker.index())).cloned().unwrap_or_else(|| "X".to_owned())
    };
    let mut lines: Vec<Line> = Vec::new();
    let (mut speaker, mut words) = (None, 0);
    for (at, utterance) in call.utterances().iter().enumerate() {
        let said = shown(call, utterance, flagged.get(at).copied().unwrap_or(false));
        let count = said.split(' ').count();
        match lines.last_mut() {
            Some(line) if speaker == utterance.speaker && words + count <= MOST_WORDS => {
                line.utterances.end = at + 1;
                line.text.push(' ');
                line.text.push_str(said);
                words += count;
            }
            _ => {
                let voice = voice(utterance.speaker);
                let text = format!("{}{voice} {said}", at + 1);
                lines.push(Line { utterances: at..at + 1, voice, text });
                (speaker, words) = (utterance.speaker, count);
            }
        }
    }
    lines
}

fn shown<'a>(call: &Call<'a>, utterance: &Utterance, flagged: bool) -> &'a str {
    let words = call.transcript.words(utterance);
    let end = words.floor_char_boundary(MOST_BYTES);
    if flagged { LEFT_OUT } else { words.get(..end).unwrap_or(words) }
}

/// A letter for every speaker: S, T, … for sellers, B, C, … for buyers, X, Y, Z for the unknown; with a number when letters run out.
pub(super) fn voices(call: &Call<'_>) -> Vec<String> {
    let mut used = [0_usize; 3];
    let sides = call.sides.iter().map(|speaker| speaker.side);
    let name = |side| {
        let (kind, letters) = match side {
            Side::Buyer => (0, "BCDEFGHJKLMN"),
            Side::Seller => (1, "STVW"),
            Side::Unknown => (2, "XYZ"),
        };
        let count = used.get_mut(kind)?;
        let letter = letters.chars().nth(*count % letters.len())?;
        let round = *count / letters.len();
        *count += 1;
        Some(if round == 0 { letter.to_string() } else { format!("{letter}{}", round + 1) })
    };
    sides.filter_map(name).collect()
}
