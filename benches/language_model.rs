//! What a language model costs in time and tokens: `cargo bench --bench language_model`.
//!
//! A 60-minute call becomes a brief by the real binary, with an endpoint on loopback that answers every call after exactly a second. However
//! many parts the call is cut into, the brief may take little longer than one round of reading and one of wording: parts are asked about at the
//! same time. It prints every figure beside its target and ends with exit code 1 where one is missed.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use baton::domain::Transcript;
use baton::ingest::dossier;
use baton::language::tokens;
use serde_json::{Value, json};
use speech::{CALL_WORDS, Speech};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

mod speech;

/// How long every answer takes.
const ANSWER: Duration = Duration::from_secs(1);
/// Reading, then wording: nothing can be faster.
const CRITICAL_PATH: Duration = Duration::from_secs(2);
/// The brief, from the start of the process to its end, against the critical path.
const TARGET_WALL: f64 = 1.1;
/// Tokens of all messages sent, against the transcript's own as text.
const TARGET_TOKENS: f64 = 1.35;
/// Tokens of a part: the whole call at once, and cut into ever more parts.
const PARTS: [usize; 4] = [24_000, 8_000, 3_000, 1_500];

fn main() -> Result<ExitCode> {
    // `cargo test --benches` only wants to know that it runs.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let scratch = tempfile::tempdir()?;
    let words = Speech::of_the_fixtures()?.write_handoff(scratch.path(), 1)?;
    let dossier = dossier::read_folder(scratch.path())?;
    let transcript = dossier.transcripts.first().context("a transcript")?;
    let (own, spoken) = (tokens::count(&as_text(transcript)), tokens::count(transcript.text()));
    println!("a call of {words} words: {own} tokens as text with its speakers, {spoken} of words alone");
    println!("every answer takes {} s", ANSWER.as_secs());
    println!("{:>6} {:>8} {:>8} {:>12} {:>8}", "parts", "brief", "x path", "tokens sent", "x call");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let mut missed = false;
    for part_tokens in PARTS.into_iter().take(if quick { 1 } else { PARTS.len() }) {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let port = listener.local_addr()?.port();
        let serving = runtime.spawn(serve(listener, Arc::clone(&asked)));
        let time = brief(scratch.path(), port, part_tokens)?;
        serving.abort();
        let asked: Vec<Value> = asked.lock().map_err(|_| anyhow::anyhow!("the server failed"))?.clone();
        let parts = asked.iter().filter(|body| schema(body) == "call_facts").count();
        ensure!(asked.len() == parts + 1, "{} questions for {parts} parts", asked.len());
        let of = |body: &Value| messages(body).iter().map(|text| tokens::count(text)).sum::<usize>();
        let sent: usize = asked.iter().map(of).sum();
        let wording: usize = asked.iter().filter(|body| schema(body) != "call_facts").map(of).sum();
        let schemas: usize = asked.iter().map(|body| tokens::count(&form(body).to_string())).sum();
        let wall = time.as_secs_f64() / CRITICAL_PATH.as_secs_f64();
        let ratio = sent as f64 / own as f64;
        println!(
            "{parts:>6} {:>6.2} s {wall:>8.2} {sent:>12} {ratio:>8.2}   ({wording} of them for wording; x words alone {:.2}; schemas {schemas} more)",
            time.as_secs_f64(),
            sent as f64 / spoken as f64,
        );
        missed |= verdict("wall time, x critical path", wall, TARGET_WALL);
        // More parts repeat the instructions; an hour is asked about whole.
        if parts == 1 {
            missed |= verdict("tokens sent, x transcript", ratio, TARGET_TOKENS);
        }
    }
    Ok(if missed && !quick { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The call as any tool exports it: a line a turn, its speaker in front. Less cannot be sent about who said what.
fn as_text(transcript: &Transcript) -> String {
    let mut text = String::new();
    let mut before = None;
    for utterance in transcript.utterances() {
        if before != Some(utterance.speaker) {
            let name = transcript.speaker(utterance).map_or("Someone", |speaker| speaker.display());
            text.extend(["\n", name, ":"]);
        }
        before = Some(utterance.speaker);
        text.push(' ');
        text.push_str(transcript.words(utterance));
    }
    text
}

/// Prints a figure beside its target; whether it misses it.
fn verdict(what: &str, found: f64, target: f64) -> bool {
    let missed = found > target;
    let word = if missed { "MISSED" } else { "met" };
    println!("       {what:<28} {found:.3}, target at most {target:.2}: {word}");
    missed
}

/// Makes the brief of a handoff of [`CALL_WORDS`] words; how long that takes.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn brief(folder: &Path, port: u16, part_tokens: usize) -> Result<Duration> {
    let settings = folder.join("baton.toml");
    let kept = folder.join("kept");
    fs::write(
        &settings,
        format!(
            "[llm]\nbase_url = \"http://127.0.0.1:{port}/v1\"\nmodel = \"stub\"\nconcurrency = 32\n\
             part_tokens = {part_tokens}\ncache = false\ncache_dir = {:?}\n",
            kept.display().to_string()
        ),
    )?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    command.arg("brief").arg(folder).args(["--engine", "llm", "--config"]).arg(&settings);
    let started = Instant::now();
    let output = command.output()?;
    let time = started.elapsed();
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success() && text.contains("engine llm"), "no brief of {CALL_WORDS} words: {text}");
    Ok(time)
}

async fn serve(listener: TcpListener, asked: Arc<Mutex<Vec<Value>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let asked = Arc::clone(&asked);
        tokio::spawn(async move {
            // A caller that goes away is no failure of the server.
            let _ = answer(stream, &asked).await;
        });
    }
}

