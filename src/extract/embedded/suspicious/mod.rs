//! Text that reads like an instruction to a machine. It is reported and never obeyed.
//!
//! Nothing here protects anything: text from outside is data for every stage anyhow. This tells the reader that somebody
//! tried. So a false alarm costs a line of the brief, and a miss costs that line's warning, nothing more.
//!
//! A sentence is suspicious when its signals add up: who is addressed ([`signals`]), what is ordered, and what is hidden in
//! it ([`markup`]). Disguises are taken off first ([`plain`]).

mod glance;
mod markup;
mod plain;
mod signals;

use std::ops::Range;

use super::reading::sentence_bounds;
use crate::extract::Call;

/// The longest passage that is reported, in characters.
pub const MOST_CHARS: usize = 300;

/// From here on a sentence is suspicious by itself.
const ALONE: u32 = 3;

/// From here on two sentences are suspicious together.
const TOGETHER: u32 = 4;

/// The passages of a text that address a machine rather than a person, as they stand, each at most [`MOST_CHARS`] long.
pub fn find_in_text(text: &str) -> Vec<String> {
    examine(text).0
}

/// The same over a whole call, whoever speaks; each passage once.
pub fn find_in_call(call: &Call<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before: Option<&str> = None;
    for utterance in call.utterances() {
        let words = call.transcript.words(utterance);
        let (mut passages, weight) = examine(words);
        // An order that the recording tool cut into two cues.
        if let Some(other) = before
            && passages.is_empty()
            && weigh(&format!("{other} {words}")).total() >= TOGETHER
        {
            passages = vec![shortened(other), shortened(words)];
        }
        before = (passages.is_empty() && weight > 0).then_some(words);
        for passage in passages {
            if !found.contains(&passage) {
                found.push(passage);
            }
        }
    }
    found
}

/// The suspicious passages of a text, and what its weightiest sentence weighs.
fn examine(text: &str) -> (Vec<String>, u32) {
    if !glance::may_be_suspicious(text) {
        return (Vec::new(), 0);
    }
    let mut passages: Vec<Range<usize>> = Vec::new();
    let (mut start, mut weight) = (0, 0);
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        weight = weight.max(examine_line(text, range, &mut passages));
    }
    (passages.iter().filter_map(|passage| text.get(passage.clone())).map(shortened).collect(), weight)
}

fn weigh(text: &str) -> signals::Signals {
    let plain = plain::Plain::of(text);
    let mut signals = signals::read(&plain);
    signals.hidden = markup::weigh(text, &plain);
    signals
}

/// Adds the suspicious passages of one line: neighbouring sentences that take part are one passage. Returns what the
/// weightiest sentence weighs.
fn examine_line(text: &str, line: Range<usize>, passages: &mut Vec<Range<usize>>) -> u32 {
    let whole = text.get(line.clone()).unwrap_or_default();
    if whole.trim().is_empty() {
        return 0;
    }
    let sentences = sentence_bounds(text, line.clone());
    let weights: Vec<signals::Signals> =
        sentences.iter().map(|bound| weigh(text.get(bound.clone()).unwrap_or_default())).collect();
    let weight = |at: usize| weights.get(at).map_or(0, signals::Signals::total);
    let addressed = |at: usize| weights.get(at).is_some_and(|signals| signals.address > 0);
    let guilty = |at: usize| {
        weight(at) >= ALONE
            || (addressed(at) && weight(at) + weight(at + 1) >= TOGETHER)
            || at.checked_sub(1).is_some_and(|before| {
                (addressed(before) || addressed(at))
                    && weight(at) > 0
                    && weight(before) + weight(at) >= TOGETHER
            })
    };
    let goes_on = |at: usize| weights.get(at).is_some_and(signals::Signals::goes_on);
    let mut last: Option<usize> = None;
    for at in 0..sentences.len() {
        let follows = last.is_some_and(|last| last + 1 == at);
        if !(guilty(at) || (follows && goes_on(at))) {
            continue;
        }
        let Some(bound) = sentences.get(at) else { continue };
        match passages.last_mut().filter(|_| follows) {
            Some(passage) if chars(text, passage.start..bound.end) <= MOST_CHARS => passage.end = bound.end,
            _ => passages.push(bound.clone()),
        }
        last = Some(at);
    }
    // Markup may lie across what look like sentences.
    if last.is_none() && sentences.len() > 1 && markup::weigh(whole, &plain::Plain::of(whole)) >= ALONE {
        passages.push(line);
    }
    (0..sentences.len()).map(weight).max().unwrap_or(0)
}

fn chars(text: &str, range: Range<usize>) -> usize {
    text.get(range).map_or(0, |passage| passage.chars().count())
}

/// The passage, cut after the last whole word that fits.
fn shortened(passage: &str) -> String {
    let passage = passage.trim();
    let Some((limit, _)) = passage.char_indices().nth(MOST_CHARS) else { return passage.to_owned() };
    let head = passage.get(..limit).unwrap_or(passage);
    let end = head.rfind(char::is_whitespace).filter(|end| *end > limit / 2).unwrap_or(limit);
    head.get(..end).unwrap_or(head).to_owned()
}

#[cfg(test)]
mod tests;
