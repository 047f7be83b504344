//! The SQL bar: the written, versioned, falsifiable definition of a sales-qualified lead that both leaders signed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::brief::Evidence;

/// A leader's signature under one version of the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// Which of the two leaders.
    pub team: SignOffTeam,
    /// Full name.
    pub name: String,
    /// The version of the bar that was signed. A bar that changes has to be signed again.
    pub version: u32,
    /// Day of signature.
    #[schemars(with = "String")]
    pub date: Date,
}

/// The two teams whose leaders sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignOffTeam {
    /// Sales development.
    Sdr,
    /// Account executives.
    Ae,
}

/// What has to be on record for a criterion to be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionTest {
    /// A pain in the buyer's own words.
    PainQuoted,
    /// A pain on which the buyer put a number.
    ImpactStated,
    /// The buyer said that money is set aside.
    BudgetConfirmed,
    /// Who holds the money is known by name or title.
    EconomicBuyerNamed,
    /// Who decides is on the call or has committed.
    AuthorityReached,
    /// A need of the buyer's own is established.
    NeedConfirmed,
    /// A date within about six months by which they want to decide or to be live.
    TimelineStated,
    /// An event or a date that makes waiting cost something.
    CriticalEvent,
    /// A next step with owner and date that both sides agreed.
    NextStepDated,
    /// What they use today, or look at beside us, is known.
    CompetitionKnown,
    /// Somebody on the call works for it inside.
    ChampionIdentified,
    /// How they decide was described: who is asked, in which order, by when.
    DecisionProcessKnown,
    /// What the product has to show was said.
    DecisionCriteriaKnown,
    /// The situation today is described: system, volume, team.
    SituationKnown,
}

/// One line of the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Short key, unique in the bar: `need`.
    pub id: String,
    /// The line as both leaders signed it: falsifiable, it says what must be said or shown, by whom.
    pub statement: String,
    /// What has to be on record.
    pub test: CriterionTest,
}

/// The whole bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SqlBar {
    /// Its name: `BANT`.
    pub name: String,
    /// Counted up at each change.
    pub version: u32,
    /// Signatures, under this version and under earlier ones.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
    /// The lines, in the order of the checklist.
    pub criteria: Vec<Criterion>,
}

impl SqlBar {
    /// Whether both leaders signed this very version.
    pub fn is_signed(&self) -> bool {
        [SignOffTeam::Sdr, SignOffTeam::Ae].into_iter().all(|team| {
            self.sign_offs.iter().any(|sign_off| sign_off.team == team && sign_off.version == self.version)
        })
    }
}

/// How a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    /// On record, with evidence.
    Met,
    /// On record that it is not so, with evidence.
    Unmet,
    /// Not established.
    Unknown,
}

/// A criterion held against what is known.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CriterionFinding {
    /// Key of the criterion.
    pub id: String,
    /// Its statement.
    pub statement: String,
    /// How it stands.
    pub state: CriterionState,
    /// What shows it; empty only when unknown.
    pub evidence: Vec<Evidence>,
}

/// The bar held against one handoff.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BarResult {
    /// Name of the bar.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Whether both leaders signed this version.
    pub signed: bool,
    /// The findings, in the order of the bar.
    pub findings: Vec<CriterionFinding>,
}

impl BarResult {
    /// How many criteria are met.
    pub fn met(&self) -> usize {
        self.findings.iter().filter(|finding| finding.state == CriterionState::Met).count()
    }
}
