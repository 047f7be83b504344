//! What was found, missed and wrongly found in one call, as text for a person.

use std::fmt::Write as _;

use super::gold::Gold;
use super::matching::{self, quotes_match};
use crate::domain::{Extraction, Quotes};

/// Lists pains, next steps and people of one call: `=` matched, `+` found but not in the gold, `-` missed.
pub fn listing(gold: &Gold, extraction: &Extraction) -> String {
    let mut text = format!("# {}\n", gold.id);
    let finds: Vec<(String, Vec<&str>)> = extraction
        .pains
        .iter()
        .map(|pain| (format!("[{}]", pain.impact.as_deref().unwrap_or("-")), texts(&pain.evidence)))
        .collect();
    let golds: Vec<(String, &[String])> =
        gold.pains.iter().map(|pain| (pain.statement.clone(), pain.quotes.as_slice())).collect();
    section(&mut text, "pain", &finds, &golds);
    let finds: Vec<(String, Vec<&str>)> = extraction
        .next_steps
        .iter()
        .map(|step| {
            let due = step.due.as_ref().map(ToString::to_string).unwrap_or_default();
            let owner = step.owner.clone().unwrap_or_else(|| step.owner_side.to_string());
            (format!("{} {owner} {due}", step.status), texts(&step.evidence))
        })
        .collect();
    let golds: Vec<(String, &[String])> = gold
        .next_steps
        .iter()
        .map(|step| {
            let due = step.due.as_ref().map(ToString::to_string).unwrap_or_default();
            let owner = step.owner.clone().unwrap_or_default();
            (format!("{} {owner} {due} | {}", step.status, step.action), step.quotes.as_slice())
        })
        .collect();
    section(&mut text, "step", &finds, &golds);
    text
}

fn texts(quotes: &Quotes) -> Vec<&str> {
    quotes.iter().map(crate::domain::Quote::text).collect()
}

fn section(text: &mut String, name: &str, finds: &[(String, Vec<&str>)], golds: &[(String, &[String])]) {
    let assigned = matching::assign(
        finds.len(),
        golds.len(),
        |find, gold| matches!((finds.get(find), golds.get(gold)), (Some(find), Some(gold)) if quotes_match(&find.1, gold.1)),
    );
    for ((label, quotes), item) in finds.iter().zip(&assigned) {
        let wanted = item.and_then(|item| golds.get(item));
        let mark = if wanted.is_some() { '=' } else { '+' };
        let wanted = wanted.map(|gold| format!("  <= {}", gold.0)).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {name} {label}{wanted}\n      {}", quotes.join(" / "));
    }
    for (index, (label, quotes)) in golds.iter().enumerate() {
        if !assigned.contains(&Some(index)) {
            let _ = writeln!(text, "- {name} {label}\n      {}", quotes.join(" / "));
        }
    }
}
