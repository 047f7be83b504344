//! The day that a model reads out of words, checked by the grammar of dates.
//!
//! A model follows who corrects whom; the grammar counts weekdays without a slip. So a model's day stands when somebody named that day, or
//! counted to it, near the quoted words. Otherwise the grammar's day stands where the quoted words name one, and no day where they do not.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::domain::{Due, Instant, Quote, UtteranceId};
use crate::extract::Call;
use crate::extract::dates::{self, Anchor, Conversation, Mention, Sense};

/// Utterances around the quoted ones in which a day may be named.
const NEAR: usize = 3;

/// Utterances before them to which "the day after" may refer.
const BEFORE: usize = 12;

/// Nobody plans further ahead, in years.
const HORIZON: i32 = 3;

/// A day or time, and what was wrong with the model's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Checked {
    /// When.
    pub(super) due: Option<Due>,
    /// Whether the words allow another day.
    pub(super) ambiguous: bool,
    /// What the model said, where it does not stand, and why.
    pub(super) objection: Option<&'static str>,
}

impl Checked {
    fn none(objection: &'static str) -> Self {
        Self { objection: Some(objection), ..Self::default() }
    }
}

/// Checks the model's `said` against what is said in and around the quotes.
pub(super) fn check(call: &Call<'_>, said: Option<&str>, quotes: &[Quote]) -> Checked {
    check_within(call, said, quotes, Reach { near: NEAR, before: BEFORE })
}

/// Checks the model's `said` against the quoted utterances alone: for what has no negotiation around it.
pub(super) fn check_quoted(call: &Call<'_>, said: Option<&str>, quotes: &[Quote]) -> Checked {
    check_within(call, said, quotes, Reach { near: 0, before: 0 })
}

/// Utterances beside the quoted ones that are listened to, in number.
#[derive(Clone, Copy)]
struct Reach {
    near: usize,
    before: usize,
}

fn check_within(call: &Call<'_>, said: Option<&str>, quotes: &[Quote], reach: Reach) -> Checked {
    let Some(said) = said.map(str::trim).filter(|said| !said.is_empty()) else { return Checked::default() };
    let Some(day) = call.held_on else { return Checked::none("the day of the call is not known") };
    let anchor = Anchor { day, zone: call.zone.clone() };
    let heard = Heard::of(call, &anchor, quotes, reach);
    let said = Said::read(said, &call.zone);
    let latest = day.checked_add(HORIZON.years()).unwrap_or(Date::MAX);
    let stands = said.as_ref().filter(|said| said.day >= day && said.day <= latest && heard.names(said.day));
    match (stands, &heard.own) {
        (Some(said), _) => heard.time_of(said, &call.zone),
        (None, Some((due, ambiguous))) if due.date() >= day => Checked {
            due: Some(due.clone()),
            ambiguous: *ambiguous,
            objection: Some("the quoted words name another day"),
        },
        (None, _) if said.is_none() => Checked::none("that is no day of the calendar"),
        (None, _) => Checked::none("nobody names that day there"),
    }
}

/// What the grammar hears.
struct Heard {
    /// The days that were named or counted to.
    days: BTreeSet<Date>,
    /// Those of which the words allow another: "Wednesday", said on a Tuesday, may be the one after.
    open: BTreeSet<Date>,
    /// Stretches without a named day.
    spans: Vec<(Date, Date)>,
    times: Vec<Time>,
    /// Moments at which a negotiation stood.
    moments: Vec<Due>,
    /// What the quoted utterances say by themselves.
    own: Option<(Due, bool)>,
}

