//! The inputs of a case, read as the command line reads them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::audit;
use super::gold::{Case, Gold};
use crate::domain::{Dossier, Transcript, Utterance};
use crate::extract::Call;
use crate::ingest::dossier;

/// A dossier read from a case's folder.
#[derive(Debug)]
pub struct Source {
    /// What was read.
    pub dossier: Dossier,
}

impl Source {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let dossier = dossier::read_folder(folder).with_context(|| format!("case {}", folder.display()))?;
        Ok(Self { dossier })
    }

    /// The transcript of its first call.
    pub fn transcript(&self) -> Result<&Transcript> {
        self.dossier.transcripts.first().context("the case has no transcript")
    }

    /// Its first call.
    pub fn call(&self) -> Result<Call<'_>> {
        let transcript = self.transcript()?;
        let booking = self.dossier.booking.as_ref();
        Ok(Call::read(transcript, booking, self.dossier.account.as_ref()))
    }
}

/// What a prediction is held against: the annotation and the inputs it is of.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// What a careful person found.
    pub gold: &'a Gold,
    /// The call.
    pub transcript: &'a Transcript,
    /// Everything read.
    pub dossier: &'a Dossier,
    /// Every word of everything read.
    pub known: BTreeSet<String>,
}

impl<'a> Scene<'a> {
    /// Puts a case and its inputs together.
    ///
    /// # Errors
    /// When the case has no transcript, or its annotation quotes what no utterance says.
    pub fn new(case: &'a Case, source: &'a Source) -> Result<Self> {
        let transcript = source.transcript()?;
        case.gold
            .check_quotes(transcript)
            .with_context(|| format!("{}", case.folder.join("gold.json").display()))?;
        let dossier = &source.dossier;
        Ok(Self { gold: &case.gold, transcript, dossier, known: audit::known_words(dossier) })
    }

    /// The utterance with an identity as stored: `u12`.
    pub fn utterance(&self, id: &str) -> Option<&'a Utterance> {
        let number: usize = id.strip_prefix('u')?.parse().ok()?;
        self.transcript.utterances().get(number.checked_sub(1)?)
    }
}
