//! Questions about what they use and what else they look at.

use super::{About, Question, pick};
use crate::brief::compose::desk::Desk;
use crate::brief::ledger::Origin;
use crate::brief::{phrase, say, words};
use crate::domain::extraction::Alternative;

/// What else is looked at, and when they could leave what they use.
pub(super) fn rivals(desk: &Desk<'_>) -> Vec<Question> {
    let alternatives = desk.ledger.extraction.alternatives.iter().enumerate();
    let named = alternatives.filter(|(_, other)| is_product(&other.name));
    named
        .filter_map(|(index, other)| {
            let name = other.name.trim();
            let cites = desk.cite(Origin::Alternative(index));
            if !other.in_use {
                let ways = [
                    format!("Is {name} still in the running?"),
                    format!("What speaks for {name} today?"),
                    format!("Where does {name} stand with you now?"),
                ];
                return Some(Question::new(28, About::Rival, pick(name, &ways), cites));
            }
            let ways = [
                format!("What ties you to {name}, and until when?"),
                format!("What would have to stay in {name}?"),
                format!("Which part of {name} would you keep?"),
            ];
            (!speaks_of_term(other)).then(|| Question::new(34, About::Contract, pick(name, &ways), cites))
        })
        .collect()
}

/// What the products on record leave undone, where the call names none in use.
pub(super) fn record(desk: &Desk<'_>) -> Option<Question> {
    let in_use = desk.ledger.extraction.alternatives.iter().any(|other| other.in_use);
    let tech = desk.ledger.account.as_ref()?.tech.first()?;
    let name = tech.split(" (").next().filter(|name| desk.has_call && !in_use && phrase::words(name) <= 4)?;
    let ways = [
        format!("How much of this does {name} do for you today?"),
        format!("What does {name} leave you to do by hand?"),
    ];
    Some(Question::new(33, About::Contract, pick(name, &ways), desk.cite(Origin::Tech)))
}

/// When it might be worth another try.
pub(super) fn again(desk: &Desk<'_>) -> Option<Question> {
    let mut alternatives = desk.ledger.extraction.alternatives.iter().enumerate();
    let (index, other) = alternatives.find(|(_, other)| other.in_use && is_product(&other.name))?;
    let text = format!("When does {} come up for renewal, and who reviews it?", other.name.trim());
    Some(Question::new(9, About::Contract, text, desk.cite(Origin::Alternative(index))))
}

fn is_product(name: &str) -> bool {
    let name = name.trim();
    let word = name.chars().count() > 2 && !say::is_back_channel(name);
    word && name.starts_with(char::is_uppercase) && phrase::words(name) <= 4
}

/// Whether the call says how long they are bound to it.
fn speaks_of_term(alternative: &Alternative) -> bool {
    let said =
        alternative.evidence.iter().fold(String::new(), |all, quote| all + &words::padded(quote.text()));
    ["contract", "month to month", "renew", "until", "expire", "notice"].iter().any(|cue| said.contains(cue))
}
