//! A small grammar of spoken dates and times, anchored at the day of the call.
//!
//! Comes in: a text and an [`Anchor`]. Goes out: the [`Mention`]s in it, each with its bytes. `words`, `calendar`, `holidays` and
//! `zones` hold what English and the calendar know; `day` and the files it calls (`relative`, `period`, `edges`, `weekdays`,
//! `monthdays`) read days, `clock` times of day; `merge` puts the parts of one mention together; `tense`, with `verbs` and
//! `refusal`, tells what is to come from the past, the refused and the habitual.
//! [`Conversation`] follows a negotiation over several utterances. Nothing here guesses without saying so: [`Mention::ambiguous`].

mod calendar;
mod clock;
mod conversation;
mod day;
mod edges;
mod holidays;
mod merge;
mod monthdays;
mod part;
mod period;
mod refusal;
mod relative;
mod tense;
mod verbs;
mod weekdays;
pub(super) mod words;
mod zones;

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::lexer::{Stream, lex};
use part::{Form, Half};

pub use conversation::Conversation;

/// From where relative dates are counted.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The day of the call.
    pub day: Date,
    /// The zone in which times are meant when nobody names one.
    pub zone: TimeZone,
}

/// A date or time that was said.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing that the others do not")]
pub struct Mention {
    /// Its bytes in the text that was searched.
    pub range: Range<usize>,
    /// The day it means by itself, where it says one.
    pub day: Option<Date>,
    /// The time of day, where it says one.
    pub time: Option<Time>,
    /// The zone that was named with it.
    pub zone: Option<TimeZone>,
    /// Whether the words allow another day or time as well.
    pub ambiguous: bool,
    /// What else it does.
    pub sense: Sense,
    form: Form,
    half: Option<Half>,
    guessed_half: bool,
    bare: bool,
    errand: bool,
}

/// How a mention stands to others of the same conversation, and whether it is something that can be agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A day or time by itself: "the fourteenth", "nine Mountain".
    Absolute,
    /// Days to add to the day spoken of before: "the day after", "the week after that".
    ShiftDays(i32),
    /// The time spoken of before stays: "same time".
    SameTime,
    /// The day spoken of before stays: "same day".
    SameDay,
    /// A stretch in which no day is named: "next week", "in March", "Q2"; `day` is its first day.
    Span {
        /// Its last day.
        until: Date,
    },
    /// A day that only bounds: "after Labor Day", "he is out till Wednesday".
    Bound,
    /// A day that is gone, or one that comes again and again: "last Tuesday", "since March", "on Friday the server died".
    Past,
    /// A day that is refused or taken: "not Monday", "Friday I'm in Lubbock".
    Excluded,
}

impl Mention {
    /// Whether it can be the time of something that is still to happen: neither past, nor refused, nor only a bound.
    pub fn is_upcoming(&self) -> bool {
        !matches!(self.sense, Sense::Past | Sense::Excluded | Sense::Bound)
    }

    /// Whether it is the day on which something is sent, not the one on which to meet: "I'll send the invite today".
    pub fn is_errand(&self) -> bool {
        self.errand
    }

    /// A number for the way in which the day was said: by weekday, by figure, as a week, complete. It means nothing by itself.
    pub fn manner(&self) -> u32 {
        self.form.number()
    }
}

/// Finds the dates and times in a text, in their order.
///
/// Linear in the length of the text. Ranges are on character boundaries, ordered, and never overlap.
pub fn find(text: &str, anchor: &Anchor) -> Vec<Mention> {
    let lower = text.to_ascii_lowercase();
    let lexemes = lex(text, &lower);
    let grammar = Grammar { lexemes: Stream::new(&lexemes), anchor };
    let parts = merge::merge(&grammar, grammar.parts());
    tense::judge(&grammar, parts).into_iter().filter_map(|part| part.into_mention(grammar.lexemes)).collect()
}

/// The text being read and the day from which it is counted.
struct Grammar<'s, 'a> {
    lexemes: Stream<'s, 'a>,
    anchor: &'s Anchor,
}

impl Grammar<'_, '_> {
    /// Every day, time and zone by itself, from left to right.
    fn parts(&self) -> Vec<part::Part> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.lexemes.len() {
            let begins = self.lexemes.get(at).is_some_and(words::begins_a_date);
            let found = begins.then(|| self.day(at).or_else(|| self.clock(at))).flatten();
            let found = found.or_else(|| self.zone_alone(at));
            match found {
                Some(part) => {
                    at = part.until.max(at + 1);
                    parts.push(part);
                }
                None => at += 1,
            }
        }
        parts
    }

    /// Whether what was read up to a position ends there, rather than describing the noun that follows: "the tenth." but not
    /// "the tenth floor", "at two" but not "at two sites".
    fn stands_alone(&self, next: usize) -> bool {
        let lexemes = self.lexemes;
        lexemes.gap(next) >= super::lexer::Gap::Comma || words::closes_a_date(lexemes.text(next))
    }
}

#[cfg(test)]
mod tests;
