//! The buyer's people, present or only mentioned.
//!
//! [`mentions`] finds where names stand, [`identity`] says which are one and the same, [`references`] adds "he", "she" and "I". Around all
//! of them [`cues`] read what is said of the person's part; [`affiliation`] leaves out who is not the buyer's; [`unnamed`] adds bodies and
//! titles without a name; [`roles`] adds it up, [`role_model`] weighs it and [`evidence`] chooses the quotes.

mod affiliation;
mod appositions;
mod attendance;
mod cue_table;
mod cues;
mod evidence;
mod families;
mod identity;
mod mentions;
mod persons;
mod questions;
mod references;
mod role_model;
mod role_weights;
mod roles;
mod standing;
mod tables;
mod tables_bodies;
mod tables_context;
mod titles;
mod unnamed;

use crate::domain::{Side, Stakeholder};
use crate::extract::Call;
use crate::extract::sides::Named;
use crate::extract::sides::introductions::Introduction;
use crate::extract::speech::Speech;
use mentions::Mention;
use persons::{Origin, Person};
use references::Rooms;
use role_model::Candidate;
use roles::Account;
use standing::{Standing, Standings};

/// Finds the stakeholders: those on the call first, the rest in the order in which they are first spoken of.
pub fn find(call: &Call<'_>) -> Vec<Stakeholder> {
    let speech = Speech::new(call.transcript, |id| call.tokens(id));
    let Named { names, introductions, presented } = call.named(&speech);
    let voices = attendance::voice_names(call, introductions, presented);
    let mentions = mentions::collect(call, &speech, names, &voices);
    let (mut persons, owners) = identity::gather(call, &speech, &mentions, introductions, presented);
    let things = persons::things(call, introductions);
    let real: Vec<bool> =
        persons.iter().map(|person| persons::is_person(person, &mentions, &things)).collect();
    let rooms = Rooms::new(call, &speech, &mentions, &owners, &persons, introductions);
    let references = references::resolve(&speech, &mentions, &owners, &persons, &real, &rooms);
    persons::take_titles_of_pronouns(&speech, &mut persons, &references);
    let accounts = roles::accounts(&speech, &persons, &references);
    let standings = Standings::of(call, &speech, &rooms);

    let kept: Vec<(&Person, &Account)> = persons
        .iter()
        .zip(&accounts)
        .zip(&real)
        .filter(|((person, account), real)| {
            **real && affiliation::belongs(&speech, person, &mentions, account)
        })
        .map(|(pair, _)| pair)
        .collect();
    let candidates: Vec<Candidate<'_>> = kept
        .iter()
        .map(|(person, account)| Candidate {
            title: person.title.as_ref().map(|(title, _)| title.as_str()),
            account,
            standing: standings.standing(person.voice),
        })
        .collect();
    let mut found: Vec<(usize, Stakeholder)> = Vec::new();
    for (index, (person, account)) in kept.iter().enumerate() {
        let own: Vec<&Mention> = person.mentions.iter().filter_map(|number| mentions.get(*number)).collect();
        let role = role_model::role(&candidates, index);
        let introduced: Vec<usize> = introductions
            .iter()
            .filter(|introduction| {
                Some(introduction.speaker) == person.voice
                    && says_who(&speech, introduction)
                    && introduction.name.as_ref().is_none_or(|name| person.is_called(&name.name))
            })
            .map(|introduction| introduction.at)
            .collect();
        let fallback = person.voice.and_then(|voice| standings.longest_sentence(voice));
        let Some(evidence) = evidence::quotes(call, &speech, role, account, &own, &introduced, fallback)
        else {
            continue;
        };
        let on_call = matches!(person.origin, Origin::Voice(Side::Buyer));
        let first = own.first().map_or(usize::MAX, |mention| mention.span.words.start);
        let order = match person.voice {
            Some(voice) if on_call => standings.first_word(voice),
            _ => speech.words().len().saturating_add(first),
        };
        let title = person.title.as_ref().map(|(title, _)| title.clone());
        found.push((order, Stakeholder { name: person.display.clone(), title, role, on_call, evidence }));
    }
    let named: Vec<&Person> = kept.iter().map(|(person, _)| *person).collect();
    for unnamed in unnamed::find(call, &speech, &named) {
        let title = unnamed.title();
        let role = if unnamed.is_body() {
            role_model::body_role(&unnamed.account)
        } else {
            let candidate = Candidate {
                title: title.as_deref(),
                account: &unnamed.account,
                standing: Standing::default(),
            };
            let mut all = candidates.clone();
            all.push(candidate);
            role_model::role(&all, candidates.len())
        };
        let quotes = evidence::quotes(call, &speech, role, &unnamed.account, &[], &[unnamed.first], None);
        let Some(evidence) = quotes else { continue };
        let order = speech.words().len().saturating_add(unnamed.first);
        found.push((order, Stakeholder { name: unnamed.display, title, role, on_call: false, evidence }));
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, stakeholder)| stakeholder).collect()
}

/// Whether an introduction names the person, a company or a job; "I'm good" does not.
fn says_who(speech: &Speech<'_>, introduction: &Introduction) -> bool {
    introduction.name.is_some()
        || introduction.company.is_some()
        || introduction.job.as_ref().is_some_and(|job| titles::title_at(speech, job.start).is_some())
}

#[cfg(test)]
mod tests;
