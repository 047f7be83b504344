//! Reads settings: each value from the file, otherwise from the defaults, then checked.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use secrecy::SecretString;
use serde::Deserialize;
use toml::Spanned;

use super::{
    Config, ConfigError, DEFAULTS, FILE_NAME, LlmConfig, PricePerMillion, ResponseFormat, TokenLimitField,
};

/// Looks up an environment variable.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

const BASE_URL: &str = "BATON_LLM_BASE_URL";
const MODEL: &str = "BATON_LLM_MODEL";
const API_KEY: &str = "BATON_LLM_API_KEY";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    llm: Option<Spanned<RawLlm>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLlm {
    base_url: Option<Spanned<String>>,
    model: Option<Spanned<String>>,
    extract_model: Option<Spanned<String>>,
    compose_model: Option<Spanned<String>>,
    api_key_env: Option<Spanned<String>>,
    api_key_file: Option<Spanned<PathBuf>>,
    response_format: Option<ResponseFormat>,
    connect_timeout_seconds: Option<Spanned<f64>>,
    call_timeout_seconds: Option<Spanned<f64>>,
    brief_timeout_seconds: Option<Spanned<f64>>,
    concurrency: Option<Spanned<usize>>,
    token_limit_field: Option<TokenLimitField>,
    part_tokens: Option<Spanned<usize>>,
    max_output_tokens: Option<Spanned<u32>>,
    temperature: Option<Spanned<f64>>,
    reasoning_effort: Option<Spanned<String>>,
    price_per_million_input: Option<Spanned<f64>>,
    price_per_million_output: Option<Spanned<f64>>,
    budget_usd_per_day: Option<Spanned<f64>>,
    cache: Option<bool>,
    cache_dir: Option<PathBuf>,
    breaker_failures: Option<Spanned<u32>>,
    breaker_pause_seconds: Option<Spanned<f64>>,
    #[serde(default)]
    headers: BTreeMap<String, Spanned<String>>,
}

/// Reads the settings of a file and an environment.
pub(super) fn load(path: Option<&Path>, environment: Environment<'_>) -> anyhow::Result<Config> {
    let path = match path {
        Some(path) => Some(path.to_owned()),
        None => Some(PathBuf::from(FILE_NAME)).filter(|path| path.is_file()),
    };
    let text = match &path {
        Some(path) => std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the settings {}", path.display()))?,
        None => String::new(),
    };
    let file = File {
        name: path.as_ref().map_or_else(|| FILE_NAME.to_owned(), |path| path.display().to_string()),
        folder: path.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default(),
        text: text.strip_prefix('\u{feff}').unwrap_or(&text),
        environment,
    };
    let llm = file.llm()?;
    Ok(Config { file: path, llm })
}

/// A settings file that is being read.
struct File<'a> {
    name: String,
    folder: PathBuf,
    text: &'a str,
    environment: Environment<'a>,
}

