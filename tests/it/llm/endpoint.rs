//! Every way in which an endpoint answers ends in an answer or in the right failure, in time, after at most three calls.

use std::fmt::Write as _;
use std::time::Duration;

use baton::clock::{self, Clock};
use baton::config::{ResponseFormat, TokenLimitField};
use baton::connect::llm::{Endpoint, EndpointConfig, MAX_BODY};
use baton::language::{Answer, Failure, LanguageModel, MAX_CALLS, Question, Stage, Usage};
use serde_json::{Value, json};

use super::server::{Reply, Server, completion};

const KEY: &str = "sk-test-0123456789abcdef";
const PROMPT: &str = "u1 Marcus: it takes us two days to turn one certificate around";
const ANSWER: &str = r#"{"pains":["two days"]}"#;
/// How much later than its time an answer may come: the machine has other things to do.
const GRACE: Duration = Duration::from_millis(300);

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

pub(super) fn config(server: &Server) -> EndpointConfig {
    EndpointConfig {
        base_url: server.base_url(),
        api_key: Some(KEY.into()),
        headers: vec![("x-team".to_owned(), "sales".into())],
        models: ["reader", "writer", "judge"].map(str::to_owned),
        response_format: ResponseFormat::JsonSchema,
        token_limit_field: TokenLimitField::MaxCompletionTokens,
        max_output_tokens: None,
        temperature: None,
        reasoning_effort: None,
        connect_timeout: ms(200),
        call_timeout: Duration::from_secs(5),
        first_pause: ms(10),
        concurrency: 8,
    }
}

pub(super) fn endpoint(config: EndpointConfig) -> Endpoint {
    let clock = Clock::Fixed("2026-01-28T09:00:00Z".parse().unwrap());
    Endpoint::new(config, clock, 1).unwrap()
}

pub(super) fn question(time_left: Duration) -> Question {
    Question {
        stage: Stage::Extract,
        system: "You read calls.".to_owned(),
        user: PROMPT.to_owned(),
        schema_name: "extraction",
        schema: json!({
            "type": "object",
            "properties": {"pains": {"type": "array", "items": {"type": "string"}}},
            "required": ["pains"],
            "additionalProperties": false,
        }),
        max_output_tokens: 500,
        time_left,
        max_calls: 3,
    }
}

/// What comes of one question to a server with that script, and after how many calls; never late.
async fn ask(
    script: impl IntoIterator<Item = Reply>,
    time_left: Duration,
) -> (Result<Answer, Failure>, usize) {
    let server = Server::start(script).await;
    let endpoint = endpoint(config(&server));
    let started = clock::ticks();
    let outcome = endpoint.ask(&question(time_left)).await;
    let took = started.elapsed();
    assert!(took < time_left + GRACE, "{took:?} of {time_left:?}: {outcome:?}");
    assert!(server.calls() <= MAX_CALLS as usize, "{} calls", server.calls());
    (outcome, server.calls())
}

async fn fails(reply: Reply, time_left: Duration) -> (Failure, usize) {
    let (outcome, calls) = ask([reply], time_left).await;
    (outcome.unwrap_err(), calls)
}

#[tokio::test]
async fn a_question_becomes_a_call_and_its_reply_an_answer() {
    let server = Server::start([Reply::says(ANSWER)]).await;
    let endpoint = endpoint(config(&server));
    let answer = endpoint.ask(&question(ms(2000))).await.unwrap();
    let usage = Usage { input_tokens: 100, cached_tokens: 0, output_tokens: 10 };
    assert_eq!(
        answer,
        Answer { text: ANSWER.to_owned(), model: "scripted-model".to_owned(), usage, calls: 1 }
    );
    let asked = server.asked().remove(0);
    let head = asked.head.to_ascii_lowercase();
    assert!(head.starts_with("post /v1/chat/completions http/1.1"), "{head}");
    for header in [format!("authorization: bearer {KEY}"), "x-team: sales".to_owned()] {
        assert!(head.contains(&header), "{head}");
    }
    let format = json!({
        "type": "json_schema",
        "json_schema": {"name": "extraction", "strict": true, "schema": question(ms(0)).schema},
    });
    let expected = json!({
        "model": "reader",
        "messages": [{"role": "system", "content": "You read calls."}, {"role": "user", "content": PROMPT}],
        "response_format": format,
        "max_completion_tokens": 500,
        "stream": false,
    });
    assert_eq!(asked.body, expected);
}

