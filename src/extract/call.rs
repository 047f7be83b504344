//! What an engine reads: the transcript with sides, tokens and the anchor for dates.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::hashing::hash;
use super::sides::{self, Named, Sides};
use super::speech::Speech;
use crate::domain::{Account, Booking, Side, Transcript, Utterance, UtteranceId};

/// One word or number of an utterance, lower-cased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Lower-case text; curly apostrophes are straight.
    pub lower: Lower<'a>,
    /// The number of that text.
    pub(in crate::extract) hash: u64,
    /// Its bytes in the transcript's text.
    pub range: Range<usize>,
    /// Whether the original starts with a capital letter.
    pub capital: bool,
}

/// Lower-case text. Most words are spoken of as they are written, and those are not copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lower<'a>(Cow<'a, str>);

impl<'a> Lower<'a> {
    fn of(word: &'a str) -> Self {
        Self(if !word.is_ascii() {
            word.to_lowercase().replace('’', "'").into()
        } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            word.to_ascii_lowercase().into()
        } else {
            word.into()
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A call ready to be understood.
#[derive(Debug)]
pub struct Call<'a> {
    /// Who said what.
    pub transcript: &'a Transcript,
    /// Who is buyer and who is seller.
    pub sides: Sides,
    /// The meeting that was booked, where known.
    pub booking: Option<&'a Booking>,
    /// The account, where known.
    pub account: Option<&'a Account>,
    /// The day of the call, where known: the anchor of "next Thursday".
    pub held_on: Option<Date>,
    /// The zone in which times are meant when nobody names one: the booking's, otherwise UTC.
    pub zone: TimeZone,
    tokens: Vec<Vec<Token<'a>>>,
    named: OnceLock<Named>,
}

impl<'a> Call<'a> {
    /// Reads a transcript, and says who in it is buyer and who is seller.
    pub fn read(
        transcript: &'a Transcript,
        booking: Option<&'a Booking>,
        account: Option<&'a Account>,
    ) -> Self {
        let tokens = tokenize_all(transcript);
        let (sides, named) = sides::assign_to_tokens(transcript, &tokens, booking);
        Self { named: named.into(), ..Self::of_tokens(transcript, tokens, sides, booking, account) }
    }

    /// Puts a transcript and what is known beside it together.
    ///
    /// The day is the recording's own, otherwise the booking's `call_date`.
    pub fn new(
        transcript: &'a Transcript,
        sides: Sides,
        booking: Option<&'a Booking>,
        account: Option<&'a Account>,
    ) -> Self {
        Self::of_tokens(transcript, tokenize_all(transcript), sides, booking, account)
    }

    fn of_tokens(
        transcript: &'a Transcript,
        tokens: Vec<Vec<Token<'a>>>,
        sides: Sides,
        booking: Option<&'a Booking>,
        account: Option<&'a Account>,
    ) -> Self {
        let zone = booking
            .and_then(|booking| booking.starts_at.as_ref())
            .or(transcript.started_at())
            .map_or(TimeZone::UTC, |instant| instant.zoned().time_zone().clone());
        let booked = booking.and_then(|booking| booking.call_date);
        let recorded = transcript.started_at().map(|started| started.in_zone(&zone).date());
        let (held_on, named) = (recorded.or(booked), OnceLock::new());
        Self { transcript, sides, booking, account, held_on, zone, tokens, named }
    }

    /// The utterances in order.
    pub fn utterances(&self) -> &'a [Utterance] {
        self.transcript.utterances()
    }

    /// The words of an utterance.
    pub fn words(&self, id: UtteranceId) -> &'a str {
        self.transcript.utterance(id).map_or("", |utterance| self.transcript.words(utterance))
    }

    /// The tokens of an utterance.
    pub fn tokens(&self, id: UtteranceId) -> &[Token<'a>] {
        self.tokens.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Who is named in it, as read when the sides were told; `speech` is the call's own.
    pub(super) fn named(&self, speech: &Speech<'_>) -> &Named {
        self.named.get_or_init(|| Named::of(speech))
    }

    /// The side that spoke an utterance.
    pub fn side(&self, id: UtteranceId) -> Side {
        let speaker = self.transcript.utterance(id).and_then(|utterance| utterance.speaker);
        speaker.map_or(Side::Unknown, |speaker| self.sides.of(speaker).side)
    }
}

/// The words of every utterance.
pub(super) fn tokenize_all(transcript: &Transcript) -> Vec<Vec<Token<'_>>> {
    let utterances = transcript.utterances().iter();
    utterances.map(|utterance| tokenize(transcript.words(utterance), utterance.range.start)).collect()
}

/// Splits text into words: letters and digits with inner apostrophes, points, commas, colons and hyphens between them
/// (`don't`, `1.8`, `9:30`), a leading `$`, `£` or `€`, and a trailing `%`.
///
/// `offset` is added to every range.
pub fn tokenize(text: &str, offset: usize) -> Vec<Token<'_>> {
    // English has a little over five letters a word, the space included.
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = 0;
    while let Some(first) = char_at(text, start) {
        let mut end = start + first.len_utf8();
        if !(first.is_alphanumeric() || matches!(first, '$' | '£' | '€')) {
            start = end;
            continue;
        }
        let mut last = first;
        let mut says_something = first.is_alphanumeric();
        loop {
            let run = run(text, end, u8::is_ascii_alphanumeric);
            if let Some(letter) = run.last() {
                end += run.len();
                last = char::from(*letter);
                says_something = true;
            }
            match char_at(text, end) {
                Some(next) if continues(text, end, last, next) => {
                    end += next.len_utf8();
                    last = next;
                    says_something |= next.is_alphanumeric();
                }
                _ => break,
            }
        }
        if says_something {
            let lower = Lower::of(text.get(start..end).unwrap_or_default());
            let hash = hash(&lower);
            tokens.push(Token {
                lower,
                hash,
                range: offset + start..offset + end,
                capital: first.is_uppercase(),
            });
        }
        start = end;
    }
    tokens
}

/// Whether a word that ends in `last` goes on with the character `next` at a place.
fn continues(text: &str, at: usize, last: char, next: char) -> bool {
    if next.is_alphanumeric() || (next == '%' && last.is_ascii_digit()) {
        return true;
    }
    let after = || char_at(text, at + next.len_utf8());
    match next {
        '.' | ',' | ':' => last.is_ascii_digit() && after().is_some_and(|after| after.is_ascii_digit()),
        '\'' | '’' | '-' => last.is_alphanumeric() && after().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// The bytes from a place on as far as they fit.
pub(super) fn run(text: &str, at: usize, fits: impl Fn(&u8) -> bool) -> &[u8] {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| !fits(byte)).unwrap_or(rest.len());
    rest.get(..length).unwrap_or_default()
}

/// The character that starts at a byte; nearly all of them are ASCII.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(text, 0).iter().map(|token| token.lower.to_string()).collect()
    }

    #[test]
    fn numbers_times_money_and_contractions_stay_whole() {
        assert_eq!(
            words("Don’t pay $1.8M, or 9:30, at 4,100 a half-day. 94% yes."),
            ["don't", "pay", "$1.8m", "or", "9:30", "at", "4,100", "a", "half-day", "94%", "yes"]
        );
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "Žofie said: “no”.";
        for token in tokenize(text, 0) {
            assert_eq!(text.get(token.range.clone()).unwrap().to_lowercase(), *token.lower);
        }
    }
}
