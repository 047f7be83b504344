//! The brief as a mail: the same view as text and as HTML that mail clients show, in the bytes of an `.eml` file.

use std::collections::BTreeMap;
use std::time::SystemTime;

use lettre::Message;
use lettre::address::AddressError;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::page::{self, FUEL, Template};
use super::terminal;
use super::view::{Bar, Outside, View};
use crate::domain::{Brief, Instant};

const MAIL: Template = Template { name: "mail.html.j2", source: include_str!("templates/mail.html.j2") };

/// Columns of the text part: RFC 3676 asks for fewer than 78.
const COLUMNS: usize = 72;

/// Characters of a subject, at the most.
const MAX_SUBJECT: usize = 80;

/// Bytes of a whole message, at the most: some clients show no more of one.
const MAX_BYTES: usize = 100_000;

/// Characters of a piece of evidence and of any other text, in the order in which they are tried until the message fits.
const LENGTHS: [(usize, usize); 5] = [(2_000, 2_000), (500, 2_000), (160, 500), (60, 160), (30, 60)];

/// What the mail's template reads.
#[derive(Serialize)]
struct Mail<'a> {
    view: &'a View,
    people: String,
    bar: Option<String>,
    colours: BTreeMap<&'static str, &'static str>,
}

/// Who a mail is from and to, and what identifies it. All of it comes from the caller, so the same input gives the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// Sender, `Baton <baton@example.com>` or the bare address.
    pub from: &'a str,
    /// Recipient, likewise.
    pub to: &'a str,
    /// When it is written.
    pub date: &'a Instant,
    /// RFC 5322 message id, with or without its angle brackets: the same for every attempt to send this brief.
    pub message_id: &'a str,
}

/// Why there is no mail.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// Sender or recipient is no mailbox.
    #[error("{address:?} is not an e-mail address: {source}")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it.
        source: AddressError,
    },
    /// The id is not of the form `left@right`.
    #[error("{0:?} is not a message id such as <handoff-7.1@baton.example>")]
    MessageId(String),
    /// The HTML part could not be made.
    #[error("the mail's template failed: {0}")]
    Template(#[from] minijinja::Error),
    /// The message could not be put together.
    #[error("the mail could not be put together: {0}")]
    Message(#[from] lettre::error::Error),
}

/// The whole message, lines ended by CRLF.
pub fn render(brief: &Brief, envelope: &Envelope<'_>) -> Result<Vec<u8>, EmailError> {
    let mut view = View::new(brief, Outside::Defanged);
    let mut message = Vec::new();
    for (evidence, others) in LENGTHS {
        view.shorten(evidence, others);
        message = write(&view, envelope)?;
        if message.len() <= MAX_BYTES {
            break;
        }
    }
    Ok(message)
}

/// The subject: `Aldergate Risk Partners · Wed 28 Jan 9:00 · bar 3/5`, in the reader's own time.
pub fn subject(brief: &Brief) -> String {
    subject_of(&View::new(brief, Outside::Defanged))
}

fn subject_of(view: &View) -> String {
    let bar = view.bar.as_ref().map(|bar| format!("bar {}/{}", bar.met, bar.total));
    let facts = [&view.when_short, &bar].into_iter().flatten().map(|fact| format!(" · {fact}"));
    let facts = facts.collect::<Vec<_>>().concat();
    let room = MAX_SUBJECT - facts.chars().count().min(MAX_SUBJECT);
    let mut account: String = view.account.chars().take(room).collect();
    if account.len() < view.account.len() {
        account.pop();
        account.truncate(account.trim_end().len());
        account.push('…');
    }
    account + &facts
}

fn write(view: &View, envelope: &Envelope<'_>) -> Result<Vec<u8>, EmailError> {
    let text = terminal::layout(view, &terminal::Style { columns: COLUMNS, colour: false, evidence: true });
    let html = html(view)?;
    let message_id = message_id(envelope.message_id)?;
    let boundary = boundary(&[&message_id, &text, &html]);
    let message = Message::builder()
        .from(mailbox(envelope.from)?)
        .to(mailbox(envelope.to)?)
        .subject(subject_of(view))
        .date(SystemTime::from(envelope.date.zoned().timestamp()).max(SystemTime::UNIX_EPOCH))
        .message_id(Some(message_id))
        .header(AutoSubmitted)
        .multipart(
            MultiPart::alternative()
                .boundary(boundary)
                .singlepart(SinglePart::plain(text))
                .singlepart(SinglePart::html(html)),
        )?;
    Ok(message.formatted())
}

fn html(view: &View) -> Result<String, minijinja::Error> {
    // Inline, because many clients drop a style sheet; all on white at 4.5:1 or better.
    let colours = BTreeMap::from([("met", "#1a6b3c"), ("unmet", "#a32a22"), ("unknown", "#7a5200")]);
    let bar = view.bar.as_ref().map(Bar::summary);
    page::fill(MAIL, Mail { view, people: view.people_line(), bar, colours }, FUEL)
}

fn mailbox(address: &str) -> Result<Mailbox, EmailError> {
    address.parse().map_err(|source| EmailError::Address { address: address.to_owned(), source })
}

/// `<left@right>` of printable ASCII without spaces or further brackets.
fn message_id(given: &str) -> Result<String, EmailError> {
    let bare = given.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(given);
    let printable = bare.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'));
    match bare.split_once('@') {
        Some((left, right)) if printable && !left.is_empty() && !right.is_empty() && !right.contains('@') => {
            Ok(format!("<{bare}>"))
        }
        _ => Err(EmailError::MessageId(given.to_owned())),
    }
}

/// A MIME boundary that the parts themselves determine: a hash of them, which they cannot contain.
fn boundary(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let hex = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>();
    format!("baton-{}", hex.concat())
}

/// RFC 3834: no person wrote this, so no vacation notice should answer it.
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
