//! The last gate: every number, date, amount, name and quoted word of a line must be in the evidence of the facts it cites.
//!
//! It reads the finished text and trusts nobody who wrote it. A line that fails is dropped whole.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::brief::Tone;
use crate::domain::{Due, Evidence, FactId, Instant, Line, Quote};

use super::cast::fold;
use super::ledger::Ledger;
use super::phrase::{self, MONTHS, WEEKDAYS};
use super::{numbers, say, words, zone};

/// What a line says without evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// It cites nothing, or a fact that does not exist.
    Nothing,
    /// Words between quotation marks that nobody said.
    Words(String),
    /// A number or an amount.
    Number(String),
    /// A day or a time.
    Time(String),
    /// A name.
    Name(String),
}

/// Capitalised words of the frames that are no names.
pub(super) const FRAME_WORDS: &str = "a according account after agreed all also and are as ask authority before besides booked booking bring budget \
    by call can champion close competition confirm contact crm decides declined did do does due expected for from \
    get has have how if in instead is keep last leave lists locked looked looks meeting money need news next no \
    not note nobody objection of offered on open or other our out people proposed re refused room runs says shall \
    should show signs somebody stands still they this their time timing to today touch unclear until use uses we \
    what whatever when where which who whose why will win with without would yes you your us utc whom was were";

/// Holds a line against the evidence of the facts it cites; a question without any against everything known.
pub fn check(line: &Line, ledger: &Ledger) -> Result<(), Unsupported> {
    let all: Vec<FactId>;
    let cites = if line.cites.is_empty() && line.tone == Tone::Question {
        all = ledger.facts.iter().map(|fact| fact.id).collect();
        &all
    } else {
        &line.cites
    };
    if line.cites.is_empty() && line.tone != Tone::Question {
        return Err(Unsupported::Nothing);
    }
    let proof = Proof::gather(ledger, cites).ok_or(Unsupported::Nothing)?;
    for text in line.lead.iter().chain([&line.text]) {
        proof.check(text)?;
    }
    Ok(())
}

/// Everything that the cited facts show.
#[derive(Debug, Default)]
struct Proof {
    /// Texts that may be quoted.
    texts: Vec<String>,
    /// Folded words of all of it.
    words: BTreeSet<String>,
    /// Values in thousandths.
    values: BTreeSet<i64>,
    dues: Vec<Due>,
    /// Starts of quotes as `1:39`.
    places: BTreeSet<String>,
}

impl Proof {
    fn gather(ledger: &Ledger, cites: &[FactId]) -> Option<Self> {
        let mut proof = Self::default();
        for id in cites {
            let fact = ledger.get(*id)?;
            let mut quotes = Vec::new();
            for evidence in &fact.evidence {
                match evidence {
                    Evidence::Quote(quote) => {
                        proof.add_text(quote.text());
                        proof.places.extend(quote.start_ms().map(phrase::timestamp));
                        for name in ledger.cast.names_of(quote) {
                            proof.add_words(name);
                        }
                        quotes.push(quote);
                    }
                    Evidence::Touch { at, channel, direction: _, who, summary } => {
                        proof.add_text(summary);
                        proof.add_words(who.as_deref().unwrap_or_default());
                        proof.add_words(&format!("{channel:?}"));
                        proof.dues.push(Due::At(at.clone()));
                    }
                    Evidence::AccountFact { field: _, value, as_of } => {
                        proof.add_text(value);
                        proof.dues.extend(as_of.map(Due::Day));
                    }
                    Evidence::BookingField { field: _, value } => {
                        proof.add_text(value);
                        proof.dues.extend(value.parse::<Instant>().ok().map(Due::At));
                        proof.dues.extend(value.parse::<Date>().ok().map(Due::Day));
                    }
                }
            }
            proof.add_seams(&quotes);
            proof.dues.extend(ledger.dues(*id).iter().cloned());
        }
        Some(proof)
    }

    fn add_text(&mut self, text: &str) {
        self.add_words(text);
        self.values.extend(numbers::values(text));
        self.texts.push(normal(text));
    }

    fn add_words(&mut self, text: &str) {
        self.words.extend(name_words(text).map(|word| fold(&word)));
    }

    /// Quotes that go on where another ends may be shown as one.
    fn add_seams(&mut self, quotes: &[&Quote]) {
        let passages = say::passages(quotes);
        self.texts.extend(passages.iter().map(|passage| normal(&passage.text)));
    }

    fn check(&self, text: &str) -> Result<(), Unsupported> {
        let mut frame = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('“') {
            frame.push_str(before);
            frame.push(' ');
            let Some((words, after)) = after.split_once('”') else {
                return Err(Unsupported::Words(after.to_owned()));
            };
            self.check_quoted(words)?;
            rest = after;
        }
        frame.push_str(rest);
        self.check_frame(&frame)
    }

    fn check_quoted(&self, words: &str) -> Result<(), Unsupported> {
        let bare = normal(words.trim_matches(|c: char| c == '…' || c.is_whitespace()));
        let said = !bare.is_empty() && self.texts.iter().any(|text| text.contains(&bare));
        if said { Ok(()) } else { Err(Unsupported::Words(words.to_owned())) }
    }

