//! An utterance and its neighbours as hashed features.

use crate::domain::{Side, UtteranceId};
use crate::extract::Call;
use crate::extract::amounts;

use super::lexicon;

/// Hashed features with their values; duplicates are allowed and add up.
#[derive(Clone, Debug, Default)]
pub struct FeatureSet(pub Vec<(u32, f32)>);

impl FeatureSet {
    /// Adds a feature.
    pub fn add(&mut self, feature: u32, value: f32) {
        self.0.push((feature, value));
    }

    /// Adds a feature by its name.
    pub fn flag(&mut self, name: &str) {
        self.add(hash(name), 1.0);
    }

    /// Scales everything added since `from` to unit length times `norm`, so that long utterances do not shout.
    fn scale_from(&mut self, from: usize, norm: f32) {
        let Some(group) = self.0.get_mut(from..) else { return };
        let length = group.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, value) in group {
                *value *= norm / length;
            }
        }
    }
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo): small, and the same on every machine.
pub fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Joins two hashes, order kept.
pub fn join(left: u32, right: u32) -> u32 {
    (left ^ right.rotate_left(13)).wrapping_mul(0x9e37_79b1).rotate_left(7)
}

/// What is computed once per utterance.
#[derive(Clone, Debug)]
pub struct Lexed {
    /// Hash of every word, light-stemmed, digits folded.
    pub words: Vec<u32>,
    /// Hashes of the word classes that occur, sorted.
    pub classes: Vec<u32>,
    /// Whether it asks.
    pub question: bool,
    /// Whether it breaks off.
    pub open_end: bool,
    /// Whether a number with a unit stands in it.
    pub amount: bool,
    /// Who spoke: the speaker's ordinal, or `u16::MAX`.
    pub speaker: u16,
    /// On which side.
    pub side: Side,
}

/// Lexes a whole call.
pub fn lex(call: &Call<'_>) -> Vec<Lexed> {
    call.utterances().iter().map(|utterance| lex_one(call, utterance.id)).collect()
}

fn lex_one(call: &Call<'_>, id: UtteranceId) -> Lexed {
    let text = call.words(id).trim_end();
    let mut words = Vec::new();
    let mut classes = Vec::new();
    for token in call.tokens(id) {
        let folded = fold_digits(&token.lower);
        words.push(hash(stem(&folded)));
        classes.extend(lexicon::classes(&token.lower).map(hash));
    }
    classes.sort_unstable();
    classes.dedup();
    let speaker = call.transcript.utterance(id).and_then(|utterance| utterance.speaker);
    Lexed {
        words,
        classes,
        question: text.ends_with('?') || text.contains("? "),
        open_end: !text.ends_with(['.', '!', '?', '…']),
        amount: !amounts::find(text).is_empty(),
        speaker: speaker.map_or(u16::MAX, |speaker| speaker.0),
        side: call.side(id),
    }
}

/// Digits become `#`, so that `14` and `15` are one word.
fn fold_digits(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// Cuts the commonest English endings: enough to join `send`, `sends`, `sending`.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 4
            && !stem.ends_with('s')
        {
            return stem;
        }
    }
    word
}

/// Neighbours that are looked at, before and after.
const REACH: usize = 3;

/// The features of utterance `at`.
pub fn of_utterance(lexed: &[Lexed], at: usize) -> FeatureSet {
    let mut set = FeatureSet::default();
    let Some(own) = lexed.get(at) else { return set };
    let side = side_hash(own.side);
    words_of(&mut set, own, hash("own"), side);
    flags_of(&mut set, own, hash("own"), side);
    context_of(&mut set, lexed, at);
    position_of(&mut set, lexed.len(), at, own);
    set
}

