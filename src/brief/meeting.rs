//! Whether the booked meeting still stands after the call.

use jiff::civil::Date;

use crate::domain::extraction::StepKind;
use crate::domain::{Due, Instant, NextStep, StepStatus};

use super::ledger::Ledger;
use super::{steps, words};

/// How the meeting stands; the number is the place of the next step that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Agreed on the call, and the booking, where there is one, says the same.
    Agreed(usize),
    /// Agreed on the call for another time than the booking says.
    Moved(usize),
    /// Called off on the call.
    Cancelled(usize),
    /// Offered on the call and refused.
    Declined(usize),
    /// Offered on the call and left open.
    Tentative(usize),
    /// The call settles nothing.
    NotAgreed,
    /// There was no call to settle it.
    NoCall,
}

/// How the meeting stands, by the booking and the next steps of the call, held on `call_day`.
pub fn standing(ledger: &Ledger, has_call: bool, call_day: Option<Date>) -> Standing {
    if !has_call {
        return Standing::NoCall;
    }
    let booked = ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
    let steps = Steps { steps: &ledger.extraction.next_steps, call_day };
    match booked {
        Some(booked) => steps.against(booked),
        None => steps.alone(),
    }
}

/// Whether a due date is the time of the booking; a bare day is when it is the booking's day.
pub fn same_time(due: &Due, booked: &Instant) -> bool {
    match due {
        Due::Day(date) => *date == booked.date(),
        Due::At(instant) => instant.zoned().timestamp() == booked.zoned().timestamp(),
    }
}

struct Steps<'a> {
    steps: &'a [NextStep],
    call_day: Option<Date>,
}

impl Steps<'_> {
    fn alone(&self) -> Standing {
        let agreed = self.first_agreed().map(Standing::Agreed);
        agreed
            .or_else(|| self.first(StepStatus::Proposed).map(Standing::Tentative))
            .or_else(|| self.first(StepStatus::Declined).map(Standing::Declined))
            .unwrap_or(Standing::NotAgreed)
    }

    fn against(&self, booked: &Instant) -> Standing {
        let on_booked_day = |step: &NextStep, status: StepStatus| {
            let due = step.due.as_ref();
            step.status == status && due.is_some_and(|due| day_of(due, booked) == booked.date())
        };
        let declined_then = || {
            self.position(|step| on_booked_day(step, StepStatus::Declined) && is_meeting_like(step))
                .map(Standing::Declined)
        };
        let held_then = || {
            self.position(|step| on_booked_day(step, StepStatus::Proposed) && is_meeting_like(step))
                .map(Standing::Tentative)
        };
        self.agreed_for(booked)
            .map(Standing::Agreed)
            .or_else(declined_then)
            .or_else(|| self.position(is_cancellation).map(Standing::Cancelled))
            .or_else(|| self.moved())
            .or_else(held_then)
            .or_else(|| self.first(StepStatus::Agreed).map(Standing::Agreed))
            .or_else(|| self.first(StepStatus::Declined).map(Standing::Declined))
            .or_else(|| self.first(StepStatus::Proposed).map(Standing::Tentative))
            .unwrap_or(Standing::NotAgreed)
    }

    fn position(&self, wanted: impl Fn(&NextStep) -> bool) -> Option<usize> {
        self.steps.iter().position(wanted)
    }

    /// An agreed step at the booked time: a meeting, or whatever has that very hour.
    fn agreed_for(&self, booked: &Instant) -> Option<usize> {
        let agreed = |step: &NextStep| step.status == StepStatus::Agreed;
        let hour = |step: &NextStep| matches!(&step.due, Some(due @ Due::At(_)) if same_time(due, booked));
        let day = |step: &NextStep| {
            step.kind == StepKind::Meeting && step.due.as_ref().is_some_and(|due| same_time(due, booked))
        };
        self.position(|step| agreed(step) && step.kind == StepKind::Meeting && hour(step))
            .or_else(|| self.position(|step| agreed(step) && hour(step)))
            .or_else(|| self.position(|step| agreed(step) && day(step)))
    }

    /// A meeting agreed for another time. A mere call back beside a refusal is no moved meeting.
    fn moved(&self) -> Option<Standing> {
        let index = self.first_agreed().filter(|index| self.due(*index).is_some())?;
        let call_back = self.steps.get(index).is_some_and(steps::is_call_back);
        let refused = self.position(|step| step.status == StepStatus::Declined && is_meeting_like(step));
        match refused {
            Some(refused) if call_back => Some(Standing::Declined(refused)),
            _ => Some(Standing::Moved(index)),
        }
    }

    fn due(&self, index: usize) -> Option<&Due> {
        self.steps.get(index)?.due.as_ref()
    }

    /// The earliest agreed meeting after the day of the call; those with a time of day come first, then those with a day.
    fn first_agreed(&self) -> Option<usize> {
        let agreed = self.steps.iter().enumerate().filter(|(_, step)| {
            let later = step.due.as_ref().zip(self.call_day).is_none_or(|(due, day)| due.date() > day);
            step.kind == StepKind::Meeting && step.status == StepStatus::Agreed && later
        });
        let precise = |step: &NextStep| match &step.due {
            Some(Due::At(_)) => 0,
            Some(Due::Day(_)) => 1,
            None => 2,
        };
        agreed
            .min_by_key(|(index, step)| (precise(step), step.due.as_ref().map(Due::date), *index))
            .map(|(index, _)| index)
    }

    fn first(&self, status: StepStatus) -> Option<usize> {
        let same_day = |step: &NextStep| {
            step.due.as_ref().zip(self.call_day).is_some_and(|(due, day)| due.date() <= day)
        };
        self.position(|step| step.status == status && step.kind == StepKind::Meeting && !same_day(step))
    }
}

fn is_meeting_like(step: &NextStep) -> bool {
    !matches!(step.kind, StepKind::Delivery | StepKind::Internal)
}

fn day_of(due: &Due, booked: &Instant) -> Date {
    match due {
        Due::Day(date) => *date,
        Due::At(instant) => instant.in_zone(booked.zoned().time_zone()).date(),
    }
}

/// Whether words take a meeting out of the calendar.
pub fn calls_off(text: &str) -> bool {
    let text = words::padded(text);
    let gone = ["cancel ", "cancel.", "take it out", "take it off", "call it off", "kill that", "kill it"];
    gone.iter().any(|phrase| text.contains(phrase)) || (text.contains("hold off") && text.contains("take"))
}

/// An agreed step that takes the booked meeting away.
fn is_cancellation(step: &NextStep) -> bool {
    step.status == StepStatus::Agreed
        && (calls_off(&step.action) || step.evidence.iter().any(|quote| calls_off(quote.text())))
}

#[cfg(test)]
mod tests;
