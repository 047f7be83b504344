//! The commands. Data goes to standard output, messages to standard error.
//!
//! Exit codes: 0 fine, 1 could not do it, 2 wrong usage.

mod brief;
mod doctor;
mod engine;
mod eval;
mod explain;
mod extract;
mod failure;
mod input;
mod output;
mod progress;
mod schema;
mod text;
mod train;
mod transcript;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::clock::Clock;
use crate::domain::Instant;
pub use failure::Failure;

/// From a booked B2B sales meeting to a one-screen brief for the account executive, every line backed by evidence.
#[derive(Debug, Parser)]
#[command(
    name = "baton",
    version,
    propagate_version = true,
    after_help = "Exit codes: 0 fine, 1 could not do it, 2 wrong usage.\n\
                  Try: baton brief fixtures/handoffs/broker-certificates"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When colour is used.
    #[arg(long, global = true, value_enum, default_value_t = output::ColourChoice::Auto, value_name = "WHEN")]
    color: output::ColourChoice,

    /// The present, for repeatable output: an RFC 3339 time.
    #[arg(long, global = true, value_name = "TIME", hide_short_help = true)]
    now: Option<Instant>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the brief of one handoff.
    Brief(brief::Args),
    /// Show what is understood of one call: pains, people, next steps, findings, each with its quotes.
    Extract(extract::Args),
    /// Show a transcript as Baton reads it, or say why it can't.
    Transcript(transcript::Args),
    /// Measure the engine and the brief on annotated calls.
    Eval(eval::Args),
    /// Make the embedded engine's weights from annotated calls.
    Train(train::Args),
    /// Say whether the language model of the settings answers, and what a brief will cost.
    Doctor(doctor::Args),
    /// Print the JSON Schema of an input or output.
    Schema(schema::Args),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let clock = cli.now.clone().map_or(Clock::System, Clock::Fixed);
    let screen = output::Screen::detect(cli.color);
    let done = match &cli.command {
        Command::Brief(args) => brief::run(args, &screen, &clock).map(|()| ExitCode::SUCCESS),
        Command::Extract(args) => extract::run(args, &screen, &clock).map(|()| ExitCode::SUCCESS),
        Command::Transcript(args) => transcript::run(args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Eval(args) => eval::run(args, &screen, &clock),
        Command::Train(args) => train::run(args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Doctor(args) => doctor::run(args, &clock).map(|()| ExitCode::SUCCESS),
        Command::Schema(args) => schema::run(args).map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(failure) => failure.report(&screen),
    }
}
