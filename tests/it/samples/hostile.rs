//! The full brief with one text wherever text from outside stands.

use baton::domain::dossier::Channel;
use baton::domain::{Brief, Evidence};

use super::{quote, rich};

/// The full brief with the same text in every field that comes from outside.
pub(crate) fn with_text_everywhere(text: &str) -> Brief {
    let mut brief = rich();
    let all = || text.to_owned();
    // A quote holds words, so where the text has none something else is said.
    let said = if text.trim().is_empty() { "nothing" } else { text };
    let spoken = |start| Evidence::Quote(quote(text, start, said));
    let header = &mut brief.header;
    (header.account, header.ae, header.sdr) = (all(), Some(all()), Some(all()));
    for person in &mut header.people {
        (person.name, person.title) = (all(), Some(all()));
    }
    header.bar.name = all();
    for finding in &mut header.bar.findings {
        (finding.id, finding.statement) = (all(), all());
        finding.evidence = vec![spoken(1)];
    }
    for line in brief.sections.iter_mut().flat_map(|section| &mut section.lines) {
        (line.lead, line.text) = (Some(all()), all());
    }
    for note in &mut brief.footnotes {
        note.fact.text = all();
        note.fact.evidence = vec![
            spoken(0),
            Evidence::Touch {
                at: "2026-01-07T22:13:00-07:00".parse().expect("a time"),
                channel: Channel::Other,
                direction: None,
                who: Some(all()),
                summary: all(),
            },
            Evidence::AccountFact { field: all(), value: all(), as_of: None },
            Evidence::BookingField { field: all(), value: all() },
        ];
    }
    let footer = &mut brief.footer;
    (footer.engine, footer.recording, footer.notices) = (all(), Some(all()), vec![all()]);
    brief
}

/// Everything at once that text from outside can try.
pub(crate) const HOSTILE: &str = concat!(
    "</title><script>alert(1)</script> <img src=http://evil.com/x onerror=alert(1)> ",
    "\u{1b}[31mred\u{1b}]8;;http://evil.com\u{7}\r\nBcc: victim@evil.com\r\n\r\n",
    "# heading [link](javascript:alert(1)) ![i](//evil.com/i) | a | b |\n---\n{{ 7*7 }} {% raw %} ",
    "\u{202e}gnp.exe\u{2066}\u{200b} https://evil.com/?q=1&x=<b> www.evil.com mailto:a@evil.com ",
    "\\\\evil\\share =1+1 `code` <!-- --> ]]> &lt; é\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
);

/// The full brief with an attack in every field.
pub(crate) fn hostile() -> Brief {
    with_text_everywhere(HOSTILE)
}
