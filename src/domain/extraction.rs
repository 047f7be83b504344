//! What was understood of a call, every item with the words that show it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quote::Quotes;
use super::time::Due;
use super::transcript::Side;

/// What the buyer's side says hurts now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pain {
    /// One line: the buyer's own words, shortened.
    pub statement: String,
    /// The number the buyer put on it, as said: `$140k`, `nine days`.
    pub impact: Option<String>,
    /// The buyer's words.
    pub evidence: Quotes,
}

/// A person's part in the decision.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Wants it and works for it inside.
    Champion,
    /// Holds the money.
    EconomicBuyer,
    /// Decides, without it being clear that the money is theirs.
    DecisionMaker,
    /// Judges whether it works: IT, security, data.
    TechnicalEvaluator,
    /// Is listened to.
    Influencer,
    /// Can stop or slow it, and is expected to.
    Blocker,
    /// Would work with it.
    EndUser,
    /// Not established.
    #[default]
    Unknown,
}

impl Role {
    /// The role in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::EconomicBuyer => "economic buyer",
            Self::DecisionMaker => "decision maker",
            Self::TechnicalEvaluator => "technical evaluator",
            Self::Influencer => "influencer",
            Self::Blocker => "blocker",
            Self::EndUser => "end user",
            Self::Unknown => "role unknown",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A buyer-side person or deciding body, present or only mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stakeholder {
    /// The name as said, or the title of somebody unnamed (`CFO`, `The partners`).
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Part in the decision.
    pub role: Role,
    /// Whether they spoke on the call.
    pub on_call: bool,
    /// Where they speak of their part, or are spoken of.
    pub evidence: Quotes,
}

/// How firm a next step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// Both sides said yes.
    Agreed,
    /// Offered and left open.
    Proposed,
    /// Offered and refused.
    Declined,
}

impl fmt::Display for StepStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agreed => "agreed",
            Self::Proposed => "proposed",
            Self::Declined => "declined",
        })
    }
}

/// What kind of thing a next step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A meeting, demo, visit or call.
    Meeting,
    /// Something sent or handed over.
    Delivery,
    /// Something asked of, or brought to, somebody inside.
    Internal,
    /// Anything else.
    Other,
}

/// Something that is to happen after the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NextStep {
    /// What, in one line.
    pub action: String,
    /// What kind of thing it is.
    pub kind: StepKind,
    /// Whose it is: a person's name where known.
    pub owner: Option<String>,
    /// Which side it is on.
    pub owner_side: Side,
    /// When, resolved against the day and zone of the call.
    pub due: Option<Due>,
    /// Whether the words allow another day than the one in `due`.
    pub due_ambiguous: bool,
    /// How firm.
    pub status: StepStatus,
    /// Where it was settled.
    pub evidence: Quotes,
}

/// What the call says about one criterion of qualification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingStatus {
    /// Shown.
    Met,
    /// Shown not to be so.
    Unmet,
    /// Not established.
    #[default]
    Unknown,
}

/// One finding with its evidence, which may be empty only when unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// What was found.
    pub status: FindingStatus,
    /// The words that show it.
    pub evidence: Vec<super::quote::Quote>,
}

/// The five findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Qualification {
    /// Money: set aside (met), known not to be there (unmet).
    pub budget: Finding,
    /// The decider is on the call or effectively committed (met), somebody else decides (unmet).
    pub authority: Finding,
    /// A need of the buyer's own.
    pub need: Finding,
    /// A date within about six months (met); next fiscal year or later (unmet).
    pub timeline: Finding,
    /// The picture is known (met); locked into a rival (unmet).
    pub competition: Finding,
}

/// Something the buyer holds against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Objection {
    /// One line.
    pub statement: String,
    /// The buyer's words.
    pub evidence: Quotes,
}

/// What is used today or looked at beside us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alternative {
    /// The product or way of working, as said.
    pub name: String,
    /// In use today, rather than only looked at.
    pub in_use: bool,
    /// The words.
    pub evidence: Quotes,
}

/// Why this came up now: an event or a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Trigger {
    /// One line.
    pub statement: String,
    /// The day it turns on, where one was said.
    pub due: Option<Due>,
    /// The words.
    pub evidence: Quotes,
}

/// A find that was not kept, and why: shown by `--explain`, never in a brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rejected {
    /// The words.
    pub what: String,
    /// The gate that stopped it.
    pub why: String,
}

/// Everything understood of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// What hurts, the worst first.
    pub pains: Vec<Pain>,
    /// Who matters, the people on the call first.
    pub stakeholders: Vec<Stakeholder>,
    /// What happens next, in the order of the call.
    pub next_steps: Vec<NextStep>,
    /// The five findings.
    pub qualification: Qualification,
    /// What they hold against it.
    pub objections: Vec<Objection>,
    /// What they use or look at instead.
    pub alternatives: Vec<Alternative>,
    /// Why now.
    pub triggers: Vec<Trigger>,
    /// Text that reads like an instruction to a machine, as it stands in the call.
    pub suspicious: Vec<String>,
    /// What was found and not kept.
    pub rejected: Vec<Rejected>,
}
