//! Phrases with gaps, found in one pass over the words of a sentence.
//!
//! A phrase is written as it is said, word by word: `there is no|not budget|money`. In it
//!
//! - `a|b` is either word, and `a|` is the word or nothing;
//! - `*` is up to three words, `**` up to six;
//! - `#` is an amount: digits or number words;
//! - `%` is a time: a month, a season, a quarter, a year, a holiday;
//! - `@` is a word with a capital that is not "I";
//! - `^` in front ties it to the start of a clause, `$` at the end to the end of the sentence.
//!
//! The first word must be plain, `#` or `@`.

use std::collections::HashMap;
use std::ops::Range;

use super::reading::Word;

/// Words that may stand between the start of a clause and a phrase that is tied to it.
const OPENERS: [&str; 22] = [
    "so",
    "well",
    "and",
    "but",
    "yeah",
    "yes",
    "no",
    "oh",
    "okay",
    "ok",
    "look",
    "honestly",
    "right",
    "then",
    "i",
    "mean",
    "now",
    "like",
    "actually",
    "because",
    "basically",
    "frankly",
];

/// Phrases, each with what it says.
pub(super) struct Phrases<T: 'static> {
    entries: Vec<(Vec<Piece>, &'static T)>,
    by_word: HashMap<&'static str, Vec<usize>>,
    by_kind: Vec<usize>,
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit<'p, T> {
    /// What the phrase says.
    pub(super) says: &'p T,
    /// Its words, counted from the start of the sentence.
    pub(super) words: Range<usize>,
}

enum Piece {
    Words { any: Vec<&'static str>, optional: bool },
    Gap(usize),
    Amount,
    Time,
    Capital,
    Start,
    End,
}

impl<T: 'static> Phrases<T> {
    /// Compiles a table of phrases.
    pub(super) fn new(table: &'static [(&'static str, T)]) -> Self {
        let mut phrases = Self { entries: Vec::new(), by_word: HashMap::new(), by_kind: Vec::new() };
        for (phrase, says) in table {
            let pieces: Vec<Piece> = phrase.split(' ').map(Piece::read).collect();
            let index = phrases.entries.len();
            match pieces.iter().find(|piece| !matches!(piece, Piece::Start)) {
                Some(Piece::Words { any, .. }) => {
                    for word in any {
                        phrases.by_word.entry(word).or_default().push(index);
                    }
                }
                _ => phrases.by_kind.push(index),
            }
            phrases.entries.push((pieces, says));
        }
        phrases
    }

    /// Every phrase in a sentence, in the order of their first words.
    pub(super) fn find<'p>(&'p self, words: &[Word<'_>]) -> Vec<Hit<'p, T>> {
        let mut hits = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let named = self.by_word.get(word.text).map_or(&[][..], Vec::as_slice);
            for index in named.iter().chain(&self.by_kind) {
                let Some((pieces, says)) = self.entries.get(*index) else { continue };
                if let Some(end) = matches(pieces, words, at) {
                    hits.push(Hit { says: *says, words: at..end });
                }
            }
        }
        hits
    }
}

impl Piece {
    fn read(text: &'static str) -> Self {
        match text {
            "*" => Self::Gap(3),
            "**" => Self::Gap(6),
            "#" => Self::Amount,
            "%" => Self::Time,
            "@" => Self::Capital,
            "^" => Self::Start,
            "$" => Self::End,
            _ => {
                let any: Vec<&'static str> = text.split('|').filter(|word| !word.is_empty()).collect();
                Self::Words { any, optional: text.ends_with('|') }
            }
        }
    }
}

/// The end of the match that starts at a word.
fn matches(pieces: &[Piece], words: &[Word<'_>], at: usize) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(at) };
    match piece {
        Piece::Start => starts_clause(words, at).then(|| matches(rest, words, at)).flatten(),
        Piece::End => (at == words.len()).then(|| matches(rest, words, at)).flatten(),
        Piece::Gap(most) => (at..=words.len().min(at + most)).find_map(|next| matches(rest, words, next)),
        Piece::Words { any, optional } => {
            let here = words
                .get(at)
                .filter(|word| any.contains(&word.text))
                .and_then(|_| matches(rest, words, at + 1));
            here.or_else(|| optional.then(|| matches(rest, words, at)).flatten())
        }
        Piece::Time => {
            words.get(at).filter(|word| is_time(word.text)).and_then(|_| matches(rest, words, at + 1))
        }
        Piece::Capital => {
            let named = words.get(at).filter(|word| word.capital && word.text != "i");
            named.and_then(|_| matches(rest, words, at + 1))
        }
        Piece::Amount => {
            let length = amount_length(words.get(at..).unwrap_or_default());
            (length > 0).then(|| matches(rest, words, at + length)).flatten()
        }
    }
}

/// Whether only opening words stand between the start of the clause and this word.
fn starts_clause(words: &[Word<'_>], at: usize) -> bool {
    let mut before = at;
    loop {
        if words.get(before).is_none_or(|word| word.clause) {
            return true;
        }
        let Some(previous) = before.checked_sub(1) else { return true };
        if !words.get(previous).is_some_and(|word| OPENERS.contains(&word.text)) {
            return false;
        }
        before = previous;
    }
}

/// How many words from here on say a number: `a hundred and forty thousand`, `$140k`, `two-fifty`.
pub(super) fn amount_length(words: &[Word<'_>]) -> usize {
    let article = words.first().is_some_and(|word| matches!(word.text, "a" | "half"))
        && words.get(1).is_some_and(|word| is_magnitude(word.text));
    let mut length = usize::from(article);
    while let Some(word) = words.get(length) {
        let joins = matches!(word.text, "and" | "point" | "a")
            && length > 0
            && words.get(length + 1).is_some_and(|next| is_number(next.text));
        if !(is_number(word.text) || joins) {
            break;
        }
        length += 1;
    }
    length
}

fn is_magnitude(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "grand" | "dozen" | "billion")
}

/// Whether a word is a number or a part of one.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'))
        || is_magnitude(word)
        || word.split('-').all(|part| NUMBERS.contains(&part))
}

const NUMBERS: [&str; 31] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "odd",
    "k",
];

/// Whether a word names a time of the year or a year.
pub(super) fn is_time(word: &str) -> bool {
    let stem = word.strip_suffix("'s").unwrap_or(word);
    TIMES.contains(&stem)
        || (stem.len() == 4 && stem.starts_with("20") && stem.bytes().all(|byte| byte.is_ascii_digit()))
}

const TIMES: [&str; 37] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "q1",
    "q2",
    "q3",
    "q4",
    "quarter",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "christmas",
    "easter",
    "thanksgiving",
];

#[cfg(test)]
mod tests;
