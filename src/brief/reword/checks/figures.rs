//! Numbers that count the same thing, days that belong to the same thing.

use jiff::civil::Date;

use crate::domain::{Due, Evidence, SectionKind, StepStatus};
use crate::extract::amounts::{self, Amount, Unit};

use super::super::super::ledger::Origin;
use super::super::super::{numbers, phrase, words};
use super::super::claim::{Cited, Claim};
use super::super::speech;
use super::Why;

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    for amount in amounts::find(&claim.frame) {
        same_unit(claim, &amount)?;
    }
    for clause in &claim.clauses {
        counts_the_same(claim, &clause.words)?;
    }
    own_days(claim)?;
    quantities(claim)?;
    only_on_the_day(claim)
}

/// Money was money, a share a share, a span of time the same span.
fn same_unit(claim: &Claim<'_>, amount: &Amount) -> Result<(), Why> {
    let near = |other: f64| (other - amount.value).abs() * 200.0 <= amount.value.abs();
    let mut said = claim.pieces.iter().flat_map(|piece| amounts::find(&piece.text)).collect::<Vec<_>>();
    said.retain(|other| near(other.value));
    let span = |amount: &Amount| spans(&amount.short);
    let whole = numbers::values(&amount.short).into_iter().max().unwrap_or_default();
    let holds = match amount.unit {
        Unit::Money(_) => {
            // People say "a hundred and forty thousand" for money; "three" they say for anything.
            let large = whole >= 1_000_000
                && claim.pieces.iter().any(|piece| {
                    numbers::values(&piece.text).iter().any(|value| (value - whole).abs() * 200 <= whole)
                });
            large || said.iter().any(|other| matches!(other.unit, Unit::Money(_)))
        }
        Unit::Percent => said.iter().any(|other| other.unit == Unit::Percent),
        Unit::Duration => {
            let spoken = said.iter().any(|other| other.unit == Unit::Duration && span(other) == span(amount));
            spoken || booked_length(claim, amount.value)
        }
        Unit::Count => said.is_empty() || said.iter().any(|other| other.unit == Unit::Count),
    };
    if holds { Ok(()) } else { Err(Why::Figure(amount.short.clone())) }
}

fn spans(short: &str) -> Option<&'static str> {
    let lower = short.to_lowercase();
    ["min", "hour", "day", "week", "month", "quarter", "year"].into_iter().find(|span| lower.contains(span))
}

/// The length of the meeting is a bare number of minutes in the booking.
fn booked_length(claim: &Claim<'_>, value: f64) -> bool {
    let fields = claim.cited.iter().flat_map(|cited| &cited.fact.evidence);
    fields.into_iter().any(|evidence| {
        matches!(evidence, Evidence::BookingField { field, value: minutes }
            if field == "duration_min" && minutes.parse::<f64>().is_ok_and(|minutes| (minutes - value).abs() < 0.5))
    })
}

/// Words behind a number in which the thing counted is looked for.
const BEHIND: usize = 3;
/// Words around the thing counted in which its number is looked for.
const AROUND: usize = 7;

/// `3 accounts` where three accounts were spoken of, not three of something beside two accounts. A thing beside which no number was said may
/// have one from elsewhere.
fn counts_the_same(claim: &Claim<'_>, words: &[String]) -> Result<(), Why> {
    let spoken: Vec<Vec<String>> = claim
        .pieces
        .iter()
        .filter(|piece| piece.quote.is_some())
        .map(|piece| speech::lower_words(&piece.text))
        .collect();
    for (at, word) in words.iter().enumerate() {
        let values = numbers::values(word);
        let is_pronoun = words::is_in("one a first second third", word);
        if values.is_empty() || is_pronoun {
            continue;
        }
        let behind = words.iter().skip(at + 1).take(BEHIND);
        let things: Vec<String> = behind.filter_map(|word| speech::content_stem(word)).collect();
        let beside: Vec<i64> = things.iter().flat_map(|thing| numbers_beside(&spoken, thing)).collect();
        let same = |other: &i64| values.iter().any(|value| (other - value).abs() * 200 <= value.abs());
        if !beside.is_empty() && !beside.iter().any(same) {
            return Err(Why::Figure(word.clone()));
        }
    }
    Ok(())
}

/// The numbers said near a thing.
fn numbers_beside(spoken: &[Vec<String>], thing: &str) -> Vec<i64> {
    let is_thing = |word: &String| speech::content_stem(word).is_some_and(|stem| stem == thing);
    let near = |words: &[String], place: usize| {
        let near: Vec<&str> =
            words.iter().skip(place.saturating_sub(AROUND)).take(AROUND + 3).map(String::as_str).collect();
        numbers::values(&near.join(" "))
    };
    let places = spoken.iter().flat_map(|words| {
        let places = words.iter().enumerate().filter(|(_, word)| is_thing(word));
        places.flat_map(|(place, _)| near(words, place)).collect::<Vec<_>>()
    });
    places.filter(|value| *value != 1000).collect()
}

