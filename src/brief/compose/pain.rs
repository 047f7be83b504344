//! What hurts, in the buyer's words with speaker and time, and the number they put on it.

use crate::domain::brief::Tone;
use crate::domain::{FactId, Quote};

use super::super::ledger::Origin;
use super::super::{numbers, phrase, say};
use super::desk::{Desk, Draft, Item};

/// Pains with a line of their own.
const MAX_PAINS: usize = 3;
/// Words of a pain's quote.
const QUOTE_WORDS: usize = 22;
/// Words of a quote in the line of further pains.
const SHORT_WORDS: usize = 10;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut rest: Vec<usize> = Vec::new();
    for index in 0..desk.ledger.extraction.pains.len() {
        if items.len() == MAX_PAINS {
            rest.push(index);
            continue;
        }
        let drafts = drafts(desk, index);
        if drafts.is_empty() {
            rest.push(index);
            continue;
        }
        let spare = match items.len() {
            0 => 0,
            1 => 11,
            _ => 55,
        };
        items.extend(desk.item(spare, drafts));
    }
    items.extend(further(desk, &rest));
    items
}

fn drafts(desk: &Desk<'_>, index: usize) -> Vec<Draft> {
    let impact = impact(desk, index);
    let statement = desk.ledger.extraction.pains.get(index).map(|pain| pain.statement.as_str());
    let wants = |run: &str| {
        let counted = impact.as_deref().map_or(0, |impact| shares_number(run, impact) * 8);
        let chosen =
            statement.map_or(0, |statement| match (run.contains(statement), statement.contains(run)) {
                (true, _) => 6,
                (_, true) => 3,
                _ => 0,
            });
        counted + chosen - say::shortness(run) / 2
    };
    let said = desk.said(Origin::Pain(index), QUOTE_WORDS, wants);
    let said = said.or_else(|| desk.said(Origin::Pain(index), QUOTE_WORDS + 12, wants));
    let Some(said) = said else { return Vec::new() };
    let lead = said.first().and_then(|quote| desk.place(quote));
    let cites: Vec<FactId> = desk.cite(Origin::Pain(index));
    let draft = |text: String| Draft {
        lead: lead.clone(),
        text,
        tone: Tone::Quote,
        cites: cites.clone(),
        quotes: said.quotes.clone(),
    };
    let mut drafts = Vec::new();
    if let Some(impact) = impact.filter(|impact| adds_to(&said.text, impact)) {
        drafts.push(draft(format!("{} · {impact}", said.text)));
    }
    drafts.push(draft(said.text.clone()));
    drafts
}

/// The number on a pain, short enough to stand behind a quote.
fn impact(desk: &Desk<'_>, index: usize) -> Option<String> {
    let impact = desk.ledger.extraction.pains.get(index)?.impact.as_deref()?;
    let impact = impact.trim().trim_end_matches('.');
    let short =
        if phrase::words(impact) <= 8 { impact } else { impact.split("; ").next()?.split(", ").next()? };
    (!short.is_empty() && phrase::words(short) <= 10).then(|| short.to_owned())
}

/// Whether a number beside a quote tells more than the quote: money and shares are read faster in figures; other numbers only when the
/// quote does not say them, and only with what they count.
fn adds_to(said: &str, impact: &str) -> bool {
    let measured = impact.contains(['$', '£', '€', '%']);
    let known = numbers::values(said);
    let new = numbers::values(impact).iter().all(|value| !known.contains(value));
    !said.contains(impact) && (measured || (new && impact.contains(' ')))
}

fn shares_number(run: &str, impact: &str) -> i32 {
    let said = numbers::values(run);
    i32::from(numbers::values(impact).iter().any(|value| *value != 1000 && said.contains(value)))
}

/// Pains without a line of their own, in one short line.
fn further(desk: &mut Desk<'_>, rest: &[usize]) -> Option<Item> {
    let mut parts: Vec<String> = Vec::new();
    let mut cites: Vec<FactId> = Vec::new();
    let mut quotes: Vec<Quote> = Vec::new();
    for index in rest.iter().copied() {
        if parts.len() == 2 {
            break;
        }
        let Some(said) = desk.said(Origin::Pain(index), SHORT_WORDS, |_| 0) else { continue };
        if say::telling(&said.text) < 2 {
            continue;
        }
        desk.show(&said.quotes);
        parts.push(said.text);
        cites.extend(desk.cite(Origin::Pain(index)));
        quotes.extend(said.quotes);
    }
    if parts.is_empty() {
        return None;
    }
    let text = parts.join(" · ");
    desk.item(80, [Draft { lead: Some("Also".to_owned()), text, tone: Tone::Quote, cites, quotes }])
}
