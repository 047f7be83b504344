//! Numbers that people put on a problem: money, counts, shares, spans of time; in digits or in words.

use std::ops::Range;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money, with its currency symbol where one was said.
    Money(Option<char>),
    /// A share of a hundred.
    Percent,
    /// A span of time: hours, days, weeks, months, years.
    Duration,
    /// A bare number or one of things.
    Count,
}

/// A number that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Its bytes in the text that was searched, the unit included.
    pub range: Range<usize>,
    /// The number.
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
    /// Short form for a brief: `$140k`, `9 days`, `1 in 10`, `60 %`.
    pub short: String,
}

/// Finds the numbers in a text.
pub fn find(text: &str) -> Vec<Amount> {
    let _ = text;
    Vec::new()
}
