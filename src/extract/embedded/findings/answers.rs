//! Answers: what a reply to a question shows when none of the phrases of its topic are in it.

use std::ops::Range;

use crate::domain::Side;
use crate::extract::embedded::heard::Heard;
use crate::extract::embedded::reading::Word;

use super::asked::Topic;
use super::score::{Cue, answer, open};

/// Ways of not answering, whatever was asked.
pub(super) const UNDECIDED: &[(&str, Cue)] = &[
    ("no idea|clue", answer(open(3))),
    ("not * idea|clue", answer(open(3))),
    ("could|can not|never|really|| really| say|tell", answer(open(3))),
    ("do|does|would not honestly|genuinely|really|| know $", answer(open(3))),
    (
        "do|does|would not honestly|genuinely|really|| know who|what|which|if|how|when|whether|yet",
        answer(open(3)),
    ),
    ("not|never sure|certain", answer(open(3))),
    ("not that i know", answer(open(3))),
    ("not off the top", answer(open(3))),
    ("hard|difficult|tough|tricky to say|tell", answer(open(3))),
    ("good question", answer(open(3))),
    ("a question for", answer(open(3))),
    ("not the one|person to|for", answer(open(2))),
    ("prefer|rather not|to|| keep|leave|say|get|tell|share|discuss|talk", answer(open(3))),
    ("not going to tell you|say", answer(open(3))),
    ("you would|will have|need to ask|talk|speak", answer(open(2))),
    ("i would have to look|check|find|see|ask", answer(open(3))),
    ("let me find|check|look|ask|think|talk", answer(open(2))),
    ("get|come back to you|that|it", answer(open(3))),
    ("depends|depending", answer(open(3))),
    ("there|it|we|they might|may|could", answer(open(2))),
    ("too early to", answer(open(3))),
    ("not there yet", answer(open(2))),
    ("not in those meetings|conversations", answer(open(3))),
    ("you tell me", answer(open(2))),
];

/// The stretches of the buyer's sentences that answer a question about a topic.
pub(super) fn answers(heard: &Heard<'_>, topic: Topic) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (index, sentence) in heard.reading.sentences().iter().enumerate() {
        if sentence.side != Side::Buyer || !heard.asked(index).contains(topic) {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => stretches.push(index..index + 1),
        }
    }
    stretches
}

/// Yes, no, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    Yes,
    No,
    Neither,
}

/// Whether a sentence says yes or no, by its words of denial and by how it starts.
pub(super) fn polarity(words: &[Word<'_>]) -> Polarity {
    let denies = words.iter().any(|word| DENIALS.contains(&word.text));
    let starts =
        words.iter().find(|word| !matches!(word.text, "so" | "well" | "oh" | "and" | "look" | "honestly"));
    let affirms = starts.is_some_and(|word| AFFIRMATIONS.contains(&word.text))
        || matches!(words, [first, second, ..] if matches!((first.text, second.text), ("there", "is" | "are") | ("we" | "i", "do" | "have")));
    match (denies, affirms) {
        (true, _) => Polarity::No,
        (false, true) => Polarity::Yes,
        (false, false) => Polarity::Neither,
    }
}

#[rustfmt::skip]
const DENIALS: [&str; 16] = [
    "no", "nope", "nah", "not", "never", "none", "nothing", "zero", "nobody", "neither", "hardly",
    "unfortunately", "dire", "refused", "rejected", "declined",
];

const AFFIRMATIONS: [&str; 10] =
    ["yes", "yeah", "yep", "yup", "absolutely", "definitely", "sure", "certainly", "correct", "sorted"];
