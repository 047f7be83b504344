//! The questions: a system message that never changes, and the call fenced as data.

use std::ops::Range;

use jiff::civil::Weekday;
use serde::Serialize;

use super::answer::{Corrections, Found, Said};
use super::ground::Missing;
use super::lines::{self, Line};
use super::settings::Settings;
use crate::domain::Side;
use crate::extract::Call;
use crate::language::fence::Fence;
use crate::language::{MAX_CALLS, Question, Stage, prompts, schema};

const SYSTEM: &str = include_str!("../../../prompts/extract.system.md.j2");
const USER: &str = include_str!("../../../prompts/extract.user.md.j2");
const AGAIN: &str = include_str!("../../../prompts/extract.again.md.j2");

/// Lines around the named one that are shown again.
const AROUND: usize = 5;

/// What is added when an answer could not be read.
const FORM: &str =
    "Your last answer was not one JSON object of the form asked for. Answer with that object only.";

/// Version of the prompts.
pub(super) fn version() -> String {
    prompts::hash(&[SYSTEM, USER, AGAIN])
}

#[derive(Serialize)]
struct User<'a> {
    day: Option<String>,
    weekday: &'static str,
    zone: String,
    part: usize,
    parts: usize,
    mark: &'a str,
    known: String,
    call: String,
}

#[derive(Serialize)]
struct Again<'a> {
    mark: &'a str,
    quotes: String,
    call: String,
}

/// A quote that was not found, to be asked for again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failing<'a> {
    /// What was said.
    pub(super) said: &'a Said,
    /// Why it was not found.
    pub(super) why: Missing,
}

/// Asks about a part of a call, given as a range of its lines.
pub(super) fn question(
    call: &Call<'_>,
    shown: &[Line],
    part: usize,
    parts: usize,
    settings: &Settings,
) -> anyhow::Result<Question> {
    let (known, said) = (known(call), text(shown));
    let fence = Fence::new(settings.secret(), &format!("{known}\n{said}"));
    let context = User {
        day: call.held_on.map(|day| day.to_string()),
        weekday: call.held_on.map_or("", |day| name(day.weekday())),
        zone: zone(call),
        part,
        parts,
        mark: fence.mark(),
        known: fence.wrap("known", &known),
        call: fence.wrap("call", &said),
    };
    Ok(Question {
        stage: Stage::Extract,
        system: system()?,
        user: prompts::render("extract.user", USER, context)?,
        schema_name: "call_facts",
        schema: schema::strict::<Found>(),
        max_output_tokens: settings.max_output_tokens,
        time_left: settings.time_left,
        max_calls: MAX_CALLS,
    })
}

/// The same question, after an answer that could not be read.
pub(super) fn form_again(question: &Question) -> Question {
    Question { user: format!("{}\n\n{FORM}", question.user), ..question.clone() }
}

/// Asks for quotes again, with the lines around the places that were named.
pub(super) fn quotes_again(
    lines: &[Line],
    failing: &[Failing<'_>],
    settings: &Settings,
) -> anyhow::Result<Question> {
    let mut shown = vec![false; lines.len()];
    for quote in failing {
        let at = (quote.said.u as usize).saturating_sub(1);
        let line = lines.iter().position(|line| line.utterances.contains(&at)).unwrap_or(0);
        for flag in shown.iter_mut().take(line + AROUND + 1).skip(line.saturating_sub(AROUND)) {
            *flag = true;
        }
    }
    let near: Vec<&str> =
        lines.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(line, _)| line.text.as_str()).collect();
    let numbered = failing.iter().enumerate().map(|(at, quote)| {
        let said = serde_json::to_string(&quote.said.quote).unwrap_or_default();
        format!("{}. u {}: {said} ({})", at + 1, quote.said.u, quote.why)
    });
    let (quotes, call) = (numbered.collect::<Vec<_>>().join("\n"), near.join("\n"));
    let fence = Fence::new(settings.secret(), &format!("{quotes}\n{call}"));
    let context =
        Again { mark: fence.mark(), quotes: fence.wrap("quotes", &quotes), call: fence.wrap("call", &call) };
    Ok(Question {
        stage: Stage::Extract,
        system: system()?,
        user: prompts::render("extract.again", AGAIN, context)?,
        schema_name: "corrected_quotes",
        schema: schema::strict::<Corrections>(),
        max_output_tokens: settings.max_output_tokens,
        time_left: settings.time_left,
        max_calls: MAX_CALLS,
    })
}

/// A part of the lines.
pub(super) fn of_part<'l>(lines: &'l [Line], part: &Range<usize>) -> &'l [Line] {
    lines.get(part.clone()).unwrap_or_default()
}

fn system() -> anyhow::Result<String> {
    prompts::render("extract.system", SYSTEM, ())
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Voices with their sides, and the people and company of the booking.
fn known(call: &Call<'_>) -> String {
    let voices = lines::voices(call);
    let sides = call.sides.iter();
    let mut known: Vec<String> = Vec::new();
    for ((speaker, side), voice) in call.transcript.speakers().iter().zip(sides).zip(&voices) {
        let display = speaker.display();
        let person = side.name.as_deref().filter(|name| *name != display);
        let person = person.map(|name| format!(" ({name})")).unwrap_or_default();
        let title = speaker.title.as_deref().map(|title| format!(", {title}")).unwrap_or_default();
        known.push(format!("{voice}: {display}{person}{title}, {}", side.side));
    }
    if call.utterances().iter().any(|utterance| utterance.speaker.is_none()) {
        known.push(format!("X: not named, {}", Side::Unknown));
    }
    let Some(booking) = call.booking else { return known.join("\n") };
    let company = booking.account.as_ref().and_then(|account| account.name.as_deref());
    known.extend(company.map(|company| format!("buyer's company: {company}")));
    let attendees = booking.attendees.iter().filter_map(|attendee| {
        let name = attendee.name.as_deref()?;
        Some(attendee.title.as_deref().map_or_else(|| name.to_owned(), |title| format!("{name} ({title})")))
    });
    let attendees: Vec<String> = attendees.collect();
    if !attendees.is_empty() {
        known.push(format!("invited: {}", attendees.join(", ")));
    }
    known.extend(booking.ae.as_ref().map(|ae| format!("seller who runs the next meeting: {}", ae.name)));
    known.join("\n")
}

fn zone(call: &Call<'_>) -> String {
    let name = call.zone.iana_name().map(str::to_owned);
    name.or_else(|| call.zone.to_fixed_offset().ok().map(|offset| format!("UTC{offset}")))
        .unwrap_or_else(|| "UTC".to_owned())
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
