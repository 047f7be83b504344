//! Who predicts: the engine of the suite, weights trained on the other calls, or what was stored.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::brief::limits;
use crate::brief::render::terminal::{self, Style};
use crate::cli::Failure;
use crate::cli::engine::{Asker, ModelArgs};
use crate::clock::Clock;
use crate::eval::gold::Case;
use crate::eval::prediction::Prediction;
use crate::eval::run::{self, Predictions};
use crate::eval::source::Source;
use crate::eval::suite::{EngineKind, Suite};
use crate::eval::train::{self, rows::LabelledCall};
use crate::extract::embedded::Embedded;
use crate::extract::embedded::model::Model;
use crate::ingest::bar;
use crate::pipeline::{self, Handoff, Made};

/// Predicts the calls of a run.
pub(super) enum Predictor {
    /// By the embedded engine; with folds, by the model that has not seen the call.
    Embedded(Vec<Model>),
    /// With a language model's help.
    Model(Asker),
    /// What was stored.
    Stored(Predictions),
}

impl Predictor {
    /// The predictor that a suite asks for.
    pub(super) fn new(
        suite: &Suite,
        cases: &[Case],
        stored: Option<&Path>,
        model: &ModelArgs,
        clock: &Clock,
    ) -> Result<Self, Failure> {
        if let Some(file) = stored {
            return Ok(Self::Stored(read_stored(file)?));
        }
        Ok(match (suite.engine, suite.folds) {
            (EngineKind::Llm, _) => Self::Model(model.asker(clock)?),
            (EngineKind::Embedded, Some(folds)) => Self::Embedded(held_out(cases, folds)?),
            (EngineKind::Embedded, None) => Self::Embedded(Vec::new()),
        })
    }

    /// Its name, for the report.
    pub(super) fn engine(&self) -> String {
        match self {
            Self::Embedded(models) if models.is_empty() => EngineKind::Embedded.name().to_owned(),
            Self::Embedded(models) => format!("{}, {}-fold", EngineKind::Embedded.name(), models.len()),
            Self::Model(_) => EngineKind::Llm.name().to_owned(),
            Self::Stored(Predictions { engine, .. }) => format!("{engine}, stored"),
        }
    }

    /// Predicts the call at a position of the run.
    pub(super) fn predict(&self, index: usize, case: &Case, source: &Source) -> Result<Prediction> {
        let made = |engine: &Embedded<'_>| {
            predict(case, source, |handoff| Ok(pipeline::by_engine(handoff, engine)?))
        };
        match self {
            Self::Embedded(models) if models.is_empty() => made(&Embedded::default()),
            Self::Embedded(models) => {
                let model = models.get(index % models.len()).context("a part of the calls has no weights")?;
                made(&Embedded::with_model(model))
            }
            Self::Model(asker) => predict(case, source, |handoff| asker.make(handoff, &Embedded::default())),
            Self::Stored(Predictions { calls, .. }) => {
                let stored = calls.iter().find(|prediction| prediction.case == case.gold.id);
                stored.cloned().context("no stored prediction of this call")
            }
        }
    }

    /// Fails where what was predicted rests on recordings that are not there.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        match self {
            Self::Model(asker) => asker.all_recorded(),
            Self::Embedded(_) | Self::Stored(_) => Ok(()),
        }
    }
}

fn read_stored(file: &Path) -> Result<Predictions> {
    let stored: Predictions = run::read_json(file)?;
    ensure!(stored.schema_version == run::SCHEMA_VERSION, "{} is of another layout", file.display());
    Ok(stored)
}

/// Makes the brief as `baton brief` does, with the bar inside the binary.
fn predict(case: &Case, source: &Source, make: impl Fn(&Handoff<'_>) -> Result<Made>) -> Result<Prediction> {
    let call = source.call()?;
    let bar = bar::default_bar();
    let made = make(&Handoff { dossier: &source.dossier, bar: &bar, ae_zone: None })?;
    let extraction = made.calls.first().context("the case has no call")?;
    let style = Style { columns: limits::COLUMNS, colour: false, evidence: false };
    let screen = terminal::render(&made.brief, &style);
    Prediction::new(&case.gold.id, call.transcript, &call.sides, extraction, &made.brief, screen)
}

/// A model per part of the calls, trained on all the others; thresholds are those inside the binary.
fn held_out(cases: &[Case], folds: usize) -> Result<Vec<Model>> {
    let calls: Result<Vec<LabelledCall>> = cases.iter().map(LabelledCall::new).collect();
    let mut models = train::terms::held_out_models(&calls?, folds, Model::embedded().thresholds);
    let questions = train::terms::questions(cases, &models)?;
    for (fold, model) in models.iter_mut().enumerate() {
        let rest = questions.iter().enumerate().filter(|(index, _)| index % folds != fold);
        model.ranking = train::terms::train(rest.map(|(_, questions)| questions));
    }
    Ok(models)
}
