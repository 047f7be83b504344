//! How a file of cues without voice tags names its speakers.

use std::collections::HashSet;

use super::super::labels::{self, Labelled, Labels, Shape};

/// How a file of cues names its speakers.
#[derive(Debug)]
pub(super) enum Style<'a> {
    /// `Name: text`.
    Colon(Labels<'a>),
    /// `[Name] text`.
    Bracket(Labels<'a>),
    /// The name on the first line, the text below.
    OwnLine(Labels<'a>),
}

impl<'a> Style<'a> {
    /// The style in which the most cues name somebody.
    pub(super) fn of(cues: &'a [Vec<(u32, String)>]) -> Self {
        let lines = || cues.iter().flatten().map(|(_, line)| without_chevrons(line).1);
        let first_lines =
            || cues.iter().filter_map(|lines| lines.first()).map(|(_, line)| without_chevrons(line).1);
        let colons: Vec<_> = lines().filter_map(labels::colon).map(|found| found.label).collect();
        let brackets: Vec<_> = first_lines().filter_map(labels::bracket).map(|found| found.label).collect();
        let above: Vec<_> = cues.iter().filter_map(|lines| name_above(lines)).collect();
        let learn = |seen: Vec<&'a str>| {
            let labels = Labels::learn(seen.iter().copied(), cues.len(), &HashSet::new());
            let named = seen.iter().filter(|label| labels.has(label)).count();
            (labels, named)
        };
        let (colon, bracket, own_line) = (learn(colons), learn(brackets), learn(above));
        // Sounds in brackets and short first lines are common; they name speakers only where most cues have them.
        let most = |named: usize| named * 2 > cues.len() && named > colon.1;
        if most(bracket.1) {
            Self::Bracket(bracket.0)
        } else if most(own_line.1) {
            Self::OwnLine(own_line.0)
        } else {
            Self::Colon(colon.0)
        }
    }

    /// What a line says about the speaker, and its words; `above_text` where it is the first of several of its cue.
    pub(super) fn split<'l>(&self, line: &'l str, above_text: bool) -> (Change<'l>, &'l str) {
        let (somebody_else, words) = without_chevrons(line);
        let found = match self {
            Self::Colon(labels) => labels::colon(words).filter(|found| labels.has(found.label)),
            Self::Bracket(labels) => {
                labels::bracket(words).filter(|found| labels.has(found.label)).map(|found| {
                    let rest = found.rest.strip_prefix(':').map_or(found.rest, str::trim_start);
                    Labelled { rest, ..found }
                })
            }
            Self::OwnLine(labels) => {
                let named = above_text && labels.has(words);
                named.then_some(Labelled { label: words, ms: None, rest: "" })
            }
        };
        match found {
            Some(found) => (Change::To(found.label), found.rest),
            None if somebody_else => (Change::ToSomebody, words),
            None => (Change::None, words),
        }
    }
}

/// Who speaks from a line on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change<'a> {
    /// Whoever spoke before.
    None,
    /// Somebody else who is not named.
    ToSomebody,
    /// The voice of that label.
    To(&'a str),
}

/// The first line of a cue, where it may be nothing but a name above the text.
fn name_above(lines: &[(u32, String)]) -> Option<&str> {
    match lines {
        [(_, name), _, ..] => {
            matches!(Shape::of(name), Some(Shape::Voice | Shape::Name | Shape::Word)).then_some(name.as_str())
        }
        _ => None,
    }
}

/// `>>` at the start of a caption says that somebody else speaks.
fn without_chevrons(line: &str) -> (bool, &str) {
    match line.trim_start().strip_prefix(">>") {
        Some(rest) => (true, rest.trim_start_matches('>').trim_start()),
        None => (false, line.trim_start()),
    }
}
