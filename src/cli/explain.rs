//! `--explain`: how a brief or an extraction came about, what was dropped and why, and where the engines differ.

use std::fmt::Write as _;

use super::text::visible;
use crate::brief::reword;
use crate::domain::Extraction;
use crate::domain::extraction::Rejected;
use crate::extract::llm;
use crate::pipeline::Made;

/// How a brief came about.
pub(super) fn of_brief(made: &Made) -> String {
    let mut text = String::from("EXPLAINED\n");
    let count = made.calls.len();
    for (at, extraction) in made.calls.iter().enumerate() {
        let title = format!("call {} of {count}", at + 1);
        text.push_str(&of_call(&title, extraction, made.reading.get(at)));
    }
    if let Some(account) = &made.wording {
        text.push_str(&wording(account));
    }
    let dropped = made.brief.footer.claims_dropped;
    line(&mut text, &format!("lines of the brief that their evidence does not bear out: {dropped}"));
    visible(&text)
}

/// How the understanding of a call came about; `account` where a model was asked.
pub(super) fn of_call(title: &str, extraction: &Extraction, account: Option<&llm::Account>) -> String {
    let mut text = String::new();
    let Some(account) = account else {
        line(&mut text, &format!("{title}: read by the embedded engine"));
        rejected(&mut text, "found and not kept", &extraction.rejected);
        return text;
    };
    let llm::Account { model, prompt, parts, questions, usage, kept, unreadable, .. } = account;
    let read_by = match &account.failure {
        Some(failure) => {
            format!(
                "read by the embedded engine, because {model} failed: {}",
                failure.without_words_of_others()
            )
        }
        None => format!("read by {model}, {kept} items kept"),
    };
    line(&mut text, &format!("{title}: {read_by}"));
    line(
        &mut text,
        &format!(
            "  prompt {prompt}; parts {parts}, questions {questions}; tokens {} in, {} out",
            usage.input_tokens, usage.output_tokens
        ),
    );
    if *unreadable > 0 {
        line(&mut text, &format!("  items that were not of the form asked for: {unreadable}"));
    }
    rejected(&mut text, "dropped", &account.dropped);
    rejected(&mut text, "quotes that are not in the call", &account.unfounded);
    if account.failure.is_some() {
        rejected(&mut text, "found by the embedded engine and not kept", &extraction.rejected);
    }
    if !account.disagreements.is_empty() {
        line(&mut text, "  where the engines differ:");
    }
    for one in &account.disagreements {
        let llm::Disagreement { about, matter, model, other, kept } = one;
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        line(&mut text, &format!("    {matter}, “{about}”: model {model}; embedded {other}; kept: {kept}"));
    }
    text
}

fn wording(account: &reword::Account) -> String {
    let mut text = String::new();
    let reword::Account { model, prompt, kept, usage, .. } = account;
    let worded = match &account.failure {
        Some(failure) => {
            format!("wording: the composer's, because {model} failed: {}", failure.without_words_of_others())
        }
        None => format!("wording: {model}, {kept} sentences kept, {} dropped", account.dropped.len()),
    };
    line(&mut text, &worded);
    line(
        &mut text,
        &format!("  prompt {prompt}; tokens {} in, {} out", usage.input_tokens, usage.output_tokens),
    );
    rejected(&mut text, "dropped sentences", &account.dropped);
    text
}

fn rejected(text: &mut String, title: &str, all: &[Rejected]) {
    if all.is_empty() {
        return;
    }
    line(text, &format!("  {title}:"));
    for one in all {
        let what = one.what.split_whitespace().collect::<Vec<_>>().join(" ");
        line(text, &format!("    “{what}”: {}", one.why));
    }
}

fn line(text: &mut String, said: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{said}");
}
