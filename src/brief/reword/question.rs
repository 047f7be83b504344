//! What the model is asked: the composer's brief as a draft, and the facts it may use, as data in a fence.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::brief::Tone;
use crate::domain::extraction::FindingStatus;
use crate::domain::{Brief, Evidence, Fact, FactId, Line, Quote, Side};
use crate::extract::amounts;
use crate::language::fence::Fence;
use crate::language::{MAX_CALLS, Question, Stage, prompts, schema, tokens};

use super::super::compose::Plan;
use super::super::ledger::Origin;
use super::super::{phrase, steps};
use super::{Settings, answer};

const SYSTEM: &str = include_str!("../../../prompts/compose.system.md.j2");
const USER: &str = include_str!("../../../prompts/compose.user.md.j2");

/// Words of the evidence of a fact that the draft cites.
const CITED_WORDS: usize = 90;
/// Bytes of a quotation by which a piece of evidence is known.
const LEAST_QUOTED: usize = 12;
/// Words of the evidence of any other.
const OTHER_WORDS: usize = 40;

/// Which prompt is asked with.
pub(super) fn version() -> String {
    prompts::hash(&[SYSTEM, USER])
}

/// What the second part of the prompt is filled with.
#[derive(Serialize)]
struct Filling<'a> {
    mark: &'a str,
    data: String,
}

/// The question about a draft.
///
/// # Errors
/// When a template is broken.
pub(super) fn question(plan: &Plan<'_>, draft: &Brief, settings: &Settings<'_>) -> anyhow::Result<Question> {
    let system = prompts::render("compose.system.md.j2", SYSTEM, ())?;
    let mut data = draft_text(plan, draft);
    let mut left = settings
        .max_input_tokens
        .saturating_sub(tokens::count(&system) + tokens::count(&data) + FRAME_TOKENS);
    for line in facts(plan, draft) {
        let length = tokens::count(&line);
        if length <= left {
            left -= length;
            data.push_str(&line);
        }
    }
    let fence = Fence::new(settings.secret, &data);
    let filling = Filling { mark: fence.mark(), data: fence.wrap("data", &data) };
    Ok(Question {
        stage: Stage::Compose,
        system,
        user: prompts::render("compose.user.md.j2", USER, filling)?,
        schema_name: "brief_sentences",
        schema: schema::strict::<answer::Form>(),
        max_output_tokens: settings.max_output_tokens,
        time_left: settings.time_left,
        max_calls: MAX_CALLS,
    })
}

/// The same question, after an answer that could not be read.
pub(super) fn form_again(question: Question) -> Question {
    Question { user: format!("{}\n\n{FORM}", question.user), ..question }
}

/// What is added when an answer could not be read.
const FORM: &str =
    "Your last answer was not one JSON object of the form asked for. Answer with that object only.";

/// Tokens of the user message beside draft and facts: the mark three times and the sentence about it.
const FRAME_TOKENS: usize = 60;

fn draft_text(plan: &Plan<'_>, draft: &Brief) -> String {
    let day =
        draft.header.starts_at.as_ref().map(|at| format!(", meeting {}", phrase::moment(at, plan.desk.year)));
    let mut text = format!("Draft for {}{}\n", one_line(&draft.header.account), day.unwrap_or_default());
    for section in &draft.sections {
        text.push_str(answer::key(section.kind));
        text.push('\n');
        for line in &section.lines {
            text.push_str(&draft_line(line));
        }
    }
    text.push_str("Facts\n");
    text
}

fn draft_line(line: &Line) -> String {
    let mark = if line.tone == Tone::Warning { "!" } else { "-" };
    let lead = line.lead.as_ref().map(|lead| format!("{lead}: ")).unwrap_or_default();
    let cites: Vec<String> = line.cites.iter().map(|id| id.0.to_string()).collect();
    format!("{mark} {} [{}]\n", one_line(&format!("{lead}{}", line.text)), cites.join(","))
}

/// The facts, those of the draft first; one whose words are all in another is told once.
fn facts(plan: &Plan<'_>, draft: &Brief) -> Vec<String> {
    let ledger = plan.desk.ledger;
    let mut cited: Vec<FactId> = draft.footnotes.iter().map(|note| note.fact.id).collect();
    cited.sort_unstable();
    let others = ledger.facts.iter().map(|fact| fact.id).filter(|id| !cited.contains(id));
    let mut order: Vec<(FactId, usize)> = cited.iter().map(|id| (*id, CITED_WORDS)).collect();
    order.extend(others.map(|id| (id, OTHER_WORDS)));
    let lines_of_draft = draft.sections.iter().flat_map(|section| &section.lines);
    let quoted: Vec<&str> = lines_of_draft.flat_map(|line| quotations(&line.text)).collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut lines = Vec::new();
    for (id, words) in order {
        let Some((fact, origin)) = ledger.get(id).zip(ledger.origin(id)) else { continue };
        let mut evidence: Vec<String> = fact.evidence.iter().map(|piece| evidence(plan, piece)).collect();
        // What is cut off comes last: first what the draft quotes, then what has a number.
        evidence.sort_by_key(|piece| {
            (!quoted.iter().any(|quoted| piece.contains(quoted)), amounts::find(piece).is_empty())
        });
        let new = evidence.iter().any(|piece| !told.contains(piece));
        if matches!(origin, Origin::Conflict(_)) || !(new || cited.contains(&id)) {
            continue;
        }
        lines.push(format!(
            "[{}] {}: {}\n",
            id.0,
            label(plan, fact, origin),
            cut(&evidence.join(" / "), words)
        ));
        told.extend(evidence);
    }
    lines
}

