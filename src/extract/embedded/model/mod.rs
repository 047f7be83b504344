//! Sparse linear models over what is said and around it: the scorers of the embedded engine.
//!
//! [`lexicon`] names the word classes, [`families`] the kinds of features; [`features`] turns an utterance and its neighbours into hashed features, [`pairs`] does so for two
//! utterances that may belong to one item, [`weights`] holds what training found and scores with it.

pub mod families;
pub mod features;
pub mod lexicon;
pub mod pairs;
pub mod weights;

pub use families::{Families, Family};
pub use features::{FeatureSet, Lexed};
pub use weights::{Assembly, HEADS, Head, Model, Thresholds};
