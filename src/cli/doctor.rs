//! `baton doctor`: whether the language model of the settings answers, in the form asked for, how fast, and what a brief will cost.
//!
//! It sends one tiny question a model, with nothing of any call in it. Keys are never shown.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::output::write_text;
use super::{Failure, engine, text};
use crate::clock::{self, Clock};
use crate::config::{FILE_NAME, LlmConfig, ResponseFormat};
use crate::connect::llm::{Money, Price, Spend, conforms, endpoint_from_config};
use crate::language::{self, LanguageModel, Question, Stage, Usage};

/// Words of a talkative hour.
const CALL_WORDS: f64 = 13_000.0;
/// Tokens (o200k) of a word as it is sent: speech with its punctuation, speakers and utterance numbers. A test counts them.
const TOKENS_PER_WORD: f64 = 1.6;
/// What is asked for a whole brief at the most, measured in the transcript's own tokens, speakers included; an hour takes less.
const ASKED_PER_TRANSCRIPT: f64 = 1.35;
/// Tokens of the answers of a brief: some 40 quoted items, and a page of sentences with their citations.
const ANSWERED: u64 = 4_500;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The settings [default: baton.toml in the present folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, clock: &Clock) -> Result<(), Failure> {
    let config = engine::load(args.config.as_deref())?;
    let settings = config.file.as_ref().map_or("none".to_owned(), |file| file.display().to_string());
    let mut report = Report::default();
    report.row("settings", &settings);
    let Some(llm) = &config.llm else {
        report.row(
            "model",
            "none: briefs are made by the embedded engine alone, which needs neither key nor network",
        );
        report.row("", &format!("to use one, give [llm] with base_url and model in {FILE_NAME}"));
        return write_text(None, &report.0);
    };
    configured(&mut report, llm, clock)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut checked = Ok(());
    for (model, stage, stages) in models(llm) {
        match runtime.block_on(check(llm, stage, clock)) {
            Ok(took) => {
                let schema = match llm.response_format {
                    ResponseFormat::JsonSchema => "keeps to a JSON Schema",
                    ResponseFormat::JsonObject | ResponseFormat::None => "keeps to a schema in its prompt",
                };
                report.row(&stages, &format!("{model} answers in {:.1} s and {schema}", took.as_secs_f64()));
            }
            Err(failure) => {
                report.row(&stages, &format!("{model} cannot be used"));
                checked = checked.and(Err(failure));
            }
        }
    }
    report.row("brief", &cost(llm));
    write_text(None, &report.0)?;
    checked
}

/// Lines of a label and what is to say about it.
#[derive(Default)]
struct Report(String);

impl Report {
    fn row(&mut self, label: &str, said: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{label:<18}{}", text::visible(said));
    }
}

fn configured(report: &mut Report, llm: &LlmConfig, clock: &Clock) -> Result<(), Failure> {
    let key = if llm.api_key.is_some() { "with a key" } else { "without a key" };
    report.row("endpoint", &format!("{}, {key}", llm.base_url));
    if llm.is_unencrypted() {
        report.row("", "careful: by plain http others can read the key and the calls on their way");
    }
    report.row("answers", &format!("asked for as {}", llm.response_format.name()));
    let kept = llm.cache_dir.display();
    report.row("cache", &if llm.cache { kept.to_string() } else { "off".to_owned() });
    let budget = match (llm.budget_usd_per_day, llm.price_per_million) {
        (Some(budget), Some(price)) => {
            let budget = Money::from_usd(budget);
            let spend = Spend::open(llm.cache_dir.clone(), Price::from(price), Some(budget), clock.clone())?;
            let today = spend.today().context("cannot read the amount spent")?;
            format!("{budget} a day, {today} spent today")
        }
        _ => "no limit".to_owned(),
    };
    report.row("budget", &budget);
    Ok(())
}

/// Each model once: its name, a stage that asks it, and all that do.
fn models(llm: &LlmConfig) -> Vec<(&str, Stage, String)> {
    let (extract, compose) = (llm.model_of(Stage::Extract), llm.model_of(Stage::Compose));
    if extract == compose {
        return vec![(extract, Stage::Extract, "extract, compose".to_owned())];
    }
    vec![(extract, Stage::Extract, "extract".to_owned()), (compose, Stage::Compose, "compose".to_owned())]
}

/// Asks; where the answer has the wrong form, looks for a setting that gives the right one.
async fn check(llm: &LlmConfig, stage: Stage, clock: &Clock) -> Result<Duration, Failure> {
    let problem = match ask(llm, stage, clock).await? {
        Ok(took) => return Ok(took),
        Err(problem) => problem,
    };
    let hint = match &problem {
        Problem::Failure(failure) if !is_of_form(failure) => hint(failure, llm),
        Problem::Failure(_) | Problem::WrongForm => match other_format(llm, stage, clock).await {
            Some(format) => format!("it works with response_format = \"{}\"", format.name()),
            None => "no response_format works: give another model, or see the endpoint's own log".to_owned(),
        },
    };
    let model = llm.model_of(stage);
    Err(match problem {
        Problem::Failure(failure) => {
            Failure::with_hint(anyhow::Error::new(failure).context(format!("{model} gives no answer")), hint)
        }
        Problem::WrongForm => {
            Failure::with_hint(anyhow::anyhow!("{model} does not keep to the schema"), hint)
        }
    })
}

/// What is wrong with an endpoint.
enum Problem {
    /// There is no answer.
    Failure(language::Failure),
    /// The answer is not what the schema says.
    WrongForm,
}

