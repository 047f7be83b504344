//! How good the extraction and the brief are: annotated calls, measures with error bars, the gate, and the training of the embedded engine.
//!
//! [`run`] is the harness: it reads [`gold`] calls, has them [predicted](prediction), [scores](score) each by [`matching`] and an
//! [`audit`] of the brief, draws error bars ([`bootstrap`]), tries broken outputs on itself ([`probes`]) and judges ([`gate`]) by what a
//! [`suite`] asks. [`report`] shows it. [`judge`] asks a language model for its opinion on the wording, which nothing depends on. [`train`] makes the weights.

pub mod agreement;
pub mod audit;
pub mod bootstrap;
pub mod gate;
pub mod gold;
pub mod judge;
pub mod matching;
pub mod measure;
pub mod outcome;
pub mod prediction;
pub mod probes;
pub mod report;
pub mod run;
pub mod score;
pub mod source;
pub mod suite;
pub mod train;
