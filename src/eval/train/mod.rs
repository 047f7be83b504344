//! Annotated calls to the weights of the embedded engine.
//!
//! [`rows`] labels utterances, [`solver`] finds weights, [`tune`] finds thresholds by cross-validation over calls. The same calls give
//! the same bytes on every machine.

pub mod rows;
pub mod solver;
pub mod tune;

use crate::extract::embedded::model::{HEADS, Head, Model, Thresholds};
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
pub fn train(calls: &[LabelledCall], validation: &tune::Validation) -> Vec<u8> {
    let all: Vec<&LabelledCall> = calls.iter().collect();
    Model::write(&train_heads(&all), validation.thresholds())
}

/// A model trained on some calls, its weights rounded as in the file.
pub fn model_of(calls: &[&LabelledCall]) -> Model {
    Model::read(&Model::write(&train_heads(calls), Thresholds::default()))
        .unwrap_or_else(|| Model::from_weights(&[], Thresholds::default()))
}
