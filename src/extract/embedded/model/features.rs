//! An utterance and its neighbours as hashed features.

use std::borrow::Cow;

use crate::domain::{Side, UtteranceId};
use crate::extract::call::Token;
use crate::extract::dates::{self, Anchor};
use crate::extract::{Call, amounts};

use super::families::{Families, Family};
use super::lexicon;

/// Hashed features with their values; duplicates are allowed and add up.
#[derive(Clone, Debug, Default)]
pub struct FeatureSet(pub Vec<(u32, f32)>);

impl FeatureSet {
    /// Adds a feature.
    pub fn add(&mut self, feature: u32, value: f32) {
        self.0.push((feature, value));
    }

    /// Scales everything added since `from` to unit length times `norm`, so that long utterances do not shout.
    pub(super) fn scale_from(&mut self, from: usize, norm: f32) {
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
#[inline]
pub const fn hash(name: &str) -> u32 {
    let mut state = 0x811c_9dc5_u32;
    let mut rest = name.as_bytes();
    while let [byte, after @ ..] = rest {
        state = (state ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = after;
    }
    state
}

/// Joins two hashes, order kept.
#[inline]
pub const fn join(left: u32, right: u32) -> u32 {
    (left ^ right.rotate_left(13)).wrapping_mul(0x9e37_79b1).rotate_left(7)
}

/// What an utterance may be said to be as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It asks.
    Question,
    /// It breaks off.
    OpenEnd,
    /// A number with a unit stands in it.
    Amount,
    /// A date stands in it, however vague.
    Date,
    /// One of its dates is a certain day.
    Day,
    /// It counts days: `fifth`, `23rd`.
    Ordinal,
    /// It names a time of day: `9:30`, `noon`.
    Clock,
}

impl Mark {
    /// Every mark with the feature and the family that it is.
    const ALL: [(Self, u32, Family); 7] = [
        (Self::Question, hash("question"), Family::Marks),
        (Self::OpenEnd, hash("open"), Family::Marks),
        (Self::Amount, hash("amount"), Family::Marks),
        (Self::Date, hash("date"), Family::Dates),
        (Self::Day, hash("day"), Family::Dates),
        (Self::Ordinal, hash("ordinal"), Family::Dates),
        (Self::Clock, hash("clock"), Family::Dates),
    ];
}

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    fn set(&mut self, mark: Mark, is_so: bool) {
        self.0 |= u8::from(is_so) << mark as u8;
    }

    /// Whether a mark is in it.
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }
}

/// What is computed once per utterance.
#[derive(Clone, Debug)]
pub struct Lexed {
    /// Hash of every word, light-stemmed, digits folded.
    pub words: Vec<u32>,
    /// Hashes of the word classes that occur, sorted.
    pub classes: Vec<u32>,
    /// What is to be said of it as a whole.
    pub marks: Marks,
    /// Who spoke: the speaker's ordinal, or `u16::MAX`.
    pub speaker: u16,
    /// On which side.
    pub side: Side,
}

/// Lexes a whole call.
pub fn lex(call: &Call<'_>) -> Vec<Lexed> {
    let anchor = call.held_on.map(|day| Anchor { day, zone: call.zone.clone() });
    call.utterances().iter().map(|utterance| lex_one(call, utterance.id, anchor.as_ref())).collect()
}

