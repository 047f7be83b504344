//! Calls to understand: those of the fixtures and cases, and ones made of a few lines.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use baton::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use baton::domain::{Booking, Dossier, Extraction, Person, Transcript};
use baton::extract::embedded::Embedded;
use baton::extract::llm::{Settings, Understood, understand};
use baton::extract::{Call, Engine, sides};
use baton::ingest::dossier;
use baton::language::LanguageModel;

/// Long enough for every answer that comes at once.
const TIME: Duration = Duration::from_mins(1);

/// The settings of all tests.
pub(crate) fn settings() -> Settings {
    Settings::new(b"a secret of tests", TIME)
}

/// Folders of the fixtures, and of the cases whose names begin so.
pub(crate) fn folders(case_prefix: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> = [("fixtures/handoffs", ""), ("evals/cases", case_prefix)]
        .iter()
        .flat_map(|(part, prefix)| {
            let entries = fs::read_dir(root.join(part)).unwrap().map(|entry| entry.unwrap().path());
            entries.filter(move |path| path.file_name().unwrap().to_string_lossy().starts_with(prefix))
        })
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// Reads a folder.
pub(crate) fn dossier(folder: &Path) -> Dossier {
    dossier::read_folder(folder).unwrap()
}

/// The first call of a dossier.
pub(crate) fn call(dossier: &Dossier) -> Call<'_> {
    let transcript = dossier.transcripts.first().unwrap();
    let sides = sides::assign(transcript, dossier.booking.as_ref());
    Call::new(transcript, sides, dossier.booking.as_ref(), dossier.account.as_ref())
}

/// What the embedded engine finds.
pub(crate) fn embedded(call: &Call<'_>) -> Extraction {
    Embedded::default().extract(call).unwrap()
}

/// A call of the given lines on Monday, 12 January 2026, between Ann of the seller and anybody of the buyer.
pub(crate) fn made_of(said: &[(&str, &str)]) -> Dossier {
    let mut builder = TranscriptBuilder::new("0".repeat(64), TranscriptFormat::NameText);
    for (speaker, words) in said {
        let speaker = builder.speaker(speaker);
        builder.push(Some(speaker), words, None, None, 1);
    }
    Dossier { booking: Some(booking()), transcripts: vec![builder.finish()], ..Dossier::default() }
}

fn booking() -> Booking {
    let attendee = |name: &str, title: &str| baton::domain::dossier::Attendee {
        name: Some(name.to_owned()),
        email: None,
        title: Some(title.to_owned()),
    };
    Booking {
        call_date: Some("2026-01-12".parse().unwrap()),
        starts_at: Some("2026-01-28T09:00:00-07:00[America/Denver]".parse().unwrap()),
        sdr: Some(Person { name: "Ann Sill".to_owned(), ..Person::default() }),
        ae: Some(Person { name: "Carla Ruiz".to_owned(), ..Person::default() }),
        attendees: vec![attendee("Bob Buyer", "VP Operations"), attendee("Dee Dunn", "Coordinator")],
        ..Booking::default()
    }
}

/// Understands a call with a model and the settings of tests.
pub(crate) fn understood(model: &dyn LanguageModel, call: &Call<'_>, settings: &Settings) -> Understood {
    understood_beside(model, call, &embedded(call), settings)
}

/// The same, where the embedded engine has read the call already.
pub(crate) fn understood_beside(
    model: &dyn LanguageModel,
    call: &Call<'_>,
    embedded: &Extraction,
    settings: &Settings,
) -> Understood {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(understand(model, call, embedded, settings))
}

/// Everything of the fixtures said in one call of about that many words, by one seller and one buyer.
pub(crate) fn long_call(words: usize) -> Dossier {
    let mut builder = TranscriptBuilder::new("1".repeat(64), TranscriptFormat::Vtt);
    let mut count = 0;
    for dossier in folders("none").iter().map(|folder| dossier(folder)).collect::<Vec<_>>().iter().cycle() {
        let call = call(dossier);
        for utterance in call.utterances() {
            let name =
                if call.side(utterance.id) == baton::domain::Side::Seller { "Ann Sill" } else { "Bob Buyer" };
            let speaker = builder.speaker(name);
            let said = call.words(utterance.id);
            builder.push(Some(speaker), said, None, None, 1);
            count += said.split(' ').count();
        }
        if count >= words {
            break;
        }
    }
    Dossier { booking: Some(booking()), transcripts: vec![builder.finish()], ..Dossier::default() }
}

/// The transcript of a dossier.
pub(crate) fn transcript(dossier: &Dossier) -> &Transcript {
    dossier.transcripts.first().unwrap()
}
