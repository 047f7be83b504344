//! The language model's side: the endpoint, and what stands before it.

mod endpoint;
mod keeping;
pub(crate) mod server;
