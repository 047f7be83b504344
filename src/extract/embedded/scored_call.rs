//! A call with its scores: what assembly works on.

use super::model::{Families, HEADS, Head, Lexed, Model, features, pairs};
use crate::extract::Call;

/// A call, lexed and scored by a model.
#[derive(Debug)]
pub struct ScoredCall<'a> {
    /// The call.
    pub call: &'a Call<'a>,
    /// What scored it.
    pub model: &'a Model,
    /// Its utterances, lexed.
    pub lexed: Vec<Lexed>,
    /// Which families of features and which rules are in use.
    pub families: Families,
    scores: Vec<[f32; HEADS]>,
}

impl<'a> ScoredCall<'a> {
    /// Lexes and scores every utterance.
    pub fn new(call: &'a Call<'a>, model: &'a Model) -> Self {
        Self::with_families(call, model, Families::ALL)
    }

    /// The same with some families of features only: the model has to be trained with the same ones.
    pub fn with_families(call: &'a Call<'a>, model: &'a Model, families: Families) -> Self {
        let lexed = features::lex(call);
        let scores =
            (0..lexed.len()).map(|at| model.scores(&features::of_utterance(&lexed, at, families))).collect();
        Self { call, model, lexed, families, scores }
    }

    /// How surely an earlier and a later utterance speak of the same item.
    pub fn link(&self, earlier: usize, later: usize, head: Head) -> f32 {
        self.model.score(&pairs::of_pair(&self.lexed, earlier, later, self.families), head)
    }

    /// The score of the utterance at a position.
    pub fn score(&self, at: usize, head: Head) -> f32 {
        self.scores.get(at).and_then(|scores| scores.get(head as usize)).copied().unwrap_or(f32::NEG_INFINITY)
    }
}