impl File<'_> {
    fn llm(&self) -> anyhow::Result<Option<LlmConfig>> {
        let raw: RawConfig = toml::from_str(self.text).map_err(|error| {
            self.wrong(&error.span().unwrap_or(0..0), error.message().trim_end().replace('\n', "; "))
        })?;
        let (table, own) =
            raw.llm.map_or((None, RawLlm::default()), |llm| (Some(llm.span()), llm.into_inner()));
        let (base_url, model) = ((self.environment)(BASE_URL), (self.environment)(MODEL));
        if table.is_none() && base_url.is_none() && model.is_none() {
            return Ok(None);
        }
        let base_url = if let Some(url) = base_url {
            address(&url).map_err(|why| anyhow::anyhow!("{BASE_URL}: {why}"))?
        } else {
            let url =
                own.base_url.as_ref().ok_or_else(|| self.missing(table.as_ref(), "base_url", BASE_URL))?;
            address(url.get_ref()).map_err(|why| self.wrong(&url.span(), format!("base_url {why}")))?
        };
        let model = match model {
            Some(model) if !model.trim().is_empty() => model,
            Some(_) => bail!("{MODEL} is empty, expected the name of a model"),
            None => self
                .name(own.model.as_ref(), "model")?
                .ok_or_else(|| self.missing(table.as_ref(), "model", MODEL))?,
        };
        self.complete(own, base_url, model).map(Some)
    }

    /// Fills what the file leaves out and checks the rest.
    fn complete(&self, own: RawLlm, base_url: String, model: String) -> anyhow::Result<LlmConfig> {
        let shipped = defaults();
        let seconds = |own: Option<Spanned<f64>>, shipped: Option<Spanned<f64>>, key: &str| {
            let value = own.or(shipped).unwrap_or_else(|| Spanned::new(0..0, 0.0));
            let duration = Duration::try_from_secs_f64(*value.get_ref()).ok();
            let usable = duration.filter(|duration| !duration.is_zero() && duration.as_secs() <= 24 * 3600);
            usable.ok_or_else(|| {
                self.wrong(
                    &value.span(),
                    format!("{key} {}, expected seconds above 0, at most a day", value.get_ref()),
                )
            })
        };
        let price_per_million = self.price(own.price_per_million_input, own.price_per_million_output)?;
        let budget = self.amount(own.budget_usd_per_day.as_ref(), "budget_usd_per_day")?;
        if let (Some(budget), None) = (&own.budget_usd_per_day, price_per_million) {
            let problem = "budget_usd_per_day needs price_per_million_input and price_per_million_output";
            return Err(self.wrong(&budget.span(), problem).into());
        }
        let concurrency = own.concurrency.or(shipped.concurrency).unwrap_or_else(|| Spanned::new(0..0, 0));
        if !(1..=256).contains(concurrency.get_ref()) {
            let problem = format!("concurrency {}, expected 1 to 256", concurrency.get_ref());
            return Err(self.wrong(&concurrency.span(), problem).into());
        }
        let part_tokens = own.part_tokens.or(shipped.part_tokens).unwrap_or_else(|| Spanned::new(0..0, 0));
        if !(1_000..=1_000_000).contains(part_tokens.get_ref()) {
            let problem = format!("part_tokens {}, expected 1000 to 1000000", part_tokens.get_ref());
            return Err(self.wrong(&part_tokens.span(), problem).into());
        }
        let failures =
            own.breaker_failures.or(shipped.breaker_failures).unwrap_or_else(|| Spanned::new(0..0, 0));
        if *failures.get_ref() == 0 {
            return Err(self.wrong(&failures.span(), "breaker_failures 0, expected 1 or more").into());
        }
        if let Some(limit) = own.max_output_tokens.as_ref().filter(|limit| *limit.get_ref() == 0) {
            return Err(self.wrong(&limit.span(), "max_output_tokens 0, expected 1 or more").into());
        }
        Ok(LlmConfig {
            base_url,
            api_key: self.key(own.api_key_env.as_ref(), own.api_key_file.as_ref())?,
            model,
            extract_model: self.name(own.extract_model.as_ref(), "extract_model")?,
            compose_model: self.name(own.compose_model.as_ref(), "compose_model")?,
            response_format: own.response_format.or(shipped.response_format).unwrap_or_default(),
            connect_timeout: seconds(
                own.connect_timeout_seconds,
                shipped.connect_timeout_seconds,
                "connect_timeout_seconds",
            )?,
            call_timeout: seconds(
                own.call_timeout_seconds,
                shipped.call_timeout_seconds,
                "call_timeout_seconds",
            )?,
            brief_timeout: seconds(
                own.brief_timeout_seconds,
                shipped.brief_timeout_seconds,
                "brief_timeout_seconds",
            )?,
            concurrency: concurrency.into_inner(),
            token_limit_field: own.token_limit_field.or(shipped.token_limit_field).unwrap_or_default(),
            part_tokens: part_tokens.into_inner(),
            max_output_tokens: own.max_output_tokens.map(Spanned::into_inner),
            temperature: self.amount(own.temperature.as_ref(), "temperature")?,
            reasoning_effort: self.name(own.reasoning_effort.as_ref(), "reasoning_effort")?,
            price_per_million,
            budget_usd_per_day: budget,
            cache: own.cache.or(shipped.cache).unwrap_or(true),
            cache_dir: self.folder(own.cache_dir, shipped.cache_dir),
            breaker_failures: failures.into_inner(),
            breaker_pause: seconds(
                own.breaker_pause_seconds,
                shipped.breaker_pause_seconds,
                "breaker_pause_seconds",
            )?,
            headers: self.headers(own.headers)?,
        })
    }

    fn wrong(&self, span: &Range<usize>, problem: impl Into<String>) -> ConfigError {
        ConfigError::new(&self.name, self.text, span, problem)
    }

    fn missing(&self, table: Option<&Range<usize>>, key: &str, variable: &str) -> anyhow::Error {
        match table {
            Some(table) => {
                self.wrong(table, format!("[llm] has no {key}; give it here or as {variable}")).into()
            }
            None => anyhow::anyhow!("a language model is set by the environment, but there is no {variable}"),
        }
    }

    fn name(&self, value: Option<&Spanned<String>>, key: &str) -> Result<Option<String>, ConfigError> {
        match value {
            Some(value) if value.get_ref().trim().is_empty() => {
                Err(self.wrong(&value.span(), format!("{key} is empty; leave it out instead")))
            }
            value => Ok(value.map(|value| value.get_ref().clone())),
        }
    }

    fn amount(&self, value: Option<&Spanned<f64>>, key: &str) -> Result<Option<f64>, ConfigError> {
        match value {
            Some(value) if !(0.0..=1_000_000.0).contains(value.get_ref()) => {
                Err(self.wrong(&value.span(), format!("{key} {}, expected 0 or more", value.get_ref())))
            }
            value => Ok(value.map(|value| *value.get_ref())),
        }
    }

    fn price(
        &self,
        input: Option<Spanned<f64>>,
        output: Option<Spanned<f64>>,
    ) -> Result<Option<PricePerMillion>, ConfigError> {
        let of_input = self.amount(input.as_ref(), "price_per_million_input")?;
        let of_output = self.amount(output.as_ref(), "price_per_million_output")?;
        match (of_input, of_output) {
            (Some(input), Some(output)) => Ok(Some(PricePerMillion { input, output })),
            (None, None) => Ok(None),
            _ => {
                let span = input.or(output).map_or(0..0, |price| price.span());
                let problem = "price_per_million_input and price_per_million_output belong together";
                Err(self.wrong(&span, problem))
            }
        }
    }

    fn key(
        &self,
        variable: Option<&Spanned<String>>,
        file: Option<&Spanned<PathBuf>>,
    ) -> anyhow::Result<Option<SecretString>> {
        if let Some(key) = (self.environment)(API_KEY).filter(|key| !key.trim().is_empty()) {
            return Ok(Some(key.trim().into()));
        }
        let (key, span) = match (variable, file) {
            (None, None) => return Ok(None),
            (Some(_), Some(file)) => {
                return Err(self
                    .wrong(&file.span(), "api_key_env and api_key_file exclude each other")
                    .into());
            }
            (Some(variable), None) => {
                let key = (self.environment)(variable.get_ref()).ok_or_else(|| {
                    self.wrong(&variable.span(), format!("api_key_env: {} is not set", variable.get_ref()))
                })?;
                (key, variable.span())
            }
            (None, Some(file)) => {
                let path = self.placed(file.get_ref().clone());
                let key = std::fs::read_to_string(&path).map_err(|error| {
                    self.wrong(&file.span(), format!("api_key_file: cannot read {}: {error}", path.display()))
                })?;
                (key, file.span())
            }
        };
        let key = key.trim();
        // What a header cannot carry would fail later, with the key in the message.
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(self.wrong(&span, "the key is empty, or has characters that no key has").into());
        }
        Ok(Some(key.into()))
    }

    fn headers(
        &self,
        headers: BTreeMap<String, Spanned<String>>,
    ) -> Result<Vec<(String, SecretString)>, ConfigError> {
        let mut read = Vec::with_capacity(headers.len());
        for (name, value) in headers {
            let span = value.span();
            if reqwest::header::HeaderName::try_from(name.as_str()).is_err() {
                return Err(self.wrong(&span, format!("{name:?} is no name of a header")));
            }
            let text = match value.get_ref().strip_prefix("env:") {
                Some(variable) => (self.environment)(variable)
                    .ok_or_else(|| self.wrong(&span, format!("headers: {variable} is not set")))?,
                None => value.into_inner(),
            };
            if reqwest::header::HeaderValue::try_from(text.as_str()).is_err() {
                return Err(self.wrong(&span, format!("the value of {name} is none that a header can have")));
            }
            read.push((name, text.into()));
        }
        Ok(read)
    }

    fn folder(&self, own: Option<PathBuf>, shipped: Option<PathBuf>) -> PathBuf {
        match own {
            Some(own) => self.placed(own),
            None => self.placed(shipped.unwrap_or_default()),
        }
    }

    /// `~/` is the home folder; what is relative is relative to the file.
    fn placed(&self, path: PathBuf) -> PathBuf {
        let home = || (self.environment)("HOME").or_else(|| (self.environment)("USERPROFILE"));
        match path.strip_prefix("~") {
            Ok(rest) => {
                home().map_or_else(|| self.folder.join(".baton-cache"), |home| Path::new(&home).join(rest))
            }
            Err(_) => self.folder.join(path),
        }
    }
}

/// What is shipped.
fn defaults() -> RawLlm {
    // A test reads the file, so that it cannot be shipped broken.
    let shipped: Option<RawConfig> = toml::from_str(DEFAULTS).ok();
    shipped.and_then(|config| config.llm).map(Spanned::into_inner).unwrap_or_default()
}

/// A base URL that can be called, without a slash at its end.
fn address(text: &str) -> Result<String, &'static str> {
    let url =
        reqwest::Url::parse(text.trim()).map_err(|_| "is no address such as https://api.openai.com/v1")?;
    if !["http", "https"].contains(&url.scheme()) || url.host_str().is_none() {
        return Err("is no http or https address");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a password; give a key instead");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has more after its path; give the part before /chat/completions");
    }
    let base = url.as_str().trim_end_matches('/');
    Ok(base.strip_suffix("/chat/completions").unwrap_or(base).to_owned())
}
