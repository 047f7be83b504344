//! Sentences of our own, said on Wednesday 11 February 2026.

use jiff::civil::date;

use super::*;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Booking, Transcript};
use crate::extract::sides::{SideReason, Sides, SpeakerSide};

/// Lines of a buyer ("B") and a seller ("S"), and what is found in them as `due statement`.
fn triggers(lines: &[(&str, &str)]) -> Vec<String> {
    let transcript = transcript(lines);
    let sides = transcript.speakers().iter().map(|speaker| SpeakerSide {
        side: if speaker.label == "S" { Side::Seller } else { Side::Buyer },
        confidence: 1.0,
        reason: SideReason::Name,
        name: None,
    });
    let booking = Booking { call_date: Some(date(2026, 2, 11)), ..Booking::default() };
    let call = Call::new(&transcript, Sides::new(sides.collect()), Some(&booking), None);
    let found = find(&call);
    for trigger in &found {
        assert!(trigger.statement.split_whitespace().count() <= 16, "{}", trigger.statement);
        assert!(trigger.evidence.iter().all(|quote| quote.verifies_in(&transcript)));
    }
    found
        .into_iter()
        .map(|trigger| {
            format!("{} {}", trigger.due.map_or("-".to_owned(), |due| due.to_string()), trigger.statement)
        })
        .collect()
}

fn transcript(lines: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("test".to_owned(), TranscriptFormat::NameText);
    for (speaker, text) in lines {
        let speaker = builder.speaker(speaker);
        builder.push(Some(speaker), text, None, None, 0);
    }
    builder.finish()
}

#[test]
fn events_with_a_day_are_triggers() {
    for (said, found) in [
        (
            "Our contract with Haulpoint ends June thirtieth.",
            "2026-06-30 Our contract with Haulpoint ends June thirtieth",
        ),
        ("So budgets lock on the thirteenth of March.", "2026-03-13 Budgets lock on the thirteenth of March"),
        ("The auditors come back in May.", "- The auditors come back in May"),
        (
            "We open the Reno warehouse on April sixth.",
            "2026-04-06 We open the Reno warehouse on April sixth",
        ),
        (
            "They're sunsetting the old portal at the end of August.",
            "2026-08-31 They're sunsetting the old portal at the end of August",
        ),
        ("Yolanda retires July first.", "2026-07-01 Yolanda retires July first"),
        ("The new rule takes effect January first.", "2027-01-01 The new rule takes effect January first"),
        (
            "It's got to be live before the first of June or we lose the season.",
            "2026-05-31 It's got to be live before the first of June or we lose the season",
        ),
    ] {
        assert_eq!(triggers(&[("B", said)]), [found], "{said}");
    }
}

#[test]
fn the_day_may_stand_in_a_sentence_beside_the_event() {
    assert_eq!(
        triggers(&[("B", "July first. New fiscal year.")]),
        ["2026-07-01 July first. New fiscal year"]
    );
    assert_eq!(
        triggers(&[("B", "It's a notice to comply."), ("B", "So, April eleventh.")]),
        ["2026-04-11 It's a notice to comply. April eleventh"]
    );
}

#[test]
fn what_was_agreed_on_the_call_is_no_trigger() {
    for said in [
        "I'll have the numbers to you by Friday.",
        "Let's say Thursday the nineteenth at ten.",
        "Send it to me before Monday.",
        "Call me in September.",
        "It has to be before Thursday.",
    ] {
        assert_eq!(triggers(&[("B", said)]), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn sellers_past_events_and_open_ends_are_no_triggers() {
    assert_eq!(triggers(&[("S", "Your contract ends June thirtieth.")]), Vec::<String>::new());
    for said in [
        "The contract renewed last January.",
        "There's no deadline.",
        "Does the budget lock in March?",
        "We might have an audit one day.",
        "We bought that branch in 2019.",
    ] {
        assert_eq!(triggers(&[("B", said)]), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn there_are_at_most_three_and_none_twice() {
    let found = triggers(&[
        ("B", "Our contract ends June thirtieth."),
        ("S", "Okay."),
        ("B", "Yes, it's up June thirtieth."),
        ("S", "Right."),
        ("B", "And budgets lock March thirteenth or the money goes back in the pot."),
        ("S", "Okay."),
        ("B", "The inspectors come back May first."),
        ("S", "Okay."),
        ("B", "And Yolanda retires July first."),
    ]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("2026-03-13 Budgets lock"), "{found:?}");
    assert_eq!(found.iter().filter(|line| line.starts_with("2026-06-30")).count(), 1, "{found:?}");
}

#[test]
fn a_long_sentence_is_cut_at_its_clauses() {
    assert_eq!(
        triggers(&[(
            "B",
            "If it isn't in by the first of September, don't bring it till January, because nobody on my team will have the time to learn it.",
        )]),
        ["2026-09-01 If it isn't in by the first of September, don't bring it till January…"]
    );
}
