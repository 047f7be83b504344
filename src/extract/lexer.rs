//! Words and numbers of a text and what stands between them, for the grammars of dates and of amounts.
//!
//! Unlike the tokens of a call, digits are kept apart from letters (`10am`, `14th`, `85k`) and hyphens split (`twenty-sixth`), since
//! recorders write numbers in every one of these ways.

use std::borrow::Cow;

use super::call::{char_at, run};

/// What separates a lexeme from the one before it, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing: `10` and `am` in `10am`.
    Glued,
    /// A point with nothing around it: `1.8`, `p.m`.
    Point,
    /// A comma between digits: `4,100`.
    Grouping,
    /// A colon between digits: `9:30`.
    Colon,
    /// A slash with nothing around it: `3/14`.
    Slash,
    /// A hyphen with nothing around it: `twenty-six`.
    Hyphen,
    /// White space.
    Space,
    /// A comma or a dash.
    Comma,
    /// The end of a sentence, a bracket, or the beginning of the text.
    Stop,
}

/// One word, or one run of digits.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four marks of the writing, independent of each other")]
pub(super) struct Lexeme<'a> {
    /// Lower-case text with straight apostrophes, without a closing `'s`.
    pub(super) text: Cow<'a, str>,
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes, a closing `'s` included.
    pub(super) end: usize,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it ends in `'s`: a genitive, or "is".
    pub(super) possessive: bool,
    /// Whether the original starts with a capital.
    pub(super) capital: bool,
    /// The currency sign directly before it.
    pub(super) sign: Option<char>,
    /// Whether a percent sign follows directly.
    pub(super) percent: bool,
    /// Whether it is a run of ASCII digits.
    pub(super) digits: bool,
}

/// Splits a text; `lower` is its ASCII lower case, which keeps every byte in its place.
pub(super) fn lex<'a>(text: &str, lower: &'a str) -> Vec<Lexeme<'a>> {
    let mut lexemes: Vec<Lexeme<'a>> = Vec::with_capacity(lower.len() / 5);
    let mut gap = Gap::Stop;
    let mut sign = None;
    let mut start = 0;
    while let Some(first) = char_at(lower, start) {
        let mut end = start + first.len_utf8();
        if !first.is_alphanumeric() {
            if first == '%'
                && gap == Gap::Glued
                && let Some(last) = lexemes.last_mut()
            {
                last.percent = true;
            }
            sign = matches!(first, '$' | '£' | '€' | '¥').then_some(first);
            gap = gap.max(weight(first, lower, start, &lexemes));
            start = end;
            continue;
        }
        let digits = first.is_ascii_digit();
        loop {
            let same_kind =
                |byte: &u8| if digits { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() };
            end += run(lower, end, same_kind).len();
            let Some(next) = char_at(lower, end) else { break };
            let inside = if next.is_alphanumeric() {
                next.is_ascii_digit() == digits
            } else {
                matches!(next, '\'' | '’')
                    && !digits
                    && char_at(lower, end + next.len_utf8()).is_some_and(char::is_alphabetic)
            };
            if !inside {
                break;
            }
            end += next.len_utf8();
        }
        let (word, possessive) = strip(lower.get(start..end).unwrap_or_default());
        lexemes.push(Lexeme {
            text: word,
            start,
            end,
            gap,
            possessive,
            capital: char_at(text, start).is_some_and(char::is_uppercase),
            sign,
            percent: false,
            digits,
        });
        sign = None;
        gap = Gap::Glued;
        start = end;
        if let Some(joint) = char_at(lower, end)
            && let Some(after) = char_at(lower, end + joint.len_utf8())
            && let Some(joined) = joint_gap(joint, digits, after)
        {
            gap = joined;
            start += joint.len_utf8();
        }
    }
    lexemes
}

/// The gap that one character makes between two lexemes which touch it on both sides.
fn joint_gap(joint: char, digits: bool, after: char) -> Option<Gap> {
    let numeric = digits && after.is_ascii_digit();
    match joint {
        '-' | '‑' | '–' if after.is_alphanumeric() => Some(Gap::Hyphen),
        '/' if after.is_alphanumeric() => Some(Gap::Slash),
        '.' if numeric || (!digits && after.is_alphabetic()) => Some(Gap::Point),
        ',' if numeric => Some(Gap::Grouping),
        ':' if numeric => Some(Gap::Colon),
        _ => None,
    }
}

