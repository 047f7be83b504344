//! One screen: the limits that the composer obeys and the tests check.
//!
//! [`measure`] counts what the terminal shows, so that the composer and the reader see the same.

use super::phrase;
use super::render::terminal::{self, Style};
use crate::domain::Brief;

/// Words of the whole brief as the terminal shows it, at the most.
pub const MAX_WORDS: usize = 350;
/// Lines in a terminal of [`COLUMNS`] columns, at the most.
pub const MAX_LINES: usize = 45;
/// The width in which lines are counted.
pub const COLUMNS: usize = 100;
/// Words that a brief usually has.
pub const USUAL_WORDS: usize = 250;
/// Questions, at the most.
pub const MAX_QUESTIONS: usize = 3;
/// Words of a question, at the most.
pub const MAX_QUESTION_WORDS: usize = 15;
/// People shown, at the most.
pub const MAX_PEOPLE: usize = 5;
/// How much room a brief takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Words, as `wc -w` counts them.
    pub words: usize,
    /// Lines at [`COLUMNS`] columns.
    pub lines: usize,
}

/// The room that a brief takes in a terminal of [`COLUMNS`] columns: everything printed, header, footer and marks.
pub fn measure(brief: &Brief) -> Size {
    let style = Style { columns: COLUMNS, colour: false, evidence: false };
    let text = terminal::render(brief, &style);
    Size { words: phrase::words(&text), lines: text.lines().count() }
}
