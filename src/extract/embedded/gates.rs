//! Reasons why words that sound like a pain are none.

use super::model::Family;
use super::scored_call::ScoredCall;
use crate::domain::{Side, UtteranceId};

/// The reason why an utterance cannot be a pain of the buyer's, if there is one.
pub fn not_a_pain(scored: &ScoredCall<'_>, id: UtteranceId) -> Option<&'static str> {
    let call = scored.call;
    if call.side(id) == Side::Unknown {
        return Some("it is not known which side speaks");
    }
    let words: Vec<&str> = call.tokens(id).iter().map(|token| token.lower.as_str()).collect();
    GATES
        .iter()
        .filter(|(_, _, family)| scored.families.has(*family))
        .find(|(phrases, _, _)| phrases.iter().any(|phrase| contains(&words, phrase)))
        .map(|(_, why, _)| *why)
}

/// Whether the words of a phrase stand in a row.
pub fn contains(words: &[&str], phrase: &str) -> bool {
    let (first, rest) = phrase.split_once(' ').map_or((phrase, None), |(first, rest)| (first, Some(rest)));
    words.iter().enumerate().filter(|(_, word)| **word == first).any(|(at, _)| {
        let mut after = words.iter().skip(at + 1);
        rest.into_iter().flat_map(|rest| rest.split(' ')).all(|word| after.next() == Some(&word))
    })
}

type Gate = (&'static [&'static str], &'static str, Family);

const GATES: &[Gate] = &[(
    &[
        "that's fixed",
        "that's sorted",
        "that's solved",
        "been solid",
        "not an issue",
        "isn't an issue",
        "not a problem",
        "isn't a problem",
        "no complaints",
        "that's fine",
        "it's not now",
        "that's gone now",
        "we're fine",
        "we're good",
        "works fine",
        "that's not the problem",
        "sorted that",
        "fixed that",
        "taken care of",
        "we're alright",
        "we're all right",
        "no problem there",
    ],
    "the buyer says it is no problem, or solved",
    Family::Solved,
)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_only() {
        let words = ["we", "were", "fine", "it's", "finer"];
        assert!(!contains(&words, "it's fine"));
        assert!(contains(&["no", "it's", "fine"], "it's fine"));
    }
}
