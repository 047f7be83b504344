//! The brief in a terminal, or as plain text: a column of headings, a column of lines.

use owo_colors::OwoColorize;

use super::evidence::Shown;
use super::view::{Bar, Line, Outside, Part, View};
use super::wrap::{self, Ink, Paragraph, Row, Run};
use crate::brief::limits::MAX_LINES;
use crate::domain::Brief;
use crate::domain::brief::Tone;

/// How to lay it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; taken as at least 40 and at most 200.
    pub columns: usize,
    /// Whether to colour; the text says the same without.
    pub colour: bool,
    /// Whether the evidence of every number follows.
    pub evidence: bool,
}

/// Columns of the headings: the longest and two spaces.
const HEADINGS: usize = 9;

/// Columns beyond which a line is hard to read back from its end to the start of the next.
const WIDEST: usize = 120;

/// Between two things on one row.
const BETWEEN: &str = "   ";

/// The brief as text, each row ended by a line feed.
pub fn render(brief: &Brief, style: &Style) -> String {
    layout(&View::new(brief, Outside::AsItIs), style)
}

/// A view as text.
pub(super) fn layout(view: &View, style: &Style) -> String {
    let columns = style.columns.clamp(40, 200).min(WIDEST);
    let airy = [Density::Airy, Density::Tight, Density::Flowing].into_iter().map(|density| {
        let mut rows = header(view, columns);
        rows.extend(sections(view, columns, density));
        rows.extend(footer(view, columns));
        rows
    });
    let mut rows = Vec::new();
    for candidate in airy {
        rows = candidate;
        if rows.len() <= MAX_LINES {
            break;
        }
    }
    if style.evidence {
        rows.extend(evidence(view, columns));
        rows.extend(view.bar.iter().flat_map(|bar| bar_evidence(bar, columns)));
    }
    rows.iter().map(|row| paint(row, style.colour) + "\n").collect()
}

/// How much air there is: the most with which the brief still fits one screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Density {
    /// An empty row between sections.
    Airy,
    /// No empty row.
    Tight,
    /// Short lines of a section share a row.
    Flowing,
}

fn header(view: &View, columns: usize) -> Vec<Row> {
    let mut first = Paragraph::default();
    first.say(&view.account.to_uppercase(), Ink::Title);
    first.glue(" ·", Ink::Plain);
    first.say(&view.when, Ink::Plain);
    if let Some(duration) = &view.duration {
        first.glue(" ·", Ink::Plain);
        first.say_whole(duration, Ink::Plain);
    }
    let mut rows = first.rows(columns, columns);
    if let Some(bar) = &view.bar {
        let summary = Run { text: bar.summary(), ink: Ink::Lead };
        let used = rows.last().map_or(0, |row| wrap::width(row));
        let needed = wrap::width(std::slice::from_ref(&summary));
        match rows.last_mut() {
            Some(row) if used + BETWEEN.len() + needed <= columns => {
                row.push(space(columns - used - needed));
                row.push(summary);
            }
            _ => rows.push(vec![summary]),
        }
    }
    let people = Some(view.people_line()).filter(|people| !people.is_empty());
    let who: Vec<&str> =
        people.as_deref().into_iter().chain(view.origin.iter().map(String::as_str)).collect();
    rows.extend(joined(&who).rows(columns, columns));
    rows.extend(view.bar.iter().flat_map(|bar| bar_rows(bar, columns)));
    rows
}

/// `BANT v1: ✓ need  ✗ authority  ? timeline`.
fn bar_rows(bar: &Bar, columns: usize) -> Vec<Row> {
    let mut paragraph = Paragraph::default();
    paragraph.say(&format!("{}:", bar.name), Ink::Dim);
    for criterion in &bar.criteria {
        paragraph.say(criterion.mark, state_ink(criterion.state));
        paragraph.glue(&format!(" {} ", criterion.label), Ink::Dim);
    }
    trimmed(paragraph.rows(columns, columns))
}

fn state_ink(state: &str) -> Ink {
    match state {
        "met" => Ink::Met,
        "unmet" => Ink::Unmet,
        _ => Ink::Unknown,
    }
}

fn sections(view: &View, columns: usize, density: Density) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in &view.sections {
        if density == Density::Airy || rows.is_empty() {
            rows.push(Row::new());
        }
        rows.extend(section(part, columns, density));
    }
    rows
}

fn section(part: &Part, columns: usize, density: Density) -> Vec<Row> {
    let room = columns - HEADINGS;
    let mut body: Vec<Row> = Vec::new();
    for line in &part.lines {
        let mut rows = line_paragraph(line).rows(room, room - 2);
        for row in rows.iter_mut().skip(1) {
            row.insert(0, space(2));
        }
        match (body.last_mut(), rows.as_slice()) {
            (Some(last), [only])
                if density == Density::Flowing
                    && wrap::width(last) + BETWEEN.len() + wrap::width(only) <= room =>
            {
                last.push(space(BETWEEN.len()));
                last.extend(only.iter().cloned());
            }
            _ => body.extend(rows),
        }
    }
    for (position, row) in body.iter_mut().enumerate() {
        let heading = if position == 0 { part.heading.to_uppercase() } else { String::new() };
        row.insert(0, Run { text: format!("{heading:HEADINGS$}"), ink: Ink::Heading });
    }
    body
}

