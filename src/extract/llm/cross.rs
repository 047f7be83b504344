//! The model's extraction held against the embedded engine's.
//!
//! The embedded engine's finds are candidates. Two kinds are kept where the model has nothing like them, because other evidence than a
//! score stands behind them: the voices of the buyer's side, which the roster shows, and the one meeting with a moment that both sides
//! speak for. Its other finds are right too seldom to be added to what a model has read (see `prompts/README.md`); they are listed.

use super::account::{Disagreement, Matter};
use crate::domain::extraction::{Finding, StepKind};
use crate::domain::{Due, Extraction, NextStep, Quote, Quotes, Side, Stakeholder, StepStatus};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, likeness};

/// Characters of words that are listed.
const LISTED: usize = 100;

/// Whether two lists of quotes have words of the transcript in common.
pub(super) fn share_words(left: &[Quote], right: &[Quote]) -> bool {
    let same = |one: &Quote, other: &Quote| {
        let (one, other) = (one.range(), other.range());
        one.start < other.end && other.start < one.end
    };
    left.iter().any(|one| right.iter().any(|other| same(one, other)))
}

/// Whether two names mean one person.
pub(super) fn same_person(left: &str, right: &str) -> bool {
    match (Name::parse(left), Name::parse(right)) {
        (Some(left), Some(right)) => likeness(&left, &right) >= Likeness::Surname,
        _ => left.eq_ignore_ascii_case(right),
    }
}

/// What of the embedded engine's finds may be a candidate: people and steps with evidence other than words that address a machine; the
/// rest is for comparison only.
pub(super) fn candidates(embedded: &Extraction, flagged: &[bool]) -> Extraction {
    let clean = |quotes: &Quotes| {
        let is_flagged = |quote: &&Quote| flagged.get(quote.utterance().index()).copied().unwrap_or(false);
        Quotes::new(quotes.iter().filter(|quote| !is_flagged(quote)).cloned().collect())
    };
    let people = embedded.stakeholders.iter();
    let steps = embedded.next_steps.iter();
    Extraction {
        stakeholders: people
            .filter_map(|person| Some(Stakeholder { evidence: clean(&person.evidence)?, ..person.clone() }))
            .collect(),
        next_steps: steps
            .filter_map(|step| Some(NextStep { evidence: clean(&step.evidence)?, ..step.clone() }))
            .collect(),
        ..embedded.clone()
    }
}

/// Adds the candidates that may be added, and lists where the engines differ.
pub(super) fn check(call: &Call<'_>, model: &mut Extraction, embedded: &Extraction) -> Vec<Disagreement> {
    let mut differences = Vec::new();
    people(model, embedded, &mut differences);
    steps(call, model, embedded, &mut differences);
    pains(model, embedded, &mut differences);
    findings(model, embedded, &mut differences);
    differences
}

fn people(model: &mut Extraction, embedded: &Extraction, differences: &mut Vec<Disagreement>) {
    for other in &embedded.stakeholders {
        match model.stakeholders.iter().find(|person| same_person(&person.name, &other.name)) {
            Some(person) if person.role != other.role => differences.push(Disagreement {
                about: person.name.clone(),
                matter: Matter::Role,
                model: person.role.to_string(),
                other: other.role.to_string(),
                kept: person.role.to_string(),
            }),
            Some(_) => {}
            None if other.on_call => model.stakeholders.push(other.clone()),
            None => differences.push(only(&other.name, "no such person", "left out")),
        }
    }
    model.stakeholders.sort_by_key(|person| !person.on_call);
}

fn steps(
    call: &Call<'_>,
    model: &mut Extraction,
    embedded: &Extraction,
    differences: &mut Vec<Disagreement>,
) {
    let has_meeting = model.next_steps.iter().any(is_agreed_meeting);
    for other in &embedded.next_steps {
        let evidence = other.evidence.as_slice();
        let same = model.next_steps.iter().find(|step| share_words(step.evidence.as_slice(), evidence));
        match same {
            Some(step) => compare(step, other, differences),
            None if !has_meeting && is_sure_meeting(call, other) => {
                model.next_steps.push(other.clone());
                differences.push(only(&other.action, "no meeting", "added"));
            }
            None => differences.push(only(&other.action, "no such step", "left out")),
        }
    }
    model.next_steps.sort_by_key(|step| step.evidence.first().range().start);
}

fn is_agreed_meeting(step: &NextStep) -> bool {
    step.kind == StepKind::Meeting && step.status == StepStatus::Agreed
}

/// An agreed meeting with a moment, in words of both sides.
fn is_sure_meeting(call: &Call<'_>, step: &NextStep) -> bool {
    let speaks = |side| step.evidence.iter().any(|quote| call.side(quote.utterance()) == side);
    is_agreed_meeting(step)
        && matches!(step.due, Some(Due::At(_)))
        && !step.due_ambiguous
        && speaks(Side::Buyer)
        && speaks(Side::Seller)
}

fn compare(step: &NextStep, other: &NextStep, differences: &mut Vec<Disagreement>) {
    let mut differ = |matter, model: String, other: String| {
        if model != other {
            let about = listed(step.evidence.first().text());
            differences.push(Disagreement { about, matter, kept: model.clone(), model, other });
        }
    };
    let day = |step: &NextStep| step.due.as_ref().map_or_else(|| "no day".to_owned(), ToString::to_string);
    differ(Matter::Due, day(step), day(other));
    differ(Matter::Side, step.owner_side.to_string(), other.owner_side.to_string());
    differ(Matter::Status, step.status.to_string(), other.status.to_string());
}

fn pains(model: &Extraction, embedded: &Extraction, differences: &mut Vec<Disagreement>) {
    let missed = embedded.pains.iter().filter(|other| {
        !model.pains.iter().any(|pain| share_words(pain.evidence.as_slice(), other.evidence.as_slice()))
    });
    differences.extend(missed.map(|other| only(&other.statement, "no such pain", "left out")));
}

fn findings(model: &Extraction, embedded: &Extraction, differences: &mut Vec<Disagreement>) {
    let (ours, theirs) = (&model.qualification, &embedded.qualification);
    let pairs = [
        ("budget", &ours.budget, &theirs.budget),
        ("authority", &ours.authority, &theirs.authority),
        ("need", &ours.need, &theirs.need),
        ("timeline", &ours.timeline, &theirs.timeline),
        ("competition", &ours.competition, &theirs.competition),
    ];
    let word = |finding: &Finding| format!("{:?}", finding.status).to_lowercase();
    for (about, model, other) in pairs {
        if model.status != other.status {
            differences.push(Disagreement {
                about: about.to_owned(),
                matter: Matter::Finding,
                model: word(model),
                other: word(other),
                kept: word(model),
            });
        }
    }
}

/// Something that only the embedded engine finds.
fn only(about: &str, model: &str, kept: &str) -> Disagreement {
    Disagreement {
        about: listed(about),
        matter: Matter::Item,
        model: model.to_owned(),
        other: "found".to_owned(),
        kept: kept.to_owned(),
    }
}

fn listed(text: &str) -> String {
    text.chars().take(LISTED).collect()
}
