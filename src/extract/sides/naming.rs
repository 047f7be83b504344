//! The name of a voice that has none: "Speaker 2", a telephone number, a room.

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
    for presented in presented.iter().take(MAX_CALLS) {
        if let Some((speaker, weight)) = presented_voice(speech, presented, &nameless) {
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

/// The nameless voice that a presentation is about, and how much it says: the one heard just before ("That's Stan."), otherwise the
/// first one to speak up after it.
fn presented_voice(
    speech: &Speech<'_>,
    presented: &Presented,
    nameless: &impl Fn(SpeakerId) -> bool,
) -> Option<(SpeakerId, f32)> {
    let turn = speech.sentence_of(presented.name.words.start)?.turn;
    let other = |speaker: SpeakerId| speaker != presented.by && nameless(speaker);
    let that = speech.near(presented.name.words.start, -1).is_some_and(|word| word.base == "that");
    let before = speech.sentences().iter().filter(|sentence| sentence.turn + 1 == turn);
    if that
        && let Some(speaker) = before.filter_map(|sentence| sentence.speaker).find(|speaker| other(*speaker))
    {
        return Some((speaker, 2.5));
    }
    let mut heard: Vec<SpeakerId> = Vec::new();
    for sentence in speech.sentences() {
        let Some(speaker) = sentence.speaker.filter(|speaker| other(*speaker)) else { continue };
        let soon = sentence.turn <= turn + 4;
        if sentence.turn > turn && (soon || !heard.contains(&speaker)) {
            return Some((speaker, if soon { 2.5 } else { 1.5 }));
        }
        heard.push(speaker);
    }
    None
}

/// Names called by one voice and answered by a nameless one in the next turn.
fn addressed(speech: &Speech<'_>, nameless: &impl Fn(SpeakerId) -> bool) -> Vec<(Span, SpeakerId)> {
    let mut found = Vec::new();
    for (number, sentence) in speech.sentences().iter().enumerate() {
        let answer = speech.sentences().iter().skip(number + 1).find(|other| other.turn != sentence.turn);
        let Some(speaker) = answer.and_then(|answer| answer.speaker) else { continue };
        if found.len() >= MAX_CALLS {
            break;
        }
        if !nameless(speaker) || sentence.speaker == Some(speaker) {
            continue;
        }
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            match name_at(speech, at) {
                Some(span) => {
                    at = span.words.end;
                    if (is_vocative(speech, &span) || asked_for(speech, &span))
                        && !spoke_of(speech, number, speaker, &span)
                    {
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

/// Whether the voice spoke of that name before, other than in its first words, where people say their own.
fn spoke_of(speech: &Speech<'_>, sentence: usize, speaker: SpeakerId, span: &Span) -> bool {
    let own = speech.sentences().iter().take(sentence).filter(|other| other.speaker == Some(speaker));
    own.skip(FIRST_WORDS).any(|other| {
        speech.words_in(other).iter().any(|word| word.capital && fold(word.base) == span.name.given())
    })
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
