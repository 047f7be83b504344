//! What we owe and what they owe, earliest first; what is only proposed; what was declined, with the words of the refusal.

use std::collections::BTreeSet;

use crate::domain::brief::Tone;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, FactId, NextStep, Quote, Side, StepStatus};

use super::super::ledger::Origin;
use super::super::meeting::Standing;
use super::super::{phrase, say, steps};
use super::desk::{Desk, Draft, Item};

/// Declined steps with a line of their own.
const MAX_DECLINED: usize = 3;
/// Words of a promise or a refusal.
const QUOTE_WORDS: usize = 13;

/// Refusals in the line of further ones.
const MAX_SHORT: usize = 3;
/// Words of each.
const SHORT_WORDS: usize = 9;
/// Facts that this line cites.
const MAX_CITES: usize = 6;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut compared = BTreeSet::new();
    tell_echoes(desk, &mut compared);
    for (count, index) in of_status(desk, StepStatus::Agreed).into_iter().enumerate() {
        if steps::is_empty(desk, index, QUOTE_WORDS) || says_nothing_new(desk, index) {
            desk.told_steps.insert(index);
            desk.dropped += 1;
        } else if !desk.told_steps.contains(&index) {
            items.extend(agreed(desk, index, count));
            tell_echoes(desk, &mut compared);
        }
    }
    for (count, index) in of_status(desk, StepStatus::Proposed).into_iter().enumerate() {
        items.extend(proposed(desk, index, count));
    }
    items.extend(declined(desk, &mut compared));
    items
}

/// Whether vague words only repeat a clear promise of the same side for the same day.
fn says_nothing_new(desk: &Desk<'_>, index: usize) -> bool {
    let steps = &desk.ledger.extraction.next_steps;
    let Some(step) = steps.get(index).filter(|_| steps::is_unclear(desk, index, QUOTE_WORDS)) else {
        return false;
    };
    let side = steps::side(desk.ledger, step);
    steps.iter().enumerate().any(|(other_index, other)| {
        other_index != index
            && other.status == StepStatus::Agreed
            && other.due.is_some()
            && other.due == step.due
            && steps::side(desk.ledger, other) == side
            && (desk.told_steps.contains(&other_index) || !steps::is_unclear(desk, other_index, QUOTE_WORDS))
    })
}

/// Steps that only say again what has its line are told with it. `compared` are the told steps whose echoes are known already.
fn tell_echoes(desk: &mut Desk<'_>, compared: &mut BTreeSet<usize>) {
    let steps = &desk.ledger.extraction.next_steps;
    let told: Vec<usize> = desk.told_steps.difference(compared).copied().collect();
    let fresh: Vec<&NextStep> = told.iter().filter_map(|index| steps.get(*index)).collect();
    let meets = matches!(desk.standing, Standing::Agreed(_) | Standing::Moved(_));
    let echoes = steps.iter().enumerate().filter(|(_, step)| {
        // A meeting "on the day of the call" is the agreed one said again with its day misread.
        let today = step.due.as_ref().zip(desk.ledger.call_day).is_some_and(|(due, day)| due.date() <= day);
        let again = meets && today && step.kind == StepKind::Meeting && step.status == StepStatus::Agreed;
        again || fresh.iter().any(|other| steps::is_echo(desk.ledger, other, step))
    });
    let echoes: Vec<usize> = echoes.map(|(index, _)| index).collect();
    compared.extend(told);
    desk.told_steps.extend(echoes);
}

/// The steps of a status that have no line yet, earliest first, ours before theirs on one day.
fn of_status(desk: &Desk<'_>, status: StepStatus) -> Vec<usize> {
    let steps = &desk.ledger.extraction.next_steps;
    let mut order: Vec<usize> = (0..steps.len())
        .filter(|index| {
            steps.get(*index).is_some_and(|step| step.status == status) && !desk.told_steps.contains(index)
        })
        .collect();
    order.sort_by_key(|index| {
        let step = steps.get(*index);
        let due = step.and_then(|step| step.due.as_ref()).map(Due::date);
        let side = step.map(|step| steps::side(desk.ledger, step));
        (due.is_none(), due, side != Some(Side::Seller), *index)
    });
    order
}

fn agreed(desk: &mut Desk<'_>, index: usize, count: usize) -> Option<Item> {
    let step = desk.ledger.extraction.next_steps.get(index)?;
    let lead = match steps::side(desk.ledger, step) {
        Side::Seller => "We",
        Side::Buyer => "They",
        Side::Unknown => "Somebody",
    };
    let undated = step.due.is_none();
    let spare = match count {
        0 | 1 => 10,
        2 => 22,
        3 => 30,
        4 => 51,
        _ => 62,
    };
    let drafts = steps::drafts(desk, index, QUOTE_WORDS);
    let drafts = drafts.into_iter().map(|draft| Draft { lead: Some(lead.to_owned()), ..draft });
    desk.told_steps.insert(index);
    desk.item(spare + if undated { 8 } else { 0 }, drafts.collect::<Vec<_>>())
}

