//! The first guess at a step's terms, by rules: what the group itself says.

use super::dated::Dated;
use super::{QUOTED, Terms};
use crate::domain::extraction::StepKind;
use crate::domain::{Due, StepStatus, UtteranceId};
use crate::extract::dates::{Conversation, Mention, Sense};
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::Head;
use crate::extract::embedded::scored_call::ScoredCall;

/// Utterances between two members of a step that may still say when.
const GAP: usize = 4;
/// Utterances before a meeting's first one that may say its day.
const LOOK_BACK: usize = 4;
/// Utterances after a meeting's last one that may say its time.
const LOOK_AHEAD: usize = 3;

/// Kind, status and due date of a group; without the days of the call, no due date.
pub fn terms(scored: &ScoredCall<'_>, group: &Group, dated: Option<&Dated>) -> Terms {
    let kind = kind(scored, group);
    let (due, due_ambiguous) = dated
        .and_then(|dated| due(dated, group, kind))
        .map_or((None, false), |(due, open)| (Some(due), open));
    Terms { kind, status: status(scored, group), due, due_ambiguous }
}

/// How firm a step is.
pub fn status(scored: &ScoredCall<'_>, group: &Group) -> StepStatus {
    let sum = |head| group.telling(QUOTED).iter().map(|at| scored.score(*at, head)).sum::<f32>();
    if sum(Head::Declined) > 0.0 {
        StepStatus::Declined
    } else if sum(Head::Proposed) > 0.0 {
        StepStatus::Proposed
    } else {
        StepStatus::Agreed
    }
}

/// What kind of thing a step is.
pub fn kind(scored: &ScoredCall<'_>, group: &Group) -> StepKind {
    let telling = group.telling(QUOTED);
    let meeting: f32 = telling.iter().map(|at| scored.score(*at, Head::Meeting)).sum();
    let has = |words: &[&str]| {
        let said = telling.iter().flat_map(|at| scored.call.tokens(UtteranceId(*at as u32)));
        said.into_iter().any(|token| words.contains(&token.lower.as_str()))
    };
    if meeting > 0.0 || !group.replaced.is_empty() {
        StepKind::Meeting
    } else if has(&[
        "send", "sending", "email", "forward", "text", "share", "export", "upload", "copy", "get", "pull",
    ]) {
        StepKind::Delivery
    } else if has(&["ask", "talk", "mention", "tell", "check", "bring", "see"]) {
        StepKind::Internal
    } else {
        StepKind::Other
    }
}

/// When: the dates said in the step's utterances and beside them, each correcting the ones before.
///
/// A meeting is negotiated over all of its utterances and a few around them; a promise says its day in the same breath, or the answer does.
fn due(dated: &Dated, group: &Group, kind: StepKind) -> Option<(Due, bool)> {
    let first = group.members.first().map(|(at, _)| *at)?;
    let last = group.members.last().map(|(at, _)| *at)?;
    let best = group.best().0;
    let windows: &[(usize, usize)] = if kind == StepKind::Meeting {
        &[(first, last), (first.saturating_sub(LOOK_BACK), last), (first, last + LOOK_AHEAD)]
    } else {
        &[
            (best, best),
            (best, last.min(best + GAP)),
            (first.max(best.saturating_sub(GAP)), best),
            (best, best + 2),
        ]
    };
    let mut found = None;
    for (from, to) in windows {
        let near = (*from..=*to).filter(|at| near_member(group, *at) || *at < first || *at > last);
        let heard = group.replaced.iter().copied().chain(near).flat_map(|at| dated.said_at(at));
        let due = follow(dated, heard);
        if due.as_ref().is_some_and(|(due, _)| kind != StepKind::Meeting || matches!(due, Due::At(_))) {
            return due;
        }
        found = found.or(due);
    }
    found
}

/// What a row of mentions comes to. "The week after" is said once and said back once: it moves the day once.
fn follow<'d>(dated: &Dated, heard: impl Iterator<Item = &'d Mention>) -> Option<(Due, bool)> {
    let mut talk = Conversation::new(dated.anchor());
    let mut shifts: Vec<Sense> = Vec::new();
    for mention in heard {
        let shift = matches!(mention.sense, Sense::ShiftDays(_));
        if shift && shifts.contains(&mention.sense) {
            continue;
        }
        shifts.push(mention.sense);
        talk.absorb(mention);
    }
    talk.due()
}

/// Whether an utterance is a member, or lies between two members that are close together.
fn near_member(group: &Group, at: usize) -> bool {
    let after = group.members.iter().map(|(member, _)| *member).find(|member| *member >= at);
    let before = group.members.iter().rev().map(|(member, _)| *member).find(|member| *member <= at);
    matches!((before, after), (Some(before), Some(after)) if after - before <= GAP)
}
