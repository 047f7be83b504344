//! One screen: the limits that the composer obeys and the tests check.
//!
//! [`measure`] lays a brief out as the terminal does, without colour: a heading column, text wrapped behind it, the number of each cited
//! fact as a word of its own.

use crate::domain::brief::{Footer, Header};
use crate::domain::{Brief, Line};

use super::phrase;

/// Words of the whole brief as the terminal shows it, at the most.
pub const MAX_WORDS: usize = 350;
/// Lines in a terminal of [`COLUMNS`] columns, at the most.
pub const MAX_LINES: usize = 45;
/// The width in which lines are counted.
pub const COLUMNS: usize = 100;
/// Words that a brief usually has.
pub const USUAL_WORDS: usize = 250;
/// Questions, at the most.
pub const MAX_QUESTIONS: usize = 3;
/// Words of a question, at the most.
pub const MAX_QUESTION_WORDS: usize = 15;
/// People shown, at the most.
pub const MAX_PEOPLE: usize = 5;
/// Words that the composer leaves free below [`MAX_WORDS`], because a renderer may say a thing with a few words more.
pub const SPARE_WORDS: usize = 20;
/// Lines that the composer leaves free below [`MAX_LINES`].
pub const SPARE_LINES: usize = 2;
/// Columns of the headings.
const HEADING_COLUMNS: usize = 10;

/// How much room a brief takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Words, as `wc -w` counts them.
    pub words: usize,
    /// Lines at [`COLUMNS`] columns.
    pub lines: usize,
}

/// The room that a brief takes in a terminal of [`COLUMNS`] columns.
pub fn measure(brief: &Brief) -> Size {
    let mut size = Size { words: 0, lines: 0 };
    for text in header_lines(&brief.header).iter().chain(&footer_lines(&brief.footer)) {
        size.words += phrase::words(text);
        size.lines += wrapped(text, COLUMNS);
    }
    for section in &brief.sections {
        size.words += phrase::words(section.kind.heading());
        for line in &section.lines {
            let text = printed(line, brief);
            size.words += phrase::words(&text);
            size.lines += wrapped(&text, COLUMNS - HEADING_COLUMNS);
        }
        size.lines += 1;
    }
    size
}

#[cfg(test)]
pub(crate) fn plain(brief: &Brief) -> String {
    let mut out = header_lines(&brief.header).join("\n");
    for section in &brief.sections {
        for (index, line) in section.lines.iter().enumerate() {
            let head = if index == 0 { section.kind.heading().to_uppercase() } else { String::new() };
            let text = printed(line, brief);
            let mut used = 0;
            out += &format!("\n{head:<10}");
            for word in text.split_whitespace() {
                if used + word.chars().count() + 1 > 90 {
                    out += "\n          ";
                    used = 0;
                }
                out += word;
                out += " ";
                used += word.chars().count() + 1;
            }
        }
    }
    out + "\n" + &footer_lines(&brief.footer).join("\n")
}

fn printed(line: &Line, brief: &Brief) -> String {
    let lead = line.lead.as_deref().map(|lead| format!("{lead}: ")).unwrap_or_default();
    let numbers: Vec<String> = line
        .cites
        .iter()
        .filter_map(|cite| brief.number(*cite))
        .map(|number| format!(" [{number}]"))
        .collect();
    format!("{lead}{}{}", line.text, numbers.concat())
}

fn header_lines(header: &Header) -> Vec<String> {
    let moment = |instant: &crate::domain::Instant| phrase::moment(instant, None);
    let mut first = vec![header.account.clone()];
    first.extend(header.starts_at.as_ref().map(|at| format!("{} UTC-07:00", moment(at))));
    first.extend(header.starts_at_ae.as_ref().map(|at| format!("({} yours)", moment(at))));
    first.extend(header.duration_min.map(|minutes| format!("{minutes} min")));
    first.push(format!(
        "SQL bar {} v{}: {} of {}",
        header.bar.name,
        header.bar.version,
        header.bar.met(),
        header.bar.findings.len()
    ));
    let people: Vec<String> = header
        .people
        .iter()
        .map(|person| match &person.title {
            Some(title) => format!("{} ({title})", person.name),
            None => person.name.clone(),
        })
        .collect();
    let mut second = vec![people.join(", ")];
    second.extend(header.ae.as_ref().map(|ae| format!("AE {ae}")));
    second.extend(header.sdr.as_ref().map(|sdr| format!("SDR {sdr}")));
    second.extend(header.call_date.map(|date| format!("call {}", phrase::day(date, None))));
    second.extend(header.call_min.map(|minutes| format!("{minutes} min")));
    vec![first.join(" · "), second.join(" · "), String::new()]
}

fn footer_lines(footer: &Footer) -> Vec<String> {
    let mut lines = vec!["————".to_owned()];
    lines.extend(footer.notices.iter().map(|notice| format!("! {notice}")));
    let mut last = vec![
        footer.engine.clone(),
        format!("{} claims kept, {} dropped", footer.claims_kept, footer.claims_dropped),
    ];
    last.extend(footer.fresh_as_of.map(|date| format!("as of {}", phrase::day_with_year(date))));
    last.extend(footer.recording.clone());
    last.extend(
        footer.decide_by.as_ref().map(|at| format!("accept or reject by {}", phrase::moment(at, None))),
    );
    lines.push(last.join(" · "));
    lines
}

/// How many lines a text takes when words are never broken.
fn wrapped(text: &str, columns: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = unicode_width::UnicodeWidthStr::width(word);
        if used > 0 && used + 1 + width > columns {
            lines += 1;
            used = 0;
        }
        used += width + usize::from(used > 0);
        while used > columns {
            lines += 1;
            used -= columns;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_between_words() {
        assert_eq!(wrapped("", 10), 1);
        assert_eq!(wrapped("one two three", 13), 1);
        assert_eq!(wrapped("one two three", 12), 2);
        assert_eq!(wrapped(&"x".repeat(25), 10), 3);
    }
}
