//! Every place where a person is meant: by name, by "he" or "she", or by "I" when they speak themselves.

use std::ops::Range;

use super::mentions::Mention;
use super::persons::{Origin, Person};
use crate::domain::{Side, SpeakerId};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, likeness};
use crate::extract::sides::introductions::Introduction;
use crate::extract::speech::{Speech, Word};

/// How a person is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By name.
    Name,
    /// By "he", "she", "they".
    Pronoun,
    /// By "I", "me", "my".
    First,
}

/// One place where a person is meant.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// Whom it means, as a position in the list of persons.
    pub(super) person: usize,
    /// The words.
    pub(super) words: Range<usize>,
    /// How.
    pub(super) form: Form,
    /// The side that says it.
    pub(super) side: Side,
}

/// How many sentences after a mention "he" still means that person.
const REACH: usize = 4;

/// Whom pronouns may mean at the moment.
#[derive(Clone, Copy, Debug)]
struct Antecedent {
    person: usize,
    sentence: usize,
    turn: usize,
}

/// Resolves names and pronouns, in the order of the call.
pub(super) fn resolve(
    speech: &Speech<'_>,
    mentions: &[Mention],
    owners: &[usize],
    persons: &[Person],
    real: &[bool],
    rooms: &Rooms,
) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut recent: Vec<Antecedent> = Vec::new();
    let mut genders: Vec<Option<char>> = vec![None; persons.len()];
    let mut next_mention = 0;
    let mut at = 0;
    let side_of = |word: usize| mentions_side(speech, rooms, word);
    while let Some(word) = speech.word(at) {
        let sentence = speech.sentence_of(at);
        let (turn, speaker) = sentence.map_or((0, None), |sentence| (sentence.turn, sentence.speaker));
        let mention = mentions.get(next_mention).filter(|mention| mention.span.words.start == at);
        if let (Some(mention), Some(owner)) = (mention, owners.get(next_mention).copied()) {
            next_mention += 1;
            at = mention.span.words.end.max(at + 1);
            if !real.get(owner).copied().unwrap_or_default() {
                continue;
            }
            if !mention.vocative {
                found.push(Reference {
                    person: owner,
                    words: mention.span.words.clone(),
                    form: Form::Name,
                    side: mention.side,
                });
            }
            recent.retain(|other| other.person != owner);
            recent.push(Antecedent { person: owner, sentence: word.sentence, turn });
            continue;
        }
        let person = match word.base {
            "i" | "me" | "my" | "mine" | "myself" => {
                speaker.and_then(|speaker| rooms.who(speaker, turn)).map(|person| (person, Form::First))
            }
            "he" | "him" | "his" | "she" | "her" | "hers" => {
                let gender =
                    if word.base.starts_with("he") && word.base.len() < 3 || word.base.starts_with("hi") {
                        'm'
                    } else {
                        'f'
                    };
                antecedent(&recent, &mut genders, gender, word, turn, speaker, persons, speech)
                    .map(|person| (person, Form::Pronoun))
            }
            _ => None,
        };
        if let Some((person, form)) = person {
            let (words, side) = (at..at + 1, side_of(at));
            found.push(Reference { person, words, form, side });
        }
        at += 1;
    }
    found
}

fn mentions_side(speech: &Speech<'_>, rooms: &Rooms, word: usize) -> Side {
    speech
        .sentence_of(word)
        .and_then(|sentence| sentence.speaker)
        .map_or(Side::Unknown, |speaker| rooms.side(speaker))
}

