//! A whole brief with an endpoint that fails in every way: there is one in time, it is the embedded engine's, and it says so.

use std::time::Duration;

use baton::brief::limits;
use baton::clock;
use baton::connect::llm::MAX_BODY;
use baton::domain::Dossier;
use baton::extract::embedded::Embedded;
use baton::ingest::bar;
use baton::language::MAX_CALLS;
use baton::pipeline::{self, Asking, Handoff, Made};
use serde_json::{Value, json};

use super::endpoint::{config, endpoint};
use super::server::{Asked, Reply, Server, completion};
use super::{answers, scene};

/// The time of a brief.
const TIME: Duration = Duration::from_millis(1_800);
/// How much later it may be: the machine has other things to do.
const GRACE: Duration = Duration::from_millis(700);
/// Each shape is tried so often, each time a little differently.
const TIMES: usize = 20;

fn dossier() -> Dossier {
    scene::made_of(&[
        ("Ann Sill", "Thanks for taking the time, Bob. What made you look at this?"),
        (
            "Bob Buyer",
            "Because it takes us two days to turn one certificate around and we lost a client over it.",
        ),
        ("Ann Sill", "Could we do a demo with your team on Wednesday the twenty-first at ten?"),
        ("Bob Buyer", "Yes, Wednesday the twenty-first at ten works for us."),
    ])
}

async fn made(server: &Server, dossier: &Dossier) -> Made {
    let bar = bar::default_bar();
    let handoff = Handoff { dossier, bar: &bar, ae_zone: None };
    let asking = Asking {
        secret: b"a secret of tests".to_vec().into(),
        time_left: TIME,
        part_tokens: 24_000,
        price: None,
    };
    let model = endpoint(config(server));
    pipeline::with_model(&handoff, &Embedded::default(), &model, &asking).await.unwrap()
}

/// A shape of failure: its replies at a turn, and how the brief names it.
struct Shape {
    name: &'static str,
    reply: fn(usize) -> Reply,
    told: &'static str,
}

