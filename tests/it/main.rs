//! Behaviour at the edge, in one binary.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

mod bar;
mod cli;
mod dossier;
mod invariants;
mod llm;
mod render;
mod samples;
mod transcripts;
