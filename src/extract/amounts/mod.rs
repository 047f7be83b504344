//! Numbers that people put on a problem: money, counts, shares, spans of time; in digits or in words.
//!
//! Comes in: a text. Goes out: its [`Amount`]s, or with [`values`] every number in it. Times of day, dates, years, telephone and model
//! numbers, ordinals and the pronoun "one" are no amounts. `shares` reads fractions and ratios, `units` what is counted, `form`
//! writes the short form.

mod form;
mod shares;
mod units;

use std::ops::Range;
use std::sync::LazyLock;

use super::call::Token;
use super::dates::words::month_beside_number;
use super::hashing::WordSet;
use super::lexer::{Gap, Lexeme, Stream, lex};
use super::numerals::{Read, number, ordinal, small, tens, unit, year};

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
    /// The number, in the unit in which it was said: 2 for "two hours a week", 0.1 for "one in ten", 60 for "sixty percent".
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
    /// Short form for a brief, in the text's own terms: `$140k`, `9 days`, `1 in 10`, `60 %`, `900 a week`.
    pub short: String,
}

/// Finds the numbers in a text, in their order. Linear in its length; ranges never overlap.
pub fn find(text: &str) -> Vec<Amount> {
    let lower = text.to_ascii_lowercase();
    let lexemes = lex(text, &lower);
    let reader = Reader { lexemes: Stream::new(&lexemes) };
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < lexemes.len() {
        let (amount, next) = reader.amount(at);
        amounts.extend(amount);
        at = next.max(at + 1);
    }
    amounts
}

/// Whether an amount may stand among the words of an utterance. None is overlooked, and most utterances without one are told.
pub(super) fn may_be_among(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        let lower = token.lower.as_str();
        // What is no plain word may be digits, or two words in one.
        let plain = lower.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'');
        !plain || lower.strip_suffix("'s").map_or_else(|| SIGNS.has(token.hash), |stem| SIGNS.contains(stem))
    })
}

/// Every number in a text, digits and words alike: "$1.8M" and "one point eight million" are both 1,800,000, "the 14th" and "the
/// fourteenth" both 14.
///
/// Meant for asking whether the numbers of one text occur in another. Where words can be read in two ways ("two forty") every reading
/// is there. "First", "second" and "third" and the pronoun "one" are left out.
pub fn values(text: &str) -> Vec<f64> {
    let lower = text.to_ascii_lowercase();
    let lexemes = lex(text, &lower);
    let reader = Reader { lexemes: Stream::new(&lexemes) };
    let mut values = Vec::new();
    let mut at = 0;
    while at < lexemes.len() {
        at = reader.value(at, &mut values).max(at + 1);
    }
    values
}

/// Words with which an amount begins. Most words of a call are none of these, and are passed over at the cost of one look-up.
static BEGINNINGS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
         sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety \
         a an half quarter once twice",
    )
});

/// Words of which every amount in words has one: the beginnings, or what "a" and "an" have to stand before.
static SIGNS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
         sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety \
         half quarter quarters once twice hundred thousand million billion dozen \
         third thirds fifth fifths tenth tenths second seconds sec secs minute minutes min mins \
         hour hours hr hrs h day days night nights weekend weekends week weeks fortnight fortnights \
         month months year years",
    )
});

/// Whether an amount, or a number that is none, may begin with a lexeme.
fn begins_an_amount(lexeme: &Lexeme<'_>) -> bool {
    lexeme.digits || BEGINNINGS.contains(&lexeme.text)
}

/// Reads amounts from lexemes.
#[derive(Clone, Copy)]
struct Reader<'s, 'a> {
    lexemes: Stream<'s, 'a>,
}

/// A number, or a range of two, before its unit is known.
#[derive(Clone, Copy)]
struct Figure {
    value: f64,
    upper: Option<f64>,
    next: usize,
}

impl Reader<'_, '_> {
    /// The amount at a position, if one begins there, and where to go on reading.
    fn amount(&self, at: usize) -> (Option<Amount>, usize) {
        if !self.lexemes.get(at).is_some_and(begins_an_amount) {
            return (None, at + 1);
        }
        if let Some(amount) = self.share(at).or_else(|| self.plain_duration(at)) {
            return (Some(amount.value), amount.next);
        }
        if let Some(next) = self.no_amount(at) {
            return (None, next);
        }
        let Some(figure) = self.figure(at) else { return (None, at + 1) };
        match self.united(at, figure) {
            Some(amount) => (Some(amount.value), amount.next),
            None => (None, figure.next),
        }
    }

