//! Where the words are that a model quotes; or why they are nowhere.
//!
//! A quote is accepted only when its words stand in the line that the model names, otherwise within [`REACH`] utterances of it in the
//! mouth of the same side. What is kept is the transcript's own slice, one for every utterance that the words run through; the speaker
//! is the transcript's. What was left out on the way is never more than [`super::words`] takes off.

use std::fmt;
use std::ops::Range;

use super::lines::Line;
use super::words::{Word, ends_in_break, is_negation, words};
use crate::domain::{Quote, Utterance, UtteranceId};
use crate::extract::Call;

/// Utterances beside the named line in which a quote is looked for.
const REACH: usize = 3;

/// Outside the named line, and beside an elision, fewer words than this could stand anywhere.
const MIN_WORDS: usize = 3;

/// Words before a quote among which a negation belongs to it.
const NEGATION_REACH: usize = 2;

/// Why a quote is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// There are no words in it.
    Empty,
    /// No line has that number.
    NoSuchLine,
    /// The words are not there, nor near by.
    NotThere,
    /// A "not" beside it was left off.
    CutNegation,
    /// The words address a machine.
    Suspicious,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the quote has no words",
            Self::NoSuchLine => "the call has no such line",
            Self::NotThere => "nobody says these words there",
            Self::CutNegation => "the quote leaves off a negation",
            Self::Suspicious => "the words address a machine",
        })
    }
}

/// A call in which quotes are looked for.
#[derive(Debug)]
pub(super) struct Ground<'c> {
    call: &'c Call<'c>,
    words: Vec<Vec<Word>>,
    starts: Vec<Range<usize>>,
    flagged: &'c [bool],
}

impl<'c> Ground<'c> {
    /// Prepares a call; quotes name the lines that were shown.
    pub(super) fn new(call: &'c Call<'c>, lines: &[Line], flagged: &'c [bool]) -> Self {
        let mut ended = true;
        let mut of = |utterance: &Utterance| {
            let text = call.transcript.words(utterance);
            let mut words = words(text, utterance.range.start);
            if let Some(first) = words.first_mut() {
                first.after_break |= ended;
            }
            // A cue may end in the middle of a sentence.
            ended = ends_in_break(text);
            words
        };
        Self {
            call,
            words: call.utterances().iter().map(&mut of).collect(),
            starts: lines.iter().map(|line| line.utterances.clone()).collect(),
            flagged,
        }
    }

    /// The transcript's slices that the quote stands for: at least one.
    pub(super) fn locate(&self, number: u32, quote: &str) -> Result<Vec<Quote>, Missing> {
        let whole: Vec<Word> = words(quote, 0);
        if whole.is_empty() {
            return Err(Missing::Empty);
        }
        let line = self.line(number).ok_or(Missing::NoSuchLine)?;
        let missing = match self.find(&line, &[whole]) {
            Ok(quotes) => return Ok(quotes),
            Err(missing) => missing,
        };
        let parts: Vec<Vec<Word>> =
            elided(quote).map(|part| words(part, 0)).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 || parts.iter().any(|part| part.len() < MIN_WORDS) {
            return Err(missing);
        }
        self.find(&line, &parts)
    }

    fn line(&self, number: u32) -> Option<Range<usize>> {
        let at = (number as usize).checked_sub(1)?;
        self.starts.iter().find(|line| line.contains(&at)).cloned()
    }

    /// All parts in their order, in the line or else near it.
    fn find(&self, line: &Range<usize>, parts: &[Vec<Word>]) -> Result<Vec<Quote>, Missing> {
        let here = self.find_in(line, parts);
        if here.is_ok() || parts.iter().map(Vec::len).sum::<usize>() < MIN_WORDS {
            return here;
        }
        let mut missing = here.err().unwrap_or(Missing::NotThere);
        for run in self.near(line) {
            match self.find_in(&run, parts) {
                Ok(quotes) => return Ok(quotes),
                Err(Missing::NotThere) => {}
                Err(other) => missing = other,
            }
        }
        Err(missing)
    }

