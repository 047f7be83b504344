//! Items as a model answers them to items of the domain: each keeps the evidence that counts for it, or is dropped and listed.

mod findings;
mod pains;
mod people;
mod quoted;
mod steps;

use super::account::Disagreement;
use super::answer::{Found, Place, Said};
use super::cast::Cast;
use super::words::words;
use crate::domain::extraction::Rejected;
use crate::domain::{Extraction, Quote, Side, UtteranceId};
use crate::extract::Call;

/// Utterances around a quote from which an action or statement may take words.
const NEAR: usize = 3;

/// A single "yeah" shows nothing.
const MIN_WORDS: usize = 3;

/// Characters of words that are listed as dropped.
const LISTED: usize = 160;

/// Why an item of evidence by the wrong side is dropped.
const NOT_BY_BUYER: &str = "nobody of the buyer's side says it";

/// Turns one answer into an extraction.
pub(super) struct Sorting<'c> {
    call: &'c Call<'c>,
    cast: Cast<'c>,
    embedded: &'c Extraction,
    /// What was dropped so far.
    pub(super) dropped: Vec<Rejected>,
    /// Quotes that are not in the call.
    pub(super) unfounded: Vec<Rejected>,
    /// What the engines see differently.
    pub(super) disagreements: Vec<Disagreement>,
}

impl<'c> Sorting<'c> {
    /// Items of this call, compared with what the embedded engine found in it.
    pub(super) fn new(call: &'c Call<'c>, embedded: &'c Extraction) -> Self {
        Self {
            call,
            cast: Cast::of(call),
            embedded,
            dropped: Vec::new(),
            unfounded: Vec::new(),
            disagreements: Vec::new(),
        }
    }

    /// The items of an answer whose quotes were looked for.
    pub(super) fn sort(&mut self, found: Found) -> Extraction {
        Extraction {
            pains: found.pains.into_iter().filter_map(|pain| self.pain(pain)).collect(),
            stakeholders: found.stakeholders.into_iter().filter_map(|person| self.person(person)).collect(),
            next_steps: found.next_steps.into_iter().filter_map(|step| self.step(step)).collect(),
            qualification: self.findings(found.qualification),
            objections: found
                .objections
                .into_iter()
                .filter_map(|objection| self.objection(objection))
                .collect(),
            alternatives: found
                .alternatives
                .into_iter()
                .filter_map(|other| self.alternative(other))
                .collect(),
            triggers: found.triggers.into_iter().filter_map(|trigger| self.trigger(trigger)).collect(),
            suspicious: Vec::new(),
            rejected: Vec::new(),
        }
    }

    /// The quotes that were found, each once; what was not found is listed.
    fn quotes(&mut self, said: Vec<Said>) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = Vec::new();
        for said in said {
            match said.place {
                Place::Found(found) => {
                    for quote in found {
                        if !quotes.contains(&quote) {
                            quotes.push(quote);
                        }
                    }
                }
                Place::Nowhere(missing) => {
                    self.unfounded.push(Rejected { what: listed(&said.quote), why: missing.to_string() });
                }
                Place::Unsought => {}
            }
        }
        quotes
    }

    /// The quotes by the buyer's side; an item that has none, or only single words, is dropped.
    fn by_buyer(&mut self, said: Vec<Said>, what: &str) -> Option<Vec<Quote>> {
        let quotes = self.quotes(said);
        let found = !quotes.is_empty();
        let quotes: Vec<Quote> = quotes.into_iter().filter(|quote| self.side(quote) == Side::Buyer).collect();
        if quotes.is_empty() {
            self.drop(what, if found { NOT_BY_BUYER } else { "none of its quotes is in the call" });
            return None;
        }
        self.telling(quotes, what)
    }

    /// The quotes, unless they are single words.
    fn telling(&mut self, quotes: Vec<Quote>, what: &str) -> Option<Vec<Quote>> {
        let count: usize = quotes.iter().map(|quote| words(quote.text(), 0).len()).sum();
        if count < MIN_WORDS {
            self.drop(what, "its quotes say nothing by themselves");
            return None;
        }
        Some(quotes)
    }

    fn drop(&mut self, what: &str, why: &str) {
        self.dropped.push(Rejected { what: listed(what), why: why.to_owned() });
    }

    fn side(&self, quote: &Quote) -> Side {
        self.call.side(quote.utterance())
    }

    /// What is said around the quotes.
    fn near(&self, quotes: &[Quote]) -> String {
        let mut said = String::new();
        for quote in quotes {
            let at = quote.utterance().index();
            for near in at.saturating_sub(NEAR)..=at + NEAR {
                said.push_str(self.call.words(UtteranceId(near as u32)));
                said.push(' ');
            }
        }
        said
    }
}

/// Words for the list of what was dropped: short, on one line.
fn listed(text: &str) -> String {
    let plain = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    plain.collect::<Vec<_>>().join(" ").chars().take(LISTED).collect()
}
