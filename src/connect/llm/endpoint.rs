//! An endpoint that is asked over HTTP: at most as many calls as it may take, all within its time.

use std::fmt;
use std::time::Duration;

use anyhow::Context;
use async_openai::Client;
use async_openai::config::Config;
use async_openai::error::OpenAIError;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::retry::{LEAST_CALL, Pauses, call_time, is_worth_another};
use super::spend::Spend;
use super::transport::{Carried, Reply, Transport};
use super::{answer, request};
use crate::clock::{self, Clock};
use crate::config::{LlmConfig, ResponseFormat, TokenLimitField};
use crate::language::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};

/// The longest that anybody waits for an answer.
const LONGEST: Duration = Duration::from_hours(24);
/// Bytes of a question that make a token at the least: about 4 in English, 3 in scripts of three bytes a sign.
const BYTES_PER_TOKEN: usize = 3;
/// The pause after a first failure, before it is made random.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How an endpoint is called.
#[derive(Clone)]
pub struct EndpointConfig {
    /// The address before `/chat/completions`, without a slash at its end.
    pub base_url: String,
    /// The key, when it wants one.
    pub api_key: Option<SecretString>,
    /// More headers: name and value.
    pub headers: Vec<(String, SecretString)>,
    /// The model of each stage: extract, compose, judge.
    pub models: [String; 3],
    /// How it is told the form of an answer.
    pub response_format: ResponseFormat,
    /// The field that limits the length of an answer.
    pub token_limit_field: TokenLimitField,
    /// Tokens of an answer, instead of what the question asks for.
    pub max_output_tokens: Option<u32>,
    /// Sent when given.
    pub temperature: Option<f64>,
    /// Sent when given.
    pub reasoning_effort: Option<String>,
    /// Until a connection stands.
    pub connect_timeout: Duration,
    /// Until one call is answered.
    pub call_timeout: Duration,
    /// The pause after a first failure; it doubles with each.
    pub first_pause: Duration,
    /// Calls at the same time.
    pub concurrency: usize,
}

impl From<&LlmConfig> for EndpointConfig {
    fn from(config: &LlmConfig) -> Self {
        let models = [Stage::Extract, Stage::Compose, Stage::Judge];
        Self {
            base_url: config.base_url.clone(),
            api_key: config.api_key.clone(),
            headers: config.headers.clone(),
            models: models.map(|stage| config.model_of(stage).to_owned()),
            response_format: config.response_format,
            token_limit_field: config.token_limit_field,
            max_output_tokens: config.max_output_tokens,
            temperature: config.temperature,
            reasoning_effort: config.reasoning_effort.clone(),
            connect_timeout: config.connect_timeout,
            call_timeout: config.call_timeout,
            first_pause: FIRST_PAUSE,
            concurrency: config.concurrency,
        }
    }
}

impl EndpointConfig {
    /// The model that a stage asks.
    pub fn model_of(&self, stage: Stage) -> &str {
        let [extract, compose, judge] = &self.models;
        match stage {
            Stage::Extract => extract,
            Stage::Compose => compose,
            Stage::Judge => judge,
        }
    }
}

/// Shows neither key nor headers.
impl fmt::Debug for EndpointConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointConfig")
            .field("base_url", &self.base_url)
            .field("models", &self.models)
            .field("has_key", &self.api_key.is_some())
            .finish_non_exhaustive()
    }
}

/// A language model behind an address.
pub struct Endpoint {
    client: Client<Address>,
    config: EndpointConfig,
    permits: Semaphore,
    pauses: Pauses,
    spend: Option<Spend>,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("config", &self.config).finish_non_exhaustive()
    }
}

/// How a question went: what came last, and what it means.
pub(super) struct Exchange {
    /// The last reply, where there was one.
    pub reply: Option<Reply>,
    /// The answer in it, or what went wrong.
    pub outcome: Result<Answer, Failure>,
}

