//! Why this came up now: an event or a date that makes waiting cost something.
//!
//! Comes in: a call. Goes out: at most three triggers in the buyer's own words. A sentence counts when it names an event ([`cues`]) or
//! a duty together with a day still to come; the meeting that is being agreed on is no reason.

mod cues;
mod statement;

use std::ops::Range;

use jiff::civil::Date;

use super::reading::{Reading, Sentence, Word};
use crate::domain::extraction::Trigger;
use crate::domain::{Due, Quotes, Side};
use crate::extract::Call;
use crate::extract::dates::{self, Anchor, Conversation, Mention, Sense};
use cues::{CUES, Cue};

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

/// A time spoken of in a sentence.
enum When {
    /// A day that is still to come.
    Day(Date, Range<usize>),
    /// A month or another stretch that is still to come.
    Stretch { from: Date, until: Date, words: Range<usize> },
}

/// Finds triggers, the strongest first.
pub fn find(call: &Call<'_>) -> Vec<Trigger> {
    let reading = Reading::of(call);
    let mut candidates: Vec<Candidate> =
        (0..reading.sentences().len()).filter_map(|at| candidate(call, &reading, at)).collect();
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
    kept.iter().filter_map(|candidate| trigger(call, &reading, candidate)).collect()
}

fn trigger(call: &Call<'_>, reading: &Reading<'_>, candidate: &Candidate) -> Option<Trigger> {
    let sentence = reading.sentences().get(candidate.at)?;
    let statement = statement::of(call.transcript.text(), reading.words(sentence), &candidate.words)?;
    let mut evidence = Quotes::one(reading.quote(call, sentence, candidate.words.clone())?);
    if let Some(beside) = candidate.dated_by.and_then(|at| reading.sentences().get(at)) {
        let whole = 0..reading.words(beside).len();
        reading.quote(call, beside, whole).into_iter().for_each(|quote| evidence.add(quote));
    }
    Some(Trigger { statement, due: candidate.due.map(Due::Day), evidence })
}

/// Weighs one sentence of the buyer's.
fn candidate(call: &Call<'_>, reading: &Reading<'_>, at: usize) -> Option<Candidate> {
    let sentence = reading.sentences().get(at)?;
    if sentence.side != Side::Buyer || sentence.question {
        return None;
    }
    let words = reading.words(sentence);
    let mut marks = Marks::of(words);
    let (when, agreed_time) = when(call, reading, at);
    // "The first of April. Or you might as well wait for the snow."
    if when.is_some() && !marks.consequence {
        let next = reading
            .sentences()
            .get(at + 1)
            .filter(|next| next.side == Side::Buyer && next.speaker == sentence.speaker);
        let follows = next.is_some_and(|next| Marks::of(reading.words(next)).opens_with_consequence);
        marks.consequence |= follows;
        marks.duty |= follows;
    }
    if marks.event == 0 && !marks.duty {
        return None;
    }
    let mut telling = marks.telling.clone();
    let beside = if marks.event > 0 { beside(call, reading, at, when.as_ref()) } else { None };
    let (due, dated, dated_by) = match (when, beside) {
        (Some(When::Day(day, range)), _) => {
            telling = Some(cover(telling, range));
            (Some(day), 4, None)
        }
        (Some(When::Stretch { words, .. }), beside) => {
            telling = Some(cover(telling, words));
            (beside.map(|(day, _)| day), 3, beside.map(|(_, place)| place))
        }
        (None, Some((day, place))) => (Some(day), 3, Some(place)),
        (None, None) => (None, 0, None),
    };
    let ahead = due.zip(call.held_on).map(|(due, held_on)| (due - held_on).get_days());
    // A duty of the next days belongs to what was agreed on the call.
    if marks.event < 4 && !marks.consequence && ahead.is_some_and(|days| days < SOON) {
        return None;
    }
    let points = marks.event + if marks.duty { 4 } else { 0 } + dated + if marks.consequence { 2 } else { 0 }
        - 3 * marks.against
        - if agreed_time { 6 } else { 0 }
        - if ahead.is_some_and(|days| days > FAR) { 4 } else { 0 };
    // A duty without a day is no deadline, and neither is a word like "new".
    (points >= ENOUGH && (dated > 0 || marks.event >= 5 && marks.consequence)).then(|| Candidate {
        at,
        words: telling.unwrap_or(0..words.len()),
        points,
        due,
        dated_by,
    })
}

/// What the phrases of a sentence say together.
#[derive(Default)]
struct Marks {
    /// Points of its strongest event.
    event: i32,
    duty: bool,
    consequence: bool,
    opens_with_consequence: bool,
    against: i32,
    /// The words of the strongest event, otherwise of the duty.
    telling: Option<Range<usize>>,
}

