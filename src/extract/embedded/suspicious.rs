//! Text that reads like an instruction to a machine. It is reported and never obeyed.

use crate::extract::Call;

/// The passages of a text that address a machine rather than a person, as they stand.
pub fn find_in_text(text: &str) -> Vec<String> {
    let _ = text;
    Vec::new()
}

/// The same over a whole call.
pub fn find_in_call(call: &Call<'_>) -> Vec<String> {
    let _ = call;
    Vec::new()
}
