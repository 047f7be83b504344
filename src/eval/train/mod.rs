//! Annotated calls to the weights of the embedded engine.
//!
//! [`rows`] labels utterances, [`solver`] finds weights, [`tune`] finds thresholds by cross-validation over calls. The same calls give
//! the same bytes on every machine. [`terms`] teaches what chooses between the days that a step may be due.

pub mod rows;
pub mod solver;
pub mod terms;
pub mod tune;

use anyhow::Result;

use crate::eval::gold::Case;
use crate::extract::embedded::model::{HEADS, Head, Model, Thresholds};
use crate::extract::embedded::terms::ranking::Ranking;
use rows::LabelledCall;
use solver::Penalty;

/// A feature has to occur in this many calls.
const MIN_CALLS: usize = 2;

/// Trains every head on the calls; thresholds are the caller's.
pub fn train_heads(calls: &[&LabelledCall]) -> Vec<(u32, [f32; HEADS])> {
    let vocabulary = rows::vocabulary(calls, MIN_CALLS);
    let mut weighted: Vec<(u32, [f32; HEADS])> =
        vocabulary.keys().map(|feature| (*feature, [0.0; HEADS])).collect();
    for (index, head) in Head::ALL.into_iter().enumerate() {
        let rows = rows::rows(calls, head, &vocabulary);
        let weights = solver::solve(&rows, vocabulary.len(), penalty(head));
        for ((_, row), weight) in weighted.iter_mut().zip(weights) {
            if let Some(slot) = row.get_mut(index) {
                *slot = weight as f32;
            }
        }
    }
    weighted
}

/// Chosen by cross-validation on the training calls; errors on the rarer positive rows cost more.
fn penalty(head: Head) -> Penalty {
    match head {
        Head::Pain => Penalty { negative: 0.02, positive: 0.05 },
        Head::Step => Penalty { negative: 0.05, positive: 0.1 },
        Head::Declined | Head::Proposed | Head::BuyerActs | Head::Meeting => {
            Penalty { negative: 0.2, positive: 0.4 }
        }
        Head::PainLink => Penalty { negative: 0.02, positive: 0.02 },
        Head::StepLink => Penalty { negative: 0.04, positive: 0.04 },
    }
}

/// Trains on all calls, with the thresholds that cross-validation found, and writes the weights file.
pub fn train(
    cases: &[Case],
    calls: &[LabelledCall],
    validation: &tune::Validation,
    folds: usize,
) -> Result<Vec<u8>> {
    let all: Vec<&LabelledCall> = calls.iter().collect();
    let thresholds = validation.thresholds();
    let questions = terms::questions(cases, &terms::held_out_models(calls, folds, thresholds))?;
    Ok(Model::write(&train_heads(&all), thresholds, &terms::train(questions.iter())))
}

/// A model trained on some calls, its weights rounded as in the file; it ranks nothing yet.
pub fn model_of(calls: &[&LabelledCall]) -> Model {
    Model::read(&Model::write(&train_heads(calls), Thresholds::default(), &Ranking::default()))
        .unwrap_or_else(|| Model::from_weights(&[], Thresholds::default()))
}
