//! One HTTP exchange, with our own limits, and with the status and headers that the library above would lose.
//!
//! The library builds the call: address, headers, JSON. Everything that comes back is handed past it, as a [`Carried`], because it logs
//! bodies that it cannot read, reads them without a limit, and drops `Retry-After`.

use std::error::Error as _;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use async_openai::middleware::HttpRequestFactory;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::HeaderMap;
use thiserror::Error;
use tower::{BoxError, Service};

use crate::clock::Clock;

/// Bytes of a reply, at the most: no right answer comes near it.
pub const MAX_BODY: usize = 1 << 20;
/// Bytes of a complaint that are read.
const MAX_COMPLAINT: usize = 64 << 10;

/// How an exchange ended. Its texts hold neither address nor content.
#[derive(Error)]
pub(super) enum Carried {
    /// With a reply of any status.
    #[error("a reply with status {}", .0.status)]
    Reply(Reply),
    /// With more than [`MAX_BODY`].
    #[error("the reply is too large")]
    TooLarge,
    /// Before there was a connection.
    #[error("{0}")]
    NoConnection(String),
    /// After the call was sent.
    #[error("{0}")]
    BrokeOff(String),
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What the endpoint sent.
#[derive(Clone, PartialEq)]
pub(super) struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The pause that it asks for.
    pub retry_after: Option<Duration>,
    /// The body; of a complaint only its start.
    pub body: Vec<u8>,
}

/// The bottom of the stack: sends what the library has built.
#[derive(Clone)]
pub(super) struct Transport {
    http: reqwest::Client,
    clock: Clock,
}

impl Transport {
    /// A transport that never follows a redirect and never calls twice.
    pub(super) fn new(
        base_url: &str,
        connect_timeout: Duration,
        clock: Clock,
    ) -> Result<Self, reqwest::Error> {
        // Another part of the process may have chosen already; any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(concat!("baton/", env!("CARGO_PKG_VERSION")));
        if crate::config::is_local(base_url) {
            builder = builder.no_proxy();
        }
        if base_url.starts_with("http://") {
            // Certificates are not needed, and a machine without any can still use a local model.
            builder = builder.tls_certs_only([]);
        }
        Ok(Self { http: builder.build()?, clock })
    }

    /// The HTTP client, for the library to build calls with.
    pub(super) fn http(&self) -> reqwest::Client {
        self.http.clone()
    }

    async fn carry(self, factory: HttpRequestFactory) -> Carried {
        let Ok(request) = factory.build().await else {
            return Carried::NoConnection("the call cannot be built".to_owned());
        };
        let mut response = match self.http.execute(request).await {
            Ok(response) => response,
            Err(error) if error.is_connect() => return Carried::NoConnection(reason(&error)),
            Err(error) => return Carried::BrokeOff(reason(&error)),
        };
        let status = response.status();
        let retry_after = retry_after(response.headers(), &self.clock);
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if status.is_success() && body.len() + chunk.len() > MAX_BODY => {
                    return Carried::TooLarge;
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                // The status of a complaint says enough.
                Err(_) if !status.is_success() => break,
                Err(error) => return Carried::BrokeOff(reason(&error)),
            }
            if !status.is_success() && body.len() > MAX_COMPLAINT {
                body.truncate(MAX_COMPLAINT);
                break;
            }
        }
        Carried::Reply(Reply { status: status.as_u16(), retry_after, body })
    }
}

impl Service<HttpRequestFactory> for Transport {
    type Response = reqwest::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, factory: HttpRequestFactory) -> Self::Future {
        let transport = self.clone();
        Box::pin(async move { Err(transport.carry(factory).await.into()) })
    }
}

/// Why a connection failed, in words without address or content.
fn reason(error: &reqwest::Error) -> String {
    let mut said = if error.is_connect() { "no connection" } else { "the connection broke off" }.to_owned();
    let mut cause = error.source();
    while let Some(error) = cause {
        let io = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if let Some(kind) = io.filter(|kind| *kind != std::io::ErrorKind::Other) {
            said = format!("{said}: {kind}");
            break;
        }
        let text = error.to_string();
        if text.contains("dns error") {
            said = format!("{said}: the name is not known");
            break;
        }
        if text.contains("certificate") {
            said = format!("{said}: the certificate is not accepted");
            break;
        }
        cause = error.source();
    }
    said
}

/// The pause that a reply asks for: in milliseconds, in seconds, or until a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap, clock: &Clock) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let milliseconds = text("retry-after-ms").and_then(|text| text.parse::<f64>().ok());
    if let Some(milliseconds) = milliseconds {
        return Duration::try_from_secs_f64(milliseconds / 1000.0).ok();
    }
    let asked = text("retry-after")?;
    if let Ok(seconds) = asked.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date: Timestamp = rfc2822::parse(asked).ok()?.timestamp();
    let pause = date.as_second() - clock.now().zoned().timestamp().as_second();
    Some(Duration::from_secs(u64::try_from(pause).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: &'static str, value: &str) -> Option<Duration> {
        let clock = Clock::Fixed("2026-01-28T09:00:00Z".parse().unwrap());
        let headers = HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())]);
        retry_after(&headers, &clock)
    }

    #[test]
    fn a_pause_is_read_in_every_way_that_servers_write_it() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(asked("retry-after", "7"), seconds(7));
        assert_eq!(asked("retry-after", "1.5"), Some(Duration::from_millis(1500)));
        assert_eq!(asked("retry-after-ms", "250"), Some(Duration::from_millis(250)));
        assert_eq!(asked("retry-after", "Wed, 28 Jan 2026 09:00:20 GMT"), seconds(20));
        assert_eq!(asked("retry-after", "Wed, 28 Jan 2026 08:00:00 GMT"), seconds(0));
        for nonsense in ["soon", "-3", "1e400", "NaN", ""] {
            assert_eq!(asked("retry-after", nonsense), None, "{nonsense}");
        }
    }
}
