//! Stakeholders: people of the buyer's side who were named, with a part that somebody of that side tells.

use super::Sorting;
use crate::domain::{Quote, Quotes, Role, Side, Stakeholder};
use crate::extract::llm::answer::FoundPerson;
use crate::extract::llm::supported::is_plain;

/// A name or title has at most this many characters.
const MOST_CHARS: usize = 80;

impl Sorting<'_> {
    pub(super) fn person(&mut self, found: FoundPerson) -> Option<Stakeholder> {
        let name = found.name.trim();
        if !(is_short(name) && self.cast.knows(name)) {
            self.drop(name, "nobody names this person");
            return None;
        }
        if self.cast.is_seller(name) {
            self.drop(name, "this person is on the seller's side");
            return None;
        }
        let title =
            found.title.as_deref().map(str::trim).filter(|title| is_short(title) && self.cast.knows(title));
        let quotes = self.quotes(found.quotes);
        let (about, others): (Vec<Quote>, Vec<Quote>) =
            quotes.into_iter().partition(|quote| self.cast.concerns(quote, name, title));
        if about.is_empty() {
            let why = if others.is_empty() {
                "none of its quotes is in the call"
            } else {
                "its quotes are not about this person"
            };
            self.drop(name, why);
            return None;
        }
        let told = about.iter().any(|quote| self.side(quote) == Side::Buyer);
        if !told && found.role != Role::Unknown {
            self.drop(&format!("{}: {}", name, found.role), super::NOT_BY_BUYER);
        }
        Some(Stakeholder {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            role: if told { found.role } else { Role::Unknown },
            on_call: self.cast.speaks(name),
            evidence: Quotes::new(about)?,
        })
    }
}

fn is_short(text: &str) -> bool {
    is_plain(text) && text.chars().count() <= MOST_CHARS
}
