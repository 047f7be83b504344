//! Keeps answers as files, and asks once what several ask at the same time.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::{conforms, question_key};
use crate::clock;
use crate::connect::files;
use crate::language::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};

/// A model whose answers are kept in a folder, one file a question.
///
/// Only answers of the form asked for are kept: what is wrong may be right the next time. A kept answer is returned with the usage that
/// it had when it was given.
#[derive(Debug)]
pub struct Cached<M> {
    model: M,
    folder: PathBuf,
    under_way: Mutex<HashMap<String, Arc<Asking>>>,
}

/// A question under way: whoever holds the lock asks, all others wait for the outcome.
type Asking = tokio::sync::Mutex<Option<Result<Answer, Failure>>>;

/// What is in a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The question's key, so that a misplaced file answers nothing.
    key: String,
    /// Who asked.
    stage: String,
    /// The answering model.
    model: String,
    /// The answer.
    text: String,
    input_tokens: u64,
    cached_tokens: u64,
    output_tokens: u64,
}

impl<M: LanguageModel> Cached<M> {
    /// Keeps a model's answers in a folder, which is made when there is the first.
    pub fn new(model: M, folder: PathBuf) -> Self {
        Self { model, folder, under_way: Mutex::default() }
    }

    async fn once(&self, question: &Question) -> Result<Answer, Failure> {
        let key = question_key(question, Some(self.model.name(question.stage)));
        let part = Part { under_way: &self.under_way, asking: self.join(&key), key };
        let started = clock::ticks();
        let Ok(mut outcome) = tokio::time::timeout(question.time_left, part.asking.lock()).await else {
            return Err(Failure::TimedOut);
        };
        if let Some(outcome) = &*outcome {
            return outcome.clone();
        }
        let found = if let Some(answer) = self.find(&part.key).await {
            Ok(answer)
        } else {
            let time_left = question.time_left.saturating_sub(clock::ticks() - started);
            self.ask_and_keep(&Question { time_left, ..question.clone() }, &part.key).await
        };
        *outcome = Some(found.clone());
        found
    }

    /// Joins those who ask the same, or begins.
    fn join(&self, key: &str) -> Arc<Asking> {
        Arc::clone(lock(&self.under_way).entry(key.to_owned()).or_default())
    }

    async fn ask_and_keep(&self, question: &Question, key: &str) -> Result<Answer, Failure> {
        let answer = self.model.ask(question).await?;
        let value = serde_json::from_str(&answer.text).ok();
        if value.is_some_and(|value| conforms(&value, &question.schema)) {
            self.keep(question.stage, key, &answer).await;
        }
        Ok(answer)
    }

    async fn find(&self, key: &str) -> Option<Answer> {
        let path = self.folder.join(file_name(key));
        // What cannot be read is asked again.
        let bytes = files::apart(move || files::read(&path)).await.ok()??;
        let kept: Kept = serde_json::from_slice(&bytes).ok()?;
        let usage = Usage {
            input_tokens: kept.input_tokens,
            cached_tokens: kept.cached_tokens,
            output_tokens: kept.output_tokens,
        };
        (kept.key == key).then_some(Answer { text: kept.text, model: kept.model, usage, calls: 0 })
    }

    async fn keep(&self, stage: Stage, key: &str, answer: &Answer) {
        let Usage { input_tokens, cached_tokens, output_tokens } = answer.usage;
        let kept = Kept {
            key: key.to_owned(),
            stage: stage.to_string(),
            model: answer.model.clone(),
            text: answer.text.clone(),
            input_tokens,
            cached_tokens,
            output_tokens,
        };
        let (folder, name) = (self.folder.clone(), file_name(key));
        let written = files::apart(move || files::write(&folder, &name, &serde_json::to_vec(&kept)?)).await;
        if let Err(error) = written {
            tracing::warn!(kind = %error.kind(), "an answer cannot be kept");
        }
    }
}

fn file_name(key: &str) -> String {
    format!("{key}.json")
}

/// One of those who ask the same; the last to leave forgets the question.
struct Part<'a> {
    under_way: &'a Mutex<HashMap<String, Arc<Asking>>>,
    asking: Arc<Asking>,
    key: String,
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        let mut under_way = lock(self.under_way);
        // One is held here and one by the map; nobody joins while the map is locked.
        if Arc::strong_count(&self.asking) <= 2 {
            under_way.remove(&self.key);
        }
    }
}

fn lock(map: &Mutex<HashMap<String, Arc<Asking>>>) -> MutexGuard<'_, HashMap<String, Arc<Asking>>> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<M: LanguageModel> LanguageModel for Cached<M> {
    fn name(&self, stage: Stage) -> &str {
        self.model.name(stage)
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        Box::pin(self.once(question))
    }
}
