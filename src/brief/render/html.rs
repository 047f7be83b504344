//! The brief as one self-contained page: no scripts, nothing remote, no forms; links only within the page.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::evidence::Shown;
use super::page::{self, FUEL, Template};
use super::terminal;
use super::view::{Note, Outside, Part, View};
use crate::domain::{Brief, SectionKind};

const PAGE: Template = Template { name: "brief.html.j2", source: include_str!("templates/brief.html.j2") };
const STYLE: &str = include_str!("templates/brief.css");

/// The brief as an HTML document.
pub fn render(brief: &Brief) -> String {
    let view = View::new(brief, Outside::Defanged);
    // A brief always arrives: should the template fail, the plain layout stands in for it.
    page(&view, FUEL).unwrap_or_else(|_| plain(&view))
}

/// What the page's template reads.
#[derive(Serialize)]
struct Page<'a> {
    view: &'a View,
    people: String,
    goal: Vec<Laid<'a>>,
    columns: [Vec<Laid<'a>>; 2],
    style: &'static str,
    policy: String,
}

/// A section whose citations carry their evidence.
#[derive(Serialize)]
struct Laid<'a> {
    part: &'a Part,
    cites: Vec<Vec<Cite<'a>>>,
}

/// A citation: where it points, and what its hover shows.
#[derive(Serialize)]
struct Cite<'a> {
    number: u16,
    /// Unique in the page; the first citation of a number is where its note points back to.
    place: usize,
    first: bool,
    evidence: &'a [Shown],
}

fn page(view: &View, fuel: u64) -> Result<String, minijinja::Error> {
    let mut laid = lay(view);
    let goal = laid.iter().take_while(|section| section.part.key == SectionKind::Goal).count();
    let rest = laid.split_off(goal);
    let context = Page {
        view,
        people: view.people_line(),
        goal: laid,
        columns: balance(rest),
        style: STYLE,
        policy: policy(),
    };
    page::fill(PAGE, context, fuel)
}

fn lay(view: &View) -> Vec<Laid<'_>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut place = 0;
    let note = |number: u16| view.notes.iter().find(|note: &&Note| note.number == number);
    let mut cite = |number: u16| {
        place += 1;
        let evidence = note(number).map(|note| note.evidence.as_slice()).unwrap_or_default();
        Cite { number, place, first: seen.insert(number), evidence }
    };
    let mut laid = Vec::new();
    for part in &view.sections {
        let lines = part.lines.iter();
        let cites = lines.map(|line| line.cites.iter().map(|number| cite(*number)).collect()).collect();
        laid.push(Laid { part, cites });
    }
    laid
}

/// Splits the sections, in their order, where the longer column is shortest.
fn balance(sections: Vec<Laid<'_>>) -> [Vec<Laid<'_>>; 2] {
    let heights: Vec<usize> = sections.iter().map(|section| height(section.part)).collect();
    let longest = |split: &usize| {
        let left: usize = heights.iter().take(*split).sum();
        let right: usize = heights.iter().skip(*split).sum();
        left.max(right)
    };
    let split = (0..=sections.len()).min_by_key(longest).unwrap_or_default();
    let mut left = sections;
    let right = left.split_off(split);
    [left, right]
}

/// Rows a section takes in a column of the page, about, in quarters.
fn height(part: &Part) -> usize {
    const ROW: usize = 62;
    let rows = part.lines.iter().map(|line| {
        let lead = line.lead.as_ref().map_or(0, |lead| lead.chars().count() + 1);
        1 + 4 * (line.text.chars().count() + lead + 3 * line.cites.len()).div_ceil(ROW).max(1)
    });
    4 + rows.sum::<usize>()
}

/// Allows this page's own style sheet and nothing else: no script, no request, no form.
fn policy() -> String {
    let hash = base64(&Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// RFC 4648 base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: [char; 64] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T',
        'U', 'V', 'W', 'X', 'Y', 'Z', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',
        'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7',
        '8', '9', '+', '/',
    ];
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        for position in 0..4 {
            let sextet = bits >> (18 - 6 * position) & 63;
            text.push(if position > group.len() {
                '='
            } else {
                ALPHABET.get(sextet).copied().unwrap_or('=')
            });
        }
    }
    text
}

/// The terminal's layout in a page, without a template that could fail.
fn plain(view: &View) -> String {
    let style = terminal::Style { columns: 100, colour: false, evidence: true };
    let text = terminal::layout(view, &style);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>{}</title>\n</head>\n\
         <body>\n<pre>\n{}</pre>\n</body>\n</html>\n",
        html_escape::encode_safe(&view.account),
        html_escape::encode_safe(&text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BarResult;
    use crate::domain::brief::{Footer, Header};

    #[test]
    fn base64_agrees_with_the_vectors_of_rfc_4648() {
        let encoded = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn a_template_that_fails_leaves_the_plain_layout() {
        let header = Header {
            account: "<b>Acme</b>".to_owned(),
            starts_at: None,
            starts_at_ae: None,
            duration_min: None,
            people: Vec::new(),
            ae: None,
            sdr: None,
            call_date: None,
            call_min: None,
            bar: BarResult { name: String::new(), version: 1, signed: false, findings: Vec::new() },
        };
        let footer = Footer {
            notices: Vec::new(),
            engine: "embedded".to_owned(),
            claims_kept: 0,
            claims_dropped: 0,
            decide_by: None,
            fresh_as_of: None,
            recording: None,
            language_model: None,
        };
        let brief = Brief { schema_version: 1, header, sections: Vec::new(), footer, footnotes: Vec::new() };
        let view = View::new(&brief, Outside::Defanged);
        assert!(page(&view, 10).is_err());
        assert!(page(&view, FUEL).is_ok_and(|html| html.contains("<h1><bdi>&lt;b&gt;Acme")));
        let plain = plain(&view);
        assert!(plain.contains("&lt;B&gt;ACME&lt;&#x2F;B&gt; · no meeting booked"), "{plain}");
        assert!(!plain.to_lowercase().contains("<b>"));
    }
}
