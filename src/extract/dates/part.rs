//! What one rule of the grammar read.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::calendar::monday;
use super::{Mention, Sense};
use crate::extract::lexer::Stream;

/// How a day was said, so that a conversation can read it again in the light of what went before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// No day.
    None,
    /// Complete, or counted from the call: "June fourth", "tomorrow", "next Thursday".
    Fixed,
    /// The day ahead of one that was named: "before the twenty-seventh".
    Ahead,
    /// A weekday by itself: "Thursday".
    Weekday(Weekday),
    /// The next such weekday behind the day spoken of before: "the Monday after".
    WeekdayAfter(Weekday),
    /// The last such weekday ahead of the day spoken of before: "the Thursday before".
    WeekdayBefore(Weekday),
    /// A day of a month that was not named: "the fourteenth", "Tuesday the ninth".
    MonthDay {
        /// The day of the month.
        day: i8,
        /// The weekday said with it.
        weekday: Option<Weekday>,
    },
    /// "The first Thursday", "the last Monday" (-1), of a month that was not named.
    NthWeekday {
        /// Which of them.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// Counted on from a day that was itself counted: "the week after that".
    Further,
    /// A whole week: "next week", "the week of the twelfth".
    Week,
    /// A whole month.
    Month,
}

impl Form {
    /// The place of this form among all.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Fixed => 1,
            Self::Ahead => 2,
            Self::Weekday(_) => 3,
            Self::WeekdayAfter(_) => 4,
            Self::WeekdayBefore(_) => 5,
            Self::MonthDay { .. } => 6,
            Self::NthWeekday { .. } => 7,
            Self::Further => 8,
            Self::Week => 9,
            Self::Month => 10,
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
}

/// A time of day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// The hour, 0 to 23.
    pub(super) hour: i8,
    /// The minute.
    pub(super) minute: i8,
    /// Whether the words leave open which half of the day it is in.
    pub(super) open: bool,
    /// Whether it is a time only beside a day or another time: a bare "ten".
    pub(super) weak: bool,
    /// Whether it is a number that stands alone as an answer: "Ten." It is a time where times are spoken of, and a count elsewhere.
    pub(super) bare: bool,
}

impl Clock {
    /// The time of day. Where the half of the day is open, working hours decide: one to six are afternoon, seven to eleven morning.
    pub(super) fn time(self, half: Option<Half>) -> Option<Time> {
        let afternoon = match half {
            _ if !self.open || self.hour == 12 => false,
            Some(half) => half == Half::Afternoon,
            None => self.hour <= 6,
        };
        let hour = if afternoon { self.hour + 12 } else { self.hour };
        Time::new(hour % 24, self.minute, 0, 0).ok()
    }
}

/// A stretch of lexemes and what it says.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing that the others do not")]
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Position of its first lexeme.
    pub(super) from: usize,
    /// Position behind its last lexeme.
    pub(super) until: usize,
    /// The day.
    pub(super) day: Option<Date>,
    /// How the day was said.
    pub(super) form: Form,
    /// The time of day.
    pub(super) clock: Option<Clock>,
    /// Whether the time was said before the day: "ten on Monday".
    pub(super) clock_first: bool,
    /// The part of the day.
    pub(super) half: Option<Half>,
    /// The zone that was named.
    pub(super) zone: Option<TimeZone>,
    /// Whether another day or time fits the words as well.
    pub(super) ambiguous: bool,
    /// Whether it holds a choice already, of which the first stands: "Tuesday or Wednesday".
    pub(super) choice: bool,
    /// Whether it is the day on which something is sent, not the one on which to meet: "I'll send the invite today".
    pub(super) errand: bool,
    /// Whether the same day a year earlier is so near that it may be meant: "March" said in May.
    pub(super) recent: bool,
    /// What it does.
    pub(super) sense: Sense,
}

impl Part {
    /// A part that says nothing yet.
    pub(super) fn new(from: usize, until: usize) -> Self {
        Self {
            from,
            until,
            day: None,
            form: Form::None,
            clock: None,
            clock_first: false,
            half: None,
            zone: None,
            ambiguous: false,
            choice: false,
            errand: false,
            recent: false,
            sense: Sense::Absolute,
        }
    }

    /// A day.
    pub(super) fn day(from: usize, until: usize, day: Date, form: Form) -> Self {
        Self { day: Some(day), form, ..Self::new(from, until) }
    }

    /// A stretch of days.
    pub(super) fn span(from: usize, until: usize, first: Date, last: Date, form: Form) -> Self {
        Self { sense: Sense::Span { until: last }, ..Self::day(from, until, first, form) }
    }

    /// So many days from the day spoken of before; `further` when it counts on from a count: "the week after that".
    pub(super) fn shift(from: usize, until: usize, days: i32, further: bool) -> Self {
        let form = if further { Form::Further } else { Form::None };
        Self { form, ..Self::relation(from, until, Sense::ShiftDays(days)) }
    }

    /// Something that stands to what was said before.
    pub(super) fn relation(from: usize, until: usize, sense: Sense) -> Self {
        Self { sense, ..Self::new(from, until) }
    }

    /// The first working day of the week in which a day lies.
    pub(super) fn week_of(from: usize, until: usize, day: Date) -> Self {
        Self::day(from, until, monday(day), Form::Week).unsure(true)
    }

    /// The same, open to another reading.
    pub(super) fn unsure(mut self, ambiguous: bool) -> Self {
        self.ambiguous |= ambiguous;
        self
    }

    /// The mention, unless nothing is left to say.
    pub(super) fn into_mention(self, lexemes: Stream<'_, '_>) -> Option<Mention> {
        let time = self.clock.and_then(|clock| clock.time(self.half));
        let says_nothing = self.day.is_none() && time.is_none() && self.zone.is_none();
        let relates = matches!(self.sense, Sense::ShiftDays(_) | Sense::SameTime | Sense::SameDay);
        if says_nothing && !relates && matches!(self.form, Form::None | Form::Further) {
            return None;
        }
        Some(Mention {
            range: lexemes.range(self.from, self.until),
            day: self.day,
            time,
            zone: self.zone,
            ambiguous: self.ambiguous,
            sense: self.sense,
            form: self.form,
            half: self.half,
            errand: self.errand,
            bare: self.day.is_none() && self.clock.is_some_and(|clock| clock.bare),
            guessed_half: self.clock.is_some_and(|clock| clock.open) && self.half.is_none(),
        })
    }
}
