//! Behaviour at the edge, in one binary.

mod render;
mod samples;
mod transcripts;
