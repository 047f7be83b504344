//! Mentions to persons: who is one and the same.

use super::mentions::{Mention, weigh_words};
use super::references::{Form, Reference};
use super::tables::DEPARTMENTS;
use super::tables_context::ORG_WORDS;
use super::titles::{Title, is_title_head, title_at};
use crate::domain::{Side, Speaker, SpeakerId};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, fold, is_given_name, likeness, sounds_like};
use crate::extract::sides::introductions::{Introduction, Presented};
use crate::extract::sides::labels::Label;
use crate::extract::speech::Speech;

/// From where a person is known before anybody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A voice on the call.
    Voice(Side),
    /// An invitation of the booking.
    Attendee,
    /// The booking's own sellers.
    Seller,
    /// Only mentioned.
    Mentioned,
}

/// Somebody who may be a stakeholder.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The name, as whole as it is known.
    pub(super) name: Name,
    /// The name for people to read.
    pub(super) display: String,
    /// Other names of the same person.
    pub(super) aliases: Vec<Name>,
    /// From where they are known.
    pub(super) origin: Origin,
    /// The voice, when they speak on the call.
    pub(super) voice: Option<SpeakerId>,
    /// The title, and how well it names a job.
    pub(super) title: Option<(String, u8)>,
    /// Their places, as positions in the list of mentions.
    pub(super) mentions: Vec<usize>,
}

impl Person {
    pub(super) fn new(name: Name, display: String, origin: Origin) -> Self {
        Self { name, display, aliases: Vec::new(), origin, voice: None, title: None, mentions: Vec::new() }
    }

    /// How alike a name is to any of this person's.
    pub(super) fn likeness(&self, name: &Name) -> Likeness {
        let aliases = self.aliases.iter().map(|alias| likeness(name, alias)).max();
        likeness(name, &self.name).max(aliases.unwrap_or(Likeness::None))
    }

    /// Whether a name is one of this person's.
    pub(super) fn is_called(&self, name: &Name) -> bool {
        self.likeness(name) >= Likeness::Surname
    }

    /// Takes a title over when it is better than the one there is.
    pub(super) fn offer_title(&mut self, text: &str, rank: u8) {
        if !text.is_empty() && self.title.as_ref().is_none_or(|(_, other)| rank > *other) {
            self.title = Some((text.to_owned(), rank));
        }
    }
}

