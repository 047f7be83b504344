//! Quotes that are there, quotes that are not, and quotes that were.

use proptest::prelude::*;

use super::*;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Booking, Person, Side, Transcript};
use crate::extract::llm::lines;
use crate::extract::sides::{SideReason, Sides, SpeakerSide};

/// A call of Ann (seller) and Bob (buyer).
const CALL: &[(&str, &str)] = &[
    ("Ann", "How long does one certificate take you today?"),
    ("Bob", "Because it takes us two days to turn one around."),
    ("Bob", "Sometimes, um, more. We don't have the people for it."),
    ("Ann", "So it takes us two days to turn one around, you say."),
    ("Bob", "Right — and “we lost three accounts” last year, about $140k."),
    ("Ann", "Would Wednesday at nine work?"),
    ("Bob", "Nine works. I can't do it before the twenty-first though."),
];

fn transcript(said: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("0".repeat(64), TranscriptFormat::NameText);
    for (speaker, words) in said {
        let speaker = builder.speaker(speaker);
        builder.push(Some(speaker), words, None, None, 1);
    }
    builder.finish()
}

fn call<'t>(transcript: &'t Transcript, booking: &'t Booking) -> Call<'t> {
    let side = |label: &str| if label == "Ann" { Side::Seller } else { Side::Buyer };
    let sides = transcript.speakers().iter().map(|speaker| SpeakerSide {
        side: side(&speaker.label),
        confidence: 1.0,
        reason: SideReason::Name,
        name: None,
    });
    Call::new(transcript, Sides::new(sides.collect()), Some(booking), None)
}

/// The texts found for a quote of the line with that number.
fn found_in(
    said: &[(&str, &str)],
    flagged: &[bool],
    number: u32,
    quote: &str,
) -> Result<Vec<String>, Missing> {
    let (transcript, booking) = (transcript(said), Booking { ae: None::<Person>, ..Booking::default() });
    let call = call(&transcript, &booking);
    let lines = lines::lines(&call, flagged);
    let quotes = Ground::new(&call, &lines, flagged).locate(number, quote)?;
    assert!(quotes.iter().all(|quote| quote.verifies_in(&transcript)), "{quotes:?}");
    Ok(quotes.iter().map(|quote| quote.text().to_owned()).collect())
}

fn found(number: u32, quote: &str) -> Result<Vec<String>, Missing> {
    found_in(CALL, &[], number, quote)
}

#[test]
fn writing_may_differ_and_the_slice_is_the_transcripts() {
    let whole = Ok(vec!["it takes us two days to turn one around.".to_owned()]);
    assert_eq!(found(2, "it takes us two days to turn one around"), whole);
    assert_eq!(found(2, "“IT takes us — two days,  to turn one around”"), whole);
    assert_eq!(found(2, "Sometimes more."), Ok(vec!["Sometimes, um, more.".to_owned()]));
    assert_eq!(
        found(5, "\"we lost three accounts\" last year"),
        Ok(vec!["we lost three accounts” last year".to_owned()])
    );
}

#[test]
fn words_that_run_over_a_cue_are_a_slice_of_each() {
    let both = vec!["to turn one around.".to_owned(), "Sometimes, um, more.".to_owned()];
    assert_eq!(found(2, "to turn one around. Sometimes more."), Ok(both));
}

#[test]
fn an_elision_is_split_when_each_part_says_something() {
    let parts = vec!["it takes us two days".to_owned(), "We don't have the people".to_owned()];
    assert_eq!(found(2, "it takes us two days … We don't have the people"), Ok(parts.clone()));
    assert_eq!(found(2, "it takes us two days ... we don't have the people"), Ok(parts));
    assert_eq!(found(2, "it takes us two days … the people"), Err(Missing::NotThere));
    assert_eq!(found(2, "We don't have the people … it takes us two days"), Err(Missing::NotThere));
}

#[test]
fn a_neighbour_of_the_same_side_is_in_reach_and_the_other_side_is_not() {
    assert_eq!(found(5, "Because it takes us two days"), Ok(vec!["Because it takes us two days".to_owned()]));
    assert_eq!(found(1, "Because it takes us two days"), Err(Missing::NotThere));
    assert_eq!(found(7, "Because it takes us two days"), Err(Missing::NotThere), "too far away");
    assert_eq!(found(99, "Because it takes us two days"), Err(Missing::NoSuchLine));
    assert_eq!(found(0, "Because it takes us two days"), Err(Missing::NoSuchLine));
}

#[test]
fn what_was_changed_is_not_there() {
    for altered in [
        "it takes us three days to turn one around",
        "it takes us 2 days to turn one around",
        "it takes them two days to turn one around",
        "it does not take us two days to turn one around",
        "about $14k",
        "about 140k",
        "We have the people for it",
    ] {
        assert!(found(2, altered).is_err() && found(5, altered).is_err(), "{altered}");
    }
    assert_eq!(found(2, " … "), Err(Missing::Empty));
}

#[test]
fn a_quote_may_not_leave_off_the_negation_beside_it() {
    assert_eq!(found(2, "have the people for it"), Err(Missing::CutNegation));
    assert_eq!(found(7, "do it before the twenty-first"), Err(Missing::CutNegation));
    assert!(found(7, "I can't do it before the twenty-first").is_ok());
    let said = &[("Bob", "Will we buy it? Never. We would pay for that not at all.")];
    assert_eq!(found_in(said, &[], 1, "We would pay for that"), Err(Missing::CutNegation));
    assert!(found_in(said, &[], 1, "Will we buy it?").is_ok(), "a sentence ends before it");
}

#[test]
fn words_that_address_a_machine_are_no_evidence() {
    let flagged = [false, true];
    assert_eq!(found_in(CALL, &flagged, 2, "it takes us two days"), Err(Missing::Suspicious));
    assert!(found_in(CALL, &flagged, 2, "We don't have the people for it").is_ok());
}

proptest! {
    #[test]
    fn every_run_of_words_is_found_unless_it_leaves_off_a_negation(line in 0_usize..7, from in 0_usize..12, count in 1_usize..12) {
        let (_, said) = CALL[line];
        let all: Vec<&str> = said.split(' ').collect();
        let some = all.iter().skip(from).take(count).copied().collect::<Vec<_>>().join(" ");
        prop_assume!(!words(&some, 0).is_empty());
        let result = found(line as u32 + 1, &some);
        prop_assert!(matches!(result, Ok(_) | Err(Missing::CutNegation)), "{some}: {result:?}");
    }

    #[test]
    fn nothing_panics_and_what_is_found_verifies(number in any::<u32>(), quote in "(?s).{0,60}|[a-z …$.'’]{0,60}") {
        let _ = found(number, &quote);
        let _ = found(number % 9, &quote);
    }
}
