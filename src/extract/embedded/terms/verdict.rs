//! Whether a group is a step at all, and how firm it is, by what training found the marks of whole groups to be worth.

use super::dated::Dated;
use super::marks::Marks;
use super::{Terms, guess, item_marks};
use crate::domain::StepStatus;
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::features::hash;
use crate::extract::embedded::scored_call::ScoredCall;

/// A group that may be a step, with the first guess at its terms and its marks.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its utterances.
    pub group: Group,
    /// The first guess.
    pub terms: Terms,
    /// What speaks for it, as a whole.
    pub marks: Marks,
}

/// Every group with its guess and its marks.
pub fn candidates(scored: &ScoredCall<'_>, dated: Option<&Dated>, groups: Vec<Group>) -> Vec<Candidate> {
    let guesses: Vec<Terms> = groups.iter().map(|group| guess::terms(scored, group, dated)).collect();
    let marks = item_marks::of(scored, &groups, &guesses);
    let together = groups.into_iter().zip(guesses).zip(marks);
    together.map(|((group, terms), marks)| Candidate { group, terms, marks }).collect()
}

/// The groups that are steps, with what they say of themselves; without weights all of them, as guessed.
pub fn kept(scored: &ScoredCall<'_>, dated: Option<&Dated>, groups: Vec<Group>) -> (Vec<Group>, Vec<Terms>) {
    let ranking = &scored.model.ranking;
    if ranking.is_empty() {
        let guess = |group: &Group| guess::terms(scored, group, dated);
        let guesses = groups.iter().map(guess).collect();
        return (groups, guesses);
    }
    let judge = |mut candidate: Candidate| {
        if ranking.score(&keep(&candidate.marks)) <= 0.0 {
            return None;
        }
        let answers = STATUSES.map(|status| is(&candidate.marks, status));
        let best = ranking.best(&answers).and_then(|best| STATUSES.get(best));
        candidate.terms.status = best.copied().unwrap_or(candidate.terms.status);
        Some((candidate.group, candidate.terms))
    };
    candidates(scored, dated, groups).into_iter().filter_map(judge).unzip()
}

/// Every status.
pub const STATUSES: [StepStatus; 3] = [StepStatus::Agreed, StepStatus::Proposed, StepStatus::Declined];

/// What speaks for a group being a step.
pub fn keep(marks: &Marks) -> Marks {
    marks.under(hash("keep"))
}

/// What speaks for a step being of that status.
pub fn is(marks: &Marks, status: StepStatus) -> Marks {
    marks.under(hash("is")).under(status as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::embedded::model::{Model, Thresholds};
    use crate::extract::embedded::scene::Scene;
    use crate::extract::embedded::terms::ranking::Ranking;

    /// How many of two groups are kept, and how firm the first is, when these marks have these weights.
    fn judged(weights: &[(&Marks, f32)]) -> (usize, Option<StepStatus>) {
        let weights =
            weights.iter().flat_map(|(marks, weight)| marks.iter().map(|(mark, _)| (mark, *weight)));
        let mut model = Model::from_weights(&[], Thresholds::default());
        model.ranking = Ranking::new(weights.collect());
        Scene::new(&[("S", "I'll send you the deck."), ("B", "We might look at it.")]).with(|call| {
            let scored = ScoredCall::new(call, &model);
            let group = |at| Group { members: vec![(at, 1.0)], replaced: Vec::new() };
            let (groups, terms) = kept(&scored, None, vec![group(0), group(1)]);
            (groups.len(), terms.first().map(|terms| terms.status))
        })
    }

    fn bias() -> Marks {
        let mut marks = Marks::default();
        marks.set(&[hash("bias")]);
        marks
    }

    #[test]
    fn without_weights_every_group_is_kept_as_guessed() {
        assert_eq!(judged(&[]), (2, Some(StepStatus::Agreed)));
    }

    #[test]
    fn what_has_more_against_it_than_for_it_is_dropped() {
        assert_eq!(judged(&[(&keep(&bias()), -0.5)]), (0, None));
        assert_eq!(judged(&[(&keep(&bias()), 0.5)]), (2, Some(StepStatus::Agreed)));
    }

    #[test]
    fn the_status_is_the_one_for_which_most_speaks() {
        let declined = is(&bias(), StepStatus::Declined);
        let proposed = is(&bias(), StepStatus::Proposed);
        let (_, status) = judged(&[(&keep(&bias()), 0.5), (&declined, 0.4), (&proposed, 0.3)]);
        assert_eq!(status, Some(StepStatus::Declined));
    }
}