/// What a line quotes, where that is long enough to tell one piece of evidence from another.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
    quoted.map(|(words, _)| words.trim_matches('…')).filter(|words| words.len() >= LEAST_QUOTED)
}

/// What a fact is, as far as code knows it.
fn label(plan: &Plan<'_>, fact: &Fact, origin: Origin) -> String {
    let extraction = &plan.desk.ledger.extraction;
    let due = |fact: &Fact| {
        let dues = plan.desk.ledger.dues(fact.id);
        dues.first().map(|due| format!(", {}", plan.desk.when(due))).unwrap_or_default()
    };
    match origin {
        Origin::Meeting => "meeting as booked".to_owned(),
        Origin::Person(index) => person(plan, index),
        Origin::Pain(_) => "pain".to_owned(),
        Origin::Trigger(_) => format!("trigger{}", due(fact)),
        Origin::NextStep(index) => {
            let Some(step) = extraction.next_steps.get(index) else { return "step".to_owned() };
            let side = match steps::side(plan.desk.ledger, step) {
                Side::Seller => ", we",
                Side::Buyer => ", they",
                Side::Unknown => "",
            };
            let owner = steps::owner(plan.desk.ledger, step).map(|owner| format!(", {}", one_line(&owner)));
            format!("step, {}{side}{}{}", step.status, owner.unwrap_or_default(), due(fact))
        }
        Origin::Finding(topic) => {
            let status = match topic.of(extraction).status {
                FindingStatus::Met => "met",
                FindingStatus::Unmet => "not met",
                FindingStatus::Unknown => "open",
            };
            format!("{} {status}", format!("{topic:?}").to_lowercase())
        }
        Origin::Objection(_) => "objection".to_owned(),
        Origin::Alternative(index) => {
            let in_use = extraction.alternatives.get(index).is_some_and(|other| other.in_use);
            if in_use { "alternative, in use" } else { "alternative, looked at" }.to_owned()
        }
        Origin::Account => "account".to_owned(),
        Origin::Tech => "account, on record".to_owned(),
        Origin::News(_) => format!("news{}", due(fact)),
        Origin::Touch(_) => "touch".to_owned(),
        Origin::KeepAway(index) => format!("do NOT contact {}", name(plan, index)),
        Origin::Conflict(_) => "conflict".to_owned(),
    }
}

fn person(plan: &Plan<'_>, index: usize) -> String {
    let Some(player) = plan.desk.cast().players.get(index) else { return "person".to_owned() };
    let title = player.title.as_deref().map(|title| format!(", {}", one_line(title))).unwrap_or_default();
    let call = if player.on_call { "on the call" } else { "not on the call" };
    let invited = if player.invited() { ", invited" } else { "" };
    format!("person {}{title}, {}, {call}{invited}", name(plan, index), player.role)
}

fn name(plan: &Plan<'_>, index: usize) -> String {
    plan.desk.cast().players.get(index).map(|player| one_line(&player.name)).unwrap_or_default()
}

fn evidence(plan: &Plan<'_>, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Quote(quote) => said(plan, quote),
        Evidence::Touch { at, who, summary, .. } => {
            let who = who.as_deref().map(|who| format!(", {who}")).unwrap_or_default();
            one_line(&format!("{}{who}: {summary}", phrase::day(at.date(), plan.desk.year)))
        }
        Evidence::AccountFact { field, value, as_of } => {
            let as_of = as_of.map(|day| format!(" ({})", phrase::day_with_year(day))).unwrap_or_default();
            one_line(&format!("{field} {value}{as_of}"))
        }
        // Addresses are nobody's business here.
        Evidence::BookingField { field, value } => {
            let parts = value.split(", ").filter(|part| !part.contains('@'));
            one_line(&format!("{field} {}", parts.collect::<Vec<_>>().join(", ")))
        }
    }
}

fn said(plan: &Plan<'_>, quote: &Quote) -> String {
    let side = if plan.desk.cast().side(quote) == Side::Seller { " (seller)" } else { "" };
    let speaker = plan.desk.cast().speaker(quote).unwrap_or_default();
    one_line(&format!("{speaker}{side} “{}”", quote.text()))
}

/// Line ends would let a text pose as another line of the prompt.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn cut(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    match all.get(..words) {
        Some(head) if head.len() < all.len() => format!("{} …", head.join(" ")),
        _ => all.join(" "),
    }
}
