//! The name of a voice that has none: "Speaker 2", a telephone number, a room.

use std::collections::{BTreeMap, BTreeSet};

use super::introductions::{Introduction, Presented, count_up};
use super::labels::Label;
use crate::domain::SpeakerId;
use crate::extract::names::{Likeness, Name, Span, fold, is_common_word, is_vocative, likeness, name_at};
use crate::extract::speech::Speech;

/// What it takes to give a voice a name.
const MIN_WEIGHT: f32 = 1.5;

/// From this weight of a second name on, several people share the microphone and the voice has no one name.
const SHARED_WEIGHT: f32 = 2.5;

/// After so many calls by name the voices are known; the rest of a long recording adds nothing.
const MAX_CALLS: usize = 64;

/// A name that a voice may have.
#[derive(Clone, Debug)]
struct Candidate {
    speaker: SpeakerId,
    name: Name,
    text: String,
    weight: f32,
}

/// The best name for every voice whose label is none, as said on the call.
pub(super) fn names(
    speech: &Speech<'_>,
    labels: &[Label],
    introductions: &[Introduction],
    presented: &[Presented],
) -> Vec<Option<String>> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let nameless =
        |speaker: SpeakerId| labels.get(speaker.index()).is_some_and(|label| label.person().is_none());
    let mut add = |speaker: SpeakerId, span: &Span, weight: f32| {
        let taken =
            labels.iter().filter_map(Label::person).any(|name| likeness(&span.name, name) >= Likeness::Given);
        let common = span.opens && !span.known && is_common_word(&fold(span.name.given()));
        if taken || common || !nameless(speaker) {
            return;
        }
        let same = candidates
            .iter_mut()
            .find(|other| other.speaker == speaker && likeness(&other.name, &span.name) >= Likeness::Surname);
        match same {
            Some(other) => {
                other.weight += weight;
                if span.name.words().len() > other.name.words().len() {
                    other.name = span.name.clone();
                    other.text = span.text(speech);
                }
            }
            None => candidates.push(Candidate {
                speaker,
                name: span.name.clone(),
                text: span.text(speech),
                weight,
            }),
        }
    };
    for introduction in introductions {
        if let Some(name) = &introduction.name {
            let weight = if name.known || introduction.company.is_some() { 5.0 } else { 2.5 };
            add(introduction.speaker, name, weight);
        }
    }
    let turns = Turns::new(speech, &nameless);
    for presented in presented.iter().take(MAX_CALLS) {
        if let Some((speaker, weight)) = presented_voice(speech, presented, &turns) {
            add(speaker, &presented.name, weight);
        }
    }
    for (span, speaker) in own_names(speech, &nameless) {
        add(speaker, &span, 1.5);
    }
    for (span, speaker) in addressed(speech, &nameless) {
        let weight = if span.known { 1.5 } else { 0.8 };
        add(speaker, &span, weight);
    }
    (0..labels.len())
        .map(|speaker| {
            let mut own: Vec<&Candidate> = candidates
                .iter()
                .filter(|candidate| candidate.speaker.index() == speaker && candidate.weight >= MIN_WEIGHT)
                .collect();
            own.sort_by(|left, right| right.weight.total_cmp(&left.weight));
            let shared = own.get(1).is_some_and(|second| second.weight >= SHARED_WEIGHT);
            own.first().filter(|_| !shared).map(|candidate| candidate.text.clone())
        })
        .collect()
}

/// The nameless voices turn by turn, so that nothing has to be looked for sentence by sentence.
struct Turns {
    /// The turns of nameless voices by their numbers, ascending.
    all: Vec<(usize, SpeakerId)>,
    /// The first turn of each of them, ascending.
    firsts: Vec<(usize, SpeakerId)>,
}

impl Turns {
    fn new(speech: &Speech<'_>, nameless: &impl Fn(SpeakerId) -> bool) -> Self {
        let mut all: Vec<(usize, SpeakerId)> = speech
            .sentences()
            .iter()
            .filter_map(|sentence| Some((sentence.turn, sentence.speaker.filter(|one| nameless(*one))?)))
            .collect();
        all.dedup();
        let mut seen = BTreeSet::new();
        let firsts = all.iter().filter(|(_, speaker)| seen.insert(*speaker)).copied().collect();
        Self { all, firsts }
    }

    /// From that turn on.
    fn from(turns: &[(usize, SpeakerId)], turn: usize) -> &[(usize, SpeakerId)] {
        turns.get(turns.partition_point(|(other, _)| *other < turn)..).unwrap_or_default()
    }
}

