//! JSON Schemas of answers in the subset that every backend takes: no references, every field required, nothing beside the fields,
//! "may be missing" written as "or null", no limits on numbers, lengths or patterns.
//!
//! Descriptions are left out: the prompt says what the fields mean, and a schema is paid for like a prompt.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// The keywords that are kept.
const KEPT: [&str; 8] =
    ["type", "properties", "required", "items", "enum", "anyOf", "additionalProperties", "const"];

/// The schema of an answer of type `T`.
pub fn strict<T: JsonSchema>() -> Value {
    let mut settings = SchemaSettings::draft2020_12().for_deserialize();
    settings.inline_subschemas = true;
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    tighten(&mut schema);
    schema
}

/// Makes a schema and everything below it strict.
fn tighten(schema: &mut Value) {
    let Value::Object(fields) = schema else { return };
    if let Some(options) = fields.remove("oneOf") {
        fields.insert("anyOf".to_owned(), options);
    }
    fields.retain(|keyword, _| KEPT.contains(&keyword.as_str()));
    merge_options(fields);
    if let Some(Value::Object(properties)) = fields.get_mut("properties") {
        properties.values_mut().for_each(tighten);
        let names = properties.keys().cloned().map(Value::String).collect();
        fields.insert("required".to_owned(), Value::Array(names));
        fields.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if let Some(items) = fields.get_mut("items") {
        tighten(items);
    }
    if let Some(Value::Array(options)) = fields.get_mut("anyOf") {
        options.iter_mut().for_each(tighten);
    }
}

/// Options that are all constants or lists of constants become one list; documented variants of an enum are such options.
fn merge_options(fields: &mut Map<String, Value>) {
    let Some(Value::Array(options)) = fields.get("anyOf") else { return };
    let mut values = Vec::new();
    let mut nullable = false;
    for option in options {
        match (option.get("const"), option.get("enum"), option.get("oneOf")) {
            (Some(value), _, _) => values.push(value.clone()),
            (_, Some(Value::Array(several)), _) => values.extend(several.iter().cloned()),
            (_, _, Some(Value::Array(several))) => {
                let constants: Option<Vec<Value>> =
                    several.iter().map(|one| one.get("const").cloned()).collect();
                let Some(constants) = constants else { return };
                values.extend(constants);
            }
            _ if option.get("type").is_some_and(|kind| kind == "null") => nullable = true,
            _ => return,
        }
    }
    let kind = if nullable { serde_json::json!(["string", "null"]) } else { serde_json::json!("string") };
    if nullable {
        values.push(Value::Null);
    }
    fields.remove("anyOf");
    fields.insert("type".to_owned(), kind);
    fields.insert("enum".to_owned(), Value::Array(values));
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::domain::Role;

    #[derive(Deserialize, JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Found {
        /// One line.
        text: String,
        at: u32,
        title: Option<String>,
        role: Role,
        other: Option<Role>,
        parts: Vec<Part>,
        part: Option<Part>,
    }

    #[derive(Deserialize, JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Part {
        #[serde(default)]
        share: f64,
    }

    #[test]
    fn every_field_is_required_and_nothing_refers_elsewhere() {
        let part = |kind: Value| {
            json!({
                "type": kind,
                "properties": { "share": { "type": "number" } },
                "required": ["share"],
                "additionalProperties": false
            })
        };
        let roles = [
            "champion",
            "economic_buyer",
            "decision_maker",
            "technical_evaluator",
            "influencer",
            "blocker",
            "end_user",
            "unknown",
        ];
        let nullable_roles: Vec<Value> = roles.iter().map(|role| json!(role)).chain([Value::Null]).collect();
        assert_eq!(
            strict::<Found>(),
            json!({
                "type": "object",
                "properties": {
                    "text": { "type": "string" },
                    "at": { "type": "integer" },
                    "title": { "type": ["string", "null"] },
                    "role": { "type": "string", "enum": roles },
                    "other": { "type": ["string", "null"], "enum": nullable_roles },
                    "parts": { "type": "array", "items": part(json!("object")) },
                    "part": part(json!(["object", "null"]))
                },
                "required": ["text", "at", "title", "role", "other", "parts", "part"],
                "additionalProperties": false
            })
        );
    }
}
