//! Behaviour at the edge, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod dossier;
mod render;
mod samples;
mod transcripts;
