//! Holds a sentence of the model against the facts it cites. Whatever is unsure does not pass: the composer has a line for it.
//!
//! Comes in: a [`Claim`]. Goes out: nothing, or [`Why`] it does not pass. The order is from the form to the meaning.

mod asking;
mod commitment;
mod figures;
mod form;
mod people;
mod polarity;
mod quoted;
mod scope;
mod support;

use std::fmt;

use crate::domain::SectionKind;
use crate::domain::brief::Tone;
use crate::domain::{FactId, Line};

use super::super::verify::{self, Unsupported};
use super::claim::Claim;

/// Why a sentence of the model is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is no plain sentence: markup, a link, a control character, too long.
    Form(&'static str),
    /// It cites nothing, too much, or a number that is no fact's.
    Cites,
    /// It cites a fact that has no place in its section.
    Section,
    /// A number, date, name or quoted words are not in what it cites.
    Unsupported(Unsupported),
    /// A quotation cut so that its meaning may turn, or the seller's words as the buyer's.
    Quotation,
    /// A number counts something else there.
    Figure(String),
    /// A day or time that belongs to something else, or that only meant something on the day of the call.
    Day(String),
    /// It denies what was said, or says what was denied or left open.
    Turned(String),
    /// It takes something for agreed that is not.
    Strengthened(String),
    /// It gives somebody a part, title, deed or message that the facts do not.
    Person(String),
    /// Too much of it is not in what it cites.
    Invented(String),
    /// It orders somebody about, or reads like an instruction to a machine.
    Order,
    /// It is no short question about this account.
    Question,
    /// A fixed line or an earlier sentence says it already.
    Twice,
    /// Its section is full.
    Room,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(what) => write!(f, "no plain sentence: {what}"),
            Self::Cites => f.write_str("cites no fact, too many, or one that does not exist"),
            Self::Section => f.write_str("cites a fact that has no place in this section"),
            Self::Unsupported(Unsupported::Nothing) => f.write_str("rests on nothing"),
            Self::Unsupported(Unsupported::Words(words)) => write!(f, "nobody said “{words}”"),
            Self::Unsupported(Unsupported::Number(number)) => {
                write!(f, "the number {number} is not in its facts")
            }
            Self::Unsupported(Unsupported::Time(time)) => write!(f, "the time {time} is not in its facts"),
            Self::Unsupported(Unsupported::Name(name)) => write!(f, "the name {name} is not in its facts"),
            Self::Quotation => f.write_str("a quotation cut inside its sentence, or not the buyer's"),
            Self::Figure(number) => write!(f, "{number} counts something else in its facts"),
            Self::Day(day) => write!(f, "{day} belongs to something else in its facts"),
            Self::Turned(word) => write!(f, "its facts say the opposite, or leave it open: {word}"),
            Self::Strengthened(word) => write!(f, "not agreed as firmly as it says: {word}"),
            Self::Person(name) => write!(f, "its facts do not say that of {name}"),
            Self::Invented(words) => write!(f, "not in its facts: {words}"),
            Self::Order => f.write_str("reads like an order"),
            Self::Question => f.write_str("no short question about this account"),
            Self::Twice => f.write_str("said already"),
            Self::Room => f.write_str("no room in its section"),
        }
    }
}

pub(super) use quoted::bare;

/// Facts that a sentence may cite.
const MAX_CITES: usize = 6;

/// Holds a sentence against the facts it cites. `shown` are quotations of the composer, which knows where to cut.
pub(super) fn check(claim: &Claim<'_>, cites: &[FactId], shown: &[String]) -> Result<(), Why> {
    form::check(claim)?;
    let known = claim.cited.len() == cites.len();
    if cites.is_empty() || cites.len() > MAX_CITES || !known {
        return Err(Why::Cites);
    }
    scope::check(claim)?;
    let tone = if claim.section == SectionKind::Ask { Tone::Question } else { Tone::Plain };
    let text = support::without_ordinary_capitals(claim);
    let line = Line { lead: None, text, tone, cites: cites.to_vec() };
    verify::check(&line, claim.desk.ledger).map_err(Why::Unsupported)?;
    quoted::check(claim, shown)?;
    figures::check(claim)?;
    people::check(claim)?;
    if claim.section == SectionKind::Ask {
        return asking::check(claim);
    }
    commitment::check(claim)?;
    polarity::check(claim)?;
    support::check(claim)
}

#[cfg(test)]
mod tests;
