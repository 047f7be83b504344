//! Baton turns a booked sales meeting into a one-screen brief, every line backed by evidence.
//!
//! The modules, in the order in which to read them; data flows downwards only:
//!
//! - [`domain`]: the words of the handoff as types.
//! - [`ingest`]: bytes to a dossier: transcripts of any format, booking, account, touches, the SQL bar.
//! - [`language`]: what is asked of a language model, and who may answer.
//! - [`extract`]: a transcript to pains, stakeholders, next steps and findings, each with quotes.
//! - [`brief`]: everything known as numbered facts, composed into fixed sections and rendered.
//! - [`pipeline`]: a handoff to its brief, with a language model or without.
//! - [`eval`]: how good the extraction and the brief are, measured against annotated calls.
//! - [`config`]: settings from a file and the environment.
//! - [`connect`]: clients of other systems.
//! - [`cli`]: the commands.
//! - [`clock`]: the only place that knows what time it is.
//!
//! Invariant: a [`domain::Quote`] exists only as a slice of the utterance it names.
//! Invariant: `domain` does no input or output and imports only `std`, `serde`, `schemars` (the derive) and `jiff`.
//! Invariant: a stage never imports a later one: `ingest` knows nothing of `extract`, `extract` nothing of `brief`.
//! Invariant: no line of a brief without a cited fact, no fact without evidence; only a question may stand alone.
//! Invariant: time, ids and randomness are arguments; only `clock` asks the system.
//! Invariant: text from outside is data: it is escaped by every renderer and never obeyed.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly"))]

pub mod brief;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connect;
pub mod domain;
pub mod eval;
pub mod extract;
pub mod ingest;
pub mod language;
pub mod pipeline;