/// The nameless voice that a presentation is about, and how much it says: the one heard just before ("That's Stan."), otherwise the
/// first one to speak up after it.
fn presented_voice(speech: &Speech<'_>, presented: &Presented, turns: &Turns) -> Option<(SpeakerId, f32)> {
    let turn = speech.sentence_of(presented.name.words.start)?.turn;
    let other = |(_, speaker): &&(usize, SpeakerId)| *speaker != presented.by;
    let that = speech.near(presented.name.words.start, -1).is_some_and(|word| word.base == "that");
    let before = turn.checked_sub(1).map(|before| Turns::from(&turns.all, before)).unwrap_or_default();
    let before = before.iter().take_while(|(number, _)| *number < turn).find(other);
    let soon = Turns::from(&turns.all, turn + 1).iter().take_while(|(number, _)| *number <= turn + 4);
    let new = || Turns::from(&turns.firsts, turn + 5).iter().find(other).map(|(_, speaker)| (*speaker, 1.5));
    let near = before.filter(|_| that).or_else(|| soon.clone().find(other));
    near.map(|(_, speaker)| (*speaker, 2.5)).or_else(new)
}

/// Names called by one voice and answered by a nameless one in the next turn.
fn addressed(speech: &Speech<'_>, nameless: &impl Fn(SpeakerId) -> bool) -> Vec<(Span, SpeakerId)> {
    let sentences = speech.sentences();
    let mut found = Vec::new();
    let spoken = spoken_words(speech, nameless);
    let mut next_turn = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        if found.len() >= MAX_CALLS {
            break;
        }
        // Sentences of a turn stand together, so the place of the next turn only moves on.
        while sentences.get(next_turn).is_some_and(|other| other.turn <= sentence.turn) {
            next_turn += 1;
        }
        let Some(speaker) = sentences.get(next_turn).and_then(|answer| answer.speaker) else { continue };
        if !nameless(speaker) || sentence.speaker == Some(speaker) {
            continue;
        }
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            match name_at(speech, at) {
                Some(span) => {
                    at = span.words.end;
                    // Who spoke of that name before spoke of somebody else.
                    let given = span.name.given().to_owned();
                    let spoke_of = spoken.get(&(speaker, given)).is_some_and(|first| *first < number);
                    if (is_vocative(speech, &span) || asked_for(speech, &span)) && !spoke_of {
                        found.push((span, speaker));
                    }
                }
                None => at += 1,
            }
        }
    }
    found
}

/// "Is that Ana?", "I'm looking for Ana?", "do I have Ana?".
fn asked_for(speech: &Speech<'_>, span: &Span) -> bool {
    let asks = speech.sentence_of(span.words.start).is_some_and(|sentence| sentence.question);
    let before = |steps: isize| speech.near(span.words.start, -steps).map_or("", |word| word.lower);
    asks && (matches!(
        (before(2), before(1)),
        ("is", "that" | "this" | "it") | ("looking", "for") | ("i", "have") | ("speaking", "with" | "to")
    ))
}

/// The capital words of every nameless voice with the sentence of each, other than in its first words, where people say their own name.
fn spoken_words(
    speech: &Speech<'_>,
    nameless: &impl Fn(SpeakerId) -> bool,
) -> BTreeMap<(SpeakerId, String), usize> {
    let mut heard: BTreeMap<SpeakerId, usize> = BTreeMap::new();
    let mut spoken = BTreeMap::new();
    for (number, sentence) in speech.sentences().iter().enumerate() {
        let Some(speaker) = sentence.speaker.filter(|speaker| nameless(*speaker)) else { continue };
        let count = heard.entry(speaker).or_default();
        *count += 1;
        if *count <= FIRST_WORDS {
            continue;
        }
        for word in speech.words_in(sentence).iter().filter(|word| word.capital) {
            spoken.entry((speaker, fold(word.base))).or_insert(number);
        }
    }
    spoken
}

/// How many sentences are a voice's first words.
const FIRST_WORDS: usize = 3;

/// Names that stand alone in a nameless voice's first words: "That's me, sorry. Kofi." and "Marta, yes."
fn own_names(speech: &Speech<'_>, nameless: &impl Fn(SpeakerId) -> bool) -> Vec<(Span, SpeakerId)> {
    let mut spoken: Vec<(SpeakerId, usize)> = Vec::new();
    let mut found = Vec::new();
    for sentence in speech.sentences() {
        let Some(speaker) = sentence.speaker.filter(|speaker| nameless(*speaker)) else { continue };
        let number = count_up(&mut spoken, speaker);
        if number > FIRST_WORDS {
            continue;
        }
        let lead = speech.word(sentence.words.start).map_or("", |word| word.lower);
        let start =
            sentence.words.start + usize::from(matches!(lead, "that's" | "it's" | "with" | "just" | "only"));
        let Some(span) = name_at(speech, start).filter(|span| span.known) else { continue };
        let whole = span.words.end == sentence.words.end;
        let confirmed = speech
            .word(span.words.end)
            .is_some_and(|word| word.pause && matches!(word.lower, "yes" | "yeah" | "speaking" | "here"));
        if whole || confirmed {
            found.push((span, speaker));
        }
    }
    found
}
