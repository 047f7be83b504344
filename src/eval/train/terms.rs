//! Annotated calls to the weights with which the engine judges a step as a whole: whether it is one, how firm, and when it is due.
//!
//! Each is a question with one right answer and some wrong ones; a row is what speaks for the right one less what speaks for a
//! wrong one. The steps are those that the engine finds with weights that have not seen the call, and those of the annotation itself.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::model_of;
use super::rows::LabelledCall;
use super::solver::{self, Penalty, Row};
use crate::domain::{Due, StepStatus, UtteranceId};
use crate::eval::gold::{Case, GoldStep};
use crate::eval::matching;
use crate::eval::score::same_due;
use crate::eval::source::Source;
use crate::extract::embedded::assembly::Group;
use crate::extract::embedded::model::{Head, Model, Thresholds};
use crate::extract::embedded::next_steps;
use crate::extract::embedded::scored_call::ScoredCall;
use crate::extract::embedded::terms::candidates::Candidate;
use crate::extract::embedded::terms::dated::Dated;
use crate::extract::embedded::terms::marks::Marks;
use crate::extract::embedded::terms::ranking::Ranking;
use crate::extract::embedded::terms::{self, Days, QUOTED, Terms, guess, verdict};

/// What is asked of a group. Weights are learned apart for each, as the marks of their answers are others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Whether it is a step.
    Keep,
    /// How firm the step is.
    Status,
    /// When it is due.
    Due,
}

impl Asked {
    const ALL: [Self; 3] = [Self::Keep, Self::Status, Self::Due];

    /// The weight of an error, chosen by cross-validation on the training calls: there are few questions and many marks, so it is small.
    fn penalty(self) -> f64 {
        match self {
            Self::Keep | Self::Status => 0.005,
            Self::Due => 0.002,
        }
    }
}

/// A question about a group, with what speaks for each answer.
#[derive(Clone, Debug)]
pub struct Question {
    asked: Asked,
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
///
/// The days are asked of the steps that weights learned from the other parts' calls would keep.
pub fn questions(cases: &[Case], models: &[Model]) -> Result<Vec<Vec<Question>>> {
    let parts = models.len().max(1);
    let model = |index: usize| models.get(index % parts).context("no model for a part of the calls");
    let whole: Result<Vec<Vec<Question>>> =
        cases.iter().enumerate().map(|(index, case)| of_groups(case, model(index)?)).collect();
    let mut questions = whole?;
    let judges: Vec<Ranking> = (0..parts)
        .map(|part| {
            train(
                questions
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| index % parts != part)
                    .map(|(_, asked)| asked),
            )
        })
        .collect();
    for ((index, case), asked) in cases.iter().enumerate().zip(&mut questions) {
        let mut model = model(index)?.clone();
        model.ranking = judges.get(index % parts).cloned().unwrap_or_default();
        asked.extend(of_days(case, &model)?);
    }
    Ok(questions)
}

/// Which item of the annotation each group is; the surer groups come first.
fn assign(scored: &ScoredCall<'_>, groups: &[&Group], golds: &[GoldStep]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let score = |at: &usize| groups.get(*at).map_or(0.0, |group| group.score());
    order.sort_by(|left, right| score(right).total_cmp(&score(left)));
    let words = |at: usize| scored.call.words(UtteranceId(at as u32));
    let assigned = matching::assign(order.len(), golds.len(), |find, item| {
        let group = order.get(find).and_then(|at| groups.get(*at));
        let (Some(group), Some(gold)) = (group, golds.get(item)) else { return false };
        let quotes: Vec<&str> = group.telling(QUOTED).into_iter().map(words).collect();
        matching::quotes_match(&quotes, &gold.quotes)
    });
    let mut items = vec![None; groups.len()];
    for (at, item) in order.into_iter().zip(assigned) {
        if let Some(slot) = items.get_mut(at) {
            *slot = item;
        }
    }
    items
}

