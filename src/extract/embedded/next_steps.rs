//! What happens after the call: scored utterances of both sides, grouped into steps with kind, owner, due date and status.

use super::assembly::{self, Group};
use super::gates::contains;
use super::model::{Family, Head};
use super::owner;
use super::scored_call::ScoredCall;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, NextStep, Quote, Quotes, Rejected, Side, Stakeholder, StepStatus, UtteranceId};
use crate::extract::dates::{self, Anchor, Conversation, Mention, Sense};

/// Quotes that a step shows at the most.
pub(crate) const QUOTED: usize = 4;
/// Utterances between two members of a step that may still say when.
const GAP: usize = 4;
/// Utterances between two parts of one negotiation of a meeting.
const ONE_NEGOTIATION: usize = 12;
/// Utterances before a meeting's first one that may say its day.
const LOOK_BACK: usize = 4;
/// Utterances after a meeting's last one that may say its time.
const LOOK_AHEAD: usize = 3;

/// Finds next steps in the order of the call; what is dropped goes to `rejected`.
pub fn find(scored: &ScoredCall<'_>, people: &[Stakeholder], rejected: &mut Vec<Rejected>) -> Vec<NextStep> {
    let limits = scored.model.thresholds.step;
    let mut groups =
        assembly::group(&hits(scored), limits, |earlier, later| scored.link(earlier, later, Head::StepLink));
    groups.retain(|group| group.score() > limits.item);
    let mut steps = Vec::new();
    for group in &settle(scored, groups, rejected) {
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

/// Groups to steps: what is said of one meeting is joined, and what only sums up is left out.
pub fn settle(scored: &ScoredCall<'_>, groups: Vec<Group>, rejected: &mut Vec<Rejected>) -> Vec<Group> {
    let mut groups = join_meetings(scored, groups);
    if scored.families.has(Family::Recaps) {
        groups.retain(|group| {
            let recap = group.members.iter().all(|(at, _)| sums_up(scored, *at));
            if recap {
                let what = scored.call.words(id(group.best().0)).to_owned();
                rejected.push(Rejected { what, why: "it sums up steps that were settled before".to_owned() });
            }
            !recap
        });
    }
    groups
}

/// Every utterance with its score.
pub fn hits(scored: &ScoredCall<'_>) -> Vec<(usize, f32)> {
    (0..scored.lexed.len()).map(|at| (at, scored.score(at, Head::Step))).collect()
}

/// A seller's list of what was agreed: two days or more, in one breath, in words that close.
fn sums_up(scored: &ScoredCall<'_>, at: usize) -> bool {
    const CLOSES: [&str; 9] =
        ["so", "okay", "ok", "perfect", "great", "recap", "summary", "alright", "right"];
    let tokens = scored.call.tokens(id(at));
    if scored.call.side(id(at)) != Side::Seller || tokens.len() < 12 {
        return false;
    }
    let Some(day) = scored.call.held_on else { return false };
    let closes = tokens.iter().take(4).any(|token| CLOSES.contains(&token.lower.as_str()));
    let anchor = Anchor { day, zone: scored.call.zone.clone() };
    let days = dates::find(scored.call.words(id(at)), &anchor)
        .iter()
        .filter(|mention| mention.day.is_some())
        .count();
    closes && days >= 2
}

/// Joins what is said of one meeting in a row: offer, counter-offer and confirmation are one step, whatever is said between. A meeting
/// that is moved later in the call replaces the one that was agreed before.
fn join_meetings(scored: &ScoredCall<'_>, groups: Vec<Group>) -> Vec<Group> {
    let mut joined: Vec<Group> = Vec::new();
    for mut group in groups {
        if scored.families.has(Family::MovedMeetings)
            && moves(scored, &group)
            && let Some(index) = joined.iter().rposition(|earlier| is_meeting(scored, earlier))
        {
            let earlier = joined.remove(index);
            group.replaced.extend(earlier.replaced);
            group.replaced.extend(earlier.members.into_iter().map(|(at, _)| at));
            joined.push(group);
            continue;
        }
        match joined.last_mut() {
            Some(last)
                if scored.families.has(Family::JoinedMeetings) && same_meeting(scored, last, &group) =>
            {
                last.members.extend(group.members);
            }
            _ => joined.push(group),
        }
    }
    joined
}

fn is_meeting(scored: &ScoredCall<'_>, group: &Group) -> bool {
    let telling = group.telling(QUOTED);
    kind(scored, group, &telling) == StepKind::Meeting && status(scored, &telling) != StepStatus::Declined
}

fn same_meeting(scored: &ScoredCall<'_>, earlier: &Group, later: &Group) -> bool {
    let (Some((end, _)), Some((start, _))) = (earlier.members.last(), later.members.first()) else {
        return false;
    };
    start.saturating_sub(*end) <= ONE_NEGOTIATION && is_meeting(scored, earlier) && is_meeting(scored, later)
}

/// Whether a group says that a meeting is to be at another time than was agreed, and when.
fn moves(scored: &ScoredCall<'_>, group: &Group) -> bool {
    const MOVES: [&str; 16] = [
        "move it",
        "move that",
        "moved it",
        "move us",
        "push it",
        "push that",
        "shift it",
        "same day",
        "same time",
        "the week after",
        "the day after",
        "reschedule",
        "instead of",
        "change it",
        "bump it",
        "swap it",
    ];
    let Some(day) = scored.call.held_on else { return false };
    let anchor = Anchor { day, zone: scored.call.zone.clone() };
    let says_move = group.members.iter().any(|(at, _)| {
        let words: Vec<&str> = scored.call.tokens(id(*at)).iter().map(|token| token.lower.as_str()).collect();
        MOVES.iter().any(|phrase| contains(&words, phrase))
    });
    says_move
        && status(scored, &group.telling(QUOTED)) == StepStatus::Agreed
        && group.members.iter().any(|(at, _)| !dates::find(scored.call.words(id(*at)), &anchor).is_empty())
}

fn step(scored: &ScoredCall<'_>, group: &Group, people: &[Stakeholder]) -> Option<NextStep> {
    let telling = group.telling(QUOTED);
    let quotes: Vec<Quote> =
        telling.iter().filter_map(|at| scored.call.transcript.quote_all(id(*at))).collect();
    let kind = kind(scored, group, &telling);
    let status = status(scored, &telling);
    let (due, due_ambiguous) =
        due(scored, group, kind).map_or((None, false), |(due, open)| (Some(due), open));
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
    let sum = |head| telling.iter().map(|at| scored.score(*at, head)).sum::<f32>();
    if sum(Head::Declined) > 0.0 {
        StepStatus::Declined
    } else if sum(Head::Proposed) > 0.0 {
        StepStatus::Proposed
    } else {
        StepStatus::Agreed
    }
}

fn kind(scored: &ScoredCall<'_>, group: &Group, telling: &[usize]) -> StepKind {
    if !group.replaced.is_empty() {
        return StepKind::Meeting;
    }
    let has = |words: &[&str]| {
        telling
            .iter()
            .any(|at| scored.call.tokens(id(*at)).iter().any(|token| words.contains(&token.lower.as_str())))
    };
    let meeting: f32 = telling.iter().map(|at| scored.score(*at, Head::Meeting)).sum();
    if meeting > 0.0 {
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
fn due(scored: &ScoredCall<'_>, group: &Group, kind: StepKind) -> Option<(Due, bool)> {
    let anchor = Anchor { day: scored.call.held_on?, zone: scored.call.zone.clone() };
    let mentions = |positions: &mut dyn Iterator<Item = usize>| -> Vec<Mention> {
        positions.flat_map(|at| dates::find(scored.call.words(id(at)), &anchor)).collect()
    };
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
    let earlier = mentions(&mut group.replaced.iter().copied());
    for (from, to) in windows {
        let mut near = (*from..=*to).filter(|at| near_member(group, *at) || *at < first || *at > last);
        let mut conversation = Conversation::new(&anchor);
        let mut shifts: Vec<Sense> = Vec::new();
        for mention in earlier.iter().cloned().chain(mentions(&mut near)) {
            // "The week after" is said once and said back once: it moves the day once.
            let shift = matches!(mention.sense, Sense::ShiftDays(_));
            if shift && shifts.contains(&mention.sense) {
                continue;
            }
            shifts.push(mention.sense);
            conversation.absorb(&mention);
        }
        let due = conversation.due();
        if due.as_ref().is_some_and(|(due, _)| kind != StepKind::Meeting || matches!(due, Due::At(_))) {
            return due;
        }
        found = found.or(due);
    }
    found
}

/// Whether an utterance is a member, or lies between two members that are close together.
fn near_member(group: &Group, at: usize) -> bool {
    let after = group.members.iter().map(|(member, _)| *member).find(|member| *member >= at);
    let before = group.members.iter().rev().map(|(member, _)| *member).find(|member| *member <= at);
    matches!((before, after), (Some(before), Some(after)) if after - before <= GAP)
}

fn id(at: usize) -> UtteranceId {
    UtteranceId(at as u32)
}
