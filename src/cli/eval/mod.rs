//! `baton eval`: how good the engine and the brief are on annotated calls.
//!
//! Exit codes: 0 the gate passed, 1 it failed, 2 nothing could be measured.

mod agree;
mod diff;
mod predict;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use serde::Serialize;

use super::Failure;
use super::output::{self, Screen};
use super::progress::Bar;
use crate::eval::gold::{self, Case};
use crate::eval::outcome;
use crate::eval::report::html::CallPage;
use crate::eval::report::{html, junit, marks, table};
use crate::eval::run::{self, Baseline, Predictions, Report};
use crate::eval::source::Source;
use crate::eval::suite::{self, Suite};

/// What `baton eval` takes.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// The folder with `cases/`, `suites/` and `baseline.json`.
    #[arg(default_value = "evals", value_name = "DIR")]
    folder: PathBuf,
    /// Which suite: the name of a file in `suites/`.
    #[arg(long, default_value = "default", value_name = "NAME")]
    suite: String,
    /// Only these calls of the suite; may be given several times. Floors and baseline are then left alone.
    #[arg(long, value_name = "ID")]
    case: Vec<String>,
    /// List what was found, missed and wrongly found in every call.
    #[arg(long)]
    list: bool,
    /// Write report.json, predictions.json, junit.xml and report.html into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Score these stored predictions instead of running the engine.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Take this run for the baseline that later runs are compared with.
    #[arg(long, conflicts_with_all = ["case", "predictions"])]
    update_baseline: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Compare two runs, call by call.
    Diff(diff::Args),
    /// How far two people who annotated the same calls agree: the ceiling of every measure.
    Agree(agree::Args),
}

/// Runs the suite and prints its table.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let done = match &args.action {
        Some(Action::Diff(diff)) => diff::run(diff, screen),
        Some(Action::Agree(agree)) => agree::run(agree, screen),
        None => measure(args, screen),
    };
    done.map_err(|failure| failure.with_code(2))
}

fn measure(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let mut suite = read_suite(args)?;
    let cases = choose(args, &mut suite)?;
    let baseline_file = args.folder.join("baseline.json");
    let mut baseline = Baseline::read(&baseline_file)?;
    let compared = if args.case.is_empty() { baseline.clone() } else { Baseline::default() };
    let (report, predictions) = {
        let bar = Bar::start(screen, cases.len() as u64);
        let mut predict = predict::predictor(&suite, &cases, args.predictions.as_deref())?;
        run::run(&args.suite, &suite, &predict.engine, &cases, &compared, &mut |index, case, source| {
            bar.step(&case.gold.id);
            (predict.one)(index, case, source)
        })?
    };
    let mut texts: Vec<String> = Vec::new();
    if args.list {
        texts.extend(report.calls.iter().map(|call| outcome::listing(&call.case, &call.items)));
    }
    texts.push(table::of_run(&report, screen.columns as u16));
    output::write_text(None, &texts.join("\n"))?;
    if let Some(out) = &args.out {
        write_out(out, &cases, &report, &predictions)?;
    }
    if args.update_baseline {
        baseline.take(&report);
        write_json(&baseline_file, &baseline)?;
    }
    Ok(if report.passed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn read_suite(args: &Args) -> Result<Suite, Failure> {
    let folder = args.folder.join("suites");
    Suite::read(&folder, &args.suite).map_err(|error| {
        if suite::names(&folder).is_empty() {
            Failure::with_hint(error, "run it in a copy of the repository, or name the folder of the evals")
        } else {
            error.into()
        }
    })
}

/// The suite's calls, or those of them that were asked for: for them the suite's floors mean nothing.
fn choose(args: &Args, suite: &mut Suite) -> Result<Vec<Case>> {
    let cases = suite.choose(gold::load_cases(&args.folder.join("cases"))?);
    if args.case.is_empty() {
        return Ok(cases);
    }
    for id in &args.case {
        ensure!(
            cases.iter().any(|case| case.gold.id == *id),
            "the suite {:?} has no call {id:?}",
            args.suite
        );
    }
    suite.floors.clear();
    suite.ceilings.clear();
    suite.guarded.clear();
    suite.probes = false;
    Ok(cases.into_iter().filter(|case| args.case.contains(&case.gold.id)).collect())
}

fn write_out(
    folder: &Path,
    cases: &[Case],
    report: &Report,
    predictions: &Predictions,
) -> Result<(), Failure> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write_json(&folder.join("report.json"), report)?;
    write_json(&folder.join("predictions.json"), predictions)?;
    output::write(Some(&folder.join("junit.xml")), junit::render(report).as_bytes())?;
    let mut pages = Vec::new();
    for ((case, call), prediction) in cases.iter().zip(&report.calls).zip(&predictions.calls) {
        let source = Source::read(&case.folder)?;
        let transcript = marks::mark(source.transcript()?, &case.gold, &call.items);
        pages.push(CallPage { transcript, screen: prediction.brief.screen.clone() });
    }
    output::write(Some(&folder.join("report.html")), html::render(report, &pages)?.as_bytes())
}

fn write_json(file: &Path, value: &impl Serialize) -> Result<(), Failure> {
    let mut json = serde_json::to_string_pretty(value)?;
    json.push('\n');
    output::write(Some(file), json.as_bytes())
}
