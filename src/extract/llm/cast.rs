//! Who may be named: the voices, the people of the booking, and every word of the call.

use std::collections::BTreeSet;

use crate::domain::{Quote, Side, SpeakerId, UtteranceId};
use crate::extract::Call;
use crate::extract::names::{Likeness, Name, fold, is_honorific, likeness};

/// Utterances around a quote in which somebody is named whom it is about.
const NEAR: usize = 6;

/// Words of titles that need not be said.
const SMALL: [&str; 9] = ["the", "a", "an", "of", "and", "for", "at", "in", "our"];

/// Somebody known by name.
#[derive(Debug)]
pub(super) struct Known {
    name: Name,
    /// The name as it is written.
    pub(super) full: String,
    /// The side.
    pub(super) side: Side,
    speaker: Option<SpeakerId>,
}

/// Everybody known by name, and all words that were said or written down before the call.
#[derive(Debug)]
pub(super) struct Cast<'c> {
    call: &'c Call<'c>,
    known: Vec<Known>,
    words: BTreeSet<String>,
}

impl<'c> Cast<'c> {
    /// The cast of a call.
    pub(super) fn of(call: &'c Call<'c>) -> Self {
        let mut cast = Self { call, known: Vec::new(), words: BTreeSet::new() };
        for (at, (speaker, side)) in call.transcript.speakers().iter().zip(call.sides.iter()).enumerate() {
            let names = side.name.iter().map(String::as_str).chain([speaker.display()]);
            for name in names {
                cast.add(name, side.side, Some(SpeakerId(at as u16)));
            }
            cast.add_words(speaker.title.as_deref().unwrap_or_default());
        }
        if let Some(booking) = call.booking {
            for seller in booking.ae.iter().chain(&booking.sdr) {
                cast.add(&seller.name, Side::Seller, None);
            }
            for attendee in &booking.attendees {
                cast.add(attendee.name.as_deref().unwrap_or_default(), Side::Buyer, None);
                cast.add_words(attendee.title.as_deref().unwrap_or_default());
            }
        }
        if let Some(account) = call.account {
            account.tech.iter().for_each(|product| cast.add_words(product));
        }
        cast.add_words(call.transcript.text());
        cast
    }

    fn add(&mut self, full: &str, side: Side, speaker: Option<SpeakerId>) {
        self.add_words(full);
        if let Some(name) = Name::parse(full) {
            self.known.push(Known { name, full: full.to_owned(), side, speaker });
        }
    }

    fn add_words(&mut self, text: &str) {
        self.words.extend(name_words(text));
    }

    /// Whether every word of a name, title or product was said or written down before.
    pub(super) fn knows(&self, text: &str) -> bool {
        let mut words = name_words(text).filter(|word| !SMALL.contains(&word.as_str())).peekable();
        words.peek().is_some() && words.all(|word| self.words.contains(&word) || self.abbreviates(&word))
    }

    /// `vp` was said as "vice president", and the other way round.
    fn abbreviates(&self, word: &str) -> bool {
        let has = |word: &str| self.words.contains(word);
        match word {
            "vp" => has("vice") && has("president"),
            "vice" | "president" => has("vp"),
            _ => false,
        }
    }

    /// The known person of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Known> {
        let name = Name::parse(name)?;
        let best =
            self.known.iter().max_by_key(|known| (likeness(&known.name, &name), known.speaker.is_some()))?;
        (likeness(&best.name, &name) >= Likeness::Surname).then_some(best)
    }

    /// Whether all words of a name are those of one seller, and of no buyer. "Tom" may be another than the seller's "Tomasz".
    pub(super) fn is_seller(&self, name: &str) -> bool {
        let Some(name) = Name::parse(name) else { return false };
        let of = |side: Side| {
            let mut known = self.known.iter().filter(|known| known.side == side);
            known.any(|known| name.words().iter().all(|word| known.name.words().contains(word)))
        };
        of(Side::Seller) && !of(Side::Buyer)
    }

    /// Whether somebody of that name speaks on the call.
    pub(super) fn speaks(&self, name: &str) -> bool {
        self.find(name).is_some_and(|known| known.speaker.is_some())
    }

    /// Whether a quote is about somebody: they say it, or the name or title falls in it or near by.
    pub(super) fn concerns(&self, quote: &Quote, name: &str, title: Option<&str>) -> bool {
        let at = quote.utterance().index();
        let speaker = |at: usize| self.call.utterances().get(at).and_then(|utterance| utterance.speaker);
        let own = self.find(name).and_then(|known| known.speaker);
        if own.is_some() && own == speaker(at) {
            return true;
        }
        let call_names: BTreeSet<String> = [name, title.unwrap_or_default()]
            .into_iter()
            .flat_map(name_words)
            .filter(|word| !SMALL.contains(&word.as_str()))
            .collect();
        let mut near = at.saturating_sub(NEAR)..=at + NEAR;
        near.any(|at| {
            let said = self.call.words(UtteranceId(at as u32));
            name_words(said).any(|word| call_names.contains(&word))
        })
    }
}

/// Folded words of a text, without honorifics and the `'s` of possession.
fn name_words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned())
        .filter(|word| !word.is_empty() && !is_honorific(word))
        .collect();
    words.into_iter()
}