impl Marks {
    fn of(words: &[Word<'_>]) -> Self {
        let mut marks = Self::default();
        for hit in CUES.find(words) {
            match hit.says {
                Cue::Event(weight) if i32::from(*weight) > marks.event => {
                    marks.event = i32::from(*weight);
                    marks.telling = Some(hit.words.clone());
                }
                Cue::Event(_) => {}
                Cue::Duty => {
                    marks.duty = true;
                    marks.telling.get_or_insert(hit.words.clone());
                }
                Cue::Consequence => {
                    marks.consequence = true;
                    marks.opens_with_consequence |= hit.words.start <= 3;
                }
                Cue::Against => marks.against += 1,
            }
        }
        marks
    }
}

fn cover(words: Option<Range<usize>>, range: Range<usize>) -> Range<usize> {
    match words {
        Some(words) => words.start.min(range.start)..words.end.max(range.end),
        None => range,
    }
}

/// The day in a sentence of the buyer's close by: "It's a notice to comply. He gave us sixty days, so call it June thirtieth."
fn beside(call: &Call<'_>, reading: &Reading<'_>, at: usize, own: Option<&When>) -> Option<(Date, usize)> {
    let speaker = reading.sentences().get(at)?.speaker;
    let before = at.checked_sub(1).into_iter();
    before.chain(at + 1..=at + 4).find_map(|near| {
        let sentence = reading.sentences().get(near).filter(|sentence| sentence.speaker == speaker)?;
        let fits = |day: Date| match own {
            Some(When::Stretch { until, from, .. }) => (*from..=*until).contains(&day),
            _ => near > at,
        };
        match when(call, reading, near) {
            (Some(When::Day(day, _)), false)
                if fits(day) && Marks::of(reading.words(sentence)).against == 0 =>
            {
                Some((day, near))
            }
            _ => None,
        }
    })
}

/// The first day or stretch to come in a sentence with its words, and whether a time of day is said, as when a meeting is agreed on.
fn when(call: &Call<'_>, reading: &Reading<'_>, at: usize) -> (Option<When>, bool) {
    let Some(held_on) = call.held_on else { return (None, false) };
    let Some(sentence) = reading.sentences().get(at) else { return (None, false) };
    let anchor = Anchor { day: held_on, zone: call.zone.clone() };
    // What the same person said just before tells the month of "the tenth".
    let mut conversation = Conversation::new(&anchor);
    for earlier in at.saturating_sub(2)..at {
        let said = reading.sentences().get(earlier).filter(|said| said.speaker == sentence.speaker);
        for (mention, _) in said.map(|said| mentions(call, reading, said, &anchor)).unwrap_or_default() {
            conversation.absorb(&mention);
        }
    }
    let mut found: Option<(u8, When)> = None;
    let mut agreed_time = false;
    for (mention, words) in mentions(call, reading, sentence, &anchor) {
        agreed_time |= mention.time.is_some();
        conversation.absorb(&mention);
        let (rank, when) = match (mention.sense, mention.day) {
            (Sense::Absolute, Some(_)) => match conversation.due() {
                Some((due, _)) if due.date() > held_on => (2, When::Day(due.date(), words)),
                _ => continue,
            },
            (Sense::Span { until }, Some(from)) if until > held_on => {
                (1, When::Stretch { from, until, words })
            }
            (Sense::Bound, Some(day)) if day > held_on => (0, When::Day(day, words)),
            _ => continue,
        };
        if found.as_ref().is_none_or(|(best, _)| rank > *best) {
            found = Some((rank, when));
        }
    }
    (found.map(|(_, when)| when), agreed_time)
}

/// The dates of a sentence, each with its words counted from the start of the sentence.
fn mentions(
    call: &Call<'_>,
    reading: &Reading<'_>,
    sentence: &Sentence,
    anchor: &Anchor,
) -> Vec<(Mention, Range<usize>)> {
    let words = reading.words(sentence);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let from = first.range.start;
    // The cues of one sentence are separate lines of the transcript.
    let text = call.transcript.text().get(from..last.range.end).unwrap_or_default().replace('\n', " ");
    let place = |mention: &Mention| {
        let (start, end) = (from + mention.range.start, from + mention.range.end);
        let begins = words.iter().position(|word| word.range.end > start).unwrap_or(0);
        let ends = words.iter().rposition(|word| word.range.start < end).map_or(words.len(), |last| last + 1);
        begins..ends
    };
    dates::find(&text, anchor).into_iter().map(|mention| (mention.clone(), place(&mention))).collect()
}

#[cfg(test)]
mod tests;
