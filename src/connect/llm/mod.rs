//! Carries questions to any endpoint that speaks the chat completions of `OpenAI`, and brings back an answer or a named failure.
//!
//! - [`Endpoint`] asks: `request` writes the call, `transport` carries it, `answer` reads the reply, `retry` decides whether to call again,
//!   `spend` whether it may be paid for.
//! - [`Guarded`] leaves an endpoint alone that fails again and again (`breaker`).
//! - [`Cached`] keeps answers, and asks once what is asked at the same time (`cache`).
//! - [`Recorder`] and [`Replay`] keep whole exchanges as files that tests answer from (`cassettes`).
//!
//! Invariant: no key, no prompt and no answer is in a log, an error or a `Debug` output.
//! Invariant: an answer or a failure comes within the question's `time_left`, after at most `max_calls` calls.

mod answer;
mod breaker;
mod cache;
mod cassettes;
mod conforms;
mod endpoint;
mod key;
mod request;
mod retry;
mod secret;
mod spend;
mod transport;

pub use breaker::{Breaker, Guarded};
pub use cache::Cached;
pub use cassettes::{Cassettes, Recorder, Replay};
pub use conforms::conforms;
pub use endpoint::{Endpoint, EndpointConfig};
pub use key::question_key;
pub use secret::local_secret;
pub use spend::{Money, Price, Spend};
pub use transport::MAX_BODY;

use crate::clock::Clock;
use crate::config::LlmConfig;
use crate::language::LanguageModel;

/// The endpoint of the settings with everything around it: cache, circuit breaker, retries, budget.
///
/// # Errors
///
/// When the connection cannot be set up, or the amount spent cannot be read.
pub fn from_config(config: &LlmConfig, clock: &Clock) -> anyhow::Result<Box<dyn LanguageModel>> {
    let breaker = Breaker::new(config.breaker_failures, config.breaker_pause);
    let guarded = Guarded::new(endpoint_from_config(config, clock)?, breaker);
    if !config.cache {
        return Ok(Box::new(guarded));
    }
    Ok(Box::new(Cached::new(guarded, config.cache_dir.join("answers"))))
}

/// The endpoint of the settings with retries and budget, but without cache and breaker: for recording and for checks.
///
/// # Errors
///
/// As [`from_config`].
pub fn endpoint_from_config(config: &LlmConfig, clock: &Clock) -> anyhow::Result<Endpoint> {
    // The time of the start is random enough to keep processes from calling again in step.
    let seed = clock.now().zoned().timestamp().as_nanosecond() as u64;
    let endpoint = Endpoint::new(EndpointConfig::from(config), clock.clone(), seed)?;
    Ok(match config.price_per_million.map(Price::from) {
        Some(price) => {
            let budget = config.budget_usd_per_day.map(Money::from_usd);
            endpoint.with_spend(Spend::open(config.cache_dir.clone(), price, budget, clock.clone())?)
        }
        None => endpoint,
    })
}
