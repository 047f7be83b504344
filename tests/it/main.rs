//! Behaviour at the edge, in one binary.

mod transcripts;
mod render;
mod samples;
