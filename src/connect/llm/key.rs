//! What makes two questions the same.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::language::Question;

/// SHA-256, in hex, over who asks what for an answer of which form; and of which model, where that matters.
///
/// How long the answer may be and may take does not count.
pub fn question_key(question: &Question, model: Option<&str>) -> String {
    let stage = question.stage.to_string();
    let schema = question.schema.to_string();
    let mut hash = Sha256::new();
    for part in [&stage, model.unwrap_or_default(), &question.system, &question.user, &schema] {
        // The length in front keeps the end of one part from being the start of the next.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::language::Stage;

    fn question() -> Question {
        Question {
            stage: Stage::Extract,
            system: "ab".to_owned(),
            user: "c".to_owned(),
            schema_name: "s",
            schema: json!({"type": "object"}),
            max_output_tokens: 10,
            time_left: Duration::from_secs(1),
            max_calls: 3,
        }
    }

    #[test]
    fn every_part_counts_but_time_and_length() {
        let key = question_key(&question(), Some("m"));
        let limits = Question { max_output_tokens: 99, time_left: Duration::ZERO, ..question() };
        assert_eq!(key, question_key(&limits, Some("m")));
        for other in [
            Question { stage: Stage::Compose, ..question() },
            Question { system: "a".to_owned(), user: "bc".to_owned(), ..question() },
            Question { user: "d".to_owned(), ..question() },
            Question { schema: json!({"type": "array"}), ..question() },
        ] {
            assert_ne!(key, question_key(&other, Some("m")));
        }
        assert_ne!(key, question_key(&question(), Some("n")));
    }
}
