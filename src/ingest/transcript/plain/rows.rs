//! A line of plain text, taken apart.

use super::super::labels::{self, Labelled, Shape};
use super::super::reading::numbered;
use super::super::times;

/// One line and what it may be.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) number: u32,
    /// The line without white space at its ends.
    pub(super) line: &'a str,
    /// Whether it is the first of its paragraph.
    pub(super) opens: bool,
    /// A time at its start.
    pub(super) lead: Option<u64>,
    /// What follows a list mark and the time.
    pub(super) body: &'a str,
    /// `Name: text`.
    pub(super) colon: Option<Labelled<'a>>,
    /// `Name  0:05`, or a name above a line with nothing but a time.
    pub(super) header: Option<Labelled<'a>>,
    /// Whether it is set off as a header is: by a blank line above, wide space, or brackets around the time.
    pub(super) set_off: bool,
    /// Nothing but what may be a name, with text below.
    pub(super) alone: Option<&'a str>,
    /// Whether a line that may be a name stands directly above.
    pub(super) below_name: bool,
}

impl Row<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.line.is_empty()
    }

    pub(super) fn is_time_only(&self) -> bool {
        self.lead.is_some() && self.body.is_empty()
    }
}

/// Takes every line apart.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let mut opens = true;
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (number, line) in numbered(text) {
        let row = row(number, line, opens);
        opens = row.is_blank();
        rows.push(row);
    }
    relate(&mut rows);
    rows
}

fn row(number: u32, line: &str, opens: bool) -> Row<'_> {
    let line = line.trim();
    let unmarked = without_list_mark(line);
    let (lead, timed) = match times::prefix(unmarked) {
        Some((ms, rest)) => without_noon(ms, rest),
        None => (None, None),
    };
    let body = timed.unwrap_or(unmarked);
    let colon = labels::colon(body).map(time_after_colon).or_else(|| column(body));
    let header = header(body);
    let set_off = opens || body.contains("  ") || body.contains('\t') || body.ends_with([')', ']']);
    let alone = if colon.is_none() && header.is_none() { name_alone(body, opens) } else { None };
    // A line of text keeps its marks; they were only in the way of a label.
    let body = if lead.is_none() && timed.is_none() && colon.is_none() && header.is_none() && alone.is_none()
    {
        line
    } else {
        body
    };
    Row { number, line, opens, lead, body, colon, header, set_off, alone, below_name: false }
}

/// What a line is depends on the line below: a name is one only above text, and may have its time there.
fn relate(rows: &mut [Row<'_>]) {
    let mut rest = rows;
    while let [row, tail @ ..] = rest {
        let below = tail.first_mut();
        match (row.alone, below) {
            (Some(label), Some(below)) if below.is_time_only() => {
                below.below_name = true;
                row.header = Some(Labelled { label, ms: below.lead, rest: "" });
            }
            (Some(_), Some(below)) if !below.is_blank() => {
                if row.lead.is_some() {
                    row.header = row.alone.map(|label| Labelled { label, ms: row.lead, rest: "" });
                }
            }
            _ => row.alone = None,
        }
        rest = tail;
    }
}

/// `- `, `* `, `• `, `> `, `>>`, `## ` at the start of a line.
fn without_list_mark(line: &str) -> &str {
    let unmarked = line.trim_start_matches(['#', '>']).trim_start();
    let unmarked =
        ["- ", "* ", "• ", "– "].iter().find_map(|mark| unmarked.strip_prefix(mark)).unwrap_or(unmarked);
    unmarked.trim_start()
}

/// The text after a time at the start of a line. `10:02 AM` is a time of day, which says nothing about the recording.
fn without_noon(ms: u64, rest: &str) -> (Option<u64>, Option<&str>) {
    let rest = rest.trim_start();
    match noon(rest) {
        Some(rest) => (None, Some(separated(rest))),
        None => (Some(ms), Some(separated(rest))),
    }
}

fn noon(rest: &str) -> Option<&str> {
    let head = rest.get(..2)?;
    let after = rest.get(2..)?;
    let is_noon = head.eq_ignore_ascii_case("am") || head.eq_ignore_ascii_case("pm");
    (is_noon && !after.starts_with(char::is_alphanumeric)).then_some(after)
}

/// Without the dash, bar or colon between time and text.
fn separated(rest: &str) -> &str {
    let rest = rest.trim_start();
    let marked = ["- ", "– ", "— ", "| ", ":"].iter().find_map(|mark| rest.strip_prefix(mark));
    marked.unwrap_or(rest).trim_start()
}

/// `Name`, a tab, the text: a table pasted as text.
fn column(body: &str) -> Option<Labelled<'_>> {
    let (label, rest) = body.split_once('\t')?;
    let (label, rest) = (label.trim(), rest.trim());
    let is_text = !rest.is_empty() && times::whole(rest).is_none();
    (is_text && Shape::of(label).is_some()).then_some(Labelled { label, ms: None, rest })
}

/// `Name: 0:05` with text on the next line.
fn time_after_colon(found: Labelled<'_>) -> Labelled<'_> {
    match times::whole(found.rest) {
        Some(ms) if found.ms.is_none() => Labelled { ms: Some(ms), rest: "", ..found },
        _ => found,
    }
}

/// `Name  0:05`, `Name [0:05]`, `[Name] 10:02:13`, `Name 10:02 AM`, `Name (0:05) text`.
fn header(body: &str) -> Option<Labelled<'_>> {
    let body = body.trim_end_matches(['*', '_']);
    let (before, ms, rest) = match times::suffix(body) {
        Some((before, ms)) => (before, Some(ms), ""),
        None => match time_of_day(body) {
            Some(before) => (before, None, ""),
            None => bracketed_time(body)?,
        },
    };
    let label = before.trim_matches(['*', '_', ' ', '\t']).trim_end_matches([',', '-', '–', '|', '•', ' ']);
    let label = label.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(label).trim();
    Shape::of(label).map(|_| Labelled { label, ms, rest })
}

/// The text before `10:02 AM` at the end.
fn time_of_day(body: &str) -> Option<&str> {
    let at = body.len().checked_sub(2)?;
    let (before, half) = body.split_at_checked(at)?;
    let is_half = half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm");
    if is_half { times::suffix(before).map(|(before, _)| before) } else { None }
}

/// A time in brackets between name and text.
fn bracketed_time(body: &str) -> Option<(&str, Option<u64>, &str)> {
    let open = body.find(['[', '('])?;
    let (before, from) = body.split_at_checked(open)?;
    let (ms, rest) = times::prefix(from)?;
    Some((before, Some(ms), separated(rest).trim()))
}

/// A line that may be nothing but a name, perhaps in bold or in brackets.
fn name_alone(body: &str, opens: bool) -> Option<&str> {
    let label = body.trim_matches(['*', '_']).trim_end_matches(':');
    let label = label.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(label).trim();
    let is_name = match Shape::of(label) {
        Some(Shape::Voice | Shape::Name) => true,
        // One word inside a paragraph is rather an answer.
        Some(Shape::Word) => opens,
        _ => false,
    };
    is_name.then_some(label)
}
