//! What became of every find and every gold item of a call: matched, missed, wrongly found, caught by a trap.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::matching::{self, quotes_match};
use super::prediction::{PredictedPerson, PredictedQuote, PredictedStep, Prediction};
use super::score::{owner_side, same_due};
use super::source::Scene;
use super::train::rows::is_meeting;
use crate::domain::extraction::StepKind;

/// Which list an item stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What hurts.
    Pain,
    /// What happens next.
    NextStep,
    /// Who matters.
    Stakeholder,
}

impl Field {
    /// The word that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pain => "pain",
            Self::NextStep => "next step",
            Self::Stakeholder => "stakeholder",
        }
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Found, and in the gold.
    Matched,
    /// In the gold, not found.
    Missed,
    /// Found, not in the gold.
    Wrong,
    /// Found, not in the gold, and marked there as what one might fall for.
    Trapped,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Which list.
    pub field: Field,
    /// What became of it.
    pub verdict: Verdict,
    /// What was found, in one line.
    pub found: Option<String>,
    /// What the gold says, in one line.
    pub gold: Option<String>,
    /// What is wrong about a matched one: `due 2026-05-22, gold 2026-05-23`.
    pub faults: Vec<String>,
    /// The words found, each with its utterance.
    pub found_quotes: Vec<PredictedQuote>,
    /// The words of the gold.
    pub gold_quotes: Vec<String>,
}