/// Offered and left open: never shown as agreed.
fn proposed(desk: &mut Desk<'_>, index: usize, count: usize) -> Option<Item> {
    let step = desk.ledger.extraction.next_steps.get(index)?;
    let when = step.due.as_ref().map(|due| format!(" · {}", desk.when(due))).unwrap_or_default();
    let answer =
        say::answer(desk.ledger, index).filter(|said| !said.quotes.iter().any(|quote| desk.has_shown(quote)));
    let what = steps::action(desk.ledger, step);
    let mut drafts = Vec::new();
    let cites = desk.cite(Origin::NextStep(index));
    let draft = |text: String, quotes: Vec<Quote>| Draft {
        lead: Some("Not agreed".to_owned()),
        text,
        cites: cites.clone(),
        quotes,
        ..Draft::default()
    };
    if let (Some(what), Some(answer)) = (&what, &answer) {
        drafts.push(draft(format!("{what}{when}: {}", answer.text), answer.quotes.clone()));
    }
    if let Some(answer) = &answer {
        if let Some(asked) = steps::asked(desk, index, answer) {
            let quotes = asked.quotes.iter().chain(&answer.quotes).cloned().collect();
            drafts.push(draft(format!("{} → {}{when}", asked.text, answer.text), quotes));
        }
        drafts.push(draft(format!("{}{when}", answer.text), answer.quotes.clone()));
    }
    if let Some(what) = what {
        drafts.push(draft(format!("{what}{when}"), Vec::new()));
    }
    desk.told_steps.insert(index);
    if drafts.is_empty() { None } else { desk.item(if count == 0 { 20 } else { 62 }, drafts) }
}

/// The first declined steps with the words of the refusal, the others in one line; none is ever left out.
fn declined(desk: &mut Desk<'_>, compared: &mut BTreeSet<usize>) -> Vec<Item> {
    let mut order = of_status(desk, StepStatus::Declined);
    // A refusal in words comes before an offer of which only the offering is known.
    order.sort_by_key(|index| !has_refusal(desk, *index));
    let mut items = Vec::new();
    let mut rest: Vec<usize> = Vec::new();
    for index in order {
        if desk.told_steps.contains(&index) {
            continue;
        }
        if items.len() == MAX_DECLINED {
            rest.push(index);
            continue;
        }
        let drafts = refusal(desk, index);
        desk.told_steps.insert(index);
        tell_echoes(desk, compared);
        match desk.item(0, drafts) {
            Some(item) => items.push(item),
            None => rest.push(index),
        }
    }
    items.extend(also_declined(desk, &rest));
    items
}

fn has_refusal(desk: &Desk<'_>, index: usize) -> bool {
    say::answer(desk.ledger, index).is_some()
}

fn refusal(desk: &Desk<'_>, index: usize) -> Vec<Draft> {
    let Some(step) = desk.ledger.extraction.next_steps.get(index) else { return Vec::new() };
    let answer =
        say::answer(desk.ledger, index).filter(|said| !said.quotes.iter().any(|quote| desk.has_shown(quote)));
    let what = steps::action(desk.ledger, step);
    let cites = desk.cite(Origin::NextStep(index));
    let draft = |text: String, quotes: Vec<Quote>| Draft {
        lead: Some("DECLINED".to_owned()),
        text,
        tone: Tone::Warning,
        cites: cites.clone(),
        quotes,
    };
    let offer = answer.as_ref().and_then(|answer| steps::asked(desk, index, answer));
    let mut drafts = Vec::new();
    if let (Some(what), Some(answer)) = (&what, &answer) {
        drafts.push(draft(format!("{what}: {}", answer.text), answer.quotes.clone()));
    }
    if let (Some(offer), Some(answer)) = (&offer, &answer) {
        let quotes = offer.quotes.iter().chain(&answer.quotes).cloned().collect();
        drafts.push(draft(format!("{} → {}", offer.text, answer.text), quotes));
    }
    if let Some(answer) = &answer {
        drafts.push(draft(answer.text.clone(), answer.quotes.clone()));
    }
    if let Some(what) = what {
        drafts.push(draft(what, Vec::new()));
    }
    let offer = desk.said(Origin::NextStep(index), QUOTE_WORDS, steps::about_a_meeting);
    drafts.extend(offer.map(|offer| draft(offer.text, offer.quotes)));
    drafts
}

/// Refusals without a line of their own, each in a few words.
fn also_declined(desk: &mut Desk<'_>, rest: &[usize]) -> Option<Item> {
    if rest.is_empty() {
        return None;
    }
    let cites: Vec<FactId> = rest.iter().flat_map(|index| desk.cite(Origin::NextStep(*index))).collect();
    let mut parts: Vec<String> = Vec::new();
    let mut quotes: Vec<Quote> = Vec::new();
    for index in rest {
        if parts.len() == MAX_SHORT {
            break;
        }
        let Some(step) = desk.ledger.extraction.next_steps.get(*index) else { continue };
        let action = steps::action(desk.ledger, step).filter(|action| phrase::words(action) <= SHORT_WORDS);
        let said = desk.said(Origin::NextStep(*index), SHORT_WORDS, |_| 0);
        let ways = action.map(|action| (action, Vec::new())).into_iter();
        let mut ways = ways.chain(said.map(|said| (said.text, said.quotes)));
        let chosen = ways.find(|(text, _)| {
            desk.holds(&Draft { text: text.clone(), cites: cites.clone(), ..Draft::default() })
        });
        if let Some((text, shown)) = chosen {
            desk.show(&shown);
            parts.push(text);
            quotes.extend(shown);
        }
    }
    let others = if parts.len() < rest.len() { ", and others" } else { "" };
    let text =
        if parts.is_empty() { "further offers".to_owned() } else { format!("{}{others}", parts.join("; ")) };
    let lead = Some("Also declined".to_owned());
    let cites = cites.into_iter().take(MAX_CITES).collect();
    let drafts = [
        Draft { lead: lead.clone(), text, tone: Tone::Warning, cites, quotes },
        Draft {
            lead,
            text: "further offers".to_owned(),
            tone: Tone::Warning,
            cites: desk.cite(Origin::NextStep(*rest.first()?)),
            quotes: Vec::new(),
        },
    ];
    desk.item(0, drafts)
}
