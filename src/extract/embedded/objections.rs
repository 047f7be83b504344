//! What the buyer holds against it.

use crate::domain::extraction::Objection;
use crate::extract::Call;

/// Finds objections.
pub fn find(call: &Call<'_>) -> Vec<Objection> {
    let _ = call;
    Vec::new()
}
