//! `baton eval`: how good the engine is on annotated calls.

use std::path::PathBuf;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::Failure;
use super::output::{self, Screen};
use super::progress::Progress;
use crate::eval::gold::{self, Case};
use crate::eval::inspect;
use crate::eval::score::{self, Counts, Share, Tally};
use crate::eval::source::Source;
use crate::eval::train::{self, rows::LabelledCall};
use crate::extract::Engine;
use crate::extract::embedded::Embedded;
use crate::extract::embedded::model::Model;

/// What `baton eval` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of annotated calls.
    #[arg(default_value = "evals/cases", value_name = "DIR")]
    cases: PathBuf,
    /// Only calls whose name starts so: `dev-` are for validation, `train-` for training.
    #[arg(long, default_value = "dev-", value_name = "PREFIX")]
    prefix: String,
    /// A row per call too.
    #[arg(long)]
    each: bool,
    /// List what was found, missed and wrongly found in every call.
    #[arg(long)]
    list: bool,
    /// Train on all calls but one part at a time and measure on that part, instead of using the weights inside the binary.
    #[arg(long, value_name = "PARTS", value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: Option<u8>,
}

/// Runs the embedded engine over the calls and prints the table.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let progress = Progress::start(screen, "evaluating");
    let mut cases = gold::load_cases(&args.cases)?;
    cases.retain(|case| case.gold.id.starts_with(&args.prefix));
    let models = args.folds.map(|folds| held_out(&cases, usize::from(folds))).transpose()?;
    let mut total = Tally::default();
    let mut rows = Vec::new();
    let mut listings = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let held_out = models.as_ref().and_then(|models| models.get(index % models.len()));
        let engine = Embedded::with_model(held_out.unwrap_or_else(|| Model::embedded()));
        let source = Source::read(&case.folder)?;
        let call = source.call()?;
        let extraction = engine.extract(&call)?;
        let tally = score::score(&case.gold, call.transcript, &call.sides, &extraction);
        total.add(&tally);
        if args.each {
            rows.push(row(&case.gold.id, &tally));
        }
        if args.list {
            listings.push(inspect::listing(&case.gold, &extraction));
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
    listings.push(table.to_string());
    output::write_text(None, &listings.join("\n"))
}

/// A model per part of the calls, trained on all the others; thresholds are those inside the binary.
fn held_out(cases: &[Case], folds: usize) -> Result<Vec<Model>, Failure> {
    let calls: Result<Vec<LabelledCall>, anyhow::Error> = cases.iter().map(LabelledCall::new).collect();
    let calls = calls?;
    let model = |fold: usize| {
        let rest = calls.iter().enumerate().filter(|(index, _)| index % folds != fold).map(|(_, call)| call);
        let mut model = train::model_of(&rest.collect::<Vec<_>>());
        model.thresholds = Model::embedded().thresholds;
        model
    };
    Ok((0..folds).map(model).collect())
}

const HEADER: [&str; 14] = [
    "", "pains", "steps", "people", "due", "status", "meeting", "owner", "role", "on call", "sides",
    "findings", "traps", "verbatim",
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
        share(tally.meeting),
        share(tally.owner_side),
        share(tally.role),
        share(tally.on_call),
        share(tally.sides),
        share(tally.qualification),
        share(tally.traps),
        share(tally.verbatim),
    ]
}
