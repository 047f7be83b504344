//! What an engine made of a call, as it is stored: enough to score it again without running the engine.
//!
//! Nothing here is trusted: a quote is only text with a place, so that a made-up one can be told from a real one.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::domain::brief::{Evidence, Fact, Tone};
use crate::domain::extraction::{FindingStatus, StepKind};
use crate::domain::{Brief, Due, Extraction, Quote, Role, SectionKind, Side, StepStatus, Transcript};
use crate::extract::sides::Sides;

/// One call's prediction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Name of the case.
    pub case: String,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The voices and their sides.
    pub speakers: Vec<PredictedSpeaker>,
    /// What hurts.
    pub pains: Vec<PredictedPain>,
    /// Who matters.
    pub stakeholders: Vec<PredictedPerson>,
    /// What happens next.
    pub next_steps: Vec<PredictedStep>,
    /// The five findings.
    pub qualification: PredictedQualification,
    /// The brief that was made of it.
    pub brief: PredictedBrief,
}

/// A voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedSpeaker {
    /// The transcript's own label.
    pub label: String,
    /// What readers see.
    pub name: String,
    /// The side.
    pub side: Side,
}

/// Words with a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedQuote {
    /// Identity of the utterance: `u12`.
    pub utterance: String,
    /// Who is said to have spoken.
    pub speaker: Option<String>,
    /// The words.
    pub quote: String,
}

/// A pain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedPain {
    /// One line.
    pub statement: String,
    /// The words.
    pub quotes: Vec<PredictedQuote>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedPerson {
    /// The name.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Part in the decision.
    pub role: Role,
    /// Whether they spoke.
    pub on_call: bool,
    /// The words.
    pub quotes: Vec<PredictedQuote>,
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedStep {
    /// What.
    pub action: String,
    /// What kind of thing.
    pub kind: StepKind,
    /// Whose.
    pub owner: Option<String>,
    /// On which side.
    pub owner_side: Side,
    /// When.
    pub due: Option<Due>,
    /// How firm.
    pub status: StepStatus,
    /// The words.
    pub quotes: Vec<PredictedQuote>,
}

/// The five findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PredictedQualification {
    /// Money.
    pub budget: FindingStatus,
    /// Who decides.
    pub authority: FindingStatus,
    /// Need.
    pub need: FindingStatus,
    /// When.
    pub timeline: FindingStatus,
    /// What else.
    pub competition: FindingStatus,
}

