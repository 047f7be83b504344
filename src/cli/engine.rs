//! Which engine understands the calls, and how a language model is reached.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use secrecy::ExposeSecret;
use tokio::runtime::{Builder, Runtime};

use super::Failure;
use crate::brief::reword::Price;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, FILE_NAME, LlmConfig};
use crate::connect::llm::{Cassettes, Recorder, Replay, endpoint_from_config, from_config, local_secret};
use crate::eval::judge::{self, Opinion};
use crate::extract::llm::{self, Understood};
use crate::extract::{Call, Engine};
use crate::language::{self, LanguageModel};
use crate::pipeline::{self, Asking, Handoff, Made};

/// Which engine understands the calls and words the brief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineChoice {
    /// Inside the binary: no key, no network.
    #[default]
    Embedded,
    /// The language model of the settings; the embedded engine where it fails.
    Llm,
}

/// Keys the fences of questions that are recorded: for everybody the same, since a recording answers only the question it was made of.
const RECORDING_SECRET: &[u8] = b"known to everybody: only for recordings";

/// How a language model is reached.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Language model")]
pub(super) struct ModelArgs {
    /// The settings [default: baton.toml in the present folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Ask the endpoint of the settings what is not recorded yet, and record it.
    #[arg(long, conflicts_with = "replay")]
    record: bool,
    /// Answer from recordings alone: no key, no network.
    #[arg(long)]
    replay: bool,
    /// The folder of the recordings.
    #[arg(long, value_name = "DIR", default_value = "fixtures/cassettes/briefs")]
    cassettes: PathBuf,
}

/// The language model of a command, and what it needs.
pub(super) struct Asker {
    model: Box<dyn LanguageModel>,
    asking: Asking,
    runtime: Runtime,
    replay: Option<Arc<Replay>>,
}

impl ModelArgs {
    /// Sets up the model.
    pub(super) fn asker(&self, clock: &Clock) -> Result<Asker, Failure> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        if self.replay {
            let cassettes = Cassettes::open(&self.cassettes)?;
            if cassettes.is_empty() {
                let error = anyhow::anyhow!("no recordings in {}", self.cassettes.display());
                return Err(Failure::with_hint(
                    error,
                    "run it in a copy of the repository, or give --cassettes",
                ));
            }
            // Whoever recorded with parts of another size replays with the same settings.
            let own = self.config.as_deref().map(|file| configured(Some(file))).transpose()?;
            let part_tokens = own.map_or(llm::Settings::PART_TOKENS, |own| own.part_tokens);
            let asking = Asking {
                secret: RECORDING_SECRET.to_vec().into(),
                time_left: Duration::from_mins(1),
                part_tokens,
                price: None,
            };
            let replay = Arc::new(Replay::new(cassettes));
            let model = Box::new(Arc::clone(&replay));
            return Ok(Asker { model, asking, runtime, replay: Some(replay) });
        }
        let config = configured(self.config.as_deref())?;
        let price = config.price_per_million.map(|price| Price { input: price.input, output: price.output });
        let (model, secret): (Box<dyn LanguageModel>, _) = if self.record {
            let recorder =
                Recorder::new(endpoint_from_config(&config, clock)?, Cassettes::open(&self.cassettes)?);
            (Box::new(recorder), RECORDING_SECRET.to_vec().into())
        } else {
            (from_config(&config, clock)?, local_secret(&config.cache_dir)?)
        };
        let asking =
            Asking { secret, time_left: config.brief_timeout, part_tokens: config.part_tokens, price };
        Ok(Asker { model, asking, runtime, replay: None })
    }
}

impl Asker {
    /// Makes a brief with the model's help.
    pub(super) fn brief(&self, handoff: &Handoff<'_>, engine: &dyn Engine) -> Result<Made, Failure> {
        let made = self.make(handoff, engine);
        self.all_recorded()?;
        Ok(made?)
    }

    /// The same; whether all recordings were there is for the caller to ask.
    pub(super) fn make(&self, handoff: &Handoff<'_>, engine: &dyn Engine) -> anyhow::Result<Made> {
        Ok(self.runtime.block_on(pipeline::with_model(handoff, engine, &*self.model, &self.asking))?)
    }

    /// Understands a call with the model's help.
    pub(super) fn extraction(&self, call: &Call<'_>, engine: &dyn Engine) -> Result<Understood, Failure> {
        let embedded = engine.extract(call)?;
        let settings = self.asking.of_calls(self.asking.time_left);
        let understood = self.runtime.block_on(llm::understand(&*self.model, call, &embedded, &settings));
        self.all_recorded()?;
        Ok(understood)
    }

    /// What the model thinks of the wording of a brief.
    pub(super) fn opinion(&self, screen: &str) -> Result<Opinion, language::Failure> {
        let secret = self.asking.secret.expose_secret();
        self.runtime.block_on(judge::ask(&*self.model, screen, secret, self.asking.time_left))
    }

    /// A replay that misses a recording has shown nothing.
    pub(super) fn all_recorded(&self) -> Result<(), Failure> {
        let missing = self.replay.as_ref().map(|replay| replay.missing()).unwrap_or_default();
        if missing.is_empty() {
            return Ok(());
        }
        let error = anyhow::anyhow!("no recording {}", missing.join(", "));
        Err(Failure::with_hint(error, Replay::HOW_TO_RECORD))
    }
}

/// The model's settings; that there are none is a failure.
fn configured(file: Option<&Path>) -> Result<LlmConfig, Failure> {
    let config = load(file)?;
    config.llm.ok_or_else(|| {
        let error = anyhow::anyhow!("no language model is configured");
        Failure::with_hint(
            error,
            format!(
                "give [llm] with base_url and model in {FILE_NAME}, or BATON_LLM_BASE_URL and BATON_LLM_MODEL; \
                 `baton doctor` checks it"
            ),
        )
    })
}

/// Reads the settings.
pub(super) fn load(file: Option<&Path>) -> Result<Config, Failure> {
    Config::load(file).map_err(|error| {
        let hint = if error.is::<ConfigError>() {
            "config.default.toml shows every setting with its default"
        } else {
            "give a file by --config, or leave it out"
        };
        Failure::with_hint(error, hint)
    })
}
