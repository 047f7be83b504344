//! A question as the body of a chat completion.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::EndpointConfig;
use crate::config::ResponseFormat;
use crate::language::Question;

/// The body of the call. Fields that an endpoint may refuse are sent only when the settings ask for them.
pub(super) fn body(config: &EndpointConfig, question: &Question) -> Value {
    let system = system(config.response_format, question);
    let mut body = Map::new();
    body.insert("model".to_owned(), json!(config.model_of(question.stage)));
    body.insert(
        "messages".to_owned(),
        json!([{"role": "system", "content": system}, {"role": "user", "content": question.user}]),
    );
    if let Some(format) = response_format(config.response_format, question) {
        body.insert("response_format".to_owned(), format);
    }
    body.insert(config.token_limit_field.name().to_owned(), json!(token_limit(config, question)));
    if let Some(temperature) = config.temperature {
        body.insert("temperature".to_owned(), json!(temperature));
    }
    if let Some(effort) = &config.reasoning_effort {
        body.insert("reasoning_effort".to_owned(), json!(effort));
    }
    body.insert("stream".to_owned(), json!(false));
    Value::Object(body)
}

/// Tokens of the answer, at the most.
pub(super) fn token_limit(config: &EndpointConfig, question: &Question) -> u32 {
    config.max_output_tokens.unwrap_or(question.max_output_tokens)
}

/// The system message; with the schema at its end when it is told no other way, so that it stays the same for all calls of a stage.
fn system(format: ResponseFormat, question: &Question) -> Cow<'_, str> {
    match format {
        ResponseFormat::JsonSchema => Cow::Borrowed(&question.system),
        ResponseFormat::JsonObject | ResponseFormat::None => Cow::Owned(format!(
            "{}\n\nAnswer with one JSON object that follows this JSON Schema, and with nothing before or after it:\n{}",
            question.system.trim_end(),
            question.schema
        )),
    }
}

fn response_format(format: ResponseFormat, question: &Question) -> Option<Value> {
    match format {
        ResponseFormat::JsonSchema => Some(json!({
            "type": "json_schema",
            "json_schema": {"name": question.schema_name, "strict": true, "schema": question.schema},
        })),
        ResponseFormat::JsonObject => Some(json!({"type": "json_object"})),
        ResponseFormat::None => None,
    }
}
