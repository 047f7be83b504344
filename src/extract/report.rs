//! What `baton extract --format json` prints: an extraction with the transcript it is of.

use schemars::JsonSchema;
use serde::Serialize;

use super::Call;
use crate::domain::extraction::{Alternative, Objection, Rejected, Trigger};
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Due, Extraction, NextStep, Pain, Qualification, Quotes, Side, Stakeholder, StepStatus};

/// The whole report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Extraction")]
pub struct Report<'a> {
    /// Which engine understood the call.
    pub engine: &'a str,
    /// The call.
    pub transcript: TranscriptReport<'a>,
    /// What hurts.
    pub pains: &'a [Pain],
    /// Who matters.
    pub stakeholders: &'a [Stakeholder],
    /// What happens next.
    pub next_steps: Vec<StepReport<'a>>,
    /// The five findings.
    pub qualification: &'a Qualification,
    /// What they hold against it.
    pub objections: &'a [Objection],
    /// What they use or look at.
    pub alternatives: &'a [Alternative],
    /// Why now.
    pub triggers: &'a [Trigger],
    /// Text that looks like an instruction to a machine.
    pub suspicious: &'a [String],
    /// What was found and not kept.
    pub rejected: &'a [Rejected],
}

/// The transcript's identity and voices.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TranscriptReport<'a> {
    /// SHA-256 of the file's bytes.
    pub sha256: &'a str,
    /// How it was written down.
    pub format: TranscriptFormat,
    /// How many utterances it has.
    pub utterances: usize,
    /// How many places could not be read.
    pub skipped: usize,
    /// The voices.
    pub speakers: Vec<SpeakerReport<'a>>,
}

/// One voice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SpeakerReport<'a> {
    /// The transcript's own label.
    pub name: &'a str,
    /// The person behind the label, where known.
    pub person: Option<&'a str>,
    /// The side.
    pub side: Side,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A next step; the owner is a name where known, otherwise the side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepReport<'a> {
    /// What.
    pub action: &'a str,
    /// A person's name, or `buyer` or `seller`.
    pub owner: Option<String>,
    /// The owner's side.
    pub owner_side: Side,
    /// ISO date, or date-time with offset.
    pub due: Option<&'a Due>,
    /// Whether the words allow another day as well.
    pub due_ambiguous: bool,
    /// How firm.
    pub status: StepStatus,
    /// Where it was settled.
    pub evidence: &'a Quotes,
}

impl<'a> Report<'a> {
    /// Puts a call and its extraction together.
    pub fn new(engine: &'a str, call: &'a Call<'a>, extraction: &'a Extraction) -> Self {
        let transcript = call.transcript;
        let sides = transcript.speakers().iter().zip(call.sides.iter());
        let speakers = sides.map(|(speaker, side)| SpeakerReport {
            name: speaker.display(),
            person: side.name.as_deref(),
            side: side.side,
            confidence: side.confidence,
        });
        Self {
            engine,
            transcript: TranscriptReport {
                sha256: transcript.sha256(),
                format: transcript.format(),
                utterances: transcript.utterances().len(),
                skipped: transcript.skipped().len(),
                speakers: speakers.collect(),
            },
            pains: &extraction.pains,
            stakeholders: &extraction.stakeholders,
            next_steps: extraction.next_steps.iter().map(step).collect(),
            qualification: &extraction.qualification,
            objections: &extraction.objections,
            alternatives: &extraction.alternatives,
            triggers: &extraction.triggers,
            suspicious: &extraction.suspicious,
            rejected: &extraction.rejected,
        }
    }
}

fn step(step: &NextStep) -> StepReport<'_> {
    let side = (step.owner_side != Side::Unknown).then(|| step.owner_side.to_string());
    StepReport {
        action: &step.action,
        owner: step.owner.clone().or(side),
        owner_side: step.owner_side,
        due: step.due.as_ref(),
        due_ambiguous: step.due_ambiguous,
        status: step.status,
        evidence: &step.evidence,
    }
}
