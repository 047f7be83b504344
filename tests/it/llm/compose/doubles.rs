//! Stand-ins for a model: they see the prompt, as a model does, and answer what a test wants.

use std::sync::Mutex;

use baton::language::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};
use serde_json::{Map, Value, json};

/// A line of the draft, as the prompt shows it.
#[derive(Clone, Debug)]
pub(super) struct DraftLine {
    pub(super) section: String,
    /// It stays whatever the model says.
    pub(super) fixed: bool,
    pub(super) text: String,
    pub(super) cites: Vec<u16>,
}

/// Reads the draft out of a prompt.
pub(super) fn draft(question: &Question) -> Vec<DraftLine> {
    let mut lines = Vec::new();
    let mut section = String::new();
    for line in question.user.lines().skip_while(|line| !line.starts_with("Draft for ")).skip(1) {
        if line == "Facts" {
            break;
        }
        let Some((mark, rest)) = line.split_once(' ').filter(|(mark, _)| matches!(*mark, "!" | "-")) else {
            line.clone_into(&mut section);
            continue;
        };
        let (text, cites) = rest.rsplit_once(" [").unwrap();
        let cites = cites.trim_end_matches(']').split(',').filter_map(|number| number.parse().ok()).collect();
        lines.push(DraftLine { section: section.clone(), fixed: mark == "!", text: text.to_owned(), cites });
    }
    assert!(!lines.is_empty(), "no draft in {}", question.user);
    lines
}

/// A sentence of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) section: String,
    pub(super) text: String,
    pub(super) cites: Vec<u16>,
}

/// Sentences as an answer.
pub(super) fn answer(rows: &[Row]) -> String {
    let mut sections = Map::new();
    for row in rows {
        let rows = sections.entry(row.section.clone()).or_insert_with(|| json!([]));
        rows.as_array_mut().unwrap().push(json!({ "text": row.text, "cites": row.cites }));
    }
    Value::Object(sections).to_string()
}

/// Answers with what a function makes of the question, and keeps the question.
pub(super) struct Double<F> {
    answer: F,
    pub(super) asked: Mutex<Vec<Question>>,
}

impl<F: Fn(&Question) -> Result<String, Failure> + Send + Sync> Double<F> {
    pub(super) fn new(answer: F) -> Self {
        Self { answer, asked: Mutex::new(Vec::new()) }
    }
}

impl<F: Fn(&Question) -> Result<String, Failure> + Send + Sync> LanguageModel for Double<F> {
    fn name(&self, _: Stage) -> &'static str {
        "double"
    }

    fn ask<'a>(&'a self, question: &'a Question) -> Answering<'a> {
        self.asked.lock().unwrap().push(question.clone());
        let answer = (self.answer)(question).map(|text| Answer {
            text,
            model: "double-1".to_owned(),
            usage: Usage { input_tokens: 2_000, cached_tokens: 0, output_tokens: 500 },
            calls: 1,
        });
        Box::pin(async move { answer })
    }
}

/// Answers with fixed rows.
pub(super) fn says(rows: Vec<Row>) -> Double<impl Fn(&Question) -> Result<String, Failure> + Send + Sync> {
    Double::new(move |_| Ok(answer(&rows)))
}
