//! Nothing denied is said, nothing said is denied, nothing left open is settled.
//!
//! Every clause of the sentence is held against the clauses of the evidence that share most words with it.

use crate::domain::StepStatus;
use crate::domain::extraction::FindingStatus;

use super::super::super::cast::Player;
use super::super::super::ledger::{Origin, Topic};
use super::super::super::words;
use super::super::claim::{Claim, Piece};
use super::super::speech::{self, Clause};
use super::Why;

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    // Of steps that were not agreed the sentence, or its label, says so as a whole.
    let step_open = |cited| claim.step(cited).is_some_and(|step| step.status != StepStatus::Agreed);
    let labelled = claim.cited.iter().all(step_open);
    for clause in &claim.clauses {
        let closest = closest(claim, clause);
        let denies = clause.negated && !says_where(claim, clause);
        let about = || clause.words.join(" ");
        if clause.only_points
            || clause.words.iter().any(|word| words::is_in(TRUTH, word) && !claim.words.contains(word))
        {
            return Err(Why::Turned(about()));
        }
        if !(labelled || clause.leaves_open()) && closest.iter().any(|(_, other)| other.hedged) {
            return Err(Why::Turned(about()));
        }
        if denies {
            // Two negations on one side and one on the other say opposite things.
            let denied = closest.iter().any(|(_, other)| other.negations == clause.negations);
            let unsaid = closest.is_empty() || clause.words.iter().any(|word| words::is_in(SETTLING, word));
            let open = clause.negations == 1 && unsaid && is_open(claim);
            if !(denied || open) {
                return Err(Why::Turned(about()));
            }
            continue;
        }
        if closest.iter().any(|(_, other)| other.negated) {
            return Err(Why::Turned(about()));
        }
        if settles_an_open_finding(claim, clause) {
            return Err(Why::Turned(about()));
        }
    }
    Ok(())
}

/// What may be denied of something open without anybody having denied it: "not agreed", "nothing decided".
const SETTLING: &str = "agreed confirmed settled decided approved set established known";
/// Words about whether something is so, unless somebody used them: a brief says what is so.
const TRUTH: &str = "true untrue false wrong wrongly lie lied lies truth allegedly supposedly joking kidding";

/// The clauses of the evidence that share most words with a clause of the sentence.
pub(super) fn closest<'c>(claim: &'c Claim<'_>, clause: &Clause) -> Vec<(&'c Piece<'c>, &'c Clause)> {
    let mut closest = Vec::new();
    let mut most = 1;
    for piece in &claim.pieces {
        for other in &piece.clauses {
            let shared = clause.stems.intersection(&other.stems).count();
            if shared > most {
                closest.clear();
                most = shared;
            }
            if shared == most {
                closest.push((piece, other));
            }
        }
    }
    closest
}

/// `not in the room`, `not on the call`, `not invited` of people of whom it holds: a place, no denial of what was said.
fn says_where(claim: &Claim<'_>, clause: &Clause) -> bool {
    let words = clause.words.join(" ");
    let absent = ["not in the room", "not on the call", "not invited", "not at the meeting", "not yet met"];
    if !absent.iter().any(|phrase| words.contains(phrase)) {
        return false;
    }
    let negations = clause.words.iter().filter(|word| speech::is_negation(word)).count();
    let here = claim.named(&clause.words);
    let named = if here.is_empty() { claim.named(&speech::lower_words(&claim.frame)) } else { here };
    let cited = |index: usize| claim.cited.iter().any(|cited| cited.origin == Origin::Person(index));
    let has_invited = claim.desk.cast().players.iter().any(Player::invited);
    let away = |phrase: &str, on_call: bool, invited: bool| match phrase {
        "not on the call" => !on_call,
        "not in the room" | "not at the meeting" => has_invited && !invited,
        "not invited" => !invited,
        _ => !on_call && !invited,
    };
    negations == 1
        && !named.is_empty()
        && named.iter().all(|(index, player)| {
            let phrases = absent.iter().filter(|phrase| words.contains(**phrase));
            cited(*index) && phrases.into_iter().all(|phrase| away(phrase, player.on_call, player.invited()))
        })
}

/// Whether what is cited is open or refused by itself: a step that was not agreed, a finding that is not met, a conflict.
fn is_open(claim: &Claim<'_>) -> bool {
    claim.steps().any(|step| step.status != StepStatus::Agreed)
        || claim.cited.iter().any(|cited| match cited.origin {
            Origin::Conflict(_) | Origin::KeepAway(_) => true,
            Origin::Finding(topic) => topic.of(&claim.desk.ledger.extraction).status != FindingStatus::Met,
            _ => false,
        })
}

/// Whether it speaks of the money as if that were settled, while the finding it cites is not met.
fn settles_an_open_finding(claim: &Claim<'_>, clause: &Clause) -> bool {
    let open = claim.cited.iter().any(|cited| {
        cited.origin == Origin::Finding(Topic::Budget)
            && Topic::Budget.of(&claim.desk.ledger.extraction).status != FindingStatus::Met
    });
    let money = clause.stems.iter().any(|stem| ["budget", "money", "fund", "cash"].contains(&stem.as_str()));
    open && money && !clause.leaves_open()
}
