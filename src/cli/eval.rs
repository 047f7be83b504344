//! `baton eval`: how good the engine is on annotated calls.

use std::path::PathBuf;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::Failure;
use super::output::{self, Screen};
use super::progress::Progress;
use crate::eval::gold::{self, Case};
use crate::eval::score::{self, Counts, Share, Tally};
use crate::eval::source::Source;
use crate::extract::Engine;
use crate::extract::embedded::Embedded;

/// What `baton eval` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of annotated calls.
    #[arg(default_value = "evals/cases", value_name = "DIR")]
    cases: PathBuf,
    /// Only calls whose name starts so: `dev-` are for validation, `train-` for training.
    #[arg(long, default_value = "dev-", value_name = "PREFIX")]
    prefix: String,
    /// A row per call too.
    #[arg(long)]
    each: bool,
}

/// Runs the embedded engine over the calls and prints the table.
pub fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let progress = Progress::start(screen, "evaluating");
    let mut cases = gold::load_cases(&args.cases)?;
    cases.retain(|case| case.gold.id.starts_with(&args.prefix));
    let engine = Embedded::default();
    let mut total = Tally::default();
    let mut rows = Vec::new();
    for case in &cases {
        let tally = evaluate(case, &engine)?;
        total.add(&tally);
        if args.each {
            rows.push(row(&case.gold.id, &tally));
        }
    }
    drop(progress);
    rows.push(row(&format!("{} calls", cases.len()), &total));
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(screen.columns.max(150) as u16).set_header(HEADER.to_vec());
    for row in rows {
        table.add_row(row);
    }
    output::write_text(None, &table.to_string())
}

fn evaluate(case: &Case, engine: &dyn Engine) -> Result<Tally, Failure> {
    let source = Source::read(&case.folder)?;
    let call = source.call()?;
    let extraction = engine.extract(&call)?;
    Ok(score::score(&case.gold, call.transcript, &call.sides, &extraction))
}

const HEADER: [&str; 13] = [
    "", "pains", "steps", "people", "due", "status", "owner", "role", "on call", "sides", "findings",
    "traps", "verbatim",
];

fn row(name: &str, tally: &Tally) -> Vec<String> {
    let f1 =
        |counts: Counts| format!("{:.2} ({:.2} {:.2})", counts.f1(), counts.precision(), counts.recall());
    let share = |share: Share| format!("{:.2}", share.fraction());
    vec![
        name.to_owned(),
        f1(tally.pains),
        f1(tally.next_steps),
        f1(tally.stakeholders),
        share(tally.due),
        share(tally.status),
        share(tally.owner_side),
        share(tally.role),
        share(tally.on_call),
        share(tally.sides),
        share(tally.qualification),
        share(tally.traps),
        share(tally.verbatim),
    ]
}
