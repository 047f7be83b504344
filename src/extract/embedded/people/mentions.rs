//! Every place where a person may be named, and how much the words around it speak for a person.

use std::collections::BTreeSet;

use super::appositions::title_of;
use super::tables_context::{
    BEFORE_PERSON, BEFORE_THING, KIN, ORG_WORDS, PERSON_NOUNS, PERSON_VERBS, PLACE_PREPOSITIONS,
};
use super::titles::Title;
use crate::domain::{Side, SpeakerId};
use crate::extract::Call;
use crate::extract::names::{
    Likeness, Name, Span, fold, is_also_word, is_common_word, is_given_name, is_vocative, likeness, name_at,
};
use crate::extract::speech::{Speech, Word};

/// One place where a name stands.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The words.
    pub(super) span: Span,
    /// Who says it.
    pub(super) speaker: Option<SpeakerId>,
    /// The side that says it.
    pub(super) side: Side,
    /// Whether the person is on the call and called by it rather than spoken of.
    pub(super) vocative: bool,
    /// Whether it looks as if somebody were called by it, on the call or across the room.
    pub(super) called: bool,
    /// The title given beside it.
    pub(super) title: Option<Title>,
    /// Log-odds that these words name a person, from this place alone.
    pub(super) weight: f32,
}

/// Different names that are looked at in one call: every one of them is compared with every other, and no meeting speaks of so many people.
const MAX_NAMES: usize = 1_000;

/// Weighs every place where a name may stand.
///
/// Only somebody on the call is called by name; `voices` are the names known to be there.
pub(super) fn collect(call: &Call<'_>, speech: &Speech<'_>, spans: &[Span], voices: &[Name]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for span in spans {
        let words = span.name.words();
        if !names.contains(words) {
            if names.len() == MAX_NAMES {
                continue;
            }
            names.insert(words.to_vec());
        }
        let speaker = speech.sentence_of(span.words.start).and_then(|sentence| sentence.speaker);
        let called = is_vocative(speech, span);
        let vocative = called && voices.iter().any(|voice| likeness(voice, &span.name) > Likeness::None);
        let title = if vocative { None } else { title_of(speech, span) };
        let weight = weigh(speech, span, called, title.as_ref());
        found.push(Mention {
            speaker,
            side: speaker.map_or(Side::Unknown, |speaker| call.sides.of(speaker).side),
            vocative,
            called,
            title,
            weight,
            span: span.clone(),
        });
    }
    found
}

/// What the words around a name say for a person (above zero) or a thing.
fn weigh(speech: &Speech<'_>, span: &Span, vocative: bool, title: Option<&Title>) -> f32 {
    let start = span.words.start;
    let last = span.words.end.saturating_sub(1);
    let before = |steps: isize| speech.near(start, -steps).map_or("", |word| word.lower);
    let after = |steps: isize| speech.near(last, steps).map_or("", |word| word.lower);
    let paused_after = speech.near(last, 1).is_some_and(|word| word.pause);
    let suffix = speech.word(last).map_or("", |word| word.suffix);
    let mut weight = 0.0;
    if span.name.honorific() {
        weight += 4.0;
    }
    if let Some(title) = title {
        weight += match title.rank {
            3 => 3.5,
            _ if title.ours => 3.5,
            2 => 2.0,
            _ => 1.0,
        };
    }
    if vocative {
        weight += if span.known { 1.0 } else { 0.0 };
    }
    if matches!(before(1), "named" | "called") {
        weight += if PERSON_NOUNS.contains(&before(2)) { 4.0 } else { -3.0 };
    }
    if before(1) == "from"
        && matches!(
            speech.near(start, -2).map_or("", |word| word.base),
            "he" | "she" | "they" | "i" | "is" | "was"
        )
    {
        weight -= 2.5;
    }
    if follows_description(speech, span) {
        weight += 2.6;
    }
    if answers_alone(speech, span) {
        weight += 1.2;
    }
    if matches!(before(1), "got" | "have" | "has" | "hired")
        || matches!((before(2), before(1)), ("it's" | "goes" | "is", "to" | "through" | "up"))
    {
        weight += 0.6;
    }
    if matches!((before(2), before(1)), ("call" | "calls" | "called" | "named", "him" | "her" | "it")) {
        weight -= 4.0;
    }
    if KIN.contains(&before(1)) || PERSON_NOUNS.contains(&before(1)) {
        weight += 2.0;
    }
    let verb = if matches!(suffix, "'ll" | "'d" | "'s")
        && speech.near(last, 2).is_some()
        && matches!(after(1), "gonna" | "going" | "be" | "have" | "probably" | "just" | "want")
    {
        after(2)
    } else {
        after(1)
    };
    if !paused_after && PERSON_VERBS.contains(&verb) {
        weight += 1.6;
    } else if matches!(suffix, "'ll" | "'d") {
        weight += 1.2;
    } else if !paused_after
        && matches!(
            after(1),
            "is" | "was" | "has" | "had" | "does" | "did" | "can" | "will" | "would" | "doesn't" | "won't"
        )
    {
        weight += 0.5;
    }
    if BEFORE_PERSON.contains(&before(1)) {
        weight += 1.4;
    }
    if matches!((before(2), before(1)), ("me" | "him" | "her", "and")) {
        weight += 2.6;
    }
    if matches!(
        (before(2), before(1)),
        (
            "talk"
                | "talked"
                | "go"
                | "goes"
                | "went"
                | "speak"
                | "take"
                | "bring"
                | "it"
                | "that"
                | "report",
            "to"
        )
    ) {
        weight += 1.2;
    }
    if matches!((after(1), after(2)), ("and", "i" | "me"))
        || matches!((before(2), before(1)), ("i", "and") | ("and", "me"))
    {
        weight += 1.2;
    }
    match pronoun_after(speech, last) {
        Some(true) => weight += 1.5,
        Some(false) if !span.known => weight -= 1.0,
        _ => {}
    }
    if matches!(before(1), "st" | "saint") || (before(2), before(1)) == ("out", "past") {
        weight -= 3.0;
    }
    if matches!((after(1), after(2)), ("from" | "in" | "on" | "over", "my" | "our" | "the"))
        && ORG_HOME.contains(&after(3))
    {
        weight += 1.5;
    }
    if matches!(before(1), "the" | "a" | "an") && title.is_none() {
        weight -= 3.0;
    }
    if is_number(before(1)) || matches!(before(1), "no" | "another" | "some" | "any" | "doing") {
        weight -= 2.5;
    }
    if suffix == "'s" && speech.near(last, 1).is_none() && title.is_none() {
        weight -= 2.5;
    }
    if matches!(before(1), "our" | "my" | "your" | "their" | "this") {
        weight -= 1.0;
    }
    if PLACE_PREPOSITIONS.contains(&before(1)) {
        weight -= 1.8;
    }
    if BEFORE_THING.contains(&before(1)) {
        weight -= 1.5;
    }
    let last_folded = span.name.words().last().map_or("", String::as_str);
    if ORG_WORDS.contains(&last_folded) || ORG_WORDS.contains(&after(1)) && !paused_after {
        weight -= 3.5;
    }
    if matches!(after(1), "it" | "it's" | "which") && paused_after {
        weight -= 1.0;
    }
    if after(1).chars().next().is_some_and(|c| c.is_ascii_digit()) {
        weight -= 2.0;
    }
    weight
}

