//! What asks a language model: the stages with doubles in its place, the endpoint, and what stands before it.

pub(crate) mod answers;
mod compose;
mod cost;
mod double;
mod endpoint;
mod extract;
mod extract_attacks;
mod keeping;
mod pipeline;
mod reader;
mod recordings;
mod scene;
pub(crate) mod server;
mod traitor;
