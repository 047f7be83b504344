//! Objections, alternatives and triggers: the buyer's words with a line above them.

use super::Sorting;
use super::pains::statement;
use crate::domain::Quotes;
use crate::domain::extraction::{Alternative, Objection, Trigger};
use crate::extract::llm::answer::{FoundAlternative, FoundObjection, FoundTrigger};
use crate::extract::llm::due;
use crate::extract::llm::supported::is_plain;

/// A product's name has at most this many words; longer ones are sentences.
const MOST_NAME_WORDS: usize = 8;

impl Sorting<'_> {
    pub(super) fn objection(&mut self, found: FoundObjection) -> Option<Objection> {
        let quotes = self.by_buyer(found.quotes, &found.statement)?;
        Some(Objection { statement: statement(&found.statement, &quotes)?, evidence: Quotes::new(quotes)? })
    }

    pub(super) fn alternative(&mut self, found: FoundAlternative) -> Option<Alternative> {
        let name = found.name.trim();
        let short = name.split_whitespace().count() <= MOST_NAME_WORDS;
        if !(is_plain(name) && short && self.cast.knows(name)) {
            self.drop(name, "nobody names it");
            return None;
        }
        let quotes = self.by_buyer(found.quotes, name)?;
        Some(Alternative { name: name.to_owned(), in_use: found.in_use, evidence: Quotes::new(quotes)? })
    }

    pub(super) fn trigger(&mut self, found: FoundTrigger) -> Option<Trigger> {
        let quotes = self.by_buyer(found.quotes, &found.statement)?;
        let checked = due::check_quoted(self.call, found.due.as_deref(), &quotes);
        if let Some(objection) = checked.objection {
            self.day_differs(&found.statement, found.due.as_deref(), &checked, objection);
        }
        let statement = statement(&found.statement, &quotes)?;
        Some(Trigger { statement, due: checked.due, evidence: Quotes::new(quotes)? })
    }
}
