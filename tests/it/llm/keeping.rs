//! What stands before an endpoint: budget, breaker, cache and recordings.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use baton::clock::Clock;
use baton::config::PricePerMillion;
use baton::connect::llm::{
    Breaker, Cached, Cassettes, Endpoint, Guarded, Money, Price, Recorder, Replay, Spend,
};
use baton::language::{Answer, Answering, Failure, LanguageModel, Question, Stage, Usage};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::endpoint::{config, endpoint, question};
use super::server::{Reply, Server};

const ANSWER: &str = r#"{"pains":["two days"]}"#;
const SOON: Duration = Duration::from_secs(2);

/// Says the same to everybody, once it may; counts how often it is asked.
#[derive(Default)]
struct Double {
    said: Option<Result<Answer, Failure>>,
    asked: AtomicUsize,
    may_answer: Option<Arc<Notify>>,
}

fn answers(text: &str) -> Double {
    let usage = Usage { input_tokens: 7, cached_tokens: 2, output_tokens: 3 };
    Double {
        said: Some(Ok(Answer { text: text.to_owned(), model: "double".to_owned(), usage, calls: 1 })),
        ..Double::default()
    }
}

fn fails(failure: Failure) -> Double {
    Double { said: Some(Err(failure)), ..Double::default() }
}

impl Double {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl LanguageModel for &'static Double {
    fn name(&self, _: Stage) -> &'static str {
        "double"
    }

    fn ask<'a>(&'a self, _: &'a Question) -> Answering<'a> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            if let Some(may_answer) = &self.may_answer {
                may_answer.notified().await;
            }
            self.said.clone().unwrap()
        })
    }
}

/// A double that lives as long as the tests do.
fn kept(double: Double) -> &'static Double {
    Box::leak(Box::new(double))
}

