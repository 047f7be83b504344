//! The brief as Markdown (`CommonMark` with footnotes): headings, lists, and the evidence of every number as a footnote.

use super::evidence::Shown;
use super::view::{Criterion, Line, Outside, View};
use crate::domain::Brief;
use crate::domain::brief::Tone;

/// The brief as Markdown. Everything from outside is escaped, so that it reads as the text it is.
pub fn render(brief: &Brief) -> String {
    let view = View::new(brief, Outside::Defanged);
    let blocks = [header(&view), sections(&view), footer(&view), bar(&view), notes(&view)];
    let mut text = blocks.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn header(view: &View) -> Vec<String> {
    let bar = view.bar.as_ref().map(|bar| format!("**{}**", bar.summary()));
    let first = [Some(escape(&view.when)), view.duration.as_deref().map(escape), bar];
    let people = Some(view.people_line()).filter(|people| !people.is_empty());
    let second = people.iter().chain(&view.origin).map(|part| escape(part));
    let mut blocks = vec![
        format!("# {}", escape(&view.account)),
        first.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        second.collect::<Vec<_>>().join(" · "),
    ];
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn sections(view: &View) -> Vec<String> {
    let section = view.sections.iter().flat_map(|part| {
        let lines = part.lines.iter().map(item).collect::<Vec<_>>().join("\n");
        [format!("## {}", part.heading), lines]
    });
    section.collect()
}

fn item(line: &Line) -> String {
    let mark = line.ordinal.map_or_else(|| "-".to_owned(), |ordinal| format!("{ordinal}."));
    let warning = if line.tone == Tone::Warning { "**!** " } else { "" };
    let lead = line.lead.as_deref().map(|lead| format!("**{}** ", escape(lead))).unwrap_or_default();
    format!("{mark} {warning}{lead}{}{}", escape(&line.text), references(&line.cites))
}

fn footer(view: &View) -> Vec<String> {
    let parts = view.footer.iter().map(|part| escape(part)).collect::<Vec<_>>().join(" · ");
    let notices = view.notices.iter().map(|notice| format!("**!** {}", escape(notice)));
    std::iter::once("---".to_owned()).chain(notices).chain(std::iter::once(parts)).collect()
}

fn bar(view: &View) -> Vec<String> {
    let Some(bar) = &view.bar else { return Vec::new() };
    let items = bar.criteria.iter().map(|criterion| {
        let Criterion { mark, state, .. } = criterion;
        let label = escape(&criterion.label);
        let statement = escape(&criterion.statement);
        let item = format!("- {mark} **{label}** ({state}): {statement}{}", references(&criterion.see));
        let pieces = criterion.evidence.iter().map(|piece| format!("\n  - {}", evidence(piece)));
        item + &pieces.collect::<Vec<_>>().concat()
    });
    vec![format!("## SQL bar: {}", escape(&bar.name)), items.collect::<Vec<_>>().join("\n")]
}

fn notes(view: &View) -> Vec<String> {
    let notes = view.notes.iter().map(|note| {
        let pieces = note.evidence.iter().map(evidence).collect::<Vec<_>>();
        format!("[^{}]: {}", note.number, pieces.join("; "))
    });
    Some(notes.collect::<Vec<_>>().join("\n")).filter(|notes| !notes.is_empty()).into_iter().collect()
}

fn evidence(piece: &Shown) -> String {
    format!("{} — {}", escape(&piece.quoted()), escape(&piece.source))
}

/// ` [^1][^2]`, empty without numbers.
fn references(numbers: &[u16]) -> String {
    let marks = numbers.iter().map(|number| format!("[^{number}]")).collect::<Vec<_>>().concat();
    if marks.is_empty() { marks } else { format!(" {marks}") }
}

/// Escapes what `CommonMark`, its table, footnote and mathematics extensions, and template languages would read as markup.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    let mut only_digits = true;
    for (position, character) in text.chars().enumerate() {
        let always = matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '{' | '}'
        );
        // A list, a heading's underline or a rule only at the start of a block.
        let at_start = position == 0 && matches!(character, '-' | '+' | '=' | ':');
        let ends_number = position > 0 && only_digits && matches!(character, '.' | ')');
        if always || at_start || ends_number {
            safe.push('\\');
        }
        only_digits &= character.is_ascii_digit();
        safe.push(character);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_prose_is_left_alone() {
        for (text, safe) in [
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("12. item", "12\\. item"),
            ("1) item", "1\\) item"),
            ("![x](y)", "!\\[x\\](y)"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("a | b", "a \\| b"),
            ("$140k", "\\$140k"),
            ("{{ x }}", "\\{\\{ x \\}\\}"),
            ("It takes us two days - sometimes more.", "It takes us two days - sometimes more."),
            ("v1.2 (beta) at 9:00", "v1.2 (beta) at 9:00"),
        ] {
            assert_eq!(escape(text), safe);
        }
    }
}
