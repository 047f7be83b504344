//! Calls of any length, joined from what is said in the fixtures.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use baton::ingest::dossier;

/// Words of a call of [`CALL_MINUTES`] minutes.
pub(crate) const CALL_WORDS: usize = 10_000;
const CALL_MINUTES: u64 = 60;

/// Everything said in the fixtures, call after call.
pub(crate) struct Speech {
    turns: Vec<(String, String)>,
}

impl Speech {
    pub(crate) fn of_the_fixtures() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/handoffs");
        let folders = fs::read_dir(root)?.map(|entry| Ok(entry?.path()));
        let mut folders = folders.collect::<Result<Vec<PathBuf>>>()?;
        folders.sort();
        let mut turns = Vec::new();
        for folder in folders {
            for transcript in dossier::read_folder(&folder)?.transcripts {
                turns.extend(transcript.utterances().iter().map(|utterance| {
                    let speaker =
                        transcript.speaker(utterance).map_or("Someone", |speaker| speaker.display());
                    (speaker.to_owned(), transcript.words(utterance).to_owned())
                }));
            }
        }
        ensure!(!turns.is_empty(), "the fixtures hold no speech");
        Ok(Self { turns })
    }

    /// Writes a handoff whose call is that many times [`CALL_WORDS`] long; the number of words.
    pub(crate) fn write_handoff(&self, folder: &Path, size: usize) -> Result<usize> {
        let pace = CALL_MINUTES * 60_000 / CALL_WORDS as u64;
        let (mut words, mut at, mut text) = (0, 0, String::from("WEBVTT\n"));
        for (number, (speaker, said)) in self.turns.iter().cycle().enumerate() {
            if words >= size * CALL_WORDS {
                break;
            }
            let count = said.split_whitespace().count();
            let end = at + pace * count as u64;
            write!(text, "\n{number}\n{} --> {}\n{speaker}: {said}\n", cue_time(at), cue_time(end))?;
            (words, at) = (words + count, end);
        }
        fs::create_dir_all(folder)?;
        fs::write(folder.join("transcript.vtt"), text)?;
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/handoffs/municipal-leaks");
        for part in ["booking.json", "account.json", "touches.json"] {
            fs::copy(source.join(part), folder.join(part))?;
        }
        Ok(words)
    }
}

fn cue_time(ms: u64) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}