fn clock() -> Clock {
    Clock::Fixed("2026-01-28T09:00:00Z".parse().unwrap())
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let mut paths: Vec<std::path::PathBuf> = entries.unwrap_or_default();
    paths.sort();
    paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn a_broken_endpoint_is_left_alone_for_a_while() {
    let double = kept(fails(Failure::Overloaded(500)));
    let guarded = Guarded::new(double, Breaker::new(3, Duration::from_mins(1)));
    for _ in 0..3 {
        assert_eq!(guarded.ask(&question(SOON)).await, Err(Failure::Overloaded(500)));
    }
    assert_eq!(guarded.ask(&question(SOON)).await, Err(Failure::CircuitOpen));
    assert_eq!(double.asked(), 3);
}

#[tokio::test]
async fn a_broken_endpoint_is_tried_again_after_the_pause() {
    let double = kept(fails(Failure::Overloaded(500)));
    let guarded = Guarded::new(double, Breaker::new(1, Duration::ZERO));
    for _ in 0..4 {
        assert_eq!(guarded.ask(&question(SOON)).await, Err(Failure::Overloaded(500)));
    }
    assert_eq!(double.asked(), 4);
}

#[tokio::test]
async fn what_the_endpoint_does_not_like_does_not_open_the_breaker() {
    for failure in [Failure::Refused, Failure::CutOff, Failure::Malformed(String::new()), Failure::OverBudget]
    {
        let double = kept(fails(failure.clone()));
        let guarded = Guarded::new(double, Breaker::new(1, Duration::from_mins(1)));
        for _ in 0..3 {
            assert_eq!(guarded.ask(&question(SOON)).await, Err(failure.clone()));
        }
    }
}

fn with_spend(server: &Server, folder: &Path, budget: f64) -> (Endpoint, Spend) {
    // A dollar a thousand tokens: the scripted usage of 100 and 10 costs 11 cents.
    let price = Price::from(PricePerMillion { input: 1000.0, output: 1000.0 });
    let spend = Spend::open(folder.to_owned(), price, Some(Money::from_usd(budget)), clock()).unwrap();
    (endpoint(config(server)).with_spend(spend.clone()), spend)
}

#[tokio::test]
async fn no_call_is_made_that_the_budget_does_not_cover() {
    let folder = TempDir::new().unwrap();
    let server = Server::start([Reply::says(ANSWER)]).await;
    let (endpoint, spend) = with_spend(&server, folder.path(), 0.9);
    let mut answered = 0;
    // Up to 500 tokens of answer may come: more than half a dollar must be left.
    while endpoint.ask(&question(SOON)).await.is_ok() {
        answered += 1;
        assert_eq!(spend.today().unwrap(), Money::from_usd(0.11 * f64::from(answered)));
    }
    assert_eq!(endpoint.ask(&question(SOON)).await, Err(Failure::OverBudget));
    assert!(answered > 0 && server.calls() == answered as usize, "{answered}");
    assert!(spend.today().unwrap() <= Money::from_usd(0.9));
}

#[tokio::test]
async fn a_rejected_call_costs_nothing_and_a_hang_is_counted() {
    let folder = TempDir::new().unwrap();
    let server = Server::start([Reply::status(400, &[], "{}"), Reply::hangs()]).await;
    let (endpoint, spend) = with_spend(&server, folder.path(), 100.0);
    endpoint.ask(&question(SOON)).await.unwrap_err();
    assert_eq!(spend.today().unwrap(), Money::default());
    assert_eq!(endpoint.ask(&question(Duration::from_millis(200))).await, Err(Failure::TimedOut));
    assert!(spend.today().unwrap() >= Money::from_usd(0.5), "{}", spend.today().unwrap());
}

#[tokio::test]
async fn a_question_is_paid_for_once() {
    let folder = TempDir::new().unwrap();
    let double = kept(answers(ANSWER));
    let first = Cached::new(double, folder.path().join("answers")).ask(&question(SOON)).await.unwrap();
    let limits = Question { max_output_tokens: 9, time_left: SOON * 2, ..question(SOON) };
    let again = Cached::new(double, folder.path().join("answers")).ask(&limits).await.unwrap();
    assert_eq!((again.calls, double.asked()), (0, 1));
    assert_eq!(first, Answer { calls: 1, ..again });
    let other = Question { user: "something else".to_owned(), ..question(SOON) };
    Cached::new(double, folder.path().join("answers")).ask(&other).await.unwrap();
    assert_eq!((double.asked(), files(&folder.path().join("answers")).len()), (2, 2));
}

#[tokio::test]
async fn what_is_wrong_is_not_kept() {
    let folder = TempDir::new().unwrap();
    for double in [answers("nonsense"), answers(r#"{"pains":[1]}"#), fails(Failure::Refused)] {
        let double = kept(double);
        let cached = Cached::new(double, folder.path().join("answers"));
        let outcome = cached.ask(&question(SOON)).await;
        assert_eq!(cached.ask(&question(SOON)).await, outcome);
        assert_eq!((double.asked(), files(folder.path())), (2, Vec::new()));
    }
}

#[tokio::test]
async fn a_damaged_answer_is_asked_again() {
    let folder = TempDir::new().unwrap();
    let double = kept(answers(ANSWER));
    let cached = Cached::new(double, folder.path().to_owned());
    cached.ask(&question(SOON)).await.unwrap();
    let path = folder.path().join(&files(folder.path())[0]);
    fs::write(&path, "{\"key\":").unwrap();
    assert_eq!(cached.ask(&question(SOON)).await.unwrap().text, ANSWER);
    assert_eq!(double.asked(), 2);
}

#[tokio::test]
async fn the_same_question_at_the_same_time_is_asked_once() {
    for said in [answers(ANSWER), fails(Failure::Overloaded(500))] {
        let folder = TempDir::new().unwrap();
        let gate = Arc::new(Notify::new());
        let double = kept(Double { may_answer: Some(Arc::clone(&gate)), ..said });
        let cached = Arc::new(Cached::new(double, folder.path().to_owned()));
        let asking: Vec<_> = (0..8)
            .map(|_| {
                let cached = Arc::clone(&cached);
                tokio::spawn(async move { cached.ask(&question(SOON)).await })
            })
            .collect();
        while double.asked() == 0 {
            tokio::task::yield_now().await;
        }
        gate.notify_one();
        for asking in asking {
            assert_eq!(Some(asking.await.unwrap()), double.said);
        }
        assert_eq!(double.asked(), 1);
    }
}

#[tokio::test]
async fn who_gives_up_leaves_the_question_to_the_next() {
    let folder = TempDir::new().unwrap();
    let gate = Arc::new(Notify::new());
    let double = kept(Double { may_answer: Some(Arc::clone(&gate)), ..answers(ANSWER) });
    let cached = Arc::new(Cached::new(double, folder.path().to_owned()));
    let ask = |time_left| {
        let cached = Arc::clone(&cached);
        tokio::spawn(async move { cached.ask(&question(time_left)).await })
    };
    let first = ask(SOON);
    while double.asked() == 0 {
        tokio::task::yield_now().await;
    }
    let impatient = ask(Duration::from_millis(50));
    let patient = ask(SOON);
    assert_eq!(impatient.await.unwrap(), Err(Failure::TimedOut));
    first.abort();
    gate.notify_one();
    assert_eq!(patient.await.unwrap().unwrap().text, ANSWER);
}

#[tokio::test]
async fn a_recording_answers_as_the_endpoint_did() {
    let folder = TempDir::new().unwrap();
    let server = Server::start([Reply::says(ANSWER)]).await;
    let recorder = Recorder::new(endpoint(config(&server)), Cassettes::open(folder.path()).unwrap());
    let live = recorder.ask(&question(SOON)).await.unwrap();
    let again = recorder.ask(&question(SOON)).await.unwrap();
    assert_eq!((&live, server.calls()), (&again, 1), "recorded once");

    let replay = Replay::new(Cassettes::open(folder.path()).unwrap());
    let limits = Question { max_output_tokens: 9, time_left: Duration::ZERO, ..question(SOON) };
    assert_eq!(replay.ask(&limits).await.unwrap(), live);
    assert_eq!((replay.name(Stage::Extract), replay.name(Stage::Compose)), ("reader", "recorded"));

    let names = files(folder.path());
    assert!(names.len() == 1 && names[0].starts_with("extract-"), "{names:?}");
    let text = fs::read_to_string(folder.path().join(&names[0])).unwrap();
    for secret in ["sk-test", "sales", "uthorization", &server.base_url()] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let recording: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(recording["request"], server.asked()[0].body);
    assert_eq!(recording["answer"]["choices"][0]["message"]["content"], ANSWER);
}

#[tokio::test]
async fn a_question_without_a_recording_names_the_one_that_is_missing() {
    let folder = TempDir::new().unwrap();
    let replay = Replay::new(Cassettes::open(&folder.path().join("none")).unwrap());
    let failure = replay.ask(&question(SOON)).await.unwrap_err();
    let Failure::NotRecorded { stage, key } = &failure else { panic!("{failure:?}") };
    assert_eq!(stage, "extract");
    assert!(key.starts_with("extract-") && key.ends_with(".json"), "{key}");
    assert!(Replay::HOW_TO_RECORD.contains("--record"));
}

#[tokio::test]
async fn a_recorded_failure_is_replayed_and_recorded_anew() {
    let folder = TempDir::new().unwrap();
    let server = Server::start([Reply::status(400, &[], "<html>no</html>"), Reply::says(ANSWER)]).await;
    let recorder = Recorder::new(endpoint(config(&server)), Cassettes::open(folder.path()).unwrap());
    let live = recorder.ask(&question(SOON)).await.unwrap_err();
    let replay = Replay::new(Cassettes::open(folder.path()).unwrap());
    assert_eq!(replay.ask(&question(SOON)).await.unwrap_err(), live);
    assert_eq!(recorder.ask(&question(SOON)).await.unwrap().text, ANSWER);
    let replay = Replay::new(Cassettes::open(folder.path()).unwrap());
    assert_eq!(replay.ask(&question(SOON)).await.unwrap().text, ANSWER);
}

#[test]
fn a_file_that_is_no_recording_is_named() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.json"), "{}").unwrap();
    let message = Cassettes::open(folder.path()).unwrap_err().to_string();
    assert!(message.contains("notes.json is no recording"), "{message}");
}
