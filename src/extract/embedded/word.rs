//! One word, prepared once so that it can be compared many times.

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::UtteranceId;
use crate::extract::hashing::{Hashes, hash, hashes};

/// One word as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Word<'c> {
    /// Lower-case, contraction resolved.
    pub(super) text: &'c str,
    /// [`hash`] of the text.
    pub(super) hash: u64,
    /// What it is besides a word.
    pub(super) traits: Traits,
    /// Whether the original starts with a capital.
    pub(super) capital: bool,
    /// Whether it is a name: its capital is not owed to its place, here or elsewhere in the call.
    pub(super) name: bool,
    /// Whether a comma, dash or the like stands before it, or the sentence starts with it.
    pub(super) clause: bool,
    /// Where it was said.
    pub(super) utterance: UtteranceId,
    /// Its bytes in the transcript.
    pub(super) range: Range<usize>,
}

/// What a word is besides a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// A number or a part of one.
    pub(super) number: bool,
    /// A month, a season, a quarter, a holiday, a year.
    pub(super) time: bool,
}

impl<'c> Word<'c> {
    /// Prepares a word, given its number; whether it is a name is found out later, from the others.
    pub(super) fn new(
        text: &'c str,
        hash: u64,
        capital: bool,
        clause: bool,
        utterance: UtteranceId,
        range: Range<usize>,
    ) -> Self {
        let traits = Traits { number: names_number(text, hash), time: names_time(text, hash, capital) };
        Self { text, hash, traits, capital, name: false, clause, utterance, range }
    }
}

/// Whether a word is a factor of ten or more: "thousand", "grand".
pub(super) fn is_magnitude(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "grand" | "dozen" | "billion")
}

fn names_number(word: &str, word_hash: u64) -> bool {
    static NUMBER_HASHES: LazyLock<Hashes> = LazyLock::new(|| hashes(&NUMBERS));
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'))
        || NUMBER_HASHES.contains(&word_hash)
        || (word.contains('-') && word.split('-').all(|part| NUMBERS.contains(&part)))
}

#[rustfmt::skip]
const NUMBERS: [&str; 35] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "grand",
    "dozen", "billion", "odd", "k",
];

/// "may" is a month only with a capital.
fn names_time(word: &str, word_hash: u64, capital: bool) -> bool {
    static TIME_HASHES: LazyLock<Hashes> = LazyLock::new(|| hashes(&TIMES));
    if word == "may" {
        return capital;
    }
    let stem_hash =
        if word.ends_with('s') { word.strip_suffix("'s").map_or(word_hash, hash) } else { word_hash };
    TIME_HASHES.contains(&stem_hash)
        || (word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[rustfmt::skip]
const TIMES: [&str; 36] = [
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "q1",
    "q2", "q3", "q4", "quarter", "spring", "summer", "autumn", "fall", "winter", "christmas", "easter",
    "thanksgiving",
];
