//! Annotated calls to the weights with which the engine chooses a step's due date.
//!
//! Every step is a question with one right answer and some wrong ones; a row is what speaks for the right one less what speaks for a
//! wrong one. The steps are those that the engine finds with weights that have not seen the call, and those of the annotation itself.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::model_of;
use super::rows::LabelledCall;
use super::solver::{self, Penalty, Row};
use crate::domain::{Due, UtteranceId};
use crate::eval::gold::{Case, GoldStep};
use crate::eval::matching;
use crate::eval::score::same_due;
use crate::eval::source::Source;
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::{Head, Model, Thresholds};
use crate::extract::embedded::next_steps;
use crate::extract::embedded::scored_call::ScoredCall;
use crate::extract::embedded::terms::candidates::Candidate;
use crate::extract::embedded::terms::marks::Marks;
use crate::extract::embedded::terms::ranking::Ranking;
use crate::extract::embedded::terms::{self, Days, QUOTED};

/// The weight of an error, chosen by cross-validation on the training calls: there are few questions and many marks, so it is small.
const PENALTY: Penalty = Penalty { negative: 0.002, positive: 0.002 };

/// A question about a step, with what speaks for each answer.
#[derive(Clone, Debug)]
pub struct Question {
    right: Marks,
    wrong: Vec<Marks>,
}

/// A model per part of the calls, trained on all the others.
pub fn held_out_models(calls: &[LabelledCall], folds: usize, thresholds: Thresholds) -> Vec<Model> {
    let model = |fold: usize| {
        let rest = calls.iter().enumerate().filter(|(index, _)| index % folds != fold).map(|(_, call)| call);
        let mut model = model_of(&rest.collect::<Vec<_>>());
        model.thresholds = thresholds;
        model
    };
    (0..folds).map(model).collect()
}

/// The questions of every call, asked of models that have not seen it: the call at a position belongs to the part `position % parts`.
pub fn questions(cases: &[Case], models: &[Model]) -> Result<Vec<Vec<Question>>> {
    let ask = |(index, case): (usize, &Case)| {
        let model = models.get(index % models.len().max(1)).context("no model for a part of the calls")?;
        of_case(case, model)
    };
    cases.iter().enumerate().map(ask).collect()
}

fn of_case(case: &Case, model: &Model) -> Result<Vec<Question>> {
    let source = Source::read(&case.folder)?;
    let call = source.call()?;
    let scored = ScoredCall::new(&call, model);
    let steps = next_steps::groups(&scored, &mut Vec::new());
    let golds = &case.gold.next_steps;
    let words = |at: usize| call.words(UtteranceId(at as u32));
    let assigned = matching::assign(steps.len(), golds.len(), |find, item| {
        let (Some(step), Some(gold)) = (steps.get(find), golds.get(item)) else { return false };
        let quotes: Vec<&str> = step.telling(QUOTED).into_iter().map(words).collect();
        matching::quotes_match(&quotes, &gold.quotes)
    });
    let matched =
        steps.iter().zip(&assigned).filter_map(|(step, item)| Some((step.clone(), golds.get((*item)?)?)));
    let annotated = golds.iter().filter_map(|gold| Some((annotated(&scored, gold)?, gold)));
    let (groups, wanted): (Vec<Group>, Vec<&GoldStep>) = matched.chain(annotated).unzip();
    let open = terms::open(&scored, &steps, &groups);
    Ok(open
        .into_iter()
        .zip(wanted)
        .filter_map(|((_, days), wanted)| Question::new(days, wanted.due.as_ref()?))
        .collect())
}

