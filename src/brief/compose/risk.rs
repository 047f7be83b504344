//! What speaks against it: findings that are known not to be so, claims of the CRM that the call does not bear out, objections.

use crate::domain::brief::Tone;
use crate::domain::extraction::FindingStatus;

use super::super::conflicts::ConflictKind;
use super::super::ledger::{Origin, Topic};
use super::desk::{Desk, Draft, Item};

/// Objections shown.
const MAX_OBJECTIONS: usize = 3;
/// Words of a quote.
const QUOTE_WORDS: usize = 13;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (topic, status, lead, spare) in [
        (Topic::Budget, FindingStatus::Unmet, "No budget", 5),
        (Topic::Timeline, FindingStatus::Unmet, "Not now", 6),
        (Topic::Competition, FindingStatus::Unmet, "Locked in", 7),
        (Topic::Need, FindingStatus::Unmet, "No need", 8),
        (Topic::Authority, FindingStatus::Unmet, "Decided elsewhere", 54),
        (Topic::Budget, FindingStatus::Unknown, "Budget open", 26),
    ] {
        if topic.of(&desk.ledger.extraction).status == status {
            items.extend(finding(desk, topic, lead, spare));
        }
    }
    items.extend(claims(desk));
    let mut objections = 0;
    for index in 0..desk.ledger.extraction.objections.len() {
        if objections == MAX_OBJECTIONS {
            break;
        }
        let spare = [27, 65, 70].get(objections).copied().unwrap_or(70);
        let item = objection(desk, index, spare);
        objections += usize::from(item.is_some());
        items.extend(item);
    }
    items
}

fn finding(desk: &mut Desk<'_>, topic: Topic, lead: &str, spare: u8) -> Option<Item> {
    let wants = |run: &str| {
        let lower = run.to_lowercase().replace('’', "'");
        let cues = [
            "n't",
            " no ",
            "not ",
            "don't know",
            "yes or no",
            "until",
            "till",
            "next year",
            "nothing",
            "budget",
        ];
        i32::from(cues.iter().any(|cue| lower.contains(cue))) * 6
    };
    let said = desk.said(Origin::Finding(topic), QUOTE_WORDS, wants);
    let said = said.or_else(|| desk.said(Origin::Finding(topic), QUOTE_WORDS + 8, wants))?;
    let tone = if lead == "Budget open" || topic == Topic::Authority { Tone::Plain } else { Tone::Warning };
    let cites = desk.cite(Origin::Finding(topic));
    desk.item(
        spare,
        [Draft { lead: Some(lead.to_owned()), text: said.text, tone, cites, quotes: said.quotes }],
    )
}

fn claims(desk: &mut Desk<'_>) -> Vec<Item> {
    let ledger = desk.ledger;
    let claims =
        ledger.conflicts.iter().enumerate().filter(|(_, conflict)| conflict.kind == ConflictKind::Claim);
    claims
        .filter_map(|(index, conflict)| {
            let cites = desk.cite(Origin::Conflict(index));
            let text = conflict.text.clone();
            desk.item(0, [Draft { text, tone: Tone::Warning, cites, ..Draft::default() }])
        })
        .collect()
}

fn objection(desk: &mut Desk<'_>, index: usize, spare: u8) -> Option<Item> {
    let said = desk.said(Origin::Objection(index), QUOTE_WORDS, |_| 0);
    let said = said.or_else(|| desk.said(Origin::Objection(index), QUOTE_WORDS + 8, |_| 0))?;
    let cites = desk.cite(Origin::Objection(index));
    let lead = Some("Objection".to_owned());
    desk.item(spare, [Draft { lead, text: said.text, tone: Tone::Quote, cites, quotes: said.quotes }])
}
