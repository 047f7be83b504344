//! What holds for every brief, whatever it is made from.

use std::collections::BTreeSet;

use crate::brief::compose::tests::gold;
use crate::brief::ledger::{Ledger, Origin};
use crate::brief::limits::{self, MAX_LINES, MAX_QUESTION_WORDS, MAX_QUESTIONS, MAX_WORDS};
use crate::brief::{phrase, verify};
use crate::domain::brief::Tone;
use crate::domain::{Brief, Dossier, Evidence, Extraction, SectionKind, StepStatus};

/// Holds a brief against the rules; the message says which one it breaks.
pub(super) fn broken(brief: &Brief, dossier: &Dossier, extraction: &Extraction) -> Option<String> {
    let size = limits::measure(brief);
    if size.words > MAX_WORDS || size.lines > MAX_LINES {
        return Some(format!("too large: {size:?}"));
    }
    let ledger = Ledger::new(dossier, extraction);
    let mut shown: Vec<String> = Vec::new();
    let mut kinds = Vec::new();
    for section in &brief.sections {
        kinds.push(section.kind);
        if section.lines.is_empty() {
            return Some(format!("{:?} is empty", section.kind));
        }
        for line in &section.lines {
            if line.cites.is_empty() && line.tone != Tone::Question {
                return Some(format!("cites nothing: {line:?}"));
            }
            if let Err(unsupported) = verify::check(line, &ledger) {
                return Some(format!("{unsupported:?} in {line:?}"));
            }
            shown.extend(quoted(&line.text));
        }
    }
    if !kinds.is_sorted() {
        return Some(format!("out of order: {kinds:?}"));
    }
    let numbered: Vec<u16> = brief.footnotes.iter().map(|note| note.number).collect();
    let cited: Vec<u16> = cited_numbers(brief);
    if numbered != cited {
        return Some(format!("footnotes {numbered:?} for {cited:?}"));
    }
    for note in &brief.footnotes {
        for evidence in &note.fact.evidence {
            if let Evidence::Quote(quote) = evidence
                && !dossier.transcripts.iter().any(|call| quote.verifies_in(call))
            {
                return Some(format!("not in any call: {quote:?}"));
            }
        }
    }
    repeated(&shown).map(|words| format!("shown twice: {words}"))
}

/// The numbers in the order in which lines cite them, each once.
fn cited_numbers(brief: &Brief) -> Vec<u16> {
    let mut seen = BTreeSet::new();
    let lines = brief.sections.iter().flat_map(|section| &section.lines);
    lines
        .flat_map(|line| &line.cites)
        .filter(|cite| seen.insert(**cite))
        .filter_map(|cite| brief.number(*cite))
        .collect()
}

fn quoted(text: &str) -> Vec<String> {
    let pieces = text.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
    pieces.map(|(words, _)| words.trim_matches('…').to_owned()).collect()
}

fn repeated(shown: &[String]) -> Option<&str> {
    shown.iter().enumerate().find_map(|(index, words)| {
        let others = shown.iter().enumerate().filter(|(other, _)| *other != index);
        let twice =
            others.into_iter().any(|(_, other)| phrase::words(words) > 2 && other.contains(words.as_str()));
        twice.then_some(words.as_str())
    })
}

#[test]
fn every_annotated_call_gives_a_brief_within_the_rules() {
    for case in gold::cases("") {
        let dossier = gold::dossier(&case);
        let extraction = gold::extraction(&case.gold, &dossier.transcripts[0]);
        let brief = gold::brief(&dossier, &extraction);
        assert_eq!(broken(&brief, &dossier, &extraction), None, "{}", case.gold.id);
        assert_eq!(gold::brief(&dossier, &extraction), brief, "the same twice");
    }
}

