//! What hurts the buyer now.

use crate::domain::{Pain, Rejected};
use crate::extract::Call;

/// Finds pains; what the gates stop goes to `rejected`.
pub fn find(call: &Call<'_>, rejected: &mut Vec<Rejected>) -> Vec<Pain> {
    let _ = (call, rejected);
    Vec::new()
}
