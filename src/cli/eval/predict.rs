//! Who predicts: the engine of the suite, weights trained on the other calls, or what was stored.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::brief::compose::{self, Material};
use crate::brief::limits;
use crate::brief::render::terminal::{self, Style};
use crate::eval::gold::Case;
use crate::eval::prediction::Prediction;
use crate::eval::run::{self, Predictions};
use crate::eval::source::Source;
use crate::eval::suite::{EngineKind, Suite};
use crate::eval::train::{self, rows::LabelledCall};
use crate::extract::embedded::Embedded;
use crate::extract::embedded::model::Model;
use crate::extract::{Engine, merge};
use crate::ingest::bar;

/// Something that predicts calls, and its name.
pub(super) struct Predictor {
    /// For the report.
    pub(super) engine: String,
    /// Predicts the call at a position of the run.
    pub(super) one: Box<run::Predict<'static>>,
}

/// The predictor that a suite asks for.
pub(super) fn predictor(suite: &Suite, cases: &[Case], stored: Option<&Path>) -> Result<Predictor> {
    if let Some(file) = stored {
        return from_store(file);
    }
    let EngineKind::Embedded = suite.engine;
    let engine = suite.engine.name().to_owned();
    let Some(folds) = suite.folds else {
        let one = |_: usize, case: &Case, source: &Source| predict(&Embedded::default(), case, source);
        return Ok(Predictor { engine, one: Box::new(one) });
    };
    let models = held_out(cases, folds)?;
    let one = move |index: usize, case: &Case, source: &Source| {
        let model = models.get(index % folds).context("a part of the calls has no weights")?;
        predict(&Embedded::with_model(model), case, source)
    };
    Ok(Predictor { engine: format!("{engine}, {folds}-fold"), one: Box::new(one) })
}

fn from_store(file: &Path) -> Result<Predictor> {
    let Predictions { schema_version, engine, calls } = run::read_json(file)?;
    ensure!(schema_version == run::SCHEMA_VERSION, "{} is of another layout", file.display());
    let one = move |_: usize, case: &Case, _: &Source| {
        let stored = calls.iter().find(|prediction| prediction.case == case.gold.id);
        stored.cloned().context("no stored prediction of this call")
    };
    Ok(Predictor { engine: format!("{engine}, stored"), one: Box::new(one) })
}

/// Extracts and composes as `baton brief` does, with the bar inside the binary.
fn predict(engine: &dyn Engine, case: &Case, source: &Source) -> Result<Prediction> {
    let call = source.call()?;
    let extraction = engine.extract(&call)?;
    let bar = bar::default_bar();
    let whole = merge::merge(vec![extraction.clone()]);
    let brief = compose::compose(&Material {
        dossier: &source.dossier,
        extraction: &whole,
        bar: &bar,
        engine: engine.name(),
        ae_zone: None,
        notices: Vec::new(),
    });
    let style = Style { columns: limits::COLUMNS, colour: false, evidence: false };
    let screen = terminal::render(&brief, &style);
    Prediction::new(&case.gold.id, call.transcript, &call.sides, &extraction, &brief, screen)
}

/// A model per part of the calls, trained on all the others; thresholds are those inside the binary.
fn held_out(cases: &[Case], folds: usize) -> Result<Vec<Model>> {
    let calls: Result<Vec<LabelledCall>> = cases.iter().map(LabelledCall::new).collect();
    let calls = calls?;
    let model = |fold: usize| {
        let rest = calls.iter().enumerate().filter(|(index, _)| index % folds != fold).map(|(_, call)| call);
        let mut model = train::model_of(&rest.collect::<Vec<_>>());
        model.thresholds = Model::embedded().thresholds;
        model
    };
    Ok((0..folds).map(model).collect())
}
