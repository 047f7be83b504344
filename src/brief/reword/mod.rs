//! A language model words the brief; code decides what of it is shown.
//!
//! Comes in: the material of a brief and somebody who answers. Goes out: a brief within the same limits as the composer's, and an account of
//! what was kept and dropped. The model sees the composer's brief as a draft and the numbered facts, and answers with sentences that cite
//! them. [`checks`] lets no sentence pass that its facts do not bear out; [`merge`] puts the composer's own line in its place. Header, footer,
//! order, limits and warnings are code's. Whatever goes wrong, the brief is the composer's, and says so.

mod answer;
mod checks;
mod claim;
mod merge;
mod note;
mod question;
mod speech;

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::clock;
use crate::domain::{Brief, Rejected, SectionKind};
use crate::language::{Answer, Failure, LanguageModel, MAX_CALLS, Question, Stage, Usage};

use super::compose::desk::Item;
use super::compose::{Material, Plan};
use super::ledger::Ledger;
use super::limits::{self, MAX_LINES, MAX_WORDS};
use answer::Sentences;

/// How the model is asked.
#[derive(Clone)]
pub struct Settings<'a> {
    /// The local secret that keys the fence around text from outside.
    pub secret: &'a [u8],
    /// How long it may take, retries included.
    pub time_left: Duration,
    /// Tokens of the question, at the most: facts that find no room are left out.
    pub max_input_tokens: usize,
    /// Tokens of the answer, at the most.
    pub max_output_tokens: u32,
    /// What earlier stages used for this brief; the footer tells the sum.
    pub used: Usage,
    /// What tokens cost, where known.
    pub price: Option<Price>,
}

impl Settings<'_> {
    /// Tokens of a question that leave a handoff its 1.35-fold of an hour's transcript beside the extraction's.
    pub const INPUT_TOKENS: usize = 2_500;
    /// Tokens of a question about shorter calls, whose facts are no fewer: it costs less than an hour's all the same.
    pub const INPUT_TOKENS_OF_SHORT_CALLS: usize = 3_600;
    /// Tokens of an answer: a brief of 350 words in JSON, and room.
    pub const OUTPUT_TOKENS: u32 = 2_000;
}

impl fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("time_left", &self.time_left).finish_non_exhaustive()
    }
}

/// US dollars for a million tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// Of questions.
    pub input: f64,
    /// Of answers.
    pub output: f64,
}

/// A brief in the model's words, as far as they verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Reworded {
    /// The brief.
    pub brief: Brief,
    /// What became of the model's answer.
    pub account: Account,
}

/// What became of the model's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The model that answered, or was to answer.
    pub model: String,
    /// Which prompt it was given.
    pub prompt: String,
    /// Sentences that verified.
    pub kept: usize,
    /// Sentences that did not, and why.
    pub dropped: Vec<Rejected>,
    /// Tokens of this question and its answer.
    pub usage: Usage,
    /// Why the brief is the composer's own, when it is.
    pub failure: Option<Failure>,
}

/// Lets the model word the brief. Needs a Tokio runtime with its timer: an answer that does not come in time is not waited for.
pub async fn reword(model: &dyn LanguageModel, material: &Material<'_>, settings: &Settings<'_>) -> Reworded {
    let ledger = Ledger::new(material.dossier, material.extraction);
    let plan = Plan::new(&ledger, material);
    let mut account = Account {
        model: model.name(Stage::Compose).to_owned(),
        prompt: question::version(),
        ..Account::default()
    };
    let answered = sentences(model, &plan, settings, &mut account).await;
    let brief = answered.and_then(|sentences| worded(&plan, &sentences, settings, &mut account));
    let brief = brief.unwrap_or_else(|failure| {
        account.failure = Some(failure);
        signed(&plan, &plan.sections, plan.desk.dropped, settings, &account)
    });
    Reworded { brief, account }
}

/// The composer's own brief, marked as one that no model worded, and why: for when asking would be in vain.
pub fn unworded(model: &str, failure: Failure, material: &Material<'_>, settings: &Settings<'_>) -> Reworded {
    let ledger = Ledger::new(material.dossier, material.extraction);
    let plan = Plan::new(&ledger, material);
    let account = Account {
        model: model.to_owned(),
        prompt: question::version(),
        failure: Some(failure),
        ..Account::default()
    };
    let brief = signed(&plan, &plan.sections, plan.desk.dropped, settings, &account);
    Reworded { brief, account }
}

/// The brief of these lines with what the model had to do with it. What the footer says of the model takes no line's place, unless one
/// screen would not hold both.
fn signed(
    plan: &Plan<'_>,
    sections: &[(SectionKind, Vec<Item>)],
    dropped: usize,
    settings: &Settings<'_>,
    account: &Account,
) -> Brief {
    let mut brief = plan.brief_of(sections.to_vec(), dropped, &plan.footer);
    brief.footer = note::footer(&brief.footer, account, settings);
    if fits(&brief) {
        return brief;
    }
    plan.brief_of(sections.to_vec(), dropped, &note::footer(&plan.footer, account, settings))
}

fn fits(brief: &Brief) -> bool {
    let size = limits::measure(brief);
    size.words <= MAX_WORDS && size.lines <= MAX_LINES
}

/// The model's sentences; where its answer cannot be read, it is asked for the form once more.
async fn sentences(
    model: &dyn LanguageModel,
    plan: &Plan<'_>,
    settings: &Settings<'_>,
    account: &mut Account,
) -> Result<Sentences, Failure> {
    let question = question::question(plan, &plan.brief(), settings)
        .map_err(|_| Failure::Malformed("the prompt cannot be written".to_owned()))?;
    let deadline = clock::ticks() + settings.time_left;
    let first = ask(model, question.clone(), deadline, account).await?;
    match answer::read(&first.text) {
        Err(Failure::Malformed(_)) if first.calls < MAX_CALLS => {
            let max_calls = MAX_CALLS - first.calls;
            let again = Question { max_calls, ..question::form_again(question) };
            answer::read(&ask(model, again, deadline, account).await?.text)
        }
        read => read,
    }
}

async fn ask(
    model: &dyn LanguageModel,
    question: Question,
    deadline: Instant,
    account: &mut Account,
) -> Result<Answer, Failure> {
    let time_left = deadline.saturating_duration_since(clock::ticks());
    if time_left.is_zero() {
        return Err(Failure::TimedOut);
    }
    let question = Question { time_left, ..question };
    // The connector keeps the time too; this holds even when it does not.
    let answered = timeout(time_left, model.ask(&question)).await.unwrap_or(Err(Failure::TimedOut));
    let answer = answered?;
    account.usage.add(answer.usage);
    if !answer.model.is_empty() {
        account.model.clone_from(&answer.model);
    }
    Ok(answer)
}

/// The brief of the sentences that verified.
fn worded(
    plan: &Plan<'_>,
    sentences: &Sentences,
    settings: &Settings<'_>,
    account: &mut Account,
) -> Result<Brief, Failure> {
    let merged = merge::merge(plan, sentences);
    account.dropped = merged.dropped;
    if merged.kept == 0 {
        return Err(Failure::Malformed("no sentence that its facts bear out".to_owned()));
    }
    account.kept = merged.kept;
    let dropped = plan.desk.dropped + account.dropped.len();
    let brief = signed(plan, &merged.sections, dropped, settings, account);
    if fits(&brief) {
        return Ok(brief);
    }
    account.kept = 0;
    Err(Failure::TooLarge)
}