impl Endpoint {
    /// An endpoint; the clock is for dates in `Retry-After`, the seed for the random part of pauses.
    ///
    /// # Errors
    ///
    /// When a key or header cannot be sent, or the connection cannot be set up.
    pub fn new(config: EndpointConfig, clock: Clock, seed: u64) -> anyhow::Result<Self> {
        let transport = Transport::new(&config.base_url, config.connect_timeout, clock)
            .map_err(reqwest::Error::without_url)
            .context("cannot set up connections to the language model")?;
        let address = Address::new(&config)?;
        let client = Client::build(transport.http(), address).with_http_service(transport);
        Ok(Self {
            client,
            permits: Semaphore::new(config.concurrency.max(1)),
            pauses: Pauses::new(config.first_pause, seed),
            config,
            spend: None,
        })
    }

    /// The same endpoint with an account that is asked before each call and told after it.
    #[must_use]
    pub fn with_spend(self, spend: Spend) -> Self {
        Self { spend: Some(spend), ..self }
    }

    /// The body of the call that a question becomes.
    pub(super) fn body(&self, question: &Question) -> Value {
        request::body(&self.config, question)
    }

    /// Asks, and asks again where that may help and there is time.
    pub(super) async fn exchange(&self, question: &Question) -> Exchange {
        let deadline = clock::ticks() + question.time_left.min(LONGEST);
        let time_left = || deadline.saturating_duration_since(clock::ticks());
        let body = self.body(question);
        let mut has_hung = false;
        let mut calls = 1;
        loop {
            // The semaphore is never closed: no permit means that there was no turn in time.
            let permit = timeout(time_left(), self.permits.acquire()).await;
            let allowed = call_time(time_left(), self.config.call_timeout, has_hung);
            if permit.is_err() || time_left() < LEAST_CALL {
                return Exchange { reply: None, outcome: Err(Failure::TimedOut) };
            }
            let mut exchange = self.call(question, &body, allowed).await;
            drop(permit);
            let failure = match &mut exchange.outcome {
                Ok(answer) => {
                    answer.calls = calls;
                    return exchange;
                }
                Err(failure) => failure,
            };
            tracing::debug!(stage = %question.stage, calls, failure = name(failure), "llm call failed");
            has_hung |= *failure == Failure::TimedOut;
            let asked_for = exchange.reply.as_ref().and_then(|reply| reply.retry_after);
            if calls >= question.max_calls || !is_worth_another(failure) {
                return exchange;
            }
            let Some(pause) = self.pauses.after(calls, asked_for, time_left()) else { return exchange };
            sleep(pause).await;
            calls += 1;
        }
    }

    /// One call within a time, if it may be paid for.
    async fn call(&self, question: &Question, body: &Value, allowed: Duration) -> Exchange {
        let failed = |failure| Exchange { reply: None, outcome: Err(failure) };
        let most = most(question, request::token_limit(&self.config, question));
        let reserved = match &self.spend {
            Some(spend) => match spend.reserve(most).await {
                Ok(reserved) => Some(reserved),
                Err(failure) => return failed(failure),
            },
            None => None,
        };
        let carried = timeout(allowed, self.send(body)).await;
        if let Some(reserved) = reserved {
            reserved.settle(charged(carried.as_ref().ok(), most)).await;
        }
        match carried {
            Err(_) => failed(Failure::TimedOut),
            Ok(Carried::TooLarge) => failed(Failure::TooLarge),
            Ok(Carried::NoConnection(why) | Carried::BrokeOff(why)) => failed(Failure::Unreachable(why)),
            Ok(Carried::Reply(reply)) => {
                let outcome = answer::read(&reply, question, self.config.model_of(question.stage));
                Exchange { reply: Some(reply), outcome }
            }
        }
    }

