//! Whether a JSON value follows a schema of the subset that is asked for: types, properties, enums, unions, no references.

use serde_json::Value;

/// Whether the value has the form of the schema; keywords outside the subset are not looked at.
pub fn conforms(value: &Value, schema: &Value) -> bool {
    let any_of = schema.get("anyOf").and_then(Value::as_array);
    any_of.is_none_or(|branches| branches.iter().any(|branch| conforms(value, branch)))
        && schema.get("enum").and_then(Value::as_array).is_none_or(|allowed| allowed.contains(value))
        && schema.get("const").is_none_or(|only| only == value)
        && schema.get("type").is_none_or(|kind| has_type(value, kind))
        && has_properties(value, schema)
        && has_items(value, schema)
}

fn has_type(value: &Value, kind: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| has_type(value, kind)),
        _ => match kind.as_str() {
            Some("null") => value.is_null(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64() || value.is_u64(),
            Some("number") => value.is_number(),
            Some("string") => value.is_string(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => false,
        },
    }
}

fn has_properties(value: &Value, schema: &Value) -> bool {
    let Some(object) = value.as_object() else { return true };
    let properties = schema.get("properties").and_then(Value::as_object);
    let required = schema.get("required").and_then(Value::as_array);
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let has_all = required
        .is_none_or(|names| names.iter().filter_map(Value::as_str).all(|name| object.contains_key(name)));
    has_all
        && object.iter().all(|(name, value)| match properties.and_then(|properties| properties.get(name)) {
            Some(schema) => conforms(value, schema),
            None => !is_closed,
        })
}

fn has_items(value: &Value, schema: &Value) -> bool {
    match (value.as_array(), schema.get("items")) {
        (Some(items), Some(schema)) => items.iter().all(|item| conforms(item, schema)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_form_asked_for_conforms() {
        let schema = json!({
            "type": "object",
            "properties": {
                "kind": {"type": "string", "enum": ["a", "b"]},
                "due": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "note": {"type": ["string", "null"]},
                "counts": {"type": "array", "items": {"type": "integer"}},
            },
            "required": ["kind", "due", "note", "counts"],
            "additionalProperties": false,
        });
        let right = json!({"kind": "a", "due": null, "note": "x", "counts": [1, 2]});
        assert!(conforms(&right, &schema));
        let with = |key: &str, value: Value| {
            let mut wrong = right.clone();
            wrong[key] = value;
            wrong
        };
        for wrong in [
            with("kind", json!("c")),
            with("due", json!(1)),
            with("note", json!(false)),
            with("counts", json!([1, 2.5])),
            with("counts", json!("1")),
            with("more", json!(1)),
            json!({"kind": "a", "due": null, "note": null}),
            json!([right]),
            json!("text"),
        ] {
            assert!(!conforms(&wrong, &schema), "{wrong}");
        }
    }
}
