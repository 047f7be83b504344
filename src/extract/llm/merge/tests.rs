//! Parts of one call.

use super::*;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Due, Pain, Quote, Side, Stakeholder, Transcript, UtteranceId};

fn transcript(said: &[&str]) -> Transcript {
    let mut builder = TranscriptBuilder::new("0".repeat(64), TranscriptFormat::NameText);
    for words in said {
        let speaker = builder.speaker("Bob");
        builder.push(Some(speaker), words, None, None, 1);
    }
    builder.finish()
}

fn quotes(transcript: &Transcript, places: &[u32]) -> Quotes {
    let quotes: Vec<Quote> = places.iter().filter_map(|at| transcript.quote_all(UtteranceId(*at))).collect();
    Quotes::new(quotes).unwrap()
}

fn meeting(transcript: &Transcript, action: &str, due: &str, place: u32) -> NextStep {
    NextStep {
        action: action.to_owned(),
        kind: StepKind::Meeting,
        owner: None,
        owner_side: Side::Seller,
        due: Some(Due::Day(due.parse().unwrap())),
        due_ambiguous: false,
        status: StepStatus::Agreed,
        evidence: quotes(transcript, &[place]),
    }
}

fn steps(steps: Vec<NextStep>) -> Extraction {
    Extraction { next_steps: steps, ..Extraction::default() }
}

fn days(extraction: &Extraction) -> Vec<String> {
    extraction.next_steps.iter().map(|step| step.due.as_ref().unwrap().to_string()).collect()
}

#[test]
fn what_parts_share_is_one_pain_with_the_evidence_of_both() {
    let transcript = transcript(&["two days each", "three accounts lost", "nine days of typing"]);
    let pain = |impact: Option<&str>, places: &[u32]| Pain {
        statement: "slow".to_owned(),
        impact: impact.map(str::to_owned),
        evidence: quotes(&transcript, places),
    };
    let part = |pains| Extraction { pains, ..Extraction::default() };
    let merged = merge(vec![
        part(vec![pain(None, &[0, 1])]),
        part(vec![pain(Some("3 accounts"), &[1]), pain(None, &[2])]),
    ]);
    let evidence: Vec<usize> = merged.pains.iter().map(|pain| pain.evidence.as_slice().len()).collect();
    assert_eq!(evidence, [2, 1]);
    assert_eq!(merged.pains[0].impact.as_deref(), Some("3 accounts"));
}

#[test]
fn a_meeting_that_is_moved_replaces_the_one_before() {
    let transcript = transcript(&[
        "Wednesday then",
        "let's move it to Thursday",
        "the demo is on Friday",
        "and a security review on Monday",
    ]);
    let first = || steps(vec![meeting(&transcript, "Demo on own certificates", "2026-01-28", 0)]);
    let moved = steps(vec![meeting(&transcript, "Session with the COO", "2026-01-29", 1)]);
    assert_eq!(days(&merge(vec![first(), moved])), ["2026-01-29"]);
    let same = steps(vec![meeting(&transcript, "Demo on certificates", "2026-01-30", 2)]);
    assert_eq!(days(&merge(vec![first(), same])), ["2026-01-30"]);
    let another = steps(vec![meeting(&transcript, "Security review", "2026-02-02", 3)]);
    assert_eq!(days(&merge(vec![first(), another])), ["2026-01-28", "2026-02-02"]);
}

#[test]
fn a_step_of_the_overlap_ends_as_the_later_part_says() {
    let transcript = transcript(&["can we do a pilot?", "no, not this year"]);
    let proposed =
        NextStep { status: StepStatus::Proposed, ..meeting(&transcript, "Pilot", "2026-01-28", 0) };
    let declined = NextStep {
        status: StepStatus::Declined,
        due: None,
        evidence: quotes(&transcript, &[0, 1]),
        ..proposed.clone()
    };
    let merged = merge(vec![steps(vec![proposed]), steps(vec![declined])]);
    assert_eq!(merged.next_steps.len(), 1);
    assert_eq!(merged.next_steps[0].status, StepStatus::Declined);
}

#[test]
fn one_person_is_kept_once_under_the_longer_name() {
    let transcript = transcript(&["Tevita signs", "Tevita Fonoti, our COO"]);
    let person = |name: &str, title: Option<&str>, role, place| Stakeholder {
        name: name.to_owned(),
        title: title.map(str::to_owned),
        role,
        on_call: false,
        evidence: quotes(&transcript, &[place]),
    };
    let part = |stakeholders| Extraction { stakeholders, ..Extraction::default() };
    let merged = merge(vec![
        part(vec![person("Tevita", None, Role::EconomicBuyer, 0)]),
        part(vec![person("Tevita Fonoti", Some("COO"), Role::Unknown, 1)]),
    ]);
    let [person] = merged.stakeholders.as_slice() else { panic!("{:?}", merged.stakeholders) };
    assert_eq!((person.name.as_str(), person.title.as_deref()), ("Tevita Fonoti", Some("COO")));
    assert_eq!((person.role, person.evidence.as_slice().len()), (Role::EconomicBuyer, 2));
}

#[test]
fn a_later_finding_overrides_unless_unknown() {
    let transcript = transcript(&["no money", "it is approved now"]);
    let finding = |status, place: &[u32]| {
        let mut part = Extraction::default();
        part.qualification.budget =
            Finding { status, evidence: quotes(&transcript, place).as_slice().to_vec() };
        part
    };
    let unmet = || finding(FindingStatus::Unmet, &[0]);
    let met = merge(vec![unmet(), finding(FindingStatus::Met, &[1])]);
    assert_eq!(met.qualification.budget.status, FindingStatus::Met);
    assert_eq!(met.qualification.budget.evidence.len(), 1);
    assert_eq!(merge(vec![unmet(), Extraction::default()]).qualification.budget.status, FindingStatus::Unmet);
}

#[test]
fn a_pain_whose_words_all_tell_another_is_told_once() {
    let call = transcript(&["It takes two days.", "Somebody set the limits in 2019.", "We lost a client."]);
    let pain = |statement: &str, places: &[u32]| Pain {
        statement: statement.to_owned(),
        impact: None,
        evidence: quotes(&call, places),
    };
    let whole = pain("By hand", &[0, 1]);
    let told = |pains: Vec<Pain>| {
        let parts = vec![Extraction { pains, ..Extraction::default() }];
        merge(parts).pains.into_iter().map(|pain| pain.statement).collect::<Vec<_>>()
    };
    assert_eq!(told(vec![pain("Limits", &[1]), whole.clone(), pain("Lost", &[2])]), ["By hand", "Lost"]);
    assert_eq!(told(vec![whole.clone(), pain("Again", &[0, 1])]), ["By hand"]);
    assert_eq!(told(vec![whole, pain("Partly", &[1, 2])]), ["By hand", "Partly"]);
}
