//! What happens after the call: scored utterances of both sides, grouped into steps with kind, owner, due date and status.

use super::assembly::{self, Group};
use super::model::{Head, pairs};
use super::owner;
use super::scored_call::ScoredCall;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, NextStep, Quote, Quotes, Rejected, Stakeholder, StepStatus, UtteranceId};
use crate::extract::dates::{self, Anchor, Conversation};

/// Quotes that a step shows at the most.
const QUOTED: usize = 4;
/// Utterances between two members of a step that may still say when.
const GAP: usize = 4;

/// Finds next steps in the order of the call; what is dropped goes to `rejected`.
pub fn find(scored: &ScoredCall<'_>, people: &[Stakeholder], rejected: &mut Vec<Rejected>) -> Vec<NextStep> {
    let limits = scored.model.thresholds.step;
    let hits: Vec<(usize, f32)> =
        (0..scored.lexed.len()).map(|at| (at, scored.score(at, Head::Step))).collect();
    let link =
        |earlier, later| scored.model.score(&pairs::of_pair(&scored.lexed, earlier, later), Head::StepLink);
    let groups = assembly::group(&hits, limits, link);
    let mut steps = Vec::new();
    for group in &groups {
        match step(scored, group, people) {
            Some(step) => steps.push(step),
            None => rejected.push(Rejected {
                what: scored.call.words(id(group.best().0)).to_owned(),
                why: "no words to quote".to_owned(),
            }),
        }
    }
    steps
}

fn step(scored: &ScoredCall<'_>, group: &Group, people: &[Stakeholder]) -> Option<NextStep> {
    let telling = group.telling(QUOTED);
    let quotes: Vec<Quote> =
        telling.iter().filter_map(|at| scored.call.transcript.quote_all(id(*at))).collect();
    let kind = kind(scored, &telling);
    let status = status(scored, &telling);
    let (due, due_ambiguous) = due(scored, group).map_or((None, false), |(due, open)| (Some(due), open));
    let owner = owner::of(scored, &telling, kind, people);
    Some(NextStep {
        action: scored.call.words(id(group.best().0)).to_owned(),
        kind,
        owner: owner.name,
        owner_side: owner.side,
        due,
        due_ambiguous,
        status,
        evidence: Quotes::new(quotes)?,
    })
}

fn status(scored: &ScoredCall<'_>, telling: &[usize]) -> StepStatus {
    let highest = |head| telling.iter().map(|at| scored.score(*at, head)).fold(f32::NEG_INFINITY, f32::max);
    if highest(Head::Declined) > 0.0 {
        StepStatus::Declined
    } else if highest(Head::Proposed) > 0.0 {
        StepStatus::Proposed
    } else {
        StepStatus::Agreed
    }
}

fn kind(scored: &ScoredCall<'_>, telling: &[usize]) -> StepKind {
    let has = |words: &[&str]| {
        telling
            .iter()
            .any(|at| scored.call.tokens(id(*at)).iter().any(|token| words.contains(&token.lower.as_str())))
    };
    if has(&["send", "sending", "email", "forward", "text", "share", "export", "upload", "copy"]) {
        StepKind::Delivery
    } else if has(&[
        "demo",
        "meeting",
        "call",
        "session",
        "invite",
        "minutes",
        "hour",
        "visit",
        "calendar",
        "o'clock",
        "works",
        "walkthrough",
        "slot",
        "meet",
    ]) {
        StepKind::Meeting
    } else if has(&["ask", "talk", "mention", "tell", "check", "bring"]) {
        StepKind::Internal
    } else {
        StepKind::Other
    }
}

/// When: the dates said in the step's utterances and between them, each correcting the ones before.
fn due(scored: &ScoredCall<'_>, group: &Group) -> Option<(Due, bool)> {
    let anchor = Anchor { day: scored.call.held_on?, zone: scored.call.zone.clone() };
    let mut conversation = Conversation::new(&anchor);
    let mut before: Option<usize> = None;
    for (at, _) in &group.members {
        let from = before.filter(|last| at - last <= GAP).map_or(*at, |last| last + 1);
        for position in from..=*at {
            for mention in dates::find(scored.call.words(id(position)), &anchor) {
                conversation.absorb(&mention);
            }
        }
        before = Some(*at);
    }
    conversation.due()
}

fn id(at: usize) -> UtteranceId {
    UtteranceId(at as u32)
}