/// Everybody on the call, in the booking, or mentioned; `result.1` says for every mention whose it is.
pub(super) fn gather(
    call: &Call<'_>,
    speech: &Speech<'_>,
    mentions: &[Mention],
    introductions: &[Introduction],
    presented: &[Presented],
) -> (Vec<Person>, Vec<usize>) {
    let mut persons = voices(call);
    share_microphones(call, speech, &mut persons, introductions, presented);
    invite(call, &mut persons);
    take_jobs(speech, &mut persons, introductions);
    let mut owners = Vec::with_capacity(mentions.len());
    let mut last_seen: Vec<usize> = vec![0; persons.len()];
    for (number, mention) in mentions.iter().enumerate() {
        let owner = called(speech, mentions, &owners, &persons, number)
            .or_else(|| continued(speech, mentions, &owners, number))
            .or_else(|| answered(speech, mentions, &owners, number))
            .or_else(|| owner_of(&persons, &last_seen, mention))
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

/// The names of those who speak: labels, and what the sides found.
pub(super) fn voice_names(
    call: &Call<'_>,
    introductions: &[Introduction],
    presented: &[Presented],
) -> Vec<Name> {
    let labels = call.transcript.speakers().iter().filter_map(|speaker| label_of(speaker).person().cloned());
    let heard = (0..call.transcript.speakers().len()).filter_map(|index| {
        let id = SpeakerId(u16::try_from(index).ok()?);
        call.sides.of(id).name.as_deref().and_then(Name::parse)
    });
    let introduced = introductions.iter().filter_map(|introduction| introduction.name.as_ref());
    let beside = presented.iter().filter(|presented| presented.beside).map(|presented| &presented.name);
    labels.chain(heard).chain(introduced.chain(beside).map(|span| span.name.clone())).collect()
}

/// Those who speak under a name of their own.
fn voices(call: &Call<'_>) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    for (index, speaker) in call.transcript.speakers().iter().enumerate() {
        let id = SpeakerId(u16::try_from(index).unwrap_or(u16::MAX));
        let side = call.sides.of(id);
        let label = label_of(speaker);
        let own = label.person().map(|name| (name.clone(), clean(speaker.display())));
        let found =
            side.name.as_deref().and_then(|text| Name::parse(text).map(|name| (name, text.to_owned())));
        let Some((name, display)) = found.or(own) else { continue };
        let mut person = Person::new(name, display, Origin::Voice(side.side));
        person.voice = Some(id);
        if let Some(title) = &speaker.title {
            person.offer_title(title, 4);
        }
        persons.push(person);
    }
    persons
}

fn label_of(speaker: &Speaker) -> Label {
    match speaker.name.as_deref().and_then(Name::parse) {
        Some(name) => Label::Person(name),
        None => Label::read(&speaker.label),
    }
}

/// Those who introduce themselves at, or are presented as sitting at, a microphone that is not theirs alone.
fn share_microphones(
    call: &Call<'_>,
    speech: &Speech<'_>,
    persons: &mut Vec<Person>,
    introductions: &[Introduction],
    presented: &[Presented],
) {
    let nameless = |speaker: SpeakerId| {
        call.transcript
            .speakers()
            .get(speaker.index())
            .is_some_and(|speaker| label_of(speaker).person().is_none())
    };
    let introduced = introductions
        .iter()
        .filter_map(|introduction| introduction.name.as_ref().map(|name| (introduction.speaker, name)));
    let beside = presented
        .iter()
        .filter(|presented| presented.beside)
        .map(|presented| (presented.by, &presented.name));
    for (speaker, span) in introduced.chain(beside) {
        let known = persons.iter().any(|person| person.likeness(&span.name) >= Likeness::Surname);
        if nameless(speaker) && !known {
            let mut person =
                Person::new(span.name.clone(), span.text(speech), Origin::Voice(call.sides.of(speaker).side));
            person.voice = Some(speaker);
            persons.push(person);
        }
    }
}

/// The job that somebody names when they introduce themselves.
fn take_jobs(speech: &Speech<'_>, persons: &mut [Person], introductions: &[Introduction]) {
    for introduction in introductions {
        let Some(title) = introduction.job.as_ref().and_then(|job| title_at(speech, job.start)) else {
            continue;
        };
        let text = title.text(speech);
        let mut own: Vec<&mut Person> =
            persons.iter_mut().filter(|person| person.voice == Some(introduction.speaker)).collect();
        let named = introduction.name.as_ref();
        let position = own
            .iter()
            .position(|person| named.is_some_and(|span| person.likeness(&span.name) >= Likeness::Surname));
        let index = position.or(if own.len() == 1 { Some(0) } else { None });
        if let Some(person) = index.and_then(|index| own.get_mut(index)) {
            person.offer_title(&text, title.rank);
        }
    }
}

/// The sellers and the invited of the booking.
fn invite(call: &Call<'_>, persons: &mut Vec<Person>) {
    let Some(booking) = call.booking else { return };
    for seller in [&booking.sdr, &booking.ae].into_iter().flatten() {
        if let Some(name) = Name::parse(&seller.name)
            && best(persons, &name, Likeness::Full).is_none()
        {
            persons.push(Person::new(name, seller.name.clone(), Origin::Seller));
        }
    }
    for attendee in &booking.attendees {
        let Some((text, name)) = attendee.name.as_deref().and_then(|text| Some((text, Name::parse(text)?)))
        else {
            continue;
        };
        let title = attendee.title.as_deref().unwrap_or_default();
        let found = match persons.iter().position(|person| likes(person, &name)) {
            Some(index) => persons.get_mut(index),
            None => None,
        };
        match found {
            Some(person) => {
                if person.name.surname().is_none() && name.surname().is_some() {
                    person.aliases.push(std::mem::replace(&mut person.name, name));
                    text.clone_into(&mut person.display);
                } else {
                    person.aliases.push(name);
                }
                person.offer_title(title, 3);
            }
            None => {
                let mut person = Person::new(name, text.to_owned(), Origin::Attendee);
                person.offer_title(title, 3);
                persons.push(person);
            }
        }
    }
}

/// Whether an invitation is for a voice: the names are alike, or the family name and the first letter are the same.
fn likes(person: &Person, name: &Name) -> bool {
    let initial = |name: &Name| name.given().chars().next();
    person.likeness(name) >= Likeness::Given
        || (person.voice.is_some()
            && name.surname().is_some()
            && person.name.surname() == name.surname()
            && initial(&person.name) == initial(name))
}

/// The label without a remark in brackets.
fn clean(label: &str) -> String {
    label.split(['(', '[', '|']).next().unwrap_or(label).trim().to_owned()
}

fn best<'p>(persons: &'p mut [Person], name: &Name, least: Likeness) -> Option<&'p mut Person> {
    persons
        .iter_mut()
        .map(|person| (person.likeness(name), person))
        .filter(|(alike, _)| *alike >= least)
        .max_by_key(|(alike, _)| *alike)
        .map(|(_, person)| person)
}