fn lex_one(call: &Call<'_>, id: UtteranceId, anchor: Option<&Anchor>) -> Lexed {
    let text = call.words(id).trim_end();
    let tokens = call.tokens(id);
    let mut words = Vec::with_capacity(tokens.len());
    let mut classes = Vec::new();
    for token in tokens {
        let folded = fold_digits(&token.lower);
        words.push(hash(stem(&folded)));
        classes.extend(lexicon::classes(token.hash).map(hash));
    }
    classes.sort_unstable();
    classes.dedup();
    let ordinal = tokens.iter().any(|token| is_ordinal(&token.lower));
    let clock = tokens.iter().any(is_clock);
    let may_be_dated = ordinal || clock || tokens.iter().any(dates_begin_so);
    let mentions =
        anchor.filter(|_| may_be_dated).map(|anchor| dates::find(text, anchor)).unwrap_or_default();
    let mut marks = Marks::default();
    marks.set(Mark::Question, text.ends_with('?') || text.contains("? "));
    marks.set(Mark::OpenEnd, !text.ends_with(['.', '!', '?', '…']));
    marks.set(Mark::Amount, amounts::may_be_among(tokens) && !amounts::find(text).is_empty());
    marks.set(Mark::Date, !mentions.is_empty());
    marks.set(Mark::Day, mentions.iter().any(|mention| mention.day.is_some()));
    marks.set(Mark::Ordinal, ordinal);
    marks.set(Mark::Clock, clock);
    let speaker = call.transcript.utterance(id).and_then(|utterance| utterance.speaker);
    Lexed {
        words,
        classes,
        marks,
        speaker: speaker.map_or(u16::MAX, |speaker| speaker.0),
        side: call.side(id),
    }
}

/// The lexicon's classes without one of which no date is looked for: a glance that spares most utterances the grammar.
fn dates_begin_so(token: &Token<'_>) -> bool {
    token.lower.starts_with(|c: char| c.is_ascii_digit())
        || lexicon::classes(token.hash).any(|class| matches!(class, "DAY" | "MONTH" | "NUMBER" | "TIMESPAN"))
}

fn is_ordinal(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        return ["st", "nd", "rd", "th"].iter().any(|ending| last.ends_with(ending));
    }
    matches!(last, "first" | "second" | "third" | "fifth" | "eighth" | "ninth" | "twelfth")
        || ["urth", "ixth", "enth", "tieth"].iter().any(|ending| last.ends_with(ending))
}

fn is_clock(token: &Token<'_>) -> bool {
    let word = token.lower.as_str();
    matches!(
        word,
        "am" | "pm"
            | "a.m"
            | "p.m"
            | "o'clock"
            | "noon"
            | "midday"
            | "central"
            | "eastern"
            | "pacific"
            | "thirty"
    ) || word.contains(':')
}

/// Digits become `#`, so that `14` and `15` are one word.
fn fold_digits(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        word.replace(|c: char| c.is_ascii_digit(), "#").into()
    } else {
        word.into()
    }
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

/// Most utterances have fewer features.
const ROOM: usize = 256;

/// The features of utterance `at`.
pub fn of_utterance(lexed: &[Lexed], at: usize, families: Families) -> FeatureSet {
    let mut set = FeatureSet(Vec::with_capacity(ROOM));
    let Some(own) = lexed.get(at) else { return set };
    let sided = join(hash("own"), side_hash(own.side));
    words_of(&mut set, own, sided, families);
    flags_of(&mut set, own, sided, families);
    context_of(&mut set, lexed, at, families);
    if families.has(Family::Asked) {
        last_question(&mut set, lexed, at);
    }
    position_of(&mut set, lexed.len(), at, own, families);
    set
}

fn words_of(set: &mut FeatureSet, own: &Lexed, sided: u32, families: Families) {
    let from = set.0.len();
    let mut before = hash("<s>");
    for &word in &own.words {
        if families.has(Family::Words) {
            set.add(join(sided, word), 1.0);
        }
        if families.has(Family::Bigrams) {
            set.add(join(sided, join(before, word)), 1.0);
        }
        before = word;
    }
    if families.has(Family::Bigrams) {
        set.add(join(sided, join(before, hash("</s>"))), 1.0);
    }
    set.scale_from(from, 2.0);
}

