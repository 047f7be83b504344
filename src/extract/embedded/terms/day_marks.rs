//! What speaks for and against a day as a step's due date.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::around::{Around, Meeting};
use super::candidates::{Candidate, Candidates, window};
use super::dated::{Dated, Place};
use super::marks::{Marks, step};
use super::{QUOTED, Terms};
use crate::domain::extraction::StepKind;
use crate::domain::{Due, UtteranceId};
use crate::extract::dates::Mention;
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::Head;
use crate::extract::embedded::model::features::hash;
use crate::extract::embedded::scored_call::ScoredCall;

/// Marks every candidate.
pub(super) fn of(
    scored: &ScoredCall<'_>,
    dated: &Dated,
    group: &Group,
    guess: &Terms,
    around: &Around,
    found: Candidates,
) -> Vec<(Candidate, Marks)> {
    let Some(view) = View::new(scored, dated, group, guess, around, &found) else { return Vec::new() };
    let marks: Vec<Marks> = found.all.iter().map(|candidate| view.marks(candidate)).collect();
    found.all.into_iter().zip(marks).collect()
}

/// A step and everything around it.
struct View<'v> {
    scored: &'v ScoredCall<'v>,
    dated: &'v Dated,
    guess: &'v Terms,
    around: &'v Around,
    found: &'v Candidates,
    meetings: Vec<&'v Meeting>,
    members: Vec<usize>,
    telling: Vec<usize>,
    first: usize,
    last: usize,
    best: usize,
    /// Whether it is a meeting, as part of a mark's name.
    kind: u32,
    /// How firm it is, as part of a mark's name.
    status: u32,
}

/// A candidate, and where its day is named.
struct Case<'c> {
    candidate: &'c Candidate,
    day: Date,
    /// Whether it is a moment or a day, as part of a mark's name.
    form: u32,
    places: Vec<Place>,
}

impl<'v> View<'v> {
    fn new(
        scored: &'v ScoredCall<'v>,
        dated: &'v Dated,
        group: &'v Group,
        guess: &'v Terms,
        around: &'v Around,
        found: &'v Candidates,
    ) -> Option<Self> {
        window(group)?;
        let members: Vec<usize> = group.members.iter().map(|(at, _)| *at).collect();
        Some(Self {
            scored,
            dated,
            guess,
            around,
            found,
            first: *members.first()?,
            last: *members.last()?,
            best: group.best().0,
            telling: group.telling(QUOTED),
            meetings: around.meetings_near(group),
            members,
            kind: u32::from(guess.kind == StepKind::Meeting),
            status: guess.status as u32,
        })
    }

    fn marks(&self, candidate: &Candidate) -> Marks {
        let day = candidate.due.date();
        let case = Case {
            candidate,
            day,
            form: u32::from(matches!(candidate.due, Due::At(_))),
            places: self.found.places(day),
        };
        let mut marks = Marks::default();
        self.mark_origin(&mut marks, &case);
        self.mark_moment(&mut marks, &case);
        for place in &case.places {
            if let Some(mention) = self.dated.mention(*place) {
                self.mark_place(&mut marks, *place);
                self.mark_words(&mut marks, *place, mention);
                self.mark_answer(&mut marks, *place, day);
            }
        }
        self.mark_order(&mut marks, &case);
        self.mark_meetings(&mut marks, &case);
        marks
    }

    /// Sets a mark, and the same mark for this kind of step.
    fn both(&self, marks: &mut Marks, name: &[u32]) {
        marks.set(name);
        marks.set(&[name, &[hash("kind"), self.kind]].concat());
    }

    /// By which readings it came up.
    fn mark_origin(&self, marks: &mut Marks, case: &Case<'_>) {
        self.both(marks, &[hash("form"), case.form]);
        marks.set(&[hash("form"), case.form, self.kind, self.status]);
        if self.guess.due.as_ref() == Some(&case.candidate.due) {
            self.both(marks, &[hash("guess")]);
        }
        if self.guess.due.as_ref().is_some_and(|due| due.date() == case.day) {
            self.both(marks, &[hash("day of the guess")]);
        }
        for source in &case.candidate.sources {
            self.both(marks, &[hash("source"), *source as u32]);
            marks.set(&[hash("source"), *source as u32, hash("form"), case.form]);
        }
        marks.set(&[hash("open"), u32::from(case.candidate.is_open())]);
        for (head, name) in
            [(Head::Meeting, "meeting"), (Head::Declined, "declined"), (Head::BuyerActs, "buyer acts")]
        {
            marks.put(&[hash(name), case.form], self.sum(head));
        }
    }

    fn sum(&self, head: Head) -> f32 {
        self.telling.iter().map(|at| self.scored.score(*at, head)).sum::<f32>().clamp(-2.0, 2.0)
    }

