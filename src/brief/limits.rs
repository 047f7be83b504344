//! One screen: the limits that the composer obeys and the tests check.

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
