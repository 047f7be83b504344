//! What a next step says about itself: what kind of thing it is, how firm, and when it is due.
//!
//! Comes in: scored utterances in groups that may be steps. Goes out: the steps among them, each with its [`Terms`]. [`guess`] reads the
//! terms by rules, from the group alone. [`item_marks`] says what speaks for a group as a whole, and [`verdict`] then drops what is no
//! step and says how firm the others are. [`candidates`] are the days and moments spoken of around a step, and `day_marks` says what
//! speaks for each. [`ranking`] holds what training found all these marks to be worth. Without weights the guess stands.

pub mod around;
pub mod candidates;
pub mod dated;
mod day_marks;
pub mod guess;
pub mod item_marks;
pub mod marks;
pub mod ranking;
pub mod verdict;

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

/// The steps among `groups` with their terms.
pub fn read(scored: &ScoredCall<'_>, groups: Vec<Group>) -> Vec<(Group, Terms)> {
    let dated = Dated::of(scored.call);
    let (groups, terms) = verdict::kept(scored, dated.as_ref(), groups);
    let days = days(scored, dated.as_ref(), (&groups, &terms), (&groups, &terms));
    let ranking = &scored.model.ranking;
    let choose = |((group, mut terms), days): ((Group, Terms), Days)| {
        // What a meeting is moved to counts from what was agreed before, which only the guess reads.
        let open = !ranking.is_empty() && group.replaced.is_empty();
        let best = ranking.best(days.iter().map(|(_, marks)| marks)).filter(|_| open);
        if let Some((day, _)) = best.and_then(|best| days.get(best)) {
            terms.due = Some(day.due.clone());
            terms.due_ambiguous = day.is_open();
        }
        (group, terms)
    };
    groups.into_iter().zip(terms).zip(days).map(choose).collect()
}

/// The days that each of `asked` may be due, among the `steps` of the call.
pub fn days(
    scored: &ScoredCall<'_>,
    dated: Option<&Dated>,
    steps: (&[Group], &[Terms]),
    asked: (&[Group], &[Terms]),
) -> Vec<Days> {
    let around = Around::new(steps.0, steps.1);
    let days = |(group, terms): (&Group, &Terms)| {
        let Some(dated) = dated else { return Days::new() };
        let found = candidates::of(dated, group, terms, &around.meetings_near(group));
        day_marks::of(scored, dated, group, terms, &around, found)
    };
    asked.0.iter().zip(asked.1).map(days).collect()
}
