//! A transcript to an [`Extraction`]: pains, stakeholders, next steps and findings, each with quotes.
//!
//! [`sides`] says who is buyer and who is seller; [`call`] holds what the engines read; [`dates`] and [`amounts`] are the grammars
//! of time and number; [`embedded`] is the engine that needs nothing, [`llm`] the one that asks a language model.

pub mod amounts;
pub mod call;
pub mod dates;
pub mod embedded;
mod hashing;
mod lexer;
pub mod llm;
pub mod merge;
pub mod names;
mod numerals;
pub mod phrases;
pub mod report;
pub mod sides;
pub mod speech;

use thiserror::Error;

pub use call::Call;

use crate::domain::Extraction;

/// Why an engine gave nothing.
#[derive(Debug, Error)]
pub enum ExtractError {
    /// The engine could not do its work.
    #[error("the {engine} engine failed: {why}")]
    Failed {
        /// Name of the engine.
        engine: &'static str,
        /// What happened.
        why: String,
    },
}

/// Something that understands calls.
pub trait Engine: Sync {
    /// The name that a brief's footer shows.
    fn name(&self) -> &'static str;

    /// Understands one call. Every item carries quotes of the call's own transcript.
    fn extract(&self, call: &Call<'_>) -> Result<Extraction, ExtractError>;
}