const SHAPES: [Shape; 12] = [
    Shape { name: "hang", reply: |_| Reply::hangs(), told: "no answer in time" },
    Shape {
        name: "drip",
        reply: |turn| Reply::says("{}").dripping(Duration::from_millis(10 + turn as u64)),
        told: "no answer in time",
    },
    Shape {
        name: "429 with seconds",
        reply: |turn| Reply::status(429, &[("retry-after", &(turn * 30).to_string())], "{}"),
        told: "fewer calls",
    },
    Shape {
        name: "429 with a date",
        reply: |turn| {
            let date = format!("Wed, 28 Jan 2026 {:02}:00:00 GMT", 1 + turn % 20);
            Reply::status(429, &[("retry-after", &date)], "")
        },
        told: "fewer calls",
    },
    Shape {
        name: "integer error code",
        reply: |turn| Reply::status(400, &[], &json!({"error": {"code": turn, "message": "no"}}).to_string()),
        told: "rejects the call (status 400)",
    },
    Shape { name: "500", reply: |turn| Reply::status(500 + turn as u16 % 5, &[], "boom"), told: "status 50" },
    Shape { name: "529", reply: |_| Reply::status(529, &[], "{}"), told: "status 529" },
    Shape {
        name: "reset mid-body",
        reply: |turn| Reply::says(&answers::nothing().to_string()).reset_after(120 + 5 * turn),
        told: "cannot be reached",
    },
    Shape {
        name: "empty",
        reply: |turn| if turn % 2 == 0 { Reply::says("") } else { Reply::status(200, &[], "") },
        told: "empty",
    },
    Shape {
        name: "truncated JSON",
        reply: |turn| {
            let whole = completion(&answers::nothing().to_string(), "stop").to_string();
            Reply::status(200, &[], &whole[..whole.len() / 2 - turn])
        },
        told: "not of the form",
    },
    Shape {
        name: "wrong schema",
        reply: |turn| Reply::says(&json!({"answer": turn, "pain": "two days"}).to_string()),
        told: "not of the form",
    },
    Shape {
        name: "refusal",
        reply: |turn| {
            let reason = if turn % 2 == 0 { "content_filter" } else { "refusal" };
            Reply::finishes("I cannot help with that.", reason)
        },
        told: "refuses",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_an_endpoint_does_there_is_a_marked_brief_in_time() {
    let dossier = dossier();
    let plain = {
        let bar = bar::default_bar();
        let handoff = Handoff { dossier: &dossier, bar: &bar, ae_zone: None };
        pipeline::by_engine(&handoff, &Embedded::default()).unwrap()
    };
    assert!(!plain.brief.sections.is_empty());
    // The tokenizer's tables are built at the first use: not in the time of a test.
    let _ = baton::language::tokens::count("words");
    let shapes = SHAPES.into_iter().chain(more());
    let mut running = tokio::task::JoinSet::new();
    for shape in shapes {
        let (dossier, plain) = (dossier.clone(), plain.clone());
        running.spawn(async move {
            for turn in 0..TIMES {
                fails_well(&shape, turn, &dossier, &plain).await;
            }
        });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
}

/// Shapes whose answers are long or look right.
fn more() -> [Shape; 2] {
    [
        Shape {
            name: "1 MB answer",
            reply: |turn| Reply::says(&"so much to say ".repeat(MAX_BODY / 15 + turn + 1)),
            told: "too large",
        },
        Shape { name: "fluent nonsense", reply: nonsense, told: "nothing in its answer holds" },
    ]
}

/// An answer of the right form about another call.
fn nonsense(turn: usize) -> Reply {
    let quote = format!("Our warehouse in Leipzig burnt down {turn} times and nobody could find the keys.");
    let mut answer = answers::nothing();
    answer["pains"] = json!([{
        "statement": "The warehouse burnt down", "impact": null, "quotes": [{"u": 2, "quote": quote}],
    }]);
    Reply::says(&answer.to_string())
}

async fn fails_well(shape: &Shape, turn: usize, dossier: &Dossier, plain: &Made) {
    let name = shape.name;
    let server = Server::start([(shape.reply)(turn)]).await;
    let started = clock::ticks();
    let made = made(&server, dossier).await;
    let took = started.elapsed();
    assert!(took < TIME + GRACE, "{name}: {took:?}");
    assert_eq!(made.brief.sections, plain.brief.sections, "{name}");
    let note = made.brief.footer.language_model.as_ref().unwrap();
    let failure = note.failure.as_deref().unwrap_or_default();
    assert!(failure.contains(shape.told), "{name}: {failure:?}");
    assert!(made.brief.footer.notices[0].contains(failure), "{name}: {:?}", made.brief.footer.notices);
    assert_eq!((made.brief.footer.engine.as_str(), note.sentences_kept), ("embedded", 0), "{name}");
    let size = limits::measure(&made.brief);
    assert!(size.lines <= limits::MAX_LINES && size.words <= limits::MAX_WORDS, "{name}: {size:?}");
    let asked = server.asked();
    assert!(!asked.is_empty(), "{name}");
    for stage in [&["call_facts", "corrected_quotes"][..], &["brief_sentences"]] {
        let calls = asked.iter().filter(|call| stage.contains(&schema_of(call))).count();
        assert!(calls <= MAX_CALLS as usize, "{name}: {calls} calls of {stage:?}");
    }
}

fn schema_of(call: &Asked) -> &str {
    call.body["response_format"]["json_schema"]["name"].as_str().unwrap()
}

/// Reading fails, then works; wording fails in the same way: still at most three calls each.
#[tokio::test]
async fn questions_and_retries_of_a_stage_share_their_calls() {
    let right = answers::nothing().to_string();
    let bad_form = || Reply::says("no JSON here");
    for script in [
        vec![Reply::status(500, &[], ""), bad_form(), bad_form(), bad_form()],
        vec![Reply::status(500, &[], ""), Reply::status(500, &[], ""), bad_form()],
        vec![Reply::status(500, &[], ""), bad_form(), Reply::says(&right)],
    ] {
        let server = Server::start(script).await;
        let made = made(&server, &dossier()).await;
        assert!(made.reading[0].failure.is_some(), "{:?}", made.reading);
        assert!(server.calls() <= 3, "{} calls", server.calls());
    }
}

/// What reads right and words badly is a brief of the model's reading in the composer's words.
#[tokio::test]
async fn a_model_that_only_reads_leaves_the_words_to_the_composer() {
    let mut answer = answers::nothing();
    answer["pains"] = json!([{
        "statement": "It takes two days to turn one certificate around", "impact": "two days",
        "quotes": [{"u": 2, "quote": "Because it takes us two days to turn one certificate around and we lost a client over it."}],
    }]);
    let server =
        Server::start([Reply::says(&answer.to_string()), Reply::says("Let me think about it.")]).await;
    let made = made(&server, &dossier()).await;
    assert_eq!((made.reading[0].failure.as_ref(), made.calls[0].pains.len()), (None, 1));
    assert_eq!(made.brief.footer.engine, "llm");
    let failure = made.wording.unwrap().failure;
    assert!(matches!(failure, Some(baton::language::Failure::Malformed(_))), "{failure:?}");
    let asked: Vec<Value> = server.asked().into_iter().map(|call| call.body).collect();
    assert_eq!(asked.len(), 3, "one question about the call, two about the words");
}
