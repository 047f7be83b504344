//! Two utterances as hashed features: do they speak of the same item?

use super::features::{FeatureSet, Lexed, hash, join, side_hash};

/// The features of an earlier utterance and a later one.
pub fn of_pair(lexed: &[Lexed], earlier: usize, later: usize) -> FeatureSet {
    let mut set = FeatureSet::default();
    let (Some(first), Some(second)) = (lexed.get(earlier), lexed.get(later)) else { return set };
    set.flag("bias");
    distance_of(&mut set, lexed, earlier, later);
    relation_of(&mut set, first, second);
    shared_words(&mut set, first, second);
    class_contrast(&mut set, first, second);
    opening_of(&mut set, second, "opens");
    between(&mut set, lexed, earlier, later);
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
        .count();
    set.add(join(hash("turns"), turns.min(8) as u32), 1.0);
}

fn relation_of(set: &mut FeatureSet, first: &Lexed, second: &Lexed) {
    let relation = if first.speaker == second.speaker { "same voice" } else { "other voice" };
    let sides = join(side_hash(first.side), side_hash(second.side));
    set.add(join(hash(relation), sides), 1.0);
    set.add(join(join(hash("asks"), u32::from(first.question)), u32::from(second.question)), 1.0);
    if first.open_end {
        set.add(join(hash("open"), hash(relation)), 1.0);
    }
    if second.amount {
        set.flag("amount follows");
    }
    if first.amount {
        set.flag("amount leads");
    }
}

fn shared_words(set: &mut FeatureSet, first: &Lexed, second: &Lexed) {
    let shared = first.words.iter().filter(|word| second.words.contains(word)).count();
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
fn opening_of(set: &mut FeatureSet, second: &Lexed, salt: &str) {
    let salt = join(hash(salt), side_hash(second.side));
    let mut before = hash("<s>");
    for &word in second.words.iter().take(3) {
        set.add(join(salt, word), 0.5);
        set.add(join(salt, join(before, word)), 0.5);
        before = word;
    }
}

/// What was said between: a question of the other side starts another matter.
fn between(set: &mut FeatureSet, lexed: &[Lexed], earlier: usize, later: usize) {
    let inside = lexed.get(earlier + 1..later).unwrap_or_default();
    let questions = inside.iter().filter(|one| one.question).count();
    set.add(join(hash("questions between"), questions.min(4) as u32), 0.7);
    if let Some(last) = inside.last() {
        opening_of(set, last, "between opens");
        let from_other = lexed.get(later).is_some_and(|second| last.speaker != second.speaker);
        if from_other {
            let from = set.0.len();
            for &word in &last.words {
                set.add(join(hash("between"), word), 1.0);
            }
            let count = (set.0.len() - from).max(1) as f32;
            for (_, value) in set.0.get_mut(from..).unwrap_or_default() {
                *value /= count.sqrt();
            }
        }
    }
}
