//! What the other steps of the call say to one of them: their utterances, and the meetings that were agreed.

use std::collections::BTreeSet;

use super::Terms;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, StepStatus};
use crate::extract::embedded::assembly::Group;

/// How many agreed meetings before a step may be the one that it speaks of.
const MEETINGS_BEFORE: usize = 4;
/// How many after it may.
const MEETINGS_AFTER: usize = 2;

/// An agreed meeting of the call.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its utterances.
    pub members: Vec<usize>,
    /// When it is.
    pub due: Due,
}

impl Meeting {
    /// Whether some of these utterances are its own.
    pub fn shares(&self, members: &[usize]) -> bool {
        self.members.iter().any(|at| members.contains(at))
    }
}

/// What the other steps of the call say.
#[derive(Debug)]
pub(super) struct Around {
    /// The agreed meetings, in the order of the call.
    meetings: Vec<Meeting>,
    members: BTreeSet<usize>,
}

impl Around {
    /// Reads the first guesses at all steps.
    pub(super) fn new(steps: &[Group], guesses: &[Terms]) -> Self {
        let meeting = |(step, guess): (&Group, &Terms)| {
            let agreed = guess.kind == StepKind::Meeting && guess.status == StepStatus::Agreed;
            let due = guess.due.clone().filter(|_| agreed)?;
            Some(Meeting { members: step.members.iter().map(|(at, _)| *at).collect(), due })
        };
        Self {
            meetings: steps.iter().zip(guesses).filter_map(meeting).collect(),
            members: steps.iter().flat_map(|step| step.members.iter().map(|(at, _)| *at)).collect(),
        }
    }

    /// The agreed meetings near a group that are other steps, in the order of the call.
    pub(super) fn meetings_near(&self, group: &Group) -> Vec<&Meeting> {
        let members: Vec<usize> = group.members.iter().map(|(at, _)| *at).collect();
        let last = members.last().copied();
        let until = self.meetings.partition_point(|meeting| meeting.members.first().copied() <= last);
        let from = until.saturating_sub(MEETINGS_BEFORE);
        let near = self.meetings.get(from..).unwrap_or_default().iter().take(until - from + MEETINGS_AFTER);
        near.filter(|meeting| !meeting.shares(&members)).collect()
    }

    /// Whether an utterance belongs to a step.
    pub(super) fn is_member(&self, at: usize) -> bool {
        self.members.contains(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_agreed_meetings_nearby_are_looked_at() {
        let steps: Vec<Group> =
            (0..20).map(|at| Group { members: vec![(at * 10, 1.0)], replaced: Vec::new() }).collect();
        let guess = |at: i8| Terms {
            kind: if at == 9 { StepKind::Delivery } else { StepKind::Meeting },
            status: StepStatus::Agreed,
            due: Some(Due::Day(jiff::civil::date(2026, 3, at + 1))),
            due_ambiguous: false,
        };
        let around = Around::new(&steps, &(0..20).map(guess).collect::<Vec<_>>());
        let near = around.meetings_near(&Group { members: vec![(100, 1.0)], replaced: Vec::new() });
        let first: Vec<usize> = near.iter().filter_map(|meeting| meeting.members.first().copied()).collect();
        assert_eq!(first, [60, 70, 80, 110, 120], "not the delivery at 90, nor the step itself");
    }
}
