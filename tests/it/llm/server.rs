//! A server on loopback that answers byte for byte by a script: also late, in drops, in part, or never.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// How one call is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Sends nothing more and keeps the connection.
    Hang,
    /// Ends the connection by a reset, in the middle of whatever it was.
    Reset,
}

impl Reply {
    /// Exactly those bytes, then the end of the connection.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![Step::Send(bytes.into())])
    }

    /// A whole HTTP response.
    pub(crate) fn status(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers = headers.iter().fold(String::new(), |mut lines, (name, value)| {
            write!(lines, "{name}: {value}\r\n").unwrap();
            lines
        });
        Self::raw(format!(
            "HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    /// An assistant's message.
    pub(crate) fn says(text: &str) -> Self {
        Self::finishes(text, "stop")
    }

    /// An assistant's message with a reason why it ended.
    pub(crate) fn finishes(text: &str, reason: &str) -> Self {
        Self::status(200, &[], &completion(text, reason).to_string())
    }

    /// The same after a while.
    pub(crate) fn after(mut self, pause: Duration) -> Self {
        self.0.insert(0, Step::Wait(pause));
        self
    }

    /// Accepts the call and never says anything.
    pub(crate) fn hangs() -> Self {
        Self(vec![Step::Hang])
    }

    /// The same bytes one by one with a pause before each.
    pub(crate) fn dripping(self, pause: Duration) -> Self {
        let drops = self.bytes().into_iter().flat_map(|byte| [Step::Wait(pause), Step::Send(vec![byte])]);
        Self(drops.collect())
    }

    /// Only the first bytes, then a reset.
    pub(crate) fn reset_after(self, bytes: usize) -> Self {
        let mut sent = self.bytes();
        sent.truncate(bytes);
        Self(vec![Step::Send(sent), Step::Reset])
    }

    fn bytes(&self) -> Vec<u8> {
        let sent = self.0.iter().filter_map(|step| match step {
            Step::Send(bytes) => Some(bytes.clone()),
            _ => None,
        });
        sent.flatten().collect()
    }
}

/// The body of a chat completion.
pub(crate) fn completion(text: &str, reason: &str) -> Value {
    json!({
        "id": "scripted",
        "object": "chat.completion",
        "model": "scripted-model",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reason}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    })
}

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The request line and the headers.
    pub(crate) head: String,
    /// The body.
    pub(crate) body: Value,
}

/// A server under way; it ends with the test.
#[derive(Debug)]
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Answers each call by the next reply of the script; the last one is repeated.
    pub(crate) async fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let script: Vec<Reply> = script.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, script.clone(), Arc::clone(&seen)));
            }
        });
        Self { port, asked, accepting }
    }

    /// Where it is, up to `/chat/completions`.
    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// All calls up to now.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn answer(mut stream: TcpStream, script: Vec<Reply>, asked: Arc<Mutex<Vec<Asked>>>) {
    let Some(call) = read(&mut stream).await else { return };
    let turn = {
        let mut asked = asked.lock().unwrap();
        asked.push(call);
        asked.len() - 1
    };
    let reply = script.get(turn).or(script.last()).cloned().unwrap_or_else(Reply::hangs);
    for step in reply.0 {
        match step {
            // A caller that has gone away is no failure of the server.
            Step::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Step::Wait(pause) => sleep(pause).await,
            Step::Hang => std::future::pending().await,
            Step::Reset => {
                stream.flush().await.unwrap();
                // Lets the bytes arrive, so that the reset is in the middle of the answer.
                sleep(Duration::from_millis(20)).await;
                stream.set_zero_linger().unwrap();
                return;
            }
        }
    }
    let _ = stream.shutdown().await;
}

/// Reads a whole request; `None` when the caller goes away before its end.
async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            let body = &bytes[end + 4..];
            if body.len() >= length.unwrap_or(0) {
                return Some(Asked { head, body: serde_json::from_slice(body).unwrap_or_default() });
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}
