//! The engine that needs no key, no network and no model file beside the binary.
//!
//! Utterance scorers turn features into scores ([`scorer`]); assembly and gates turn scores into items: [`pains`], [`next_steps`].
//! [`people`], [`findings`], [`objections`], [`alternatives`], [`triggers`] and [`suspicious`] read the call by cues.

pub mod alternatives;
pub mod findings;
pub mod next_steps;
pub mod objections;
pub mod pains;
pub mod people;
mod phrases;
mod reading;
pub mod suspicious;
pub mod triggers;

use super::{Call, Engine, ExtractError};
use crate::domain::{Extraction, Rejected};

/// The embedded engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

impl Engine for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn extract(&self, call: &Call<'_>) -> Result<Extraction, ExtractError> {
        let mut rejected: Vec<Rejected> = Vec::new();
        let stakeholders = people::find(call);
        let pains = pains::find(call, &mut rejected);
        let next_steps = next_steps::find(call, &stakeholders, &mut rejected);
        let qualification = findings::find(call, &pains, &stakeholders);
        Ok(Extraction {
            objections: objections::find(call),
            alternatives: alternatives::find(call),
            triggers: triggers::find(call),
            suspicious: suspicious::find_in_call(call),
            pains,
            stakeholders,
            next_steps,
            qualification,
            rejected,
        })
    }
}
