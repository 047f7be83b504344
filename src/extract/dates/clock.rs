//! Times of day: "ten thirty", "half past two", "2pm", "nine Mountain", and a bare "ten" where only a time can be meant.

use super::Grammar;
use super::part::{Clock, Half, Part};
use super::words::is_filler;
use super::zones;
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, small};

/// What was read of a time before it is known whether it is one.
struct Spoken {
    hour: i8,
    minute: i8,
    next: usize,
    /// Said in a way that only times are: `9:30`, "half past".
    sure: bool,
}

impl Grammar<'_, '_> {
    /// A time of day at a position.
    pub(super) fn clock(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        if matches!(lexemes.text(at), "noon" | "midday") && lexemes.before(at, 1) != "after" {
            let clock = Clock { hour: 12, minute: 0, open: false, weak: false, bare: false };
            return Some(self.with_zone(Part { clock: Some(clock), ..Part::new(at, at + 1) }));
        }
        let hour = self.spoken(at).or_else(|| self.digital(at)).or_else(|| self.plain(at))?;
        self.settle(at, &hour)
    }

    /// "half past two", "half two", "quarter to four", "twenty past three".
    fn spoken(&self, at: usize) -> Option<Spoken> {
        let lexemes = self.lexemes;
        let start = if lexemes.text(at) == "a" { at + 1 } else { at };
        let to_hour =
            |at: usize| small(lexemes, at).filter(|hour| (1..=12).contains(&hour.value) && lexemes.close(at));
        let found = |hour: u32, minute: i8, next: usize, sure: bool| {
            i8::try_from(hour).ok().map(|hour| Spoken { hour, minute, next, sure })
        };
        let earlier = |hour: u32| if hour == 1 { 12 } else { hour - 1 };
        match lexemes.text(start) {
            "half" if lexemes.text(start + 1) == "past" => {
                let hour = to_hour(start + 2)?;
                found(hour.value, 30, hour.next, true)
            }
            // British "half two"; "half of", "half a" and "half the" are no numbers.
            "half" if start == at => {
                let hour = to_hour(at + 1)?;
                found(hour.value, 30, hour.next, false)
            }
            "quarter" => {
                let hour = to_hour(start + 2)?;
                match lexemes.text(start + 1) {
                    "to" | "till" | "of" | "before" => found(earlier(hour.value), 45, hour.next, true),
                    "past" | "after" => found(hour.value, 15, hour.next, true),
                    _ => None,
                }
            }
            _ => {
                let minutes =
                    small(lexemes, at).filter(|minutes| matches!(minutes.value, 5 | 10 | 20 | 25))?;
                let turn = minutes.next + usize::from(lexemes.text(minutes.next) == "minutes");
                match lexemes.text(turn) {
                    "past" => {
                        let hour = to_hour(turn + 1)?;
                        found(hour.value, i8::try_from(minutes.value).ok()?, hour.next, true)
                    }
                    // "Five to six" and "ten to twelve" are more often ranges.
                    "to" if minutes.value >= 20 || lexemes.before(at, 1) == "at" => {
                        let hour = to_hour(turn + 1)?;
                        found(earlier(hour.value), i8::try_from(60 - minutes.value).ok()?, hour.next, false)
                    }
                    _ => None,
                }
            }
        }
    }

