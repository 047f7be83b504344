//! A reply as an answer or a named failure. Read tolerantly: servers differ in everything but `choices[0].message.content`.

use serde_json::Value;

use super::transport::Reply;
use crate::language::{Answer, Failure, Question, Usage};

/// Characters of an endpoint's complaint that are told.
const MAX_WHY: usize = 240;
/// Words in a row that a complaint may share with the question.
const MAX_ECHO: usize = 5;

/// The answer in a reply.
pub(super) fn read(reply: &Reply, question: &Question, model: &str) -> Result<Answer, Failure> {
    if !(200..300).contains(&reply.status) {
        return Err(complaint(reply, question));
    }
    if reply.body.iter().all(u8::is_ascii_whitespace) {
        return Err(Failure::Empty);
    }
    let body: Value = serde_json::from_slice(&reply.body)
        .map_err(|_| Failure::Malformed("the reply is not whole JSON".to_owned()))?;
    if let Some(error) = body.get("error").filter(|error| !error.is_null()) {
        return Err(reported(error, reply, question));
    }
    let choices = body.get("choices").and_then(Value::as_array);
    let choices = choices.ok_or_else(|| Failure::Malformed("the reply has no choices".to_owned()))?;
    let choice = choices.first().ok_or(Failure::Empty)?;
    let text = content(choice)?;
    let named = body.get("model").and_then(Value::as_str).filter(|name| !name.is_empty());
    Ok(Answer {
        text: unwrapped(&text).to_owned(),
        model: named.unwrap_or(model).to_owned(),
        usage: usage(&body),
        calls: 1,
    })
}

/// The tokens that a reply says it cost; zero where it does not say.
pub(super) fn usage_of(reply: &Reply) -> Usage {
    serde_json::from_slice(&reply.body).map_or_else(|_| Usage::default(), |body| usage(&body))
}

/// The text of a choice, once it is certain that it is meant as a whole answer.
fn content(choice: &Value) -> Result<String, Failure> {
    let finish = choice.get("finish_reason").and_then(Value::as_str).unwrap_or_default();
    let message = choice.get("message").unwrap_or(&Value::Null);
    let refusal = message.get("refusal").and_then(Value::as_str).unwrap_or_default();
    if matches!(finish, "content_filter" | "refusal" | "safety" | "SAFETY") || !refusal.trim().is_empty() {
        return Err(Failure::Refused);
    }
    if matches!(finish, "length" | "max_tokens" | "model_length" | "MAX_TOKENS") {
        return Err(Failure::CutOff);
    }
    let text = match message.get("content") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text")?.as_str()).collect(),
        _ => String::new(),
    };
    if text.trim().is_empty() { Err(Failure::Empty) } else { Ok(text) }
}

/// Without what local models put around JSON: their thoughts, and a Markdown fence.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    let text = match text.strip_prefix("<think>").and_then(|rest| rest.split_once("</think>")) {
        Some((_, after)) => after.trim(),
        None => text,
    };
    let fenced = text.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    match fenced.and_then(|inside| inside.split_once('\n')) {
        Some((_, inside)) => inside.trim(),
        None => text,
    }
}

fn usage(body: &Value) -> Usage {
    let count = |places: &[&str]| {
        places.iter().find_map(|place| body.pointer(place).and_then(Value::as_u64)).unwrap_or(0)
    };
    Usage {
        input_tokens: count(&["/usage/prompt_tokens", "/usage/input_tokens"]),
        cached_tokens: count(&[
            "/usage/prompt_tokens_details/cached_tokens",
            "/usage/cache_read_input_tokens",
        ]),
        output_tokens: count(&["/usage/completion_tokens", "/usage/output_tokens"]),
    }
}

/// What a status of 300 and above means.
fn complaint(reply: &Reply, question: &Question) -> Failure {
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let error = body.get("error").filter(|error| !error.is_null()).unwrap_or(&body);
    classified(reply.status, error, reply, question)
}

/// An error inside a reply of status 200, as gateways send it: its code is the status that they were given.
fn reported(error: &Value, reply: &Reply, question: &Question) -> Failure {
    let code = error.get("code").and_then(|code| code.as_u64().or_else(|| code.as_str()?.parse().ok()));
    let status = code.and_then(|code| u16::try_from(code).ok()).filter(|code| (400..600).contains(code));
    classified(status.unwrap_or(reply.status), error, reply, question)
}

fn classified(status: u16, error: &Value, reply: &Reply, question: &Question) -> Failure {
    let names = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default();
    let out_of_credit = [names("code"), names("type")].contains(&"insufficient_quota");
    match status {
        401 | 403 => Failure::Unauthorized(status),
        408 => Failure::TimedOut,
        429 if !out_of_credit => Failure::RateLimited(reply.retry_after),
        500.. => Failure::Overloaded(status),
        300..=399 => Failure::Rejected { status, why: "redirects are not followed".to_owned() },
        _ => Failure::Rejected { status, why: why(error, question) },
    }
}

/// The endpoint's own words, shortened; nothing where they repeat the question, which is nobody else's business.
fn why(error: &Value, question: &Question) -> String {
    let said = ["/message", "/detail", "/detail/0/msg", "/error_description", "/msg", ""]
        .iter()
        .find_map(|place| error.pointer(place).and_then(Value::as_str))
        .unwrap_or_default();
    let words: Vec<&str> = said.split_whitespace().take(MAX_WHY).collect();
    if words.is_empty() {
        return "it does not say why".to_owned();
    }
    if repeats(&words, &question.user) {
        return "its message repeats the question and is not shown".to_owned();
    }
    let words: Vec<&str> = words.into_iter().map(|word| if is_secret(word) { "…" } else { word }).collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(MAX_WHY).collect()
}

/// Whether some words in a row are the question's.
fn repeats(words: &[&str], question: &str) -> bool {
    let asked: Vec<&str> = question.split_whitespace().map(bare).collect();
    let words: Vec<&str> = words.iter().map(|word| bare(word)).collect();
    let in_a_row = words.len().min(MAX_ECHO);
    in_a_row > 2 && words.windows(in_a_row).any(|echo| asked.windows(in_a_row).any(|asked| asked == echo))
}

/// Keys are long and mix letters with digits; no word that helps is.
fn is_secret(word: &str) -> bool {
    let has = |kind: fn(&char) -> bool| word.chars().any(|c| kind(&c));
    word.chars().count() > 15 && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests;
