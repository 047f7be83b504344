//! The one-screen brief: numbered facts, fixed sections, lines that cite facts.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bar::BarResult;
use super::dossier::{Channel, Direction};
use super::extraction::Role;
use super::quote::Quote;
use super::time::Instant;

/// What a fact rests on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Words of the call.
    Quote(Quote),
    /// A prior contact in the CRM.
    Touch {
        /// When.
        at: Instant,
        /// By which medium.
        channel: Channel,
        /// From whom.
        direction: Option<Direction>,
        /// With whom.
        who: Option<String>,
        /// The record's text, as it stands.
        summary: String,
    },
    /// A field of the account record.
    AccountFact {
        /// Name of the field: `employees`.
        field: String,
        /// Its value as text.
        value: String,
        /// The day on which it was true, where known.
        #[schemars(with = "Option<String>")]
        as_of: Option<Date>,
    },
    /// A field of the booking.
    BookingField {
        /// Name of the field: `starts_at`.
        field: String,
        /// Its value as text.
        value: String,
    },
}

/// Number of a fact in the ledger, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct FactId(pub u16);

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// When, how long, who is invited.
    Meeting,
    /// Something that hurts the buyer.
    Pain,
    /// Why now.
    Trigger,
    /// Somebody on the buyer's side.
    Person,
    /// Something that is to happen.
    NextStep,
    /// One of the five findings.
    Qualification,
    /// Something held against it.
    Objection,
    /// What they use or look at.
    Alternative,
    /// Firmographics or news.
    Account,
    /// A prior contact.
    Touch,
    /// Two sources that disagree.
    Conflict,
}

/// One numbered, evidenced statement of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Fact {
    /// Its number.
    pub id: FactId,
    /// What it is about.
    pub kind: FactKind,
    /// The statement in one line.
    pub text: String,
    /// What it rests on; never empty.
    pub evidence: Vec<Evidence>,
}

/// The sections between header and footer, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// What to achieve, and the agreed next step.
    Goal,
    /// The pain in their words.
    Pain,
    /// Why now.
    WhyNow,
    /// Who is in the room and who is not.
    People,
    /// What they use today and look at.
    Today,
    /// What we owe and what they owe.
    Owed,
    /// Objections, risks, disqualifiers, conflicts, things not to do.
    Risk,
    /// Unknowns as questions.
    Ask,
    /// Account facts.
    Account,
}

impl SectionKind {
    /// Every section in order.
    pub const ALL: [Self; 9] = [
        Self::Goal,
        Self::Pain,
        Self::WhyNow,
        Self::People,
        Self::Today,
        Self::Owed,
        Self::Risk,
        Self::Ask,
        Self::Account,
    ];

    /// The heading that people read.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Goal => "Goal",
            Self::Pain => "Pain",
            Self::WhyNow => "Why now",
            Self::People => "People",
            Self::Today => "Today",
            Self::Owed => "Owed",
            Self::Risk => "Risk",
            Self::Ask => "Ask",
            Self::Account => "Account",
        }
    }
}

/// How a line is meant to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// A plain statement.
    #[default]
    Plain,
    /// Somebody's words.
    Quote,
    /// Something that must not be overlooked: a conflict, a thing not to do, something overdue.
    Warning,
    /// A question to ask.
    Question,
}

/// One line of a section.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Line {
    /// What stands in front, set apart: `We`, `They`, `Siobhan, 1:39`, `Not in the room`.
    pub lead: Option<String>,
    /// The line.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// The facts it rests on. Only a question may have none.
    pub cites: Vec<FactId>,
}

/// One section.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// Its lines; never empty.
    pub lines: Vec<Line>,
}

/// Somebody named in the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeaderPerson {
    /// Full name.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Part in the decision, where the call shows it.
    pub role: Role,
}

/// The head of the brief, rendered by code.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Header {
    /// The company.
    pub account: String,
    /// When the meeting starts, in the zone of the booking.
    pub starts_at: Option<Instant>,
    /// The same instant in the account executive's own zone, where that differs.
    pub starts_at_ae: Option<Instant>,
    /// Length in minutes.
    pub duration_min: Option<u32>,
    /// The buyer's people who are expected.
    pub people: Vec<HeaderPerson>,
    /// The account executive's name.
    pub ae: Option<String>,
    /// The SDR's name.
    pub sdr: Option<String>,
    /// The day of the call the brief is made from.
    #[schemars(with = "Option<String>")]
    pub call_date: Option<Date>,
    /// Length of that call in minutes, rounded up.
    pub call_min: Option<u32>,
    /// The SQL bar held against what is known.
    pub bar: BarResult,
}

/// The foot of the brief, rendered by code.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Footer {
    /// Things the reader must know about the brief itself: ignored instructions, unreadable parts, missing inputs.
    pub notices: Vec<String>,
    /// Which engine wrote it: `embedded`.
    pub engine: String,
    /// Facts kept.
    pub claims_kept: usize,
    /// Facts and lines dropped because their evidence did not verify.
    pub claims_dropped: usize,
    /// Until when the account executive accepts or rejects.
    pub decide_by: Option<Instant>,
    /// The newest information in it, as a day.
    #[schemars(with = "Option<String>")]
    pub fresh_as_of: Option<Date>,
    /// The recording's transcript file or link.
    pub recording: Option<String>,
    /// What a language model had to do with it; `None` where none was asked.
    pub language_model: Option<ModelNote>,
}

/// What a language model had to do with a brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelNote {
    /// The model's name, as the endpoint tells it.
    pub model: String,
    /// Which prompt it was given: the first twelve hexadecimal digits of the SHA-256 of the templates.
    pub prompt: String,
    /// Sentences of the model that verified.
    pub sentences_kept: usize,
    /// Sentences of the model that did not; the embedded engine's own lines stand in their place.
    pub sentences_dropped: usize,
    /// Tokens of all questions about this brief, as the endpoint counted them; zero where it does not say.
    pub input_tokens: u64,
    /// Tokens of all answers.
    pub output_tokens: u64,
    /// What they cost in millionths of a US dollar, where a price is configured.
    pub cost_micro_usd: Option<u64>,
    /// Why none of the lines is the model's.
    pub failure: Option<String>,
}

/// A fact that a brief cites, with the number printed for it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Footnote {
    /// The number printed, in order of appearance from 1.
    pub number: u16,
    /// The fact.
    pub fact: Fact,
}

/// The brief. Every renderer reads this and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Brief {
    /// Layout version of this JSON.
    pub schema_version: u32,
    /// The head.
    pub header: Header,
    /// The sections that have something to say, in their fixed order.
    pub sections: Vec<Section>,
    /// The foot.
    pub footer: Footer,
    /// The facts cited, numbered in order of appearance.
    pub footnotes: Vec<Footnote>,
}

impl Brief {
    /// Layout version of the JSON written today.
    pub const SCHEMA_VERSION: u32 = 1;

    /// The printed number of a fact.
    pub fn number(&self, id: FactId) -> Option<u16> {
        self.footnotes.iter().find(|note| note.fact.id == id).map(|note| note.number)
    }
}
