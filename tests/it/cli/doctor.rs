//! `baton doctor`: what is configured, whether it works, and what to do where it does not.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::{Ran, baton, ran, text};
use crate::llm::server::{Reply, Server};

const RIGHT: &str = r#"{"days":7,"last_of_weekend":"sunday","note":null}"#;
const KEY: &str = "sk-test-0123456789abcdef";

/// Runs the doctor with the settings of a server and more of them; a key is in the environment.
async fn doctor(server: &Server, more: &str) -> Ran {
    let folder = TempDir::new().unwrap();
    let settings = folder.path().join("baton.toml");
    let llm = format!(
        "[llm]\nbase_url = \"{}\"\nmodel = \"small\"\napi_key_env = \"SOME_KEY\"\ncache_dir = \"kept\"\ncall_timeout_seconds = 2\n{more}\n",
        server.base_url()
    );
    fs::write(&settings, llm).unwrap();
    let mut command = plain();
    command.args(["doctor", "--config", text(&settings)]).env("SOME_KEY", KEY);
    let ran = tokio::task::spawn_blocking(move || ran(&mut command)).await.unwrap();
    assert!(!ran.stdout.contains(KEY) && !ran.stderr.contains(KEY), "{ran:?}");
    ran
}

/// The command without settings of the caller's environment.
fn plain() -> assert_cmd::Command {
    let mut command = baton();
    for variable in ["BATON_LLM_BASE_URL", "BATON_LLM_MODEL", "BATON_LLM_API_KEY"] {
        command.env_remove(variable);
    }
    command
}

/// The doctor's complaint about a server that always answers so.
async fn complaint(reply: Reply) -> String {
    let server = Server::start([reply]).await;
    let ran = doctor(&server, "").await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stdout.contains("small cannot be used"), "{ran:?}");
    assert!(ran.stderr.starts_with("error: small "), "{ran:?}");
    ran.stderr
}

#[test]
fn nothing_configured_is_fine_and_is_said() {
    let folder = TempDir::new().unwrap();
    let ran = ran(plain().arg("doctor").current_dir(folder.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.contains("embedded engine alone") && ran.stdout.contains("baton.toml"),
        "{}",
        ran.stdout
    );
}

#[test]
fn settings_that_are_wrong_are_named_with_their_place() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("baton.toml"), "[llm]\nmodell = \"m\"\n").unwrap();
    let wrong = ran(plain().arg("doctor").current_dir(folder.path()));
    assert_eq!((wrong.code, wrong.stdout.as_str()), (1, ""));
    assert!(wrong.stderr.starts_with("error: baton.toml:2:1: unknown field `modell`"), "{}", wrong.stderr);
    let missing = ran(plain().args(["doctor", "--config", "no-such.toml"]));
    assert!(
        missing.stderr.contains("no-such.toml") && missing.stderr.contains("\nhint: "),
        "{}",
        missing.stderr
    );
}

#[tokio::test]
async fn an_endpoint_that_works_is_reported_with_speed_and_cost() {
    let server = Server::start([Reply::says(RIGHT)]).await;
    let more = "price_per_million_input = 1.0\nprice_per_million_output = 10.0\nbudget_usd_per_day = 5.0";
    let ran = doctor(&server, more).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for said in [
        server.base_url().as_str(),
        "with a key",
        "$5.00 a day, $0.0000 spent today",
        "extract, compose  small answers in 0.",
        "keeps to a JSON Schema",
        "60-minute call",
    ] {
        assert!(ran.stdout.contains(said), "{said}:\n{}", ran.stdout);
    }
    let cost = ran.stdout.split("brief").last().unwrap().trim();
    assert!(cost.starts_with("$0.0") && cost.contains("tokens in and"), "{cost}");
    assert_eq!(server.calls(), 1);
}

#[tokio::test]
async fn each_model_is_asked() {
    let server = Server::start([Reply::says(RIGHT)]).await;
    let ran = doctor(&server, "compose_model = \"tiny\"").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let models: Vec<_> = server.asked().iter().map(|asked| asked.body["model"].clone()).collect();
    assert_eq!(models, [json!("small"), json!("tiny")]);
    assert!(ran.stdout.contains("no price is set"), "{}", ran.stdout);
}

#[tokio::test]
async fn another_way_to_ask_for_the_form_is_found() {
    let server = Server::start([Reply::says("A week has seven days."), Reply::says(RIGHT)]).await;
    let ran = doctor(&server, "").await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("small does not keep to the schema"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: it works with response_format = \"json_object\""), "{}", ran.stderr);
    let message = complaint(Reply::says("{\"days\":\"seven\"}")).await;
    assert!(message.contains("no response_format works"), "{message}");
}

#[tokio::test]
async fn every_failure_comes_with_advice() {
    for (reply, advice) in [
        (Reply::status(401, &[], "{}"), "is it the key of this endpoint"),
        (Reply::status(404, &[], r#"{"error":"no such model"}"#), "a model of that name"),
        (Reply::status(429, &[("retry-after", "60")], ""), "lower concurrency"),
        (Reply::status(503, &[], ""), "try again later"),
        (Reply::hangs(), "is the model loaded?"),
        (Reply::finishes("{", "length"), "set max_output_tokens"),
        (Reply::raw("SSH-2.0-OpenSSH\r\n"), "is a server running at"),
        (Reply::status(200, &[], "<html>"), "no response_format works"),
    ] {
        let message = complaint(reply.clone()).await;
        assert!(message.contains("\nhint: ") && message.contains(advice), "{reply:?}: {message}");
    }
}
