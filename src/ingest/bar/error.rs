//! What is wrong with a bar, shown where it stands.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

use crate::domain::bar::CriterionTest;

/// A bar that cannot be used, with the place in its file.
///
/// Its `Display` is several lines: `file:line:column: problem`, the line itself, a caret below it, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarError(Box<Place>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    source_line: String,
    width: usize,
    problem: BarProblem,
}

/// The kinds of things that can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BarProblem {
    /// Not TOML, or not the fields of a bar.
    #[error("{0}")]
    Shape(String),
    /// A name, id or statement with nothing in it.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The version is not a whole number from 1.
    #[error("version {0}, expected 1 or higher")]
    Version(i64),
    /// No criterion, or too many for a checklist that people use.
    #[error("{found} criteria, expected 1 to {limit}")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// An id that is not a short key.
    #[error("id {0:?}, expected lower-case letters, digits and _, at most 32, such as \"need\"")]
    Id(String),
    /// Two criteria with the same id.
    #[error("id {id:?} is used twice, first on line {first_line}")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stands first.
        first_line: usize,
    },
    /// A sign-off under a version that does not exist yet.
    #[error("sign-off under version {signed}, but the bar is at version {current}")]
    SignOffVersion {
        /// The version in the sign-off.
        signed: i64,
        /// The version of the bar.
        current: i64,
    },
    /// One person signed for both teams.
    #[error("{0} signed for both teams; a bar is an agreement between two leaders")]
    SameSigner(String),
    /// A date that is none.
    #[error("date {0}, expected a day such as 2026-01-05")]
    Date(String),
    /// A statement that no recording can show to be wrong.
    #[error("criterion {id:?} is not falsifiable: {why}")]
    Unfalsifiable {
        /// The criterion.
        id: String,
        /// What is missing or vague in it.
        why: String,
        /// What it tests, for the example.
        test: CriterionTest,
    },
}

impl BarError {
    pub(super) fn new(file: &str, text: &str, span: Range<usize>, problem: BarProblem) -> Self {
        let start = floor(text, span.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| start + at);
        let source_line = text.get(line_start..line_end).unwrap_or_default().trim_end_matches('\r');
        let marked = text.get(start..floor(text, span.end).clamp(start, line_end)).unwrap_or_default();
        Self(Box::new(Place {
            file: file.to_owned(),
            line: line_of(text, start),
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            source_line: source_line.to_owned(),
            width: marked.trim_end().chars().count().max(1),
            problem,
        }))
    }

    /// Line in the file, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// What is wrong.
    pub fn problem(&self) -> &BarProblem {
        &self.0.problem
    }
}

impl fmt::Display for BarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, column, source_line, width, problem } = &*self.0;
        let gutter = line.to_string().len();
        let indent: String =
            source_line.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        writeln!(f, "{file}:{line}:{column}: {problem}")?;
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(f, "{line} | {source_line}")?;
        write!(f, "{:gutter$} | {indent}{}", "", "^".repeat(*width))?;
        if let BarProblem::Unfalsifiable { test, .. } = problem {
            let example = super::lint::example(*test);
            write!(
                f,
                "\n{:gutter$} = say what must be said or shown, and by whom; for example: {example}",
                ""
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for BarError {}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
