//! What happens after the call: scored utterances of both sides, grouped into steps with kind, owner, due date and status.

use super::assembly::{self, Group};
use super::gates::contains;
use super::model::{Family, Head};
use super::owner;
use super::scored_call::ScoredCall;
use super::terms::{self, QUOTED, Terms, guess};
use crate::domain::extraction::StepKind;
use crate::domain::{NextStep, Quote, Quotes, Rejected, Side, Stakeholder, StepStatus, UtteranceId};
use crate::extract::dates::{self, Anchor};

/// Utterances between two parts of one negotiation of a meeting.
const ONE_NEGOTIATION: usize = 12;

/// Finds next steps in the order of the call; what is dropped goes to `rejected`.
pub fn find(scored: &ScoredCall<'_>, people: &[Stakeholder], rejected: &mut Vec<Rejected>) -> Vec<NextStep> {
    let groups = groups(scored, rejected);
    let mut steps = Vec::new();
    for (group, terms) in terms::read(scored, groups) {
        match step(scored, &group, terms, people) {
            Some(step) => steps.push(step),
            None => rejected.push(Rejected {
                what: scored.call.words(id(group.best().0)).to_owned(),
                why: "no words to quote".to_owned(),
            }),
        }
    }
    steps
}

/// The utterances of everything that may be a step, in the order of the call; what is dropped goes to `rejected`.
pub fn groups(scored: &ScoredCall<'_>, rejected: &mut Vec<Rejected>) -> Vec<Group> {
    let limits = scored.model.thresholds.step;
    let mut groups =
        assembly::group(&hits(scored), limits, |earlier, later| scored.link(earlier, later, Head::StepLink));
    groups.retain(|group| group.score() > limits.item);
    settle(scored, groups, rejected)
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
    guess::kind(scored, group) == StepKind::Meeting && guess::status(scored, group) != StepStatus::Declined
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
        && guess::status(scored, group) == StepStatus::Agreed
        && group.members.iter().any(|(at, _)| !dates::find(scored.call.words(id(*at)), &anchor).is_empty())
}

fn step(scored: &ScoredCall<'_>, group: &Group, terms: Terms, people: &[Stakeholder]) -> Option<NextStep> {
    let telling = group.telling(QUOTED);
    let quotes: Vec<Quote> =
        telling.iter().filter_map(|at| scored.call.transcript.quote_all(id(*at))).collect();
    let owner = owner::of(scored, &telling, terms.kind, people);
    Some(NextStep {
        action: scored.call.words(id(group.best().0)).to_owned(),
        kind: terms.kind,
        owner: owner.name,
        owner_side: owner.side,
        due: terms.due,
        due_ambiguous: terms.due_ambiguous,
        status: terms.status,
        evidence: Quotes::new(quotes)?,
    })
}

fn id(at: usize) -> UtteranceId {
    UtteranceId(at as u32)
}