/// Of every group that may be a step: whether it is one, and how firm.
fn of_groups(case: &Case, model: &Model) -> Result<Vec<Question>> {
    let source = Source::read(&case.folder)?;
    let call = source.call()?;
    let scored = ScoredCall::new(&call, model);
    let groups = next_steps::groups(&scored, &mut Vec::new());
    let candidates = verdict::candidates(&scored, Dated::of(&call).as_ref(), groups);
    let groups: Vec<&Group> = candidates.iter().map(|candidate| &candidate.group).collect();
    let golds = &case.gold.next_steps;
    let mut questions = Vec::new();
    for (candidate, item) in candidates.iter().zip(assign(&scored, &groups, golds)) {
        let gold = item.and_then(|item| golds.get(item));
        questions.push(Question::keep(&candidate.marks, gold.is_some()));
        questions.extend(gold.map(|gold| Question::status(&candidate.marks, gold.status)));
    }
    Ok(questions)
}

/// Of every step that is found, and of those of the annotation itself: when it is due.
fn of_days(case: &Case, model: &Model) -> Result<Vec<Question>> {
    let source = Source::read(&case.folder)?;
    let call = source.call()?;
    let scored = ScoredCall::new(&call, model);
    let dated = Dated::of(&call);
    let groups = next_steps::groups(&scored, &mut Vec::new());
    let (steps, terms) = verdict::kept(&scored, dated.as_ref(), groups);
    let golds = &case.gold.next_steps;
    let items = assign(&scored, &steps.iter().collect::<Vec<_>>(), golds);
    let found = steps.iter().zip(&terms).zip(items);
    let found =
        found.filter_map(|((step, terms), item)| Some(((step.clone(), terms.clone()), golds.get(item?)?)));
    let annotated = golds.iter().filter_map(|gold| {
        let group = annotated(&scored, gold)?;
        let guess = guess::terms(&scored, &group, dated.as_ref());
        Some(((group, guess), gold))
    });
    let (asked, wanted): (Vec<(Group, Terms)>, Vec<&GoldStep>) = found.chain(annotated).unzip();
    let (groups, guesses): (Vec<Group>, Vec<Terms>) = asked.into_iter().unzip();
    let days = terms::days(&scored, dated.as_ref(), (&steps, &terms), (&groups, &guesses));
    Ok(days
        .into_iter()
        .zip(wanted)
        .filter_map(|(days, wanted)| Question::due(days, wanted.due.as_ref()?))
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
    /// Whether a group is a step: it is when more speaks for it than for nothing.
    fn keep(marks: &Marks, is_step: bool) -> Self {
        let (marks, nothing) = (verdict::keep(marks), Marks::default());
        let (right, wrong) = if is_step { (marks, nothing) } else { (nothing, marks) };
        Self { asked: Asked::Keep, right, wrong: vec![wrong] }
    }

    fn status(marks: &Marks, wanted: StepStatus) -> Self {
        let wrong = verdict::STATUSES.into_iter().filter(|status| *status != wanted);
        Self {
            asked: Asked::Status,
            right: verdict::is(marks, wanted),
            wrong: wrong.map(|status| verdict::is(marks, status)).collect(),
        }
    }

    /// `None` when no answer is right.
    fn due(days: Days, wanted: &Due) -> Option<Self> {
        let is_due = |(day, _): &(Candidate, Marks)| same_due(Some(&day.due), Some(wanted));
        let (right, wrong): (Days, Days) = days.into_iter().partition(is_due);
        let (_, right) = right.into_iter().next()?;
        let wrong = wrong.into_iter().map(|(_, marks)| marks).collect();
        Some(Self { asked: Asked::Due, right, wrong })
    }
}

/// The weights that answer the questions best.
pub fn train<'q>(calls: impl Iterator<Item = &'q Vec<Question>>) -> Ranking {
    let questions: Vec<&Question> = calls.flatten().collect();
    Ranking::new(Asked::ALL.into_iter().flat_map(|asked| learn(&questions, asked)).collect())
}

fn learn(questions: &[&Question], asked: Asked) -> Vec<(u32, f32)> {
    let differences: Vec<BTreeMap<u32, f32>> = questions
        .iter()
        .filter(|question| question.asked == asked)
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
    let penalty = Penalty { negative: asked.penalty(), positive: asked.penalty() };
    let weights = solver::solve(&rows, columns.len(), penalty);
    let weight = |column: u32| weights.get(column as usize).copied().unwrap_or_default() as f32;
    columns.into_iter().map(|(mark, column)| (mark, weight(column))).collect()
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
        Question {
            asked: Asked::Due,
            right: marks(right),
            wrong: wrong.iter().map(|names| marks(names)).collect(),
        }
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
        assert!(Question::due(Vec::new(), &Due::Day(date(2026, 3, 13))).is_none());
    }
}
