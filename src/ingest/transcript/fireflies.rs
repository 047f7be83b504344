//! Fireflies: the GraphQL `transcript(id:)`, in its envelope or bare, and the list of sentences that its web page downloads.
//!
//! Source: Fireflies' public API reference. Times are in seconds; names may be missing.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::domain::transcript::TranscriptFormat;

use super::json;
use super::reading::{Misread, Reading, Turn, Voice, expected};
use super::times;

/// The keys under which a sentence holds its words.
const WORDS: &[&str] = &["text", "raw_text", "sentence"];

/// Whether there is a Fireflies transcript.
pub(super) fn is_it(documents: &[Value]) -> bool {
    !meetings(documents).is_empty()
}

/// Reads the first meeting that has sentences; others are noted, for one transcript is one call.
pub(super) fn read(documents: &[Value]) -> Result<Reading, Misread> {
    let mut reading = Reading::new(TranscriptFormat::Fireflies);
    let mut meetings = meetings(documents).into_iter();
    let Some(meeting) = meetings.next() else {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Fireflies)));
    };
    let names = meeting.about.map(speakers).unwrap_or_default();
    for sentence in meeting.sentences {
        say(sentence, &names, &mut reading);
    }
    for _ in meetings {
        reading.skip(0, "another meeting in the same file; one file is one call");
    }
    if let Some(about) = meeting.about {
        reading.started_at =
            json::instant(about.get("dateString")).or_else(|| json::instant(about.get("date")));
        attendees(about, &mut reading);
    }
    if reading.is_silent() {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Fireflies)));
    }
    Ok(reading)
}

struct Meeting<'a> {
    about: Option<&'a Map<String, Value>>,
    sentences: &'a [Value],
}

/// The meetings that have sentences, wherever they stand.
fn meetings(documents: &[Value]) -> Vec<Meeting<'_>> {
    let mut meetings = Vec::new();
    for document in documents {
        if let Some(sentences) = sentences_of(document).filter(|sentences| sentences.iter().any(is_named)) {
            meetings.push(Meeting { about: None, sentences });
        }
        json::visit(document, &mut |object| {
            if let Some(sentences) = object.get("sentences").and_then(sentences_of) {
                meetings.push(Meeting { about: Some(object), sentences });
            }
        });
    }
    meetings
}

fn sentences_of(value: &Value) -> Option<&[Value]> {
    let items = value.as_array()?;
    let has_words = |item: &Value| item.as_object().is_some_and(|item| json::text(item, WORDS).is_some());
    items.iter().any(has_words).then_some(items.as_slice())
}

/// Whether a bare sentence says who spoke in Fireflies' way.
fn is_named(sentence: &Value) -> bool {
    sentence.get("speaker_name").is_some()
        || sentence.get("speaker_id").is_some()
        || sentence.get("sentence").is_some()
}

fn say(sentence: &Value, names: &HashMap<String, &str>, reading: &mut Reading) {
    let Some((sentence, text)) =
        sentence.as_object().and_then(|found| Some((found, json::text(found, WORDS)?)))
    else {
        reading.skip(0, "a sentence without text");
        return;
    };
    let id = json::id(sentence, &["speaker_id"]);
    let speaker = json::text(sentence, &["speaker_name", "speaker"])
        .or_else(|| names.get(id.as_deref()?).copied())
        .map(ToOwned::to_owned)
        .or_else(|| id.map(|id| format!("Speaker {id}")));
    let start_ms = time(sentence, &["start_time", "startTime"]);
    let end_ms =
        time(sentence, &["end_time", "endTime"]).filter(|end| start_ms.is_none_or(|start| *end >= start));
    reading.turns.push(Turn { speaker, text: text.to_owned(), start_ms, end_ms, line: 0 });
}

/// The names in the meeting's own list of speakers, by id.
fn speakers(about: &Map<String, Value>) -> HashMap<String, &str> {
    let speakers =
        about.get("speakers").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    speakers
        .filter_map(|speaker| Some((json::id(speaker, &["id"])?, json::text(speaker, &["name"])?)))
        .collect()
}

/// Seconds as a number, or `00:05` as text.
fn time(sentence: &Map<String, Value>, keys: &[&str]) -> Option<u64> {
    keys.iter().find_map(|key| {
        let clock = || times::whole(sentence.get(*key)?.as_str()?);
        json::number(sentence, key).map(|seconds| json::millis(seconds, 1000.0)).or_else(clock)
    })
}

/// E-mail addresses of the attendees whose names are speakers' names.
fn attendees(about: &Map<String, Value>, reading: &mut Reading) {
    let attendees = about.get("meeting_attendees").and_then(Value::as_array).into_iter().flatten();
    for attendee in attendees.filter_map(Value::as_object) {
        let name = json::text(attendee, &["displayName", "name"]);
        if let (Some(name), Some(email)) = (name, json::text(attendee, &["email"])) {
            let voice = Voice { email: Some(email.to_owned()), ..Voice::default() };
            reading.voices.entry(name.to_owned()).or_insert(voice);
        }
    }
}
