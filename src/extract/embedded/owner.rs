//! Whose a next step is.

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

/// Who has to act. Meetings are the seller's, whoever offered the slot; otherwise it is whoever promised, or was asked.
pub fn of(scored: &ScoredCall<'_>, telling: &[usize], kind: StepKind, people: &[Stakeholder]) -> Owner {
    if kind == StepKind::Meeting {
        return Owner { name: None, side: Side::Seller };
    }
    let by_promise = telling.iter().rev().find_map(|at| promised(scored, *at));
    by_promise
        .or_else(|| telling.iter().find_map(|at| delegated(scored, *at, people)))
        .or_else(|| telling.iter().find_map(|at| requested(scored, *at)))
        .unwrap_or_default()
}

/// "I'll send", "let me check", "I can pull": the speaker.
fn promised(scored: &ScoredCall<'_>, at: usize) -> Option<Owner> {
    let words = words(scored, at);
    let first_person = ["i'll", "i will", "let me", "i can", "we'll", "i'm gonna", "i am going to", "i'd"];
    let promises = first_person.iter().any(|phrase| super::gates::contains(&words, phrase));
    promises.then(|| speaker(scored, at))
}

/// "Marcus can do that": somebody of the buyer's side by name.
fn delegated(scored: &ScoredCall<'_>, at: usize, people: &[Stakeholder]) -> Option<Owner> {
    let words = words(scored, at);
    let acts = ["can", "will", "could", "to", "has", "should"];
    people.iter().find_map(|person| {
        let first = person.name.split_whitespace().next()?.to_lowercase();
        let named = words.windows(2).any(
            |pair| matches!(pair, [name, verb] if name.trim_end_matches("'ll") == first && (acts.contains(verb) || name.ends_with("'ll"))),
        );
        named.then(|| Owner { name: Some(person.name.clone()), side: Side::Buyer })
    })
}

/// "Can you send me": the other side.
fn requested(scored: &ScoredCall<'_>, at: usize) -> Option<Owner> {
    let words = words(scored, at);
    let asks = [
        "can you",
        "could you",
        "would you",
        "will you",
        "if you could",
        "you can",
        "you could",
        "send me",
        "send us",
    ];
    if !asks.iter().any(|phrase| super::gates::contains(&words, phrase)) {
        return None;
    }
    let side = match scored.call.side(UtteranceId(at as u32)) {
        Side::Buyer => Side::Seller,
        Side::Seller => Side::Buyer,
        Side::Unknown => Side::Unknown,
    };
    Some(Owner { name: None, side })
}

fn speaker(scored: &ScoredCall<'_>, at: usize) -> Owner {
    let id = UtteranceId(at as u32);
    let name = scored.call.transcript.utterance(id).and_then(|utterance| {
        let known = utterance.speaker.and_then(|speaker| scored.call.sides.of(speaker).name.clone());
        known
            .or_else(|| scored.call.transcript.speaker(utterance).map(|speaker| speaker.display().to_owned()))
    });
    Owner { name, side: scored.call.side(id) }
}

fn words<'a>(scored: &'a ScoredCall<'_>, at: usize) -> Vec<&'a str> {
    scored.call.tokens(UtteranceId(at as u32)).iter().map(|token| token.lower.as_str()).collect()
}
