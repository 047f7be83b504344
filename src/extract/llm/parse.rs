//! The JSON in an answer: in a code fence, after a greeting, with a comma too many. What it says is checked elsewhere.

use serde_json::{Deserializer, Value};

/// The first JSON object in a text, if there is one that can be read to its end.
pub(super) fn object(text: &str) -> Option<Value> {
    let starts = text.match_indices('{').map(|(start, _)| start);
    // A greeting holds at most a few braces; trying every one of a large answer would take time beyond proportion.
    starts
        .take(8)
        .filter_map(|start| text.get(start..))
        .find_map(|rest| read(rest).or_else(|| read(&without_trailing_commas(rest))))
}

fn read(text: &str) -> Option<Value> {
    let value = Deserializer::from_str(text).into_iter::<Value>().next()?.ok()?;
    value.is_object().then_some(value)
}

/// The text without commas before a closing bracket, strings left as they are.
fn without_trailing_commas(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    // A comma and the white space after it, held back until it is known what follows.
    let mut held = String::new();
    for c in text.chars() {
        if inside {
            inside = escaped || c != '"';
            escaped = !escaped && c == '\\';
            clean.push(c);
            continue;
        }
        if c == ',' || (!held.is_empty() && c.is_whitespace()) {
            if c == ',' {
                clean.push_str(&held);
                held.clear();
            }
            held.push(c);
            continue;
        }
        if !matches!(c, ']' | '}') {
            clean.push_str(&held);
        }
        held.clear();
        inside = c == '"';
        clean.push(c);
    }
    clean
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_found_in_what_surrounds_it() {
        let wanted = Some(json!({ "a": ["x, ]", 1] }));
        assert_eq!(object(r#"{"a":["x, ]",1]}"#), wanted);
        assert_eq!(object("Sure!\n```json\n{\"a\": [\"x, ]\", 1]}\n```\nAnything else?"), wanted);
        assert_eq!(object(r#"{"a": ["x, ]", 1, ], }"#), wanted);
        assert_eq!(object(r#"In {braces}: {"a":["x, ]",1]}"#), wanted);
        assert_eq!(object(r#"{"a": "\", }"}"#), Some(json!({ "a": "\", }" })));
    }

    #[test]
    fn half_an_object_and_no_object_are_none() {
        assert_eq!(object(r#"{"a":["x","#), None);
        assert_eq!(object("I cannot do that."), None);
        assert_eq!(object("[1, 2]"), None);
        assert_eq!(object(&"{".repeat(100_000)), None);
    }
}