    /// A number or a range: "nine", "two to three", "thirty, thirty-five", `5-6`.
    fn figure(&self, at: usize) -> Option<Figure> {
        let lexemes = self.lexemes;
        let first = self.paired(at).or_else(|| number(lexemes, at))?;
        let next = self.approximate(first.next);
        let link = match lexemes.text(next) {
            "to" | "or" if lexemes.close(next) => 1,
            _ if matches!(lexemes.gap(next), Gap::Hyphen | Gap::Comma) => 0,
            _ => return Some(Figure { value: first.value, upper: None, next }),
        };
        let second = number(lexemes, next + link).filter(|second| {
            let counted = units::duration(lexemes.text(second.next)).is_some()
                || self.is_percent(second.next)
                || self.things(second.next).is_some()
                || units::currency(lexemes.text(second.next)).is_some();
            // In "eight, nine thousand dollars" the thousand belongs to both.
            let rising =
                second.value > first.value && (second.value < 10.0 * first.value || second.value >= 1000.0);
            counted && rising && lexemes.close(second.next)
        });
        Some(match second {
            Some(second) => {
                let scale = if second.value >= 1000.0 && first.value < 1000.0 { 1000.0 } else { 1.0 };
                Figure {
                    value: first.value * scale,
                    upper: Some(second.value),
                    next: self.approximate(second.next),
                }
            }
            None => Figure { value: first.value, upper: None, next },
        })
    }

    /// "Three fifty k" is three hundred and fifty thousand; without a scale behind it such a pair is left alone.
    fn paired(&self, at: usize) -> Option<Read<f64>> {
        let lexemes = self.lexemes;
        let hundreds = unit(lexemes.text(at)).filter(|hundreds| (1..10).contains(hundreds))?;
        let rest = small(lexemes, at + 1).filter(|rest| rest.value >= 10 && lexemes.close(at + 1))?;
        let scale = match lexemes.text(rest.next) {
            "k" | "grand" | "thousand" => 1e3,
            _ => return None,
        };
        Some(Read { value: f64::from(hundreds * 100 + rest.value) * scale, next: rest.next + 1 })
    }

    /// "Forty-some", "twenty thousand-odd", "a hundred plus".
    fn approximate(&self, at: usize) -> usize {
        let vague = matches!(self.lexemes.text(at), "some" | "odd" | "plus" | "ish")
            && self.lexemes.gap(at) == Gap::Hyphen;
        at + usize::from(vague)
    }

    /// Where a number that counts nothing ends: a time, a date, a year, an ordinal, a telephone number, a model.
    fn no_amount(&self, at: usize) -> Option<usize> {
        let lexemes = self.lexemes;
        let lexeme = lexemes.get(at)?;
        if let Some(rank) = ordinal(lexemes, at) {
            return Some(rank.next);
        }
        // "Twenty twenty-seven" is a year.
        if lexeme.digits {
            return self.no_digits(at);
        }
        if (tens(&lexeme.text).is_some() || lexeme.text == "nineteen")
            && let Some(spoken) =
                year(lexemes, at).filter(|year| units::duration(lexemes.text(year.next)).is_none())
        {
            return Some(spoken.next);
        }
        let hour = small(lexemes, at)?;
        // "Since eighty-eight", "the end of twenty-seven" are years.
        let since = lexemes.before(at, 1) == "since"
            || (lexemes.before(at, 2), lexemes.before(at, 1)) == ("end", "of");
        if since && hour.value > 12 && !self.is_measured(hour.next) {
            return Some(hour.next);
        }
        self.is_a_time(at, hour.value, hour.next).or_else(|| self.is_a_label(at, hour.next))
    }

    /// The same for digits.
    fn no_digits(&self, at: usize) -> Option<usize> {
        let lexemes = self.lexemes;
        let lexeme = lexemes.get(at)?;
        let behind = lexemes.gap(at + 1);
        let digits_behind = lexemes.get(at + 1).is_some_and(|next| next.digits);
        // `9:30`, `3/14`, `602-555-0148`.
        let joined = |gap: Gap| matches!(gap, Gap::Colon | Gap::Slash);
        if digits_behind && joined(behind)
            || lexemes.before(at, 1).bytes().all(|byte| byte.is_ascii_digit()) && at > 0 && joined(lexeme.gap)
        {
            return Some(at + 1);
        }
        let mut end = at + 1;
        let mut count = lexeme.text.len();
        while lexemes.gap(end) == Gap::Hyphen && lexemes.get(end).is_some_and(|next| next.digits) {
            count += lexemes.text(end).len();
            end += 1;
        }
        if end > at + 1 && (count >= 7 || end > at + 2)
            || lexeme.text.len() > 1 && lexeme.text.starts_with('0')
        {
            return Some(end);
        }
        // `454B`, `W2`, `B-52`: a letter on either side, unless it is a unit.
        let letter_before = lexeme.gap == Gap::Glued
            || lexeme.gap == Gap::Hyphen && at > 0 && lexemes.before(at, 1).len() <= 2;
        let letter_behind = behind == Gap::Glued && !units::is_suffix(lexemes.text(at + 1));
        if (letter_before && lexeme.sign.is_none())
            || letter_behind && lexemes.get(at + 1).is_some_and(|next| !next.digits)
        {
            return Some(end + usize::from(letter_behind));
        }
        let alone = lexeme.sign.is_none() && !lexeme.percent;
        if alone && year(lexemes, at).is_some() && !self.is_measured(at + 1) {
            return Some(at + 1);
        }
        let month_before = month_beside_number(lexemes.before(at, 1)).is_some();
        let month_behind = month_beside_number(lexemes.text(at + 1)).is_some()
            && !matches!(lexemes.text(at + 1), "may" | "march");
        let dated =
            alone && lexeme.text.len() <= 2 && (month_before || month_behind) && !self.is_measured(at + 1);
        if dated {
            return Some(at + 1);
        }
        let value =
            lexeme.text.parse().ok().filter(|_| alone && !matches!(behind, Gap::Point | Gap::Grouping))?;
        self.is_a_time(at, value, at + 1).or_else(|| self.is_a_label(at, at + 1))
    }

