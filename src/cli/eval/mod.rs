//! `baton eval`: how good the engine and the brief are on annotated calls.
//!
//! Exit codes: 0 the gate passed, 1 it failed, 2 nothing could be measured.

mod agree;
mod diff;
mod judge;
mod predict;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use serde::Serialize;

use super::Failure;
use super::engine::ModelArgs;
use super::output::{self, Screen};
use super::progress::Bar;
use crate::clock::Clock;
use crate::eval::gold::{self, Case};
use crate::eval::outcome;
use crate::eval::report::html::CallPage;
use crate::eval::report::{html, junit, marks, table};
use crate::eval::run::{self, Baseline, Predictions, Report};
use crate::eval::source::Source;
use crate::eval::suite::{self, EngineKind, Suite};
use predict::Predictor;

/// What `baton eval` takes.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// The folder with `cases/`, `suites/` and `baseline.json`.
    #[arg(default_value = "evals", value_name = "DIR")]
    folder: PathBuf,
    /// Which suite: the name of a file in `suites/` [default: default, or llm for that engine].
    #[arg(long, value_name = "NAME")]
    suite: Option<String>,
    /// Which engine, instead of the suite's own; both runs one after the other and compares them.
    #[arg(long, value_enum, conflicts_with = "predictions")]
    engine: Option<EngineArg>,
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
    /// Ask the language model of the settings how the briefs are worded; nothing depends on what it says.
    #[arg(long)]
    judge: bool,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EngineArg {
    /// The one inside the binary.
    Embedded,
    /// The language model of the settings, or its recordings.
    Llm,
    /// Both.
    Both,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Compare two runs, call by call.
    Diff(diff::Args),
    /// How far two people who annotated the same calls agree: the ceiling of every measure.
    Agree(agree::Args),
}

/// Runs the suite and prints its table.
pub(super) fn run(args: &Args, screen: &Screen, clock: &Clock) -> Result<ExitCode, Failure> {
    let done = match &args.action {
        Some(Action::Diff(diff)) => diff::run(diff, screen),
        Some(Action::Agree(agree)) => agree::run(agree, screen),
        None => measure(args, screen, clock),
    };
    done.map_err(|failure| failure.with_code(2))
}

/// One engine on one suite.
struct Run<'a> {
    name: &'a str,
    suite: Suite,
    /// Where its files go.
    out: Option<PathBuf>,
}

fn measure(args: &Args, screen: &Screen, clock: &Clock) -> Result<ExitCode, Failure> {
    let mut reports: Vec<Report> = Vec::new();
    for run in runs(args)? {
        reports.push(measure_one(args, &run, screen, clock)?);
    }
    if let [embedded, llm] = reports.as_slice()
        && let Some(comparison) = table::of_difference(embedded, llm, screen.columns as u16)
    {
        output::write_text(None, &format!("\n{}", comparison.text))?;
    }
    let passed = reports.iter().all(|report| report.passed);
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What is to be run: the suite named, or the one of the engine.
fn runs(args: &Args) -> Result<Vec<Run<'_>>, Failure> {
    let engines = match args.engine {
        None => &[None][..],
        Some(EngineArg::Embedded) => &[Some(EngineKind::Embedded)],
        Some(EngineArg::Llm) => &[Some(EngineKind::Llm)],
        Some(EngineArg::Both) => &[Some(EngineKind::Embedded), Some(EngineKind::Llm)],
    };
    let run = |engine: &Option<EngineKind>| {
        let own = if *engine == Some(EngineKind::Llm) { LLM_SUITE } else { DEFAULT_SUITE };
        let name = args.suite.as_deref().unwrap_or(own);
        let suite = read_suite(args, name)?;
        let suite = match engine {
            Some(engine) => suite.with_engine(*engine),
            None => suite,
        };
        let out = args.out.as_ref();
        let out = out.map(|out| if engines.len() > 1 { out.join(suite.engine.name()) } else { out.clone() });
        Ok(Run { name, suite, out })
    };
    engines.iter().map(run).collect()
}

const DEFAULT_SUITE: &str = "default";
const LLM_SUITE: &str = "llm";

fn measure_one(args: &Args, run: &Run<'_>, screen: &Screen, clock: &Clock) -> Result<Report, Failure> {
    let (suite, cases) = choose(args, run)?;
    let baseline_file = args.folder.join("baseline.json");
    let mut baseline = Baseline::read(&baseline_file)?;
    let compared = if suite.guarded.is_empty() { Baseline::default() } else { baseline.clone() };
    let predictor = Predictor::new(&suite, &cases, args.predictions.as_deref(), &args.model, clock)?;
    let (report, predictions) = {
        let bar = Bar::start(screen, cases.len() as u64);
        run::run(run.name, &suite, &predictor.engine(), &cases, &compared, &mut |index, case, source| {
            bar.step(&case.gold.id);
            predictor.predict(index, case, source)
        })?
    };
    predictor.finish()?;
    let mut texts: Vec<String> = Vec::new();
    if args.list {
        texts.extend(report.calls.iter().map(|call| outcome::listing(&call.case, &call.items)));
    }
    texts.push(table::of_run(&report, screen.columns as u16));
    output::write_text(None, &texts.join("\n"))?;
    if args.judge {
        let asker = args.model.asker(clock)?;
        output::write_text(None, &judge::table(&asker, &predictions, screen)?)?;
    }
    if let Some(out) = &run.out {
        write_out(out, &cases, &report, &predictions)?;
    }
    if args.update_baseline {
        baseline.take(&report);
        write_json(&baseline_file, &baseline)?;
    }
    Ok(report)
}

fn read_suite(args: &Args, name: &str) -> Result<Suite, Failure> {
    let folder = args.folder.join("suites");
    Suite::read(&folder, name).map_err(|error| {
        if suite::names(&folder).is_empty() {
            Failure::with_hint(error, "run it in a copy of the repository, or name the folder of the evals")
        } else {
            error.into()
        }
    })
}

/// The suite's calls, or those of them that were asked for: for them the suite's gate means nothing.
fn choose(args: &Args, run: &Run<'_>) -> Result<(Suite, Vec<Case>)> {
    let suite = run.suite.clone();
    let cases = suite.choose(gold::load_cases(&args.folder.join("cases"))?);
    if args.case.is_empty() {
        return Ok((suite, cases));
    }
    for id in &args.case {
        ensure!(cases.iter().any(|case| case.gold.id == *id), "the suite {:?} has no call {id:?}", run.name);
    }
    let asked = cases.into_iter().filter(|case| args.case.contains(&case.gold.id)).collect();
    Ok((Suite { probes: false, ..suite.without_gate() }, asked))
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
