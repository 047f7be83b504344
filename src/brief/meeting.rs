//! Whether the booked meeting still stands after the call.

use crate::domain::extraction::StepKind;
use crate::domain::{Due, Instant, NextStep, StepStatus};

use super::ledger::Ledger;

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

/// How the meeting stands, by the booking and the next steps of the call.
pub fn standing(ledger: &Ledger, has_call: bool) -> Standing {
    if !has_call {
        return Standing::NoCall;
    }
    let steps = &ledger.extraction.next_steps;
    let booked = ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
    let meets = |step: &NextStep, status| step.status == status && step.kind == StepKind::Meeting;
    let find = |wanted: &dyn Fn(&NextStep) -> bool| steps.iter().position(wanted);
    let Some(booked) = booked else {
        let agreed = first_agreed(steps);
        let declined = || find(&|step| meets(step, StepStatus::Declined)).map(Standing::Declined);
        let open = || find(&|step| meets(step, StepStatus::Proposed)).map(Standing::Tentative);
        return agreed.map(Standing::Agreed).or_else(open).or_else(declined).unwrap_or(Standing::NotAgreed);
    };
    let on_booked_day =
        |step: &NextStep| step.due.as_ref().is_some_and(|due| due_day(due, booked) == booked.date());
    let same = find(&|step| {
        meets(step, StepStatus::Agreed) && step.due.as_ref().is_some_and(|due| same_time(due, booked))
    });
    let cancelled = || find(&is_cancellation).map(Standing::Cancelled);
    let declined = || {
        find(&|step| {
            step.status == StepStatus::Declined && meets(step, StepStatus::Declined) && on_booked_day(step)
        })
    };
    let moved =
        || first_agreed(steps).filter(|index| steps.get(*index).is_some_and(|step| step.due.is_some()));
    let held =
        || find(&|step| meets(step, StepStatus::Proposed) && on_booked_day(step)).map(Standing::Tentative);
    let timeless = || find(&|step| meets(step, StepStatus::Agreed)).map(Standing::Agreed);
    let refused = || find(&|step| meets(step, StepStatus::Declined)).map(Standing::Declined);
    let open = || find(&|step| meets(step, StepStatus::Proposed)).map(Standing::Tentative);
    same.map(Standing::Agreed)
        .or_else(cancelled)
        .or_else(|| declined().map(Standing::Declined))
        .or_else(|| moved().map(Standing::Moved))
        .or_else(held)
        .or_else(timeless)
        .or_else(refused)
        .or_else(open)
        .unwrap_or(Standing::NotAgreed)
}

/// Whether a due date is the time of the booking; a bare day is when it is the booking's day.
pub fn same_time(due: &Due, booked: &Instant) -> bool {
    match due {
        Due::Day(date) => *date == booked.date(),
        Due::At(instant) => instant.zoned().timestamp() == booked.zoned().timestamp(),
    }
}

fn due_day(due: &Due, booked: &Instant) -> jiff::civil::Date {
    match due {
        Due::Day(date) => *date,
        Due::At(instant) => instant.in_zone(booked.zoned().time_zone()).date(),
    }
}

/// The earliest agreed meeting; those with a time of day come first, then those with a day.
fn first_agreed(steps: &[NextStep]) -> Option<usize> {
    let agreed = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.kind == StepKind::Meeting && step.status == StepStatus::Agreed);
    let precise = |step: &NextStep| match &step.due {
        Some(Due::At(_)) => 0,
        Some(Due::Day(_)) => 1,
        None => 2,
    };
    let by_time = |step: &NextStep| step.due.as_ref().map(Due::date);
    agreed.min_by_key(|(index, step)| (precise(step), by_time(step), *index)).map(|(index, _)| index)
}

/// An agreed step that takes the booked meeting away.
fn is_cancellation(step: &NextStep) -> bool {
    if step.status != StepStatus::Agreed {
        return false;
    }
    let words = |text: &str| {
        let text = format!(" {} ", text.to_lowercase());
        let gone =
            ["cancel ", "cancel.", "take it out", "take that hold off", "take the hold off", "call it off"];
        let gone = gone.iter().any(|phrase| text.contains(phrase));
        gone || (text.contains("hold off") && text.contains("take"))
    };
    words(&step.action) || step.evidence.iter().any(|quote| words(quote.text()))
}
