//! Why this came up now: an event or a date that makes waiting cost something.
//!
//! Comes in: a call. Goes out: at most three triggers in the buyer's own words. A sentence counts when it names an event (`cues`) or
//! a duty together with a day still to come (`notes`); the meeting that is being agreed on is no reason. `statement` writes the line.

mod cues;
mod notes;
mod statement;

use std::ops::Range;

use jiff::civil::Date;

use super::reading::Reading;
use crate::domain::extraction::Trigger;
use crate::domain::{Due, Quotes, Side};
use crate::extract::Call;
use notes::{Notes, When};

/// How many triggers a call has at most.
const MOST: usize = 3;

/// Points from which on a sentence is a trigger.
const ENOUGH: i32 = 7;

/// Within so many days, a mere duty is a promise made on this call.
const SOON: i32 = 21;

/// A day further off than this many days does not press.
const FAR: i32 = 420;

/// A sentence that may be a trigger.
struct Candidate {
    /// Its position among the sentences.
    at: usize,
    /// The words that tell, counted from the start of the sentence.
    words: Range<usize>,
    points: i32,
    due: Option<Date>,
    /// A sentence beside it in which the day was said.
    dated_by: Option<usize>,
}

/// Finds triggers, the strongest first.
pub fn find(call: &Call<'_>) -> Vec<Trigger> {
    find_in(call, &Reading::of(call))
}

/// The same in a call that was read before.
pub(super) fn find_in(call: &Call<'_>, reading: &Reading<'_>) -> Vec<Trigger> {
    let notes = Notes::of(call, reading);
    let mut candidates: Vec<Candidate> =
        (0..reading.sentences().len()).filter_map(|at| candidate(&notes, at)).collect();
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.points), candidate.at));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let repeats = kept.iter().any(|other| {
            candidate.at.abs_diff(other.at) <= 2 || candidate.due.is_some() && candidate.due == other.due
        });
        if !repeats && kept.len() < MOST {
            kept.push(candidate);
        }
    }
    kept.iter().filter_map(|candidate| trigger(call, reading, candidate)).collect()
}

fn trigger(call: &Call<'_>, reading: &Reading<'_>, candidate: &Candidate) -> Option<Trigger> {
    let sentence = reading.sentences().get(candidate.at)?;
    let text = call.transcript.text();
    let line = statement::of(text, reading.words(sentence), &candidate.words)?;
    let other = candidate
        .dated_by
        .or_else(|| short_of_sense(&line).then(|| neighbour(reading, candidate.at)).flatten());
    let statement = match other.and_then(|at| Some((at, reading.sentences().get(at)?))) {
        Some((at, beside)) => {
            let beside = statement::of(text, reading.words(beside), &(0..reading.words(beside).len()))?;
            let (first, second) = if at < candidate.at { (&beside, &line) } else { (&line, &beside) };
            statement::joined(first, second).unwrap_or(line)
        }
        None => line,
    };
    let mut evidence = Quotes::one(reading.quote(call, sentence, candidate.words.clone())?);
    if let Some(beside) = candidate.dated_by.and_then(|at| reading.sentences().get(at)) {
        let whole = 0..reading.words(beside).len();
        reading.quote(call, beside, whole).into_iter().for_each(|quote| evidence.add(quote));
    }
    Some(Trigger { statement, due: candidate.due.map(Due::Day), evidence })
}

/// Whether a line says too little by itself: "It kicks in", "Before Ramadan".
fn short_of_sense(line: &str) -> bool {
    line.split_whitespace().count() < 5
}

/// The sentence that completes a short one: the next of the same speaker, otherwise the one before.
fn neighbour(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let speaker = reading.sentences().get(at)?.speaker;
    let same = |at: &usize| reading.sentences().get(*at).is_some_and(|sentence| sentence.speaker == speaker);
    Some(at + 1).filter(same).or(at.checked_sub(1).filter(same))
}

/// Weighs one sentence of the buyer's.
fn candidate(notes: &Notes<'_>, at: usize) -> Option<Candidate> {
    let sentence = notes.sentence(at)?;
    if sentence.side != Side::Buyer || sentence.question {
        return None;
    }
    let mut marks = notes.marks(at)?.clone();
    let follows =
        notes.marks(at + 1).is_some_and(|next| next.opens_with_consequence) && notes.same_speaker(at, at + 1);
    if marks.event == 0 && !marks.duty && !follows {
        return None;
    }
    let (when, agreed_time) = notes.when(at);
    // "The first of April. Or you might as well wait for the snow."
    if when.is_some() && !marks.consequence && follows {
        marks.consequence = true;
        marks.duty = true;
    }
    if marks.event == 0 && !marks.duty {
        return None;
    }
    let mut telling = marks.telling.clone();
    let beside = if marks.event > 0 { notes.beside(at, when.as_ref()) } else { None };
    let mut begins = None;
    let (due, until, dated, dated_by) = match (when, beside) {
        (Some(When::Day(day, range)), _) => {
            telling = Some(cover(telling, range));
            (Some(day), Some(day), 4, None)
        }
        (Some(When::Stretch { words, from, until }), beside) => {
            begins = Some(from);
            telling = Some(cover(telling, words));
            (beside.map(|(day, _)| day), Some(until), 3, beside.map(|(_, place)| place))
        }
        (None, Some((day, place))) => (Some(day), Some(day), 3, Some(place)),
        (None, None) => (None, None, 0, None),
    };
    let days_ahead = |day: Date| notes.held_on().map(|held_on| (day - held_on).get_days());
    let ahead = until.and_then(days_ahead);
    // What a few days bring belongs to what was agreed on the call.
    if marks.event < 5 && !marks.consequence && ahead.is_some_and(|days| days < SOON) {
        return None;
    }
    let points = marks.event + if marks.duty { 4 } else { 0 } + dated + if marks.consequence { 2 } else { 0 }
        - 3 * marks.against
        - if agreed_time { 6 } else { 0 }
        - if begins.or(due).and_then(days_ahead).is_some_and(|days| days > FAR) { 4 } else { 0 };
    // A duty without a day is no deadline, and neither is a word like "new".
    let tells = points >= ENOUGH && (dated > 0 || marks.event >= 5 && marks.consequence);
    tells.then_some(Candidate { at, words: telling?, points, due, dated_by })
}

fn cover(words: Option<Range<usize>>, range: Range<usize>) -> Range<usize> {
    match words {
        Some(words) => words.start.min(range.start)..words.end.max(range.end),
        None => range,
    }
}

#[cfg(test)]
mod tests;