#[test]
fn questions_are_few_short_and_name_something_of_the_account() {
    for case in gold::cases("") {
        let dossier = gold::dossier(&case);
        let extraction = gold::extraction(&case.gold, &dossier.transcripts[0]);
        let brief = gold::brief(&dossier, &extraction);
        let asked = brief.sections.iter().filter(|section| section.kind == SectionKind::Ask);
        let questions: Vec<&str> =
            asked.flat_map(|section| &section.lines).map(|line| line.text.as_str()).collect();
        assert!((1..=MAX_QUESTIONS).contains(&questions.len()), "{}: {questions:?}", case.gold.id);
        for question in questions {
            assert!(phrase::words(question) <= MAX_QUESTION_WORDS, "{question}");
            assert!(question.ends_with('?'), "{question}");
            let lower = question.to_lowercase();
            let people = extraction.stakeholders.iter().map(|person| person.name.as_str());
            let invited = dossier.booking.iter().flat_map(|booking| &booking.attendees);
            let invited = invited.filter_map(|attendee| attendee.name.as_deref());
            let tech = dossier.account.iter().flat_map(|account| account.tech.iter().map(String::as_str));
            let mut known = people.chain(invited).chain(tech);
            let named = known.any(|name| {
                let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
                words.map(str::to_lowercase).any(|word| word != "the" && lower.contains(&word))
            });
            assert!(named || question.contains(char::is_numeric), "{question}");
        }
    }
}

#[test]
fn no_declined_step_conflict_or_person_to_leave_alone_is_left_out() {
    for case in gold::cases("") {
        let dossier = gold::dossier(&case);
        let extraction = gold::extraction(&case.gold, &dossier.transcripts[0]);
        let brief = gold::brief(&dossier, &extraction);
        let ledger = Ledger::new(&dossier, &extraction);
        let cited = |origin: Origin| ledger.id(origin).is_none_or(|id| brief.number(id).is_some());
        for (index, step) in ledger.extraction.next_steps.iter().enumerate() {
            let told = cited(Origin::NextStep(index)) || in_a_conflict(&ledger, &brief, step);
            assert!(step.status != StepStatus::Declined || told, "{}: {}", case.gold.id, step.action);
        }
        for index in 0..ledger.conflicts.len() {
            assert!(cited(Origin::Conflict(index)), "{}: {}", case.gold.id, ledger.conflicts[index].text);
        }
        for index in 0..ledger.cast.players.len() {
            assert!(cited(Origin::KeepAway(index)), "{}: {}", case.gold.id, ledger.cast.players[index].name);
        }
    }
}

/// Whether the words of a step are the evidence of a conflict that is shown.
fn in_a_conflict(ledger: &Ledger, brief: &Brief, step: &crate::domain::NextStep) -> bool {
    let conflicts = (0..ledger.conflicts.len()).filter_map(|index| ledger.of(Origin::Conflict(index)));
    conflicts
        .filter(|fact| brief.number(fact.id).is_some())
        .any(|fact| step.evidence.iter().any(|quote| fact.evidence.contains(&Evidence::Quote(quote.clone()))))
}

#[test]
fn what_is_only_proposed_is_never_called_agreed() {
    for case in gold::cases("") {
        let dossier = gold::dossier(&case);
        let extraction = gold::extraction(&case.gold, &dossier.transcripts[0]);
        let brief = gold::brief(&dossier, &extraction);
        let ledger = Ledger::new(&dossier, &extraction);
        let open = ledger.extraction.next_steps.iter().enumerate();
        let open: Vec<_> = open
            .filter(|(_, step)| step.status != StepStatus::Agreed)
            .filter_map(|(index, _)| ledger.id(Origin::NextStep(index)))
            .collect();
        for line in brief.sections.iter().flat_map(|section| &section.lines) {
            let says_so =
                line.lead.as_deref().is_some_and(|lead| matches!(lead, "We" | "They" | "Agreed instead"))
                    || line.text.starts_with("Agreed");
            assert!(
                !(says_so && line.cites.iter().any(|cite| open.contains(cite))),
                "{}: {line:?}",
                case.gold.id
            );
        }
    }
}
