//! The engine that asks a language model, and believes none of it unseen.
//!
//! [`lines`] numbers the call, [`chunk`] cuts it where it is long, [`prompt`] asks, [`parse`] and [`answer`] read what comes back.
//! [`ground`] finds the quoted words in the transcript, [`items`] keeps what they carry, with [`supported`] for lines in the model's
//! words and [`due`] for dates. [`merge`] joins the parts of a call, [`cross`] holds the result against the embedded engine.
//!
//! Invariant: every quote is the transcript's own slice; no text of the model gets into an extraction that its quotes do not carry.
//! Invariant: a part is asked about at most twice: once for the answer, once for its form or for quotes that are not in the call.
//! Invariant: on any failure the extraction is the embedded engine's, and the account says why.

mod account;
mod answer;
mod asking;
mod cast;
mod chunk;
mod cross;
mod due;
mod ground;
mod items;
mod lines;
mod merge;
mod parse;
mod prompt;
mod settings;
mod supported;
mod together;
mod words;

pub use account::{Account, Disagreement, Matter};
pub use asking::{Understood, understand, understand_all};
pub use settings::Settings;
