//! Settings: `config.default.toml`, over it a file, over that the environment.
//!
//! The defaults are that file itself, so that what it says is what happens. Keys are read here, once, and are
//! [`SecretString`]s from then on. A setting that contradicts another is refused with its place in the file.

mod problem;
mod read;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

pub use problem::ConfigError;

use crate::language::Stage;

/// The documented defaults, as shipped.
pub const DEFAULTS: &str = include_str!("../config.default.toml");
/// The file that is read when none is given.
pub const FILE_NAME: &str = "baton.toml";

/// All settings.
#[derive(Debug, Default)]
pub struct Config {
    /// The file they come from, where there is one.
    pub file: Option<PathBuf>,
    /// The language model; `None` when Baton works by its embedded engine alone.
    pub llm: Option<LlmConfig>,
}

/// `[llm]`: where a language model answers and what it may cost.
#[derive(Clone)]
pub struct LlmConfig {
    /// The address before `/chat/completions`, without a slash at its end.
    pub base_url: String,
    /// The key, when the endpoint wants one.
    pub api_key: Option<SecretString>,
    /// The model of every stage that has none of its own.
    pub model: String,
    /// The model that reads calls.
    pub extract_model: Option<String>,
    /// The model that words briefs.
    pub compose_model: Option<String>,
    /// How the endpoint is told the form of an answer.
    pub response_format: ResponseFormat,
    /// Until a connection stands.
    pub connect_timeout: Duration,
    /// Until one call is answered.
    pub call_timeout: Duration,
    /// Until a brief is there, with the model's help or without.
    pub brief_timeout: Duration,
    /// Calls at the same time, at least 1.
    pub concurrency: usize,
    /// The field that limits the length of an answer.
    pub token_limit_field: TokenLimitField,
    /// Tokens of a call that are asked about at once: a longer call is cut into parts.
    pub part_tokens: usize,
    /// Tokens of an answer, instead of what the stage asks for.
    pub max_output_tokens: Option<u32>,
    /// Sent when given.
    pub temperature: Option<f64>,
    /// Sent when given: `low`, `medium`, …
    pub reasoning_effort: Option<String>,
    /// US dollars per million tokens of questions and of answers.
    pub price_per_million: Option<PricePerMillion>,
    /// US dollars per UTC day.
    pub budget_usd_per_day: Option<f64>,
    /// Whether answers are kept.
    pub cache: bool,
    /// Where answers and the amount spent are kept.
    pub cache_dir: PathBuf,
    /// Failures in a row after which the endpoint is left alone.
    pub breaker_failures: u32,
    /// For how long.
    pub breaker_pause: Duration,
    /// More headers: name and value.
    pub headers: Vec<(String, SecretString)>,
}

/// US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PricePerMillion {
    /// Of what is asked.
    pub input: f64,
    /// Of what is answered.
    pub output: f64,
}

/// How an endpoint is told the form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseFormat {
    /// By a strict JSON Schema.
    #[default]
    JsonSchema,
    /// That it shall be JSON; the schema is in the prompt.
    JsonObject,
    /// Not at all; the schema is in the prompt.
    None,
}

impl ResponseFormat {
    /// As it is written in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonSchema => "json_schema",
            Self::JsonObject => "json_object",
            Self::None => "none",
        }
    }
}

/// The name of the field that limits the length of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenLimitField {
    /// The present one.
    #[default]
    MaxCompletionTokens,
    /// The one that older servers know.
    MaxTokens,
}

impl TokenLimitField {
    /// As it is written in a call.
    pub fn name(self) -> &'static str {
        match self {
            Self::MaxCompletionTokens => "max_completion_tokens",
            Self::MaxTokens => "max_tokens",
        }
    }
}

impl LlmConfig {
    /// The model that a stage asks.
    pub fn model_of(&self, stage: Stage) -> &str {
        let own = match stage {
            Stage::Extract => self.extract_model.as_deref(),
            Stage::Compose => self.compose_model.as_deref(),
            Stage::Judge => None,
        };
        own.unwrap_or(&self.model)
    }

    /// Whether keys and calls would travel readable for others: plain HTTP to another machine.
    pub fn is_unencrypted(&self) -> bool {
        self.base_url.starts_with("http://") && !self.is_local()
    }

    /// Whether the endpoint is this machine.
    pub fn is_local(&self) -> bool {
        is_local(&self.base_url)
    }
}

/// Whether an address is this machine's own.
pub(crate) fn is_local(base_url: &str) -> bool {
    let host = reqwest::Url::parse(base_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

/// Shows neither key nor header values.
impl fmt::Debug for LlmConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("LlmConfig")
            .field("base_url", &self.base_url)
            .field("has_key", &self.api_key.is_some())
            .field("model", &self.model)
            .field("extract_model", &self.extract_model)
            .field("compose_model", &self.compose_model)
            .field("response_format", &self.response_format)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// Reads the settings: the file asked for, otherwise [`FILE_NAME`] in the present folder where it exists; then the environment
    /// (`BATON_LLM_BASE_URL`, `BATON_LLM_MODEL`, `BATON_LLM_API_KEY`).
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] with file, line and column for unknown keys, wrong types and contradictions; an I/O error for a file that was
    /// asked for and cannot be read.
    pub fn load(path: Option<&Path>) -> anyhow::Result<Self> {
        read::load(path, &|name| std::env::var(name).ok())
    }
}

#[cfg(test)]
mod tests;
