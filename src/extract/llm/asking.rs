//! One call understood: the parts asked about at once, each at most twice.

use std::ops::Range;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::account::Account;
use super::answer::{Corrections, Found, Place};
use super::chunk::{self, Weight};
use super::ground::Ground;
use super::items::Sorting;
use super::lines::{self, Line};
use super::prompt::{self, Failing};
use super::settings::Settings;
use super::{cross, merge, parse, together};
use crate::clock;
use crate::domain::Extraction;
use crate::domain::extraction::FindingStatus;
use crate::extract::Call;
use crate::language::{Answer, Failure, LanguageModel, MAX_CALLS, Question, Stage, Usage, tokens};

/// Quotes that are asked for again at the most.
const MOST_AGAIN: usize = 20;

/// With less of the time left than this share of a hundred, nothing is asked again.
const LEFT_FOR_MORE: u32 = 25;

/// A call understood, and what it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// What was understood: the model's answer as far as it holds, otherwise the embedded engine's.
    pub extraction: Extraction,
    /// How it came about.
    pub account: Account,
}

/// Asks a model about a call. `embedded` is what the embedded engine found in it: candidates, second opinion, and what is left when the
/// model fails.
///
/// Needs a Tokio runtime with time. Dropping the future drops the questions.
pub async fn understand(
    model: &dyn LanguageModel,
    call: &Call<'_>,
    embedded: &Extraction,
    settings: &Settings,
) -> Understood {
    let mut account = Account {
        model: model.name(Stage::Extract).to_owned(),
        prompt: prompt::version(),
        ..Account::default()
    };
    let flagged = flagged(call, embedded);
    let lines = lines::lines(call, &flagged);
    let asking = Asking {
        model,
        lines: &lines,
        ground: Ground::new(call, &lines, &flagged),
        settings,
        deadline: clock::ticks() + settings.time_left,
    };
    match asking.all_parts(call, &mut account).await {
        Ok(found) => keep(call, embedded, &flagged, found, account),
        Err(failure) => Understood {
            extraction: embedded.clone(),
            account: Account { failure: Some(failure), ..account },
        },
    }
}

