//! The parts of one call to one picture: what parts share is one item, and what is said later in the call overrides.

use std::collections::BTreeSet;

use super::cross::{same_person, share_words};
use super::words::words;
use crate::domain::extraction::{Finding, FindingStatus, StepKind};
use crate::domain::{Extraction, NextStep, Pain, Quote, Quotes, Role, StepStatus, UtteranceId};

/// Words by which a meeting that was agreed before is put off or brought forward.
const MOVES: [&str; 9] =
    ["move", "moved", "reschedule", "push", "instead", "bump", "shift", "swap", "rebook"];

/// Joins what was found in the parts of a call, in the order of the call.
pub(super) fn merge(parts: Vec<Extraction>) -> Extraction {
    let mut whole = parts.into_iter().reduce(join).unwrap_or_default();
    whole.pains = told_once(whole.pains);
    whole
}

/// Without pains of which every utterance tells another one already: of two that rest on the same, the first stays.
fn told_once(pains: Vec<Pain>) -> Vec<Pain> {
    let places = |pain: &Pain| pain.evidence.iter().map(Quote::utterance).collect::<BTreeSet<UtteranceId>>();
    let all: Vec<BTreeSet<UtteranceId>> = pains.iter().map(places).collect();
    let told_by_another = |at: usize, own: &BTreeSet<UtteranceId>| {
        let mut others = all.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(other, places)| own.is_subset(places) && (own != places || other < at))
    };
    let kept = all.iter().enumerate().map(|(at, own)| !told_by_another(at, own)).collect::<Vec<bool>>();
    pains.into_iter().zip(kept).filter_map(|(pain, kept)| kept.then_some(pain)).collect()
}

fn join(mut earlier: Extraction, later: Extraction) -> Extraction {
    for pain in later.pains {
        let same = earlier.pains.iter_mut().find(|known| overlap(&known.evidence, &pain.evidence));
        match same {
            Some(known) => {
                add(&mut known.evidence, &pain.evidence);
                known.impact = known.impact.take().or(pain.impact);
            }
            None => earlier.pains.push(pain),
        }
    }
    for person in later.stakeholders {
        let same = earlier.stakeholders.iter_mut().find(|known| same_person(&known.name, &person.name));
        match same {
            Some(known) => {
                add(&mut known.evidence, &person.evidence);
                known.on_call |= person.on_call;
                known.title = known.title.take().or(person.title);
                if person.name.len() > known.name.len() {
                    known.name = person.name;
                }
                if person.role != Role::Unknown {
                    known.role = person.role;
                }
            }
            None => earlier.stakeholders.push(person),
        }
    }
    for step in later.next_steps {
        add_step(&mut earlier.next_steps, step);
    }
    let found = &mut earlier.qualification;
    override_by(&mut found.budget, later.qualification.budget);
    override_by(&mut found.authority, later.qualification.authority);
    override_by(&mut found.need, later.qualification.need);
    override_by(&mut found.timeline, later.qualification.timeline);
    override_by(&mut found.competition, later.qualification.competition);
    for objection in later.objections {
        match earlier.objections.iter_mut().find(|known| overlap(&known.evidence, &objection.evidence)) {
            Some(known) => add(&mut known.evidence, &objection.evidence),
            None => earlier.objections.push(objection),
        }
    }
    for other in later.alternatives {
        match earlier.alternatives.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&other.name)) {
            Some(known) => {
                add(&mut known.evidence, &other.evidence);
                known.in_use |= other.in_use;
            }
            None => earlier.alternatives.push(other),
        }
    }
    for trigger in later.triggers {
        match earlier.triggers.iter_mut().find(|known| overlap(&known.evidence, &trigger.evidence)) {
            Some(known) => {
                add(&mut known.evidence, &trigger.evidence);
                known.due = known.due.take().or(trigger.due);
            }
            None => earlier.triggers.push(trigger),
        }
    }
    earlier
}

/// A step of the overlap is one step; a meeting that is moved replaces the one agreed before.
fn add_step(steps: &mut Vec<NextStep>, step: NextStep) {
    if let Some(known) = steps.iter_mut().find(|known| overlap(&known.evidence, &step.evidence)) {
        // The later part has read on, and knows how it ended.
        let mut evidence = known.evidence.clone();
        add(&mut evidence, &step.evidence);
        let due = step.due.clone().or(known.due.take());
        *known = NextStep { due, evidence, ..step };
        return;
    }
    if let Some(known) = steps.iter_mut().rev().find(|known| moves(known, &step)) {
        *known = step;
        return;
    }
    steps.push(step);
}

/// Whether the later step is the earlier meeting at another time: both are agreed, and it is said to be moved or is about the same.
fn moves(earlier: &NextStep, later: &NextStep) -> bool {
    let agreed = |step: &NextStep| step.kind == StepKind::Meeting && step.status == StepStatus::Agreed;
    if !(agreed(earlier) && agreed(later) && later.due.is_some()) {
        return false;
    }
    let said = |text: &str| words(text, 0).into_iter().map(|word| word.text).collect::<BTreeSet<String>>();
    let moved = later
        .evidence
        .iter()
        .any(|quote| said(quote.text()).iter().any(|word| MOVES.contains(&word.as_str())));
    let long =
        |text: &str| said(text).into_iter().filter(|word| word.len() > 3).collect::<BTreeSet<String>>();
    let (one, other) = (long(&earlier.action), long(&later.action));
    let shared = one.intersection(&other).count();
    moved || (shared > 0 && shared * 2 >= one.len().min(other.len()))
}

fn overlap(one: &Quotes, other: &Quotes) -> bool {
    share_words(one.as_slice(), other.as_slice())
}

fn add(known: &mut Quotes, more: &Quotes) {
    more.iter().for_each(|quote| known.add(quote.clone()));
}

/// A finding of a later part stands, unless it is unknown; the same finding has the evidence of both.
fn override_by(known: &mut Finding, later: Finding) {
    if later.status == FindingStatus::Unknown && known.status != FindingStatus::Unknown {
        return;
    }
    if later.status == known.status {
        for quote in later.evidence {
            if !known.evidence.contains(&quote) {
                known.evidence.push(quote);
            }
        }
        return;
    }
    *known = later;
}

#[cfg(test)]
mod tests;
