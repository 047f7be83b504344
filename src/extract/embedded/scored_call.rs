//! A call with its scores: what assembly works on.

use super::model::{HEADS, Head, Lexed, Model, features};
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
    scores: Vec<[f32; HEADS]>,
}

impl<'a> ScoredCall<'a> {
    /// Lexes and scores every utterance.
    pub fn new(call: &'a Call<'a>, model: &'a Model) -> Self {
        let lexed = features::lex(call);
        let scores = (0..lexed.len()).map(|at| model.scores(&features::of_utterance(&lexed, at))).collect();
        Self { call, model, lexed, scores }
    }

    /// The score of the utterance at a position.
    pub fn score(&self, at: usize, head: Head) -> f32 {
        self.scores.get(at).and_then(|scores| scores.get(head as usize)).copied().unwrap_or(f32::NEG_INFINITY)
    }
}