fn owner_of(persons: &[Person], last_seen: &[usize], mention: &Mention) -> Option<usize> {
    let name = &mention.span.name;
    let mut found: Option<(Likeness, bool, usize, usize)> = None;
    for (index, (person, seen)) in persons.iter().zip(last_seen).enumerate() {
        let alike = person.likeness(name);
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
    } else if person.name.surname().is_none() && span.name.surname().is_some() {
        person.aliases.push(std::mem::replace(&mut person.name, span.name.clone()));
        person.display = span.text(speech);
    } else if (is_fuller(&span.name, &person.name)
        || span.name.honorific() && !person.name.honorific() && person.name.surname().is_none())
        && person.origin == Origin::Mentioned
    {
        person.aliases.push(std::mem::replace(&mut person.name, span.name.clone()));
        person.display = span.text(speech);
    } else if !shares_word(&span.name, &person.name)
        && span.name.surname().is_none()
        && person.likeness(&span.name) > Likeness::Sound
    {
        nickname(person, &span.text(speech));
    }
    if let Some(title) = &mention.title {
        person.offer_title(&title_text(title, speech), title.rank);
    }
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

/// "She's our privacy officer", said of somebody named before.
pub(super) fn take_titles_of_pronouns(speech: &Speech<'_>, persons: &mut [Person], references: &[Reference]) {
    let said = |reference: &&Reference| reference.form == Form::Pronoun && reference.side == Side::Buyer;
    for reference in references.iter().filter(said) {
        let is = speech
            .word(reference.words.start)
            .is_some_and(|word| word.suffix == "'s" && matches!(word.base, "he" | "she"));
        let title = if is { title_at(speech, reference.words.end) } else { None };
        if let Some(title) = title.filter(|title| title.rank == 3 || title.ours)
            && let Some(person) = persons.get_mut(reference.person)
        {
            person.offer_title(&title.text(speech), title.rank);
        }
    }
}

fn title_text(title: &Title, speech: &Speech<'_>) -> String {
    title.text(speech)
}

/// The companies and products that the booking, the account and the introductions name, as keys without spaces.
pub(super) fn things(call: &Call<'_>, introductions: &[Introduction]) -> Vec<String> {
    let mut things: Vec<String> = Vec::new();
    if let Some(booking) = call.booking {
        for seller in [&booking.sdr, &booking.ae].into_iter().flatten() {
            let domain = seller.email.as_deref().and_then(|email| email.rsplit_once('@'));
            things.extend(domain.and_then(|(_, domain)| domain.split('.').next()).map(key));
        }
        let account = booking.account.as_ref();
        things.extend(account.and_then(|account| account.name.as_deref()).map(key));
    }
    if let Some(account) = call.account {
        things.extend(account.name.as_deref().map(key));
        things.extend(account.tech.iter().map(|product| key(product)));
    }
    things.extend(introductions.iter().filter_map(|introduction| introduction.company.clone()));
    things.retain(|thing| thing.len() >= 4);
    things
}

fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_thing(person: &Person, things: &[String]) -> bool {
    let name = key(&person.name.words().concat());
    !person.name.honorific()
        && !person.aliases.iter().any(Name::honorific)
        && name.len() >= 4
        && things.iter().any(|thing| thing.starts_with(&name) || sounds_like(thing, &name))
}

/// Whether enough speaks for these mentions being a person at all.
pub(super) fn is_person(person: &Person, mentions: &[Mention], things: &[String]) -> bool {
    if person.origin != Origin::Mentioned {
        return true;
    }
    if is_thing(person, things) {
        return false;
    }
    let own: Vec<&Mention> = person.mentions.iter().filter_map(|number| mentions.get(*number)).collect();
    let words = own.iter().map(|mention| weigh_words(&mention.span)).fold(f32::MIN, f32::max);
    let again =
        0.4 * own.iter().filter(|mention| mention.side != Side::Seller).skip(1).take(3).count() as f32;
    let speaks_for: f32 = again + own.iter().map(|mention| mention.weight.max(0.0)).sum::<f32>();
    let against: f32 = own.iter().map(|mention| mention.weight.min(0.0)).sum();
    let single = person.name.surname().is_none().then(|| person.name.given());
    if single.is_some_and(|word| ORG_WORDS.contains(&word) || DEPARTMENTS.contains(&word))
        && !person.name.honorific()
    {
        return false;
    }
    speaks_for >= 0.4 && words + speaks_for.min(6.0) + against.max(-6.0) > 1.2
}
