//! Phrases as data: small tables of what people say, found in the word stream with one look-up a word.
//!
//! A phrase is words separated by spaces. `a|b` allows either word, `_` any one word, `*` up to three words, `$` is the end of a clause. A phrase is compared with
//! the words as said (`he'll`), never beyond the end of a sentence, and a `*` never jumps over a negation.

use super::hashing::{ByHash, hash};
use super::speech::{Speech, Word};

/// One step of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of these words, each by its number.
    Words(Vec<u64>),
    /// Any one word.
    Any,
    /// None to three words, none of which negates.
    Gap,
    /// The end of the clause: a pause or the end of the sentence.
    End,
}

impl Step {
    fn fits(&self, word: &Word<'_>) -> bool {
        match self {
            Self::Words(words) => words.contains(&word.hash),
            Self::Any => true,
            Self::End => word.pause,
            Self::Gap => !is_negation(word.lower),
        }
    }
}

/// Reads a phrase.
pub fn parse(phrase: &str) -> Vec<Step> {
    phrase
        .split(' ')
        .filter(|step| !step.is_empty())
        .map(|step| match step {
            "_" => Step::Any,
            "*" => Step::Gap,
            "$" => Step::End,
            words => Step::Words(words.split('|').map(hash).collect()),
        })
        .collect()
}

/// How many words from `at` on fit the steps, `None` when they do not.
pub fn match_forward(speech: &Speech<'_>, at: usize, steps: &[Step]) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(0) };
    match step {
        Step::End => {
            let open = speech.word(at).is_some_and(|word| !word.pause)
                && at.checked_sub(1).is_some_and(|before| same_sentence(speech, before, at));
            (!open).then_some(0)
        }
        Step::Gap => {
            for skipped in 0..=3 {
                if let Some(length) = match_forward(speech, at + skipped, rest)
                    && (rest.is_empty() || same_sentence(speech, at, at + skipped))
                {
                    return Some(skipped + length);
                }
                match speech.word(at + skipped) {
                    Some(word) if step.fits(word) => {}
                    _ => return None,
                }
            }
            None
        }
        _ => {
            let word = speech.word(at)?;
            if !step.fits(word) {
                return None;
            }
            if rest.is_empty() {
                return Some(1);
            }
            if !same_sentence(speech, at, at + 1) && rest != [Step::End] {
                return None;
            }
            match_forward(speech, at + 1, rest).map(|length| length + 1)
        }
    }
}

/// How many words up to (and without) `end` fit the steps, `None` when they do not.
pub fn match_backward(speech: &Speech<'_>, end: usize, steps: &[Step]) -> Option<usize> {
    let Some((step, rest)) = steps.split_last() else { return Some(0) };
    if *step == Step::Gap {
        for skipped in 0..=3_usize {
            let end = end.checked_sub(skipped)?;
            if let Some(length) = match_backward(speech, end, rest) {
                return Some(skipped + length);
            }
            let before = end.checked_sub(1).and_then(|at| speech.word(at))?;
            if !step.fits(before) {
                return None;
            }
        }
        return None;
    }
    let at = end.checked_sub(1)?;
    if !step.fits(speech.word(at)?) {
        return None;
    }
    if rest.is_empty() {
        return Some(1);
    }
    if !same_sentence(speech, at.checked_sub(1)?, at) {
        return None;
    }
    match_backward(speech, at, rest).map(|length| length + 1)
}

fn same_sentence(speech: &Speech<'_>, left: usize, right: usize) -> bool {
    match (speech.word(left), speech.word(right)) {
        (Some(left), Some(right)) => left.sentence == right.sentence,
        _ => false,
    }
}

/// Words that turn a statement round.
pub fn is_negation(lower: &str) -> bool {
    matches!(
        lower,
        "not"
            | "no"
            | "never"
            | "nobody"
            | "nothing"
            | "neither"
            | "without"
            | "cannot"
            | "ain't"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "don't"
            | "doesn't"
            | "didn't"
            | "won't"
            | "can't"
            | "couldn't"
            | "wouldn't"
            | "shouldn't"
            | "hasn't"
            | "haven't"
            | "hadn't"
    )
}

/// A table of phrases with what each means.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: ByHash<Vec<(Vec<Step>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Reads a table. Every phrase starts with a word, not with a wildcard.
    pub fn new(table: &[(&'static str, T)]) -> Self {
        let mut by_first: ByHash<Vec<(Vec<Step>, T)>> = ByHash::default();
        for (phrase, meaning) in table {
            let steps = parse(phrase);
            if let Some((Step::Words(first), rest)) = steps.split_first() {
                for word in first {
                    by_first.entry(*word).or_default().push((rest.to_vec(), *meaning));
                }
            }
        }
        Self { by_first }
    }

    /// The phrases that start at a word: how many words each takes and what it means, in the order of the table.
    pub fn at<'t>(&'t self, speech: &'t Speech<'_>, at: usize) -> impl Iterator<Item = (usize, T)> + 't {
        let first = speech.word(at).and_then(|word| self.by_first.get(&word.hash));
        first.into_iter().flatten().filter_map(move |(rest, meaning)| {
            if rest.is_empty() {
                return Some((1, *meaning));
            }
            if !same_sentence(speech, at, at + 1) {
                return None;
            }
            match_forward(speech, at + 1, rest).map(|length| (length + 1, *meaning))
        })
    }
}
