//! What happens after the call.

use crate::domain::{NextStep, Rejected, Stakeholder};
use crate::extract::Call;

/// Finds next steps; what the gates stop goes to `rejected`.
pub fn find(call: &Call<'_>, stakeholders: &[Stakeholder], rejected: &mut Vec<Rejected>) -> Vec<NextStep> {
    let _ = (call, stakeholders, rejected);
    Vec::new()
}
