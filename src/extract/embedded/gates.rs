//! Reasons why words that sound like a pain are none.

use std::sync::LazyLock;

use super::model::Family;
use super::scored_call::ScoredCall;
use crate::domain::{Side, UtteranceId};
use crate::extract::call::Token;
use crate::extract::hashing::{ByHash, hash};

/// The reason why an utterance cannot be a pain of the buyer's, if there is one.
pub fn not_a_pain(scored: &ScoredCall<'_>, id: UtteranceId) -> Option<&'static str> {
    let call = scored.call;
    if call.side(id) == Side::Unknown {
        return Some("it is not known which side speaks");
    }
    let tokens = call.tokens(id);
    let standing = (0..tokens.len()).flat_map(|at| gates_at(tokens.get(at..).unwrap_or_default()));
    let in_use = standing.filter_map(|gate| GATES.get(gate).map(|(_, why, family)| (gate, *why, *family)));
    let first =
        in_use.filter(|(_, _, family)| scored.families.has(*family)).min_by_key(|(gate, ..)| *gate)?;
    Some(first.1)
}

/// The gates of which a phrase stands at the start of these words.
fn gates_at<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = usize> + 't {
    /// A gate, and the numbers of the words behind the first of one of its phrases.
    type Rest = (usize, Vec<u64>);
    static BY_FIRST: LazyLock<ByHash<Vec<Rest>>> = LazyLock::new(|| {
        let mut by_first: ByHash<Vec<Rest>> = ByHash::default();
        for (gate, (phrases, _, _)) in GATES.iter().enumerate() {
            for phrase in *phrases {
                let mut words = phrase.split(' ').map(hash);
                let Some(first) = words.next() else { continue };
                by_first.entry(first).or_default().push((gate, words.collect()));
            }
        }
        by_first
    });
    let (first, after) = tokens.split_first().map_or((0, tokens), |(first, after)| (first.hash, after));
    let phrases = BY_FIRST.get(&first).into_iter().flatten();
    let standing = phrases.filter(move |(_, rest)| {
        after.len() >= rest.len() && rest.iter().zip(after).all(|(word, token)| *word == token.hash)
    });
    standing.map(|(gate, _)| *gate)
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