async fn answer(mut stream: TcpStream, asked: &Mutex<Vec<Value>>) -> Result<()> {
    let body = read(&mut stream).await?;
    let text = if schema(&body) == "call_facts" { facts(&body) } else { sentences(&body) };
    if let Ok(mut asked) = asked.lock() {
        asked.push(body);
    }
    tokio::time::sleep(ANSWER).await;
    let reply = json!({
        "model": "stub",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    })
    .to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        reply.len()
    );
    stream.write_all(format!("{head}{reply}").as_bytes()).await?;
    stream.shutdown().await?;
    Ok(())
}

async fn read(stream: &mut TcpStream) -> Result<Value> {
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
    loop {
        let count = stream.read(&mut buffer).await?;
        ensure!(count > 0, "the caller went away");
        bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let body = bytes.get(end + 4..).unwrap_or_default();
        // A body that is not whole is no JSON yet.
        if let Ok(body) = serde_json::from_slice(body) {
            return Ok(body);
        }
    }
}

/// Facts of a call: its first long line by the buyer, as a pain.
fn facts(body: &Value) -> String {
    let unknown = json!({"status": "unknown", "quotes": []});
    let user = messages(body).pop().unwrap_or_default();
    let line = user.lines().find_map(|line| {
        let (number, words) = line.split_once("B ")?;
        let number: u32 = number.parse().ok()?;
        (words.len() > 60).then_some((number, words))
    });
    let pains: Vec<Value> = line
        .map(|(number, words)| {
            json!({"statement": words, "impact": null, "quotes": [{"u": number, "quote": words}]})
        })
        .into_iter()
        .collect();
    json!({
        "pains": pains, "stakeholders": [], "next_steps": [],
        "qualification": {
            "budget": unknown, "authority": unknown, "need": unknown, "timeline": unknown, "competition": unknown
        },
        "objections": [], "alternatives": [], "triggers": [],
    })
    .to_string()
}

/// Sentences: the draft's own of what hurts.
fn sentences(body: &Value) -> String {
    let user = messages(body).pop().unwrap_or_default();
    let quoted = user.lines().skip_while(|line| *line != "pain").find_map(|line| {
        let (_, rest) = line.strip_prefix("- ")?.split_once('“')?;
        let (words, rest) = rest.split_once('”')?;
        let (_, cites) = rest.rsplit_once('[')?;
        let cites: Vec<u16> =
            cites.trim_end_matches(']').split(',').filter_map(|cite| cite.parse().ok()).collect();
        Some(json!([{"text": format!("“{words}”"), "cites": cites}]))
    });
    let none = json!([]);
    json!({
        "goal": none, "pain": quoted.unwrap_or(json!([])), "why_now": none, "people": none, "today": none,
        "owed": none, "risk": none, "ask": none, "account": none,
    })
    .to_string()
}

fn messages(body: &Value) -> Vec<String> {
    let messages = body.get("messages").and_then(Value::as_array).cloned().unwrap_or_default();
    messages.iter().filter_map(|message| Some(message.get("content")?.as_str()?.to_owned())).collect()
}

fn form(body: &Value) -> &Value {
    body.pointer("/response_format/json_schema/schema").unwrap_or(&Value::Null)
}

fn schema(body: &Value) -> &str {
    body.pointer("/response_format/json_schema/name").and_then(Value::as_str).unwrap_or_default()
}
