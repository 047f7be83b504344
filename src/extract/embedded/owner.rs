//! Whose a next step is.

use super::gates::contains;
use super::model::Head;
use super::scored_call::ScoredCall;
use crate::domain::extraction::StepKind;
use crate::domain::{Side, Stakeholder, UtteranceId};

/// A person or a side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The person's name, where it is clear.
    pub name: Option<String>,
    /// The side.
    pub side: Side,
}

/// Who has to act: the side that the words show, and the person on it who promised, was named, or alone can be meant.
///
/// A meeting is the seller's, whoever offered the slot, and nobody's in person: the account executive runs it.
pub fn of(scored: &ScoredCall<'_>, telling: &[usize], kind: StepKind, people: &[Stakeholder]) -> Owner {
    let buyer: f32 = telling.iter().map(|at| scored.score(*at, Head::BuyerActs)).sum();
    let side = if buyer > 0.0 { Side::Buyer } else { Side::Seller };
    if side == Side::Seller && kind == StepKind::Meeting {
        return Owner { name: None, side };
    }
    let delegate =
        || telling.iter().find_map(|at| delegated(scored, *at, people)).filter(|_| side == Side::Buyer);
    let name = promised(scored, telling, side)
        .or_else(delegate)
        .or_else(|| only_one(scored, side))
        .or_else(|| speaks_in(scored, telling, side));
    Owner { name, side }
}

const PROMISES: [&str; 14] = [
    "i'll",
    "i will",
    "let me",
    "i can",
    "we'll",
    "i'm gonna",
    "i'm going to",
    "i am going to",
    "i'd",
    "i could",
    "we can",
    "i've got to",
    "i have to",
    "i should",
];

/// "I'll send", "let me check", "I can pull": the speaker, when on that side.
fn promised(scored: &ScoredCall<'_>, telling: &[usize], side: Side) -> Option<String> {
    let promises = |at: &&usize| {
        let words = words(scored, **at);
        scored.call.side(id(**at)) == side && PROMISES.iter().any(|phrase| contains(&words, phrase))
    };
    telling.iter().rev().find(promises).and_then(|at| speaker(scored, *at))
}

/// "Marcus can do that", "Nadia'll send it", "ask Dele to": somebody of the buyer's side by name.
fn delegated(scored: &ScoredCall<'_>, at: usize, people: &[Stakeholder]) -> Option<String> {
    const ACTS: [&str; 9] = ["can", "will", "could", "to", "has", "should", "has to", "is", "gets"];
    let words = words(scored, at);
    people.iter().find_map(|person| {
        let first = person.name.split_whitespace().next()?.to_lowercase();
        let named = words.windows(2).any(|pair| match pair {
            [name, verb] => {
                name.strip_suffix("'ll") == Some(&first) || (**name == first && ACTS.contains(verb))
            }
            _ => false,
        });
        named.then(|| person.name.clone())
    })
}

/// The only voice of a side.
fn only_one(scored: &ScoredCall<'_>, side: Side) -> Option<String> {
    let mut voices =
        scored.call.utterances().iter().filter(|utterance| scored.call.side(utterance.id) == side);
    let first = voices.next()?;
    voices
        .all(|utterance| utterance.speaker == first.speaker)
        .then(|| speaker(scored, first.id.index()))
        .flatten()
}

/// The last one of a side who speaks in the step.
fn speaks_in(scored: &ScoredCall<'_>, telling: &[usize], side: Side) -> Option<String> {
    telling.iter().rev().find(|at| scored.call.side(id(**at)) == side).and_then(|at| speaker(scored, *at))
}

fn speaker(scored: &ScoredCall<'_>, at: usize) -> Option<String> {
    let utterance = scored.call.transcript.utterance(id(at))?;
    let known = utterance.speaker.and_then(|speaker| scored.call.sides.of(speaker).name.clone());
    known.or_else(|| scored.call.transcript.speaker(utterance).map(|speaker| speaker.display().to_owned()))
}

fn words<'a>(scored: &'a ScoredCall<'_>, at: usize) -> Vec<&'a str> {
    scored.call.tokens(id(at)).iter().map(|token| token.lower.as_str()).collect()
}

fn id(at: usize) -> UtteranceId {
    UtteranceId(at as u32)
}
