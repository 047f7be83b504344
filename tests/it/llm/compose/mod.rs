//! A language model words the brief: what verifies is shown, whatever else it answers the brief stands.

mod doubles;
mod failures;
mod faithful;
mod looks;
mod traitor;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use baton::brief::compose::{Material, compose};
use baton::brief::reword::{Reworded, Settings, reword};
use baton::domain::{Brief, Dossier, Extraction};
use baton::ingest::{bar, dossier};
use baton::language::{LanguageModel, Usage};

/// A handoff read and understood by the embedded engine.
struct Handoff {
    name: String,
    dossier: Dossier,
    extraction: Extraction,
    composed: Brief,
}

/// The handoffs of the fixtures and the annotated calls that are not for training.
static HANDOFFS: LazyLock<Vec<Handoff>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<_> = ["fixtures/handoffs", "evals/cases"]
        .iter()
        .flat_map(|part| fs::read_dir(root.join(part)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && !path.file_name().unwrap().to_string_lossy().starts_with("train-"))
        .collect();
    folders.sort();
    let mut handoffs: Vec<Handoff> = folders.iter().map(|folder| read(folder)).collect();
    // Most fixtures are annotated calls too; once is enough.
    let mut calls = BTreeSet::new();
    handoffs.retain(|handoff| calls.insert(handoff.dossier.transcripts[0].sha256().to_owned()));
    assert!(handoffs.len() >= 12, "only {} handoffs found", handoffs.len());
    handoffs
});

fn read(folder: &Path) -> Handoff {
    let dossier = dossier::read_folder(folder).unwrap();
    let extraction = crate::understood(&dossier);
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let bar = bar::default_bar();
    let composed = compose(&material(&dossier, &extraction, &bar));
    Handoff { name, dossier, extraction, composed }
}

fn handoff(name: &str) -> &'static Handoff {
    HANDOFFS.iter().find(|handoff| handoff.name == name).unwrap()
}

fn material<'a>(
    dossier: &'a Dossier,
    extraction: &'a Extraction,
    bar: &'a baton::domain::SqlBar,
) -> Material<'a> {
    Material { dossier, extraction, bar, engine: "llm", ae_zone: None, notices: Vec::new() }
}

fn settings() -> Settings<'static> {
    Settings {
        secret: b"a secret of this machine",
        time_left: Duration::from_secs(5),
        max_input_tokens: Settings::INPUT_TOKENS,
        max_output_tokens: Settings::OUTPUT_TOKENS,
        used: Usage::default(),
        price: None,
    }
}

/// Lets a double word a handoff's brief.
fn word(model: &dyn LanguageModel, handoff: &Handoff, settings: &Settings<'_>) -> Reworded {
    let bar = bar::default_bar();
    let material = material(&handoff.dossier, &handoff.extraction, &bar);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(reword(model, &material, settings))
}
