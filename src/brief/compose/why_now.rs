//! Why this came up now: events and days, the money that is set aside, the time by which they want it.

use crate::domain::FactId;
use crate::domain::brief::Tone;
use crate::domain::extraction::FindingStatus;

use super::super::ledger::{Origin, Topic};
use super::super::{phrase, say};
use super::desk::{Desk, Draft, Item};

/// Triggers shown.
const MAX_TRIGGERS: usize = 3;
/// Words of a quote.
const QUOTE_WORDS: usize = 20;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for index in by_day(desk) {
        if items.len() == MAX_TRIGGERS {
            break;
        }
        let spare = [15, 52, 75].get(items.len()).copied().unwrap_or(75);
        let drafts = trigger(desk, index);
        if !drafts.is_empty() {
            desk.told_triggers.insert(index);
            items.extend(desk.item(spare, drafts));
        }
    }
    for (topic, lead, spare) in [(Topic::Budget, "Money", 12), (Topic::Timeline, "Timing", 51)] {
        if topic.of(&desk.ledger.extraction).status == FindingStatus::Met {
            items.extend(finding(desk, topic, lead, spare));
        }
    }
    items
}

/// Dated triggers by their day, then the others as the call has them.
fn by_day(desk: &Desk<'_>) -> Vec<usize> {
    let triggers = &desk.ledger.extraction.triggers;
    let mut order: Vec<usize> = (0..triggers.len()).collect();
    order.sort_by_key(|index| {
        let due = triggers.get(*index).and_then(|trigger| trigger.due.as_ref());
        (due.is_none(), due.map(crate::domain::Due::date), *index)
    });
    order
}

fn trigger(desk: &Desk<'_>, index: usize) -> Vec<Draft> {
    let Some(trigger) = desk.ledger.extraction.triggers.get(index) else { return Vec::new() };
    let cites: Vec<FactId> = desk.cite(Origin::Trigger(index));
    let lead = trigger.due.as_ref().map(|due| phrase::due(due, desk.year));
    let said = desk.said(Origin::Trigger(index), QUOTE_WORDS, |run| -say::shortness(run) / 3);
    said.into_iter()
        .map(|said| Draft {
            lead: lead.clone(),
            text: said.text,
            tone: Tone::Quote,
            cites: cites.clone(),
            quotes: said.quotes,
        })
        .collect()
}

fn finding(desk: &mut Desk<'_>, topic: Topic, lead: &str, spare: u8) -> Option<Item> {
    let said = desk.said(Origin::Finding(topic), QUOTE_WORDS, |run| -say::shortness(run) / 3)?;
    let cites = desk.cite(Origin::Finding(topic));
    desk.item(
        spare,
        [Draft {
            lead: Some(lead.to_owned()),
            text: said.text,
            tone: Tone::Quote,
            cites,
            quotes: said.quotes,
        }],
    )
}
