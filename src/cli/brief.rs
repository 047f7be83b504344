//! `baton brief`: the brief of one handoff.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use jiff::tz::TimeZone;

use super::engine::{EngineChoice, ModelArgs};
use super::output::{self, Screen};
use super::progress::Progress;
use super::{Failure, explain, input};
use crate::brief::render::{email, html, json, markdown, terminal};
use crate::clock::Clock;
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Brief, Dossier, Person};
use crate::extract::embedded::Embedded;
use crate::ingest::dossier;
use crate::language::tokens;
use crate::pipeline::{self, Handoff, Made};

/// What `baton brief` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder with `transcript.*` (one or several), `booking.json`, `account.json`, `touches.json`, `sql_bar.toml`: any
    /// of them.
    #[arg(required_unless_present_any = ["transcript", "booking", "account", "touches"], value_name = "DIR")]
    folder: Option<PathBuf>,
    /// A transcript; may be given several times, oldest call first.
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    transcript: Vec<PathBuf>,
    /// Read the transcripts as this format instead of finding out.
    #[arg(long, value_parser = input::parse_format, value_name = "FORMAT", requires = "transcript")]
    input_format: Option<TranscriptFormat>,
    /// The booking.
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    booking: Option<PathBuf>,
    /// The account.
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    account: Option<PathBuf>,
    /// Prior touches.
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    touches: Option<PathBuf>,
    /// The SQL bar: a file, or BANT, CHAMP, MEDDPICC or SPICED.
    #[arg(long, value_name = "FILE|NAME")]
    bar: Option<String>,
    /// Which engine understands the calls and words the brief.
    #[arg(long, value_enum, default_value_t = EngineChoice::Embedded)]
    engine: EngineChoice,
    /// The account executive's time zone, such as Europe/Berlin, when the booking does not say it.
    #[arg(long, value_name = "IANA", value_parser = parse_zone)]
    time_zone: Option<TimeZone>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Print the evidence of every line below the brief (terminal).
    #[arg(long)]
    evidence: bool,
    /// Print the evidence of every line, and below it what was dropped and why, and where the engines differ (on standard error
    /// unless the format is terminal).
    #[arg(long)]
    explain: bool,
    /// Write to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Open the page in the browser (writes HTML).
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading here.
    Terminal,
    /// Markdown with footnotes.
    Markdown,
    /// A self-contained page.
    Html,
    /// JSON, see `baton schema brief`.
    Json,
    /// An e-mail message with HTML and text.
    Eml,
}

fn parse_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| format!("expected an IANA time zone such as Europe/Berlin, found {name:?}"))
}

/// Makes the brief and writes it.
pub(super) fn run(args: &Args, screen: &Screen, clock: &Clock) -> Result<(), Failure> {
    let progress = Progress::start(screen, "making the brief");
    if args.engine == EngineChoice::Llm {
        tokens::prepare();
    }
    let dossier = read(args)?;
    let bar = input::sql_bar(args.bar.as_deref(), args.folder.as_deref())?;
    let handoff = Handoff {
        dossier: &dossier,
        bar: &bar,
        ae_zone: args.time_zone.clone().or_else(|| ae_zone(&dossier)),
    };
    let made = make(args, &handoff, clock)?;
    drop(progress);
    let format = if args.open { Format::Html } else { args.format };
    let mut bytes = render(&made.brief, &dossier, format, args, screen, clock)?;
    if args.explain {
        let explained = explain::of_brief(&made);
        if format == Format::Terminal {
            bytes.extend_from_slice(format!("\n{explained}").as_bytes());
        } else {
            output::write_message(&explained);
        }
    }
    if args.open {
        return open_page(&bytes, args.out.as_deref());
    }
    output::write(args.out.as_deref(), &bytes)
}

fn make(args: &Args, handoff: &Handoff<'_>, clock: &Clock) -> Result<Made, Failure> {
    let engine = Embedded::default();
    match args.engine {
        EngineChoice::Embedded => Ok(pipeline::by_engine(handoff, &engine)?),
        EngineChoice::Llm => args.model.asker(clock)?.brief(handoff, &engine),
    }
}

fn read(args: &Args) -> Result<Dossier, Failure> {
    let read = match &args.folder {
        Some(folder) => dossier::read_folder(folder),
        None => dossier::read_files(&dossier::Files {
            transcripts: &args.transcript,
            format: args.input_format,
            booking: args.booking.as_deref(),
            account: args.account.as_deref(),
            touches: args.touches.as_deref(),
        }),
    };
    read.map_err(input::dossier_failure)
}

fn ae_zone(dossier: &Dossier) -> Option<TimeZone> {
    let name = dossier.booking.as_ref()?.ae.as_ref()?.time_zone.as_deref()?;
    TimeZone::get(name).ok()
}

fn render(
    brief: &Brief,
    dossier: &Dossier,
    format: Format,
    args: &Args,
    screen: &Screen,
    clock: &Clock,
) -> Result<Vec<u8>, Failure> {
    let to_file = args.out.is_some();
    Ok(match format {
        Format::Terminal => {
            let style = terminal::Style {
                columns: screen.columns,
                colour: screen.colour && !to_file,
                evidence: args.evidence || args.explain,
            };
            terminal::render(brief, &style).into_bytes()
        }
        Format::Markdown => markdown::render(brief).into_bytes(),
        Format::Html => (html::render(brief) + "\n").into_bytes(),
        Format::Json => json::render(brief).into_bytes(),
        Format::Eml => mail(brief, dossier, clock)?,
    })
}

/// A mail from the SDR to the account executive, as far as the booking knows their addresses; identified by the meeting and its time, so
/// that a moved meeting is another mail.
fn mail(brief: &Brief, dossier: &Dossier, clock: &Clock) -> Result<Vec<u8>, Failure> {
    let booking = dossier.booking.as_ref();
    let from = mailbox(booking.and_then(|booking| booking.sdr.as_ref()), "Baton <baton@unknown.invalid>");
    let to = mailbox(booking.and_then(|booking| booking.ae.as_ref()), "account-executive@unknown.invalid");
    let meeting = booking.and_then(|booking| booking.meeting_id.as_deref()).unwrap_or("handoff");
    let starts = brief.header.starts_at.as_ref().map_or(0, |starts| starts.zoned().timestamp().as_second());
    let plain: String =
        meeting.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let envelope = email::Envelope {
        from: &from,
        to: &to,
        date: &clock.now(),
        message_id: &format!("<{plain}.{starts}@baton.invalid>"),
    };
    email::render(brief, &envelope)
        .map_err(|error| Failure::with_hint(error, "check the addresses of ae and sdr in the booking"))
}

/// `"Name" <address>` (RFC 5322), or a stand-in in the reserved top-level domain `.invalid` (RFC 2606).
fn mailbox(person: Option<&Person>, stand_in: &str) -> String {
    let Some((name, address)) = person.and_then(|person| Some((&person.name, person.email.as_ref()?))) else {
        return stand_in.to_owned();
    };
    let quoted: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    format!("\"{quoted}\" <{}>", address.trim())
}

fn open_page(bytes: &[u8], out: Option<&Path>) -> Result<(), Failure> {
    let path = out.map_or_else(|| std::env::temp_dir().join("baton-brief.html"), Path::to_owned);
    output::write(Some(&path), bytes)?;
    open::that(&path)
        .with_context(|| format!("cannot open {} in a browser", path.display()))
        .map_err(|error| Failure::with_hint(error, format!("the page is written: {}", path.display())))?;
    Ok(())
}
