//! What to do in the meeting: conflicts about it first, then what was agreed, then whom and which day it has to reach.

use crate::domain::brief::Tone;
use crate::domain::extraction::StepKind;
use crate::domain::{Due, FactId, Quote, Role, StepStatus};

use super::super::conflicts::ConflictKind;
use super::super::ledger::Origin;
use super::super::meeting::Standing;
use super::super::steps;
use super::super::{phrase, say};
use super::desk::{Desk, Draft, Item};

/// Words of what was agreed in the place of a meeting.
const INSTEAD_WORDS: usize = 14;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items = conflicts(desk);
    match desk.standing {
        Standing::Agreed(index) | Standing::Moved(index) => {
            desk.told_steps.insert(index);
            items.extend(agreed(desk, index));
            items.extend(reach(desk));
        }
        Standing::Cancelled(index) | Standing::Declined(index) => {
            desk.told_steps.insert(index);
            items.extend(refused(desk, index, items.is_empty()));
            items.extend(instead(desk));
        }
        Standing::Tentative(index) => {
            desk.told_steps.insert(index);
            items.extend(tentative(desk, index, items.is_empty()));
            items.extend(reach(desk));
        }
        Standing::NotAgreed => {
            if items.is_empty() {
                items.extend(nothing_agreed(desk));
            }
            items.extend(instead(desk));
        }
        Standing::NoCall => items.extend(booked_only(desk)),
    }
    items
}

/// Conflicts about time, person and company of the meeting.
fn conflicts(desk: &mut Desk<'_>) -> Vec<Item> {
    let ledger = desk.ledger;
    let conflicts = ledger.conflicts.iter().enumerate();
    let chosen = conflicts.filter(|(_, conflict)| conflict.kind != ConflictKind::Claim);
    chosen
        .filter_map(|(index, conflict)| {
            let cites = desk.cite(Origin::Conflict(index));
            let draft = |text: &str, quotes: Vec<Quote>| Draft {
                text: text.to_owned(),
                tone: Tone::Warning,
                cites: cites.clone(),
                quotes,
                ..Draft::default()
            };
            let whole = draft(&conflict.text, conflict.quotes.clone());
            let short = conflict.short.as_deref().map(|text| draft(text, Vec::new()));
            desk.item(0, [whole].into_iter().chain(short))
        })
        .collect()
}

/// The agreed meeting: what it is for and when.
fn agreed(desk: &mut Desk<'_>, index: usize) -> Option<Item> {
    let step = desk.ledger.extraction.next_steps.get(index)?;
    let when = step.due.as_ref().map(|due| desk.when(due));
    let when = match (when, step.due_ambiguous) {
        (Some(when), true) => format!(", {when} (the words allow another day)"),
        (Some(when), false) => format!(", {when}"),
        (None, _) => ", no time said".to_owned(),
    };
    let when = if matches!(desk.standing, Standing::Moved(_)) { String::new() } else { when };
    let cites: Vec<FactId> =
        desk.cite(Origin::NextStep(index)).into_iter().chain(desk.cite(Origin::Meeting)).collect();
    let title = desk.ledger.booking.as_ref().and_then(|booking| booking.title.as_deref());
    let title = title.and_then(|title| steps::quoted_title(title, desk.account()));
    let said = desk.said(Origin::NextStep(index), 14, steps::about_a_meeting);
    let mut drafts = Vec::new();
    let draft =
        |text: String, quotes: Vec<Quote>| Draft { text, cites: cites.clone(), quotes, ..Draft::default() };
    if let Some(action) = steps::action(desk.ledger, step) {
        drafts.push(draft(format!("Agreed: {action}{when}."), Vec::new()));
    }
    let title_holds = match desk.standing {
        Standing::Moved(_) => !steps::is_call_back(step) && step.evidence.iter().any(steps::moves),
        _ => true,
    };
    if let Some(title) = title.filter(|_| title_holds) {
        drafts.push(draft(format!("Agreed: {title}{when}."), Vec::new()));
    }
    if let Some(said) = &said {
        drafts.push(draft(format!("Meeting agreed{when}: {}", said.text), said.quotes.clone()));
    }
    if !matches!(desk.standing, Standing::Moved(_)) {
        drafts.push(draft(format!("Meeting agreed{when}."), Vec::new()));
    }
    if drafts.is_empty() { None } else { desk.item(0, drafts) }
}

