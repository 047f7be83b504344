//! Sentences that the recording tool broke over several cues: a quote of one cue is shown with the cues that complete it.

use crate::domain::{Quote, Side, SpeakerId, Transcript, Utterance, UtteranceId};

use super::super::cast::Cast;
use super::super::{phrase, say};

/// Cues that are added on either side at the most.
const MAX_CUES: usize = 2;

/// Which voices of a transcript end their sentences with a stop, so that a missing one means a broken sentence.
#[derive(Debug)]
pub(super) struct Style<'a> {
    call: &'a Transcript,
    stops: Vec<bool>,
}

impl<'a> Style<'a> {
    pub(super) fn new(call: &'a Transcript) -> Self {
        let mut counts = vec![(0_usize, 0_usize); call.speakers().len()];
        for utterance in call.utterances() {
            let count = utterance.speaker.and_then(|speaker| counts.get_mut(speaker.index()));
            if let Some((all, stopped)) = count {
                *all += 1;
                *stopped += usize::from(ends_sentence(call.words(utterance)));
            }
        }
        let stops = counts.into_iter().map(|(all, stopped)| stopped * 3 >= all).collect();
        Self { call, stops }
    }

    pub(super) fn is_of(&self, quote: &Quote) -> bool {
        quote.transcript() == self.call.sha256()
    }

    /// The quote widened to the sentences that it is a part of, so that no cut inside a sentence turns its meaning.
    pub(super) fn rounded(&self, quote: &Quote) -> Option<Quote> {
        let whole = self.call.utterance(quote.utterance())?.range.clone();
        let text = self.call.text();
        let before = text.get(whole.start..quote.range().start)?;
        let start = sentence_start(before).map_or(whole.start, |at| whole.start + at);
        let end = match text.get(quote.range().end..whole.end)? {
            _ if ends_sentence(quote.text()) => quote.range().end,
            after => quote.range().end + sentence_end(after),
        };
        self.call.quote(quote.utterance(), start..end)
    }

    /// The quote's neighbours that belong to its first or last sentence, in order and without the quote itself.
    pub(super) fn completing(&self, quote: &Quote) -> Vec<Quote> {
        let Some(utterance) = self.call.utterance(quote.utterance()) else { return Vec::new() };
        let stops = utterance
            .speaker
            .is_some_and(|speaker: SpeakerId| self.stops.get(speaker.index()).copied().unwrap_or_default());
        if !stops {
            return Vec::new();
        }
        let mut before: Vec<Quote> = Vec::new();
        let mut after: Vec<Quote> = Vec::new();
        if quote.range().start == utterance.range.start {
            let mut current = utterance;
            while before.len() < MAX_CUES
                && let Some(previous) =
                    current.id.0.checked_sub(1).and_then(|id| self.call.utterance(UtteranceId(id)))
                && self.breaks_into(previous, current)
            {
                before.extend(self.call.quote_all(previous.id));
                current = previous;
            }
            before.reverse();
        }
        if quote.range().end == utterance.range.end {
            let mut current = utterance;
            while after.len() < MAX_CUES
                && let Some(next) = self.call.utterance(UtteranceId(current.id.0 + 1))
                && self.breaks_into(current, next)
            {
                after.extend(self.call.quote_all(next.id));
                current = next;
            }
        }
        before.into_iter().chain(after).collect()
    }

    /// Whether a sentence goes on from one utterance into the next.
    fn breaks_into(&self, first: &Utterance, second: &Utterance) -> bool {
        let goes_on = self.call.words(second).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        first.speaker == second.speaker && goes_on && !ends_sentence(self.call.words(first))
    }
}

/// Utterances in which the other side's words are looked for.
const WITHIN: u32 = 3;

/// What the other side said with a step of which only one side's words are known.
pub(super) enum Context {
    /// What the words answer.
    Before(Quote),
    /// The answer to the words.
    After(Quote),
}

/// What the other side said right before, or, where a seller's offer was not agreed, right after.
pub(super) fn other_side(
    calls: &[Transcript],
    cast: &Cast,
    quotes: &[&Quote],
    agreed: bool,
) -> Option<Context> {
    let first = quotes.iter().min_by_key(|quote| quote.utterance())?;
    let last = quotes.iter().max_by_key(|quote| quote.utterance())?;
    let side = cast.side(first);
    if side == Side::Unknown || quotes.iter().any(|quote| cast.side(quote) != side) {
        return None;
    }
    let call = calls.iter().find(|call| call.sha256() == first.transcript())?;
    let other = |quote: &Quote| cast.side(quote) != side && cast.side(quote) != Side::Unknown;
    if side == Side::Seller && !agreed {
        let on = (1..=WITHIN).map(|on| last.utterance().0 + on);
        let mut answers = on.filter_map(|id| call.quote_all(UtteranceId(id)));
        return answers.find(|quote| other(quote) && !say::is_back_channel(quote.text())).map(Context::After);
    }
    let back = (1..=WITHIN).filter_map(|back| first.utterance().0.checked_sub(back));
    let mut offers = back.filter_map(|id| call.quote_all(UtteranceId(id)));
    let says = |quote: &Quote| phrase::words(quote.text()) >= 4 && !say::is_bare(quote.text());
    offers.find(|quote| other(quote) && says(quote)).map(Context::Before)
}

/// What the same voice said right before its first words of a step: the thing that "the twenty-first okay" is about.
pub(super) fn just_before(calls: &[Transcript], quotes: &[&Quote]) -> Option<Quote> {
    let first = quotes.iter().min_by_key(|quote| quote.utterance())?;
    let call = calls.iter().find(|call| call.sha256() == first.transcript())?;
    let before = call.quote_all(UtteranceId(first.utterance().0.checked_sub(1)?))?;
    (before.speaker() == first.speaker() && !say::is_bare(before.text())).then_some(before)
}

/// Where the last sentence of a text starts, when it is not the first.
fn sentence_start(text: &str) -> Option<usize> {
    let stop =
        text.trim_end().rmatch_indices(['.', '?', '!', '…']).map(|(at, stop)| at + stop.len()).next()?;
    let rest = text.get(stop..)?;
    Some(stop + (rest.len() - rest.trim_start().len()))
}

/// Where the first sentence of a text ends, or the text does.
fn sentence_end(text: &str) -> usize {
    text.match_indices(['.', '?', '!', '…']).map(|(at, stop)| at + stop.len()).next().unwrap_or(text.len())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '?', '!', '…'])
}
