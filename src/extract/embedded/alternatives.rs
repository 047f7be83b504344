//! What the buyer uses today, and what they look at beside us.

use crate::domain::extraction::Alternative;
use crate::extract::Call;

/// Finds current solutions and competitors.
pub fn find(call: &Call<'_>) -> Vec<Alternative> {
    let _ = call;
    Vec::new()
}