    /// `14:00`, `9.30`, `830`, `8 30`.
    fn digital(&self, at: usize) -> Option<Spoken> {
        let lexemes = self.lexemes;
        let first =
            lexemes.get(at).filter(|lexeme| lexeme.digits && lexeme.sign.is_none() && !lexeme.percent)?;
        if matches!(first.gap, Gap::Slash | Gap::Point | Gap::Grouping | Gap::Colon) {
            return None;
        }
        let minutes = |at: usize| {
            let lexeme = lexemes.get(at).filter(|lexeme| lexeme.digits && lexeme.text.len() == 2)?;
            lexeme.text.parse::<i8>().ok().filter(|minute| *minute < 60)
        };
        let hour: i16 = first.text.parse().ok()?;
        let two_digits = first.text.len() <= 2 && hour < 24;
        match lexemes.gap(at + 1) {
            Gap::Colon if two_digits => {
                let minute = minutes(at + 1)?;
                // `1:02:33` is a position in a recording.
                (lexemes.gap(at + 2) != Gap::Colon).then_some(Spoken {
                    hour: i8::try_from(hour).ok()?,
                    minute,
                    next: at + 2,
                    sure: true,
                })
            }
            Gap::Point if two_digits => {
                let minute = minutes(at + 1)?;
                let told = self.half_of_day(at + 2).is_some() || lexemes.before(at, 1) == "at";
                told.then_some(Spoken { hour: i8::try_from(hour).ok()?, minute, next: at + 2, sure: true })
            }
            Gap::Space if (1..=12).contains(&hour) && first.text.len() <= 2 => {
                let minute = minutes(at + 1).filter(|minute| matches!(minute, 0 | 15 | 30 | 45))?;
                Some(Spoken { hour: i8::try_from(hour).ok()?, minute, next: at + 2, sure: false })
            }
            _ if matches!(first.text.len(), 3 | 4) && (100..2400).contains(&hour) && hour % 100 < 60 => {
                let told = self.half_of_day(at + 1).is_some() || lexemes.before(at, 1) == "at";
                (told && self.stands_alone(at + 1) || self.half_of_day(at + 1).is_some()).then_some(Spoken {
                    hour: i8::try_from(hour / 100).ok()?,
                    minute: i8::try_from(hour % 100).ok()?,
                    next: at + 1,
                    sure: false,
                })
            }
            _ => None,
        }
    }

    /// "ten", "ten thirty", "ten oh five", `10`.
    fn plain(&self, at: usize) -> Option<Spoken> {
        let lexemes = self.lexemes;
        let first = lexemes.get(at)?;
        // The second half of "one-to-one"; `10-11am` is written in digits.
        let joined = first.gap == Gap::Hyphen && !first.digits;
        if joined
            || first.sign.is_some()
            || first.percent
            || matches!(first.gap, Gap::Slash | Gap::Point | Gap::Grouping | Gap::Colon)
            || matches!(lexemes.gap(at + 1), Gap::Slash | Gap::Point | Gap::Grouping | Gap::Colon)
            || (first.text == "one"
                && first.gap == Gap::Space
                && at.checked_sub(1).is_some_and(|back| self.weekday(back).is_some()))
            || (matches!(&*first.text, "one" | "1") && POINTS_AT_A_THING.contains(&lexemes.before(at, 1)))
            || self.is_a_thing(at)
        {
            return None;
        }
        if let Some(military) = self.military(at) {
            return Some(military);
        }
        let hour = small(lexemes, at).filter(|hour| (1..=12).contains(&hour.value))?;
        // "One-to-one", "two-day".
        if !first.digits && lexemes.gap(hour.next) == Gap::Hyphen && small(lexemes, hour.next).is_none() {
            return None;
        }
        let value = i8::try_from(hour.value).ok()?;
        let whole = Spoken { hour: value, minute: 0, next: hour.next, sure: false };
        if !lexemes.close(hour.next) || first.digits {
            return Some(whole);
        }
        if matches!(lexemes.text(hour.next), "oh" | "o")
            && let Some(minute @ 1..=9) = small(lexemes, hour.next + 1).map(|minute| minute.value)
        {
            return Some(Spoken { minute: i8::try_from(minute).ok()?, next: hour.next + 2, ..whole });
        }
        match small(lexemes, hour.next) {
            // Two numbers in a row are more often a count ("four twelve cars"), so only common minutes, or any before "a.m.".
            Some(minute) if (10..60).contains(&minute.value) => {
                let common = minute.value % 15 == 0 || minute.value % 5 == 0 && self.marks_a_time(at);
                let told = self.half_of_day(minute.next).is_some() || lexemes.before(at, 1) == "at";
                (common || told).then_some(Spoken {
                    minute: i8::try_from(minute.value).ok()?,
                    next: minute.next,
                    ..whole
                })
            }
            Some(_) => None,
            None => Some(whole),
        }
    }

    /// Whether "one" stands for a thing: "the right one today", "a rough one Friday".
    fn is_a_thing(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        let is_one = lexemes.text(at) == "one" && lexemes.gap(at) == Gap::Space;
        let previous = lexemes.before(at, 1);
        let leads_to_a_time =
            is_filler(previous) || previous.is_empty() || LEADS_TO_A_TIME.contains(&previous);
        let goes_on = small(lexemes, at + 1).is_some()
            || self.half_of_day(at + 1).is_some()
            || matches!(lexemes.text(at + 1), "o'clock" | "oclock" | "o" | "oh");
        is_one && !leads_to_a_time && !goes_on && small(lexemes, at.saturating_sub(1)).is_none()
    }

