//! Mentions to persons: who is one and the same.

use std::collections::BTreeMap;

use super::attendance::known;
use super::mentions::Mention;
use super::persons::{Origin, Person};
use super::titles::is_title_head;
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, is_given_name};
use crate::extract::sides::introductions::{Introduction, Presented};
use crate::extract::speech::Speech;

/// Everybody on the call, in the booking, or mentioned; `result.1` says for every mention whose it is.
pub(super) fn gather(
    call: &Call<'_>,
    speech: &Speech<'_>,
    mentions: &[Mention],
    introductions: &[Introduction],
    presented: &[Presented],
) -> (Vec<Person>, Vec<usize>) {
    let mut persons = known(call, speech, introductions, presented);
    let mut owners = Vec::with_capacity(mentions.len());
    let mut last_seen: Vec<usize> = vec![0; persons.len()];
    let mut compared = Compared::default();
    for (number, mention) in mentions.iter().enumerate() {
        let owner = called(speech, mentions, &owners, &persons, number)
            .or_else(|| continued(speech, mentions, &owners, number))
            .or_else(|| answered(speech, mentions, &owners, number))
            .or_else(|| owner_of(&persons, &last_seen, mention, &mut compared))
            .unwrap_or_else(|| {
                let display = mention.span.text(speech);
                persons.push(Person::new(mention.span.name.clone(), display, Origin::Mentioned));
                last_seen.push(0);
                persons.len() - 1
            });
        owners.push(owner);
        if let Some(seen) = last_seen.get_mut(owner) {
            *seen = number + 1;
        }
        if let Some(person) = persons.get_mut(owner) {
            person.mentions.push(number);
            learn(person, speech, mention);
        }
        if let Some(surname) = mention.span.name.surname() {
            absorb(&mut persons, &mut owners, owner, surname);
        }
    }
    (persons, owners)
}

/// How alike names are to persons, remembered: a call says the same few names again and again.
#[derive(Default)]
struct Compared {
    /// For every name and person, how many aliases the person had, and how alike they were.
    rows: BTreeMap<Name, Vec<(usize, Likeness)>>,
}

impl Compared {
    /// How alike a name is to every person. Whoever is called otherwise than before has one more alias, and is compared anew.
    fn with(&mut self, persons: &[Person], name: &Name) -> &[(usize, Likeness)] {
        if !self.rows.contains_key(name) {
            self.rows.insert(name.clone(), Vec::new());
        }
        let Some(row) = self.rows.get_mut(name) else { return &[] };
        for (index, person) in persons.iter().enumerate() {
            let aliases = person.aliases.len();
            match row.get_mut(index) {
                Some((known, _)) if *known == aliases => {}
                Some(old) => *old = (aliases, person.likeness(name)),
                None => row.push((aliases, person.likeness(name))),
            }
        }
        row
    }
}

fn owner_of(
    persons: &[Person],
    last_seen: &[usize],
    mention: &Mention,
    compared: &mut Compared,
) -> Option<usize> {
    let name = &mention.span.name;
    let mut found: Option<(Likeness, bool, usize, usize)> = None;
    let alikes = compared.with(persons, name).iter().map(|(_, alike)| *alike);
    for (index, ((person, seen), alike)) in persons.iter().zip(last_seen).zip(alikes).enumerate() {
        let accepted = match alike {
            Likeness::None => false,
            Likeness::Sound => {
                person.origin != Origin::Mentioned
                    && !(is_given_name(name.given()) && is_given_name(person.name.given()))
            }
            _ => true,
        };
        let fits =
            mention.vocative && matches!(person.origin, Origin::Voice(_)) && person.voice != mention.speaker;
        let candidate = (alike, fits, *seen, index);
        if accepted && found.is_none_or(|other| (other.0, other.1, other.2) < (alike, fits, *seen)) {
            found = Some(candidate);
        }
    }
    found.map(|(.., index)| index)
}

/// "We call him Field", "most people call me Shay", "Tuba, yes": another name for the one just named, or for the speaker.
fn called(
    speech: &Speech<'_>,
    mentions: &[Mention],
    owners: &[usize],
    persons: &[Person],
    number: usize,
) -> Option<usize> {
    let mention = mentions.get(number)?;
    let start = mention.span.words.start;
    let before = |steps: isize| speech.near(start, -steps).map_or("", |word| word.lower);
    let own = || persons.iter().position(|person| person.voice.is_some() && person.voice == mention.speaker);
    let calls = matches!(before(2), "call" | "calls" | "called")
        || matches!(before(2), "just" | "always") && matches!(before(3), "call" | "calls");
    let people_say = matches!(before(1), "say" | "says")
        && (2..=4).any(|steps| {
            matches!(before(steps), "everybody" | "everyone" | "people" | "most" | "they" | "folks")
        });
    if people_say || (calls && before(1) == "me") || (before(2) == "go" && before(1) == "by") {
        return own();
    }
    if speech.opens(start)
        && speech
            .near(mention.span.words.end.checked_sub(1)?, 1)
            .is_some_and(|word| word.pause && matches!(word.lower, "yes" | "yeah" | "speaking"))
    {
        return own();
    }
    if calls && matches!(before(1), "him" | "her" | "them") {
        let last = mentions.get(number.checked_sub(1)?)?;
        let same = speech.word(last.span.words.start)?.sentence == speech.word(start)?.sentence;
        return if same { owners.last().copied() } else { None };
    }
    None
}

