//! Sentences of our own.

use super::*;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Attendee, Person};

fn transcript(turns: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("00".into(), TranscriptFormat::NameText);
    for (speaker, text) in turns {
        let id = builder.speaker(speaker);
        builder.push(Some(id), text, None, None, 1);
    }
    builder.finish()
}

fn sides(turns: &[(&str, &str)], booking: Option<&Booking>) -> Vec<(Side, Option<String>)> {
    let transcript = transcript(turns);
    let sides = assign(&transcript, booking);
    (0..transcript.speakers().len())
        .map(|id| {
            let side = sides.of(SpeakerId(u16::try_from(id).unwrap()));
            (side.side, side.name.clone())
        })
        .collect()
}

fn booking() -> Booking {
    Booking {
        sdr: Some(Person {
            name: "Noor Vance".into(),
            email: Some("noor@shelfwise.example".into()),
            time_zone: None,
        }),
        attendees: vec![Attendee {
            name: Some("Gabriele Ruiz-Ono".into()),
            email: Some("gruiz@harborfoods.example".into()),
            title: None,
        }],
        ..Booking::default()
    }
}

#[test]
fn names_of_the_booking_tell_the_sides() {
    let turns = [("Vance, Noor", "Hello."), ("Gabi Ruiz", "Hello.")];
    let found = sides(&turns, Some(&booking()));
    assert_eq!(found[0].0, Side::Seller);
    assert_eq!(found[1].0, Side::Buyer);
}

#[test]
fn a_voice_without_a_name_gets_the_one_it_answers_to() {
    let turns = [
        ("Noor Vance", "Hi Gabi, it's Noor, from Shelfwise. Is now okay?"),
        ("Speaker 2", "Sure, go ahead."),
        ("Noor Vance", "So Gabi, what happens when a truck is late?"),
        ("Speaker 2", "Then my guys wait."),
    ];
    let found = sides(&turns, Some(&booking()));
    assert_eq!(found[1], (Side::Buyer, Some("Gabriele Ruiz-Ono".into())));
}

#[test]
fn without_a_booking_the_way_of_talking_tells() {
    let turns = [
        ("Lee Marsh", "Receiving, this is Lee."),
        ("Dana Cole", "Hi Lee, it's Dana, from Shelfwise. Can I ask how you're handling counts today?"),
        ("Lee Marsh", "By hand. It takes us two days and my boss hates it."),
        (
            "Dana Cole",
            "Got it. Our customers typically get that under an hour. Would it make sense to meet our account executive?",
        ),
        ("Lee Marsh", "Maybe. Send me something."),
    ];
    let found = sides(&turns, None);
    assert_eq!(found[0].0, Side::Buyer);
    assert_eq!(found[1].0, Side::Seller);
}

#[test]
fn a_consultant_is_on_neither_side() {
    let turns = [
        (
            "Dana Cole",
            "Hi all, I'm Dana, I'm with Shelfwise. Would it make sense to start with what you're using?",
        ),
        ("Ann Price", "I'm Ann. I'm a consultant, I help them pick systems."),
    ];
    assert_eq!(sides(&turns, None)[1].0, Side::Unknown);
}

#[test]
fn nothing_to_go_by_is_unknown() {
    assert_eq!(sides(&[("Speaker 1", "Hello there.")], None)[0].0, Side::Unknown);
}

#[test]
fn a_colleague_of_the_seller_is_a_seller() {
    let turns = [
        (
            "Dana Cole",
            "Hi Priya, it's Dana, from Shelfwise. I've got Omar here with me, he's our account executive.",
        ),
        ("Speaker 2", "Hi Priya. Can I ask what you're using today for counts?"),
        ("Priya Nair", "Paper. It takes us two days, and my boss is not happy."),
        (
            "Speaker 2",
            "Got it. Most of our customers were there. Would it make sense to show you our platform?",
        ),
        ("Priya Nair", "Sure, send me the invite."),
    ];
    let found = sides(&turns, None);
    assert_eq!(found[0].0, Side::Seller);
    assert_eq!(found[1], (Side::Seller, Some("Omar".into())));
    assert_eq!(found[2].0, Side::Buyer);
}

#[test]
fn somebody_spoken_of_is_not_the_one_who_speaks() {
    let turns = [
        ("Dana Cole", "Hi, is it Marta?"),
        ("Speaker 2", "Marta, yes. You should talk to Benito."),
        ("Dana Cole", "Benito?"),
        ("Speaker 2", "He does the planning."),
    ];
    assert_eq!(sides(&turns, None)[1].1.as_deref(), Some("Marta"));
}

#[test]
fn a_microphone_shared_by_two_has_no_one_name() {
    let turns = [
        ("Elm Conf Rm", "This is Greta, Greta Voss. And I got Ivo Lang in here with me."),
        ("Elm Conf Rm", "Ivo here. Maintenance."),
        ("Dana Cole", "Hi Greta, hi Ivo."),
    ];
    assert_eq!(sides(&turns, None)[0].1, None);
}