/// The refusal, where no conflict with a booking says it already.
fn refused(desk: &mut Desk<'_>, index: usize, alone: bool) -> Option<Item> {
    if !alone {
        return None;
    }
    let said = say::answer(desk.ledger, index);
    let words = said.as_ref().map_or_else(|| ".".to_owned(), |said| format!(": {}", said.text));
    desk.item(
        0,
        [Draft {
            text: format!("No meeting agreed on the call; it was declined{words}"),
            tone: Tone::Warning,
            cites: desk.cite(Origin::NextStep(index)),
            quotes: said.map(|said| said.quotes).unwrap_or_default(),
            ..Draft::default()
        }],
    )
}

/// A meeting that was only proposed.
fn tentative(desk: &mut Desk<'_>, index: usize, alone: bool) -> Option<Item> {
    let step = desk.ledger.extraction.next_steps.get(index)?;
    let when = step.due.as_ref().map(|due| format!(" for {}", desk.when(due))).unwrap_or_default();
    let what = steps::action(desk.ledger, step);
    let said = say::answer(desk.ledger, index);
    let cites = desk.cite(Origin::NextStep(index));
    let mut drafts = Vec::new();
    if alone {
        if let Some(said) = &said {
            drafts.push(Draft {
                text: format!("No meeting agreed on the call; one was proposed{when}: {}", said.text),
                tone: Tone::Warning,
                cites: cites.clone(),
                quotes: said.quotes.clone(),
                ..Draft::default()
            });
        }
        drafts.push(Draft {
            text: format!("No meeting agreed on the call; one was proposed{when}."),
            tone: Tone::Warning,
            cites,
            ..Draft::default()
        });
    } else if let Some(what) = what {
        drafts.push(Draft { text: format!("Proposed, not agreed: {what}."), cites, ..Draft::default() });
    }
    if drafts.is_empty() { None } else { desk.item(0, drafts) }
}

/// No meeting, and no booking that says otherwise.
fn nothing_agreed(desk: &mut Desk<'_>) -> Option<Item> {
    let open = |desk: &Desk<'_>, index: usize| desk.cite(Origin::NextStep(index));
    let cites = (0..desk.ledger.extraction.next_steps.len())
        .map(|index| open(desk, index))
        .find(|cites| !cites.is_empty());
    let known = cites.or_else(|| Some(desk.cite(Origin::Meeting)).filter(|cites| !cites.is_empty()));
    let draft = match known {
        Some(cites) => Draft {
            text: "No meeting agreed on the call.".to_owned(),
            tone: Tone::Warning,
            cites,
            ..Draft::default()
        },
        None => Draft {
            text: "No meeting agreed on the call: is there a next step at all?".to_owned(),
            tone: Tone::Question,
            ..Draft::default()
        },
    };
    desk.item(0, [draft])
}

/// What was agreed in the place of a meeting: a call back, an introduction.
fn instead(desk: &mut Desk<'_>) -> Option<Item> {
    let steps = &desk.ledger.extraction.next_steps;
    let rank = |index: usize| {
        let step = steps.get(index)?;
        let free = step.status == StepStatus::Agreed
            && !desk.told_steps.contains(&index)
            && !steps::is_unclear(desk, index, INSTEAD_WORDS);
        let date = step.due.as_ref().map(Due::date);
        // The next contact counts more than a thing that is sent meanwhile, a later thing more than one of the same day.
        let contact = step.kind == StepKind::Meeting || steps::is_call_back(step);
        let later = date.map(std::cmp::Reverse).filter(|_| !contact);
        free.then(|| (!contact, date.is_none(), later, date, index))
    };
    let index = (0..steps.len()).filter_map(rank).min()?.4;
    let step = steps.get(index)?;
    let drafts = steps::drafts(desk, index, INSTEAD_WORDS)
        .into_iter()
        .map(|draft| Draft { lead: Some("Agreed instead".to_owned()), ..draft })
        .collect::<Vec<_>>();
    if step.due.is_none() && step.kind == StepKind::Delivery {
        return None;
    }
    desk.told_steps.insert(index);
    desk.item(0, drafts)
}