    /// Hands the call to the library, and takes what the transport brings back.
    async fn send(&self, body: &Value) -> Carried {
        let carried: Result<Never, OpenAIError> = self.client.chat().create_byot(body).await;
        match carried {
            Ok(never) => match never {},
            Err(OpenAIError::Boxed(carried)) => match carried.downcast::<Carried>() {
                Ok(carried) => *carried,
                Err(_) => Carried::NoConnection("the call cannot be sent".to_owned()),
            },
            Err(_) => Carried::NoConnection("the call cannot be built".to_owned()),
        }
    }
}

impl LanguageModel for Endpoint {
    fn name(&self, stage: Stage) -> &str {
        self.config.model_of(stage)
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        Box::pin(async move { self.exchange(question).await.outcome })
    }
}

/// The most that one call can cost.
fn most(question: &Question, token_limit: u32) -> Usage {
    let bytes = question.system.len() + question.user.len() + question.schema.to_string().len();
    Usage {
        input_tokens: bytes.div_ceil(BYTES_PER_TOKEN) as u64,
        output_tokens: u64::from(token_limit),
        cached_tokens: 0,
    }
}

/// What a call will be charged for, given how it ended; `None` when nobody waited for the end.
fn charged(carried: Option<&Carried>, most: Usage) -> Usage {
    match carried {
        Some(Carried::NoConnection(_)) => Usage::default(),
        Some(Carried::Reply(reply)) if !(200..300).contains(&reply.status) => Usage::default(),
        Some(Carried::Reply(reply)) => match answer::usage_of(reply) {
            // It does not say: the whole question, and what the answer's bytes can be at the most.
            usage if usage == Usage::default() => {
                let answered = reply.body.len().div_ceil(BYTES_PER_TOKEN) as u64;
                Usage { output_tokens: answered.min(most.output_tokens), ..most }
            }
            usage => usage,
        },
        Some(Carried::TooLarge | Carried::BrokeOff(_)) | None => most,
    }
}

/// What a failure is called in a log: its text may hold an endpoint's own words.
fn name(failure: &Failure) -> &'static str {
    match failure {
        Failure::TimedOut => "timed out",
        Failure::Unreachable(_) => "unreachable",
        Failure::RateLimited(_) => "rate limited",
        Failure::Overloaded(_) => "overloaded",
        Failure::Unauthorized(_) => "unauthorized",
        Failure::Rejected { .. } => "rejected",
        Failure::Refused => "refused",
        Failure::CutOff => "cut off",
        Failure::Empty => "empty",
        Failure::TooLarge => "too large",
        Failure::Malformed(_) => "malformed",
        Failure::Unfounded => "unfounded",
        Failure::OverBudget => "over budget",
        Failure::CircuitOpen => "circuit open",
        Failure::NotRecorded { .. } => "not recorded",
    }
}

/// What the library would make of a reply; it never gets one.
#[derive(Deserialize)]
enum Never {}

/// Where calls go and what they carry. The library's own settings would read keys and addresses from the environment.
#[derive(Clone)]
struct Address {
    base_url: String,
    headers: HeaderMap,
    api_key: SecretString,
}

impl Address {
    fn new(config: &EndpointConfig) -> anyhow::Result<Self> {
        let mut headers = HeaderMap::new();
        for (name, value) in &config.headers {
            let secret = secret(value.expose_secret()).with_context(|| format!("the header {name}"))?;
            headers.insert(
                HeaderName::try_from(name.as_str()).with_context(|| format!("the header {name}"))?,
                secret,
            );
        }
        if let Some(key) = &config.api_key {
            headers.insert(
                AUTHORIZATION,
                secret(&format!("Bearer {}", key.expose_secret())).context("the key")?,
            );
        }
        Ok(Self { base_url: config.base_url.clone(), headers, api_key: SecretString::default() })
    }
}

/// A header value that no `Debug` output shows.
fn secret(text: &str) -> anyhow::Result<HeaderValue> {
    let mut value = HeaderValue::try_from(text)?;
    value.set_sensitive(true);
    Ok(value)
}

impl Config for Address {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.api_key
    }
}
