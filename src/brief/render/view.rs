//! The brief in words, ready to be laid out: what every renderer but JSON reads.
//!
//! Comes in: a [`Brief`]. Goes out: clean single-line strings in reading order. It chooses no layout, colour or markup.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::clean::{clean, cut, defang};
use super::evidence::Shown;
use super::when;
use crate::brief::phrase;
use crate::domain::bar::CriterionState;
use crate::domain::brief::{Footer, Header, HeaderPerson, ModelNote, Tone};
use crate::domain::{BarResult, Brief, CriterionFinding, Evidence, FactId, Section, SectionKind};

/// What is done to text from outside, beside cleaning it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// Shown as it is: a terminal follows no link by itself.
    AsItIs,
    /// Host names and schemes are bracketed, so that mail clients and browsers make no link of them.
    Defanged,
}

impl Outside {
    fn show(self, text: &str) -> String {
        let text = clean(text);
        match self {
            Self::AsItIs => text,
            Self::Defanged => defang(&text),
        }
    }
}

/// The whole brief in words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct View {
    /// The company.
    pub(super) account: String,
    /// `Wed 28 Jan, 9:00 Mountain (10:00 yours)`.
    pub(super) when: String,
    /// The meeting's time in the reader's zone without naming it, for a subject: `Wed 28 Jan 10:00`.
    pub(super) when_short: Option<String>,
    /// `45 min`.
    pub(super) duration: Option<String>,
    /// The buyer's people.
    pub(super) people: Vec<Person>,
    /// Who hands over and from what: `SDR Lakshmi Venkataraman`, `call 12 Jan, 10 min`.
    pub(super) origin: Vec<String>,
    /// The SQL bar, unless none was held against the handoff.
    pub(super) bar: Option<Bar>,
    /// The sections in order.
    pub(super) sections: Vec<Part>,
    /// What the reader must know about the brief itself.
    pub(super) notices: Vec<String>,
    /// Engine, claims, freshness, recording, decision: `embedded engine`, `accept or reject by …`.
    pub(super) footer: Vec<String>,
    /// The evidence of each number in order.
    pub(super) notes: Vec<Note>,
}

/// Somebody in the header.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Person {
    /// Full name.
    pub(super) name: String,
    /// Job title.
    pub(super) title: Option<String>,
}

/// The SQL bar.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    /// `BANT v1`, with `(not signed)` where a signature is missing.
    pub(super) name: String,
    /// How many criteria are met.
    pub(super) met: usize,
    /// How many there are.
    pub(super) total: usize,
    /// The criteria in order.
    pub(super) criteria: Vec<Criterion>,
}

impl Bar {
    /// `SQL bar 3 of 5`.
    pub(super) fn summary(&self) -> String {
        format!("SQL bar {} of {}", self.met, self.total)
    }
}

/// One criterion of the bar.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Criterion {
    /// Its key in words: `decision process`.
    pub(super) label: String,
    /// The line that both leaders signed.
    pub(super) statement: String,
    /// `met`, `unmet` or `unknown`.
    pub(super) state: &'static str,
    /// `✓`, `✗` or `?`.
    pub(super) mark: &'static str,
    /// What shows it: numbers of notes that hold the same evidence.
    pub(super) see: Vec<u16>,
    /// What shows it beyond those notes.
    pub(super) evidence: Vec<Shown>,
}

/// One section.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    /// The heading.
    pub(super) heading: &'static str,
    /// A name for style sheets: `why_now`.
    pub(super) key: SectionKind,
    /// The lines.
    pub(super) lines: Vec<Line>,
}

/// One line of a section.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    /// `1`, `2`, `3` before questions.
    pub(super) ordinal: Option<usize>,
    /// What stands in front, set apart: `Siobhan, 1:39:`.
    pub(super) lead: Option<String>,
    /// The line.
    pub(super) text: String,
    /// How it is meant.
    pub(super) tone: Tone,
    /// Numbers of the notes that it rests on.
    pub(super) cites: Vec<u16>,
}

/// The evidence of one number.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Note {
    /// The number printed.
    pub(super) number: u16,
    /// What it rests on.
    pub(super) evidence: Vec<Shown>,
}

