//! Several calls with one account to one picture: the later call wins.

use crate::domain::extraction::{Finding, FindingStatus, StepKind};
use crate::domain::{Extraction, NextStep, Pain, Role, Stakeholder, StepStatus};

/// Joins extractions, oldest call first.
///
/// The same pain, person, product or trigger is kept once with the evidence of both calls; a later meeting replaces an earlier one;
/// a later finding replaces an earlier one unless it is unknown.
pub fn merge(calls: Vec<Extraction>) -> Extraction {
    calls.into_iter().reduce(join).unwrap_or_default()
}

fn join(mut earlier: Extraction, later: Extraction) -> Extraction {
    for pain in later.pains {
        add_pain(&mut earlier.pains, pain);
    }
    for person in later.stakeholders {
        add_person(&mut earlier.stakeholders, person);
    }
    if later.next_steps.iter().any(is_agreed_meeting) {
        earlier.next_steps.retain(|step| !is_agreed_meeting(step));
    }
    earlier.next_steps.extend(later.next_steps);
    let found = &mut earlier.qualification;
    replace(&mut found.budget, later.qualification.budget);
    replace(&mut found.authority, later.qualification.authority);
    replace(&mut found.need, later.qualification.need);
    replace(&mut found.timeline, later.qualification.timeline);
    replace(&mut found.competition, later.qualification.competition);
    earlier.objections.extend(later.objections);
    for alternative in later.alternatives {
        let same = |known: &crate::domain::extraction::Alternative| {
            known.name.eq_ignore_ascii_case(&alternative.name)
        };
        match earlier.alternatives.iter_mut().find(|known| same(known)) {
            Some(known) => alternative.evidence.iter().for_each(|quote| known.evidence.add(quote.clone())),
            None => earlier.alternatives.push(alternative),
        }
    }
    earlier.triggers.extend(later.triggers);
    earlier.suspicious.extend(later.suspicious);
    earlier.rejected.extend(later.rejected);
    earlier
}

fn is_agreed_meeting(step: &NextStep) -> bool {
    step.kind == StepKind::Meeting && step.status == StepStatus::Agreed
}

fn replace(known: &mut Finding, later: Finding) {
    if later.status != FindingStatus::Unknown {
        *known = later;
    }
}

fn add_pain(pains: &mut Vec<Pain>, pain: Pain) {
    match pains.iter_mut().find(|known| same_words(&known.statement, &pain.statement)) {
        Some(known) => {
            pain.evidence.iter().for_each(|quote| known.evidence.add(quote.clone()));
            known.impact = pain.impact.or(known.impact.take());
        }
        None => pains.push(pain),
    }
}

fn add_person(people: &mut Vec<Stakeholder>, person: Stakeholder) {
    match people.iter_mut().find(|known| same_words(&known.name, &person.name)) {
        Some(known) => {
            person.evidence.iter().for_each(|quote| known.evidence.add(quote.clone()));
            known.on_call |= person.on_call;
            known.title = person.title.or(known.title.take());
            if person.role != Role::Unknown {
                known.role = person.role;
            }
        }
        None => people.push(person),
    }
}

/// Whether most words of the shorter text stand in the longer one.
fn same_words(left: &str, right: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let split = text.split(|c: char| !c.is_alphanumeric());
        split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (left, right) = (words(left), words(right));
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 10 >= short.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_words_in_common_are_the_same() {
        assert!(same_words("Tevita", "Tevita Fonoti"));
        assert!(!same_words("Maria Lopez", "Maria Silva"));
    }

    #[test]
    fn a_later_finding_replaces_an_earlier_one_unless_unknown() {
        let mut budget = Finding { status: FindingStatus::Met, evidence: Vec::new() };
        replace(&mut budget, Finding::default());
        assert_eq!(budget.status, FindingStatus::Met);
        replace(&mut budget, Finding { status: FindingStatus::Unmet, evidence: Vec::new() });
        assert_eq!(budget.status, FindingStatus::Unmet);
    }
}
