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

/// What the embedded engine understands of all calls of a dossier, as the pipeline reads and joins them.
fn understood(dossier: &baton::domain::Dossier) -> baton::domain::Extraction {
    let bar = baton::ingest::bar::default_bar();
    let handoff = baton::pipeline::Handoff { dossier, bar: &bar, ae_zone: None };
    let engine = baton::extract::embedded::Embedded::default();
    baton::extract::merge::merge(baton::pipeline::by_engine(&handoff, &engine).unwrap().calls)
}
