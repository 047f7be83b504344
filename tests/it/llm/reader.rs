//! A careful reader: answers with what the annotation of a case says, as a model would.

use std::path::Path;

use baton::domain::Transcript;
use baton::eval::gold::{Case, GoldFinding};
use serde_json::{Value, json};

/// The answer of somebody who has read the call as the annotator did.
pub(crate) fn answer(case: &Case, transcript: &Transcript) -> Value {
    let gold = &case.gold;
    let quotes = |quotes: &[String]| -> Vec<Value> {
        quotes
            .iter()
            .filter_map(|quote| Some(json!({ "u": line_of(transcript, quote)?, "quote": quote })))
            .collect()
    };
    let finding =
        |finding: &GoldFinding| json!({ "status": finding.status, "quotes": quotes(&finding.quotes) });
    let side_of = |owner: Option<&str>| {
        let owner = owner.unwrap_or("unknown");
        let voice =
            gold.speakers.iter().find(|voice| voice.name.split(' ').any(|word| owner.starts_with(word)));
        match (owner, voice) {
            ("buyer" | "seller" | "unknown", _) => json!(owner),
            (_, Some(voice)) => json!(voice.side),
            (_, None) => json!("buyer"),
        }
    };
    let person =
        |owner: Option<&str>| owner.filter(|owner| !matches!(*owner, "buyer" | "seller")).map(str::to_owned);
    let findings = &gold.qualification;
    json!({
        "pains": gold.pains.iter().map(|pain| json!({
            "statement": pain.statement, "impact": pain.impact, "quotes": quotes(&pain.quotes)
        })).collect::<Vec<_>>(),
        "stakeholders": gold.stakeholders.iter().map(|person| json!({
            "name": person.name, "title": person.title, "role": person.role, "quotes": quotes(&person.quotes)
        })).collect::<Vec<_>>(),
        "next_steps": gold.next_steps.iter().map(|step| json!({
            "action": step.action,
            "kind": if step.owner.as_deref() == Some("seller") { "meeting" } else { "delivery" },
            "owner": person(step.owner.as_deref()),
            "owner_side": side_of(step.owner.as_deref()),
            "due": step.due,
            "status": step.status,
            "quotes": quotes(&step.quotes)
        })).collect::<Vec<_>>(),
        "qualification": {
            "budget": finding(&findings.budget),
            "authority": finding(&findings.authority),
            "need": finding(&findings.need),
            "timeline": finding(&findings.timeline),
            "competition": finding(&findings.competition)
        },
        "objections": [],
        "alternatives": [],
        "triggers": []
    })
}

/// The number of the utterance that holds a quote.
fn line_of(transcript: &Transcript, quote: &str) -> Option<usize> {
    let wanted = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let holds = |utterance: &baton::domain::Utterance| transcript.words(utterance).contains(&wanted);
    Some(transcript.utterances().iter().position(holds)? + 1)
}

/// The annotated cases whose names begin so.
pub(crate) fn cases(prefix: &str) -> Vec<Case> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    let mut all = baton::eval::gold::load_cases(&cases).unwrap();
    all.retain(|case| case.gold.id.starts_with(prefix));
    all
}
