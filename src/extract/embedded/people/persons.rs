//! Somebody who may be a stakeholder, and whether the mentions speak of a person at all.

use super::mentions::{Mention, weigh_words};
use super::references::{Form, Reference};
use super::tables::class;
use super::tables_context::ORG_WORDS;
use super::titles::title_at;
use crate::domain::{Side, SpeakerId};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, fold, likeness, sounds_like};
use crate::extract::sides::introductions::Introduction;
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
    if single.is_some_and(|word| ORG_WORDS.contains(&word) || class(word).is_department())
        && !person.name.honorific()
    {
        return false;
    }
    speaks_for >= 0.4 && words + speaks_for.min(6.0) + against.max(-6.0) > 1.2
}

fn is_thing(person: &Person, things: &[String]) -> bool {
    let name = key(&person.name.words().concat());
    !person.name.honorific()
        && !person.aliases.iter().any(Name::honorific)
        && name.len() >= 4
        && things.iter().any(|thing| thing.starts_with(&name) || sounds_like(thing, &name))
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
