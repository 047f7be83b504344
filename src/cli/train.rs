//! `baton train`: annotated calls to the weights of the embedded engine.

use std::path::PathBuf;

use super::Failure;
use super::output::{self, Screen};
use super::progress::Progress;
use crate::eval::gold;
use crate::eval::score::Counts;
use crate::eval::train::{self, rows::LabelledCall, tune};

/// What `baton train` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of annotated calls; only those whose name starts with the prefix are used.
    #[arg(default_value = "evals/cases", value_name = "DIR")]
    cases: PathBuf,
    /// Which calls to train on.
    #[arg(long, default_value = "train-", value_name = "PREFIX")]
    prefix: String,
    /// Parts into which the calls are cut for cross-validation.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: u8,
    /// Where the weights go; without it nothing is written.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Trains, says how good it is on held-out calls, and writes the weights.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let progress = Progress::start(screen, "training");
    let mut cases = gold::load_cases(&args.cases)?;
    cases.retain(|case| case.gold.id.starts_with(&args.prefix));
    let calls: Result<Vec<LabelledCall>, anyhow::Error> = cases.iter().map(LabelledCall::new).collect();
    let calls = calls?;
    let validation = tune::cross_validate(&calls, usize::from(args.folds));
    let bytes = train::train(&calls, &validation);
    drop(progress);
    let line = |name: &str, counts: Counts| {
        format!(
            "{name}: F1 {:.3}, precision {:.3}, recall {:.3} ({} of {}, {} found)",
            counts.f1(),
            counts.precision(),
            counts.recall(),
            counts.matched,
            counts.gold,
            counts.found
        )
    };
    let report = [
        format!("{} calls, {}-fold cross-validation over calls", calls.len(), args.folds),
        line("pains", validation.pain.counts),
        line("next steps", validation.step.counts),
        format!("{} bytes of weights", bytes.len()),
    ];
    output::write_text(None, &report.join("\n"))?;
    match &args.out {
        Some(out) => output::write(Some(out), &bytes),
        None => Ok(()),
    }
}
