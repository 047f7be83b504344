//! Patterns around a person: `@ sign|signs`, `take it to @`, `up to @`.
//!
//! `@` stands for any reference to a person: the name, "he", "I"; `@^` for one that owns what follows: "his", "my", "Ana's". After it, words that carry no meaning of their own ("would", "'ll have
//! to", "is the one who") are skipped; a negation is not.

use std::sync::LazyLock;

use super::cue_table::CUES;
use crate::extract::hashing::ByHash;
use crate::extract::phrases::{Step, match_backward, match_forward, parse};
use crate::extract::speech::Speech;

/// What a cue says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Holds or signs off money.
    Money,
    /// Decides.
    Decides,
    /// May stop it.
    Blocks,
    /// Judges the technical side.
    Judges,
    /// Would work with it.
    Works,
    /// Is listened to.
    Advises,
    /// Works for it inside.
    Drives,
    /// Expressly does not decide.
    Powerless,
    /// Is no longer there.
    Gone,
    /// Belongs to another company.
    Elsewhere,
    /// It goes to them or through them.
    Routes,
    /// Named in answer to who decides.
    AskedDecides,
    /// Named in answer to who pays.
    AskedPays,
    /// Named in answer to who may stop it.
    AskedStops,
    /// Named in answer to who looks after the technical side.
    AskedTechnical,
}

/// How many cues there are.
pub(super) const KINDS: usize = 15;

#[derive(Debug)]
struct Pattern {
    before: Vec<Step>,
    after: Vec<Step>,
    owns: bool,
    cue: Cue,
    weight: f32,
}

#[derive(Debug, Default)]
struct Patterns {
    all: Vec<Pattern>,
    by_after: ByHash<Vec<usize>>,
    by_before: ByHash<Vec<usize>>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut patterns = Patterns::default();
    for (text, cue, weight) in CUES {
        let (before, after) = text.split_once('@').unwrap_or((text, ""));
        let (after, owns) = after.strip_prefix('^').map_or((after, false), |after| (after, true));
        let (before, after) = (parse(before), parse(after));
        let number = patterns.all.len();
        match (after.first(), before.last()) {
            (Some(Step::Words(words)), _) => {
                for word in words {
                    patterns.by_after.entry(*word).or_default().push(number);
                }
            }
            (_, Some(Step::Words(words))) => {
                for word in words {
                    patterns.by_before.entry(*word).or_default().push(number);
                }
            }
            _ => {}
        }
        patterns.all.push(Pattern { before, after, owns, cue: *cue, weight: *weight });
    }
    patterns
});

/// The cues around the reference at these words, each pattern at most once.
pub(super) fn cues_at(speech: &Speech<'_>, start: usize, end: usize) -> Vec<(Cue, f32)> {
    let mut found: Vec<usize> = Vec::new();
    let mut cursor = end;
    let form = owning(speech, end.saturating_sub(1));
    let sentence = speech.word(start).map_or(usize::MAX, |word| word.sentence);
    for _ in 0..9 {
        let Some(word) = speech.word(cursor).filter(|word| word.sentence == sentence) else { break };
        for number in PATTERNS.by_after.get(&word.hash).into_iter().flatten() {
            let Some(pattern) = PATTERNS.all.get(*number) else { continue };
            let fits = !found.contains(number)
                && form.allows(pattern.owns, cursor == end)
                && match_forward(speech, cursor, &pattern.after).is_some()
                && (pattern.before.is_empty() || match_backward(speech, start, &pattern.before).is_some());
            if fits {
                found.push(*number);
            }
        }
        if !is_empty_word(word.lower) {
            break;
        }
        cursor += 1;
    }
    if let Some(before) =
        start.checked_sub(1).and_then(|at| speech.word(at)).filter(|word| word.sentence == sentence)
    {
        for number in PATTERNS.by_before.get(&before.hash).into_iter().flatten() {
            let Some(pattern) = PATTERNS.all.get(*number) else { continue };
            let fits = form != Owning::Always
                && match_backward(speech, start, &pattern.before).is_some()
                && (pattern.after.is_empty() || match_forward(speech, end, &pattern.after).is_some());
            if fits && !found.contains(number) {
                found.push(*number);
            }
        }
    }
    found
        .iter()
        .filter_map(|number| PATTERNS.all.get(*number))
        .map(|pattern| (pattern.cue, pattern.weight))
        .collect()
}

/// Whether a reference can own what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owning {
    /// "he", "me".
    Never,
    /// "Ana's", "her".
    Maybe,
    /// "his", "my".
    Always,
}

impl Owning {
    fn allows(self, owns: bool, adjacent: bool) -> bool {
        match self {
            Self::Never => !owns,
            Self::Maybe => !owns || adjacent,
            Self::Always => owns && adjacent,
        }
    }
}

fn owning(speech: &Speech<'_>, at: usize) -> Owning {
    let Some(word) = speech.word(at) else { return Owning::Never };
    let closes = speech.near(at, 1).is_none_or(|next| next.pause);
    match (word.base, word.suffix) {
        _ if closes => Owning::Never,
        ("his" | "my" | "their", _) => Owning::Always,
        ("he" | "she" | "i" | "they" | "it", _) => Owning::Never,
        ("her", _) | (_, "'s") => Owning::Maybe,
        _ => Owning::Never,
    }
}

/// Words between a person and what they do that change nothing.
fn is_empty_word(lower: &str) -> bool {
    matches!(
        lower,
        "will"
            | "would"
            | "has"
            | "have"
            | "had"
            | "to"
            | "gonna"
            | "going"
            | "is"
            | "was"
            | "be"
            | "been"
            | "the"
            | "one"
            | "who"
            | "who'd"
            | "who'll"
            | "who's"
            | "that"
            | "that's"
            | "just"
            | "always"
            | "also"
            | "still"
            | "usually"
            | "probably"
            | "really"
            | "then"
            | "can"
            | "could"
            | "might"
            | "may"
            | "must"
            | "needs"
            | "need"
            | "does"
            | "do"
            | "actually"
            | "ultimately"
            | "basically"
            | "eventually"
            | "all"
            | "only"
            | "even"
            | "both"
            | "got"
            | "gotta"
            | "he"
            | "she"
            | "did"
            | "kind"
            | "of"
            | "sort"
            | "typically"
            | "already"
            | "he's"
            | "she's"
            | "he'd"
            | "she'd"
            | "he'll"
            | "she'll"
            | "a"
    )
}