    /// "Fourteen thirty", "fourteen hundred hours".
    fn military(&self, at: usize) -> Option<Spoken> {
        let lexemes = self.lexemes;
        let in_words = lexemes.get(at).is_some_and(|word| !word.digits);
        let hour = small(lexemes, at).filter(|hour| (8..24).contains(&hour.value) && in_words)?;
        let value = i8::try_from(hour.value).ok()?;
        if let Some(next) = lexemes.phrase(hour.next, &["hundred", "hours"]) {
            return Some(Spoken { hour: value, minute: 0, next, sure: true });
        }
        let minute = small(lexemes, hour.next).filter(|minute| {
            matches!(minute.value, 15 | 30 | 45) && value > 12 && lexemes.close(hour.next)
        })?;
        Some(Spoken { hour: value, minute: i8::try_from(minute.value).ok()?, next: minute.next, sure: false })
    }

    /// Decides whether an hour is a time, and which half of the day it is in.
    fn settle(&self, at: usize, hour: &Spoken) -> Option<Part> {
        let lexemes = self.lexemes;
        let mut next = hour.next;
        let mut sure = hour.sure;
        let mut half = None;
        for word in ["o'clock", "oclock"] {
            if lexemes.text(next) == word && lexemes.close(next) {
                next += 1;
                sure = true;
            }
        }
        if let Some(after) = lexemes.phrase(next, &["o", "clock"]) {
            next = after;
            sure = true;
        }
        if matches!(lexemes.text(next), "ish") && lexemes.close(next) {
            next += 1;
        }
        if let Some(told) = self.half_of_day(next) {
            half = Some(told.value);
            next = told.next;
            sure = true;
        }
        if lexemes.text(next) == "sharp" && lexemes.close(next) {
            next += 1;
        }
        let hour24 = match (half, hour.hour) {
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Afternoon), hour @ 1..=11) => hour + 12,
            (_, hour) => hour,
        };
        let open = half.is_none() && (1..=12).contains(&hour.hour) && !self.is_padded(at);
        let clock = Clock { hour: hour24, minute: hour.minute, open, weak: false, bare: false };
        let part = self.with_zone(Part { clock: Some(clock), ..Part::new(at, next) });
        if sure || part.until > next {
            return Some(part);
        }
        let marked = self.marks_a_time(at) && self.stands_alone(next) && !self.is_counted(next);
        if marked {
            return Some(part);
        }
        if self.is_answer(at, next) {
            return Some(Part { clock: Some(Clock { bare: true, ..clock }), ..part });
        }
        // "10-11am": the half of the day is said once, at the end.
        let ranges = lexemes.gap(next) == Gap::Hyphen
            && small(lexemes, next)
                .is_some_and(|other| other.value <= 12 && self.half_of_day(other.next).is_some());
        (ranges || self.stands_alone(next) && !self.is_counted(next))
            .then_some(Part { clock: Some(Clock { weak: true, ..clock }), ..part })
    }

    /// `09:30` is written by a clock of 24 hours.
    fn is_padded(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| lexeme.digits && lexeme.text.starts_with('0'))
    }

    /// "a.m.", "in the morning", "at night".
    fn half_of_day(&self, at: usize) -> Option<Read<Half>> {
        let lexemes = self.lexemes;
        let meridiem = |text: &str| match text {
            "am" => Some(Half::Morning),
            "pm" => Some(Half::Afternoon),
            _ => None,
        };
        if let Some(value) = meridiem(lexemes.text(at)).filter(|_| lexemes.close(at)) {
            // "ten am I right" is not a time; recorders write the sound alike.
            let asks = lexemes.text(at + 1) == "i" && value == Half::Morning && lexemes.gap(at) == Gap::Space;
            return (!asks).then_some(Read { value, next: at + 1 });
        }
        let spelled = if lexemes.text(at) == "p" { Half::Afternoon } else { Half::Morning };
        if matches!(lexemes.text(at), "a" | "p")
            && lexemes.close(at)
            && lexemes.text(at + 1) == "m"
            && matches!(lexemes.gap(at + 1), Gap::Point | Gap::Space)
        {
            return Some(Read { value: spelled, next: at + 2 });
        }
        for (words, value) in [
            (&["in", "the", "morning"][..], Half::Morning),
            (&["in", "the", "afternoon"], Half::Afternoon),
            (&["in", "the", "evening"], Half::Afternoon),
            (&["at", "night"], Half::Afternoon),
        ] {
            if lexemes.close(at)
                && let Some(next) = lexemes.phrase(at, words)
            {
                return Some(Read { value, next });
            }
        }
        None
    }

    /// Adds the zone named behind a time.
    fn with_zone(&self, part: Part) -> Part {
        match zones::behind_time(self.lexemes, part.until) {
            Some(zone) => Part { zone: zone.value, until: zone.next, ..part },
            None => part,
        }
    }

    /// Whether the words before make a number a time: "at", "make it", "how about", "say".
    fn marks_a_time(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        let mut back = 1;
        while back < 4 && is_filler(lexemes.before(at, back)) {
            back += 1;
        }
        if at.checked_sub(back - 1).is_none_or(|here| lexemes.gap(here) == Gap::Stop) {
            return false;
        }
        let previous = lexemes.before(at, back + 1);
        match lexemes.before(at, back) {
            // "I'm here at six" says when somebody is in, not when to meet.
            "at" => !matches!(
                previous,
                "here"
                    | "in"
                    | "up"
                    | "open"
                    | "opens"
                    | "close"
                    | "closes"
                    | "home"
                    | "leave"
                    | "leaves"
                    | "off"
                    | "arrive"
            ),
            "it" => matches!(previous, "make" | "do" | "say" | "call" | "push"),
            "about" => matches!(previous, "how" | "what"),
            "say" | "around" => true,
            "do" => matches!(previous, "could" | "can" | "we" | "let" | "i"),
            _ => false,
        }
    }

    /// Whether the whole sentence is a time and words of assent: "Ten works.", "Yesenia, ten?", "Nine's good.", "Ten or eleven?"
    fn is_answer(&self, at: usize, next: usize) -> bool {
        let lexemes = self.lexemes;
        let start = lexemes.sentence_start(at, 4);
        let only_fillers = (start..at).all(|here| {
            is_filler(lexemes.text(here)) || matches!(lexemes.text(here), "does" | "is" | "maybe")
        });
        // "Yesenia, ten?", and in a summary "unit two, eleven thirty."
        let set_apart = lexemes.gap(at) == Gap::Comma && lexemes.gap(next) == Gap::Stop;
        let called = set_apart && (at - start == 1 || next > at + 1);
        if called {
            return true;
        }
        if !only_fillers || lexemes.gap(start) != Gap::Stop {
            return false;
        }
        if lexemes.get(next.saturating_sub(1)).is_some_and(|lexeme| lexeme.possessive) {
            return assents(lexemes.text(next));
        }
        match lexemes.text(next) {
            "is" | "would" | "should" | "sounds" | "will" => assents(lexemes.text(next + 1)),
            "works" | "work" | "then" | "or" | "to" => true,
            _ => lexemes.gap(next) == Gap::Stop,
        }
    }

    /// "at four and a half", "at two or three sites": a count after all.
    fn is_counted(&self, next: usize) -> bool {
        let lexemes = self.lexemes;
        match lexemes.text(next) {
            "and" => {
                lexemes.text(next + 1) == "a"
                    || small(lexemes, next + 1).is_some_and(|number| !self.stands_alone(number.next))
            }
            "or" | "to" => small(lexemes, next + 1).is_some_and(|number| !self.stands_alone(number.next)),
            "in" => true,
            "first" => lexemes.text(next + 1) == "the" && lexemes.text(next + 2) == "place",
            _ => false,
        }
    }
}

fn assents(word: &str) -> bool {
    matches!(word, "good" | "fine" | "great" | "okay" | "ok" | "perfect" | "better" | "best" | "work" | "be")
}

/// Words after which "one" counts things.
const POINTS_AT_A_THING: [&str; 12] =
    ["each", "this", "that", "every", "the", "another", "last", "next", "which", "no", "any", "first"];
/// Words after which "one" is a time of day.
const LEADS_TO_A_TIME: [&str; 23] = [
    "past", "at", "around", "about", "say", "by", "until", "till", "til", "before", "after", "from",
    "between", "to", "or", "and", "it", "do", "is", "maybe", "then", "not", "for",
];