#[tokio::test]
async fn settings_change_the_call() {
    let server = Server::start([Reply::says(ANSWER)]).await;
    let plain = EndpointConfig {
        api_key: None,
        response_format: ResponseFormat::None,
        token_limit_field: TokenLimitField::MaxTokens,
        max_output_tokens: Some(9000),
        temperature: Some(0.0),
        reasoning_effort: Some("low".to_owned()),
        ..config(&server)
    };
    let object = EndpointConfig { response_format: ResponseFormat::JsonObject, ..plain.clone() };
    let compose = Question { stage: Stage::Compose, ..question(ms(2000)) };
    endpoint(plain).ask(&compose).await.unwrap();
    endpoint(object).ask(&compose).await.unwrap();
    let asked = server.asked();
    let (plain, object) = (&asked[0], &asked[1]);
    assert!(!plain.head.to_ascii_lowercase().contains("authorization"), "{}", plain.head);
    assert_eq!(plain.body["model"], "writer");
    assert_eq!((&plain.body["max_tokens"], &plain.body["temperature"]), (&json!(9000), &json!(0.0)));
    assert_eq!(plain.body["reasoning_effort"], "low");
    assert_eq!((plain.body.get("response_format"), plain.body.get("max_completion_tokens")), (None, None));
    assert_eq!(object.body["response_format"], json!({"type": "json_object"}));
    for call in [plain, object] {
        let system = call.body["messages"][0]["content"].as_str().unwrap();
        assert!(system.starts_with("You read calls.\n\n") && system.contains("JSON Schema"), "{system}");
        assert!(system.ends_with(&question(ms(0)).schema.to_string()), "{system}");
    }
}

#[tokio::test]
async fn a_hang_is_timed_out_and_leaves_time_for_one_more_call() {
    let (failure, calls) = fails(Reply::hangs(), ms(300)).await;
    assert_eq!((failure, calls), (Failure::TimedOut, 2));
    let (outcome, calls) = ask([Reply::hangs(), Reply::says(ANSWER)], ms(400)).await;
    assert_eq!((outcome.unwrap().text.as_str(), calls), (ANSWER, 2));
}

#[tokio::test]
async fn a_drip_is_timed_out() {
    let (failure, calls) = fails(Reply::says(ANSWER).dripping(ms(5)), ms(300)).await;
    assert_eq!((failure, calls), (Failure::TimedOut, 2));
}

#[tokio::test]
async fn a_slow_answer_within_its_time_is_an_answer() {
    let (outcome, calls) = ask([Reply::says(ANSWER).after(ms(100))], ms(1000)).await;
    assert_eq!((outcome.unwrap().text.as_str(), calls), (ANSWER, 1));
}

#[tokio::test]
async fn one_failure_is_got_over_and_three_are_not() {
    for reply in
        [Reply::status(500, &[], "boom"), Reply::status(529, &[], "{}"), Reply::says(ANSWER).reset_after(150)]
    {
        let (outcome, calls) = ask([reply.clone(), Reply::says(ANSWER)], ms(2000)).await;
        assert_eq!((outcome.unwrap().text.as_str(), calls), (ANSWER, 2), "{reply:?}");
    }
    assert_eq!(fails(Reply::status(500, &[], "boom"), ms(2000)).await, (Failure::Overloaded(500), 3));
    assert_eq!(fails(Reply::status(529, &[], "{}"), ms(2000)).await, (Failure::Overloaded(529), 3));
}

