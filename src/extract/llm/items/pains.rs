//! Pains: only what the buyer's side says.

use super::Sorting;
use crate::domain::{Pain, Quote, Quotes};
use crate::extract::amounts::{self, Amount};
use crate::extract::llm::answer::FoundPain;
use crate::extract::llm::supported::{Negation, closest, supports};

impl Sorting<'_> {
    pub(super) fn pain(&mut self, found: FoundPain) -> Option<Pain> {
        let quotes = self.by_buyer(found.quotes, &found.statement)?;
        let statement = statement(&found.statement, &quotes)?;
        let impact = found.impact.as_deref().and_then(|said| impact(said, &quotes));
        if impact.is_none() && found.impact.is_some_and(|said| !said.trim().is_empty()) {
            self.drop(&format!("impact of: {statement}"), "the number is not in its quotes");
        }
        Some(Pain { statement, impact, evidence: Quotes::new(quotes)? })
    }
}

/// The model's line where the quotes carry it, otherwise the quote that says most of it.
pub(super) fn statement(line: &str, quotes: &[Quote]) -> Option<String> {
    if supports(quotes, "", line, Negation::Same) {
        return Some(line.trim().to_owned());
    }
    closest(quotes, line).map(|quote| quote.text().to_owned())
}

/// The number on a pain in the transcript's own terms: the first that the model names and a quote holds.
fn impact(said: &str, quotes: &[Quote]) -> Option<String> {
    let named = amounts::values(said);
    let heard: Vec<Amount> = quotes.iter().flat_map(|quote| amounts::find(quote.text())).collect();
    let same = |amount: &Amount, value: f64| (amount.value - value).abs() < 1e-6;
    named
        .iter()
        .find_map(|value| heard.iter().find(|amount| same(amount, *value)))
        .map(|amount| amount.short.clone())
}