fn words_of(set: &mut FeatureSet, own: &Lexed, salt: u32, side: u32) {
    let from = set.0.len();
    let sided = join(salt, side);
    let mut before = hash("<s>");
    for &word in &own.words {
        set.add(join(salt, word), 1.0);
        set.add(join(sided, word), 1.0);
        set.add(join(sided, join(before, word)), 1.0);
        before = word;
    }
    set.add(join(sided, join(before, hash("</s>"))), 1.0);
    set.scale_from(from, 2.0);
}

fn flags_of(set: &mut FeatureSet, own: &Lexed, salt: u32, side: u32) {
    let sided = join(salt, side);
    let from = set.0.len();
    for (position, &class) in own.classes.iter().enumerate() {
        set.add(join(sided, class), 1.0);
        for &other in own.classes.get(position + 1..).unwrap_or_default() {
            set.add(join(sided, join(class, other)), 0.5);
        }
    }
    set.scale_from(from, 1.0);
    for (flag, name) in [(own.question, "question"), (own.open_end, "open"), (own.amount, "amount")] {
        if flag {
            set.add(join(sided, hash(name)), 0.5);
        }
    }
}

fn context_of(set: &mut FeatureSet, lexed: &[Lexed], at: usize) {
    let Some(own) = lexed.get(at) else { return };
    for distance in 1..=REACH {
        let before = at.checked_sub(distance).and_then(|index| lexed.get(index));
        let after = lexed.get(at + distance);
        for (neighbour, place) in [(before, "before"), (after, "after")] {
            let salt = join(hash(place), distance as u32);
            let Some(neighbour) = neighbour else {
                set.add(join(salt, hash("none")), 0.3);
                continue;
            };
            let relation = if neighbour.speaker == own.speaker {
                "same"
            } else if neighbour.side == own.side {
                "ally"
            } else {
                "other"
            };
            let salt = join(salt, hash(relation));
            set.add(salt, 0.3);
            if distance == 1 {
                let from = set.0.len();
                for &word in &neighbour.words {
                    set.add(join(salt, word), 1.0);
                }
                set.scale_from(from, 0.9);
            }
            let from = set.0.len();
            for &class in &neighbour.classes {
                set.add(join(salt, class), 1.0);
            }
            if neighbour.question {
                set.add(join(salt, hash("question")), 1.0);
            }
            if neighbour.amount {
                set.add(join(salt, hash("amount")), 1.0);
            }
            set.scale_from(from, 0.7 / distance as f32);
        }
    }
    last_question(set, lexed, at);
}

/// The words of the last question that somebody else asked: what a "yes" answers.
fn last_question(set: &mut FeatureSet, lexed: &[Lexed], at: usize) {
    let Some(own) = lexed.get(at) else { return };
    let asked = lexed
        .get(at.saturating_sub(6)..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|earlier| earlier.speaker != own.speaker && earlier.question);
    if let Some(asked) = asked {
        let salt = join(hash("asked"), side_hash(asked.side));
        let from = set.0.len();
        for &word in &asked.words {
            set.add(join(salt, word), 1.0);
        }
        set.scale_from(from, 0.6);
    }
}

fn position_of(set: &mut FeatureSet, total: usize, at: usize, own: &Lexed) {
    let tenth = (at * 10 / total.max(1)).min(9);
    set.add(join(join(hash("tenth"), tenth as u32), side_hash(own.side)), 0.5);
    let length = match own.words.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        11..=18 => 3,
        _ => 4,
    };
    set.add(join(hash("length"), length), 0.5);
    set.add(hash("bias"), 0.5);
}

pub(super) fn side_hash(side: Side) -> u32 {
    match side {
        Side::Buyer => hash("buyer"),
        Side::Seller => hash("seller"),
        Side::Unknown => hash("unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_cut_but_short_words_stay() {
        assert_eq!(stem("sending"), "send");
        assert_eq!(stem("invoices"), "invoic");
        assert_eq!(stem("yes"), "yes");
        assert_eq!(stem("process"), "process");
    }

    #[test]
    fn joining_keeps_the_order() {
        assert_ne!(join(hash("not"), hash("good")), join(hash("good"), hash("not")));
    }
}