fn flags_of(set: &mut FeatureSet, own: &Lexed, sided: u32, families: Families) {
    if families.has(Family::Classes) {
        let from = set.0.len();
        for &class in &own.classes {
            set.add(join(sided, class), 1.0);
        }
        set.scale_from(from, 1.0);
    }
    for (mark, feature, family) in Mark::ALL {
        if own.marks.has(mark) && families.has(family) {
            set.add(join(sided, feature), 0.5);
        }
    }
}

fn context_of(set: &mut FeatureSet, lexed: &[Lexed], at: usize, families: Families) {
    let Some(own) = lexed.get(at) else { return };
    for distance in 1..=REACH {
        let before = at.checked_sub(distance).and_then(|index| lexed.get(index));
        let after = lexed.get(at + distance);
        for (neighbour, place) in [(before, hash("before")), (after, hash("after"))] {
            let place = join(place, distance as u32);
            match neighbour {
                None => set.add(join(place, hash("none")), 0.3),
                Some(neighbour) => neighbour_of(set, own, neighbour, place, distance, families),
            }
        }
    }
}

fn neighbour_of(
    set: &mut FeatureSet,
    own: &Lexed,
    neighbour: &Lexed,
    place: u32,
    distance: usize,
    families: Families,
) {
    let relation = if neighbour.speaker == own.speaker {
        hash("same")
    } else if neighbour.side == own.side {
        hash("ally")
    } else {
        hash("other")
    };
    let salt = join(place, relation);
    if distance == 1 && families.has(Family::NeighbourWords) {
        let from = set.0.len();
        let mut before = hash("<s>");
        for &word in &neighbour.words {
            set.add(join(salt, word), 1.0);
            set.add(join(salt, join(before, word)), 1.0);
            before = word;
        }
        set.scale_from(from, 0.9);
    }
    if families.has(Family::NeighbourClasses) {
        let from = set.0.len();
        for &class in &neighbour.classes {
            set.add(join(salt, class), 1.0);
        }
        for (mark, feature) in [(Mark::Question, hash("question")), (Mark::Amount, hash("amount"))] {
            if neighbour.marks.has(mark) {
                set.add(join(salt, feature), 1.0);
            }
        }
        set.scale_from(from, 0.7 / distance as f32);
    }
    if families.has(Family::NeighbourLength) {
        set.add(join(join(salt, hash("length")), length_of(neighbour)), 0.3 / distance as f32);
    }
}

/// The words of the last question that somebody else asked: what a "yes" answers.
fn last_question(set: &mut FeatureSet, lexed: &[Lexed], at: usize) {
    let Some(own) = lexed.get(at) else { return };
    let asked = lexed
        .get(at.saturating_sub(6)..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|earlier| earlier.speaker != own.speaker && earlier.marks.has(Mark::Question));
    if let Some(asked) = asked {
        let salt = join(hash("asked"), side_hash(asked.side));
        let from = set.0.len();
        for &word in &asked.words {
            set.add(join(salt, word), 1.0);
        }
        set.scale_from(from, 0.6);
    }
}

fn position_of(set: &mut FeatureSet, total: usize, at: usize, own: &Lexed, families: Families) {
    let side = side_hash(own.side);
    if families.has(Family::Position) {
        set.add(join(join(hash("tenth"), tenth(at, total)), side), 0.5);
        let to_the_end = match total - at {
            0..=4 => 0,
            5..=9 => 1,
            10..=19 => 2,
            20..=39 => 3,
            _ => 4,
        };
        set.add(join(join(hash("end"), to_the_end), side), 0.5);
    }
    if families.has(Family::Length) {
        set.add(join(hash("length"), length_of(own)), 0.5);
    }
    set.add(hash("bias"), 0.5);
}

/// In which tenth of the call a position lies.
pub fn tenth(at: usize, total: usize) -> u32 {
    (at * 10 / total.max(1)).min(9) as u32
}

fn length_of(utterance: &Lexed) -> u32 {
    match utterance.words.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        11..=18 => 3,
        _ => 4,
    }
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