/// Asks about several calls at the same time; the results come in the order of the calls.
pub async fn understand_all(
    model: &dyn LanguageModel,
    calls: &[(Call<'_>, Extraction)],
    settings: &Settings,
) -> Vec<Understood> {
    let questions =
        calls.iter().map(|(call, embedded)| Box::pin(understand(model, call, embedded, settings)) as _);
    together::all(questions).await
}

/// Utterances that hold a passage which the embedded detector reports.
fn flagged(call: &Call<'_>, embedded: &Extraction) -> Vec<bool> {
    let reported = |words: &str| {
        embedded
            .suspicious
            .iter()
            .any(|passage| passage == words || (passage.len() > 20 && words.contains(passage.as_str())))
    };
    call.utterances().iter().map(|utterance| reported(call.transcript.words(utterance))).collect()
}

/// What of the answers holds, unless that is nothing.
fn keep(
    call: &Call<'_>,
    embedded: &Extraction,
    flagged: &[bool],
    found: Vec<Found>,
    mut account: Account,
) -> Understood {
    let candidates = cross::candidates(embedded, flagged);
    let mut sorting = Sorting::new(call, &candidates);
    let proposed: usize = found.iter().map(Found::items).sum();
    account.unreadable = found.iter().map(|found| found.unreadable).sum();
    let parts = found.into_iter().map(|found| sorting.sort(found)).collect();
    let mut extraction = merge::merge(parts);
    account.kept = kept(&extraction);
    let nothing =
        extraction.pains.is_empty() && extraction.next_steps.is_empty() && extraction.stakeholders.is_empty();
    let something = !(embedded.pains.is_empty() && embedded.next_steps.is_empty());
    account.dropped = sorting.dropped;
    account.unfounded = sorting.unfounded;
    account.disagreements = sorting.disagreements;
    if nothing && (proposed > 0 || something) {
        let failure = Failure::Unfounded;
        return Understood {
            extraction: embedded.clone(),
            account: Account { failure: Some(failure), ..account },
        };
    }
    account.disagreements.extend(cross::check(call, &mut extraction, &candidates));
    extraction.suspicious.clone_from(&embedded.suspicious);
    extraction.rejected = account.dropped.iter().chain(&account.unfounded).cloned().collect();
    Understood { extraction, account }
}

fn kept(extraction: &Extraction) -> usize {
    let findings = &extraction.qualification;
    let findings =
        [&findings.budget, &findings.authority, &findings.need, &findings.timeline, &findings.competition];
    extraction.pains.len()
        + extraction.stakeholders.len()
        + extraction.next_steps.len()
        + extraction.objections.len()
        + extraction.alternatives.len()
        + extraction.triggers.len()
        + findings.iter().filter(|finding| finding.status != FindingStatus::Unknown).count()
}

/// The questions about one call.
struct Asking<'a> {
    model: &'a dyn LanguageModel,
    lines: &'a [Line],
    ground: Ground<'a>,
    settings: &'a Settings,
    deadline: Instant,
}

/// The answer to one part, and what it took.
#[derive(Default)]
struct Part {
    found: Option<Found>,
    failure: Option<Failure>,
    model: Option<String>,
    questions: usize,
    /// Calls of the endpoint, retries included.
    calls: u32,
    usage: Usage,
}

impl Asking<'_> {
    /// Every part's answer; one that fails fails the call, for half a call is a wrong picture.
    async fn all_parts(&self, call: &Call<'_>, account: &mut Account) -> Result<Vec<Found>, Failure> {
        let parts = self.cut();
        account.parts = parts.len();
        let questions: anyhow::Result<Vec<Question>> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                prompt::question(call, prompt::of_part(self.lines, part), at + 1, parts.len(), self.settings)
            })
            .collect();
        // Templates and contexts are ours: this cannot fail once the tests have passed, and must not end in silence if it does.
        let questions = questions.map_err(|error| Failure::Malformed(format!("the question: {error}")))?;
        let answers: Vec<Part> =
            together::all(questions.iter().map(|question| Box::pin(self.part(question)) as _)).await;
        let mut found = Vec::new();
        let mut failure = None;
        for part in answers {
            account.questions += part.questions;
            account.usage.add(part.usage);
            if let Some(model) = part.model {
                account.model = model;
            }
            failure = failure.or(part.failure);
            found.extend(part.found);
        }
        match failure {
            Some(failure) => Err(failure),
            None => Ok(found),
        }
    }

    /// The parts of the call, by an estimate of their tokens: building the tables to count them would hold up the first question.
    fn cut(&self) -> Vec<Range<usize>> {
        let mut before = None;
        let weigh = |line: &Line| {
            let new_voice = before.as_ref() != Some(&line.voice);
            before = Some(line.voice.clone());
            Weight { tokens: tokens::estimate(&line.text) + 1, new_voice }
        };
        let weights: Vec<Weight> = self.lines.iter().map(weigh).collect();
        chunk::parts(&weights, self.settings.part_tokens, self.settings.overlap_tokens)
    }

    /// Asks about one part; a second time when the answer cannot be read, or when items are left without any words of the call.
    async fn part(&self, question: &Question) -> Part {
        let mut part = Part::default();
        let Some(mut found) = self.answer(question, &mut part).await else { return part };
        self.locate(&mut found);
        if self.may_ask_again(&part) {
            self.correct(&mut found, &mut part).await;
        }
        part.found = Some(found);
        part
    }

    async fn answer(&self, question: &Question, part: &mut Part) -> Option<Found> {
        let first = self.ask(question, part).await;
        let unreadable = match first.and_then(|answer| read(&answer)) {
            Ok(found) => return Some(found),
            Err(failure) => failure,
        };
        let again = matches!(unreadable, Failure::Malformed(_)) && self.may_ask_again(part);
        let second = if again {
            self.ask(&prompt::form_again(question), part).await.and_then(|answer| read(&answer))
        } else {
            Err(unreadable)
        };
        match second {
            Ok(found) => Some(found),
            Err(failure) => {
                part.failure = Some(failure);
                None
            }
        }
    }

    /// Looks for every quote in the call.
    fn locate(&self, found: &mut Found) {
        for said in found.evidence().into_iter().flatten() {
            said.place = match self.ground.locate(said.u, &said.quote) {
                Ok(quotes) => Place::Found(quotes),
                Err(missing) => Place::Nowhere(missing),
            };
        }
    }

    /// Asks once more for the quotes of items that would be left without any; whatever comes of it, the rest stands.
    async fn correct(&self, found: &mut Found, part: &mut Part) {
        let question = {
            let evidence = found.evidence();
            let failing: Vec<Failing<'_>> = failing(&evidence).collect();
            if failing.is_empty() {
                return;
            }
            prompt::quotes_again(self.lines, &failing, self.settings)
        };
        let Ok(question) = question else { return };
        let Ok(answer) = self.ask(&question, part).await else { return };
        let corrections = parse::object(&answer.text).map(Corrections::read).unwrap_or_default();
        let mut evidence = found.evidence();
        let mut places: Vec<_> = evidence
            .iter_mut()
            .filter(|quotes| is_failing(quotes))
            .flat_map(|quotes| quotes.iter_mut())
            .take(MOST_AGAIN)
            .collect();
        for correction in corrections.quotes {
            let place = correction.n.checked_sub(1).and_then(|at| places.get_mut(at));
            if let (Some(said), Some(quote)) = (place, correction.quote)
                && let Ok(quotes) = self.ground.locate(correction.u, &quote)
            {
                said.place = Place::Found(quotes);
            }
        }
    }

    /// Asks, within the time that is left, and counts.
    async fn ask(&self, question: &Question, part: &mut Part) -> Result<Answer, Failure> {
        let time_left = self.deadline.saturating_duration_since(clock::ticks());
        if time_left.is_zero() {
            return Err(Failure::TimedOut);
        }
        part.questions += 1;
        let max_calls = MAX_CALLS.saturating_sub(part.calls);
        let question = Question { time_left, max_calls, ..question.clone() };
        // The model promises to answer in time; a brief does not depend on promises.
        let answered = timeout(time_left, self.model.ask(&question)).await.unwrap_or(Err(Failure::TimedOut));
        // Who fails has used up its calls, or knows that more would not help.
        part.calls += answered.as_ref().map_or(max_calls, |answer| answer.calls);
        let answer = answered?;
        part.usage.add(answer.usage);
        part.model = Some(answer.model.clone());
        Ok(answer)
    }

    /// Whether a second question about a part is allowed and worth its time.
    fn may_ask_again(&self, part: &Part) -> bool {
        let left = self.deadline.saturating_duration_since(clock::ticks());
        let has_time = left > Duration::ZERO && left * 100 >= self.settings.time_left * LEFT_FOR_MORE;
        part.questions < 2 && part.calls < MAX_CALLS && has_time
    }
}

fn read(answer: &Answer) -> Result<Found, Failure> {
    if answer.text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    let malformed = |why: &str| Failure::Malformed(why.to_owned());
    let object = parse::object(&answer.text).ok_or_else(|| malformed("it holds no JSON object"))?;
    Found::read(object).map_err(malformed)
}

/// Whether an item has quotes and none of them is in the call.
fn is_failing(quotes: &[super::answer::Said]) -> bool {
    !quotes.is_empty() && quotes.iter().all(|said| matches!(said.place, Place::Nowhere(_)))
}

/// The quotes of failing items, in the order in which they are numbered.
fn failing<'q>(evidence: &'q [&mut Vec<super::answer::Said>]) -> impl Iterator<Item = Failing<'q>> {
    let quotes = evidence.iter().filter(|quotes| is_failing(quotes)).flat_map(|quotes| quotes.iter());
    quotes.take(MOST_AGAIN).filter_map(|said| match said.place {
        Place::Nowhere(why) => Some(Failing { said, why }),
        _ => None,
    })
}
