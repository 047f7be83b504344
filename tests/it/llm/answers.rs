//! Answers as JSON, item by item.

use serde_json::{Value, json};

/// An answer without items.
pub(crate) fn nothing() -> Value {
    let unknown = json!({ "status": "unknown", "quotes": [] });
    json!({
        "pains": [],
        "stakeholders": [],
        "next_steps": [],
        "qualification": {
            "budget": unknown, "authority": unknown, "need": unknown, "timeline": unknown, "competition": unknown
        },
        "objections": [],
        "alternatives": [],
        "triggers": []
    })
}

/// An answer with one list filled.
pub(crate) fn with(list: &str, items: Vec<Value>) -> Value {
    let mut answer = nothing();
    answer[list] = Value::Array(items);
    answer
}

/// Words of a line.
pub(crate) fn said(number: usize, quote: &str) -> Value {
    json!({ "u": number, "quote": quote })
}

/// A pain.
pub(crate) fn pain(statement: &str, quotes: impl Into<Value>) -> Value {
    json!({ "statement": statement, "impact": null, "quotes": quotes.into() })
}

/// A person.
pub(crate) fn person(name: &str, role: &str, quotes: impl Into<Value>) -> Value {
    json!({ "name": name, "title": null, "role": role, "quotes": quotes.into() })
}

/// A meeting of the seller's.
pub(crate) fn meeting(action: &str, status: &str, due: Option<&str>, quotes: impl Into<Value>) -> Value {
    json!({
        "action": action, "kind": "meeting", "owner": null, "owner_side": "seller", "due": due, "status": status,
        "quotes": quotes.into()
    })
}

/// Something that somebody of the buyer's side does.
pub(crate) fn errand(action: &str, owner: Option<&str>, quotes: impl Into<Value>) -> Value {
    json!({
        "action": action, "kind": "delivery", "owner": owner, "owner_side": "buyer", "due": null, "status": "agreed",
        "quotes": quotes.into()
    })
}
