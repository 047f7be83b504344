//! `baton train`: annotated calls to the weights of the embedded engine.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::Failure;
use super::output::{self, Screen};
use super::progress::Progress;
use crate::eval::gold::{self, Case};
use crate::eval::score::Counts;
use crate::eval::train::{self, rows::LabelledCall, tune};
use crate::extract::embedded::model::{Families, Family};

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
    /// Compare with the weights in this file, or with the shipped ones: exit code 1 if the calls give others.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "src/extract/embedded/model/weights.bin",
        conflicts_with = "out"
    )]
    check: Option<PathBuf>,
    /// Leave out every family of features and every rule in turn, and say what cross-validation gives without it.
    #[arg(long, conflicts_with_all = ["out", "check"])]
    ablate: bool,
}

/// Trains, says how good it is on held-out calls, and writes or compares the weights.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let mut cases = gold::load_cases(&args.cases)?;
    cases.retain(|case| case.gold.id.starts_with(&args.prefix));
    if args.ablate {
        return ablate(&cases, usize::from(args.folds), screen);
    }
    let progress = Progress::start(screen, "training");
    let (calls, validation) = validate(&cases, usize::from(args.folds), Families::ALL)?;
    let bytes = train::train(&cases, &calls, &validation, usize::from(args.folds))?;
    drop(progress);
    let report = [
        format!("{} calls, {}-fold cross-validation over calls", calls.len(), args.folds),
        line("pains", validation.pain.counts),
        line("next steps", validation.step.counts),
        format!("{} bytes of weights", bytes.len()),
    ];
    output::write_text(None, &report.join("\n"))?;
    if let Some(file) = &args.check {
        return compare(&bytes, file);
    }
    match &args.out {
        Some(out) => output::write(Some(out), &bytes),
        None => Ok(()),
    }
}

fn validate(
    cases: &[Case],
    folds: usize,
    families: Families,
) -> anyhow::Result<(Vec<LabelledCall>, tune::Validation)> {
    let calls: anyhow::Result<Vec<LabelledCall>> =
        cases.iter().map(|case| LabelledCall::with_families(case, families)).collect();
    let calls = calls?;
    let validation = tune::cross_validate(cases, &calls, folds)?;
    Ok((calls, validation))
}

fn line(name: &str, counts: Counts) -> String {
    format!(
        "{name}: F1 {:.3}, precision {:.3}, recall {:.3} ({} of {}, {} found)",
        counts.f1(),
        counts.precision(),
        counts.recall(),
        counts.matched,
        counts.gold,
        counts.found
    )
}

fn compare(bytes: &[u8], file: &Path) -> Result<(), Failure> {
    let shipped = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    if shipped == bytes {
        return Ok(());
    }
    Err(Failure::with_hint(
        anyhow!("{} is not what these calls give", file.display()),
        "write it anew with --out",
    ))
}

/// Prints F1 of pains and next steps with everything, then how it changes without each family and rule; thresholds are chosen anew.
fn ablate(cases: &[Case], folds: usize, screen: &Screen) -> Result<(), Failure> {
    let progress = Progress::start(screen, "training without one family at a time");
    let (_, whole) = validate(cases, folds, Families::ALL)?;
    let (pain, step) = (whole.pain.counts.f1(), whole.step.counts.f1());
    let mut report = vec![
        format!("{:36} {:>6} {:>6}", "", "pains", "steps"),
        format!("{:36} {pain:>6.3} {step:>6.3}", format!("{} calls, {folds} folds", cases.len())),
    ];
    for (family, name) in Family::ALL {
        let (_, without) = validate(cases, folds, Families::without(family))?;
        report.push(format!(
            "{:36} {:>+6.3} {:>+6.3}",
            format!("without {name}"),
            without.pain.counts.f1() - pain,
            without.step.counts.f1() - step
        ));
    }
    drop(progress);
    output::write_text(None, &report.join("\n"))
}
