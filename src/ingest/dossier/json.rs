//! A JSON part to its type, with errors that name the path.
//!
//! Unknown fields are ignored. `null` and blank text mean that nothing is known, as if the field were not there.

use encoding_rs::Encoding;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::super::transcript::excerpt;
use super::{DossierError, MAX_JSON_BYTES};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// `{…}`.
    Object,
    /// `[…]`.
    List,
}

/// Reads a part from the bytes of a file called `file`.
pub(super) fn read<T: DeserializeOwned>(root: Root, file: &str, bytes: &[u8]) -> Result<T, DossierError> {
    let found = bytes.len() as u64;
    if found > MAX_JSON_BYTES {
        return Err(DossierError::TooLarge { file: file.to_owned(), found, limit: MAX_JSON_BYTES });
    }
    let mut value = parse(file, bytes)?;
    forget_blanks(&mut value);
    // Serde reads a list as the fields of an object in their order; nobody means that.
    if root == Root::Object && !value.is_object() {
        let found = describe(&value);
        let (file, expected) = (file.to_owned(), "an object".to_owned());
        return Err(DossierError::Shape { file, path: String::new(), expected, found });
    }
    serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path();
        shape(file, path, at_path(&value, path), &error.inner().to_string())
    })
}

/// The JSON value; a byte order mark is fine, and so is UTF-16 with one.
fn parse(file: &str, bytes: &[u8]) -> Result<Value, DossierError> {
    let decoded = Encoding::for_bom(bytes).map(|(encoding, _)| encoding.decode(bytes).0);
    let parsed = match &decoded {
        Some(text) => serde_json::from_str(text),
        None => serde_json::from_slice(bytes),
    };
    parsed.map_err(|error| {
        let problem = error.to_string();
        let problem = problem.split(" at line ").next().unwrap_or_default().to_owned();
        DossierError::Syntax { file: file.to_owned(), line: error.line().max(1), problem }
    })
}

/// Removes what says that nothing is known.
fn forget_blanks(value: &mut Value) {
    let is_blank = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    };
    match value {
        Value::Object(object) => {
            object.retain(|_, value| !is_blank(value));
            object.values_mut().for_each(forget_blanks);
        }
        Value::Array(items) => {
            items.retain(|value| !is_blank(value));
            items.iter_mut().for_each(forget_blanks);
        }
        _ => {}
    }
}

/// The value at a path.
fn at_path<'a>(value: &'a Value, path: &Path) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { .. } | Segment::Unknown => Some(value),
    })
}

/// What serde says, in words for people.
fn shape(file: &str, path: &Path, found: Option<&Value>, problem: &str) -> DossierError {
    let path = path.to_string();
    let path = if path == "." { String::new() } else { path };
    let file = file.to_owned();
    if let Some(field) = problem.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        let path = if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") };
        return DossierError::Shape {
            file,
            path,
            expected: "a value".to_owned(),
            found: "nothing".to_owned(),
        };
    }
    let found = found.map_or_else(|| "something else".to_owned(), describe);
    let by_serde = problem.starts_with("invalid ") || problem.starts_with("unknown ");
    let expected = match problem.split_once(", expected ").filter(|_| by_serde) {
        Some((_, expected)) => kind(expected),
        None => match problem.strip_prefix("expected ").and_then(|rest| rest.split(", found ").next()) {
            Some(expected) => expected.to_owned(),
            // The only other texts that are parsed are calendar days.
            None => "a day such as 2026-02-10".to_owned(),
        },
    };
    DossierError::Shape { file, path, expected, found }
}

/// A value in a few words.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => excerpt(text),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// The names of Rust's types in words for people.
fn kind(expected: &str) -> String {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "an object".to_owned(),
        "a string" | "a borrowed string" | "string or map" => "a string".to_owned(),
        "a boolean" => "true or false".to_owned(),
        other if other.starts_with("struct ") => "an object".to_owned(),
        other if other.contains("RFC") || other.contains("date") => "a day such as 2026-02-10".to_owned(),
        other => other.to_owned(),
    }
}
