//! Two sources that disagree: the booking and the call, the CRM and the call, the booking and the account record.

use crate::domain::extraction::FindingStatus;
use crate::domain::{Due, Evidence, Instant, NextStep, Quote, Touch, Transcript};

use super::cast::{Player, fold};
use super::ledger::{Ledger, Origin, Topic};
use super::meeting::{self, Standing, standing};
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
    /// The same without the words that show it, where there are such.
    pub short: Option<String>,
    /// What either side rests on.
    pub evidence: Vec<Evidence>,
    /// Days and moments that the call was understood to mean.
    pub dues: Vec<Due>,
    /// The words shown, so that they are not shown again.
    pub quotes: Vec<Quote>,
}

impl Conflict {
    fn new(kind: ConflictKind, text: String, evidence: Vec<Evidence>) -> Self {
        Self { kind, text, short: None, evidence, dues: Vec::new(), quotes: Vec::new() }
    }
}

/// Every disagreement, the most urgent first.
pub fn find(calls: &[Transcript], ledger: &Ledger) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    conflicts.extend(of_meeting(calls, ledger));
    conflicts.extend(person(calls, ledger));
    conflicts.extend(account(ledger));
    conflicts.extend(claims(ledger));
    conflicts
}

/// The meeting stands otherwise than the booking says.
fn of_meeting(calls: &[Transcript], ledger: &Ledger) -> Option<Conflict> {
    let booked = ledger.booking.as_ref()?.starts_at.as_ref()?;
    let says = format!("Booking says {}", phrase::moment(booked, None));
    let field = Evidence::BookingField { field: "starts_at".to_owned(), value: booked.to_rfc3339() };
    let standing = standing(ledger, !calls.is_empty(), ledger.call_day);
    let index = match standing {
        Standing::Agreed(_) | Standing::NoCall => return None,
        Standing::NotAgreed => {
            let text = format!("{says}; no meeting was agreed on the call.");
            return Some(Conflict::new(ConflictKind::Meeting, text, vec![field]));
        }
        Standing::Moved(index)
        | Standing::Cancelled(index)
        | Standing::Declined(index)
        | Standing::Tentative(index) => index,
    };
    let step = ledger.extraction.next_steps.get(index)?;
    let outcome = match standing {
        Standing::Moved(_) => moved(step, booked)?,
        Standing::Cancelled(_) => "on the call it was called off".to_owned(),
        Standing::Tentative(_) => "on the call it was only proposed".to_owned(),
        _ => "on the call the meeting was declined".to_owned(),
    };
    let needs_words = !matches!(standing, Standing::Moved(_)) || !step.evidence.iter().any(steps::moves);
    let said = match standing {
        Standing::Cancelled(_) => say::answer_with(ledger, index, meeting::calls_off),
        _ => say::answer(ledger, index).filter(|_| needs_words),
    };
    let short = format!("{says}; {outcome}.");
    let text = said.as_ref().map(|said| format!("{says}; {outcome}: {}", said.text));
    let mut evidence = vec![field];
    evidence.extend(ledger.quotes(Origin::NextStep(index)).into_iter().cloned().map(Evidence::Quote));
    Some(Conflict {
        short: text.is_some().then(|| short.clone()),
        dues: step.due.iter().cloned().collect(),
        quotes: said.map(|said| said.quotes).unwrap_or_default(),
        ..Conflict::new(ConflictKind::Meeting, text.unwrap_or(short), evidence)
    })
}

/// `on the call they moved it to Tue 16 Jun 13:00`.
fn moved(step: &NextStep, booked: &Instant) -> Option<String> {
    let year = Some(booked.date().year());
    let when = match step.due.as_ref()? {
        Due::Day(date) => phrase::day(*date, year),
        Due::At(instant) => phrase::moment_beside(instant, booked, year),
    };
    let verb = if step.due_ambiguous {
        "the call may mean"
    } else if step.evidence.iter().any(steps::moves) {
        "on the call they moved it to"
    } else if steps::is_call_back(step) {
        "on the call they agreed on a call back"
    } else {
        "on the call they agreed on"
    };
    Some(format!("{verb} {when}"))
}

/// Nobody of those booked was on the call.
fn person(calls: &[Transcript], ledger: &Ledger) -> Option<Conflict> {
    let players = &ledger.cast.players;
    let booked: Vec<&Player> = players.iter().filter(|player| player.invited()).collect();
    if calls.is_empty() || booked.is_empty() || booked.iter().any(|player| player.on_call) {
        return None;
    }
    let spoke = players.iter().find(|player| player.on_call && player.is_named())?;
    let stakeholder = ledger.extraction.stakeholders.get(spoke.stakeholder?)?;
    let names: Vec<String> = booked.iter().map(|player| player.name.clone()).collect();
    let mut evidence =
        vec![Evidence::BookingField { field: "attendees".to_owned(), value: names.join(", ") }];
    evidence.extend(stakeholder.evidence.iter().cloned().map(Evidence::Quote));
    let shown: Vec<String> = names.iter().take(MAX_NAMES).cloned().collect();
    let others = if names.len() > MAX_NAMES { " and others" } else { "" };
    let text = format!("Booking is with {}{others}; the call was with {}.", phrase::list(&shown), spoke.name);
    Some(Conflict::new(ConflictKind::Person, text, evidence))
}

/// Names in one line.
const MAX_NAMES: usize = 3;

/// The booking and the account record name different companies.
fn account(ledger: &Ledger) -> Option<Conflict> {
    let booked = ledger.booking.as_ref()?.account.as_ref()?.name.as_deref()?;
    let account = ledger.account.as_ref()?;
    let record = account.name.as_deref()?;
    let (left, right) = (letters(booked), letters(record));
    if left.is_empty() || right.is_empty() || left.contains(&right) || right.contains(&left) {
        return None;
    }
    let field = |field: &str, value: &str| (field.to_owned(), value.to_owned());
    let (name, value) = field("account", booked);
    let booking = Evidence::BookingField { field: name, value };
    let (name, value) = field("name", record);
    let on_record = Evidence::AccountFact { field: name, value, as_of: account.as_of };
    let text = format!("Booking is for {booked}; the account record is {record}.");
    Some(Conflict::new(ConflictKind::Account, text, vec![booking, on_record]))
}

fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Notes of the CRM that claim what the call does not show, the newest first and no more than [`MAX_CLAIMS`].
fn claims(ledger: &Ledger) -> Vec<Conflict> {
    let touches = ledger.touches.iter().rev();
    touches.filter_map(|touch| unsupported(ledger, touch)).take(MAX_CLAIMS).collect()
}

/// Claims shown.
const MAX_CLAIMS: usize = 2;

fn unsupported(ledger: &Ledger, touch: &Touch) -> Option<Conflict> {
    let summary = touch.summary.as_deref()?;
    let (topic, claim) = claim(summary)?;
    let finding = topic.of(&ledger.extraction);
    let shown = match finding.status {
        FindingStatus::Met => return None,
        FindingStatus::Unmet => "the call says otherwise",
        FindingStatus::Unknown => "the call does not show it",
    };
    let mut evidence = vec![Evidence::Touch {
        at: touch.at.clone(),
        channel: touch.channel,
        direction: touch.direction,
        who: touch.who.clone(),
        summary: summary.to_owned(),
    }];
    evidence.extend(finding.evidence.iter().cloned().map(Evidence::Quote));
    let day = phrase::day(touch.at.date(), None);
    let text = format!("CRM note of {day} says “{claim}”; {shown}.");
    Some(Conflict::new(ConflictKind::Claim, text, evidence))
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
