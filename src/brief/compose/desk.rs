//! The composer's desk: what was shown already, and the gate that every line passes.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::brief::Tone;
use crate::domain::{Dossier, Due, FactId, Instant, Line, Quote};

use super::super::cast::{Cast, Player};
use super::super::ledger::{Ledger, Origin};
use super::super::meeting::{Standing, standing};
use super::super::say::{self, Said, Shown};
use super::super::{phrase, verify};

/// A line and how easily it is spared: 0 never, the higher the sooner.
#[derive(Clone, Debug)]
pub struct Item {
    /// The line.
    pub line: Line,
    /// How easily it is spared.
    pub spare: u8,
    /// The same in fewer words, for when nothing can be spared.
    pub short: Option<Line>,
}

/// A line that is not verified yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What stands in front.
    pub lead: Option<String>,
    /// The line.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// The facts it rests on.
    pub cites: Vec<FactId>,
    /// The quotes whose words it shows.
    pub quotes: Vec<Quote>,
}

impl Draft {
    /// The line, each fact cited once, and the quotes it shows.
    fn into_line(self) -> (Line, Vec<Quote>) {
        let Self { lead, text, tone, mut cites, quotes } = self;
        let mut seen = BTreeSet::new();
        cites.retain(|cite| seen.insert(*cite));
        (Line { lead, text, tone, cites }, quotes)
    }
}

/// What the sections share while a brief is composed.
#[derive(Debug)]
pub struct Desk<'a> {
    /// Everything known.
    pub ledger: &'a Ledger,
    /// How the meeting stands.
    pub standing: Standing,
    /// Whether there was a call.
    pub has_call: bool,
    /// The year in which days are read without one.
    pub year: Option<i16>,
    /// Next steps that have their line.
    pub told_steps: BTreeSet<usize>,
    /// Triggers that have their line.
    pub told_triggers: BTreeSet<usize>,
    /// People introduced so far, by their place in the cast; those of the header from the start.
    pub introduced: BTreeSet<usize>,
    /// Lines dropped because they did not verify.
    pub dropped: usize,
    shown: Shown,
    several_calls: Vec<String>,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(ledger: &'a Ledger, dossier: &Dossier) -> Self {
        let calls = &dossier.transcripts;
        let booking = ledger.booking.as_ref();
        let meeting = booking.and_then(|booking| booking.starts_at.as_ref()).map(Instant::date);
        let introduced =
            (0..ledger.cast.players.len()).filter(|index| expected(&ledger.cast, *index)).collect();
        Self {
            ledger,
            standing: standing(ledger, !calls.is_empty(), ledger.call_day),
            has_call: !calls.is_empty(),
            year: ledger.call_day.or(meeting).map(Date::year),
            told_steps: BTreeSet::new(),
            told_triggers: BTreeSet::new(),
            introduced,
            dropped: 0,
            shown: Shown::default(),
            several_calls: if calls.len() > 1 {
                calls.iter().map(|call| call.sha256().to_owned()).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Who is who.
    pub fn cast(&self) -> &'a Cast {
        &self.ledger.cast
    }

    /// The first of the drafts that verifies; its words count as shown. When none does, one line is dropped.
    pub fn item(&mut self, spare: u8, drafts: impl IntoIterator<Item = Draft>) -> Option<Item> {
        let mut tried = false;
        let mut chosen: Option<Item> = None;
        for draft in drafts {
            tried = true;
            let (line, quotes) = draft.into_line();
            if line.text.trim().is_empty() || verify::check(&line, self.ledger).is_err() {
                continue;
            }
            let Some(item) = &mut chosen else {
                self.shown.add(&quotes);
                chosen = Some(Item { line, spare, short: None });
                continue;
            };
            let shortest = item.short.as_ref().unwrap_or(&item.line);
            if phrase::words(&line.text) < phrase::words(&shortest.text) {
                item.short = Some(line);
            }
        }
        self.dropped += usize::from(tried && chosen.is_none());
        chosen
    }

    /// Whether a draft would pass.
    pub fn holds(&self, draft: &Draft) -> bool {
        verify::check(&draft.clone().into_line().0, self.ledger).is_ok()
    }

    /// Notes words as shown.
    pub fn show<'q>(&mut self, quotes: impl IntoIterator<Item = &'q Quote>) {
        self.shown.add(quotes);
    }

    /// Whether the words of an utterance were shown.
    pub fn has_shown(&self, quote: &Quote) -> bool {
        self.shown.has(quote)
    }

    /// The most telling words of a fact that were not shown yet.
    pub fn said(&self, origin: Origin, limit: usize, wants: impl Fn(&str) -> i32) -> Option<Said> {
        say::best(self.ledger.quotes(origin), &self.shown, limit, wants)
    }

    /// The quotes of a fact that were not shown yet.
    pub fn fresh(&self, origin: Origin) -> Vec<&'a Quote> {
        self.ledger.quotes(origin).into_iter().filter(|quote| !self.shown.has(quote)).collect()
    }

    /// The number of a fact, as a list that may be empty.
    pub fn cite(&self, origin: Origin) -> Vec<FactId> {
        self.ledger.id(origin).into_iter().collect()
    }

    /// Where words were said: `Siobhan, 1:39`.
    pub fn place(&self, quote: &Quote) -> Option<String> {
        let speaker = self.cast().speaker(quote)?;
        let call = self.several_calls.iter().position(|sha256| sha256 == quote.transcript());
        let call = call.map(|index| format!(" (call {})", index + 1)).unwrap_or_default();
        let time = quote.start_ms().map(|ms| format!(", {}", phrase::timestamp(ms))).unwrap_or_default();
        Some(format!("{speaker}{time}{call}"))
    }

    /// The company's name, where known.
    pub fn account(&self) -> Option<&'a str> {
        let record = self.ledger.account.as_ref().and_then(|account| account.name.as_deref());
        let booked = || self.ledger.booking.as_ref()?.account.as_ref()?.name.as_deref();
        record.or_else(booked)
    }

    /// A due date, with its offset where that is not the booking's.
    pub fn when(&self, due: &Due) -> String {
        let booked = self.ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
        match (due, booked) {
            (Due::At(instant), Some(booked)) => phrase::moment_beside(instant, booked, self.year),
            _ => phrase::due(due, self.year),
        }
    }

    /// The day of the meeting: as agreed on the call, otherwise as booked.
    pub fn meeting_day(&self) -> Option<Date> {
        let agreed = match self.standing {
            Standing::Agreed(index) | Standing::Moved(index) => self.ledger.extraction.next_steps.get(index),
            _ => None,
        };
        let booked = self.ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
        agreed.and_then(|step| step.due.as_ref()).map(Due::date).or_else(|| booked.map(Instant::date))
    }

    /// Whether the header names that person: the invited, otherwise those who were on the call.
    pub fn expects(&self, player: usize) -> bool {
        expected(self.cast(), player)
    }

    /// A person with what the reader needs at the first mention, afterwards for short.
    pub fn mention(&mut self, player: usize) -> String {
        let Some(person) = self.cast().players.get(player) else { return String::new() };
        if self.introduced.insert(player) { person.name.clone() } else { person.short.clone() }
    }
}

fn expected(cast: &Cast, player: usize) -> bool {
    let has_invited = cast.players.iter().any(Player::invited);
    cast.players.get(player).is_some_and(|player| player.invited() || (!has_invited && player.on_call))
}
