//! `baton schema`: the shape of inputs and outputs.

use clap::ValueEnum;
use schemars::schema_for;

use super::{Failure, output};
use crate::domain::{Account, Booking, Brief, SqlBar, Touch};
use crate::extract::report::Report;

/// What `baton schema` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Whose schema.
    what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// `booking.json`.
    Booking,
    /// `account.json`.
    Account,
    /// `touches.json`.
    Touches,
    /// What `baton extract --format json` prints.
    Extraction,
    /// What `baton brief --format json` prints.
    Brief,
    /// `sql_bar.toml`, as JSON.
    Bar,
}

/// Prints a JSON Schema (draft 2020-12).
pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let schema = match args.what {
        What::Booking => schema_for!(Booking),
        What::Account => schema_for!(Account),
        What::Touches => schema_for!(Vec<Touch>),
        What::Extraction => schema_for!(Report<'_>),
        What::Brief => schema_for!(Brief),
        What::Bar => schema_for!(SqlBar),
    };
    output::write_text(None, &serde_json::to_string_pretty(&schema)?)
}
