//! What Baton asks a language model, and what it may expect back; who carries the question is not its business.
//!
//! [`port`] is the seam: stages ask a [`LanguageModel`], `connect` implements it, tests stand in for it.

pub mod port;

pub use port::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};
