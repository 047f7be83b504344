//! A call prepared for the cue readers, once for all of them.

use super::findings::{Topics, asked, is_elsewhere};
use super::reading::Reading;
use crate::extract::Call;

/// A call as sentences, with what each of the buyer's answers, and which are about somebody else.
#[derive(Debug)]
pub(super) struct Heard<'c> {
    /// The call.
    pub(super) call: &'c Call<'c>,
    /// Its sentences.
    pub(super) reading: Reading<'c>,
    /// For every sentence, what the seller had asked about.
    asked: Vec<Topics>,
    /// For every sentence, whether it is about somebody else's company or a past one.
    elsewhere: Vec<bool>,
}

impl<'c> Heard<'c> {
    /// Prepares a call.
    pub(super) fn of(call: &'c Call<'c>) -> Self {
        let reading = Reading::of(call);
        let asked = asked(&reading);
        let elsewhere =
            reading.sentences().iter().map(|sentence| is_elsewhere(reading.words(sentence))).collect();
        Self { call, reading, asked, elsewhere }
    }

    /// What the seller had asked about when the sentence was said.
    pub(super) fn asked(&self, sentence: usize) -> Topics {
        self.asked.get(sentence).copied().unwrap_or_default()
    }

    /// Whether a sentence is about somebody else's company or a past one.
    pub(super) fn is_elsewhere(&self, sentence: usize) -> bool {
        self.elsewhere.get(sentence).is_some_and(|elsewhere| *elsewhere)
    }
}
