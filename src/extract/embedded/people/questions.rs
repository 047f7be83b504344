//! What a question asks for, so that a bare name can answer it: "Who could say no?" "Gretchen."

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::speech::Speech;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Who pays or signs.
    Pays,
    /// Who decides.
    Decides,
    /// Who may stop it.
    Stops,
    /// Who looks after the technical side.
    Technical,
}

/// How many sentences of the answer are read as the answer.
const ANSWER: usize = 2;

/// What the question asked for that a sentence answers.
pub(super) fn asked_before(speech: &Speech<'_>, sentence: usize) -> Option<Asked> {
    let answer = speech.sentences().get(sentence)?;
    let first = (0..sentence)
        .rev()
        .take_while(|at| speech.sentences().get(*at).is_some_and(|other| other.turn == answer.turn))
        .count();
    if first >= ANSWER || answer.turn == 0 {
        return None;
    }
    let before: Vec<usize> = (0..sentence)
        .rev()
        .skip(first)
        .take_while(|at| speech.sentences().get(*at).is_some_and(|other| other.turn + 1 == answer.turn))
        .take(3)
        .collect();
    let asker = before.first().and_then(|at| speech.sentences().get(*at))?.speaker;
    if asker == answer.speaker {
        return None;
    }
    before.iter().find_map(|at| {
        let question = speech.sentences().get(*at)?;
        question.words.clone().find_map(|word| QUESTIONS.at(speech, word).next().map(|(_, asked)| asked))
    })
}

static QUESTIONS: LazyLock<Phrases<Asked>> = LazyLock::new(|| {
    Phrases::new(&[
        ("could|can|might|would|who'd|who * say no", Asked::Stops),
        ("say no", Asked::Stops),
        ("slow it|this|that|things down", Asked::Stops),
        ("get|gets|stand|stands in the|your way", Asked::Stops),
        ("push back", Asked::Stops),
        ("block it|this|that", Asked::Stops),
        ("against it|this", Asked::Stops),
        ("be a blocker|problem|hurdle", Asked::Stops),
        ("object|objects|objections|veto|kill", Asked::Stops),
        ("holds|hold|has|controls the budget|money|purse", Asked::Pays),
        ("who * sign|signs", Asked::Pays),
        ("sign|signs off", Asked::Pays),
        ("whose budget|money", Asked::Pays),
        ("money come|comes from", Asked::Pays),
        ("who * pay|pays", Asked::Pays),
        ("who * decide|decides", Asked::Decides),
        ("who * say|says yes", Asked::Decides),
        ("who makes|make", Asked::Decides),
        ("get|gets decided|made", Asked::Decides),
        ("decision * made", Asked::Decides),
        ("make|makes * call|decision", Asked::Decides),
        ("is it|that|this your call|decision", Asked::Decides),
        ("is that you", Asked::Decides),
        ("your call|decision", Asked::Decides),
        ("who else", Asked::Decides),
        ("approve|approves", Asked::Decides),
        ("does it", Asked::Technical),
        ("it person|team|department|side|people", Asked::Technical),
        ("on the tech|technical side", Asked::Technical),
        ("integration|integrations", Asked::Technical),
    ])
});
