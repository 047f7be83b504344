//! How good the extraction and the brief are, measured against annotated calls.
//!
//! [`gold`] reads what people marked in a call, [`matching`] says which find is which gold item.

pub mod gold;
pub mod matching;