impl Heard {
    fn of(call: &Call<'_>, anchor: &Anchor, quotes: &[Quote], reach: Reach) -> Self {
        let quoted: BTreeSet<usize> = quotes.iter().map(|quote| quote.utterance().index()).collect();
        let count = call.utterances().len();
        let around = |before: usize, after: usize| -> BTreeSet<usize> {
            quoted.iter().flat_map(|at| at.saturating_sub(before)..(at + after + 1).min(count)).collect()
        };
        let mentions = |places: &BTreeSet<usize>| -> Vec<Mention> {
            places.iter().flat_map(|at| dates::find(call.words(UtteranceId(*at as u32)), anchor)).collect()
        };
        let near = mentions(&around(reach.near, reach.near));
        let mut heard = Self {
            days: BTreeSet::new(),
            open: BTreeSet::new(),
            spans: Vec::new(),
            times: near.iter().filter_map(|mention| mention.time).collect(),
            moments: Vec::new(),
            own: None,
        };
        for mention in near.iter().filter(|mention| mention.is_upcoming()) {
            match (mention.sense, mention.day) {
                (Sense::Span { until }, Some(day)) => heard.spans.push((day, until)),
                (_, Some(day)) => heard.add(day, mention.ambiguous),
                _ => {}
            }
        }
        for places in [around(reach.near, reach.near), around(reach.before, reach.near)] {
            heard.follow(anchor, &mentions(&places));
        }
        heard.own = heard.follow(anchor, &mentions(&quoted));
        heard
    }

    fn add(&mut self, day: Date, open: bool) {
        self.days.insert(day);
        if open {
            self.open.insert(day);
        }
    }

    /// Follows a negotiation and notes every day and moment at which it stood.
    fn follow(&mut self, anchor: &Anchor, mentions: &[Mention]) -> Option<(Due, bool)> {
        let mut conversation = Conversation::new(anchor);
        for mention in mentions {
            conversation.absorb(mention);
            if let Some((due, open)) = conversation.due() {
                self.add(due.date(), open);
                if !self.moments.contains(&due) {
                    self.moments.push(due);
                }
            }
        }
        conversation.due()
    }

    fn names(&self, day: Date) -> bool {
        let a_week_off = |open: &Date| (*open - day).get_days().abs() == 7;
        self.days.contains(&day)
            || self.spans.iter().any(|(first, last)| (*first..=*last).contains(&day))
            || self.open.iter().any(a_week_off)
    }

    /// The model's day, with its time where somebody said that time.
    fn time_of(&self, said: &Said, zone: &TimeZone) -> Checked {
        let ambiguous = !self.days.contains(&said.day) || self.open.contains(&said.day);
        let day = Checked { due: Some(Due::Day(said.day)), ambiguous, objection: None };
        let Some(time) = said.time else {
            return day;
        };
        let heard = self.moments.iter().rev().find(|due| match due {
            Due::At(instant) => instant.date() == said.day && instant.zoned().time() == time,
            Due::Day(_) => false,
        });
        if let Some(due) = heard {
            return Checked { due: Some(due.clone()), ..day };
        }
        if !self.times.iter().any(|heard| same_on_the_clock(*heard, time)) {
            return Checked { objection: Some("nobody says that time there"), ..day };
        }
        let zone = said.zone.clone().unwrap_or_else(|| zone.clone());
        match said.day.to_datetime(time).to_zoned(zone) {
            Ok(zoned) => Checked { due: Some(Due::At(Instant::new(zoned))), ..day },
            Err(_) => day,
        }
    }
}

/// Whether both show the same on a clock of twelve hours.
fn same_on_the_clock(one: Time, other: Time) -> bool {
    one.minute() == other.minute() && one.hour() % 12 == other.hour() % 12
}

/// What the model said, read.
struct Said {
    day: Date,
    time: Option<Time>,
    zone: Option<TimeZone>,
}

impl Said {
    fn read(text: &str, zone: &TimeZone) -> Option<Self> {
        if !text.contains(['T', 't', ' ']) {
            return Some(Self { day: text.parse().ok()?, time: None, zone: None });
        }
        // A "Z" is put at the end out of habit; the call's zone was asked for.
        let text = text.trim_end_matches(['Z', 'z']);
        if let Ok(civil) = text.parse::<DateTime>()
            && !has_offset(text)
        {
            return Some(Self { day: civil.date(), time: Some(civil.time()), zone: None });
        }
        let instant = text.parse::<Instant>().ok()?.named_by([zone.clone()]);
        let zoned = instant.zoned();
        Some(Self { day: zoned.date(), time: Some(zoned.time()), zone: Some(zoned.time_zone().clone()) })
    }
}

/// Whether a sign stands behind the time.
fn has_offset(text: &str) -> bool {
    text.split_once(['T', 't', ' ']).is_some_and(|(_, time)| time.contains(['+', '-', '[']))
}

#[cfg(test)]
mod tests;