fn line_paragraph(line: &Line) -> Paragraph {
    let mut paragraph = Paragraph::default();
    if line.tone == Tone::Warning {
        paragraph.say("!", Ink::Warning);
    }
    if let Some(ordinal) = line.ordinal {
        paragraph.say(&ordinal.to_string(), Ink::Lead);
    }
    if let Some(lead) = &line.lead {
        paragraph.say(lead, Ink::Lead);
    }
    paragraph.say(&line.text, if line.tone == Tone::Warning { Ink::Warning } else { Ink::Plain });
    if !line.cites.is_empty() {
        let numbers = line.cites.iter().map(|number| format!("[{number}]")).collect::<Vec<_>>();
        paragraph.glue(&format!(" {}", numbers.concat()), Ink::Dim);
    }
    paragraph
}

fn footer(view: &View, columns: usize) -> Vec<Row> {
    let mut rows = vec![vec![Run { text: "─".repeat(columns), ink: Ink::Dim }]];
    for notice in &view.notices {
        let mut paragraph = Paragraph::default();
        paragraph.say(&format!("! {notice}"), Ink::Warning);
        rows.extend(indented(&paragraph, columns, 2));
    }
    let parts: Vec<&str> = view.footer.iter().map(String::as_str).collect();
    rows.extend(joined(&parts).rows(columns, columns));
    rows
}

fn evidence(view: &View, columns: usize) -> Vec<Row> {
    let widest = view.notes.iter().map(|note| note.number).max().unwrap_or_default();
    let margin = widest.to_string().len() + 3;
    let mut rows = title("EVIDENCE", columns);
    for note in &view.notes {
        let mut label = format!("[{}]", note.number);
        for piece in &note.evidence {
            rows.extend(margined(&label, &evidence_paragraph(piece), columns, margin));
            label.clear();
        }
    }
    rows
}

fn bar_evidence(bar: &Bar, columns: usize) -> Vec<Row> {
    let mut rows = title(&format!("SQL BAR · {}", bar.name), columns);
    for criterion in &bar.criteria {
        let mut paragraph = Paragraph::default();
        paragraph.say(&format!("{}:", criterion.label), Ink::Lead);
        paragraph.say(&criterion.statement, Ink::Plain);
        paragraph.glue(&format!(" ({}", criterion.state), Ink::Dim);
        for number in &criterion.see {
            paragraph.glue(&format!(" [{number}]"), Ink::Dim);
        }
        paragraph.glue(")", Ink::Dim);
        rows.extend(margined(criterion.mark, &paragraph, columns, 2));
        for piece in &criterion.evidence {
            rows.extend(margined("", &evidence_paragraph(piece), columns, 4));
        }
    }
    rows
}

fn evidence_paragraph(piece: &Shown) -> Paragraph {
    let mut paragraph = Paragraph::default();
    paragraph.say(&piece.quoted(), Ink::Plain);
    // The dash stays with the word after it.
    let (first, rest) = piece.source.split_once(' ').unwrap_or((&piece.source, ""));
    paragraph.say_whole(&format!("— {first}"), Ink::Dim);
    paragraph.say(rest, Ink::Dim);
    paragraph
}

fn title(text: &str, columns: usize) -> Vec<Row> {
    let mut paragraph = Paragraph::default();
    paragraph.say(text, Ink::Heading);
    std::iter::once(Row::new()).chain(paragraph.rows(columns, columns)).collect()
}

/// A paragraph beside a margin that holds a label on its first row.
fn margined(label: &str, paragraph: &Paragraph, columns: usize, margin: usize) -> Vec<Row> {
    let mut rows = paragraph.rows(columns - margin, columns - margin);
    for (position, row) in rows.iter_mut().enumerate() {
        let label = if position == 0 { label } else { "" };
        row.insert(0, Run { text: format!("{label:margin$}"), ink: Ink::Lead });
    }
    rows
}

/// A paragraph whose rows after the first are indented.
fn indented(paragraph: &Paragraph, columns: usize, by: usize) -> Vec<Row> {
    let mut rows = paragraph.rows(columns, columns - by);
    for row in rows.iter_mut().skip(1) {
        row.insert(0, space(by));
    }
    rows
}

fn joined(parts: &[&str]) -> Paragraph {
    let mut paragraph = Paragraph::default();
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            paragraph.glue(" ·", Ink::Dim);
        }
        paragraph.say(part, Ink::Plain);
    }
    paragraph
}

fn space(columns: usize) -> Run {
    Run { text: " ".repeat(columns), ink: Ink::Plain }
}

/// Rows without white space at their ends.
fn trimmed(mut rows: Vec<Row>) -> Vec<Row> {
    for run in rows.iter_mut().filter_map(|row| row.last_mut()) {
        run.text.truncate(run.text.trim_end().len());
    }
    rows
}

fn paint(row: &[Run], colour: bool) -> String {
    if !colour {
        let text: String = row.iter().map(|run| run.text.as_str()).collect();
        return text.trim_end().to_owned();
    }
    row.iter().map(|run| painted(&run.text, run.ink)).collect()
}

fn painted(text: &str, ink: Ink) -> String {
    if text.trim().is_empty() {
        return text.to_owned();
    }
    match ink {
        Ink::Plain => text.to_owned(),
        Ink::Title | Ink::Lead => text.bold().to_string(),
        Ink::Heading => text.cyan().bold().to_string(),
        Ink::Dim => text.dimmed().to_string(),
        Ink::Warning | Ink::Unknown => text.yellow().to_string(),
        Ink::Met => text.green().to_string(),
        Ink::Unmet => text.red().to_string(),
    }
}