/// Whom the meeting has to reach, and by which day.
fn reach(desk: &mut Desk<'_>) -> Option<Item> {
    let (date, by) = turning_day(desk).unzip();
    let before = date.map(|date| format!(" before {}", phrase::day(date, desk.year))).unwrap_or_default();
    let target = decider(desk);
    let mut cites: Vec<FactId> = by.into_iter().flatten().collect();
    let Some(index) = target else {
        let date = date?;
        let text = format!("The day that counts: {}.", phrase::day(date, desk.year));
        return desk.item(0, [Draft { text, cites, ..Draft::default() }]);
    };
    let player = desk.cast().players.get(index)?;
    let (role, invited, on_call) = (player.role.label(), player.invited(), player.on_call);
    cites.extend(desk.cite(Origin::Person(index)));
    let kept_away = desk.ledger.id(Origin::KeepAway(index));
    cites.extend(kept_away);
    let refused = declined_about(desk, index);
    cites.extend(refused);
    let title = player.title.clone().filter(|title| phrase::words(title) <= TITLE_WORDS);
    let title = title.filter(|_| !desk.introduced.contains(&index));
    let name = desk.mention(index);
    let titled = title.map(|title| format!("{title}, {role}"));
    let ways = titled.into_iter().chain([role.to_owned()]).map(|part| {
        let text = if kept_away.is_some() || refused.is_some() {
            format!("Leave with a word on when {name} ({part}) comes in{before}; not yet, they said.")
        } else if invited || on_call {
            format!("{name} ({part}) is in the room: leave with a decision or its date{before}.")
        } else {
            format!("Leave with a dated step that brings in {name} ({part}){before}.")
        };
        Draft { text, cites: cites.clone(), ..Draft::default() }
    });
    let ways: Vec<Draft> = ways.collect();
    desk.item(12, ways)
}

/// Words of a job title beside a name.
const TITLE_WORDS: usize = 4;

/// Who decides: the economic buyer, otherwise an individual decision maker.
fn decider(desk: &Desk<'_>) -> Option<usize> {
    let players = &desk.cast().players;
    let by = |role: Role| players.iter().position(|player| player.role == role && player.is_named());
    let holder = by(Role::EconomicBuyer);
    let kept_away = holder.is_some_and(|index| desk.ledger.id(Origin::KeepAway(index)).is_some());
    let present = players.iter().position(|player| player.role == Role::DecisionMaker && player.on_call);
    present.filter(|_| kept_away).or(holder).or_else(|| by(Role::DecisionMaker))
}

/// The declined step in which bringing in that person was refused.
fn declined_about(desk: &Desk<'_>, player: usize) -> Option<FactId> {
    let short = desk.cast().players.get(player).map(|player| player.short.as_str())?;
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let about = |action: &str| action.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
    let (index, _) =
        steps.filter(|(_, step)| step.status == StepStatus::Declined).find(|(index, step)| {
            let said = desk.ledger.quotes(Origin::NextStep(*index));
            about(&step.action) || said.iter().any(|quote| about(quote.text()))
        })?;
    desk.ledger.id(Origin::NextStep(index))
}

/// The first day named as a trigger that is not before the meeting.
fn turning_day(desk: &Desk<'_>) -> Option<(jiff::civil::Date, Vec<FactId>)> {
    let meeting = desk.meeting_day();
    let days = desk.ledger.extraction.triggers.iter().enumerate();
    let days = days.filter_map(|(index, trigger)| Some((trigger.due.as_ref()?.date(), index)));
    let (date, index) = days.filter(|(date, _)| meeting.is_none_or(|meeting| *date > meeting)).min()?;
    Some((date, desk.cite(Origin::Trigger(index))))
}

/// Only a booking is known.
fn booked_only(desk: &mut Desk<'_>) -> Option<Item> {
    let booking = desk.ledger.booking.as_ref()?;
    let when = booking.starts_at.as_ref().map(|at| phrase::moment(at, desk.year));
    let title = booking.title.as_deref().and_then(|title| steps::quoted_title(title, desk.account()));
    let text = match (title, when) {
        (Some(title), Some(when)) => format!("Booked: {title}, {when}; no call on record says what for."),
        (Some(title), None) => format!("Booked: {title}; no call on record says what for."),
        (None, Some(when)) => format!("Booked for {when}; no call on record says what for."),
        (None, None) => return None,
    };
    desk.item(0, [Draft { text, cites: desk.cite(Origin::Meeting), ..Draft::default() }])
}