/// "And Ingrid is" "Halloran.": the answer to an open question about a name is the family name.
fn answered(speech: &Speech<'_>, mentions: &[Mention], owners: &[usize], number: usize) -> Option<usize> {
    let mention = mentions.get(number)?;
    let before = mentions.get(number.checked_sub(1)?)?;
    let span = &mention.span;
    let sentence = speech.sentence_of(span.words.start)?;
    let asked = speech.sentence_of(before.span.words.start)?;
    let open =
        speech.word(asked.words.end.checked_sub(1)?).is_some_and(|word| matches!(word.lower, "is" | "name"));
    let single =
        before.span.name.surname().is_none() && span.name.surname().is_none() && !span.name.honorific();
    (sentence.words == span.words
        && open
        && single
        && asked.turn + 1 == sentence.turn
        && before.span.name.given() != span.name.given()
        && !is_title_head(span.name.given()))
    .then(|| owners.last().copied())
    .flatten()
}

/// "Buck. Mr. Pemberton." and "That's Stan. Pruszynski.": the family name in a sentence of its own goes with the name before.
fn continued(speech: &Speech<'_>, mentions: &[Mention], owners: &[usize], number: usize) -> Option<usize> {
    let mention = mentions.get(number)?;
    let before = mentions.get(number.checked_sub(1)?)?;
    let span = &mention.span;
    let whole = speech.sentence_of(span.words.start)?.words == span.words;
    let adjacent = before.span.words.end == span.words.start;
    let single = before.span.name.surname().is_none() && !before.span.name.honorific();
    let surname =
        span.name.honorific() || (span.name.surname().is_none() && !is_given_name(span.name.given()));
    (whole && adjacent && single && surname && before.speaker == mention.speaker && !mention.vocative)
        .then(|| owners.last().copied())
        .flatten()
}

/// Now that the full name is known, whoever was only mentioned by that family name is the same person.
fn absorb(persons: &mut [Person], owners: &mut [usize], owner: usize, surname: &str) {
    let same = persons.iter().enumerate().position(|(index, person)| {
        index != owner
            && person.origin == Origin::Mentioned
            && !person.mentions.is_empty()
            && person.name.surname().is_none()
            && person.name.given() == surname
    });
    let Some(same) = same else { return };
    let Some(absorbed) = persons.get_mut(same) else { return };
    let mentions = std::mem::take(&mut absorbed.mentions);
    let title = absorbed.title.take();
    for number in &mentions {
        if let Some(slot) = owners.get_mut(*number) {
            *slot = owner;
        }
    }
    if let Some(person) = persons.get_mut(owner) {
        person.mentions.extend(mentions);
        person.mentions.sort_unstable();
        if let Some((text, rank)) = title {
            person.offer_title(&text, rank);
        }
    }
}

/// Keeps the fuller name, other names, and the title.
fn learn(person: &mut Person, speech: &Speech<'_>, mention: &Mention) {
    let span = &mention.span;
    if person.likeness(&span.name) < Likeness::Surname {
        person.aliases.push(span.name.clone());
        if let Some(surname) = span.name.words().last().filter(|_| person.name.surname().is_none()) {
            let mut words = person.name.words().to_vec();
            words.push(surname.clone());
            if let Some(name) = Name::of_words(words, false) {
                let family: Vec<String> = span
                    .text(speech)
                    .split(' ')
                    .filter(|word| !word.ends_with('.'))
                    .map(str::to_owned)
                    .collect();
                person.display = format!("{} {}", person.display, family.join(" "));
                person.aliases.push(std::mem::replace(&mut person.name, name));
            }
        }
    } else if is_better(&span.name, person) {
        person.aliases.push(std::mem::replace(&mut person.name, span.name.clone()));
        person.display = span.text(speech);
    } else if !shares_word(&span.name, &person.name)
        && span.name.surname().is_none()
        && person.likeness(&span.name) > Likeness::Sound
    {
        nickname(person, &span.text(speech));
    }
    if let Some(title) = &mention.title {
        person.offer_title(&title.text(speech), title.rank);
    }
}

/// A name with a family name is better than one without, `Mr. Holt` than `Holt`, `Rafferty` than `Raff`.
fn is_better(name: &Name, person: &Person) -> bool {
    let single = person.name.surname().is_none();
    let titled = name.honorific() && !person.name.honorific();
    single
        && (name.surname().is_some()
            || person.origin == Origin::Mentioned && (titled || is_fuller(name, &person.name)))
}

/// `Rafferty` is fuller than `Raff`.
fn is_fuller(new: &Name, old: &Name) -> bool {
    let single = new.surname().is_none() && old.surname().is_none() && new.honorific() == old.honorific();
    single && new.given().len() > old.given().len() && new.given().starts_with(old.given())
}

fn shares_word(left: &Name, right: &Name) -> bool {
    left.words().iter().any(|word| right.words().contains(word))
}

/// The name by which everybody calls them goes into the name to read: `Zbigniew “Ziggy” Wrona`.
fn nickname(person: &mut Person, said: &str) {
    if person.display.contains('“') {
        return;
    }
    if let Some((given, rest)) = person.display.clone().split_once(' ') {
        person.display = format!("{given} “{said}” {rest}");
    }
}
