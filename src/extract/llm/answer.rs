//! What a model is asked to answer, and how what it did answer is read.

use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::ground::Missing;
use crate::domain::extraction::{FindingStatus, StepKind};
use crate::domain::{Quote, Role, Side, StepStatus};

/// Items of one list that are read; a call has fewer, a runaway answer more.
const MOST_ITEMS: usize = 60;

/// Words of the call, as the model gives them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(super) struct Said {
    /// Number of the line.
    #[serde(deserialize_with = "number")]
    #[schemars(with = "u32")]
    pub(super) u: u32,
    /// The words.
    pub(super) quote: String,
    /// Where they are.
    #[serde(skip)]
    pub(super) place: Place,
}

/// Where quoted words are.
#[derive(Clone, Debug, Default)]
pub(super) enum Place {
    /// Not looked for yet.
    #[default]
    Unsought,
    /// There: the transcript's own slices.
    Found(Vec<Quote>),
    /// Nowhere.
    Nowhere(Missing),
}

/// A pain.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundPain {
    pub(super) statement: String,
    pub(super) impact: Option<String>,
    pub(super) quotes: Vec<Said>,
}

/// A person or body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundPerson {
    pub(super) name: String,
    pub(super) title: Option<String>,
    pub(super) role: Role,
    pub(super) quotes: Vec<Said>,
}

/// A next step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundStep {
    pub(super) action: String,
    pub(super) kind: StepKind,
    pub(super) owner: Option<String>,
    pub(super) owner_side: Side,
    pub(super) due: Option<String>,
    pub(super) status: StepStatus,
    pub(super) quotes: Vec<Said>,
}

/// One of the five findings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(super) struct FoundFinding {
    pub(super) status: FindingStatus,
    pub(super) quotes: Vec<Said>,
}

/// The five findings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct FoundFindings {
    pub(super) budget: FoundFinding,
    pub(super) authority: FoundFinding,
    pub(super) need: FoundFinding,
    pub(super) timeline: FoundFinding,
    pub(super) competition: FoundFinding,
}

/// An objection.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundObjection {
    pub(super) statement: String,
    pub(super) quotes: Vec<Said>,
}

/// A product or way of working.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundAlternative {
    pub(super) name: String,
    pub(super) in_use: bool,
    pub(super) quotes: Vec<Said>,
}

/// Why now.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct FoundTrigger {
    pub(super) statement: String,
    pub(super) due: Option<String>,
    pub(super) quotes: Vec<Said>,
}

/// The answer to a call, or to a part of it.
#[derive(Clone, Debug, Default, JsonSchema)]
pub(super) struct Found {
    pub(super) pains: Vec<FoundPain>,
    pub(super) stakeholders: Vec<FoundPerson>,
    pub(super) next_steps: Vec<FoundStep>,
    pub(super) qualification: FoundFindings,
    pub(super) objections: Vec<FoundObjection>,
    pub(super) alternatives: Vec<FoundAlternative>,
    pub(super) triggers: Vec<FoundTrigger>,
    /// Items that are not of the form asked for.
    #[schemars(skip)]
    pub(super) unreadable: usize,
}

