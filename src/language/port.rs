//! The seam between the stages that ask and the connector that carries the question.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use thiserror::Error;

/// Calls of an endpoint for one part of a stage's work, at the most: first question, retries and second question together.
pub const MAX_CALLS: u32 = 3;

/// Which stage asks: each may have its own model and its own price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Transcript to pains, people, next steps and findings.
    Extract,
    /// Facts to sentences.
    Compose,
    /// How well a brief is worded; only in evals.
    Judge,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Extract => "extract",
            Self::Compose => "compose",
            Self::Judge => "judge",
        })
    }
}

/// One question: a stable first part that providers can cache, a second part with the data, and the form of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Who asks.
    pub stage: Stage,
    /// The system message: the same for every call of a stage.
    pub system: String,
    /// The user message: the data, fenced.
    pub user: String,
    /// Name of the schema: letters, digits, `_` and `-`, at most 64.
    pub schema_name: &'static str,
    /// JSON Schema of the answer, in the subset that every backend takes.
    pub schema: Value,
    /// Tokens of the answer, at the most.
    pub max_output_tokens: u32,
    /// How long the answer may take, every retry included.
    pub time_left: Duration,
    /// How often the endpoint may be called for it, retries included: a stage shares [`MAX_CALLS`] among its questions.
    pub max_calls: u32,
}

/// What an answer cost, in tokens, as the endpoint counted them; zero where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of the question.
    pub input_tokens: u64,
    /// Of these, tokens that the provider had cached.
    pub cached_tokens: u64,
    /// Tokens of the answer.
    pub output_tokens: u64,
}

impl Usage {
    /// Adds another answer's.
    pub fn add(&mut self, other: Self) {
        self.input_tokens += other.input_tokens;
        self.cached_tokens += other.cached_tokens;
        self.output_tokens += other.output_tokens;
    }
}

/// An answer: text that should be JSON of the question's schema, and is not trusted to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// The model that says it answered.
    pub model: String,
    /// What it cost.
    pub usage: Usage,
    /// How often the endpoint was called for it; zero for one that was kept.
    pub calls: u32,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// The time was up.
    #[error("no answer in time")]
    TimedOut,
    /// No connection, or it broke off.
    #[error("the endpoint cannot be reached: {0}")]
    Unreachable(String),
    /// Too many calls; the pause that the endpoint asked for.
    #[error("the endpoint asks for fewer calls")]
    RateLimited(Option<Duration>),
    /// A status of 500 and above.
    #[error("the endpoint failed with status {0}")]
    Overloaded(u16),
    /// The key is not accepted.
    #[error("the endpoint does not accept the key (status {0})")]
    Unauthorized(u16),
    /// Any other status: the call is wrong, and would be wrong again.
    #[error("the endpoint rejects the call (status {status}): {why}")]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The endpoint's message, shortened.
        why: String,
    },
    /// The model will not answer.
    #[error("the model refuses")]
    Refused,
    /// The answer stops at the token limit.
    #[error("the answer was cut off")]
    CutOff,
    /// There is no answer in the answer.
    #[error("the answer is empty")]
    Empty,
    /// The answer is larger than any right one.
    #[error("the answer is too large")]
    TooLarge,
    /// The answer is not what the schema says.
    #[error("the answer is not of the form asked for: {0}")]
    Malformed(String),
    /// The answer has the form, but nothing in it holds against what was asked about.
    #[error("nothing in its answer holds against the call")]
    Unfounded,
    /// The day's budget is spent.
    #[error("the budget of the day is spent")]
    OverBudget,
    /// The endpoint has failed so often that it is left alone for a while.
    #[error("the endpoint has failed repeatedly and is left alone")]
    CircuitOpen,
    /// A replay without a recording of this question.
    #[error("no recording of this {stage} call ({key})")]
    NotRecorded {
        /// Who asked.
        stage: String,
        /// The recording that was looked for.
        key: String,
    },
}

impl Failure {
    /// The failure as a brief may tell it: nothing in it was written by an endpoint or a model.
    pub fn without_words_of_others(&self) -> String {
        match self {
            Self::Unreachable(_) => "the endpoint cannot be reached".to_owned(),
            Self::Rejected { status, .. } => format!("the endpoint rejects the call (status {status})"),
            Self::NotRecorded { .. } => "no recording of this call".to_owned(),
            Self::Malformed(_) => "its answer is not of the form asked for".to_owned(),
            told => told.to_string(),
        }
    }
}

/// An answer that is on its way.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// Something that answers questions: an endpoint, a recording, a test double.
pub trait LanguageModel: Send + Sync {
    /// The model's name for the footer and for cache keys.
    fn name(&self, stage: Stage) -> &str;

    /// Asks once. Retries, budget and circuit breaker are inside; the answer comes within `time_left`.
    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a>;
}

impl<M: LanguageModel + ?Sized> LanguageModel for Arc<M> {
    fn name(&self, stage: Stage) -> &str {
        (**self).name(stage)
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        (**self).ask(question)
    }
}