#[tokio::test]
async fn a_pause_in_seconds_is_kept() {
    let slow_down = Reply::status(429, &[("retry-after", "0.2")], r#"{"error":{"message":"slow down"}}"#);
    let started = clock::ticks();
    let (outcome, calls) = ask([slow_down, Reply::says(ANSWER)], ms(2000)).await;
    assert_eq!((outcome.unwrap().text.as_str(), calls), (ANSWER, 2));
    assert!(started.elapsed() >= ms(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_pause_until_a_date_is_kept() {
    // The endpoint's clock stands at 9:00:00.
    let until = |date| Reply::status(429, &[("retry-after", date)], "");
    let (failure, calls) = fails(until("Wed, 28 Jan 2026 09:00:30 GMT"), ms(1000)).await;
    assert_eq!((failure, calls), (Failure::RateLimited(Some(Duration::from_secs(30))), 1));
    let (outcome, calls) = ask([until("Wed, 28 Jan 2026 08:59:00 GMT"), Reply::says(ANSWER)], ms(2000)).await;
    assert_eq!((outcome.is_ok(), calls), (true, 2));
}

#[tokio::test]
async fn a_pause_longer_than_the_time_left_is_not_waited_for() {
    let started = clock::ticks();
    let (failure, calls) = fails(Reply::status(429, &[("retry-after", "3600")], ""), ms(3000)).await;
    assert_eq!((failure, calls), (Failure::RateLimited(Some(Duration::from_hours(1))), 1));
    assert!(started.elapsed() < ms(1000), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_status_is_kept_with_an_integer_code() {
    let body = r#"{"error":{"message":"no such field","type":"BadRequestError","code":400}}"#;
    let rejected = Failure::Rejected { status: 400, why: "no such field".to_owned() };
    assert_eq!(fails(Reply::status(400, &[], body), ms(2000)).await, (rejected, 1));
    let body = r#"{"error":{"message":"slow down","code":429}}"#;
    assert_eq!(fails(Reply::status(429, &[], body), ms(2000)).await, (Failure::RateLimited(None), 3));
}

#[tokio::test]
async fn a_wrong_key_and_a_redirect_are_not_tried_again() {
    assert_eq!(fails(Reply::status(401, &[], "no"), ms(2000)).await, (Failure::Unauthorized(401), 1));
    let elsewhere = Reply::status(307, &[("location", "http://127.0.0.1:9/v1/chat/completions")], "");
    let (failure, calls) = fails(elsewhere, ms(2000)).await;
    assert!(matches!(failure, Failure::Rejected { status: 307, .. }), "{failure:?}");
    assert_eq!(calls, 1);
}

#[tokio::test]
async fn a_reset_in_the_middle_is_a_broken_connection() {
    let (failure, calls) = fails(Reply::says(ANSWER).reset_after(150), ms(2000)).await;
    assert_eq!(failure, Failure::Unreachable("the connection broke off: connection reset".to_owned()));
    assert_eq!(calls, 3);
}

#[tokio::test]
async fn nobody_there_is_said_without_an_address() {
    let server = Server::start([]).await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = EndpointConfig { base_url: format!("http://{free}/v1"), ..config(&server) };
    let failure = endpoint(config).ask(&question(ms(1000))).await.unwrap_err();
    assert_eq!(failure, Failure::Unreachable("no connection: connection refused".to_owned()));
}

#[tokio::test]
async fn nothing_in_the_answer_is_empty() {
    assert_eq!(fails(Reply::status(200, &[], ""), ms(2000)).await, (Failure::Empty, 3));
    assert_eq!(fails(Reply::says(""), ms(2000)).await, (Failure::Empty, 3));
    assert_eq!(fails(Reply::status(200, &[], r#"{"choices":[]}"#), ms(2000)).await, (Failure::Empty, 3));
}

#[tokio::test]
async fn json_that_stops_is_malformed_and_an_answer_that_stops_is_cut_off() {
    let whole = completion(ANSWER, "stop").to_string();
    let (failure, calls) = fails(Reply::status(200, &[], &whole[..whole.len() / 2]), ms(2000)).await;
    assert!(matches!(failure, Failure::Malformed(_)), "{failure:?}");
    assert_eq!(calls, 3);
    let (failure, calls) = fails(Reply::finishes(r#"{"pains":["tw"#, "length"), ms(2000)).await;
    assert_eq!((failure, calls), (Failure::CutOff, 1));
}

#[tokio::test]
async fn a_refusal_is_not_asked_again() {
    let mut body = completion("", "stop");
    body["choices"][0]["message"] = json!({"role": "assistant", "content": null, "refusal": "I can't."});
    assert_eq!(fails(Reply::status(200, &[], &body.to_string()), ms(2000)).await, (Failure::Refused, 1));
    assert_eq!(fails(Reply::finishes("{}", "content_filter"), ms(2000)).await, (Failure::Refused, 1));
}

#[tokio::test]
async fn an_answer_of_a_megabyte_is_too_large_however_it_is_sent() {
    let text = "x".repeat(MAX_BODY);
    let whole = Reply::says(&text);
    assert_eq!(fails(whole, ms(3000)).await, (Failure::TooLarge, 1));
    // Without a length, until the connection ends.
    let body = completion(&text, "stop");
    let endless = Reply::raw(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}"));
    assert_eq!(fails(endless, ms(3000)).await, (Failure::TooLarge, 1));
    let (outcome, _) = ask([Reply::says(&text[..MAX_BODY - 1000])], ms(3000)).await;
    assert_eq!(outcome.unwrap().text.len(), MAX_BODY - 1000);
}

#[tokio::test]
async fn wrong_forms_and_fluent_nonsense_are_passed_on_as_they_are() {
    for text in [r#"{"purple":[1]}"#, "Certainly! The buyer is delighted and will sign on Friday."] {
        let (outcome, calls) = ask([Reply::says(text)], ms(2000)).await;
        assert_eq!((outcome.unwrap().text.as_str(), calls), (text, 1));
    }
}

#[tokio::test]
async fn a_page_for_people_is_malformed() {
    let (failure, calls) = fails(Reply::status(200, &[], "<html>Please sign in</html>"), ms(2000)).await;
    assert!(matches!(failure, Failure::Malformed(_)), "{failure:?}");
    assert_eq!(calls, 3);
}

#[tokio::test]
async fn calls_beyond_the_limit_wait_their_turn() {
    let server = Server::start([Reply::says(ANSWER).after(ms(60))]).await;
    let endpoint = endpoint(EndpointConfig { concurrency: 2, ..config(&server) });
    let started = clock::ticks();
    let question = question(ms(3000));
    let (a, b, c, d) = tokio::join!(
        endpoint.ask(&question),
        endpoint.ask(&question),
        endpoint.ask(&question),
        endpoint.ask(&question)
    );
    assert!([a, b, c, d].iter().all(Result::is_ok));
    assert!(started.elapsed() >= ms(120), "{:?}", started.elapsed());
    // Waiting does not shorten the call itself.
    let slow = Server::start([Reply::says(ANSWER).after(ms(100))]).await;
    let endpoint = self::endpoint(EndpointConfig { concurrency: 1, ..self::config(&slow) });
    let question = self::question(ms(600));
    let (a, b, c, d) = tokio::join!(
        endpoint.ask(&question),
        endpoint.ask(&question),
        endpoint.ask(&question),
        endpoint.ask(&question)
    );
    assert!([a, b, c, d].iter().all(Result::is_ok));
    assert_eq!(slow.calls(), 4);
    // One that never gets its turn is out of time all the same.
    let hanging = Server::start([Reply::hangs()]).await;
    let endpoint = self::endpoint(EndpointConfig { concurrency: 1, ..config(&hanging) });
    let (first, second) = (self::question(ms(300)), self::question(ms(100)));
    let (first, second) = tokio::join!(endpoint.ask(&first), endpoint.ask(&second));
    assert_eq!((first, second), (Err(Failure::TimedOut), Err(Failure::TimedOut)));
}

#[tokio::test]
async fn no_time_at_all_is_no_call() {
    let (failure, calls) = fails(Reply::says(ANSWER), Duration::ZERO).await;
    assert_eq!((failure, calls), (Failure::TimedOut, 0));
}

/// Everything that is logged while it lives.
mod logs {
    use std::fmt::Write as _;
    use std::sync::{Arc, Mutex};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    #[derive(Clone, Default)]
    pub(super) struct Logs(pub(super) Arc<Mutex<String>>);

    struct Words<'a>(&'a mut String);

    impl Visit for Words<'_> {
        fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
            writeln!(self.0, "{field}={value:?}").unwrap();
        }
    }

    impl Subscriber for Logs {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, span: &Attributes<'_>) -> Id {
            span.record(&mut Words(&mut self.0.lock().unwrap()));
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, values: &Record<'_>) {
            values.record(&mut Words(&mut self.0.lock().unwrap()));
        }

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            event.record(&mut Words(&mut self.0.lock().unwrap()));
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }
}

#[tokio::test]
async fn neither_key_nor_prompt_nor_answer_is_in_a_log_or_an_error() {
    let echo =
        json!({"error": {"message": format!("cannot use {PROMPT} with {KEY}"), "code": 400}}).to_string();
    let half: Value = completion(ANSWER, "stop");
    let half = half.to_string();
    let script = [
        Reply::status(400, &[], &echo),
        Reply::status(500, &[], &echo),
        Reply::status(200, &[], &half[..half.len() - 10]),
        Reply::says(ANSWER).reset_after(300),
        Reply::status(401, &[], &echo),
        Reply::says(ANSWER),
    ];
    let server = Server::start(script).await;
    let logs = logs::Logs::default();
    let guard = tracing::subscriber::set_default(logs.clone());
    let endpoint = endpoint(config(&server));
    let mut shown = format!("{endpoint:?} {:?}", config(&server));
    while server.calls() < 6 {
        if let Err(failure) = endpoint.ask(&question(ms(2000))).await {
            write!(shown, "{failure} {failure:?}").unwrap();
        }
    }
    drop(guard);
    let logged = logs.0.lock().unwrap().clone();
    assert!(logged.contains("llm call failed"), "{logged}");
    for text in [shown, logged] {
        for secret in [KEY, "two days", "Marcus", "pains", "sales"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}
