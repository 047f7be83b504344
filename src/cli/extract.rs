//! `baton extract`: what is understood of one call.

use std::path::PathBuf;

use clap::ValueEnum;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::engine::{EngineChoice, ModelArgs};
use super::output::{self, Screen};
use super::progress::Progress;
use super::{Failure, explain, input, text};
use crate::clock::Clock;
use crate::domain::transcript::TranscriptFormat;
use crate::domain::{Extraction, Quote};
use crate::extract::embedded::Embedded;
use crate::extract::llm::Understood;
use crate::extract::report::Report;
use crate::extract::{Call, Engine};
use crate::language::tokens;

/// What `baton extract` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The transcript file.
    file: PathBuf,
    /// The booking: it tells who is who, and the day from which dates are counted.
    #[arg(long, value_name = "FILE")]
    booking: Option<PathBuf>,
    /// Read the transcript as this format instead of finding out.
    #[arg(long, value_parser = input::parse_format, value_name = "FORMAT")]
    input_format: Option<TranscriptFormat>,
    /// Which engine understands the call.
    #[arg(long, value_enum, default_value_t = EngineChoice::Embedded)]
    engine: EngineChoice,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Write to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Say on standard error how it came about: what was dropped and why, and where the engines differ.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Tables for people.
    Table,
    /// JSON, see `baton schema extraction`.
    Json,
}

/// Prints the extraction of one call.
pub(super) fn run(args: &Args, screen: &Screen, clock: &Clock) -> Result<(), Failure> {
    let progress = Progress::start(screen, "reading the call");
    if args.engine == EngineChoice::Llm {
        tokens::prepare();
    }
    let transcript = input::transcript(&args.file, args.input_format)?;
    let booking = input::booking(args.booking.as_ref())?;
    let call = Call::read(&transcript, booking.as_ref(), None);
    let engine = Embedded::default();
    let (extraction, account) = match args.engine {
        EngineChoice::Embedded => (engine.extract(&call)?, None),
        EngineChoice::Llm => {
            let Understood { extraction, account } = args.model.asker(clock)?.extraction(&call, &engine)?;
            (extraction, Some(account))
        }
    };
    drop(progress);
    input::report_skipped(&transcript, &args.file, screen);
    let by_model = account.as_ref().is_some_and(|account| account.failure.is_none());
    if let Some(failure) = account.as_ref().and_then(|account| account.failure.as_ref()) {
        let why = failure.without_words_of_others();
        output::write_message(&format!("warning: language model: {why}; read by the embedded engine\n"));
    }
    if args.explain {
        let title = args.file.display().to_string();
        output::write_message(&text::visible(&explain::of_call(&title, &extraction, account.as_ref())));
    }
    let report = Report::new(if by_model { "llm" } else { engine.name() }, &call, &extraction);
    let text = match args.format {
        Format::Table => tables(&report, &extraction, screen),
        Format::Json => serde_json::to_string_pretty(&report)?,
    };
    output::write_text(args.out.as_deref(), &text)
}

fn tables(report: &Report<'_>, extraction: &Extraction, screen: &Screen) -> String {
    let transcript = &report.transcript;
    let voices: Vec<String> = transcript
        .speakers
        .iter()
        .map(|speaker| {
            let person = speaker.person.filter(|person| *person != speaker.name);
            let person = person.map(|person| format!(" = {person}")).unwrap_or_default();
            text::visible(&format!("{}{person} ({})", speaker.name, speaker.side))
        })
        .collect();
    let mut parts = vec![format!(
        "{} utterances, {} · {}\nsha256 {}",
        transcript.utterances,
        transcript.format.name(),
        voices.join(", "),
        transcript.sha256
    )];
    let mut section = |title: &str, columns: &[&str], rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            parts.push(format!("{title}\n{}", table(columns, rows, screen)));
        }
    };
    section(
        "PAINS",
        &["said", "impact", "evidence"],
        extraction
            .pains
            .iter()
            .map(|pain| {
                let impact = pain.impact.clone().unwrap_or_default();
                vec![pain.statement.clone(), impact, quotes(pain.evidence.as_slice())]
            })
            .collect(),
    );
    section(
        "STAKEHOLDERS",
        &["name", "title", "role", "on call", "evidence"],
        extraction
            .stakeholders
            .iter()
            .map(|person| {
                let title = person.title.clone().unwrap_or_default();
                let on_call = if person.on_call { "yes" } else { "no" };
                let role = person.role.to_string();
                vec![person.name.clone(), title, role, on_call.to_owned(), quotes(person.evidence.as_slice())]
            })
            .collect(),
    );
    section(
        "NEXT STEPS",
        &["action", "owner", "due", "status", "evidence"],
        report
            .next_steps
            .iter()
            .map(|step| {
                let due = step.due.map(ToString::to_string).unwrap_or_default();
                let due = if step.due_ambiguous { format!("{due} (?)") } else { due };
                let owner = step.owner.clone().unwrap_or_default();
                vec![
                    step.action.to_owned(),
                    owner,
                    due,
                    step.status.to_string(),
                    quotes(step.evidence.as_slice()),
                ]
            })
            .collect(),
    );
    let findings = &extraction.qualification;
    section(
        "QUALIFICATION",
        &["finding", "status", "evidence"],
        [
            ("budget", &findings.budget),
            ("authority", &findings.authority),
            ("need", &findings.need),
            ("timeline", &findings.timeline),
            ("competition", &findings.competition),
        ]
        .into_iter()
        .map(|(name, finding)| {
            let status = text::plain_word(&finding.status);
            vec![name.to_owned(), status, quotes(&finding.evidence)]
        })
        .collect(),
    );
    let said = |statement: &str, evidence: &[Quote]| vec![statement.to_owned(), quotes(evidence)];
    section(
        "OBJECTIONS",
        &["said", "evidence"],
        extraction.objections.iter().map(|one| said(&one.statement, one.evidence.as_slice())).collect(),
    );
    section(
        "TODAY AND ALTERNATIVES",
        &["what", "in use", "evidence"],
        extraction
            .alternatives
            .iter()
            .map(|one| {
                let in_use = if one.in_use { "yes" } else { "no" };
                vec![one.name.clone(), in_use.to_owned(), quotes(one.evidence.as_slice())]
            })
            .collect(),
    );
    section(
        "WHY NOW",
        &["said", "evidence"],
        extraction.triggers.iter().map(|one| said(&one.statement, one.evidence.as_slice())).collect(),
    );
    section(
        "SUSPICIOUS",
        &["text that addresses a machine; ignored"],
        extraction.suspicious.iter().map(|one| vec![one.clone()]).collect(),
    );
    section(
        "NOT KEPT",
        &["said", "why"],
        extraction.rejected.iter().map(|one| vec![one.what.clone(), one.why.clone()]).collect(),
    );
    parts.join("\n\n")
}

fn quotes(quotes: &[Quote]) -> String {
    let lines: Vec<String> = quotes
        .iter()
        .map(|quote| {
            let time = quote.start_ms().map(|ms| format!(" {}", text::clock_time(ms))).unwrap_or_default();
            format!("{}{time} “{}”", quote.utterance(), quote.text())
        })
        .collect();
    lines.join("\n")
}

fn table(columns: &[&str], rows: Vec<Vec<String>>, screen: &Screen) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(screen.columns as u16)
        .set_header(columns.to_vec());
    for row in rows {
        table.add_row(row.iter().map(|cell| text::visible(cell)).collect::<Vec<_>>());
    }
    table.to_string()
}
