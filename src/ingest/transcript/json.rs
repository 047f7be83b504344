//! JSON documents, and what the tools' readers share.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::domain::Instant;

use super::reading::{Misread, Reading, excerpt, numbered};
use super::{fathom, fireflies, gong};

const EXPECTED: &str = "Gong's `callTranscripts`, a Fireflies `data.transcript` or a Fathom `transcript`";

/// Reads whichever tool's JSON it is.
pub(super) fn read(text: &str) -> Result<Reading, Misread> {
    let documents = documents(text)?;
    for (is_it, read) in [
        (gong::is_it as fn(&[Value]) -> bool, gong::read as fn(&[Value]) -> Result<Reading, Misread>),
        (fireflies::is_it, fireflies::read),
        (fathom::is_it, fathom::read),
    ] {
        if is_it(&documents) {
            return read(&documents);
        }
    }
    Err(nothing_in(&documents, EXPECTED))
}

/// The JSON documents of a text: one, or several after each other.
pub(super) fn documents(text: &str) -> Result<Vec<Value>, Misread> {
    serde_json::Deserializer::from_str(text).into_iter().collect::<Result<Vec<Value>, _>>().map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
        let source = numbered(text).find(|(number, _)| *number == line).map_or("", |(_, source)| source);
        let around =
            source.char_indices().nth(error.column().saturating_sub(24)).and_then(|(at, _)| source.get(at..));
        let found = match around.unwrap_or(source) {
            "" => "the end of the file".to_owned(),
            around => excerpt(around),
        };
        let problem = error.to_string();
        let problem = problem.split(" at line ").next().unwrap_or_default();
        Misread::at(line, format!("{found} ({problem})"), "valid JSON")
    })
}

/// The error for JSON without speech: what the vendor's own error says, otherwise which keys there are.
pub(super) fn nothing_in(documents: &[Value], expected: &str) -> Misread {
    let mut error = None;
    for document in documents {
        visit(document, &mut |object| {
            if let Some(message) =
                object.get("errors").and_then(Value::as_array).and_then(|errors| errors.first())
            {
                let text = string(Some(message)).or_else(|| string(message.get("message")));
                error = error.take().or(text);
            }
        });
    }
    let found = match (error, documents.first()) {
        (Some(error), _) => format!("an error answer: {}", excerpt(&error)),
        (None, Some(Value::Object(object))) => {
            let keys: Vec<_> = object.keys().take(6).map(|key| excerpt(key)).collect();
            if keys.is_empty() {
                "an empty object".to_owned()
            } else {
                format!("no speech under {}", keys.join(", "))
            }
        }
        (None, Some(Value::Array(items))) => format!("a list of {} without speech", items.len()),
        (None, Some(_)) => "a single value".to_owned(),
        (None, None) => "an empty file".to_owned(),
    };
    Misread::at(1, found, expected)
}

/// Calls `see` with every object, outermost first.
pub(super) fn visit<'a>(value: &'a Value, see: &mut impl FnMut(&'a Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(object);
            object.values().for_each(|value| visit(value, see));
        }
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        _ => {}
    }
}

/// The first of those keys that holds text.
pub(super) fn text<'a>(object: &'a Map<String, Value>, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| object.get(*key)?.as_str()).map(str::trim).filter(|text| !text.is_empty())
}

/// The first of those keys that holds text or a number, as text.
pub(super) fn id(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| string(object.get(*key)))
}

fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A number, also one written as text.
pub(super) fn number(object: &Map<String, Value>, key: &str) -> Option<f64> {
    let value = object.get(key)?;
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number| number.is_finite())
}

/// Milliseconds of a count of units of `scale` milliseconds; before the beginning is the beginning.
pub(super) fn millis(count: f64, scale: f64) -> u64 {
    (count * scale).round().max(0.0) as u64
}

/// An instant as text, or as a count of seconds or milliseconds since 1970.
pub(super) fn instant(value: Option<&Value>) -> Option<Instant> {
    /// Seconds up to the year 5138, and milliseconds from 1973 on.
    const MILLIS_FROM: i64 = 100_000_000_000;
    match value? {
        Value::String(text) => Instant::from_str(text.trim()).ok(),
        Value::Number(number) => {
            let count = number.as_i64().or_else(|| number.as_f64().map(|count| count as i64))?;
            let timestamp = if count >= MILLIS_FROM {
                Timestamp::from_millisecond(count)
            } else {
                Timestamp::from_second(count)
            };
            Some(Instant::new(timestamp.ok().filter(|_| count > 0)?.to_zoned(TimeZone::UTC)))
        }
        _ => None,
    }
}