    /// A day beside moments on it, and a moment among others.
    fn mark_moment(&self, marks: &mut Marks, case: &Case<'_>) {
        let moments = self
            .found
            .all
            .iter()
            .filter(|other| matches!(other.due, Due::At(_)) && other.due.date() == case.day)
            .count();
        if case.form == 1 {
            marks.set(&[hash("moments"), moments.min(4) as u32]);
        } else if moments > 0 {
            self.both(marks, &[hash("a moment is named")]);
        }
    }

    /// Where the day is named.
    fn mark_place(&self, marks: &mut Marks, (at, _): Place) {
        let member = self.members.contains(&at);
        let relation = if at == self.best {
            "best"
        } else if self.telling.contains(&at) {
            "telling"
        } else if member {
            "member"
        } else if at < self.first {
            "before"
        } else if at > self.last {
            "after"
        } else {
            "between"
        };
        self.both(marks, &[hash("at"), hash(relation)]);
        let distance = |from: usize, to: usize| (to as i32 - from as i32).abs();
        if at < self.first {
            marks.set(&[hash("ahead by"), step(distance(at, self.first), &[1, 2, 4]), self.kind]);
        }
        if at > self.last {
            marks.set(&[hash("behind by"), step(distance(at, self.last), &[1, 2, 4]), self.kind]);
        }
        let from_best = step(distance(at, self.best), &[0, 1, 2, 3, 5, 8]);
        marks.set(&[hash("from best"), u32::from(at >= self.best), from_best, self.kind]);
        if !member && self.around.is_member(at) {
            marks.set(&[hash("of another step")]);
            marks.set(&[hash("of another step"), hash(relation)]);
        }
        let voice = u32::from(self.voice(at) == self.voice(self.best));
        marks.set(&[hash("voice"), voice, at.cmp(&self.best) as i8 as u32]);
    }

    fn voice(&self, at: usize) -> Option<u16> {
        let utterance = self.scored.call.transcript.utterance(UtteranceId(at as u32))?;
        utterance.speaker.map(|speaker| speaker.0)
    }

    /// The words in which the day is named, and those before it.
    fn mark_words(&self, marks: &mut Marks, (at, index): Place, mention: &Mention) {
        const PREPOSITIONS: [&str; 16] = [
            "by", "on", "before", "until", "till", "after", "for", "at", "from", "since", "to", "of", "in",
            "the", "this", "next",
        ];
        const GIVES: [&str; 13] = [
            "send", "email", "forward", "share", "mail", "get", "give", "write", "text", "put", "pull",
            "copy", "export",
        ];
        const NEGATES: [&str; 5] = ["not", "can't", "don't", "isn't", "no"];
        let said = self.dated.said_at(at);
        let days: BTreeSet<Date> =
            (0..said.len()).filter_map(|other| Some(self.dated.alone((at, other))?.0.date())).collect();
        marks.set(&[hash("days in one breath"), days.len().min(3) as u32]);
        if days.len() > 1 {
            marks.set(&[hash("last in its breath"), u32::from(index + 1 == said.len())]);
        }
        let id = UtteranceId(at as u32);
        let start = self.scored.call.transcript.utterance(id).map_or(0, |utterance| utterance.range.start);
        let tokens = self.scored.call.tokens(id);
        let ahead = tokens.partition_point(|token| token.range.start < start + mention.range.start);
        let before: Vec<&str> =
            tokens.iter().take(ahead).rev().take(8).map(|token| token.lower.as_str()).collect();
        for word in before.iter().take(2) {
            if PREPOSITIONS.contains(word) {
                self.both(marks, &[hash("behind"), hash(word)]);
            }
        }
        if before.iter().any(|word| GIVES.contains(word)) {
            marks.set(&[hash("gives"), self.kind]);
        }
        if before.iter().take(4).any(|word| NEGATES.contains(word)) {
            marks.set(&[hash("negated")]);
        }
        if self.scored.call.words(id).trim_end().ends_with('?') {
            marks.set(&[hash("asks")]);
        }
        let today = tokens
            .iter()
            .skip(ahead)
            .take_while(|token| token.range.start < start + mention.range.end)
            .any(|token| token.lower.as_str() == "today");
        if today || mention.is_errand() {
            marks.set(&[hash("errand"), self.kind]);
        }
        marks.set(&[hash("said as"), mention.manner()]);
    }

