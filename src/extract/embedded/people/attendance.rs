//! Who is known before anybody is mentioned: the voices, those who share a microphone, the booking's sellers and invited.

use super::persons::{Origin, Person};
use super::titles::title_at;
use crate::domain::{Speaker, SpeakerId};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name};
use crate::extract::sides::introductions::{Introduction, Presented};
use crate::extract::sides::labels::Label;
use crate::extract::speech::Speech;

/// The voices first, then the booking's sellers and those invited who are none of the voices.
pub(super) fn known(
    call: &Call<'_>,
    speech: &Speech<'_>,
    introductions: &[Introduction],
    presented: &[Presented],
) -> Vec<Person> {
    let mut persons = voices(call);
    share_microphones(call, speech, &mut persons, introductions, presented);
    invite(call, &mut persons);
    take_jobs(speech, &mut persons, introductions);
    persons
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
        let voice = persons.iter().position(|person| likes(person, &name));
        if let Some(person) = voice.and_then(|index| persons.get_mut(index)) {
            if person.name.surname().is_none() && name.surname().is_some() {
                person.aliases.push(std::mem::replace(&mut person.name, name));
                text.clone_into(&mut person.display);
            } else {
                person.aliases.push(name);
            }
            person.offer_title(title, 3);
        } else {
            let mut person = Person::new(name, text.to_owned(), Origin::Attendee);
            person.offer_title(title, 3);
            persons.push(person);
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