/// The brief as far as it is judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PredictedBrief {
    /// What a terminal of 100 columns shows.
    pub screen: String,
    /// The sections.
    pub sections: Vec<PredictedSection>,
    /// The facts that its lines cite.
    pub facts: Vec<PredictedFact>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedSection {
    /// Which.
    pub kind: SectionKind,
    /// Its lines.
    pub lines: Vec<PredictedLine>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedLine {
    /// What stands in front.
    pub lead: Option<String>,
    /// The line.
    pub text: String,
    /// Whether it is a question.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub question: bool,
    /// Facts that it cites.
    pub cites: Vec<u16>,
}

impl PredictedLine {
    /// Lead and text.
    pub fn shown(&self) -> String {
        self.lead.iter().chain([&self.text]).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PredictedFact {
    /// Its number in the ledger.
    pub id: u16,
    /// What it is about: `pain`, `conflict`.
    pub kind: String,
    /// The statement.
    pub text: String,
    /// Words of the call that it rests on.
    pub quotes: Vec<PredictedQuote>,
    /// Text of records that it rests on: touches, account and booking fields.
    pub records: Vec<String>,
}

impl PredictedBrief {
    /// The lines of all sections.
    pub fn lines(&self) -> impl Iterator<Item = (SectionKind, &PredictedLine)> {
        self.sections.iter().flat_map(|section| section.lines.iter().map(move |line| (section.kind, line)))
    }

    /// The facts that a line cites, as far as they exist.
    pub fn cited<'a>(&'a self, line: &'a PredictedLine) -> impl Iterator<Item = &'a PredictedFact> {
        self.facts.iter().filter(|fact| line.cites.contains(&fact.id))
    }
}

impl Prediction {
    /// A call on which the engine failed: nothing was found, which is what it is scored as.
    pub fn failed(case: &str, why: &str) -> Self {
        Self { case: case.to_owned(), error: Some(why.to_owned()), ..Self::default() }
    }

    /// What was extracted, and the brief made of it as the terminal shows it.
    pub fn new(
        case: &str,
        transcript: &Transcript,
        sides: &Sides,
        extraction: &Extraction,
        brief: &Brief,
        screen: String,
    ) -> Result<Self> {
        let speakers = transcript.speakers().iter().zip(sides.iter());
        let qualification = &extraction.qualification;
        Ok(Self {
            case: case.to_owned(),
            error: None,
            speakers: speakers
                .map(|(speaker, side)| PredictedSpeaker {
                    label: speaker.label.clone(),
                    name: speaker.display().to_owned(),
                    side: side.side,
                })
                .collect(),
            pains: extraction
                .pains
                .iter()
                .map(|pain| PredictedPain {
                    statement: pain.statement.clone(),
                    quotes: quotes(pain.evidence.iter()),
                })
                .collect(),
            stakeholders: extraction
                .stakeholders
                .iter()
                .map(|person| PredictedPerson {
                    name: person.name.clone(),
                    title: person.title.clone(),
                    role: person.role,
                    on_call: person.on_call,
                    quotes: quotes(person.evidence.iter()),
                })
                .collect(),
            next_steps: extraction
                .next_steps
                .iter()
                .map(|step| PredictedStep {
                    action: step.action.clone(),
                    kind: step.kind,
                    owner: step.owner.clone(),
                    owner_side: step.owner_side,
                    due: step.due.clone(),
                    status: step.status,
                    quotes: quotes(step.evidence.iter()),
                })
                .collect(),
            qualification: PredictedQualification {
                budget: qualification.budget.status,
                authority: qualification.authority.status,
                need: qualification.need.status,
                timeline: qualification.timeline.status,
                competition: qualification.competition.status,
            },
            brief: PredictedBrief::new(brief, screen)?,
        })
    }
}

impl PredictedBrief {
    fn new(brief: &Brief, screen: String) -> Result<Self> {
        let sections = brief.sections.iter().map(|section| PredictedSection {
            kind: section.kind,
            lines: section
                .lines
                .iter()
                .map(|line| PredictedLine {
                    lead: line.lead.clone(),
                    text: line.text.clone(),
                    question: line.tone == Tone::Question,
                    cites: line.cites.iter().map(|id| id.0).collect(),
                })
                .collect(),
        });
        let facts: Result<Vec<PredictedFact>> = brief.footnotes.iter().map(|note| fact(&note.fact)).collect();
        Ok(Self { screen, sections: sections.collect(), facts: facts? })
    }
}

fn fact(fact: &Fact) -> Result<PredictedFact> {
    let kind = serde_json::to_value(fact.kind).context("the kind of a fact has no name")?;
    let (mut quotes, mut records) = (Vec::new(), Vec::new());
    for evidence in &fact.evidence {
        match evidence {
            Evidence::Quote(words) => quotes.push(quote(words)),
            Evidence::Touch { at, who, summary, .. } => {
                records.push(format!("{} {} {summary}", at, who.as_deref().unwrap_or_default()));
            }
            Evidence::AccountFact { field, value, as_of } => {
                let as_of = as_of.map(|day| day.to_string()).unwrap_or_default();
                records.push(format!("{field} {value} {as_of}"));
            }
            Evidence::BookingField { field, value } => records.push(format!("{field} {value}")),
        }
    }
    let kind = kind.as_str().unwrap_or_default().to_owned();
    Ok(PredictedFact { id: fact.id.0, kind, text: fact.text.clone(), quotes, records })
}

fn quotes<'a>(quotes: impl Iterator<Item = &'a Quote>) -> Vec<PredictedQuote> {
    quotes.map(quote).collect()
}

fn quote(quote: &Quote) -> PredictedQuote {
    PredictedQuote {
        utterance: quote.utterance().to_string(),
        speaker: quote.speaker().map(str::to_owned),
        quote: quote.text().to_owned(),
    }
}
