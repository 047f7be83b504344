//! Small calls and dossiers for the tests of this stage.

use crate::domain::extraction::StepKind;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{
    Attendee, Booking, Dossier, Due, Extraction, NextStep, Pain, Person, Quote, Quotes, Role, Side,
    Stakeholder, StepStatus, Transcript,
};

/// A call of `(speaker, words)`, ten seconds an utterance. Lena sells; everybody else buys.
pub(crate) fn call(said: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("a1b2c3d4e5".to_owned(), TranscriptFormat::Vtt);
    for (index, (name, words)) in said.iter().enumerate() {
        let speaker = builder.speaker(name);
        if let Some(speaker) = builder.describe(speaker) {
            speaker.affiliation = if *name == "Lena Fox" { Side::Seller } else { Side::Buyer };
        }
        let start = index as u64 * 10_000;
        builder.push(Some(speaker), words, Some(start), Some(start + 9_000), 1);
    }
    builder.finish()
}

/// The words as a quote of the first utterance that holds them.
pub(crate) fn quote(call: &Transcript, words: &str) -> Quote {
    call.utterances()
        .iter()
        .find_map(|utterance| {
            let start = call.words(utterance).find(words)? + utterance.range.start;
            call.quote(utterance.id, start..start + words.len())
        })
        .unwrap()
}

/// Several quotes.
pub(crate) fn quotes(call: &Transcript, words: &[&str]) -> Quotes {
    Quotes::new(words.iter().map(|words| quote(call, words)).collect()).unwrap()
}

/// A booking of Priya Nair and Tom Okoro with Ann Vale, Tue 9 Jun 2026 10:00 at UTC-4, after a call on 1 June.
pub(crate) fn booking() -> Booking {
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    let attendee = |name: &str, title: &str| Attendee {
        name: Some(name.to_owned()),
        title: Some(title.to_owned()),
        email: None,
    };
    Booking {
        title: Some("Demo on their own invoices".to_owned()),
        starts_at: Some("2026-06-09T10:00:00-04:00".parse().unwrap()),
        duration_min: Some(45),
        ae: Some(person("Ann Vale")),
        sdr: Some(person("Lena Fox")),
        attendees: vec![attendee("Priya Nair", "Head of Billing"), attendee("Tom Okoro", "Clerk")],
        call_date: Some("2026-06-01".parse().unwrap()),
        ..Booking::default()
    }
}

/// A dossier of that booking and one call.
pub(crate) fn dossier(call: Transcript) -> Dossier {
    Dossier { booking: Some(booking()), transcripts: vec![call], ..Dossier::default() }
}

/// A pain of one quote.
pub(crate) fn pain(call: &Transcript, words: &str, impact: Option<&str>) -> Pain {
    Pain {
        statement: words.to_owned(),
        impact: impact.map(str::to_owned),
        evidence: Quotes::one(quote(call, words)),
    }
}

/// A person with what shows their part.
pub(crate) fn person(call: &Transcript, name: &str, role: Role, on_call: bool, words: &str) -> Stakeholder {
    Stakeholder {
        name: name.to_owned(),
        title: None,
        role,
        on_call,
        evidence: Quotes::one(quote(call, words)),
    }
}

/// A next step of Lena's.
pub(crate) fn step(
    call: &Transcript,
    kind: StepKind,
    status: StepStatus,
    due: Option<&str>,
    words: &[&str],
) -> NextStep {
    let due = due.map(|due| match due.parse() {
        Ok(instant) => Due::At(instant),
        Err(_) => Due::Day(due.parse().unwrap()),
    });
    NextStep {
        action: words.join(" "),
        kind,
        owner: Some("Lena Fox".to_owned()),
        owner_side: Side::Seller,
        due,
        due_ambiguous: false,
        status,
        evidence: quotes(call, words),
    }
}

/// An extraction of these next steps.
pub(crate) fn steps(next_steps: Vec<NextStep>) -> Extraction {
    Extraction { next_steps, ..Extraction::default() }
}
