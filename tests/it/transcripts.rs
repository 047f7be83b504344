//! Transcripts of every format, from files to utterances.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use baton::domain::Transcript;
use baton::domain::transcript::TranscriptFormat;
use baton::ingest::transcript::parse;

mod cues;
mod damage;
mod docx;
mod json;
mod plain;

/// The annotated calls, each with its transcript's path.
fn cases() -> Vec<(PathBuf, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    let mut cases: Vec<_> = fs::read_dir(root)
        .unwrap()
        .filter_map(|entry| {
            let folder = entry.unwrap().path();
            let endings =
                ["vtt", "srt", "txt", "json"].map(|ending| folder.join(format!("transcript.{ending}")));
            let file = endings.into_iter().find(|file| file.exists())?;
            Some((folder, file))
        })
        .collect();
    cases.sort();
    cases
}

fn read(path: &Path) -> Transcript {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    parse(&name, &fs::read(path).unwrap(), None).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_annotated_call_is_read_whole() {
    for (folder, file) in cases() {
        let transcript = read(&file);
        assert_eq!(transcript.skipped(), [], "{}", folder.display());
        assert!(
            transcript.utterances().iter().all(|utterance| utterance.speaker.is_some()),
            "{}",
            folder.display()
        );
        let expected = match file.extension().unwrap().to_str().unwrap() {
            "vtt" => vec![TranscriptFormat::Vtt],
            "srt" => vec![TranscriptFormat::Srt],
            "txt" => vec![TranscriptFormat::Otter, TranscriptFormat::NameText],
            _ => vec![TranscriptFormat::Gong],
        };
        assert!(expected.contains(&transcript.format()), "{}: {:?}", folder.display(), transcript.format());
    }
}

#[test]
fn every_annotated_quote_lies_in_one_utterance() {
    for (folder, file) in cases() {
        let transcript = read(&file);
        let gold: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("gold.json")).unwrap()).unwrap();
        let mut quotes = BTreeSet::new();
        collect_quotes(&gold, &mut quotes);
        assert!(!quotes.is_empty());
        for quote in quotes {
            let words = quote.split_whitespace().collect::<Vec<_>>().join(" ");
            let found =
                transcript.utterances().iter().any(|utterance| transcript.words(utterance).contains(&words));
            assert!(found, "{}: {quote}", folder.display());
        }
    }
}

#[test]
fn every_annotated_speaker_is_a_speaker_of_the_transcript() {
    for (folder, file) in cases() {
        let transcript = read(&file);
        let gold: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("gold.json")).unwrap()).unwrap();
        let mut named: Vec<_> =
            gold["speakers"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
        let mut found: Vec<_> = transcript.speakers().iter().map(baton::domain::Speaker::display).collect();
        named.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, named, "{}", folder.display());
    }
}

fn collect_quotes(value: &serde_json::Value, quotes: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("quotes", serde_json::Value::Array(items)) => {
                        quotes.extend(items.iter().filter_map(|item| item.as_str()).map(ToOwned::to_owned));
                    }
                    ("quote", serde_json::Value::String(quote)) => {
                        quotes.insert(quote.clone());
                    }
                    _ => collect_quotes(value, quotes),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_quotes(item, quotes)),
        _ => {}
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/transcripts")
}

/// A transcript for comparing: line, times in milliseconds, speaker and words of each utterance, then what was skipped.
fn told(transcript: &Transcript) -> String {
    let ms = |time: Option<u64>| time.map_or_else(|| "?".to_owned(), |ms| ms.to_string());
    let mut told = String::new();
    for utterance in transcript.utterances() {
        let speaker = transcript.speaker(utterance).map_or("?", |speaker| speaker.label.as_str());
        let (start, end) = (ms(utterance.start_ms), ms(utterance.end_ms));
        let words = transcript.words(utterance);
        writeln!(told, "{} {start}-{end} {speaker}: {words}", utterance.line).unwrap();
    }
    for skipped in transcript.skipped() {
        writeln!(told, "skipped {}: {}", skipped.line, skipped.why).unwrap();
    }
    told
}

/// Asserts what a fixture gives: its format, and [`told`].
#[track_caller]
fn gives(file: &str, format: TranscriptFormat, expected: &[&str]) {
    let transcript = read(&fixtures().join(file));
    assert_eq!(told(&transcript).lines().collect::<Vec<_>>(), expected, "{file}");
    assert_eq!(transcript.format(), format, "{file}");
}

/// What a text in a file called `call.txt` gives.
#[track_caller]
fn told_of(text: &str) -> Vec<String> {
    let transcript = parse("call.txt", text.as_bytes(), None).unwrap_or_else(|error| panic!("{error}"));
    told(&transcript).lines().map(ToOwned::to_owned).collect()
}
