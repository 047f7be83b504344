//! The days and moments that a step may be due: everything that the talk around it comes to.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Terms;
use super::around::Meeting;
use super::dated::{Dated, Place, Stand};
use crate::domain::Due;
use crate::extract::dates::{Conversation, Sense};
use crate::extract::embedded::assembly::Group;

/// Utterances before a step's first one that may say its day.
const BACK: usize = 8;
/// Utterances after its last one that may.
const AHEAD: usize = 6;

/// By which reading a candidate came up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The mention by itself.
    Alone,
    /// The mention with those shortly before it.
    Forward,
    /// The mentions around the step, in a row.
    Local,
    /// The mentions in the step's own utterances, in a row.
    Own,
    /// The mentions of the whole call so far.
    Whole,
    /// The first guess.
    Guess,
    /// Another step of the call that is an agreed meeting.
    Meeting,
    /// The day of a moment.
    Cut,
}

/// A day or moment that may be meant.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The day or moment.
    pub due: Due,
    /// The readings that come to it.
    pub sources: BTreeSet<Source>,
    /// Whether some reading leaves no other day open.
    clear: bool,
}

impl Candidate {
    /// Whether the words allow another day, in every reading.
    pub fn is_open(&self) -> bool {
        !self.clear
    }
}

/// The candidates of a step, and where each day is named around it.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// The candidates; the first guess comes first.
    pub all: Vec<Candidate>,
    /// Where a day is named, in the order of the talk.
    named: BTreeSet<(Date, Place)>,
}

impl Candidates {
    /// Where a day is named around the step.
    pub fn places(&self, day: Date) -> Vec<Place> {
        self.named.iter().filter(|(named, _)| *named == day).map(|(_, place)| *place).collect()
    }

    fn add(&mut self, stand: Stand, source: Source) -> Option<Date> {
        let (due, open) = stand?;
        let day = due.date();
        match self.all.iter_mut().find(|known| known.due == due) {
            Some(known) => {
                known.sources.insert(source);
                known.clear |= !open;
            }
            None => self.all.push(Candidate { due, sources: BTreeSet::from([source]), clear: !open }),
        }
        Some(day)
    }

    fn name(&mut self, dated: &Dated, day: Option<Date>, place: Place) {
        // "The day after" names a day as well.
        let names = dated
            .mention(place)
            .is_some_and(|mention| mention.day.is_some() || matches!(mention.sense, Sense::ShiftDays(_)));
        if let Some(day) = day.filter(|_| names) {
            self.named.insert((day, place));
        }
    }
}

/// The stretch of utterances in which a step's day may be said.
pub fn window(group: &Group) -> Option<std::ops::RangeInclusive<usize>> {
    let first = group.members.first()?.0;
    let last = group.members.last()?.0;
    Some(first.saturating_sub(BACK)..=last + AHEAD)
}

/// Collects the candidates of a step.
pub fn of(dated: &Dated, group: &Group, guess: &Terms, meetings: &[&Meeting]) -> Candidates {
    let mut found = Candidates::default();
    let Some(window) = window(group) else { return found };
    found.add(guess.due.clone().map(|due| (due, guess.due_ambiguous)), Source::Guess);
    for (index, place) in dated.places(window.clone()).map(|place| (place.1, place)) {
        let day = found.add(dated.whole(place), Source::Whole);
        found.name(dated, day, place);
        let heard = dated.forward(place.0).get(index).map_or(&[][..], Vec::as_slice);
        for (later, stand) in heard.iter().filter(|(later, _)| window.contains(&later.0)) {
            let source = if *later == place { Source::Alone } else { Source::Forward };
            let day = found.add(stand.clone(), source);
            found.name(dated, day, *later);
        }
    }
    let mut talk = Conversation::new(dated.anchor());
    for place in dated.places(group.replaced.iter().copied().chain(window.clone())) {
        let Some(mention) = dated.mention(place) else { continue };
        talk.absorb(mention);
        let day = found.add(talk.due(), Source::Local);
        if window.contains(&place.0) {
            found.name(dated, day, place);
        }
    }
    let mut talk = Conversation::new(dated.anchor());
    for place in dated.places(group.members.iter().map(|(at, _)| *at)) {
        let Some(mention) = dated.mention(place) else { continue };
        talk.absorb(mention);
        found.add(talk.due(), Source::Own);
    }
    for meeting in meetings {
        found.add(Some((meeting.due.clone(), false)), Source::Meeting);
    }
    let moments: Vec<(Date, bool)> = found
        .all
        .iter()
        .filter(|known| matches!(known.due, Due::At(_)))
        .map(|known| (known.due.date(), known.is_open()))
        .collect();
    for (day, open) in moments {
        found.add(Some((Due::Day(day), open)), Source::Cut);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::StepStatus;
    use crate::domain::extraction::StepKind;
    use crate::extract::embedded::scene::Scene;

    const CALL: [(&str, &str); 5] = [
        ("S", "Could we do Thursday the nineteenth?"),
        ("B", "Make it half two."),
        ("S", "Half two it is. And would you bring your planner?"),
        ("B", "I'll bring him."),
        ("B", "I'll get you the list by tomorrow."),
    ];

    fn found(members: &[usize], meetings: &[&Meeting]) -> Vec<(String, Vec<Source>)> {
        let group = Group { members: members.iter().map(|at| (*at, 1.0)).collect(), replaced: Vec::new() };
        let guess =
            Terms { kind: StepKind::Other, status: StepStatus::Agreed, due: None, due_ambiguous: false };
        Scene::new(&CALL).on(Some("2026-02-11")).with(|call| {
            let candidates = of(&Dated::of(call).unwrap(), &group, &guess, meetings);
            candidates
                .all
                .into_iter()
                .map(|known| (known.due.to_string(), known.sources.into_iter().collect()))
                .collect()
        })
    }

    #[test]
    fn a_day_and_a_time_said_by_two_people_are_one_moment_and_its_day_is_another_candidate() {
        let found = found(&[0, 1], &[]);
        let of = |due: &str| found.iter().find(|(known, _)| known == due).map(|(_, sources)| sources.clone());
        let moment = of("2026-02-19T14:30:00+00:00").unwrap();
        assert!(moment.contains(&Source::Own) && moment.contains(&Source::Forward), "{moment:?}");
        assert!(of("2026-02-19").unwrap().contains(&Source::Cut));
        assert!(of("2026-02-12").unwrap().contains(&Source::Alone), "what is near may be meant");
    }

    #[test]
    fn the_day_of_a_meeting_may_be_that_of_who_is_brought_along() {
        let due = Due::Day("2026-03-02".parse().unwrap());
        let meeting = Meeting { members: vec![0, 1], due };
        let found = found(&[3], &[&meeting]);
        assert!(found.contains(&("2026-03-02".to_owned(), vec![Source::Meeting])), "{found:?}");
    }

    #[test]
    fn without_the_day_of_the_call_no_day_is_known() {
        Scene::new(&CALL).on(None).with(|call| assert!(Dated::of(call).is_none()));
    }
}
