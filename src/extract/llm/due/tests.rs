//! A model's days against the words.

use jiff::civil::date;

use super::*;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Booking, Transcript};
use crate::extract::sides::Sides;

/// Monday, 12 January 2026, in Denver.
fn booking() -> Booking {
    Booking {
        call_date: Some(date(2026, 1, 12)),
        starts_at: Some("2026-01-28T09:00:00-07:00[America/Denver]".parse().unwrap()),
        ..Booking::default()
    }
}

fn transcript(said: &[&str]) -> Transcript {
    let mut builder = TranscriptBuilder::new("0".repeat(64), TranscriptFormat::NameText);
    for (at, words) in said.iter().enumerate() {
        let speaker = builder.speaker(if at % 2 == 0 { "Ann" } else { "Bob" });
        builder.push(Some(speaker), words, None, None, 1);
    }
    builder.finish()
}

/// What stands of the model's day, when it quotes the utterances at those positions.
fn checked(
    said: &[&str],
    quoted: &[usize],
    answer: Option<&str>,
) -> (Option<String>, bool, Option<&'static str>) {
    let (transcript, booking) = (transcript(said), booking());
    let call = Call::new(&transcript, Sides::default(), Some(&booking), None);
    let quotes: Vec<Quote> =
        quoted.iter().filter_map(|at| transcript.quote_all(UtteranceId(*at as u32))).collect();
    let checked = check(&call, answer, &quotes);
    (checked.due.map(|due| due.to_string()), checked.ambiguous, checked.objection)
}

const FRIDAY: &[&str] = &["I'll get you that by end of day Friday.", "Good."];
const MEETING: &[&str] = &[
    "Does next week work?",
    "I'm in Phoenix. What about the last Wednesday of the month?",
    "Wednesday the twenty-eighth. Nine Mountain?",
    "Nine Mountain. Done.",
];

#[test]
fn a_day_that_was_named_stands() {
    assert_eq!(checked(FRIDAY, &[0], Some("2026-01-16")), (Some("2026-01-16".to_owned()), false, None));
    let moment = Some("2026-01-28T09:00:00-07:00".to_owned());
    assert_eq!(checked(MEETING, &[2, 3], Some("2026-01-28T09:00")), (moment.clone(), false, None));
    assert_eq!(checked(MEETING, &[2, 3], Some("2026-01-28T09:00:00-07:00")).0, moment);
    assert_eq!(checked(MEETING, &[2, 3], Some("2026-01-28T09:00:00Z")).0, moment);
}

#[test]
fn the_answer_alone_is_quoted_and_the_day_was_named_before() {
    assert_eq!(
        checked(MEETING, &[3], Some("2026-01-28T09:00")).0,
        Some("2026-01-28T09:00:00-07:00".to_owned())
    );
}

#[test]
fn the_grammar_counts_better_than_the_model() {
    let (due, _, objection) = checked(FRIDAY, &[0], Some("2026-01-15"));
    assert_eq!(due, Some("2026-01-16".to_owned()));
    assert_eq!(objection, Some("the quoted words name another day"));
}

#[test]
fn a_day_that_nobody_named_is_none() {
    let said = &["I'll send it over.", "Thanks."];
    assert_eq!(checked(said, &[0], Some("2026-01-16")), (None, false, Some("nobody names that day there")));
    assert_eq!(checked(said, &[0], Some("soon")), (None, false, Some("that is no day of the calendar")));
    assert_eq!(checked(said, &[0], Some("2026-02-30")).0, None);
    assert_eq!(checked(said, &[0], None), (None, false, None));
    assert_eq!(
        checked(FRIDAY, &[0], None),
        (None, false, None),
        "the model may know that it is another's day"
    );
}

#[test]
fn a_day_before_the_call_does_not_stand() {
    assert_eq!(checked(&["We spoke on January 9th.", "We did."], &[0], Some("2026-01-09")).0, None);
    assert_eq!(checked(&["By Friday.", "Fine."], &[0], Some("2016-01-16")).0, Some("2026-01-16".to_owned()));
}

#[test]
fn a_day_inside_a_stretch_is_open() {
    let (due, ambiguous, _) = checked(&["Let's do it next week.", "Sure."], &[0], Some("2026-01-21"));
    assert_eq!((due, ambiguous), (Some("2026-01-21".to_owned()), true));
}

#[test]
fn a_time_that_nobody_said_is_left_off() {
    let (due, _, objection) = checked(FRIDAY, &[0], Some("2026-01-16T10:30"));
    assert_eq!((due, objection), (Some("2026-01-16".to_owned()), Some("nobody says that time there")));
}

#[test]
fn without_the_day_of_the_call_nothing_is_due() {
    let transcript = transcript(FRIDAY);
    let call = Call::new(&transcript, Sides::default(), None, None);
    let quotes: Vec<Quote> = transcript.quote_all(UtteranceId(0)).into_iter().collect();
    assert_eq!(check(&call, Some("2026-01-16"), &quotes).due, None);
}

#[test]
fn an_open_weekday_may_be_the_one_after_and_no_other_day() {
    // Said on a Monday, "next Tuesday" is the day after or eight days later.
    let said = &["Can you do next Tuesday?", "Next Tuesday is fine."];
    let (due, open, _) = checked(said, &[0, 1], Some("2026-01-20"));
    assert_eq!((due.as_deref(), open), (Some("2026-01-20"), true));
    let (other, _, objection) = checked(said, &[0, 1], Some("2026-01-22"));
    assert_ne!(other.as_deref(), Some("2026-01-22"));
    assert!(objection.is_some());
}