/// The utterances that the annotation quotes for a step, as a group: those that the model takes for hits, or else all.
fn annotated(scored: &ScoredCall<'_>, gold: &GoldStep) -> Option<Group> {
    /// The score of an utterance that is no hit.
    const FAINT: f32 = 0.1;
    let quotes: Vec<String> =
        gold.quotes.iter().map(|quote| quote.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let quoted = (0..scored.lexed.len()).filter(|at| {
        let said = scored.call.words(UtteranceId(*at as u32));
        quotes.iter().any(|quote| said.contains(quote))
    });
    let above = |at: usize| (at, scored.score(at, Head::Step) - scored.model.thresholds.step.hit);
    let all: Vec<(usize, f32)> = quoted.map(above).collect();
    let mut members: Vec<(usize, f32)> = all.iter().copied().filter(|(_, score)| *score > 0.0).collect();
    if members.is_empty() {
        members = all.into_iter().map(|(at, _)| (at, FAINT)).collect();
    }
    (!members.is_empty()).then_some(Group { members, replaced: Vec::new() })
}

impl Question {
    /// `None` when no answer is right.
    fn new(days: Days, wanted: &Due) -> Option<Self> {
        let is_due = |(day, _): &(Candidate, Marks)| same_due(Some(&day.due), Some(wanted));
        let (right, wrong): (Days, Days) = days.into_iter().partition(is_due);
        let (_, right) = right.into_iter().next()?;
        Some(Self { right, wrong: wrong.into_iter().map(|(_, marks)| marks).collect() })
    }
}

/// The weights that answer the questions best.
pub fn train<'q>(calls: impl Iterator<Item = &'q Vec<Question>>) -> Ranking {
    let differences: Vec<BTreeMap<u32, f32>> = calls
        .flatten()
        .flat_map(|question| question.wrong.iter().map(|wrong| difference(&question.right, wrong)))
        .collect();
    let mut columns: BTreeMap<u32, u32> = BTreeMap::new();
    for mark in differences.iter().flat_map(BTreeMap::keys) {
        let next = columns.len() as u32;
        columns.entry(*mark).or_insert(next);
    }
    let row = |difference: BTreeMap<u32, f32>| {
        let features = difference.into_iter().filter_map(|(mark, value)| Some((*columns.get(&mark)?, value)));
        Row { features: features.collect(), positive: true, weight: 1.0 }
    };
    let rows: Vec<Row> = differences.into_iter().map(row).collect();
    let weights = solver::solve(&rows, columns.len(), PENALTY);
    let weight = |column: u32| weights.get(column as usize).copied().unwrap_or_default() as f32;
    Ranking::new(columns.into_iter().map(|(mark, column)| (mark, weight(column))).collect())
}

fn difference(right: &Marks, wrong: &Marks) -> BTreeMap<u32, f32> {
    let mut difference: BTreeMap<u32, f32> = right.iter().collect();
    for (mark, value) in wrong.iter() {
        *difference.entry(mark).or_default() -= value;
    }
    difference.retain(|_, value| *value != 0.0);
    difference
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::extract::embedded::model::features::hash;

    fn marks(names: &[&str]) -> Marks {
        let mut marks = Marks::default();
        for name in names {
            marks.set(&[hash(name)]);
        }
        marks
    }

    fn question(right: &[&str], wrong: &[&[&str]]) -> Question {
        Question { right: marks(right), wrong: wrong.iter().map(|names| marks(names)).collect() }
    }

    #[test]
    fn what_tells_right_from_wrong_answers_decides() {
        let calls = [vec![
            question(&["near", "asked"], &[&["far", "asked"], &["far"]]),
            question(&["near"], &[&["far", "asked"]]),
        ]];
        let ranking = train(calls.iter());
        let answers = [marks(&["far", "asked"]), marks(&["near"]), marks(&["asked"])];
        assert_eq!(ranking.best(&answers), Some(1));
        assert_eq!(train(calls.iter()), ranking, "the same questions give the same weights");
    }

    #[test]
    fn a_question_without_a_right_answer_is_not_asked() {
        assert!(Question::new(Vec::new(), &Due::Day(date(2026, 3, 13))).is_none());
    }
}
