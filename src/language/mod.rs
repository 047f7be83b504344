//! What Baton asks a language model, and what it may expect back; who carries the question is not its business.
//!
//! [`port`] is the seam: stages ask a [`LanguageModel`], `connect` implements it, tests stand in for it. [`prompts`] fills templates,
//! [`fence`] marks data as data, [`schema`] writes the form of the answer, [`tokens`] counts what a question costs.

pub mod fence;
pub mod port;
pub mod prompts;
pub mod schema;
pub mod tokens;

pub use port::{Answer, Answering, Failure, LanguageModel, MAX_CALLS, Question, Stage, Usage};
