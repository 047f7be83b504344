//! Where the words of gold and finds stand in a transcript.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Side, Transcript};
use crate::eval::gold::Gold;
use crate::eval::outcome::{Field, Item, Verdict};

/// An utterance cut into pieces, each marked alike throughout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkedUtterance {
    /// Its identity.
    pub id: String,
    /// `1:39`, where known.
    pub time: Option<String>,
    /// Who spoke.
    pub speaker: String,
    /// `buyer`, `seller` or `unknown`, by the gold.
    pub side: String,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// Words with what they are evidence of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// `gold`, `found`, `both`, or empty.
    pub mark: &'static str,
    /// Names of fields and verdicts, for the tooltip.
    pub why: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    gold: bool,
    found: bool,
}

/// Marks every utterance of a call.
pub fn mark(transcript: &Transcript, gold: &Gold, items: &[Item]) -> Vec<MarkedUtterance> {
    let sides: BTreeMap<&str, Side> =
        gold.speakers.iter().map(|speaker| (speaker.name.as_str(), speaker.side)).collect();
    let judged: Vec<&Item> = items.iter().filter(|item| item.field != Field::Stakeholder).collect();
    transcript
        .utterances()
        .iter()
        .map(|utterance| {
            let speaker = transcript.speaker(utterance).map_or("?", crate::domain::Speaker::display);
            let id = utterance.id.to_string();
            MarkedUtterance {
                time: utterance.start_ms.map(|ms| format!("{}:{:02}", ms / 60_000, ms / 1000 % 60)),
                speaker: speaker.to_owned(),
                side: sides.get(speaker).copied().unwrap_or_default().to_string(),
                pieces: pieces(transcript.words(utterance), &id, &judged),
                id,
            }
        })
        .collect()
}

fn pieces(words: &str, id: &str, items: &[&Item]) -> Vec<Piece> {
    let mut seen = vec![Seen::default(); words.len()];
    let mut why: Vec<String> = Vec::new();
    for item in items {
        let mut touched = false;
        for quote in &item.gold_quotes {
            touched |= cover(words, quote, &mut seen, |seen| seen.gold = true);
        }
        for quote in item.found_quotes.iter().filter(|quote| quote.utterance == id) {
            touched |= cover(words, &quote.quote, &mut seen, |seen| seen.found = true);
        }
        if touched {
            why.push(format!("{} {}", item.field.label(), label(item.verdict)));
        }
    }
    why.dedup();
    let why = why.join(", ");
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, character) in words.char_indices() {
        let mark = match seen.get(at).copied().unwrap_or_default() {
            Seen { gold: true, found: true } => "both",
            Seen { gold: true, found: false } => "gold",
            Seen { gold: false, found: true } => "found",
            Seen { gold: false, found: false } => "",
        };
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.text.push(character),
            _ => pieces.push(Piece {
                text: character.to_string(),
                mark,
                why: if mark.is_empty() { String::new() } else { why.clone() },
            }),
        }
    }
    pieces
}

/// Marks the bytes of a quote in an utterance; whether it is there.
fn cover(words: &str, quote: &str, seen: &mut [Seen], mut set: impl FnMut(&mut Seen)) -> bool {
    let quote = quote.trim();
    let Some(start) = words.find(quote).filter(|_| !quote.is_empty()) else { return false };
    seen.iter_mut().skip(start).take(quote.len()).for_each(&mut set);
    true
}

/// A verdict in a word.
pub(super) fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Matched => "matched",
        Verdict::Missed => "missed",
        Verdict::Wrong => "wrong",
        Verdict::Trapped => "trapped",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::prediction::PredictedQuote;

    #[test]
    fn words_of_gold_and_find_are_told_apart() {
        let item = Item {
            field: Field::Pain,
            verdict: Verdict::Matched,
            found: None,
            gold: None,
            faults: vec![],
            found_quotes: vec![PredictedQuote {
                utterance: "u1".to_owned(),
                speaker: None,
                quote: "two days".to_owned(),
            }],
            gold_quotes: vec!["takes two".to_owned()],
        };
        let pieces = pieces("It takes two days.", "u1", &[&item]);
        let shown: Vec<(&str, &str)> = pieces.iter().map(|piece| (piece.text.as_str(), piece.mark)).collect();
        assert_eq!(shown, [("It ", ""), ("takes ", "gold"), ("two", "both"), (" days", "found"), (".", "")]);
    }
}
