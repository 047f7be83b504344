//! Two sources that disagree: the booking and the call, the CRM and the call, the booking and the account record.

use crate::domain::extraction::FindingStatus;
use crate::domain::{Due, Evidence, Quote, Transcript};

use super::cast::fold;
use super::ledger::{Ledger, Topic};
use super::meeting::{Standing, standing};
use super::{phrase, say, steps};

/// What disagrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// The meeting's time, or whether it takes place at all.
    Meeting,
    /// With whom the meeting is.
    Person,
    /// Which company it is.
    Account,
    /// A claim of the CRM that the call does not bear out.
    Claim,
}

/// A disagreement, shown as one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What disagrees.
    pub kind: ConflictKind,
    /// Both sides of it in one line.
    pub text: String,
    /// What either side rests on.
    pub evidence: Vec<Evidence>,
    /// Days and moments that the call was understood to mean.
    pub dues: Vec<Due>,
    /// The words shown, so that they are not shown again.
    pub quotes: Vec<Quote>,
}

/// Every disagreement, the most urgent first.
pub fn find(calls: &[Transcript], ledger: &Ledger) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    conflicts.extend(meeting(calls, ledger));
    conflicts.extend(person(calls, ledger));
    conflicts.extend(account(ledger));
    conflicts.extend(claims(ledger).into_iter().take(2));
    conflicts
}

fn meeting(calls: &[Transcript], ledger: &Ledger) -> Option<Conflict> {
    let booked = ledger.booking.as_ref()?.starts_at.as_ref()?;
    let year = Some(booked.date().year());
    let says = format!("Booking says {}", phrase::moment(booked, None));
    let field = Evidence::BookingField { field: "starts_at".to_owned(), value: booked.to_string() };
    let standing = standing(ledger, !calls.is_empty(), ledger.call_day);
    let index = match standing {
        Standing::Agreed(_) | Standing::NoCall => return None,
        Standing::NotAgreed => {
            return Some(Conflict {
                kind: ConflictKind::Meeting,
                text: format!("{says}; no meeting was agreed on the call."),
                evidence: vec![field],
                dues: Vec::new(),
                quotes: Vec::new(),
            });
        }
        Standing::Moved(index)
        | Standing::Cancelled(index)
        | Standing::Declined(index)
        | Standing::Tentative(index) => index,
    };
    let step = ledger.extraction.next_steps.get(index)?;
    let moves = step.evidence.iter().any(steps::moves);
    let said = match standing {
        Standing::Moved(_) if moves => None,
        _ => say::answer(ledger, step.evidence.as_slice(), 18),
    };
    let words = said.as_ref().map_or_else(|| ".".to_owned(), |said| format!(": {}", said.text));
    let text = match (standing, &step.due) {
        (Standing::Moved(_), Some(due)) => {
            let when = match due {
                Due::Day(date) => phrase::day(*date, year),
                Due::At(instant) => phrase::moment_beside(instant, booked, year),
            };
            let verb = match (step.due_ambiguous, moves, steps::is_call_back(step)) {
                (true, ..) => "the call may mean",
                (_, true, _) => "on the call they moved it to",
                (_, _, true) => "on the call they agreed on a call back",
                _ => "on the call they agreed on",
            };
            format!("{says}; {verb} {when}{words}")
        }
        (Standing::Cancelled(_), _) => format!("{says}; on the call it was called off{words}"),
        (Standing::Tentative(_), _) => format!("{says}; on the call it was only proposed{words}"),
        _ => format!("{says}; on the call the meeting was declined{words}"),
    };
    let mut evidence = vec![field];
    evidence.extend(step.evidence.iter().cloned().map(Evidence::Quote));
    Some(Conflict {
        kind: ConflictKind::Meeting,
        text,
        evidence,
        dues: step.due.iter().cloned().collect(),
        quotes: said.map(|said| said.quotes).unwrap_or_default(),
    })
}

/// Nobody of those booked was on the call.
fn person(calls: &[Transcript], ledger: &Ledger) -> Option<Conflict> {
    if calls.is_empty() {
        return None;
    }
    let booked: Vec<&str> = ledger
        .cast
        .players
        .iter()
        .filter(|player| player.invited())
        .map(|player| player.name.as_str())
        .collect();
    let missing = ledger.cast.players.iter().all(|player| !player.invited() || !player.on_call);
    let spoke = ledger
        .cast
        .players
        .iter()
        .enumerate()
        .find(|(_, player)| player.on_call && !player.invited() && player.is_named());
    let (Some((_, spoke)), false, true) = (spoke, booked.is_empty(), missing) else { return None };
    let stakeholder = ledger.extraction.stakeholders.get(spoke.stakeholder?)?;
    let names: Vec<String> = booked.iter().map(|name| (*name).to_owned()).collect();
    let mut evidence =
        vec![Evidence::BookingField { field: "attendees".to_owned(), value: booked.join(", ") }];
    evidence.extend(stakeholder.evidence.iter().cloned().map(Evidence::Quote));
    Some(Conflict {
        kind: ConflictKind::Person,
        text: format!("Booking is with {}; the call was with {}.", phrase::list(&names), spoke.name),
        evidence,
        dues: Vec::new(),
        quotes: Vec::new(),
    })
}

