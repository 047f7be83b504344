//! Sparse linear models over what is said and around it: the scorers of the embedded engine.
//!
//! [`lexicon`] names the word classes, [`features`] turns an utterance and its neighbours into hashed features, [`pairs`] does so for two
//! utterances that may belong to one item, [`weights`] holds what training found and scores with it.

pub mod features;
pub mod lexicon;
pub mod pairs;
pub mod weights;

pub use features::{FeatureSet, Lexed};
pub use weights::{Assembly, HEADS, Head, Model, Thresholds};