/// "Who does that?" "Ana.": a name is the whole first sentence of an answer.
fn answers_alone(speech: &Speech<'_>, span: &Span) -> bool {
    let Some(sentence) = speech.sentence_of(span.words.start) else { return false };
    let number = speech.word(span.words.start).map_or(0, |word| word.sentence);
    let before = number.checked_sub(1).and_then(|before| speech.sentences().get(before));
    sentence.words == span.words
        && before.is_some_and(|before| before.turn != sentence.turn && before.speaker != sentence.speaker)
}

/// "There's a girl in the office, Ana," and "My uncle. Hugo.": a name set beside words for a person.
fn follows_description(speech: &Speech<'_>, span: &Span) -> bool {
    let start = span.words.start;
    let describes = |word: &Word<'_>| PERSON_NOUNS.contains(&word.base) || KIN.contains(&word.base);
    if span.opens {
        let Some(before) = start.checked_sub(1).and_then(|at| speech.word(at)) else { return false };
        let same_turn = speech.sentence_of(start).map(|sentence| sentence.turn)
            == speech.sentence_of(start - 1).map(|sentence| sentence.turn);
        let short = speech
            .sentence_of(start - 1)
            .is_some_and(|sentence| speech.words_in(sentence).iter().take(3).any(describes));
        return same_turn && (describes(before) || short) && speech.near(span.words.end - 1, 1).is_none();
    }
    let closed = speech.near(span.words.end.saturating_sub(1), 1).is_none_or(|word| word.pause);
    closed
        && speech.word(start).is_some_and(|word| word.pause)
        && (1..=5).any(|steps| speech.near(start, -steps).is_some_and(describes))
}

fn is_number(lower: &str) -> bool {
    matches!(lower, "two" | "three" | "four" | "five" | "six" | "ten" | "hundred" | "several" | "many")
        || lower.chars().next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether "he" or "she" (`true`) or else "they" (`false`) comes next, before anything else is named: in the rest of the sentence or at
/// the start of the next one.
fn pronoun_after(speech: &Speech<'_>, last: usize) -> Option<bool> {
    let turn = speech.sentence_of(last)?.turn;
    for at in last + 1..last + 12 {
        let word = speech.word(at)?;
        if speech.sentence_of(at).is_none_or(|other| other.turn != turn) {
            return None;
        }
        match word.base {
            "he" | "she" | "him" => return Some(true),
            "they" if word.sentence != speech.word(last)?.sentence || word.pause => return Some(false),
            "it" | "they" => return None,
            _ if name_at(speech, at).is_some() => return None,
            _ => {}
        }
    }
    None
}

/// Where somebody of one's own is from: "Ana from my team".
const ORG_HOME: &[&str] =
    &["team", "office", "side", "group", "crew", "department", "shop", "floor", "staff"];

/// How much the bare words of a name speak for a person, before its place is looked at.
pub(super) fn weigh_words(span: &Span) -> f32 {
    let given = span.name.given();
    let folded = fold(given);
    let known = is_given_name(&folded);
    let ambiguous = is_also_word(&folded);
    let mut weight = match (known, ambiguous) {
        (true, false) => 1.6,
        (true, true) => 0.6,
        _ => -0.8,
    };
    if span.opens && !known {
        weight -= 0.8;
    }
    if span.opens && is_common_word(given) {
        weight -= 2.0;
    }
    if matches!(given, "april" | "may" | "june" | "august") {
        weight -= 2.5;
    }
    if known && span.name.words().len() > 1 {
        weight += 0.8;
    }
    weight
}