/// The booking and the account record name different companies.
fn account(ledger: &Ledger) -> Option<Conflict> {
    let booked = ledger.booking.as_ref()?.account.as_ref()?.name.as_deref()?;
    let record = ledger.account.as_ref()?.name.as_deref()?;
    let (left, right) = (letters(booked), letters(record));
    if left.is_empty() || right.is_empty() || left.contains(&right) || right.contains(&left) {
        return None;
    }
    Some(Conflict {
        kind: ConflictKind::Account,
        text: format!("Booking is for {booked}; the account record is {record}."),
        evidence: vec![
            Evidence::BookingField { field: "account".to_owned(), value: booked.to_owned() },
            Evidence::AccountFact {
                field: "name".to_owned(),
                value: record.to_owned(),
                as_of: ledger.account.as_ref().and_then(|account| account.as_of),
            },
        ],
        dues: Vec::new(),
        quotes: Vec::new(),
    })
}

fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Notes of the CRM that claim what the call does not show.
fn claims(ledger: &Ledger) -> Vec<Conflict> {
    let touches = ledger.touches.iter();
    touches
        .filter_map(|touch| {
            let summary = touch.summary.as_deref()?;
            let (topic, claim) = claim(summary)?;
            let finding = topic.of(&ledger.extraction);
            if finding.status == FindingStatus::Met {
                return None;
            }
            let day = phrase::day(touch.at.date(), None);
            let shown = match finding.status {
                FindingStatus::Unmet => "the call says otherwise",
                _ => "the call does not show it",
            };
            let mut evidence = vec![Evidence::Touch {
                at: touch.at.clone(),
                channel: touch.channel,
                direction: touch.direction,
                who: touch.who.clone(),
                summary: summary.to_owned(),
            }];
            evidence.extend(finding.evidence.iter().cloned().map(Evidence::Quote));
            Some(Conflict {
                kind: ConflictKind::Claim,
                text: format!("CRM note of {day} says “{claim}”; {shown}."),
                evidence,
                dues: Vec::new(),
                quotes: Vec::new(),
            })
        })
        .collect()
}

/// What a note claims, in its own words, and which finding would have to bear it out.
fn claim(summary: &str) -> Option<(Topic, String)> {
    let lower = summary.to_lowercase();
    if lower.len() != summary.len() {
        return None;
    }
    let claims: [(Topic, &[&str]); 3] = [
        (
            Topic::Authority,
            &["authority =", "authority:", "decision maker", "decision-maker", "economic buyer"],
        ),
        (
            Topic::Budget,
            &["budget confirmed", "budget approved", "budget =", "budget:", "has budget", "approved budget"],
        ),
        (
            Topic::Need,
            &["hot lead", "ready to buy", "hot'", " hot ", "qualified", "strong interest", "big leak"],
        ),
    ];
    claims.into_iter().find_map(|(topic, cues)| {
        let at = cues.iter().find_map(|cue| lower.find(cue))?;
        Some((topic, clause_around(summary, at)?.to_owned()))
    })
}

/// The words between the nearest stops or quotation marks around a place.
fn clause_around(text: &str, at: usize) -> Option<&str> {
    let is_stop = |place: usize, c: char| match c {
        '.' | ';' | '(' | ')' | '"' | '“' | '”' | '\n' => true,
        // A quotation mark rather than an apostrophe: no letter on one of its sides.
        '\'' | '‘' | '’' => {
            let before = text.get(..place).and_then(|head| head.chars().next_back());
            let after = text.get(place + c.len_utf8()..).and_then(|tail| tail.chars().next());
            !before.is_some_and(char::is_alphanumeric) || !after.is_some_and(char::is_alphanumeric)
        }
        _ => false,
    };
    let stops = text.char_indices().filter(|(place, c)| is_stop(*place, *c));
    let (mut start, mut end) = (0, text.len());
    for (place, c) in stops {
        if place < at {
            start = place + c.len_utf8();
        } else {
            end = place;
            break;
        }
    }
    let clause = text.get(start..end)?.trim().trim_matches([' ', ',', ':']);
    (!clause.is_empty() && phrase::words(clause) <= 12).then_some(clause)
}
