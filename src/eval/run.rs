//! A suite over its calls: predict, score, sum up, judge.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use super::bootstrap::Draws;
use super::gate::{self, Check, Summary};
use super::gold::Case;
use super::measure::Ratios;
use super::prediction::Prediction;
use super::probes::{self, Probe};
use super::score::{self, CallScore};
use super::source::{Scene, Source};
use super::suite::Suite;

/// Layout version of reports, predictions and baselines.
pub const SCHEMA_VERSION: u32 = 1;

/// What a run came to: `report.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Layout version.
    pub schema_version: u32,
    /// Name of the suite.
    pub suite: String,
    /// What the suite is for.
    pub title: String,
    /// Which engine.
    pub engine: String,
    /// Whether everything that had to hold did.
    pub passed: bool,
    /// What had to hold.
    pub checks: Vec<Check>,
    /// Every measure.
    pub summary: Vec<Summary>,
    /// Broken outputs, and what caught them.
    pub probes: Vec<Probe>,
    /// Every call.
    pub calls: Vec<CallScore>,
}

/// What was predicted: `predictions.json`, to be scored again without running the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Predictions {
    /// Layout version.
    pub schema_version: u32,
    /// Which engine.
    pub engine: String,
    /// A prediction per call.
    pub calls: Vec<Prediction>,
}

/// A stored result that runs are compared with: per suite and call, the part of every measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// Layout version.
    pub schema_version: u32,
    /// Per suite.
    pub suites: BTreeMap<String, BTreeMap<String, Ratios>>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { schema_version: SCHEMA_VERSION, suites: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline; an absent file is one that compares with nothing.
    ///
    /// # Errors
    /// When the file is no baseline, or of another layout.
    pub fn read(file: &Path) -> Result<Self> {
        if !file.exists() {
            return Ok(Self::default());
        }
        let baseline: Self = read_json(file)?;
        ensure!(baseline.schema_version == SCHEMA_VERSION, "{} is of another layout", file.display());
        Ok(baseline)
    }

    /// Takes a run's calls for what is compared with from now on.
    pub fn take(&mut self, report: &Report) {
        let calls = report.calls.iter().map(|call| (call.case.clone(), call.ratios.clone()));
        self.suites.insert(report.suite.clone(), calls.collect());
    }
}

/// Reads a JSON file; an error names the field.
pub fn read_json<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<T> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    serde_path_to_error::deserialize(&mut deserializer)
        .with_context(|| format!("{} is not what it should be", file.display()))
}

/// Predicts the call at a position of the run.
pub type Predict<'p> = dyn FnMut(usize, &Case, &Source) -> Result<Prediction> + 'p;

/// Runs a suite: `name` is what the baseline and the report call it.
///
/// A call on which prediction fails counts as one where nothing was found, and fails the gate.
///
/// # Errors
/// When a case cannot be read or its annotation quotes what nobody says: then nothing was measured.
pub fn run(
    name: &str,
    suite: &Suite,
    engine: &str,
    cases: &[Case],
    baseline: &Baseline,
    predict: &mut Predict<'_>,
) -> Result<(Report, Predictions)> {
    ensure!(!cases.is_empty(), "no call fits the suite {name:?}");
    let mut calls: Vec<CallScore> = Vec::new();
    let mut predictions: Vec<Prediction> = Vec::new();
    let mut probes: Vec<Probe> = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let source = Source::read(&case.folder)?;
        let scene = Scene::new(case, &source)?;
        let prediction = predict(index, case, &source)
            .unwrap_or_else(|error| Prediction::failed(&case.gold.id, &format!("{error:#}")));
        let call = score::score(&scene, &prediction);
        if suite.probes {
            probes::try_on(&scene, &prediction, &call, &mut probes);
        }
        calls.push(call);
        predictions.push(prediction);
    }
    let draws = Draws::new(calls.len(), suite.bootstrap.samples, suite.bootstrap.seed);
    let summary = gate::summarize(&calls, baseline.suites.get(name), &draws);
    let checks = gate::checks(suite, &summary, &probes);
    let report = Report {
        schema_version: SCHEMA_VERSION,
        suite: name.to_owned(),
        title: suite.title.clone(),
        engine: engine.to_owned(),
        passed: checks.iter().all(|check| check.passed),
        checks,
        summary,
        probes,
        calls,
    };
    Ok((
        report,
        Predictions { schema_version: SCHEMA_VERSION, engine: engine.to_owned(), calls: predictions },
    ))
}
