//! Which words before a colon are somebody's name.
//!
//! "The problem is: we can't" has a colon too. A label is told by its shape, by how often it comes back, and by how the rest
//! of the file is labelled.

mod shape;

use std::collections::{HashMap, HashSet};

use super::times;

pub(super) use shape::Shape;
use shape::{MAX_CHARS, is_no_name, is_sound};

/// A line that may begin with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: &'a str,
    /// A time beside the label.
    pub(super) ms: Option<u64>,
    /// What is said.
    pub(super) rest: &'a str,
}

/// `Label: rest`, `Label [00:05]: rest`, `**Label:** rest`, `[Label]: rest`, as far as the shape allows a label.
pub(super) fn colon(line: &str) -> Option<Labelled<'_>> {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line).trim_start();
    let (at, width) = label_colon(line)?;
    let (before, after) = (line.get(..at)?, line.get(at + width..)?);
    if after.starts_with("//") {
        return None;
    }
    let marks = before.len() - before.trim_start_matches(['*', '_']).len();
    let (mark, before) = before.split_at_checked(marks)?;
    let (label, ms) = match times::suffix(before) {
        Some((label, ms)) => (label.trim_end(), Some(ms)),
        None => (before, None),
    };
    let (label, rest) = match label.strip_suffix(mark) {
        Some(label) => (label, after),
        None => (label, after.trim_start().strip_prefix(mark)?),
    };
    let label = strip_pair(label.trim().trim_end_matches([',', '-', '–']).trim_end());
    Shape::of(label)?;
    Some(Labelled { label, ms, rest: rest.trim() })
}

/// `[Label] rest`, as some `SubRip` files have it.
pub(super) fn bracket(line: &str) -> Option<Labelled<'_>> {
    let (label, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let shape = Shape::of(label.trim())?;
    (!is_sound(label) && shape != Shape::Loose).then_some(Labelled {
        label: label.trim(),
        ms: None,
        rest: rest.trim(),
    })
}

/// The byte position and width of the first colon outside brackets and times.
fn label_colon(line: &str) -> Option<(usize, usize)> {
    let mut depth = 0_i32;
    let mut previous = ' ';
    let mut chars = line.char_indices().take(MAX_CHARS + 24).peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ':' | '：' if depth <= 0 => {
                let in_time =
                    previous.is_ascii_digit() && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                if !in_time {
                    return Some((at, char.len_utf8()));
                }
            }
            _ => {}
        }
        previous = char;
    }
    None
}

/// `[Label]` and `(Label)` without their brackets.
fn strip_pair(label: &str) -> &str {
    let inner = |open, close| label.strip_prefix(open)?.strip_suffix(close);
    inner('[', ']').or_else(|| inner('(', ')')).map_or(label, str::trim)
}

/// The labels of one file that are taken for voices, and how often each was seen.
#[derive(Debug, Default)]
pub(super) struct Labels<'a> {
    accepted: HashMap<&'a str, usize>,
}

impl<'a> Labels<'a> {
    /// Decides about the labels seen in `units` cues or paragraphs; `known` names are voices whatever they look like.
    pub(super) fn learn(
        seen: impl IntoIterator<Item = &'a str>,
        units: usize,
        known: &HashSet<&str>,
    ) -> Self {
        let mut counts: HashMap<&'a str, usize> = HashMap::new();
        for label in seen {
            *counts.entry(label).or_default() += 1;
        }
        // `Q:` and `A:`: single letters, where there are several.
        let is_letter = |label: &str, count: usize| count > 1 && label.len() == 1 && label != "I";
        let letters = counts.iter().filter(|(label, count)| is_letter(label, **count)).count();
        let certain = |label: &str, count: usize| {
            known.contains(label)
                || (letters > 1 && is_letter(label, count))
                || match Shape::of(label) {
                    Some(Shape::Voice) => true,
                    Some(Shape::Name) => count > 1 && (!is_no_name(label) || is_full_name(label)),
                    Some(Shape::Word) => count > 1 && !is_no_name(label),
                    _ => false,
                }
        };
        let labelled: usize =
            counts.iter().filter(|(label, count)| certain(label, **count)).map(|(_, count)| count).sum();
        // Where nearly everything is labelled, or there is little to go by, less likely shapes count as names too.
        let well_labelled = labelled * 10 >= units * 8 || units <= 6;
        let accepted = counts.into_iter().filter(|(label, count)| {
            certain(label, *count)
                || match Shape::of(label) {
                    _ if is_no_name(label) => *count > 2 && count * 10 >= units,
                    Some(Shape::Name) => well_labelled || !looks_like_address_of(label),
                    Some(Shape::Word) => well_labelled,
                    Some(Shape::Loose) => {
                        let often = *count > 2 && count * 20 >= units || *count > 1 && well_labelled;
                        often && label.split_whitespace().count() <= 4
                    }
                    _ => false,
                }
        });
        Self { accepted: accepted.collect() }
    }

    /// Whether that label is a voice.
    pub(super) fn has(&self, label: &str) -> bool {
        self.accepted.contains_key(label)
    }

    /// Whether that label is a voice, and one that was seen more than once.
    pub(super) fn has_again(&self, label: &str) -> bool {
        self.accepted.get(label).is_some_and(|count| *count > 1)
    }
}

/// `Long Nguyen`, `April Jones`: two capitalised words and nothing else, whatever the first one means.
fn is_full_name(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let capitalised =
        |word: &str| word.chars().count() > 1 && word.chars().next().is_some_and(char::is_uppercase);
    words.clone().count() > 1 && words.all(capitalised)
}

/// `Dana, Priya`: two single words with a comma are rather people spoken to than somebody's name, unless they come back.
fn looks_like_address_of(label: &str) -> bool {
    label.split_once(',').is_some_and(|(before, _)| before.split_whitespace().count() == 1)
}

#[cfg(test)]
mod tests;