async fn ask(llm: &LlmConfig, stage: Stage, clock: &Clock) -> anyhow::Result<Result<Duration, Problem>> {
    let endpoint = endpoint_from_config(llm, clock)?;
    let question = question(stage, llm.call_timeout);
    let started = clock::ticks();
    let answered = endpoint.ask(&question).await;
    let took = clock::ticks() - started;
    Ok(match answered {
        Ok(answer) => match serde_json::from_str::<Value>(&answer.text) {
            Ok(value) if conforms(&value, &question.schema) => Ok(took),
            _ => Err(Problem::WrongForm),
        },
        Err(failure) => Err(Problem::Failure(failure)),
    })
}

/// The first of the other ways to ask for a form that is answered rightly.
async fn other_format(llm: &LlmConfig, stage: Stage, clock: &Clock) -> Option<ResponseFormat> {
    for format in [ResponseFormat::JsonSchema, ResponseFormat::JsonObject, ResponseFormat::None] {
        let other = LlmConfig { response_format: format, ..llm.clone() };
        if format != llm.response_format && matches!(ask(&other, stage, clock).await, Ok(Ok(_))) {
            return Some(format);
        }
    }
    None
}

/// The question does not say that JSON is wanted: the answer is JSON only where the endpoint heeds the form.
fn question(stage: Stage, time_left: Duration) -> Question {
    Question {
        stage,
        system: "You answer briefly.".to_owned(),
        user: "How many days has a week, and which one do people call the weekend's last?".to_owned(),
        schema_name: "week",
        schema: json!({
            "type": "object",
            "properties": {
                "days": {"type": "integer"},
                "last_of_weekend": {"type": "string", "enum": ["saturday", "sunday"]},
                "note": {"type": ["string", "null"]},
            },
            "required": ["days", "last_of_weekend", "note"],
            "additionalProperties": false,
        }),
        // Room for a model that thinks first.
        max_output_tokens: 4_000,
        time_left,
        max_calls: 3,
    }
}

/// Whether another way to ask for the form may help.
fn is_of_form(failure: &language::Failure) -> bool {
    use language::Failure::{Empty, Malformed, Rejected};
    matches!(failure, Rejected { status: 200 | 400 | 422, .. } | Malformed(_) | Empty)
}

fn hint(failure: &language::Failure, llm: &LlmConfig) -> String {
    use language::Failure as F;
    match failure {
        F::TimedOut => format!(
            "is the model loaded? it may take {} s; call_timeout_seconds allows more",
            llm.call_timeout.as_secs_f64()
        ),
        F::Unreachable(_) => {
            format!("is a server running at {}? is base_url right, and the network there?", llm.base_url)
        }
        F::RateLimited(_) => "wait a little, lower concurrency, or ask for a higher limit".to_owned(),
        F::Overloaded(_) => "the server has trouble of its own: see its log, or try again later".to_owned(),
        F::Unauthorized(_) if llm.api_key.is_none() => {
            "no key is set: give api_key_env, api_key_file, or BATON_LLM_API_KEY".to_owned()
        }
        F::Unauthorized(_) => "is it the key of this endpoint, and may it use this model?".to_owned(),
        F::Rejected { status: 404, .. } => {
            "does the endpoint have a model of that name, and does base_url end before /chat/completions (often in /v1)?"
                .to_owned()
        }
        F::CutOff => "a model that thinks before it answers needs more room: set max_output_tokens".to_owned(),
        F::OverBudget => "today's budget is spent, or too small for one call: see budget_usd_per_day".to_owned(),
        F::Rejected { .. }
        | F::Refused
        | F::Empty
        | F::TooLarge
        | F::Malformed(_)
        | F::Unfounded
        | F::CircuitOpen
        | F::NotRecorded { .. } => "is base_url that of an OpenAI-compatible endpoint?".to_owned(),
    }
}

/// What a brief will cost.
fn cost(llm: &LlmConfig) -> String {
    let asked = (CALL_WORDS * TOKENS_PER_WORD * ASKED_PER_TRANSCRIPT / 100.0).round() as u64 * 100;
    let usage = Usage { input_tokens: asked, output_tokens: ANSWERED, cached_tokens: 0 };
    let tokens = format!("about {asked} tokens in and {ANSWERED} out for a 60-minute call");
    match llm.price_per_million {
        Some(price) => format!("{} ({tokens})", Price::from(price).of(usage)),
        None => format!("{tokens}; no price is set"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dossier;

    #[test]
    fn a_transcript_has_about_as_many_tokens_a_word_as_is_said() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/handoffs");
        let (mut words, mut tokens) = (0, 0);
        for handoff in std::fs::read_dir(folder).unwrap() {
            let files = std::fs::read_dir(handoff.unwrap().path()).unwrap().map(|file| file.unwrap().path());
            for path in files.filter(|path| path.file_stem().is_some_and(|stem| stem == "transcript")) {
                let transcript = dossier::read_transcript(&path, None).unwrap();
                for (index, text) in transcript.text().lines().enumerate() {
                    let line = format!("u{} S1: {text}\n", index + 1);
                    words += text.split_whitespace().count();
                    tokens += tiktoken_rs::o200k_base_singleton().encode_ordinary(&line).len();
                }
            }
        }
        let ratio = tokens as f64 / f64::from(u32::try_from(words).unwrap());
        assert!((ratio / TOKENS_PER_WORD - 1.0).abs() < 0.1, "{ratio} tokens a word");
    }
}
