//! A handoff to its brief: by the embedded engine alone, or with a language model, within a time.
//!
//! Both ways share everything but who reads the calls and who words the lines. The embedded engine always reads: what it finds is the model's
//! second opinion, and the brief when the model fails. Whatever a model does, there is a brief in time, and it says how it was made.

use std::fmt;
use std::time::Duration;

use jiff::tz::TimeZone;
use secrecy::{ExposeSecret, SecretSlice};

use crate::brief::compose::{self, Material};
use crate::brief::reword::{self, Price, Reworded};
use crate::clock;
use crate::domain::{Brief, Dossier, Extraction, SqlBar};
use crate::extract::llm::{self, Understood};
use crate::extract::{Call, Engine, ExtractError, merge};
use crate::language::{LanguageModel, Stage, Usage, tokens};

/// The part of the time that reading the calls may take, in hundredths; wording takes the rest.
const READING: u32 = 65;

/// Calls are short that have fewer tokens than this, together.
const SHORT_CALLS: usize = 8_000;

/// What is to be briefed.
#[derive(Clone, Debug)]
pub struct Handoff<'a> {
    /// What was read.
    pub dossier: &'a Dossier,
    /// The bar it is held against.
    pub bar: &'a SqlBar,
    /// The zone in which the account executive reads times, where known.
    pub ae_zone: Option<TimeZone>,
}

/// How a language model is asked for one brief.
#[derive(Clone)]
pub struct Asking {
    /// The local secret that keys the fences around text from outside.
    pub secret: SecretSlice<u8>,
    /// How long it may take, retries included.
    pub time_left: Duration,
    /// Tokens of a call that are asked about at once.
    pub part_tokens: usize,
    /// What tokens cost, where known.
    pub price: Option<Price>,
}

impl Asking {
    /// How it is asked about calls, within a part of the time.
    pub fn of_calls(&self, time_left: Duration) -> llm::Settings {
        let mut settings = llm::Settings::new(self.secret.expose_secret(), time_left);
        settings.part_tokens = self.part_tokens;
        settings
    }
}

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asking").field("time_left", &self.time_left).finish_non_exhaustive()
    }
}

/// A brief, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The brief.
    pub brief: Brief,
    /// What was understood of each call, oldest first.
    pub calls: Vec<Extraction>,
    /// How a model read each call; empty where none was asked.
    pub reading: Vec<llm::Account>,
    /// How a model worded the brief; `None` where none was asked.
    pub wording: Option<reword::Account>,
}

/// Makes a brief by the embedded engine.
///
/// # Errors
/// When the engine fails.
pub fn by_engine(handoff: &Handoff<'_>, engine: &dyn Engine) -> Result<Made, ExtractError> {
    let calls = read(handoff.dossier, engine)?;
    let calls: Vec<Extraction> = calls.into_iter().map(|(_, extraction)| extraction).collect();
    let whole = merge::merge(calls.clone());
    let brief = compose::compose(&material(handoff, &whole, engine.name(), Vec::new()));
    Ok(Made { brief, calls, reading: Vec::new(), wording: None })
}

/// Makes a brief with a model: it reads all calls at the same time, then words the brief. Needs a Tokio runtime with its timer.
///
/// Where no call could be read, the model is not asked to word anything either.
///
/// # Errors
/// When the embedded engine fails.
pub async fn with_model(
    handoff: &Handoff<'_>,
    engine: &dyn Engine,
    model: &dyn LanguageModel,
    asking: &Asking,
) -> Result<Made, ExtractError> {
    let deadline = clock::ticks() + asking.time_left;
    let calls = read(handoff.dossier, engine)?;
    let secret = asking.secret.expose_secret();
    let settings = asking.of_calls(asking.time_left * READING / 100);
    let understood = llm::understand_all(model, &calls, &settings).await;
    let used = understood.iter().fold(Usage::default(), |mut sum, one| {
        sum.add(one.account.usage);
        sum
    });
    let settings = reword::Settings {
        secret,
        time_left: deadline.saturating_duration_since(clock::ticks()),
        max_input_tokens: input_tokens(handoff.dossier),
        max_output_tokens: reword::Settings::OUTPUT_TOKENS,
        used,
        price: asking.price,
    };
    let failed = understood.iter().filter(|one| one.account.failure.is_some()).count();
    let all_failed = failed > 0 && failed == understood.len();
    let notices = if all_failed { Vec::new() } else { notices(&understood) };
    let (calls, reading): (Vec<Extraction>, Vec<llm::Account>) =
        understood.into_iter().map(|one| (one.extraction, one.account)).unzip();
    let whole = merge::merge(calls.clone());
    let name = match failed {
        0 => "llm".to_owned(),
        _ if all_failed => engine.name().to_owned(),
        _ => format!("llm and {}", engine.name()),
    };
    let material = material(handoff, &whole, &name, notices);
    let failure = reading.iter().find_map(|account| account.failure.clone()).filter(|_| all_failed);
    let Reworded { brief, account } = match failure {
        Some(failure) => {
            let asked = reading.first().map_or(model.name(Stage::Extract), |account| &account.model);
            reword::unworded(asked, failure, &material, &settings)
        }
        None => reword::reword(model, &material, &settings).await,
    };
    Ok(Made { brief, calls, reading, wording: Some(account) })
}

/// Tokens that the question about the words may have.
fn input_tokens(dossier: &Dossier) -> usize {
    let said: usize = dossier.transcripts.iter().map(|transcript| tokens::count(transcript.text())).sum();
    if said < SHORT_CALLS {
        reword::Settings::INPUT_TOKENS_OF_SHORT_CALLS
    } else {
        reword::Settings::INPUT_TOKENS
    }
}

/// Reads every call by an engine that needs nobody.
fn read<'a>(dossier: &'a Dossier, engine: &dyn Engine) -> Result<Vec<(Call<'a>, Extraction)>, ExtractError> {
    let read = |transcript| {
        let call = Call::read(transcript, dossier.booking.as_ref(), dossier.account.as_ref());
        let extraction = engine.extract(&call)?;
        Ok((call, extraction))
    };
    dossier.transcripts.iter().map(read).collect()
}

fn material<'a>(
    handoff: &Handoff<'a>,
    extraction: &'a Extraction,
    engine: &'a str,
    notices: Vec<String>,
) -> Material<'a> {
    Material {
        dossier: handoff.dossier,
        extraction,
        bar: handoff.bar,
        engine,
        ae_zone: handoff.ae_zone.clone(),
        notices,
    }
}

/// Which of several calls the model could not read.
fn notices(understood: &[Understood]) -> Vec<String> {
    let calls = understood.len();
    let notice = |(number, one): (usize, &Understood)| {
        let why = one.account.failure.as_ref()?.without_words_of_others();
        Some(format!("Call {number} of {calls} is read by the embedded engine: {why}."))
    };
    (1..).zip(understood).filter_map(notice).collect()
}
