//! A small grammar of spoken dates and times, anchored at the day of the call.

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

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
pub struct Mention {
    /// Its bytes in the text that was searched.
    pub range: Range<usize>,
    /// The day it means, where it says one.
    pub day: Option<Date>,
    /// The time of day, where it says one.
    pub time: Option<Time>,
    /// The zone that was named with it.
    pub zone: Option<TimeZone>,
    /// Whether the words allow another day or time as well.
    pub ambiguous: bool,
    /// What else it does.
    pub sense: Sense,
}

/// How a mention stands to others of the same conversation.
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
    /// A stretch: "next week", "in March", "Q2"; `day` is its first day.
    Span {
        /// Its last day.
        until: Date,
    },
}

/// Finds the dates and times in a text.
pub fn find(text: &str, anchor: &Anchor) -> Vec<Mention> {
    let _ = (text, anchor);
    Vec::new()
}
