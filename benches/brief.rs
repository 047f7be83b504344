//! Speed and memory of a brief: `cargo bench`.
//!
//! A 60-minute call of 10,000 words, joined from the fixtures, becomes a terminal brief by the real binary; then calls of 2 to 20 times that
//! size, which must cost in proportion. Extraction alone, from the transcript to pains, people, steps and findings, is timed beside it, on one
//! core. It prints every figure beside its target and ends with exit code 1 where one is missed.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use baton::domain::Transcript;
use baton::extract::embedded::Embedded;
use baton::extract::{Call, Engine};
use baton::ingest::dossier;
use speech::Speech;

mod speech;

/// The brief of that call takes less than this, from the start of the process to its end.
const TARGET_TIME: Duration = Duration::from_millis(150);
/// And less than this, in KiB.
const TARGET_MEMORY: u64 = 64 * 1024;
/// Extraction reads at least so many words a second on one core, in a call of any length.
const TARGET_RATE: f64 = 500_000.0;
/// Sizes of longer calls, in calls of [`CALL_WORDS`].
const SIZES: [usize; 5] = [1, 2, 5, 10, 20];
/// Time per word of the longest call, against the shortest, of the brief and of extraction: more than this is not linear.
const TARGET_GROWTH: f64 = 1.5;

fn main() -> Result<ExitCode> {
    // `cargo test --benches` only wants to know that it runs.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let sizes = if quick { SIZES.get(..2).unwrap_or_default() } else { &SIZES };
    let scratch = tempfile::tempdir()?;
    let speech = Speech::of_the_fixtures()?;
    let mut verdicts = Verdicts::default();
    let (mut growth, mut extract_growth) = (Vec::new(), Vec::new());
    println!(
        "{:>8} {:>10} {:>10} {:>15} {:>14} {:>14}",
        "words", "brief", "memory", "per 1,000 words", "extract", "words/s"
    );
    for &size in sizes {
        let folder = scratch.path().join(size.to_string());
        let words = speech.write_handoff(&folder, size)?;
        let runs = if quick { 1 } else { (40 / size).max(5) };
        let (time, fastest) = timed(runs, || run_brief(&folder))?;
        let memory = peak_memory(&folder)?;
        let (extract, fastest_extract) = time_of_extract(&folder, runs)?;
        // The fastest run is the one that others on the machine disturbed least: growth and rate are a matter of the program alone.
        let per_word = fastest.as_secs_f64() / words as f64;
        let rate = words as f64 / fastest_extract.as_secs_f64();
        println!(
            "{words:>8} {:>7.1} ms {:>6.1} MiB {:>12.2} ms {:>11.1} ms {rate:>14.0}",
            milliseconds(time),
            memory as f64 / 1024.0,
            per_word * 1e6,
            milliseconds(extract)
        );
        if size == 1 {
            verdicts.below("60-minute call to brief", milliseconds(time), milliseconds(TARGET_TIME), "ms");
            let (found, target) = (memory as f64 / 1024.0, TARGET_MEMORY as f64 / 1024.0);
            verdicts.below("peak resident memory", found, target, "MiB");
        }
        verdicts.above(&format!("words a second of {words}"), rate, TARGET_RATE, "");
        growth.push(per_word);
        extract_growth.push(fastest_extract.as_secs_f64() / words as f64);
    }
    for (what, growth) in [("brief", &growth), ("extraction", &extract_growth)] {
        if let (Some(first), Some(last), false) = (growth.first(), growth.last(), quick) {
            let what = format!("{what} per word, 20 times the size");
            verdicts.below(&what, last / first, TARGET_GROWTH, "x");
        }
    }
    println!("\n{}", verdicts.table);
    Ok(if verdicts.missed && !quick { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The figures that have a target.
#[derive(Default)]
struct Verdicts {
    table: String,
    missed: bool,
}

impl Verdicts {
    fn below(&mut self, what: &str, found: f64, target: f64, unit: &str) {
        self.add(what, found, "below", target, unit, found < target);
    }

    fn above(&mut self, what: &str, found: f64, target: f64, unit: &str) {
        self.add(what, found, "above", target, unit, found > target);
    }

    fn add(&mut self, what: &str, found: f64, side: &str, target: f64, unit: &str, met: bool) {
        self.missed |= !met;
        let verdict = if met { "met" } else { "MISSED" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.table,
            "{what:<38} {found:>10.2} {unit:<4} target {side} {target:>8.1} {unit:<4} {verdict}"
        );
    }
}

fn baton(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    command.arg("brief").arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).env("COLUMNS", "100");
    command
}

fn run_brief(folder: &Path) -> Result<()> {
    let output = baton(folder).output()?;
    ensure!(output.status.success() && output.stdout.len() > 500, "the brief failed");
    Ok(())
}

/// Peak resident memory of the process in KiB, asked of the kernel until the process ends: the peak only grows, and the last thing a brief does
/// is to write a screen of text.
fn peak_memory(folder: &Path) -> Result<u64> {
    let mut peak = 0;
    let mut child = baton(folder).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
        peak = peak.max(found.unwrap_or(0));
    }
    ensure!(peak > 0, "no memory figure: this needs /proc");
    Ok(peak)
}

/// The median and the fastest time of an extraction in this process, the transcript being read already.
fn time_of_extract(folder: &Path, runs: usize) -> Result<(Duration, Duration)> {
    let dossier = dossier::read_folder(folder)?;
    let transcript: &Transcript = dossier.transcripts.first().context("a transcript")?;
    let booking = dossier.booking.as_ref();
    let engine = Embedded::default();
    timed(runs, || {
        let call = Call::read(transcript, booking, dossier.account.as_ref());
        black_box(engine.extract(&call)?);
        Ok(())
    })
}

/// The median and the fastest of several runs, after one that fills the caches.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn timed(runs: usize, mut run: impl FnMut() -> Result<()>) -> Result<(Duration, Duration)> {
    run()?;
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort();
    times.get(runs / 2).copied().zip(times.first().copied()).context("at least one run")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
