//! How good the extraction and the brief are, measured against annotated calls.
//!
//! [`gold`] reads what people marked in a call, [`matching`] says which find is which gold item, [`inspect`] lists them, [`source`] reads the inputs,
//! [`train`] makes the weights of the embedded engine.

pub mod gold;
pub mod inspect;
pub mod matching;
pub mod score;
pub mod source;
pub mod train;
