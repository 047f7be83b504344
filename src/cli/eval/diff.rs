//! `baton eval diff`: two runs, call by call.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::ensure;

use crate::cli::Failure;
use crate::cli::output::{self, Screen};
use crate::eval::report::table;
use crate::eval::run::{self, Report};

/// What `baton eval diff` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The earlier run: report.json, or the folder that holds it.
    before: PathBuf,
    /// The later one.
    after: PathBuf,
}

/// Prints what changed; exit code 1 when something is worse beyond its error bar.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let (before, after) = (read(&args.before)?, read(&args.after)?);
    let Some(comparison) = table::of_difference(&before, &after, screen.columns as u16) else {
        return Err(anyhow::anyhow!("the two runs share no call").into());
    };
    output::write_text(None, &comparison.text)?;
    Ok(if comparison.is_worse { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn read(path: &Path) -> Result<Report, Failure> {
    let file = if path.is_dir() { path.join("report.json") } else { path.to_owned() };
    let report: Report = run::read_json(&file)
        .map_err(|error| Failure::with_hint(error, "`baton eval --out DIR` writes a report.json"))?;
    let read = || -> anyhow::Result<()> {
        ensure!(report.schema_version == run::SCHEMA_VERSION, "{} is of another layout", file.display());
        Ok(())
    };
    read()?;
    Ok(report)
}