/// Every item of a call: pains, next steps, stakeholders; in each the finds first, then what was missed.
pub fn items(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Item> {
    let mut items = pains(scene, prediction);
    items.extend(steps(scene, prediction));
    items.extend(people(scene, prediction));
    items
}

/// Which gold item each find is.
pub fn assigned_pains(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Option<usize>> {
    let finds: Vec<Vec<&str>> = prediction.pains.iter().map(|pain| texts(&pain.quotes)).collect();
    let golds: Vec<&[String]> = scene.gold.pains.iter().map(|pain| pain.quotes.as_slice()).collect();
    assign_by_quotes(&finds, &golds)
}

/// Which gold item each find is.
pub fn assigned_steps(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Option<usize>> {
    let finds: Vec<Vec<&str>> = prediction.next_steps.iter().map(|step| texts(&step.quotes)).collect();
    let golds: Vec<&[String]> = scene.gold.next_steps.iter().map(|step| step.quotes.as_slice()).collect();
    assign_by_quotes(&finds, &golds)
}

/// Which gold item each find is.
pub fn assigned_people(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Option<usize>> {
    let (people, golds) = (&prediction.stakeholders, &scene.gold.stakeholders);
    matching::assign(people.len(), golds.len(), |find, item| {
        matches!((people.get(find), golds.get(item)), (Some(find), Some(item))
            if matching::people_match(&find.name, find.title.as_deref(), &item.name, item.title.as_deref()))
    })
}

fn assign_by_quotes(finds: &[Vec<&str>], golds: &[&[String]]) -> Vec<Option<usize>> {
    matching::assign(
        finds.len(),
        golds.len(),
        |find, item| matches!((finds.get(find), golds.get(item)), (Some(find), Some(item)) if quotes_match(find, item)),
    )
}

fn texts(quotes: &[PredictedQuote]) -> Vec<&str> {
    quotes.iter().map(|quote| quote.quote.as_str()).collect()
}

fn verdict(wanted: bool, quotes: &[PredictedQuote], traps: &[super::gold::Trap]) -> Verdict {
    let caught = || traps.iter().any(|trap| quotes_match(&texts(quotes), &[&trap.quote]));
    if wanted {
        Verdict::Matched
    } else if caught() {
        Verdict::Trapped
    } else {
        Verdict::Wrong
    }
}

fn pains(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Item> {
    let golds = &scene.gold.pains;
    let assigned = assigned_pains(scene, prediction);
    let found = prediction.pains.iter().zip(&assigned).map(|(pain, item)| {
        let wanted = item.and_then(|item| golds.get(item));
        Item {
            field: Field::Pain,
            verdict: verdict(wanted.is_some(), &pain.quotes, &scene.gold.not_pains),
            found: Some(pain.statement.clone()),
            gold: wanted.map(|gold| gold.statement.clone()),
            faults: Vec::new(),
            found_quotes: pain.quotes.clone(),
            gold_quotes: wanted.map(|gold| gold.quotes.clone()).unwrap_or_default(),
        }
    });
    let mut items: Vec<Item> = found.collect();
    items.extend(missed(&assigned, golds).map(|gold| Item {
        field: Field::Pain,
        verdict: Verdict::Missed,
        found: None,
        gold: Some(gold.statement.clone()),
        faults: Vec::new(),
        found_quotes: Vec::new(),
        gold_quotes: gold.quotes.clone(),
    }));
    items
}

fn missed<'g, T>(assigned: &'g [Option<usize>], golds: &'g [T]) -> impl Iterator<Item = &'g T> {
    golds.iter().enumerate().filter(|(index, _)| !assigned.contains(&Some(*index))).map(|(_, gold)| gold)
}

fn steps(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Item> {
    let golds = &scene.gold.next_steps;
    let assigned = assigned_steps(scene, prediction);
    let found = prediction.next_steps.iter().zip(&assigned).map(|(step, item)| {
        let wanted = item.and_then(|item| golds.get(item));
        Item {
            field: Field::NextStep,
            verdict: verdict(wanted.is_some(), &step.quotes, &scene.gold.not_next_steps),
            found: Some(step_line(step)),
            gold: wanted.map(gold_step_line),
            faults: wanted.map(|gold| step_faults(scene, step, gold)).unwrap_or_default(),
            found_quotes: step.quotes.clone(),
            gold_quotes: wanted.map(|gold| gold.quotes.clone()).unwrap_or_default(),
        }
    });
    let mut items: Vec<Item> = found.collect();
    items.extend(missed(&assigned, golds).map(|gold| Item {
        field: Field::NextStep,
        verdict: Verdict::Missed,
        found: None,
        gold: Some(gold_step_line(gold)),
        faults: Vec::new(),
        found_quotes: Vec::new(),
        gold_quotes: gold.quotes.clone(),
    }));
    items
}

fn step_line(step: &PredictedStep) -> String {
    let owner = step.owner.clone().unwrap_or_else(|| step.owner_side.to_string());
    line(&[&step.status.to_string(), &owner, &shown(step.due.as_ref()), &step.action])
}

fn gold_step_line(step: &super::gold::GoldStep) -> String {
    let owner = step.owner.clone().unwrap_or_default();
    line(&[&step.status.to_string(), &owner, &shown(step.due.as_ref()), &step.action])
}

fn line(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn step_faults(scene: &Scene<'_>, step: &PredictedStep, gold: &super::gold::GoldStep) -> Vec<String> {
    let mut faults = Vec::new();
    let none = || "none".to_owned();
    if gold.due.is_some() && !same_due(step.due.as_ref(), gold.due.as_ref()) {
        let found = step.due.as_ref().map_or_else(none, ToString::to_string);
        faults.push(format!("due {found}, gold {}", shown(gold.due.as_ref())));
    }
    if step.status != gold.status {
        faults.push(format!("status {}, gold {}", step.status, gold.status));
    }
    if let Some(side) = owner_side(scene.gold, gold).filter(|side| *side != step.owner_side) {
        faults.push(format!("owner {}, gold {side}", step.owner_side));
    }
    if (step.kind == StepKind::Meeting) != is_meeting(gold) {
        faults.push(
            if is_meeting(gold) { "a meeting in the gold" } else { "no meeting in the gold" }.to_owned(),
        );
    }
    faults
}

fn people(scene: &Scene<'_>, prediction: &Prediction) -> Vec<Item> {
    let golds = &scene.gold.stakeholders;
    let assigned = assigned_people(scene, prediction);
    let found = prediction.stakeholders.iter().zip(&assigned).map(|(person, item)| {
        let wanted = item.and_then(|item| golds.get(item));
        Item {
            field: Field::Stakeholder,
            verdict: verdict(wanted.is_some(), &[], &[]),
            found: Some(person_line(&person.name, person.title.as_deref(), &person.role.to_string())),
            gold: wanted.map(|gold| person_line(&gold.name, gold.title.as_deref(), &gold.role.to_string())),
            faults: wanted.map(|gold| person_faults(person, gold)).unwrap_or_default(),
            found_quotes: person.quotes.clone(),
            gold_quotes: wanted.map(|gold| gold.quotes.clone()).unwrap_or_default(),
        }
    });
    let mut items: Vec<Item> = found.collect();
    items.extend(missed(&assigned, golds).map(|gold| Item {
        field: Field::Stakeholder,
        verdict: Verdict::Missed,
        found: None,
        gold: Some(person_line(&gold.name, gold.title.as_deref(), &gold.role.to_string())),
        faults: Vec::new(),
        found_quotes: Vec::new(),
        gold_quotes: gold.quotes.clone(),
    }));
    items
}

fn person_line(name: &str, title: Option<&str>, role: &str) -> String {
    line(&[name, title.unwrap_or_default(), role])
}

fn person_faults(person: &PredictedPerson, gold: &super::gold::GoldStakeholder) -> Vec<String> {
    let mut faults = Vec::new();
    if person.role != gold.role {
        faults.push(format!("role {}, gold {}", person.role, gold.role));
    }
    if person.on_call != gold.on_call {
        faults.push(if gold.on_call { "on the call" } else { "not on the call" }.to_owned());
    }
    faults
}

/// The items of one call as text: `=` matched, `+` found but not in the gold, `!` caught by a trap, `-` missed.
pub fn listing(case: &str, items: &[Item]) -> String {
    let mut text = format!("# {case}\n");
    for item in items {
        let mark = match item.verdict {
            Verdict::Matched => '=',
            Verdict::Missed => '-',
            Verdict::Wrong => '+',
            Verdict::Trapped => '!',
        };
        let what = item.found.as_ref().or(item.gold.as_ref()).map_or("", String::as_str);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {}: {what}", item.field.label());
        if let (Some(gold), Some(_)) = (&item.gold, &item.found) {
            let _ = writeln!(text, "    gold: {gold}");
        }
        for fault in &item.faults {
            let _ = writeln!(text, "    fault: {fault}");
        }
        for quote in &item.found_quotes {
            let _ = writeln!(text, "    {}: {}", quote.utterance, quote.quote);
        }
        if item.found.is_none() {
            for quote in &item.gold_quotes {
                let _ = writeln!(text, "    gold: {quote}");
            }
        }
    }
    text
}
