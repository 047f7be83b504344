//! Gong: `POST /v2/calls/transcript`, alone or with the `parties` of `POST /v2/calls/extensive`.
//!
//! Source: Gong's public API reference. The two answers may be merged in any way: parties beside the transcripts, inside a call, or
//! in a second document after the first. They are joined on `speakerId`.

use serde_json::{Map, Value};

use crate::domain::transcript::{Side, TranscriptFormat};

use super::json;
use super::reading::{Misread, Reading, Turn, Voice, expected};

/// One call's transcript.
struct Call<'a> {
    id: Option<String>,
    monologues: Vec<&'a Map<String, Value>>,
}

/// Whether there is a Gong transcript, even an empty one.
pub(super) fn is_it(documents: &[Value]) -> bool {
    let mut found = false;
    for document in documents {
        json::visit(document, &mut |object| found |= object.contains_key("callTranscripts"));
    }
    found || !calls(documents).is_empty()
}

/// Reads the first call that has sentences; others are noted, for one transcript is one call.
pub(super) fn read(documents: &[Value]) -> Result<Reading, Misread> {
    let mut reading = Reading::new(TranscriptFormat::Gong);
    let mut calls = calls(documents).into_iter();
    let Some(call) = calls.next() else {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Gong)));
    };
    for sentences in &call.monologues {
        monologue(sentences, &mut reading);
    }
    for other in calls {
        let id = other.id.unwrap_or_else(|| "without an id".to_owned());
        reading.skip(0, format!("another call in the same file ({id}); one file is one call"));
    }
    for document in documents {
        json::visit(document, &mut |object| {
            let of_call = call_id(object);
            // What belongs to another call says nothing about this one.
            if call.id.is_some() && of_call.is_some() && of_call != call.id {
                return;
            }
            if let Some(Value::Array(parties)) = object.get("parties") {
                parties.iter().filter_map(Value::as_object).for_each(|party| describe(party, &mut reading));
            }
            if reading.started_at.is_none() {
                reading.started_at = json::instant(object.get("started"));
            }
        });
    }
    if reading.is_silent() {
        return Err(json::nothing_in(documents, expected(TranscriptFormat::Gong)));
    }
    Ok(reading)
}

/// The calls that have sentences, wherever they stand.
fn calls(documents: &[Value]) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = Vec::new();
    for document in documents {
        if let Some(monologues) = monologues_of(document) {
            calls.push(Call { id: None, monologues });
        }
        json::visit(document, &mut |object| {
            if let Some(monologues) = object.get("transcript").and_then(monologues_of) {
                calls.push(Call { id: call_id(object), monologues });
            }
        });
    }
    calls
}

/// The items of a list that hold sentences, `None` where there are none.
fn monologues_of(value: &Value) -> Option<Vec<&Map<String, Value>>> {
    let items = value.as_array()?.iter().filter_map(Value::as_object);
    let monologues: Vec<_> =
        items.filter(|item| item.get("sentences").is_some_and(Value::is_array)).collect();
    (!monologues.is_empty()).then_some(monologues)
}

/// The id of the call that an object is about, where it says so: a transcript, a call of the extensive answer, or its `metaData`.
fn call_id(object: &Map<String, Value>) -> Option<String> {
    let of_meta =
        |meta: &Map<String, Value>| json::id(meta, &["id"]).filter(|_| meta.contains_key("started"));
    let meta = object.get("metaData").and_then(Value::as_object);
    json::id(object, &["callId"]).or_else(|| json::id(meta?, &["id"])).or_else(|| of_meta(object))
}

/// What one speaker says without interruption; each sentence is a turn.
fn monologue(monologue: &Map<String, Value>, reading: &mut Reading) {
    let speaker = json::id(monologue, &["speakerId"]);
    let sentences = monologue.get("sentences").and_then(Value::as_array).into_iter().flatten();
    for sentence in sentences {
        let Some((sentence, text)) =
            sentence.as_object().and_then(|found| Some((found, found.get("text")?.as_str()?)))
        else {
            reading.skip(0, "a sentence without text");
            continue;
        };
        let start_ms = json::number(sentence, "start").map(|ms| json::millis(ms, 1.0));
        let end_ms = json::number(sentence, "end").map(|ms| json::millis(ms, 1.0));
        let end_ms = end_ms.filter(|end| start_ms.is_none_or(|start| *end >= start));
        reading.turns.push(Turn {
            speaker: speaker.clone(),
            text: text.to_owned(),
            start_ms,
            end_ms,
            line: 0,
        });
    }
}

/// Notes what is known about a party under its speaker id; silent parties have none.
fn describe(party: &Map<String, Value>, reading: &mut Reading) {
    let Some(label) = json::id(party, &["speakerId"]) else { return };
    let affiliation = match json::text(party, &["affiliation"]).map(str::to_ascii_lowercase).as_deref() {
        Some("internal") => Side::Seller,
        Some("external") => Side::Buyer,
        _ => Side::Unknown,
    };
    let own = |keys: &[&str]| json::text(party, keys).map(ToOwned::to_owned);
    let voice = reading.voices.entry(label).or_default();
    let known = std::mem::take(voice);
    *voice = Voice {
        name: known.name.or_else(|| own(&["name"])),
        title: known.title.or_else(|| own(&["title"])),
        email: known.email.or_else(|| own(&["emailAddress", "email"])),
        affiliation: if known.affiliation == Side::Unknown { affiliation } else { known.affiliation },
    };
}
