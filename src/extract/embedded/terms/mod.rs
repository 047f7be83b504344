//! What a next step says about itself: what kind of thing it is, how firm, and when it is due.
//!
//! Comes in: scored utterances, grouped into steps. Goes out: the [`Terms`] of each. [`guess`] reads them by rules, from the group alone.
//! [`read`] then weighs what else the due date may be: [`candidates`] are the days and moments spoken of around the step, `day_marks`
//! says what speaks for each, and [`ranking`] holds what training found these marks to be worth. Without weights the guess stands.

pub mod around;
pub mod candidates;
pub mod dated;
mod day_marks;
pub mod guess;
pub mod marks;
pub mod ranking;

use super::assembly::Group;
use super::scored_call::ScoredCall;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, StepStatus};
use around::Around;
use candidates::Candidate;
use dated::Dated;
use marks::Marks;

/// Quotes that a step shows at the most.
pub const QUOTED: usize = 4;

/// What a group says of its step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What kind of thing it is.
    pub kind: StepKind,
    /// How firm it is.
    pub status: StepStatus,
    /// When it is due, where that was said and the day of the call is known.
    pub due: Option<Due>,
    /// Whether the words allow another day.
    pub due_ambiguous: bool,
}

/// The days and moments that a step may be due, each with what speaks for it.
pub type Days = Vec<(Candidate, Marks)>;

/// The terms of every step of a call.
pub fn read(scored: &ScoredCall<'_>, groups: &[Group]) -> Vec<Terms> {
    let ranking = &scored.model.ranking;
    let choose = |((mut terms, days), group): ((Terms, Days), &Group)| {
        // What a meeting is moved to counts from what was agreed before, which only the guess reads.
        let open = !ranking.is_empty() && group.replaced.is_empty();
        let best = ranking.best(days.iter().map(|(_, marks)| marks)).filter(|_| open);
        if let Some((day, _)) = best.and_then(|best| days.get(best)) {
            terms.due = Some(day.due.clone());
            terms.due_ambiguous = day.is_open();
        }
        terms
    };
    open(scored, groups, groups).into_iter().zip(groups).map(choose).collect()
}

/// The guess at each of `groups` and the days that it may be due, among the steps of the call.
pub fn open(scored: &ScoredCall<'_>, steps: &[Group], groups: &[Group]) -> Vec<(Terms, Days)> {
    let dated = Dated::of(scored.call);
    let guess = |group: &Group| guess::terms(scored, group, dated.as_ref());
    let around = Around::new(steps, &steps.iter().map(guess).collect::<Vec<_>>());
    groups
        .iter()
        .map(|group| {
            let guess = guess(group);
            let days = dated.as_ref().map(|dated| {
                let found = candidates::of(dated, group, &guess, &around.meetings_near(group));
                day_marks::of(scored, dated, group, &guess, &around, found)
            });
            (guess, days.unwrap_or_default())
        })
        .collect()
}
