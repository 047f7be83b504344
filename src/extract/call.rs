//! What an engine reads: the transcript with sides, tokens and the anchor for dates.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::sides::Sides;
use crate::domain::{Account, Booking, Side, Transcript, Utterance, UtteranceId};

/// One word or number of an utterance, lower-cased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Lower-case text; curly apostrophes are straight.
    pub lower: String,
    /// Its bytes in the transcript's text.
    pub range: Range<usize>,
    /// Whether the original starts with a capital letter.
    pub capital: bool,
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
    tokens: Vec<Vec<Token>>,
}

impl<'a> Call<'a> {
    /// Puts a transcript and what is known beside it together.
    ///
    /// The day is the recording's own, otherwise the booking's `call_date`.
    pub fn new(
        transcript: &'a Transcript,
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
        let tokens = transcript
            .utterances()
            .iter()
            .map(|utterance| tokenize(transcript.words(utterance), utterance.range.start))
            .collect();
        Self { transcript, sides, booking, account, held_on: recorded.or(booked), zone, tokens }
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
    pub fn tokens(&self, id: UtteranceId) -> &[Token] {
        self.tokens.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The side that spoke an utterance.
    pub fn side(&self, id: UtteranceId) -> Side {
        let speaker = self.transcript.utterance(id).and_then(|utterance| utterance.speaker);
        speaker.map_or(Side::Unknown, |speaker| self.sides.of(speaker).side)
    }
}

/// Splits text into words: letters and digits with inner apostrophes, points, commas, colons and hyphens between them
/// (`don't`, `1.8`, `9:30`), a leading `$`, `£` or `€`, and a trailing `%`.
///
/// `offset` is added to every range.
pub fn tokenize(text: &str, offset: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !(first.is_alphanumeric() || matches!(first, '$' | '£' | '€')) {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, next)) = chars.peek() {
            let joins = is_joiner(next)
                && last.is_alphanumeric()
                && text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(
                    |after| {
                        if next == '.' || next == ',' || next == ':' {
                            after.is_ascii_digit() && last.is_ascii_digit()
                        } else {
                            after.is_alphanumeric()
                        }
                    },
                );
            if !(next.is_alphanumeric() || joins || (next == '%' && last.is_ascii_digit())) {
                break;
            }
            end = at + next.len_utf8();
            last = next;
            chars.next();
        }
        let word = text.get(start..end).unwrap_or_default();
        if word.chars().any(char::is_alphanumeric) {
            let lower = word.to_lowercase().replace('’', "'");
            tokens.push(Token { lower, range: offset + start..offset + end, capital: first.is_uppercase() });
        }
    }
    tokens
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '.' | ',' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(text, 0).into_iter().map(|token| token.lower).collect()
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
            assert_eq!(text.get(token.range.clone()).unwrap().to_lowercase(), token.lower);
        }
    }
}
