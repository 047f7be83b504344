//! Behaviour at the edge, in one binary.

mod transcripts;
