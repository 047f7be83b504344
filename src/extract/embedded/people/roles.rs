//! What was said of each person, added up.

use super::cues::{Cue, KINDS, cues_at};
use super::persons::Person;
use super::questions::{Asked, asked_before};
use super::references::{Form, Reference};
use crate::domain::Side;
use crate::extract::speech::Speech;

/// How much one kind of cue can weigh in all.
const CAP: f32 = 6.0;

/// Everything said of one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    totals: [f32; KINDS],
    /// Sentences that say something of them: the sentence, the cue, its weight.
    pub(super) said: Vec<(usize, Cue, f32)>,
}

impl Account {
    pub(super) fn total(&self, cue: Cue) -> f32 {
        self.totals.get(cue as usize).copied().unwrap_or_default()
    }

    pub(super) fn totals(&self) -> [f32; KINDS] {
        self.totals
    }

    pub(super) fn add(&mut self, sentence: usize, cue: Cue, weight: f32) {
        if let Some(total) = self.totals.get_mut(cue as usize) {
            *total = (*total + weight).min(CAP);
        }
        self.said.push((sentence, cue, weight));
    }
}

/// Reads the cues around every reference.
pub(super) fn accounts(speech: &Speech<'_>, persons: &[Person], references: &[Reference]) -> Vec<Account> {
    let mut accounts = vec![Account::default(); persons.len()];
    for reference in references {
        if reference.side == Side::Seller {
            continue;
        }
        let Some(account) = accounts.get_mut(reference.person) else { continue };
        let Some(sentence) = speech.word(reference.words.start).map(|word| word.sentence) else { continue };
        let threshold = names_a_threshold(speech, sentence);
        for (cue, weight) in cues_at(speech, reference.words.start, reference.words.end) {
            if matches!(cue, Cue::Drives) != (reference.form == Form::First) && matches!(cue, Cue::Drives) {
                continue;
            }
            if reference.form == Form::First && matches!(cue, Cue::Gone | Cue::Elsewhere | Cue::Blocks) {
                continue;
            }
            let raised = threshold && matches!(cue, Cue::Money | Cue::Decides | Cue::Routes);
            account.add(sentence, cue, if raised { weight + 1.0 } else { weight });
        }
        let answers_me = reference.form == Form::First
            && speech.word(reference.words.start).is_some_and(|word| matches!(word.base, "me" | "mine"));
        if reference.form == Form::Name || answers_me {
            let named = reference.form == Form::Name;
            match asked_before(speech, sentence) {
                Some(Asked::Pays) => account.add(sentence, Cue::AskedPays, 1.0),
                Some(Asked::Decides) => account.add(sentence, Cue::AskedDecides, 1.0),
                Some(Asked::Stops) if named => account.add(sentence, Cue::AskedStops, 1.0),
                Some(Asked::Technical) if named => account.add(sentence, Cue::AskedTechnical, 1.0),
                _ => {}
            }
        }
    }
    accounts
}

/// "Anything over ten thousand", "under fifty".
pub(super) fn names_a_threshold(speech: &Speech<'_>, sentence: usize) -> bool {
    let Some(sentence) = speech.sentences().get(sentence) else { return false };
    let words = speech.words_in(sentence);
    words.windows(2).any(|pair| match pair {
        [first, second] => {
            matches!(first.lower, "over" | "above" | "under" | "past" | "than" | "below" | "beyond")
                && is_amount(second.lower)
                || first.lower == "up" && second.lower == "to"
                || matches!(first.lower, "anything" | "everything")
                    && matches!(second.base, "with" | "that" | "over" | "touching")
        }
        _ => false,
    })
}

fn is_amount(lower: &str) -> bool {
    lower.chars().any(|c| c.is_ascii_digit())
        || matches!(
            lower,
            "that"
                | "a"
                | "ten"
                | "five"
                | "twenty"
                | "twenty-five"
                | "fifteen"
                | "thirty"
                | "forty"
                | "fifty"
                | "sixty"
                | "seventy"
                | "seventy-five"
                | "eighty"
                | "ninety"
                | "hundred"
                | "two"
                | "three"
                | "one"
                | "it"
                | "this"
        )
}
