//! Two utterances as hashed features: do they speak of the same item?

use std::ops::ControlFlow;

use crate::domain::Side;

use super::families::{Families, Family};
use super::features::{FeatureSet, Lexed, Mark, hash, join, side_hash, tenth};

/// More words than these between two utterances are simply many.
const TELLING: usize = 70;

/// Most pairs have fewer features.
const ROOM: usize = 64;

/// The features of an earlier utterance and a later one.
pub fn of_pair(lexed: &[Lexed], earlier: usize, later: usize, families: Families) -> FeatureSet {
    let mut set = FeatureSet(Vec::with_capacity(ROOM));
    let (Some(first), Some(second)) = (lexed.get(earlier), lexed.get(later)) else { return set };
    let inside = lexed.get(earlier + 1..later).unwrap_or_default();
    set.add(hash("bias"), 1.0);
    if families.has(Family::Distance) {
        distance_of(&mut set, lexed, earlier, later);
    }
    if families.has(Family::OtherSideBetween) {
        other_side_between(&mut set, inside);
    }
    if families.has(Family::SharedWords) {
        shared_words(&mut set, first, second);
    }
    if families.has(Family::ClassContrast) {
        class_contrast(&mut set, first, second);
    }
    if families.has(Family::Opening) {
        opening_of(&mut set, second);
    }
    if families.has(Family::Between) {
        between(&mut set, inside, second);
    }
    if families.has(Family::PairPosition) {
        set.add(join(hash("pair tenth"), tenth(later, lexed.len())), 0.5);
    }
    set
}

fn distance_of(set: &mut FeatureSet, lexed: &[Lexed], earlier: usize, later: usize) {
    let apart = later.saturating_sub(earlier);
    let bucket = match apart {
        0..=4 => apart,
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        16..=30 => 8,
        _ => 9,
    };
    set.add(join(hash("apart"), bucket as u32), 1.0);
    set.add(hash("log apart"), apart as f32 / (apart as f32 + 5.0));
    let turns = lexed
        .get(earlier..=later)
        .unwrap_or_default()
        .windows(2)
        .filter(|pair| matches!(pair, [left, right] if left.speaker != right.speaker))
        .take(8)
        .count();
    set.add(join(hash("turns"), turns as u32), 1.0);
    let bucket = match words_of(lexed.get(earlier + 1..later).unwrap_or_default().iter()) {
        0 => 0,
        1..=6 => 1,
        7..=14 => 2,
        15..=25 => 3,
        26..=40 => 4,
        41..=70 => 5,
        _ => 6,
    };
    set.add(join(hash("words apart"), bucket), 1.0);
}

/// How many words were said, counted no further than features tell apart.
fn words_of<'l>(mut said: impl Iterator<Item = &'l Lexed>) -> usize {
    let count = |words, one: &Lexed| {
        let words = words + one.words.len();
        if words > TELLING { ControlFlow::Break(words) } else { ControlFlow::Continue(words) }
    };
    match said.try_fold(0, count) {
        ControlFlow::Break(words) | ControlFlow::Continue(words) => words,
    }
}

/// How many words the seller puts in between: a long question opens another matter, a "mhm" does not.
fn other_side_between(set: &mut FeatureSet, inside: &[Lexed]) {
    let bucket = match words_of(inside.iter().filter(|one| one.side == Side::Seller)) {
        0 => 0,
        1..=3 => 1,
        4..=8 => 2,
        9..=15 => 3,
        16..=30 => 4,
        _ => 5,
    };
    set.add(join(hash("seller between"), bucket), 1.0);
}

fn shared_words(set: &mut FeatureSet, first: &Lexed, second: &Lexed) {
    // One bit of 64 for every word tells most words at once that they are not among the others.
    let bits = second.words.iter().fold(0_u64, |bits, word| bits | 1 << (word % 64));
    let among = |word: &u32| bits & 1 << (word % 64) != 0 && second.words.contains(word);
    let shared = first.words.iter().filter(|word| among(word)).count();
    let shorter = first.words.len().min(second.words.len()).max(1);
    set.add(hash("shared share"), shared as f32 / shorter as f32);
    set.add(join(hash("shared"), shared.min(6) as u32), 0.5);
}

/// Which classes stand in both, only in the first, only in the second.
fn class_contrast(set: &mut FeatureSet, first: &Lexed, second: &Lexed) {
    let (both, only_first, only_second) = (hash("both"), hash("only first"), hash("only second"));
    for class in &first.classes {
        let place = if second.classes.binary_search(class).is_ok() { both } else { only_first };
        set.add(join(place, *class), 0.4);
    }
    for class in &second.classes {
        if first.classes.binary_search(class).is_err() {
            set.add(join(only_second, *class), 0.4);
        }
    }
}

/// The first words of the later one: "and then, um," opens something new, "because" does not.
fn opening_of(set: &mut FeatureSet, second: &Lexed) {
    let salt = join(hash("opens"), side_hash(second.side));
    let mut before = hash("<s>");
    for &word in second.words.iter().take(3) {
        set.add(join(salt, word), 0.5);
        set.add(join(salt, join(before, word)), 0.5);
        before = word;
    }
}

/// What was said between: a question of the other side starts another matter.
fn between(set: &mut FeatureSet, inside: &[Lexed], second: &Lexed) {
    let questions = inside.iter().filter(|one| one.marks.has(Mark::Question)).take(4).count();
    set.add(join(hash("questions between"), questions as u32), 0.7);
    if let Some(last) = inside.last().filter(|last| last.speaker != second.speaker) {
        let from = set.0.len();
        for &word in &last.words {
            set.add(join(hash("between"), word), 1.0);
        }
        set.scale_from(from, 1.0);
    }
}
