//! A sentence of the model beside everything that the facts it cites show.

use std::collections::BTreeSet;

use crate::domain::{Due, Evidence, Fact, FactId, NextStep, Quote, SectionKind};

use super::super::cast::{Player, fold, same_person};
use super::super::compose::desk::Desk;
use super::super::ledger::{Ledger, Origin};
use super::speech::{self, Clause};

/// A fact that a sentence cites.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited<'a> {
    pub(super) id: FactId,
    pub(super) origin: Origin,
    pub(super) fact: &'a Fact,
}

/// One text of the evidence.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) origin: Origin,
    pub(super) text: String,
    /// The quote, where it is one.
    pub(super) quote: Option<&'a Quote>,
    /// What it says, clause by clause.
    pub(super) clauses: Vec<Clause>,
}

/// A sentence and what it rests on.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) section: SectionKind,
    /// The whole sentence, with curly quotation marks.
    pub(super) text: &'a str,
    /// What is not between quotation marks: the model's own words.
    pub(super) frame: String,
    /// What is between quotation marks.
    pub(super) quoted: Vec<String>,
    /// The model's own words, clause by clause.
    pub(super) clauses: Vec<Clause>,
    pub(super) cited: Vec<Cited<'a>>,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Stems of all that the pieces say.
    pub(super) stems: BTreeSet<String>,
    /// Folded words of all that the pieces say.
    pub(super) words: BTreeSet<String>,
}

impl<'a> Claim<'a> {
    /// Puts a sentence beside its facts; numbers that are no fact's are left out.
    pub(super) fn new(desk: &'a Desk<'a>, section: SectionKind, text: &'a str, cites: &[FactId]) -> Self {
        let ledger = desk.ledger;
        let cited: Vec<Cited<'a>> = cites.iter().filter_map(|id| cited(ledger, *id)).collect();
        let pieces: Vec<Piece<'a>> = cited.iter().flat_map(pieces).collect();
        let (frame, quoted) = parts(text);
        let all = || pieces.iter().flat_map(|piece| &piece.clauses);
        Self {
            desk,
            section,
            text,
            clauses: speech::clauses(&frame),
            frame,
            quoted,
            stems: all().flat_map(|clause| clause.stems.iter().cloned()).collect(),
            words: all().flat_map(|clause| clause.words.iter().cloned()).collect(),
            cited,
            pieces,
        }
    }

    /// Everybody of the buyer's side, and who is named in the words.
    pub(super) fn named(&self, words: &[String]) -> Vec<(usize, &'a Player)> {
        let players = self.desk.cast().players.iter().enumerate();
        players
            .filter(|(_, player)| name_words(&player.name).iter().any(|name| words.contains(name)))
            .collect()
    }

    /// The step behind a cited fact.
    pub(super) fn step(&self, cited: &Cited<'_>) -> Option<&'a NextStep> {
        match cited.origin {
            Origin::NextStep(index) => self.desk.ledger.extraction.next_steps.get(index),
            _ => None,
        }
    }

    /// The steps that are cited.
    pub(super) fn steps(&self) -> impl Iterator<Item = &'a NextStep> {
        self.cited.iter().filter_map(|cited| self.step(cited))
    }

    /// The days that belong to a cited fact.
    pub(super) fn dues(&self, cited: &Cited<'a>) -> Vec<Due> {
        let mut dues = self.desk.ledger.dues(cited.id).to_vec();
        for evidence in &cited.fact.evidence {
            match evidence {
                Evidence::BookingField { value, .. } => {
                    dues.extend(value.parse().ok().map(Due::At));
                    dues.extend(value.parse().ok().map(Due::Day));
                }
                Evidence::Touch { at, .. } => dues.push(Due::At(at.clone())),
                Evidence::AccountFact { as_of, .. } => dues.extend(as_of.map(Due::Day)),
                Evidence::Quote(_) => {}
            }
        }
        dues
    }

    /// Whether a piece is about somebody: it names them, they speak of themselves in it, or the fact is theirs.
    pub(super) fn is_about(&self, piece: &Piece<'_>, index: usize, player: &Player) -> bool {
        let own = match piece.origin {
            Origin::Person(other) | Origin::KeepAway(other) => other == index,
            Origin::NextStep(step) => {
                let step = self.desk.ledger.extraction.next_steps.get(step);
                let owner = step.and_then(|step| step.owner.as_deref());
                owner.is_some_and(|owner| same_person(owner, &player.name))
            }
            _ => false,
        };
        let names = name_words(&player.name);
        let names_them =
            || piece.clauses.iter().any(|clause| names.iter().any(|name| clause.words.contains(name)));
        let speaks = || {
            let theirs = piece.quote.is_some_and(|quote| {
                self.desk.cast().names_of(quote).iter().any(|name| same_person(name, &player.name))
            });
            let first =
                ["i", "i'm", "i've", "i'll", "i'd", "me", "my", "mine", "we", "we're", "we've", "our", "us"];
            theirs
                && piece
                    .clauses
                    .iter()
                    .any(|clause| clause.words.iter().any(|word| first.contains(&word.as_str())))
        };
        own || names_them() || speaks()
    }
}

/// The words of a name by which somebody is recognised in a sentence.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let mut words = speech::lower_words(name);
    words.retain(|word| {
        word.chars().count() >= 3 && !matches!(word.as_str(), "the" | "and" | "von" | "van" | "mrs")
    });
    words
}

fn cited(ledger: &Ledger, id: FactId) -> Option<Cited<'_>> {
    Some(Cited { id, origin: ledger.origin(id)?, fact: ledger.get(id)? })
}

fn pieces<'a>(cited: &Cited<'a>) -> Vec<Piece<'a>> {
    let texts = cited.fact.evidence.iter().map(|evidence| match evidence {
        Evidence::Quote(quote) => (quote.text().to_owned(), Some(quote)),
        Evidence::Touch { who, summary, .. } => {
            (format!("{}. {summary}", who.as_deref().unwrap_or_default()), None)
        }
        Evidence::AccountFact { field, value, .. } => (format!("{}: {value}", field.replace('_', " ")), None),
        Evidence::BookingField { value, .. } => (value.clone(), None),
    });
    let origin = cited.origin;
    let piece = |(text, quote): (String, Option<&'a Quote>)| {
        let clauses = speech::clauses(&text);
        Piece { origin, text, quote, clauses }
    };
    texts.map(piece).collect()
}

/// A text's own words and what it quotes; an open quotation runs to the end.
fn parts(text: &str) -> (String, Vec<String>) {
    let (mut frame, mut quoted) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        frame.push_str(before);
        // What is quoted parts the words around it.
        frame.push_str("; ");
        let (words, after) = after.split_once('”').unwrap_or((after, ""));
        quoted.push(words.to_owned());
        rest = after;
    }
    frame.push_str(rest);
    (frame, quoted)
}

/// A text in which words are compared: folded, with single spaces.
pub(super) fn plain(text: &str) -> String {
    fold(&text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'"))
}