    /// What the other voice answers to the day.
    fn mark_answer(&self, marks: &mut Marks, (at, _): Place, day: Date) {
        const ASSENTS: [&str; 18] = [
            "yes",
            "yeah",
            "yep",
            "perfect",
            "great",
            "good",
            "fine",
            "okay",
            "ok",
            "works",
            "lovely",
            "brilliant",
            "sure",
            "grand",
            "done",
            "deal",
            "agreed",
            "cool",
        ];
        let next = at + 1;
        let tokens = self.scored.call.tokens(UtteranceId(next as u32));
        if self.voice(next) == self.voice(at) {
            return;
        }
        match tokens.first().map(|token| token.lower.as_str()) {
            Some(word) if ASSENTS.contains(&word) => self.both(marks, &[hash("accepted")]),
            Some("no" | "not" | "nope") => marks.set(&[hash("refused")]),
            _ => {}
        }
        for (index, mention) in self.dated.said_at(next).iter().enumerate() {
            let Some((due, _)) = self.dated.alone((next, index)) else { continue };
            if due.date() == day {
                self.both(marks, &[hash("echoed")]);
            } else if mention.is_upcoming() && mention.day.is_some() {
                self.both(marks, &[hash("countered")]);
            }
        }
    }

    /// Whether other days are named before and after it, and how often it is named.
    fn mark_order(&self, marks: &mut Marks, case: &Case<'_>) {
        let voices: BTreeSet<Option<u16>> = case.places.iter().map(|(at, _)| self.voice(*at)).collect();
        if voices.len() > 1 {
            self.both(marks, &[hash("two voices")]);
        }
        if case.places.len() > 1 {
            marks.set(&[hash("named"), step(case.places.len() as i32, &[1, 2, 3]), self.kind]);
        }
        marks.set(&[
            hash("named in the call"),
            step(self.dated.times_named(case.day), &[0, 1, 2, 3, 5]),
            self.kind,
        ]);
        if matches!(case.day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            marks.set(&[hash("weekend")]);
        }
        let Some(end) = case.places.last() else {
            self.both(marks, &[hash("unnamed")]);
            return;
        };
        let others = |positions: &mut dyn Iterator<Item = usize>| -> Vec<Place> {
            let names_other = |place: &Place| {
                let upcoming =
                    self.dated.mention(*place).is_some_and(|said| said.is_upcoming() && said.day.is_some());
                let stand = self.dated.alone(*place).filter(|_| upcoming);
                stand.is_some_and(|(due, _)| due.date() != case.day)
            };
            self.dated.places(positions).filter(names_other).collect()
        };
        let superseded = others(&mut (end.0..=self.last)).iter().any(|place| place > end);
        marks.set(&[hash("superseded"), u32::from(superseded), self.kind]);
        let own: Vec<Place> =
            case.places.iter().copied().filter(|(at, _)| self.members.contains(at)).collect();
        marks.set(&[hash("in its own words"), u32::from(!own.is_empty()), self.kind]);
        let (Some(first_own), Some(last_own)) = (own.first(), own.last()) else { return };
        let others = others(&mut self.members.iter().copied());
        match (others.first(), others.last()) {
            (Some(first), Some(last)) => {
                if last < last_own {
                    self.both(marks, &[hash("last of its own")]);
                }
                if first_own < first {
                    self.both(marks, &[hash("first of its own")]);
                }
            }
            _ => marks.set(&[hash("alone in its own")]),
        }
    }

    /// Whether it is the day of a meeting that was agreed: who is brought along, or left out, comes on that day.
    fn mark_meetings(&self, marks: &mut Marks, case: &Case<'_>) {
        const BRINGS: [&str; 7] = ["bring", "join", "joins", "there", "invite", "come", "include"];
        let is_day = |meeting: &&&Meeting| meeting.due.date() == case.day;
        if !self.meetings.iter().any(|meeting| is_day(&meeting)) {
            return;
        }
        marks.set(&[hash("meeting's day")]);
        marks.set(&[hash("meeting's day"), hash("status"), self.status]);
        marks.set(&[hash("meeting's day"), self.kind, self.status]);
        let latest = self.meetings.iter().rfind(|meeting| meeting.members.last() <= Some(&self.last));
        if latest.as_ref().is_some_and(is_day) {
            marks.set(&[hash("latest meeting's day")]);
            marks.set(&[hash("latest meeting's day"), case.form, self.kind, self.status]);
        }
        let mut said = self.telling.iter().flat_map(|at| self.scored.call.tokens(UtteranceId(*at as u32)));
        if said.any(|token| BRINGS.contains(&token.lower.as_str())) {
            marks.set(&[hash("brings"), case.form]);
        }
        let own = case.places.iter().any(|(at, _)| self.members.contains(at));
        if own {
            marks.set(&[hash("meeting's day in its own words")]);
        } else if self.members.iter().all(|at| self.dated.said_at(*at).is_empty()) {
            marks.set(&[hash("no day but the meeting's"), self.kind, self.status]);
            marks.set(&[hash("no day but the meeting's"), hash("form"), case.form]);
        }
        for (head, name) in
            [(Head::Meeting, "meeting"), (Head::Declined, "declined"), (Head::BuyerActs, "buyer acts")]
        {
            marks.put(&[hash("meeting's day"), hash(name), case.form], self.sum(head));
            if !own {
                marks.put(&[hash("meeting's day"), hash("unsaid"), hash(name), case.form], self.sum(head));
            }
        }
    }
}