impl Found {
    /// Reads an answer's JSON. An item that is not of the form is left out and counted; the lists that every call must answer have to be
    /// there.
    pub(super) fn read(mut answer: Value) -> Result<Self, &'static str> {
        if !answer.is_object() {
            return Err("it is no object");
        }
        for list in ["pains", "stakeholders", "next_steps"] {
            if !answer.get(list).is_some_and(Value::is_array) {
                return Err("a list is missing");
            }
        }
        let mut unreadable = 0;
        let mut found = Self {
            pains: items(&mut answer, "pains", &mut unreadable),
            stakeholders: items(&mut answer, "stakeholders", &mut unreadable),
            next_steps: items(&mut answer, "next_steps", &mut unreadable),
            qualification: findings(&mut answer, &mut unreadable),
            objections: items(&mut answer, "objections", &mut unreadable),
            alternatives: items(&mut answer, "alternatives", &mut unreadable),
            triggers: items(&mut answer, "triggers", &mut unreadable),
            unreadable: 0,
        };
        if unreadable > 0 && found.evidence().is_empty() {
            return Err("no item is of the form");
        }
        found.unreadable = unreadable;
        Ok(found)
    }

    /// How many items it holds, the findings apart.
    pub(super) fn items(&self) -> usize {
        self.pains.len()
            + self.stakeholders.len()
            + self.next_steps.len()
            + self.objections.len()
            + self.alternatives.len()
            + self.triggers.len()
            + self.unreadable
    }

    /// The evidence of every item that has or should have some, in a fixed order.
    pub(super) fn evidence(&mut self) -> Vec<&mut Vec<Said>> {
        let findings = &mut self.qualification;
        let findings = [
            &mut findings.budget,
            &mut findings.authority,
            &mut findings.need,
            &mut findings.timeline,
            &mut findings.competition,
        ];
        let known = |finding: &&mut FoundFinding| {
            finding.status != FindingStatus::Unknown || !finding.quotes.is_empty()
        };
        let mut all: Vec<&mut Vec<Said>> = Vec::new();
        all.extend(self.pains.iter_mut().map(|item| &mut item.quotes));
        all.extend(self.stakeholders.iter_mut().map(|item| &mut item.quotes));
        all.extend(self.next_steps.iter_mut().map(|item| &mut item.quotes));
        all.extend(findings.into_iter().filter(known).map(|item| &mut item.quotes));
        all.extend(self.objections.iter_mut().map(|item| &mut item.quotes));
        all.extend(self.alternatives.iter_mut().map(|item| &mut item.quotes));
        all.extend(self.triggers.iter_mut().map(|item| &mut item.quotes));
        all
    }
}

fn items<T: DeserializeOwned>(answer: &mut Value, list: &str, unreadable: &mut usize) -> Vec<T> {
    let Some(Value::Array(values)) = answer.get_mut(list).map(Value::take) else { return Vec::new() };
    let mut items = Vec::new();
    for value in values.into_iter().take(MOST_ITEMS) {
        match serde_json::from_value(value) {
            Ok(item) => items.push(item),
            Err(_) => *unreadable += 1,
        }
    }
    items
}

fn findings(answer: &mut Value, unreadable: &mut usize) -> FoundFindings {
    let mut one = |name: &str| {
        let value =
            answer.get_mut("qualification").and_then(|findings| findings.get_mut(name)).map(Value::take);
        value.map_or_else(FoundFinding::default, |value| {
            serde_json::from_value(value).unwrap_or_else(|_| {
                *unreadable += 1;
                FoundFinding::default()
            })
        })
    };
    FoundFindings {
        budget: one("budget"),
        authority: one("authority"),
        need: one("need"),
        timeline: one("timeline"),
        competition: one("competition"),
    }
}

/// The answer to the second question: quotes put right.
#[derive(Clone, Debug, Default, JsonSchema)]
pub(super) struct Corrections {
    pub(super) quotes: Vec<Correction>,
}

/// One quote put right; without words when there are none.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct Correction {
    /// Number of the quote in the question.
    pub(super) n: usize,
    #[serde(deserialize_with = "number")]
    #[schemars(with = "u32")]
    pub(super) u: u32,
    pub(super) quote: Option<String>,
}

impl Corrections {
    /// Reads an answer's JSON; what is not of the form is left out.
    pub(super) fn read(mut answer: Value) -> Self {
        Self { quotes: items(&mut answer, "quotes", &mut 0) }
    }
}

/// A line's number: `12`, `"12"`, `"u12"`, `"12B"`.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let digits: String = match &value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let from_digit = text.chars().skip_while(|c| !c.is_ascii_digit());
            from_digit.take_while(char::is_ascii_digit).collect()
        }
        _ => String::new(),
    };
    digits.parse().map_err(|_| D::Error::custom("no number of a line"))
}
