//! The inputs of a case, read as the command line reads them.

use std::path::Path;

use anyhow::{Context, Result};

use crate::domain::Dossier;
use crate::extract::{Call, sides};
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

    /// Its first call.
    pub fn call(&self) -> Result<Call<'_>> {
        let transcript = self.dossier.transcripts.first().context("the case has no transcript")?;
        let booking = self.dossier.booking.as_ref();
        let sides = sides::assign(transcript, booking);
        Ok(Call::new(transcript, sides, booking, self.dossier.account.as_ref()))
    }
}
