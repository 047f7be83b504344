//! What the model answers: a list of sentences a section. Read tolerantly, trusted not at all.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::domain::{FactId, SectionKind};
use crate::language::Failure;

/// Bytes of an answer: a brief is a few thousand.
const MAX_BYTES: usize = 64 * 1024;

/// The form of the answer, as the endpoint is told.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is used: the answer is read value by value")]
pub(super) struct Form {
    goal: Vec<Row>,
    pain: Vec<Row>,
    why_now: Vec<Row>,
    people: Vec<Row>,
    today: Vec<Row>,
    owed: Vec<Row>,
    risk: Vec<Row>,
    ask: Vec<Row>,
    account: Vec<Row>,
}

/// One sentence in the form.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is used: the answer is read value by value")]
struct Row {
    text: String,
    cites: Vec<u16>,
}

/// A sentence that the model proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words, with single spaces.
    pub(super) text: String,
    /// The facts it names. A number that cannot be a fact's is 0, which no fact has.
    pub(super) cites: Vec<FactId>,
}

/// The sentences of each section, in the order of the sections.
pub(super) type Sentences = Vec<(SectionKind, Vec<Sentence>)>;

/// Reads an answer: JSON, also with a code fence or words around it. What has not the form of a sentence is left out; what names no section
/// is ignored.
///
/// # Errors
/// When there is no JSON object with sections in it. The message never holds the answer's text.
pub(super) fn read(text: &str) -> Result<Sentences, Failure> {
    if text.len() > MAX_BYTES {
        return Err(Failure::TooLarge);
    }
    if text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    let malformed = |why: &str| Failure::Malformed(why.to_owned());
    let start = text.find('{').ok_or_else(|| malformed("no JSON object"))?;
    let end = text.rfind('}').filter(|end| start < *end).ok_or_else(|| malformed("no JSON object"))?;
    let json = text.get(start..=end).ok_or_else(|| malformed("no JSON object"))?;
    let value: Value = serde_json::from_str(json).map_err(|error| {
        malformed(&format!("JSON breaks at line {}, column {}", error.line(), error.column()))
    })?;
    let mut sections = Vec::new();
    for kind in SectionKind::ALL {
        if let Some(rows) = value.get(key(kind)).and_then(Value::as_array) {
            sections.push((kind, rows.iter().filter_map(sentence).collect()));
        }
    }
    if sections.is_empty() { Err(malformed("it has no section")) } else { Ok(sections) }
}

/// A section's name in the answer.
pub(super) fn key(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Goal => "goal",
        SectionKind::Pain => "pain",
        SectionKind::WhyNow => "why_now",
        SectionKind::People => "people",
        SectionKind::Today => "today",
        SectionKind::Owed => "owed",
        SectionKind::Risk => "risk",
        SectionKind::Ask => "ask",
        SectionKind::Account => "account",
    }
}

fn sentence(row: &Value) -> Option<Sentence> {
    let text = row.get("text")?.as_str()?;
    let number = |cite: &Value| cite.as_u64().and_then(|number| u16::try_from(number).ok()).unwrap_or(0);
    let cites = row
        .get("cites")
        .and_then(Value::as_array)
        .map(|cites| cites.iter().map(number).map(FactId).collect());
    // Only plain spaces and line ends are joined: any other character is left for the checks to see.
    let text =
        text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| Sentence { text, cites: cites.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_in_fences_and_between_words() {
        let bare =
            r#"{"pain": [{"text": "It  takes\n two days.", "cites": [5, 5.5, -1, "6", 70000]}], "mood": []}"#;
        for text in [bare.to_owned(), format!("```json\n{bare}\n```"), format!("Here it is: {bare} Enjoy!")] {
            let zero = FactId(0);
            let cites = vec![FactId(5), zero, zero, zero, zero];
            let sentence = Sentence { text: "It takes two days.".to_owned(), cites };
            assert_eq!(read(&text), Ok(vec![(SectionKind::Pain, vec![sentence])]));
        }
    }

    #[test]
    fn what_is_no_answer_is_told_without_its_words() {
        for (text, failure) in [
            ("", Failure::Empty),
            ("I would rather not.", Failure::Malformed("no JSON object".to_owned())),
            ("}{", Failure::Malformed("no JSON object".to_owned())),
            (r#"{"pain": [{"text": "secret"#, Failure::Malformed("no JSON object".to_owned())),
            (r#"{"pain": [secret]}"#, Failure::Malformed("JSON breaks at line 1, column 11".to_owned())),
            (r#"{"error": "secret"}"#, Failure::Malformed("it has no section".to_owned())),
            (r#"{"pain": "secret"}"#, Failure::Malformed("it has no section".to_owned())),
        ] {
            assert_eq!(read(text), Err(failure), "{text}");
        }
        assert_eq!(read(&"{".repeat(MAX_BYTES + 1)), Err(Failure::TooLarge));
        assert_eq!(
            read(r#"{"pain": [7, {"text": 7}, {"cites": [1]}, null]}"#),
            Ok(vec![(SectionKind::Pain, vec![])])
        );
    }
}
