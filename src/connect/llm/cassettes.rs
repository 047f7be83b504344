//! Recorded exchanges: what was asked, without headers and key, and what came back, as it came.
//!
//! One JSON file a question, named after its stage and key. The key leaves out the model, the time and the length, so that any model may
//! be recorded and limits may change. Files are for people to read: a changed prompt is a changed file.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::transport::Reply;
use super::{Endpoint, answer, question_key};
use crate::connect::files;
use crate::language::{Answer, Answering, Failure, LanguageModel, Question, Stage};

/// A folder of recordings.
#[derive(Clone, Debug)]
pub struct Cassettes {
    folder: PathBuf,
    recordings: Arc<Mutex<BTreeMap<String, Recording>>>,
}

/// One exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recording {
    /// The question's key.
    key: String,
    /// Who asked.
    stage: String,
    /// The model that was asked.
    model: String,
    /// The body of the call.
    request: Value,
    /// The status that came back.
    status: u16,
    /// The body that came back; a text where it is no JSON.
    answer: Value,
}

impl Cassettes {
    /// Reads a folder; one that is not there has no recordings.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or a file in it is no recording.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let mut recordings = BTreeMap::new();
        for path in json_files(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let recording: Recording = serde_json::from_slice(&bytes)
                .with_context(|| format!("{} is no recording of a call", path.display()))?;
            recordings.insert(recording.key.clone(), recording);
        }
        Ok(Self { folder: folder.to_owned(), recordings: Arc::new(Mutex::new(recordings)) })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.recordings().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.recordings().is_empty()
    }

    fn find(&self, key: &str) -> Option<Recording> {
        self.recordings().get(key).cloned()
    }

    /// The model that was asked by a stage: of several, the one of the first recording.
    fn model_of(&self, stage: Stage) -> Option<String> {
        let stage = stage.to_string();
        self.recordings().values().find(|recording| recording.stage == stage).map(|found| found.model.clone())
    }

    async fn keep(&self, recording: Recording) -> io::Result<()> {
        let name = file_name(&recording.stage, &recording.key);
        let mut bytes = serde_json::to_vec_pretty(&recording)?;
        bytes.push(b'\n');
        self.recordings().insert(recording.key.clone(), recording);
        let folder = self.folder.clone();
        files::apart(move || files::write(&folder, &name, &bytes)).await
    }

    fn recordings(&self) -> MutexGuard<'_, BTreeMap<String, Recording>> {
        self.recordings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    Ok(paths)
}

/// A name that people can tell apart and that has room in every file system.
fn file_name(stage: &str, key: &str) -> String {
    format!("{stage}-{}.json", key.get(..16).unwrap_or(key))
}

impl Recording {
    /// What the recorded reply says, read as a fresh one would be.
    fn read(&self, question: &Question) -> Result<Answer, Failure> {
        let body = match &self.answer {
            Value::String(text) => text.clone(),
            answer => answer.to_string(),
        };
        let reply = Reply { status: self.status, retry_after: None, body: body.into_bytes() };
        answer::read(&reply, question, &self.model)
    }
}

/// Answers from recordings alone.
#[derive(Debug)]
pub struct Replay {
    cassettes: Cassettes,
    models: [String; 3],
    missing: Mutex<Vec<String>>,
}

impl Replay {
    /// What to do when a recording is missing.
    pub const HOW_TO_RECORD: &str = "the question has changed since it was recorded, or was never asked; \
                                     set up an endpoint in the settings and run the same command with --record";

    /// Answers from those recordings.
    pub fn new(cassettes: Cassettes) -> Self {
        let models = [Stage::Extract, Stage::Compose, Stage::Judge]
            .map(|stage| cassettes.model_of(stage).unwrap_or_else(|| "recorded".to_owned()));
        Self { cassettes, models, missing: Mutex::default() }
    }

    /// The recordings that were asked for and are not there, in the order of asking.
    pub fn missing(&self) -> Vec<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl LanguageModel for Replay {
    fn name(&self, stage: Stage) -> &str {
        let [extract, compose, judge] = &self.models;
        match stage {
            Stage::Extract => extract,
            Stage::Compose => compose,
            Stage::Judge => judge,
        }
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        Box::pin(async move {
            let key = question_key(question, None);
            if let Some(recording) = self.cassettes.find(&key) {
                return recording.read(question);
            }
            let stage = question.stage.to_string();
            let name = file_name(&stage, &key);
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).push(name.clone());
            Err(Failure::NotRecorded { key: name, stage })
        })
    }
}

/// Asks an endpoint what is not recorded yet, and records it.
///
/// A recorded complaint (any status but 200) is asked again; a recorded answer only once its file is deleted.
#[derive(Debug)]
pub struct Recorder {
    endpoint: Endpoint,
    cassettes: Cassettes,
}

impl Recorder {
    /// Records what an endpoint says.
    pub fn new(endpoint: Endpoint, cassettes: Cassettes) -> Self {
        Self { endpoint, cassettes }
    }
}

impl LanguageModel for Recorder {
    fn name(&self, stage: Stage) -> &str {
        self.endpoint.name(stage)
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        Box::pin(async move {
            let key = question_key(question, None);
            if let Some(recording) = self.cassettes.find(&key).filter(|found| found.status == 200) {
                return recording.read(question);
            }
            let exchange = self.endpoint.exchange(question).await;
            if let Some(reply) = exchange.reply {
                let text = String::from_utf8_lossy(&reply.body);
                let recording = Recording {
                    key,
                    stage: question.stage.to_string(),
                    model: self.endpoint.name(question.stage).to_owned(),
                    request: self.endpoint.body(question),
                    status: reply.status,
                    answer: serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned())),
                };
                // Whoever records must know that it was in vain.
                let kept = self.cassettes.keep(recording).await;
                kept.map_err(|error| {
                    Failure::Unreachable(format!("the recording cannot be written: {}", error.kind()))
                })?;
            }
            exchange.outcome
        })
    }
}
