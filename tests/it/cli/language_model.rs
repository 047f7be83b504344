//! `--engine llm`: with an endpoint, without one, and from recordings.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Ran, baton, handoff, ran, text};
use crate::llm::answers;
use crate::llm::server::{Reply, Server};

const QUOTE: &str = "Because it takes us two days to turn one around. Sometimes more.";

/// Words of the call with which the answer of the stub begins.
fn answer() -> String {
    let mut answer = answers::nothing();
    answer["pains"] = json!([
        {"statement": "It takes two days to turn one around", "impact": "two days", "quotes": [{"u": 20, "quote": QUOTE}]},
        {"statement": "Everything is on fire", "impact": null, "quotes": [{"u": 3, "quote": "Everything is on fire."}]},
    ]);
    answer.to_string()
}

/// Runs a command with the settings of a server, apart from the server's own thread.
async fn with_server(server: &Server, more: &[&str]) -> Ran {
    let folder = TempDir::new().unwrap();
    let settings = folder.path().join("baton.toml");
    let llm = format!(
        "[llm]\nbase_url = \"{}\"\nmodel = \"small\"\ncache_dir = \"kept\"\nbrief_timeout_seconds = 20\n",
        server.base_url()
    );
    fs::write(&settings, llm).unwrap();
    let mut command = plain();
    command.args(more).args(["--engine", "llm", "--config", text(&settings)]);
    tokio::task::spawn_blocking(move || ran(&mut command)).await.unwrap()
}

/// The command without settings of the caller's environment.
fn plain() -> assert_cmd::Command {
    let mut command = baton();
    for variable in ["BATON_LLM_BASE_URL", "BATON_LLM_MODEL", "BATON_LLM_API_KEY"] {
        command.env_remove(variable);
    }
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_makes_a_brief_and_explain_says_what_became_of_its_answers() {
    let nothing_to_word = Reply::says("{\"goal\": []}");
    let server =
        Server::start([Reply::says(&answer()), Reply::says("{\"quotes\": []}"), nothing_to_word]).await;
    let folder = handoff("broker-certificates");
    let ran = with_server(&server, &["brief", text(&folder), "--explain"]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    for shown in [
        "engine llm",
        "EVIDENCE",
        QUOTE,
        "EXPLAINED\ncall 1 of 1: read by scripted-model",
        "quotes that are not in the call:\n    “Everything is on fire.”",
        "where the engines differ:",
        "wording: the composer's, because scripted-model failed",
    ] {
        assert!(ran.stdout.contains(shown), "{shown}: {}", ran.stdout);
    }
    assert_eq!(server.calls(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_that_fails_leaves_the_embedded_brief_and_says_so() {
    let server = Server::start([Reply::status(401, &[], "no")]).await;
    let folder = handoff("broker-certificates");
    let ran = with_server(&server, &["brief", text(&folder), "--format", "json"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let brief: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(brief["footer"]["engine"], "embedded");
    let failure = brief["footer"]["language_model"]["failure"].as_str().unwrap();
    assert!(failure.contains("does not accept the key"), "{failure}");
    assert_eq!(server.calls(), 1, "a key that is refused once is refused again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_extraction_by_an_endpoint_names_its_engine() {
    let server = Server::start([Reply::says(&answer())]).await;
    let file = super::transcript_of(&handoff("broker-certificates"));
    let booking = handoff("broker-certificates").join("booking.json");
    let ran = with_server(
        &server,
        &["extract", text(&file), "--booking", text(&booking), "--format", "json", "--explain"],
    )
    .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["engine"], "llm");
    assert!(report["pains"][0]["evidence"].to_string().contains(QUOTE), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("read by scripted-model") && ran.stderr.contains("on fire"),
        "{}",
        ran.stderr
    );
}

#[test]
fn without_settings_it_says_what_to_set() {
    let folder = TempDir::new().unwrap();
    let ran = ran(plain()
        .current_dir(folder.path())
        .args(["brief", text(&handoff("broker-certificates"))])
        .args(["--engine", "llm"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for told in ["no language model is configured", "[llm]", "BATON_LLM_BASE_URL", "baton doctor"] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
}

/// A folder inside the repository.
fn inside(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn recordings_make_a_brief_without_a_network() {
    let recordings = inside("fixtures/cassettes/briefs");
    let folder = inside("evals/cases/dev-08-broker-certificates");
    let ran = ran(plain().args([
        "brief",
        text(&folder),
        "--engine",
        "llm",
        "--replay",
        "--cassettes",
        text(&recordings),
    ]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.contains("engine llm"), "{}", ran.stdout);
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn a_missing_recording_is_an_error_that_says_how_to_record() {
    let folder = TempDir::new().unwrap();
    let transcript = folder.path().join("transcript.txt");
    fs::write(&transcript, "Ann: What hurts?\nBob: It takes us two days to turn one around.\n").unwrap();
    let ran = ran(plain()
        .args(["brief", "--transcript", text(&transcript), "--engine", "llm", "--replay", "--cassettes"])
        .arg(inside("fixtures/cassettes/briefs")));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(
        ran.stderr.contains("no recording extract-") && ran.stderr.contains("--record"),
        "{}",
        ran.stderr
    );
}