/// A printed day has its own weekday, and belongs to a fact of which its part of the sentence speaks, where the facts have several days.
fn own_days(claim: &Claim<'_>) -> Result<(), Why> {
    let days: Vec<(&Cited<'_>, Vec<Date>)> =
        claim.cited.iter().map(|cited| (cited, claim.dues(cited).iter().map(Due::date).collect())).collect();
    let mut all: Vec<Date> = days.iter().flat_map(|(_, days)| days.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let mut said: Vec<String> = Vec::new();
    for part in claim.frame.split([',', ';', ':', '.', '·', '—', '–', '(', ')']) {
        let words = speech::lower_words(part);
        let stems: Vec<String> = words.iter().filter_map(|word| speech::content_stem(word)).collect();
        // A part that is nothing but a day belongs to what stands before it.
        said = if stems.is_empty() { said } else { stems };
        for (at, pair) in words.windows(2).enumerate() {
            let [number, month] = pair else { continue };
            let printed = format!(" {number} {month}");
            let is_day = |date: &Date| phrase::day(*date, None).to_lowercase().ends_with(&printed);
            let weekday =
                at.checked_sub(1).and_then(|before| words.get(before)).filter(|word| is_weekday(word));
            let is_on = |date: &Date| {
                weekday.is_none_or(|day| phrase::day(*date, None).to_lowercase().starts_with(day.as_str()))
            };
            let mut owners = days.iter().filter(|(_, days)| days.iter().any(is_day)).peekable();
            if owners.peek().is_none() {
                continue;
            }
            let wrong = !all.iter().any(|date| is_day(date) && is_on(date));
            let several = all.len() > 1 && !said.is_empty();
            if wrong || (several && !owners.any(|(cited, _)| speaks_of(claim, cited, &said))) {
                return Err(Why::Day(printed.trim().to_owned()));
            }
        }
    }
    Ok(())
}

fn is_weekday(word: &str) -> bool {
    phrase::WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// Whether words are among those of a fact.
fn speaks_of(claim: &Claim<'_>, cited: &Cited<'_>, said: &[String]) -> bool {
    let pieces = claim.pieces.iter().filter(|piece| piece.origin == cited.origin);
    let mut stems = pieces.flat_map(|piece| &piece.clauses).flat_map(|clause| &clause.stems);
    stems.any(|stem| said.contains(stem))
        || (is_agreed(claim, cited) && said.iter().any(|stem| is_meeting(stem)))
}

/// The booking, or a step that both sides agreed on.
fn is_agreed(claim: &Claim<'_>, cited: &Cited<'_>) -> bool {
    let agreed = claim.step(cited).is_some_and(|step| step.status == StepStatus::Agreed);
    cited.origin == Origin::Meeting || agreed
}

fn is_meeting(stem: &str) -> bool {
    ["meet", "demo", "call", "visit", "session", "walk", "agre"].iter().any(|word| stem.starts_with(word))
}

/// Words of quantity that are numbers without being written as one.
const QUANTITIES: &str = "half double doubled doubles doubling triple tripled twice thrice dozen dozens hundreds thousands millions billions \
    majority most all every always entire whole everyone everybody nobody zero quarter percent percentage couple several";

/// Spans of time, as words and as rates.
const SPANS: &str = "minute minutes hour hours day days week weeks month months year years daily weekly monthly yearly annual annually hourly \
    decade decades night nights";

fn quantities(claim: &Claim<'_>) -> Result<(), Why> {
    if claim.section == SectionKind::Ask {
        return Ok(());
    }
    let used = claim.clauses.iter().flat_map(|clause| &clause.words);
    let mut loose = used.filter(|word| words::is_in(QUANTITIES, word) && !claim.words.contains(*word));
    let share =
        |word: &str| matches!(word, "percent") && claim.pieces.iter().any(|piece| piece.text.contains('%'));
    if let Some(word) = loose.find(|word| !share(word)) {
        return Err(Why::Figure(word.clone()));
    }
    let spoken = |word: &str| {
        let stem = speech::stem(word);
        claim.words.iter().any(|other| words::is_in(SPANS, other) && speech::stem(other) == stem)
    };
    let booked = |word: &str| {
        word.starts_with("minute") && claim.cited.iter().any(|cited| cited.origin == Origin::Meeting)
    };
    let mut spans =
        claim.clauses.iter().flat_map(|clause| &clause.words).filter(|word| words::is_in(SPANS, word));
    match spans.find(|word| !spoken(word) && !booked(word)) {
        Some(word) => Err(Why::Figure(word.clone())),
        None => Ok(()),
    }
}

/// Words that only mean a day beside the day on which they were said.
const RELATIVE: &str = "today tomorrow yesterday tonight";
/// What `next` and its like point at.
const PERIODS: &str = "day week weekend month quarter year spring summer autumn fall winter monday tuesday wednesday thursday friday \
    saturday sunday january february march april june july august september october november december";
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn only_on_the_day(claim: &Claim<'_>) -> Result<(), Why> {
    let spoken: Vec<String> =
        claim.pieces.iter().map(|piece| speech::lower_words(&piece.text).join(" ")).collect();
    let days: Vec<Date> =
        claim.cited.iter().flat_map(|cited| claim.dues(cited)).map(|due| due.date()).collect();
    for clause in &claim.clauses {
        if let Some(word) = clause.words.iter().find(|word| words::is_in(RELATIVE, word)) {
            // "Uses it today" is no day.
            if word != "today" || claim.section != SectionKind::Today {
                return Err(Why::Day(word.clone()));
            }
        }
        for pair in clause.words.windows(2) {
            let [head, period] = pair else { continue };
            let relative =
                matches!(head.as_str(), "next" | "this" | "last" | "coming" | "following" | "previous");
            let said = format!("{head} {period}");
            if relative
                && words::is_in(PERIODS, period)
                && !spoken.iter().any(|spoken| spoken.contains(&said))
            {
                return Err(Why::Day(said));
            }
        }
        let named = clause.words.iter().filter(|word| WEEKDAYS.contains(&word.as_str()));
        for weekday in named {
            let is_on = |date: &Date| date.strftime("%A").to_string().to_lowercase() == *weekday;
            if !days.is_empty() && !days.iter().any(is_on) {
                return Err(Why::Day(weekday.clone()));
            }
        }
    }
    Ok(())
}
