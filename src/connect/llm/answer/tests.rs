use std::time::Duration;

use serde_json::json;

use super::*;
use crate::language::Stage;

fn question() -> Question {
    Question {
        stage: Stage::Extract,
        system: "You read calls.".to_owned(),
        user: "u1 Marcus: it takes us two days to turn one around".to_owned(),
        schema_name: "s",
        schema: json!({"type": "object"}),
        max_output_tokens: 100,
        time_left: Duration::from_secs(1),
        max_calls: 3,
    }
}

fn replied(status: u16, body: &str) -> Result<Answer, Failure> {
    let reply = Reply { status, retry_after: Some(Duration::from_secs(3)), body: body.as_bytes().to_vec() };
    read(&reply, &question(), "asked-model")
}

fn said(choice: &Value) -> Result<String, Failure> {
    replied(200, &json!({"choices": [choice]}).to_string()).map(|answer| answer.text)
}

#[test]
fn an_answer_is_read_with_model_and_usage() {
    let body = json!({
        "model": "answering-model",
        "choices": [{"message": {"content": "{\"a\":1}"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 8}},
    });
    let answer = replied(200, &body.to_string()).unwrap();
    let usage = Usage { input_tokens: 11, cached_tokens: 8, output_tokens: 3 };
    assert_eq!(
        (answer.text.as_str(), answer.model.as_str(), answer.usage),
        ("{\"a\":1}", "answering-model", usage)
    );
}

#[test]
fn what_servers_do_differently_is_tolerated() {
    let bare =
        replied(200, r#"{"choices":[{"message":{"content":"{}"}}],"usage":null,"error":null}"#).unwrap();
    assert_eq!(
        (bare.text.as_str(), bare.model.as_str(), bare.usage),
        ("{}", "asked-model", Usage::default())
    );
    for choice in [
        json!({"message": {"content": "{}"}, "finish_reason": "eos"}),
        json!({"message": {"content": "{}"}, "finish_reason": null}),
        json!({"message": {"content": "{}", "refusal": null}}),
        json!({"message": {"content": [{"type": "text", "text": "{"}, {"type": "text", "text": "}"}]}}),
        json!({"message": {"content": "```json\n{}\n```"}}),
        json!({"message": {"content": "<think>an object, {\"x\": 1}?</think>\n\n{}"}}),
    ] {
        assert_eq!(said(&choice).as_deref(), Ok("{}"), "{choice}");
    }
}

#[test]
fn what_is_no_answer_has_a_name() {
    for (choice, failure) in [
        (json!({"message": {"content": "{\"a\":"}, "finish_reason": "length"}), Failure::CutOff),
        (json!({"message": {"content": "{}"}, "finish_reason": "content_filter"}), Failure::Refused),
        (
            json!({"message": {"content": null, "refusal": "I can't help."}, "finish_reason": "stop"}),
            Failure::Refused,
        ),
        (json!({"message": {"content": " \n"}, "finish_reason": "stop"}), Failure::Empty),
        (json!({"message": {"content": null}}), Failure::Empty),
        (json!({}), Failure::Empty),
    ] {
        assert_eq!(said(&choice), Err(failure), "{choice}");
    }
    assert_eq!(replied(200, r#"{"choices":[]}"#), Err(Failure::Empty));
    assert_eq!(replied(204, ""), Err(Failure::Empty));
    for body in
        ["<html>sign in</html>", r#"{"choices":[{"message":{"con"#, r#"{"object":"list"}"#, "[]", "null"]
    {
        assert!(matches!(replied(200, body), Err(Failure::Malformed(_))), "{body}");
    }
}

#[test]
fn a_status_is_kept_whatever_the_body() {
    let rejected = |status: u16, why: &str| Failure::Rejected { status, why: why.to_owned() };
    for (status, body, failure) in [
        (
            429,
            r#"{"error":{"message":"slow down","code":429}}"#,
            Failure::RateLimited(Some(Duration::from_secs(3))),
        ),
        (429, "<html>", Failure::RateLimited(Some(Duration::from_secs(3)))),
        (
            429,
            r#"{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}"#,
            rejected(429, "You exceeded your quota"),
        ),
        (500, "", Failure::Overloaded(500)),
        (529, r#"{"type":"error","error":{"type":"overloaded_error"}}"#, Failure::Overloaded(529)),
        (401, r#"{"error":{"message":"bad key sk-1"}}"#, Failure::Unauthorized(401)),
        (403, "", Failure::Unauthorized(403)),
        (408, "", Failure::TimedOut),
        (302, "", rejected(302, "redirects are not followed")),
        (400, r#"{"error":{"message":"unknown field x","code":400}}"#, rejected(400, "unknown field x")),
        (404, r#"{"detail":"Not Found"}"#, rejected(404, "Not Found")),
        (
            422,
            r#"{"detail":[{"loc":["body"],"msg":"field required","input":"u1"}]}"#,
            rejected(422, "field required"),
        ),
        (404, r#"{"error":"model not found"}"#, rejected(404, "model not found")),
        (404, "<html>nginx</html>", rejected(404, "it does not say why")),
        (200, r#"{"error":{"message":"upstream","code":502}}"#, Failure::Overloaded(502)),
        (200, r#"{"error":{"message":"no such model","code":"x"}}"#, rejected(200, "no such model")),
    ] {
        assert_eq!(replied(status, body), Err(failure), "{status} {body}");
    }
}

#[test]
fn a_complaint_tells_neither_the_question_nor_a_key() {
    let why = |message: &str| match replied(400, &json!({"error": {"message": message}}).to_string()) {
        Err(Failure::Rejected { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    assert!(!why("bad content: 'it takes us two days to turn'").contains("two days"));
    assert_eq!(
        why("the key sk-proj-1234567890abcdef is for another project"),
        "the key … is for another project"
    );
    assert_eq!(why(&"word ".repeat(500)).chars().count(), MAX_WHY);
    assert_eq!(why("a\u{1b}[31mb"), "a[31mb");
}
