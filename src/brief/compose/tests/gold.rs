//! An extraction as good as a careful person makes it, from the annotation of a case: composing judged apart from extracting.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::domain::bar::CriterionTest;
use crate::domain::extraction::{Alternative, Finding, Objection, Qualification, StepKind, Trigger};
use crate::domain::{
    Brief, Criterion, Dossier, Extraction, NextStep, Pain, Quote, Quotes, Side, SqlBar, Stakeholder,
    Transcript,
};
use crate::eval::gold::{Case, Gold, GoldFinding, load_cases};
use crate::ingest::transcript;

use super::super::{Material, compose};

/// The annotated cases whose names begin with `prefix`.
pub(crate) fn cases(prefix: &str) -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    let mut cases = load_cases(&folder).unwrap();
    cases.retain(|case| case.gold.id.starts_with(prefix));
    assert!(!cases.is_empty());
    cases
}

/// The files of a case.
pub(crate) fn dossier(case: &Case) -> Dossier {
    Dossier {
        booking: read(&case.folder.join("booking.json")),
        account: read(&case.folder.join("account.json")),
        touches: read(&case.folder.join("touches.json")).unwrap_or_default(),
        transcripts: vec![transcript(&case.folder)],
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let text = fs::read_to_string(file).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn transcript(folder: &Path) -> Transcript {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let file =
        files.into_iter().find(|file| file.file_stem().is_some_and(|stem| stem == "transcript")).unwrap();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    transcript::parse(&name, &fs::read(&file).unwrap(), None).unwrap()
}

/// The annotation as an extraction over that transcript.
pub(crate) fn extraction(gold: &Gold, call: &Transcript) -> Extraction {
    let quotes = |texts: &[String]| -> Option<Quotes> {
        Quotes::new(texts.iter().filter_map(|text| find(call, text)).collect())
    };
    let side = |owner: &str| match owner {
        "seller" => Side::Seller,
        "buyer" => Side::Buyer,
        _ => {
            let named = gold.speakers.iter().find(|speaker| speaker.name.contains(first_word(owner)));
            named.map_or(Side::Unknown, |speaker| speaker.side)
        }
    };
    let finding = |gold: &GoldFinding| Finding {
        status: gold.status,
        evidence: gold.quotes.iter().filter_map(|text| find(call, text)).collect(),
    };
    let qualification = &gold.qualification;
    Extraction {
        pains: gold
            .pains
            .iter()
            .filter_map(|pain| {
                Some(Pain {
                    statement: pain.statement.clone(),
                    impact: pain.impact.clone(),
                    evidence: quotes(&pain.quotes)?,
                })
            })
            .collect(),
        stakeholders: gold
            .stakeholders
            .iter()
            .filter_map(|person| {
                Some(Stakeholder {
                    name: person.name.clone(),
                    title: person.title.clone(),
                    role: person.role,
                    on_call: person.on_call,
                    evidence: quotes(&person.quotes)?,
                })
            })
            .collect(),
        next_steps: gold
            .next_steps
            .iter()
            .filter_map(|step| {
                let owner = step.owner.clone();
                Some(NextStep {
                    kind: kind(&step.action),
                    action: step.action.clone(),
                    owner_side: owner.as_deref().map_or(Side::Unknown, side),
                    owner,
                    due: step.due.clone(),
                    due_ambiguous: false,
                    status: step.status,
                    evidence: quotes(&step.quotes)?,
                })
            })
            .collect(),
        qualification: Qualification {
            budget: finding(&qualification.budget),
            authority: finding(&qualification.authority),
            need: finding(&qualification.need),
            timeline: finding(&qualification.timeline),
            competition: finding(&qualification.competition),
        },
        objections: Vec::<Objection>::new(),
        alternatives: Vec::<Alternative>::new(),
        triggers: Vec::<Trigger>::new(),
        suspicious: Vec::new(),
        rejected: Vec::new(),
    }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

fn find(call: &Transcript, text: &str) -> Option<Quote> {
    let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
    call.utterances().iter().find_map(|utterance| {
        let start = call.words(utterance).find(&wanted)? + utterance.range.start;
        call.quote(utterance.id, start..start + wanted.len())
    })
}

fn kind(action: &str) -> StepKind {
    let lower = action.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["send", "mail", "text ", "photo", "export", "pull", "ship", "return"]) {
        StepKind::Delivery
    } else if has(&["ask ", "bring ", "pass ", "brief ", "talk to"]) {
        StepKind::Internal
    } else if has(&[
        "session",
        "demo",
        "call",
        "visit",
        "walk",
        "meeting",
        "half hour",
        "half an hour",
        "minutes",
        "survey",
    ]) {
        StepKind::Meeting
    } else {
        StepKind::Other
    }
}

/// A bar of five lines.
pub(crate) fn bar() -> SqlBar {
    let criteria = [
        ("need", CriterionTest::NeedConfirmed),
        ("budget", CriterionTest::BudgetConfirmed),
        ("authority", CriterionTest::AuthorityReached),
        ("timeline", CriterionTest::TimelineStated),
        ("next_step", CriterionTest::NextStepDated),
    ];
    SqlBar {
        name: "BANT".to_owned(),
        version: 1,
        sign_offs: Vec::new(),
        criteria: criteria
            .into_iter()
            .map(|(id, test)| Criterion { id: id.to_owned(), statement: id.to_owned(), test })
            .collect(),
    }
}

/// The brief of a dossier and an extraction.
pub(crate) fn brief(dossier: &Dossier, extraction: &Extraction) -> Brief {
    compose(&Material {
        dossier,
        extraction,
        bar: &bar(),
        engine: "embedded",
        ae_zone: None,
        notices: Vec::new(),
    })
}