impl View {
    /// Puts a brief into words.
    pub(super) fn new(brief: &Brief, outside: Outside) -> Self {
        let Brief { header, sections, footer, footnotes, .. } = brief;
        let numbers: BTreeMap<FactId, u16> =
            footnotes.iter().map(|note| (note.fact.id, note.number)).collect();
        let show = |text: &str| outside.show(text);
        let notes = footnotes.iter().map(|note| Note {
            number: note.number,
            evidence: note.fact.evidence.iter().map(|piece| Shown::new(piece, show)).collect(),
        });
        let cited = footnotes
            .iter()
            .flat_map(|note| note.fact.evidence.iter().map(|piece| (note.number, piece)))
            .collect::<Vec<_>>();
        let yours = header.starts_at_ae.as_ref().or(header.starts_at.as_ref());
        Self {
            account: Some(show(&header.account))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| "Unnamed account".to_owned()),
            when: header.starts_at.as_ref().map_or_else(
                || "no meeting booked".to_owned(),
                |start| when::moment_for(start, header.starts_at_ae.as_ref()),
            ),
            when_short: yours.map(|start| format!("{} {}", when::day(start.date()), when::time(start))),
            duration: header.duration_min.map(|minutes| format!("{minutes} min")),
            people: header.people.iter().filter_map(|person| person_of(person, outside)).collect(),
            origin: origin(header, outside),
            bar: bar(&header.bar, &cited, outside),
            sections: sections.iter().map(|section| part(section, &numbers, outside)).collect(),
            notices: footer.notices.iter().map(|notice| show(notice)).collect(),
            footer: foot(footer, outside),
            notes: notes.collect(),
        }
    }

    /// `Siobhan Keane-Ruiz (VP Client Services), Marcus Bell`; empty where nobody is named.
    pub(super) fn people_line(&self) -> String {
        let named = self.people.iter().map(|person| match &person.title {
            Some(title) => format!("{} ({title})", person.name),
            None => person.name.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// Shortens every piece of evidence, and where it is from, to that many characters, and whatever else is from outside to that many
    /// others.
    pub(super) fn shorten(&mut self, evidence: usize, others: usize) {
        let criteria = self.bar.iter_mut().flat_map(|bar| &mut bar.criteria);
        for criterion in criteria {
            cut(&mut criterion.label, others);
            cut(&mut criterion.statement, others);
            criterion.evidence.iter_mut().for_each(|piece| piece.shorten(evidence));
        }
        self.notes.iter_mut().flat_map(|note| &mut note.evidence).for_each(|piece| piece.shorten(evidence));
        for line in self.sections.iter_mut().flat_map(|part| &mut part.lines) {
            cut(&mut line.text, others);
            line.lead.iter_mut().for_each(|lead| cut(lead, others));
        }
        for person in &mut self.people {
            cut(&mut person.name, others);
            person.title.iter_mut().for_each(|title| cut(title, others));
        }
        let bar = self.bar.iter_mut().map(|bar| &mut bar.name);
        let single = std::iter::once(&mut self.account).chain(bar);
        let lists = self.origin.iter_mut().chain(&mut self.notices).chain(&mut self.footer);
        single.chain(lists).for_each(|text| cut(text, others));
    }
}

fn person_of(person: &HeaderPerson, outside: Outside) -> Option<Person> {
    let name = outside.show(&person.name);
    let title = person.title.as_deref().map(|title| outside.show(title)).filter(|title| !title.is_empty());
    (!name.is_empty()).then_some(Person { name, title })
}

fn origin(header: &Header, outside: Outside) -> Vec<String> {
    let named = |part: &str, name: Option<&String>| {
        let name = outside.show(name?);
        (!name.is_empty()).then(|| format!("{part} {name}"))
    };
    let meeting_year = header.starts_at.as_ref().map(|start| start.date().year());
    let day = |date: Date| {
        if meeting_year.is_some_and(|year| year != date.year()) {
            when::day_of_year(date)
        } else {
            date.strftime("%-d %b").to_string()
        }
    };
    let call = match (header.call_date, header.call_min) {
        (Some(date), Some(minutes)) => Some(format!("call {}, {minutes} min", day(date))),
        (Some(date), None) => Some(format!("call {}", day(date))),
        (None, Some(minutes)) => Some(format!("call of {minutes} min")),
        (None, None) => None,
    };
    [named("AE", header.ae.as_ref()), named("SDR", header.sdr.as_ref()), call].into_iter().flatten().collect()
}

fn bar(result: &BarResult, cited: &[(u16, &Evidence)], outside: Outside) -> Option<Bar> {
    if result.findings.is_empty() {
        return None;
    }
    let name = outside.show(&result.name);
    let unsigned = if result.signed { "" } else { " (not signed)" };
    Some(Bar {
        name: format!("{name} v{}{unsigned}", result.version).trim_start().to_owned(),
        met: result.met(),
        total: result.findings.len(),
        criteria: result.findings.iter().map(|finding| criterion(finding, cited, outside)).collect(),
    })
}

fn criterion(finding: &CriterionFinding, cited: &[(u16, &Evidence)], outside: Outside) -> Criterion {
    let (state, mark) = match finding.state {
        CriterionState::Met => ("met", "✓"),
        CriterionState::Unmet => ("unmet", "✗"),
        CriterionState::Unknown => ("unknown", "?"),
    };
    let (mut see, mut evidence) = (Vec::new(), Vec::new());
    for piece in &finding.evidence {
        match cited.iter().find(|(_, known)| *known == piece) {
            Some((number, _)) if see.contains(number) => {}
            Some((number, _)) => see.push(*number),
            None => evidence.push(Shown::new(piece, |text| outside.show(text))),
        }
    }
    let label = outside.show(&finding.id.replace('_', " "));
    Criterion { label, statement: outside.show(&finding.statement), state, mark, see, evidence }
}

fn part(section: &Section, numbers: &BTreeMap<FactId, u16>, outside: Outside) -> Part {
    let questions = section.lines.iter().filter(|line| line.tone == Tone::Question).count();
    let mut asked = 0;
    let lines = section.lines.iter().map(|line| {
        let is_question = line.tone == Tone::Question;
        asked += usize::from(is_question);
        Line {
            ordinal: (is_question && questions > 1).then_some(asked),
            lead: line.lead.as_deref().and_then(|lead| lead_of(lead, outside)),
            text: outside.show(&line.text),
            tone: line.tone,
            cites: line.cites.iter().filter_map(|id| numbers.get(id).copied()).collect(),
        }
    });
    Part { heading: section.kind.heading(), key: section.kind, lines: lines.collect() }
}

/// What stands in front of a line, with the colon that sets it apart.
fn lead_of(lead: &str, outside: Outside) -> Option<String> {
    let lead = outside.show(lead);
    let ends = lead.chars().next_back()?;
    Some(if matches!(ends, ':' | '?' | '!' | '.') { lead } else { lead + ":" })
}

fn foot(footer: &Footer, outside: Outside) -> Vec<String> {
    let claims = match (footer.claims_kept, footer.claims_dropped) {
        (1, 0) => "1 claim kept, none dropped".to_owned(),
        (kept, 0) => format!("{kept} claims kept, none dropped"),
        (kept, dropped) => format!("{kept} claims kept, {dropped} dropped"),
    };
    [
        footer.fresh_as_of.map(|date| format!("newest information {}", when::day_of_year(date))),
        Some(format!("engine {}", outside.show(&footer.engine))),
        footer.language_model.as_ref().and_then(|note| model_note(note, outside)),
        Some(claims),
        footer.language_model.as_ref().and_then(spent),
        footer.recording.as_deref().map(|recording| format!("recording {}", outside.show(recording))),
        footer.decide_by.as_ref().map(|instant| format!("accept or reject by {}", when::moment(instant))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `model gpt-5-mini, prompt 3f2a91b0c4de`; nothing where no line is the model's, as a notice says then.
fn model_note(note: &ModelNote, outside: Outside) -> Option<String> {
    let shown = || format!("model {}, prompt {}", outside.show(&note.model), outside.show(&note.prompt));
    note.failure.is_none().then(shown)
}

/// `12,412 tokens, $0.031`; nothing where the endpoint counted none.
fn spent(note: &ModelNote) -> Option<String> {
    let tokens = note.input_tokens.saturating_add(note.output_tokens);
    let cost = note.cost_micro_usd.map(|micro| format!(", {}", price(micro))).unwrap_or_default();
    (tokens > 0).then(|| format!("{} tokens{cost}", phrase::count(tokens)))
}

/// Dollars to the tenth of a cent, for a brief costs a few cents: `$0.031`.
fn price(micro_usd: u64) -> String {
    let tenths = micro_usd.saturating_add(500) / 1000;
    if tenths == 0 && micro_usd > 0 {
        return "under $0.001".to_owned();
    }
    format!("${}.{:03}", tenths / 1000, tenths % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_told_to_the_tenth_of_a_cent() {
        let told = [0, 400, 1_000, 30_600, 1_250_000].map(price);
        assert_eq!(told, ["$0.000", "under $0.001", "$0.001", "$0.031", "$1.250"]);
    }
}
