//! `baton eval agree`: two annotations of the same calls.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use crate::cli::Failure;
use crate::cli::output::{self, Screen};
use crate::eval::agreement::{Agreement, Kappa};
use crate::eval::gold;
use crate::eval::run;
use crate::eval::score::Counts;
use crate::eval::source::{Scene, Source};

/// What `baton eval agree` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The annotated calls.
    #[arg(default_value = "evals/cases", value_name = "DIR")]
    cases: PathBuf,
    /// The second annotation: a file per call, named like it.
    #[arg(long, default_value = "evals/second", value_name = "DIR")]
    second: PathBuf,
}

/// Prints the agreement over every call that both annotated.
pub(super) fn run(args: &Args, _: &Screen) -> Result<ExitCode, Failure> {
    let mut agreement = Agreement::default();
    for case in gold::load_cases(&args.cases)? {
        let file = args.second.join(format!("{}.json", case.gold.id));
        if !file.is_file() {
            continue;
        }
        let second: gold::Gold = run::read_json(&file)?;
        let source = Source::read(&case.folder)?;
        let scene = Scene::new(&case, &source)?;
        second.check_quotes(scene.transcript).with_context(|| file.display().to_string())?;
        agreement.add(scene.transcript, &case.gold, &second);
    }
    if agreement.calls == 0 {
        let error = anyhow::anyhow!("no call has a second annotation in {}", args.second.display());
        return Err(Failure::with_hint(error, "it holds a file per call: dev-01-….json"));
    }
    output::write_text(None, &text(&agreement))?;
    Ok(ExitCode::SUCCESS)
}

fn text(agreement: &Agreement) -> String {
    let items = |name: &str, counts: Counts| {
        format!(
            "{name:<14} F1 {:.2}  ({} of the first's {}, the second has {})",
            counts.f1(),
            counts.matched,
            counts.gold,
            counts.found
        )
    };
    let judged = |name: &str, kappa: &Kappa| {
        format!("{name:<26} kappa {:.2}  same {:.2}  n {}", kappa.value(), kappa.observed(), kappa.total())
    };
    let (same, dues) = agreement.due;
    [
        format!("two annotators, {} calls", agreement.calls),
        items("pains", agreement.pains),
        items("next steps", agreement.next_steps),
        items("stakeholders", agreement.stakeholders),
        judged("utterance shows a pain", &agreement.pain_utterances),
        judged("utterance shows a step", &agreement.step_utterances),
        judged("status of shared steps", &agreement.status),
        judged("owner of shared steps", &agreement.owner),
        format!("{:<26} same {:.2}  n {dues}", "due of shared steps", same as f64 / dues.max(1) as f64),
        judged("role of shared people", &agreement.role),
        judged("qualification", &agreement.qualification),
    ]
    .join("\n")
}
