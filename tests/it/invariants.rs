//! What holds for every handoff and for every source file.

mod handoffs;
mod sources;
