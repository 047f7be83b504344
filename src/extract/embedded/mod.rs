//! The engine that needs no key, no network and no model file beside the binary.
//!
//! Utterance scorers turn features into scores ([`model`]); [`assembly`] and gates turn scores into items: [`pains`], [`next_steps`].
//! [`people`], [`findings`], [`objections`], [`alternatives`], [`triggers`] and [`suspicious`] read the call by cues.

pub mod alternatives;
pub mod assembly;
pub mod findings;
pub mod gates;
mod heard;
pub mod model;
pub mod next_steps;
pub mod objections;
pub mod owner;
pub mod pains;
pub mod people;
mod phrases;
mod reading;
pub mod requirements;
#[cfg(test)]
mod scene;
pub mod scored_call;
pub mod suspicious;
pub mod terms;
pub mod triggers;
mod word;

use heard::Heard;
use model::Model;
use scored_call::ScoredCall;

use super::{Call, Engine, ExtractError};
use crate::domain::{Extraction, Rejected};

/// The embedded engine.
#[derive(Clone, Copy, Debug)]
pub struct Embedded<'m> {
    model: &'m Model,
}

impl Default for Embedded<'static> {
    fn default() -> Self {
        Self { model: Model::embedded() }
    }
}

impl<'m> Embedded<'m> {
    /// The engine with other weights than the ones inside the binary.
    pub fn with_model(model: &'m Model) -> Self {
        Self { model }
    }
}

impl Engine for Embedded<'_> {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn extract(&self, call: &Call<'_>) -> Result<Extraction, ExtractError> {
        let mut rejected: Vec<Rejected> = Vec::new();
        let scored = ScoredCall::new(call, self.model);
        let stakeholders = people::find(call);
        let pains = pains::find(&scored, &mut rejected);
        let next_steps = next_steps::find(&scored, &stakeholders, &mut rejected);
        let heard = Heard::of(call);
        let qualification = findings::find_in(&heard, &pains, &stakeholders);
        Ok(Extraction {
            objections: objections::find_in(&heard),
            alternatives: alternatives::find_in(&heard),
            triggers: triggers::find_in(call, &heard.reading),
            suspicious: suspicious::find_in_call(call),
            pains,
            stakeholders,
            next_steps,
            qualification,
            rejected,
        })
    }
}