#[expect(clippy::too_many_arguments, reason = "the state of one pass, used in one place")]
fn antecedent(
    recent: &[Antecedent],
    genders: &mut [Option<char>],
    gender: char,
    word: &Word<'_>,
    turn: usize,
    speaker: Option<SpeakerId>,
    persons: &[Person],
    speech: &Speech<'_>,
) -> Option<usize> {
    let fits = |person: usize, genders: &[Option<char>]| {
        let own = persons.get(person).is_some_and(|person| person.voice.is_some() && person.voice == speaker);
        !own && genders.get(person).copied().flatten().is_none_or(|known| known == gender)
    };
    let named = recent
        .iter()
        .rev()
        .find(|candidate| {
            candidate.sentence + REACH >= word.sentence
                && candidate.turn + 3 >= turn
                && fits(candidate.person, genders)
        })
        .map(|candidate| candidate.person);
    let person = named.or_else(|| {
        let before = speech
            .sentences()
            .iter()
            .take(word.sentence)
            .rev()
            .find(|other| other.turn + 1 == turn)?
            .speaker?;
        persons
            .iter()
            .position(|person| {
                person.voice == Some(before) && matches!(person.origin, Origin::Voice(Side::Buyer))
            })
            .filter(|person| fits(*person, genders))
    })?;
    if let Some(known) = genders.get_mut(person) {
        *known = Some(gender);
    }
    Some(person)
}

/// Which person speaks through which voice; several may share one microphone.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    sides: Vec<Side>,
    /// For every voice, from which turn on which person speaks.
    spoken: Vec<Vec<(usize, usize)>>,
}

impl Rooms {
    /// Works out who speaks when: the one person of a voice, or in a shared room whoever introduced themselves or was called last.
    pub(super) fn new(
        call: &Call<'_>,
        speech: &Speech<'_>,
        mentions: &[Mention],
        owners: &[usize],
        persons: &[Person],
        introductions: &[Introduction],
    ) -> Self {
        let sides: Vec<Side> = (0..call.transcript.speakers().len())
            .map(|voice| call.sides.of(SpeakerId(u16::try_from(voice).unwrap_or(u16::MAX))).side)
            .collect();
        let mut spoken: Vec<Vec<(usize, usize)>> = Vec::new();
        for voice in 0..sides.len() {
            let own: Vec<usize> = persons
                .iter()
                .enumerate()
                .filter(|(_, person)| person.voice.is_some_and(|id| id.index() == voice))
                .map(|(index, _)| index)
                .collect();
            let mut turns: Vec<(usize, usize)> = own.first().map(|person| (0, *person)).into_iter().collect();
            if own.len() > 1 {
                for (mention, owner) in mentions.iter().zip(owners) {
                    if mention.vocative && own.contains(owner) {
                        let turn =
                            speech.sentence_of(mention.span.words.start).map_or(0, |sentence| sentence.turn);
                        let elsewhere = mention.speaker.is_none_or(|speaker| speaker.index() != voice);
                        if elsewhere {
                            turns.push((turn + 1, *owner));
                        }
                    }
                }
                for introduction in introductions {
                    let turn = speech.sentence_of(introduction.at).map_or(0, |sentence| sentence.turn);
                    let who =
                        introduction.name.as_ref().and_then(|span| person_of(&own, persons, &span.name));
                    if introduction.speaker.index() == voice
                        && let Some(person) = who
                    {
                        turns.push((turn, person));
                    }
                }
                turns.sort_unstable();
            }
            spoken.push(turns);
        }
        Self { sides, spoken }
    }

    /// The person who speaks through a voice in a turn, for the buyer's voices.
    pub(super) fn who(&self, speaker: SpeakerId, turn: usize) -> Option<usize> {
        let turns = self.spoken.get(speaker.index())?;
        turns
            .iter()
            .rev()
            .find(|(from, _)| *from <= turn)
            .or_else(|| turns.first())
            .map(|(_, person)| *person)
    }

    /// The side of a voice.
    pub(super) fn side(&self, speaker: SpeakerId) -> Side {
        self.sides.get(speaker.index()).copied().unwrap_or_default()
    }
}

fn person_of(own: &[usize], persons: &[Person], name: &Name) -> Option<usize> {
    own.iter().copied().find(|index| {
        persons.get(*index).is_some_and(|person| likeness(&person.name, name) >= Likeness::Surname)
    })
}
