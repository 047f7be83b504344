//! The annotated calls of `evals/cases`: what a careful person found in each.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::domain::extraction::FindingStatus;
use crate::domain::{Due, Role, Side, StepStatus, Transcript};

/// The annotation of one call. Every quote is a verbatim part of one utterance.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// Name of the case.
    pub id: String,
    /// Who is who.
    pub speakers: Vec<GoldSpeaker>,
    /// What hurts the buyer.
    pub pains: Vec<GoldPain>,
    /// What looks like a pain and is none.
    pub not_pains: Vec<Trap>,
    /// The buyer's people.
    pub stakeholders: Vec<GoldStakeholder>,
    /// What happens next.
    pub next_steps: Vec<GoldStep>,
    /// What looks like a next step and is none.
    pub not_next_steps: Vec<Trap>,
    /// The five findings.
    pub qualification: GoldQualification,
    /// An instruction to a machine hidden in the call or the CRM.
    pub injection: Option<String>,
}

/// A voice and its side.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSpeaker {
    /// The transcript's label or name.
    pub name: String,
    /// Its side.
    pub side: Side,
}

/// A pain with every quote in which the buyer says it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPain {
    /// Paraphrase.
    pub statement: String,
    /// The words.
    pub quotes: Vec<String>,
    /// The number on it.
    pub impact: Option<String>,
}

/// A quote that an extractor should not fall for.
#[derive(Clone, Debug, Deserialize)]
pub struct Trap {
    /// The words.
    pub quote: String,
    /// Why it is none.
    pub why: String,
}

/// A person or deciding body.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldStakeholder {
    /// Name as said, or a title.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Part in the decision.
    pub role: Role,
    /// Whether they spoke.
    pub on_call: bool,
    /// The words.
    pub quotes: Vec<String>,
}

/// A next step.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldStep {
    /// Paraphrase.
    pub action: String,
    /// A name or a side.
    pub owner: Option<String>,
    /// When.
    pub due: Option<Due>,
    /// How firm.
    pub status: StepStatus,
    /// The words.
    pub quotes: Vec<String>,
}

/// The five findings.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldQualification {
    /// Money.
    pub budget: GoldFinding,
    /// Who decides.
    pub authority: GoldFinding,
    /// Need.
    pub need: GoldFinding,
    /// When.
    pub timeline: GoldFinding,
    /// What else.
    pub competition: GoldFinding,
}

/// One finding.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldFinding {
    /// How it stands.
    pub status: FindingStatus,
    /// The words.
    #[serde(default)]
    pub quotes: Vec<String>,
}

impl Gold {
    /// Every quote of the annotation, traps and findings included.
    pub fn quotes(&self) -> impl Iterator<Item = &String> {
        let qualification = &self.qualification;
        let findings = [
            &qualification.budget,
            &qualification.authority,
            &qualification.need,
            &qualification.timeline,
            &qualification.competition,
        ];
        let pains = self.pains.iter().flat_map(|pain| &pain.quotes);
        let steps = self.next_steps.iter().flat_map(|step| &step.quotes);
        let people = self.stakeholders.iter().flat_map(|person| &person.quotes);
        let traps = self.not_pains.iter().chain(&self.not_next_steps).map(|trap| &trap.quote);
        let found = findings.into_iter().flat_map(|finding| &finding.quotes);
        pains.chain(steps).chain(people).chain(traps).chain(found)
    }

    /// Says which quote is not part of one utterance, if one is not: an annotation that cannot be met measures nothing.
    pub fn check_quotes(&self, transcript: &Transcript) -> Result<()> {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said: Vec<String> =
            transcript.utterances().iter().map(|utterance| words(transcript.words(utterance))).collect();
        for quote in self.quotes() {
            let quoted = words(quote);
            if !said.iter().any(|text| text.contains(&quoted)) {
                bail!("no utterance says {quote:?}");
            }
        }
        Ok(())
    }
}

/// One folder of `evals/cases`.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder.
    pub folder: PathBuf,
    /// The annotation.
    pub gold: Gold,
}

/// Reads every case below a folder, sorted by name.
pub fn load_cases(folder: &Path) -> Result<Vec<Case>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    folders.sort();
    if folders.is_empty() {
        bail!("no case with a gold.json below {}", folder.display());
    }
    folders.into_iter().map(|folder| load_case(&folder)).collect()
}

/// Reads one case.
pub fn load_case(folder: &Path) -> Result<Case> {
    let file = folder.join("gold.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let gold = serde_path_to_error::deserialize(&mut deserializer)
        .with_context(|| format!("{} is not a gold annotation", file.display()))?;
    Ok(Case { folder: folder.to_owned(), gold })
}