    /// The runs of one speaker within reach of a line, of the same side as the line.
    fn near(&self, line: &Range<usize>) -> Vec<Range<usize>> {
        let side = |at: usize| self.call.side(UtteranceId(at as u32));
        let speaker = |at: usize| self.call.utterances().get(at).and_then(|utterance| utterance.speaker);
        let own = side(line.start);
        let window = line.start.saturating_sub(REACH)..(line.end + REACH).min(self.words.len());
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in window.filter(|at| side(*at) == own) {
            match runs.last_mut() {
                Some(run) if run.end == at && speaker(run.start) == speaker(at) => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// All parts in their order within utterances of one speaker.
    fn find_in(&self, utterances: &Range<usize>, parts: &[Vec<Word>]) -> Result<Vec<Quote>, Missing> {
        let said: Vec<(usize, &Word)> = utterances
            .clone()
            .flat_map(|at| self.words.get(at).into_iter().flatten().map(move |word| (at, word)))
            .collect();
        let mut from = 0;
        let mut quotes = Vec::new();
        let mut missing = Missing::NotThere;
        for part in parts {
            let place = (from..=said.len().saturating_sub(part.len())).find(|start| {
                let window = said.get(*start..*start + part.len()).unwrap_or_default();
                let same = window.len() == part.len()
                    && window.iter().zip(part).all(|((_, said), word)| said.text == word.text);
                let cut = same && cuts_negation(&said, *start..*start + part.len());
                if cut {
                    missing = Missing::CutNegation;
                }
                same && !cut
            });
            let start = place.ok_or(missing)?;
            from = start + part.len();
            quotes.extend(self.slices(said.get(start..from).unwrap_or_default())?);
        }
        Ok(quotes)
    }

    /// One slice for every utterance that the words run through.
    fn slices(&self, said: &[(usize, &Word)]) -> Result<Vec<Quote>, Missing> {
        let mut spans: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, word) in said {
            match spans.last_mut() {
                Some((last, range)) if last == at => range.end = word.range.end,
                _ => spans.push((*at, word.range.clone())),
            }
        }
        if spans.iter().any(|(at, _)| self.flagged.get(*at).copied().unwrap_or(false)) {
            return Err(Missing::Suspicious);
        }
        let quote = |(at, range): (usize, Range<usize>)| {
            let id = UtteranceId(at as u32);
            let end = self.with_closing_marks(at, range.end);
            self.call.transcript.quote(id, range.start..end)
        };
        spans.into_iter().map(quote).collect::<Option<Vec<Quote>>>().ok_or(Missing::NotThere)
    }

    /// The end of a slice with the marks that close its sentence.
    fn with_closing_marks(&self, at: usize, end: usize) -> usize {
        let limit = self.call.utterances().get(at).map_or(end, |utterance| utterance.range.end);
        let rest = self.call.transcript.text().get(end..limit).unwrap_or_default();
        let closes = |c: &char| matches!(c, '.' | '?' | '!' | '…' | '"' | '”' | '’' | ')');
        end + rest.chars().take_while(closes).map(char::len_utf8).sum::<usize>()
    }
}

/// Whether a negation that belongs to the words stands just outside of them.
fn cuts_negation(said: &[(usize, &Word)], place: Range<usize>) -> bool {
    let mut at = place.start;
    for _ in 0..NEGATION_REACH {
        let joined = said.get(at).is_some_and(|(_, word)| !word.after_break);
        let Some(before) = at.checked_sub(1).filter(|_| joined).and_then(|before| said.get(before)) else {
            break;
        };
        if is_negation(&before.1.text) {
            return true;
        }
        at -= 1;
    }
    said.get(place.end).is_some_and(|(_, next)| !next.after_break && is_negation(&next.text))
}

/// The parts of a quote between marks of elision.
fn elided(quote: &str) -> impl Iterator<Item = &str> {
    quote.split('…').flat_map(|part| part.split("..."))
}

#[cfg(test)]
mod tests;