    fn check_frame(&self, frame: &str) -> Result<(), Unsupported> {
        let tokens = frame_tokens(frame);
        let mut at = 0;
        let mut counted = String::new();
        while let Some(token) = tokens.get(at) {
            let date = tokens.get(at..).and_then(PrintedDate::read);
            if let Some((date, length)) = date {
                let mut matching = self.dues.iter().filter(|due| date.matches(due)).peekable();
                if matching.peek().is_none() {
                    return Err(Unsupported::Time(date.text));
                }
                at += length;
                let behind = tokens.get(at..).filter(|_| date.clock.is_some()).unwrap_or_default();
                at += matching.find_map(|due| zone_length(due, behind)).unwrap_or(0);
                continue;
            }
            self.check_token(token)?;
            if !is_clock(token) {
                counted.push_str(token);
                counted.push(' ');
            }
            at += 1;
        }
        self.check_numbers(&counted)
    }

    fn check_token(&self, token: &str) -> Result<(), Unsupported> {
        if is_clock(token) {
            let known = self.places.contains(token) || self.dues.iter().any(|due| has_clock(due, token));
            return if known { Ok(()) } else { Err(Unsupported::Time(token.to_owned())) };
        }
        for word in name_words(token) {
            if !word.starts_with(char::is_uppercase) || word == "I" {
                continue;
            }
            let folded = fold(&word);
            let weekday = WEEKDAYS.contains(&word.as_str());
            if weekday {
                if !self.dues.iter().any(|due| phrase::day(due.date(), None).starts_with(&word)) {
                    return Err(Unsupported::Time(word));
                }
                continue;
            }
            if self.dues.iter().any(|due| is_month_of(&folded, due.date())) {
                continue;
            }
            if !words::is_in(FRAME_WORDS, &folded) && !self.words.contains(&folded) {
                return Err(Unsupported::Name(word));
            }
        }
        Ok(())
    }

    fn check_numbers(&self, text: &str) -> Result<(), Unsupported> {
        for token in text.split_whitespace() {
            let written = token.contains(|c: char| c.is_ascii_digit());
            if !written && matches!(token, "first" | "second" | "third") {
                continue;
            }
            for value in numbers::values(token) {
                let rounded = written && token.ends_with(['k', 'M', 'B']);
                let known = value == 1000 && !written
                    || self.values.iter().any(|other| {
                        *other == value || (rounded && (*other - value).abs() * 200 <= value.abs())
                    });
                let part_of_scaled = rounded && self.scaled_in(token);
                if !known && !part_of_scaled {
                    return Err(Unsupported::Number(token.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// `$140k` holds the values 140 and 140,000: it is enough that the larger one was said.
    fn scaled_in(&self, token: &str) -> bool {
        let largest = numbers::values(token).into_iter().max();
        largest
            .is_some_and(|value| self.values.iter().any(|other| (*other - value).abs() * 200 <= value.abs()))
    }
}

/// The words of a frame without their punctuation.
fn frame_tokens(frame: &str) -> Vec<&str> {
    frame
        .split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '+'))
        .map(|token| {
            token.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '%'))
        })
        .filter(|token| !token.is_empty())
        .collect()
}

/// How many of the tokens behind a moment name its zone.
fn zone_length(due: &Due, behind: &[&str]) -> Option<usize> {
    let Due::At(instant) = due else { return None };
    let name = zone::name(instant);
    let name = frame_tokens(&name);
    behind.starts_with(&name).then_some(name.len())
}

/// A day as the composer prints it, with the parts that it has.
#[derive(Debug)]
struct PrintedDate {
    weekday: Option<String>,
    day: i8,
    month: i8,
    year: Option<i16>,
    clock: Option<String>,
    text: String,
}

impl PrintedDate {
    /// Reads `[Wed] 28 Jan [2026] [9:00]` at the beginning of the tokens, with the number of tokens it takes.
    fn read(tokens: &[&str]) -> Option<(Self, usize)> {
        let weekday =
            tokens.first().filter(|token| WEEKDAYS.contains(token)).map(|token| (*token).to_owned());
        let mut at = usize::from(weekday.is_some());
        let day: i8 = tokens.get(at).filter(|token| token.len() <= 2)?.parse().ok()?;
        let month = MONTHS.iter().position(|month| tokens.get(at + 1) == Some(month))?;
        at += 2;
        let year = tokens.get(at).filter(|token| token.len() == 4).and_then(|token| token.parse().ok());
        at += usize::from(year.is_some());
        let clock = tokens.get(at).filter(|token| is_clock(token)).map(|token| (*token).to_owned());
        at += usize::from(clock.is_some());
        let month = i8::try_from(month + 1).ok()?;
        let text = tokens.get(..at)?.join(" ");
        Some((Self { weekday, day, month, year, clock, text }, at))
    }

    fn matches(&self, due: &Due) -> bool {
        let date = due.date();
        let weekday =
            self.weekday.as_ref().is_none_or(|weekday| phrase::day(date, None).starts_with(weekday));
        let year = self.year.is_none_or(|year| year == date.year());
        let clock = self.clock.as_ref().is_none_or(|clock| has_clock(due, clock));
        date.day() == self.day && date.month() == self.month && weekday && year && clock
    }
}

/// Whether a word is the name of the month of a day, in full or as printed.
fn is_month_of(word: &str, date: Date) -> bool {
    let full = date.strftime("%B").to_string().to_lowercase();
    word == full || (word.len() == 3 && full.starts_with(word))
}

fn has_clock(due: &Due, clock: &str) -> bool {
    matches!(due, Due::At(instant) if phrase::clock(instant) == clock)
}

fn is_clock(token: &str) -> bool {
    let parts: Vec<&str> = token.split(':').collect();
    parts.len() >= 2 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// Words as names are compared: letters, with inner apostrophes and hyphens split, and without a possessive.
fn name_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            let word = word.replace('’', "'");
            let word = word.trim_matches('\'');
            word.strip_suffix("'s").unwrap_or(word).to_owned()
        })
        .filter(|word| word.starts_with(char::is_alphabetic))
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
