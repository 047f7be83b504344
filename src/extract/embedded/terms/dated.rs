//! The days and times of a whole call, and what each comes to alone and in the course of the talk.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::{Due, UtteranceId};
use crate::extract::Call;
use crate::extract::dates::{self, Anchor, Conversation, Mention};

/// A day or moment as it stands at a point of the talk, and whether the words allow another.
pub type Stand = Option<(Due, bool)>;

/// Where a mention stands: the position of its utterance, and which of the utterance's mentions it is.
pub type Place = (usize, usize);

/// What stands after each of some mentions in a row.
pub type Heard = Vec<(Place, Stand)>;

/// How many utterances a day and the time that belongs to it may lie apart.
const REACH: usize = 6;

/// The days and times of a call.
#[derive(Debug)]
pub struct Dated {
    anchor: Anchor,
    mentions: Vec<Vec<Mention>>,
    whole: Vec<Vec<Stand>>,
    forward: Vec<OnceCell<Vec<Heard>>>,
    named: BTreeMap<Date, i32>,
}

impl Dated {
    /// Reads a call; `None` when the day of the call is not known, so that no other day can be.
    pub fn of(call: &Call<'_>) -> Option<Self> {
        let anchor = Anchor { day: call.held_on?, zone: call.zone.clone() };
        let count = call.utterances().len();
        let mentions: Vec<Vec<Mention>> =
            (0..count).map(|at| dates::find(call.words(UtteranceId(at as u32)), &anchor)).collect();
        let mut talk = Conversation::new(&anchor);
        let mut stands = |mention: &Mention| {
            talk.absorb(mention);
            talk.due()
        };
        let whole: Vec<Vec<Stand>> =
            mentions.iter().map(|said| said.iter().map(&mut stands).collect()).collect();
        let forward = (0..count).map(|_| OnceCell::new()).collect();
        let mut dated = Self { anchor, mentions, whole, forward, named: BTreeMap::new() };
        dated.count_days();
        Some(dated)
    }

    fn count_days(&mut self) {
        for at in 0..self.mentions.len() {
            let mut days: BTreeSet<Date> = BTreeSet::new();
            for (index, mention) in self.said_at(at).iter().enumerate() {
                if mention.is_upcoming() {
                    let stands = [self.alone((at, index)), self.whole((at, index))];
                    days.extend(stands.into_iter().flatten().map(|(due, _)| due.date()));
                }
            }
            for day in days {
                *self.named.entry(day).or_default() += 1;
            }
        }
    }

    /// From where days are counted.
    pub fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// The mentions of the utterance at a position.
    pub fn said_at(&self, at: usize) -> &[Mention] {
        self.mentions.get(at).map_or(&[], Vec::as_slice)
    }

    /// The mention at a place.
    pub fn mention(&self, (at, index): Place) -> Option<&Mention> {
        self.said_at(at).get(index)
    }

    /// The places of the mentions of a stretch of utterances.
    pub fn places(&self, positions: impl Iterator<Item = usize>) -> impl Iterator<Item = Place> {
        positions.flat_map(|at| (0..self.said_at(at).len()).map(move |index| (at, index)))
    }

    /// What a mention means by itself.
    pub fn alone(&self, (at, index): Place) -> Stand {
        self.forward(at).get(index)?.first()?.1.clone()
    }

    /// What stands after a mention when everything before it in the call counts.
    pub fn whole(&self, (at, index): Place) -> Stand {
        self.whole.get(at)?.get(index)?.clone()
    }

    /// For every mention of an utterance, what it and those soon after it come to, as each is heard.
    pub fn forward(&self, at: usize) -> &[Heard] {
        let from = |first: usize| {
            let mut talk = Conversation::new(&self.anchor);
            let later = self.places(at..=at + REACH).skip(first);
            later
                .filter_map(|place| {
                    talk.absorb(self.mention(place)?);
                    Some((place, talk.due()))
                })
                .collect()
        };
        self.forward
            .get(at)
            .map_or(&[], |cell| cell.get_or_init(|| (0..self.said_at(at).len()).map(from).collect()))
    }

    /// In how many utterances a day is named.
    pub fn times_named(&self, day: Date) -> i32 {
        self.named.get(&day).copied().unwrap_or_default()
    }
}
