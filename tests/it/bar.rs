//! The SQL bar from its file to the result in a brief.

use std::fs;

use baton::brief::bar::check;
use baton::domain::bar::CriterionState::{Met, Unknown, Unmet};
use baton::domain::bar::{BarResult, CriterionState, SqlBar};
use baton::domain::{Dossier, Evidence, Extraction};
use baton::extract::embedded::Embedded;
use baton::extract::{Call, Engine, sides};
use baton::ingest::{bar, dossier};
use tempfile::TempDir;

const BOOKING: &str = r#"{"title": "Dock call", "starts_at": "2026-03-10T14:00:00-05:00", "call_date": "2026-03-02",
    "ae": {"name": "Ada Quist", "email": "ada@dockclock.example"}, "sdr": {"name": "Priya Deol", "email": "priya@dockclock.example"},
    "attendees": [{"name": "Ines Okafor", "email": "ines@harboroak.example", "title": "Operations manager"}],
    "account": {"name": "Harbor Oak", "domain": "harboroak.example"}}"#;

const ACCOUNT: &str = r#"{"name": "Harbor Oak", "funding": "budget approved for dock software", "employees": 140,
    "news": [{"date": "2026-02-01", "headline": "Harbor Oak sets aside $400,000 for dock software"}]}"#;

const NOTE: &str = r#"[{"at": "2026-02-20T10:00:00-06:00", "channel": "call", "direction": "out", "who": "Ines Okafor",
    "summary": "Budget confirmed at $250,000. Ines is the economic buyer. Wants to be live by May. No competition. Pain confirmed."}]"#;

/// A dossier of that talk, with everything else in the folder.
fn dossier_of(lines: &[(&str, &str)]) -> Dossier {
    let folder = TempDir::new().unwrap();
    let talk: String = lines.iter().flat_map(|(speaker, words)| [speaker, ": ", words, "\n"]).collect();
    for (name, content) in [
        ("transcript.txt", talk.as_str()),
        ("booking.json", BOOKING),
        ("account.json", ACCOUNT),
        ("touches.json", NOTE),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
    }
    dossier::read_folder(folder.path()).unwrap()
}

fn extraction_of(dossier: &Dossier) -> Extraction {
    let transcript = &dossier.transcripts[0];
    let booking = dossier.booking.as_ref();
    let call = Call::new(transcript, sides::assign(transcript, booking), booking, dossier.account.as_ref());
    Embedded::default().extract(&call).unwrap()
}

fn held(bar: &SqlBar, dossier: &Dossier) -> BarResult {
    check(bar, dossier, &extraction_of(dossier))
}

fn states(result: &BarResult) -> Vec<(&str, CriterionState)> {
    result.findings.iter().map(|finding| (finding.id.as_str(), finding.state)).collect()
}

const SMALL_TALK: [(&str, &str); 4] = [
    ("Priya Deol", "Hi Ines, it's Priya, with Dockclock. How is the weather in Tulsa?"),
    ("Ines Okafor", "Windy. I have about one minute, I'm walking into something."),
    ("Priya Deol", "No problem. I'll try you another day."),
    ("Ines Okafor", "Okay, bye."),
];

const GOOD_TALK: [(&str, &str); 13] = [
    ("Priya Deol", "Hi Ines, it's Priya, with Dockclock. What is it like when a truck waits?"),
    (
        "Ines Okafor",
        "Honestly it's killing us. My drivers sit at the dock for five hours and nobody pays us for it.",
    ),
    (
        "Ines Okafor",
        "We lost two hundred and ten thousand dollars on it last year, and eleven drivers quit because of it.",
    ),
    ("Ines Okafor", "I spend every Tuesday and Thursday arguing with brokers by email, I can't keep up."),
    ("Priya Deol", "Is there money set aside for it?"),
    ("Ines Okafor", "I've got forty thousand set aside for it in this year's plan."),
    ("Priya Deol", "And who decides?"),
    ("Ines Okafor", "That's me. I own the company, I sign it."),
    ("Priya Deol", "When would you want it running?"),
    ("Ines Okafor", "It has to be running by the end of May, the produce season starts then."),
    ("Priya Deol", "Are you looking at anyone else?"),
    ("Ines Okafor", "We looked at Yardwise, it was too slow."),
    ("Priya Deol", "Thank you."),
];

#[test]
fn notes_and_account_facts_meet_nothing() {
    let result = held(&bar::default_bar(), &dossier_of(&SMALL_TALK));
    assert_eq!(result.met(), 0);
    assert!(
        result.findings.iter().all(|finding| finding.state == Unknown && finding.evidence.is_empty()),
        "{result:?}"
    );
}

#[test]
fn the_buyers_words_meet_it_and_are_shown() {
    let dossier = dossier_of(&GOOD_TALK);
    let result = held(&bar::default_bar(), &dossier);
    assert_eq!(
        states(&result),
        [("budget", Met), ("authority", Met), ("need", Met), ("timeline", Met), ("competition", Met)]
    );
    for finding in &result.findings {
        assert!(!finding.evidence.is_empty());
        for evidence in &finding.evidence {
            let Evidence::Quote(quote) = evidence else { panic!("{evidence:?} is no quote") };
            assert!(quote.verifies_in(&dossier.transcripts[0]));
            assert_eq!(quote.speaker(), Some("Ines Okafor"));
        }
    }
}

#[test]
fn a_note_that_says_yes_does_not_outweigh_a_buyer_who_says_no() {
    let talk = [
        ("Priya Deol", "Hi Ines, it's Priya, with Dockclock. Is there budget for this?"),
        ("Ines Okafor", "No. There's no budget for it this year, everything is frozen."),
        ("Priya Deol", "And who would decide?"),
        ("Ines Okafor", "Hollis decides. Hollis Brandt, he's the president."),
    ];
    let result = held(&bar::default_bar(), &dossier_of(&talk));
    assert_eq!(states(&result)[..2], [("budget", Unmet), ("authority", Unmet)]);
    assert_eq!(result.met(), 0);
}

#[test]
fn words_of_a_call_that_is_not_in_the_dossier_show_nothing() {
    let extraction = extraction_of(&dossier_of(&GOOD_TALK));
    let result = check(&bar::default_bar(), &dossier_of(&SMALL_TALK), &extraction);
    assert!(result.findings.iter().all(|finding| finding.state == Unknown), "{result:?}");
}

#[test]
fn every_preset_is_held_criterion_by_criterion() {
    let dossier = dossier_of(&GOOD_TALK);
    for preset in bar::presets() {
        let result = held(&preset, &dossier);
        let ids: Vec<&str> = preset.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        assert_eq!(result.findings.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ids);
        assert!(result.met() > 0 && !result.signed, "{}", preset.name);
    }
}

#[test]
fn only_the_bar_that_both_leaders_signed_is_called_signed() {
    let text = include_str!("../../sql_bar.toml");
    let dossier = dossier_of(&SMALL_TALK);
    let signed = bar::parse("sql_bar.toml", text).unwrap();
    assert!(held(&signed, &dossier).signed);
    let changed = text.replacen("version = 3", "version = 4", 1);
    assert!(!held(&bar::parse("sql_bar.toml", &changed).unwrap(), &dossier).signed);
}
