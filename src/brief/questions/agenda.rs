//! Questions about what is to happen: whether the meeting stands, who comes, what is open, by when.

use super::{About, Question, host, meeting_cites, pick};
use crate::brief::compose::desk::Desk;
use crate::brief::ledger::{Origin, Topic};
use crate::brief::meeting::Standing;
use crate::brief::{phrase, steps, words};
use crate::domain::extraction::{FindingStatus, StepKind};
use crate::domain::{FactId, Instant, Side, StepStatus};

/// The meeting, where booking and call disagree or nothing is fixed.
pub(super) fn meeting(desk: &Desk<'_>) -> Option<Question> {
    let booked = desk.ledger.booking.as_ref().and_then(|booking| booking.starts_at.as_ref());
    let (index, who) = host(desk)?;
    let step = match desk.standing {
        Standing::Moved(step)
        | Standing::Tentative(step)
        | Standing::Declined(step)
        | Standing::Cancelled(step) => desk.cite(Origin::NextStep(step)),
        _ => Vec::new(),
    };
    let at = |instant: &Instant| phrase::moment(instant, desk.year);
    let text = match (desk.standing, booked) {
        (Standing::Moved(step), Some(_)) => {
            let due = desk.ledger.extraction.next_steps.get(step).and_then(|step| step.due.as_ref());
            due.map(|due| format!("Has {who} accepted {}?", desk.when(due)))
        }
        (Standing::Declined(_) | Standing::Cancelled(_), Some(booked)) => {
            Some(format!("Is {} out of {who}'s calendar?", at(booked)))
        }
        (Standing::Tentative(_), Some(booked)) => Some(format!("Will {who} confirm {}?", at(booked))),
        (Standing::NotAgreed, Some(booked)) => {
            Some(format!("Does {who} know of {}, and what for?", at(booked)))
        }
        (Standing::NoCall, Some(_)) => Some(format!("What does {who} expect from this meeting?")),
        _ => None,
    };
    let mut cites: Vec<FactId> = desk.cite(Origin::Person(index));
    cites.extend(step);
    cites.extend(desk.cite(Origin::Meeting));
    let rank = if matches!(desk.standing, Standing::NoCall) { 40 } else { 5 };
    text.map(|text| Question::new(rank, About::Meeting, text, cites))
}

/// Somebody who was to be asked to join, and nobody has said that they do.
pub(super) fn attendance(desk: &Desk<'_>) -> Vec<Question> {
    if matches!(desk.standing, Standing::Declined(_) | Standing::Cancelled(_)) {
        return Vec::new();
    }
    let day =
        desk.meeting_day().map(|day| format!(" on {}", phrase::day(day, desk.year))).unwrap_or_default();
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let agreed =
        steps.filter(|(_, step)| step.status == StepStatus::Agreed && step.kind != StepKind::Delivery);
    agreed
        .filter_map(|(index, step)| {
            let said = step
                .evidence
                .iter()
                .fold(words::padded(&step.action), |all, quote| all + &words::padded(quote.text()));
            let player = to_join(desk, &said)?;
            let person = desk.cast().players.get(player)?;
            let mut cites = desk.cite(Origin::NextStep(index));
            cites.extend(desk.cite(Origin::Person(player)));
            cites.extend(meeting_cites(desk));
            let text = format!("Is {} coming{day}?", person.short);
            Some(Question { person: Some(player), ..Question::new(8, About::Attendance, text, cites) })
        })
        .collect()
}

/// The absent person of whom the words say that they may join.
fn to_join(desk: &Desk<'_>, said: &str) -> Option<usize> {
    let joins = ["join", "bring", " come", "get her", "get him", "last ten", "last half", "attend", "sit in"];
    if !joins.iter().any(|join| said.contains(join)) {
        return None;
    }
    let players = desk.cast().players.iter().enumerate();
    let mut absent = players.filter(|(index, person)| {
        let kept_away = desk.ledger.id(Origin::KeepAway(*index)).is_some();
        !person.on_call && person.is_named() && !kept_away && said.contains(&person.short.to_lowercase())
    });
    absent.next().map(|(index, _)| index)
}

/// Offers that were left open.
pub(super) fn open_steps(desk: &Desk<'_>) -> Vec<Question> {
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let open = steps.filter(|(index, step)| {
        step.status == StepStatus::Proposed && desk.standing != Standing::Tentative(*index)
    });
    open.filter_map(|(index, step)| {
        let action = steps::action(desk.ledger, step).filter(|action| phrase::words(action) <= 8)?;
        let when = step.due.as_ref().map(|due| format!(" for {}", desk.when(due))).unwrap_or_default();
        let (person, who) = host(desk)?;
        let text = format!("{who}, yes or no{when}: {action}?");
        let mut cites = desk.cite(Origin::NextStep(index));
        cites.extend(desk.cite(Origin::Person(person)));
        Some(Question::new(26, About::OpenStep, text, cites))
    })
    .collect()
}

/// Promises of theirs without a day.
pub(super) fn dates(desk: &Desk<'_>) -> Vec<Question> {
    let steps = desk.ledger.extraction.next_steps.iter().enumerate();
    let undated = steps.filter(|(_, step)| step.status == StepStatus::Agreed && step.due.is_none());
    undated
        .filter_map(|(index, step)| {
            if steps::side(desk.ledger, step) == Side::Seller || step.kind == StepKind::Meeting {
                return None;
            }
            let owner = steps::owner(desk.ledger, step)?;
            let action = steps::action(desk.ledger, step).filter(|action| starts_with_verb(action))?;
            let text = format!("By when will {owner} {action}?");
            Some(Question::new(24, About::Date, text, desk.cite(Origin::NextStep(index))))
        })
        .collect()
}

/// Verbs of promises, so that `By when will Ann …?` reads as a sentence.
const VERBS: &str = "ask bring call check confirm find get give introduce look open pass pull return send set share ship sign \
    speak talk tell write forward export brief";

fn starts_with_verb(action: &str) -> bool {
    action.split(' ').next().is_some_and(|first| words::is_in(VERBS, first))
}

/// By when, where neither an event nor a day is known.
pub(super) fn timing(desk: &Desk<'_>) -> Option<Question> {
    let dated = desk.ledger.extraction.triggers.iter().any(|trigger| trigger.due.is_some());
    let known = Topic::Timeline.of(&desk.ledger.extraction).status != FindingStatus::Unknown;
    if !desk.has_call || dated || known {
        return None;
    }
    let pains = desk.ledger.extraction.pains.iter().enumerate();
    let mut counted = pains.filter_map(|(index, pain)| Some((index, pain.impact.as_deref()?.trim())));
    let short = counted
        .find(|(_, impact)| phrase::words(impact) <= 3 && impact.contains(|c: char| c.is_ascii_digit()));
    if let Some((index, impact)) = short {
        let text = format!("Which figure should replace {impact}, and by when?");
        return Some(Question::new(19, About::Timing, text, desk.cite(Origin::Pain(index))));
    }
    let (index, who) = host(desk)?;
    let text = pick(
        &who,
        &[
            format!("By when does {who} want it running, and what happens if not?"),
            format!("What would make {who} act this quarter rather than next?"),
        ],
    );
    Some(Question::new(19, About::Timing, text, desk.cite(Origin::Person(index))))
}