/// How strongly a character between lexemes separates them. The point of `p.m.` or of `Feb. 11` ends no sentence.
fn weight(c: char, lower: &str, at: usize, lexemes: &[Lexeme<'_>]) -> Gap {
    match c {
        '.' => {
            let abbreviates = match lexemes {
                [.., half, m] if m.text == "m" && m.gap == Gap::Point => matches!(&*half.text, "a" | "p"),
                [.., word] => {
                    let digit_next = lower
                        .get(at + 1..)
                        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
                    digit_next
                        && matches!(
                            &*word.text,
                            "jan" | "feb" | "mar" | "apr" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
                        ) | matches!(
                            &*word.text,
                            "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri"
                        )
                }
                [] => false,
            };
            if abbreviates { Gap::Space } else { Gap::Stop }
        }
        '?' | '!' | ';' | ':' | '\n' | '[' | ']' | '(' | ')' => Gap::Stop,
        ',' | '-' | '—' | '–' | '…' => Gap::Comma,
        '%' | '$' | '£' | '€' | '¥' => Gap::Glued,
        _ => Gap::Space,
    }
}

/// The word without a closing `'s`, and whether it had one; curly apostrophes become straight.
fn strip(word: &str) -> (Cow<'_, str>, bool) {
    match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
        Some(stem) => (straight(stem), true),
        None => (straight(word), false),
    }
}

fn straight(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { word.into() } else { word.replace('’', "'").into() }
}

/// Lexemes with bounds-checked looks from any position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream<'s, 'a> {
    lexemes: &'s [Lexeme<'a>],
}

impl<'s, 'a> Stream<'s, 'a> {
    /// Wraps lexemes.
    pub(super) fn new(lexemes: &'s [Lexeme<'a>]) -> Self {
        Self { lexemes }
    }

    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.lexemes.len()
    }

    /// The lexeme at a position.
    pub(super) fn get(self, at: usize) -> Option<&'s Lexeme<'a>> {
        self.lexemes.get(at)
    }

    /// Its text; empty beyond the end.
    pub(super) fn text(self, at: usize) -> &'s str {
        self.lexemes.get(at).map_or("", |lexeme| &*lexeme.text)
    }

    /// The text `back` places before a position; empty before the beginning.
    pub(super) fn before(self, at: usize, back: usize) -> &'s str {
        at.checked_sub(back).map_or("", |at| self.text(at))
    }

    /// The gap before a position; a stop beyond the end.
    pub(super) fn gap(self, at: usize) -> Gap {
        self.lexemes.get(at).map_or(Gap::Stop, |lexeme| lexeme.gap)
    }

    /// Whether a lexeme follows its predecessor with at most a space or a hyphen between.
    pub(super) fn close(self, at: usize) -> bool {
        matches!(self.gap(at), Gap::Glued | Gap::Hyphen | Gap::Space)
    }

    /// Whether the words from a position on are these, closely together; yields the position behind them.
    pub(super) fn phrase(self, at: usize, words: &[&str]) -> Option<usize> {
        let mut here = at;
        for (place, word) in words.iter().enumerate() {
            if self.text(here) != *word || (place > 0 && !self.close(here)) {
                return None;
            }
            here += 1;
        }
        Some(here)
    }

    /// The bytes from one position to another, the latter excluded.
    pub(super) fn range(self, from: usize, until: usize) -> std::ops::Range<usize> {
        let start = self.get(from).map_or(0, |lexeme| lexeme.start);
        let end = until.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |lexeme| lexeme.end);
        start..end.max(start)
    }

    /// The first position of the sentence around a position, at most `reach` back: speech without punctuation never ends.
    pub(super) fn sentence_start(self, at: usize, reach: usize) -> usize {
        let mut here = at;
        while here > 0 && at - here < reach && self.gap(here) != Gap::Stop {
            here -= 1;
        }
        here
    }

    /// The position behind the sentence around a position, at most `reach` ahead.
    pub(super) fn sentence_end(self, at: usize, reach: usize) -> usize {
        let mut here = at + 1;
        while here < self.len() && here - at < reach && self.gap(here) != Gap::Stop {
            here += 1;
        }
        here.min(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        lex(text, &lower).iter().map(|lexeme| format!("{:?}:{}", lexeme.gap, lexeme.text)).collect()
    }

    #[test]
    fn digits_stand_apart_from_letters_and_every_joint_is_named() {
        assert_eq!(
            shown("At 10am on 3/14, twenty-six"),
            [
                "Stop:at",
                "Space:10",
                "Glued:am",
                "Space:on",
                "Space:3",
                "Slash:14",
                "Comma:twenty",
                "Hyphen:six"
            ]
        );
        assert_eq!(shown("$1.8M, 4,100%"), ["Stop:1", "Point:8", "Glued:m", "Comma:4", "Grouping:100"]);
    }

    #[test]
    fn the_points_of_an_abbreviation_end_no_sentence() {
        assert_eq!(shown("2 p.m. Eastern. So"), ["Stop:2", "Space:p", "Point:m", "Space:eastern", "Stop:so"]);
        assert_eq!(shown("Feb. 11. Yes"), ["Stop:feb", "Space:11", "Stop:yes"]);
    }

    #[test]
    fn a_closing_s_is_kept_beside_the_word() {
        let text = "Monday’s fine, I’ll go";
        let lower = text.to_ascii_lowercase();
        let lexemes = lex(text, &lower);
        assert!(lexemes[0].possessive && lexemes[0].text == "monday" && lexemes[0].capital);
        assert_eq!(lexemes[2].text, "i'll");
        assert_eq!(text.get(lexemes[0].start..lexemes[0].end).unwrap(), "Monday’s");
    }
}