    /// Whether a percent sign, a unit or a currency follows.
    fn is_measured(&self, at: usize) -> bool {
        let word = self.lexemes.text(at);
        self.lexemes.close(at)
            && (units::duration(word).is_some()
                || units::currency(word).is_some()
                || self.is_percent(at)
                || self.things(at).is_some())
    }

    /// An hour: "at two", "ten o'clock", "half past four", "two thirty".
    fn is_a_time(&self, at: usize, hour: u32, next: usize) -> Option<usize> {
        let lexemes = self.lexemes;
        if hour > 12 {
            return None;
        }
        let word = lexemes.text(next);
        if lexemes.close(next) && matches!(word, "o'clock" | "oclock" | "am" | "pm") {
            return Some(next + 1);
        }
        if lexemes.close(next) && matches!(word, "a" | "p") && lexemes.text(next + 1) == "m" {
            return Some(next + 2);
        }
        if matches!(lexemes.before(at, 2), "half" | "quarter")
            && matches!(lexemes.before(at, 1), "past" | "to" | "of" | "after")
        {
            return Some(next);
        }
        // A second number directly behind: "two thirty", "three forty"; too open to be counted as anything.
        if lexemes.close(next)
            && !lexemes.get(at).is_some_and(|lexeme| lexeme.digits)
            && self.paired(at).is_none()
            && let Some(minutes) = small(lexemes, next)
        {
            return Some(minutes.next);
        }
        (lexemes.before(at, 1) == "at"
            && !self.is_measured(next)
            && !matches!(word, "hundred" | "thousand" | "million" | "point" | "k" | "grand"))
        .then_some(next)
    }

    /// "Type two", "level 3", "Q2": a name.
    fn is_a_label(&self, at: usize, next: usize) -> Option<usize> {
        let named = units::LABELS.contains(self.lexemes.before(at, 1)) && self.lexemes.close(at);
        (named
            && !self.is_measured(next)
            && !matches!(self.lexemes.text(next), "hundred" | "thousand" | "million"))
        .then_some(next)
    }

    /// Adds every reading of the number at a position; yields where to go on.
    fn value(&self, at: usize, values: &mut Vec<f64>) -> usize {
        let lexemes = self.lexemes;
        let Some(lexeme) = lexemes.get(at) else { return at };
        if let Some(rank) = ordinal(lexemes, at) {
            if rank.value > 3 || lexeme.digits {
                values.push(f64::from(rank.value));
            }
            return rank.next;
        }
        if !lexeme.digits
            && let Some(spoken) = year(lexemes, at)
        {
            values.push(f64::from(spoken.value));
        }
        let Some(read) = self.paired(at).or_else(|| number(lexemes, at)) else { return at + 1 };
        let pronoun = lexeme.text == "one" && read.next == at + 1 && !self.counts_a_noun(read.next);
        if pronoun {
            return read.next;
        }
        values.push(read.value);
        // "Two forty" is 240, or 2 and 40.
        if !lexeme.digits
            && lexemes.close(read.next)
            && read.next == at + 1
            && let Some(rest) = small(lexemes, read.next).filter(|rest| rest.value >= 10)
        {
            values.push(read.value * 100.0 + f64::from(rest.value));
        }
        read.next
    }

    /// Whether "one" stands before the thing it counts: "one person", but not "one is" or "one of us".
    fn counts_a_noun(&self, at: usize) -> bool {
        let word = self.lexemes.text(at);
        self.lexemes.close(at)
            && word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !units::is_function_word(word)
    }
}

#[cfg(test)]
mod tests;
