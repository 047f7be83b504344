//! Fathom: a meeting with its transcript, alone (a webhook's body) or in a list (`items` of `GET /meetings`).
//!
//! Source: Fathom's public API reference. There are start times only.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::domain::transcript::{Side, TranscriptFormat};

use super::json;
use super::reading::{Misread, Reading, Turn, expected};
use super::times;

/// Whether there is a Fathom transcript.
pub(super) fn is_it(documents: &[Value]) -> bool {
    !meetings(documents).is_empty()
}

/// Reads the first meeting that has a transcript; others are noted, for one transcript is one call.
pub(super) fn read(documents: &[Value]) -> Result<Reading, Misread> {
    let mut reading = Reading::new(TranscriptFormat::Fathom);
    let mut meetings = meetings(documents).into_iter();
    let Some(meeting) = meetings.next() else {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Fathom)));
    };
    for item in meeting.items {
        say(item, &mut reading);
    }
    for _ in meetings {
        reading.skip(0, "another meeting in the same file; one file is one call");
    }
    if let Some(about) = meeting.about {
        reading.started_at = ["recording_start_time", "scheduled_start_time"]
            .iter()
            .find_map(|key| json::instant(about.get(*key)));
        people(about, &mut reading);
    }
    if reading.is_silent() {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Fathom)));
    }
    Ok(reading)
}

struct Meeting<'a> {
    about: Option<&'a Map<String, Value>>,
    items: &'a [Value],
}

/// The meetings that have a transcript, wherever they stand.
fn meetings(documents: &[Value]) -> Vec<Meeting<'_>> {
    let mut meetings = Vec::new();
    for document in documents {
        if let Some(items) = transcript_of(document) {
            meetings.push(Meeting { about: None, items });
        }
        json::visit(document, &mut |object| {
            if let Some(items) = object.get("transcript").and_then(transcript_of) {
                meetings.push(Meeting { about: Some(object), items });
            }
        });
    }
    meetings
}

/// A list in which something is said by somebody or at some time.
fn transcript_of(value: &Value) -> Option<&[Value]> {
    let items = value.as_array()?;
    let is_said = |item: &Value| {
        item.get("text").is_some_and(Value::is_string)
            && (item.get("speaker").is_some() || item.get("timestamp").is_some())
    };
    items.iter().any(is_said).then_some(items.as_slice())
}

fn say(item: &Value, reading: &mut Reading) {
    let Some((item, text)) = item.as_object().and_then(|found| Some((found, json::text(found, &["text"])?)))
    else {
        reading.skip(0, "an entry without text");
        return;
    };
    let speaker = item.get("speaker");
    let about = speaker.and_then(Value::as_object);
    let label = match about {
        Some(about) => json::text(about, &["display_name", "name"]),
        None => speaker.and_then(Value::as_str).map(str::trim).filter(|label| !label.is_empty()),
    };
    if let (Some(label), Some(about)) = (label, about)
        && let Some(email) = json::text(about, &["matched_calendar_invitee_email"])
    {
        reading.voices.entry(label.to_owned()).or_default().email = Some(email.to_owned());
    }
    let start_ms = item.get("timestamp").and_then(Value::as_str).and_then(times::whole);
    let speaker = label.map(ToOwned::to_owned);
    reading.turns.push(Turn { speaker, text: text.to_owned(), start_ms, end_ms: None, line: 0 });
}

/// Joins the invited people and the recording's owner to the voices, by e-mail address or by the matched name.
fn people(about: &Map<String, Value>, reading: &mut Reading) {
    let invitees = about.get("calendar_invitees").and_then(Value::as_array).into_iter().flatten();
    let mut by_email: HashMap<String, String> = HashMap::new();
    for (label, voice) in &reading.voices {
        if let Some(email) = &voice.email {
            // Several labels with one address: the first in the alphabet, so that the result does not depend on the map.
            let known = by_email.entry(email.clone()).or_insert_with(|| label.clone());
            if label < known {
                known.clone_from(label);
            }
        }
    }
    for invitee in invitees.filter_map(Value::as_object) {
        let side = match invitee.get("is_external").and_then(Value::as_bool) {
            Some(true) => Side::Buyer,
            Some(false) => Side::Seller,
            None => Side::Unknown,
        };
        join(invitee, &["matched_speaker_display_name", "name"], side, &by_email, reading);
    }
    if let Some(owner) = about.get("recorded_by").and_then(Value::as_object) {
        join(owner, &["name"], Side::Seller, &by_email, reading);
    }
}

fn join(
    person: &Map<String, Value>,
    names: &[&str],
    side: Side,
    by_email: &HashMap<String, String>,
    reading: &mut Reading,
) {
    let email = json::text(person, &["email"]);
    let label =
        email.and_then(|email| by_email.get(email).map(String::as_str)).or_else(|| json::text(person, names));
    let label = label.map(ToOwned::to_owned);
    let Some(label) = label else { return };
    let voice = reading.voices.entry(label.clone()).or_default();
    voice.email = voice.email.take().or_else(|| email.map(ToOwned::to_owned));
    voice.name = voice
        .name
        .take()
        .or_else(|| json::text(person, &["name"]).map(ToOwned::to_owned).filter(|name| *name != label));
    if voice.affiliation == Side::Unknown {
        voice.affiliation = side;
    }
}
