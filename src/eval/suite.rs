//! `evals/suites/*.toml`: which calls, which engine, and what they must come to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::gold::Case;
use super::measure::{Better, Measure};

/// What a suite may use to understand calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngineKind {
    /// The one inside the binary.
    #[default]
    Embedded,
    /// A language model, with the embedded engine beside it.
    Llm,
}

impl EngineKind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Llm => "llm",
        }
    }
}

/// A suite.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// What it is for, in one line.
    pub title: String,
    /// Calls whose names start with one of these.
    pub cases: Vec<String>,
    /// Which engine.
    #[serde(default)]
    pub engine: EngineKind,
    /// Train on all but one part of the calls and measure on that part, this many times.
    #[serde(default)]
    pub folds: Option<usize>,
    /// Whether broken outputs are tried on the measures and must be caught.
    #[serde(default)]
    pub probes: bool,
    /// How far below zero the lower bound of the paired difference to the baseline may lie.
    pub margin: f64,
    /// Measures held against the baseline.
    pub guarded: Vec<Measure>,
    /// The least a measure may be.
    #[serde(default)]
    pub floors: BTreeMap<Measure, f64>,
    /// The most a measure may be.
    #[serde(default)]
    pub ceilings: BTreeMap<Measure, f64>,
    /// How the error bars are drawn.
    #[serde(default)]
    pub bootstrap: Bootstrap,
}

/// How the error bars are drawn.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bootstrap {
    /// How often calls are drawn.
    pub samples: usize,
    /// Where the draws begin.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { samples: 2000, seed: 1 }
    }
}

impl Suite {
    /// Reads `NAME.toml` in a folder of suites.
    ///
    /// # Errors
    /// When there is no such suite, or it does not say what a suite says; the message names the ones that there are.
    pub fn read(folder: &Path, name: &str) -> Result<Self> {
        let file = folder.join(format!("{name}.toml"));
        let text = fs::read_to_string(&file).with_context(|| {
            let known = names(folder).join(", ");
            format!("no suite {name:?} in {} (there are: {known})", folder.display())
        })?;
        let suite: Self =
            toml::from_str(&text).with_context(|| format!("{} is not a suite", file.display()))?;
        suite.check().with_context(|| file.display().to_string())?;
        Ok(suite)
    }

    /// The suite for another engine: its calls, without what was to be reached and compared.
    #[must_use]
    pub fn with_engine(self, engine: EngineKind) -> Self {
        if engine == self.engine {
            return self;
        }
        Self { engine, folds: None, ..self }.without_gate()
    }

    /// The suite without floors, ceilings and guarded measures: for calls or engines that they were not set for.
    #[must_use]
    pub fn without_gate(self) -> Self {
        Self { guarded: Vec::new(), floors: BTreeMap::new(), ceilings: BTreeMap::new(), ..self }
    }

    fn check(&self) -> Result<()> {
        ensure!(!self.cases.is_empty(), "`cases` names no calls");
        ensure!(self.margin >= 0.0, "`margin` is below zero");
        ensure!(self.bootstrap.samples >= 100, "an interval of less than 100 samples says nothing");
        if let Some(folds) = self.folds {
            ensure!(folds >= 2, "`folds` has to be 2 or more");
        }
        for measure in &self.guarded {
            let name = measure.name();
            ensure!(measure.better() != Better::Neither, "`guarded` names {name}, which has no better");
        }
        Ok(())
    }

    /// Keeps the calls that it is about.
    pub fn choose(&self, cases: Vec<Case>) -> Vec<Case> {
        let fits = |case: &Case| self.cases.iter().any(|prefix| case.gold.id.starts_with(prefix.as_str()));
        cases.into_iter().filter(fits).collect()
    }
}

/// The suites of a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let toml = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> =
        toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}
