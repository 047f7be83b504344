//! Header and footer: rendered from fields, no claims in them.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::brief::{Footer, Header, HeaderPerson};
use crate::domain::{Due, Instant, Transcript};

use super::super::bar;
use super::super::ledger::Ledger;
use super::super::meeting::Standing;
use super::Material;
use super::desk::Desk;

/// People named in the header.
const MAX_NAMES: usize = 6;
/// Notices shown.
const MAX_NOTICES: usize = 4;
/// Hours in which the account executive decides after the meeting.
const DECISION_HOURS: i64 = 48;

/// The head of the brief.
pub(super) fn header(material: &Material<'_>, ledger: &Ledger, desk: &Desk<'_>) -> Header {
    let booking = ledger.booking.as_ref();
    let starts_at = booking.and_then(|booking| booking.starts_at.clone()).or_else(|| agreed_start(desk));
    let starts_at = starts_at.map(|at| at.named_by(material.ae_zone.clone()));
    let starts_at_ae = starts_at.as_ref().zip(material.ae_zone.as_ref()).and_then(|(at, zone)| {
        let theirs = at.in_zone(zone);
        (theirs.zoned().datetime() != at.zoned().datetime()).then_some(theirs)
    });
    let cast = desk.cast();
    let expected = cast.players.iter().enumerate().filter(|(index, _)| desk.expects(*index));
    let people: Vec<HeaderPerson> = expected
        .take(MAX_NAMES)
        .map(|(_, player)| HeaderPerson {
            name: player.name.clone(),
            title: player.title.clone(),
            role: player.role,
        })
        .collect();
    let last = material.dossier.transcripts.last();
    Header {
        account: account_name(ledger),
        starts_at,
        starts_at_ae,
        duration_min: booking.and_then(|booking| booking.duration_min),
        people,
        ae: booking.and_then(|booking| booking.ae.as_ref()).map(|person| person.name.clone()),
        sdr: booking.and_then(|booking| booking.sdr.as_ref()).map(|person| person.name.clone()),
        call_date: call_date(ledger, last),
        call_min: last
            .and_then(Transcript::duration_ms)
            .map(|ms| u32::try_from(ms.div_ceil(60_000)).unwrap_or(u32::MAX)),
        bar: bar::check(material.bar, material.dossier, &ledger.extraction),
    }
}

fn account_name(ledger: &Ledger) -> String {
    let record = ledger.account.as_ref().and_then(|account| account.name.as_deref());
    let booked = ledger.booking.as_ref().and_then(|booking| booking.account.as_ref());
    let booked = booked.and_then(|account| account.name.as_deref().or(account.domain.as_deref()));
    let domain = ledger.account.as_ref().and_then(|account| account.domain.as_deref());
    record.or(booked).or(domain).unwrap_or("Unknown account").to_owned()
}

/// The time agreed on the call, for a handoff without a booking.
fn agreed_start(desk: &Desk<'_>) -> Option<Instant> {
    let (Standing::Agreed(index) | Standing::Moved(index)) = desk.standing else { return None };
    match &desk.ledger.extraction.next_steps.get(index)?.due {
        Some(Due::At(instant)) => Some(instant.clone()),
        _ => None,
    }
}

fn call_date(ledger: &Ledger, last: Option<&Transcript>) -> Option<Date> {
    let booked = ledger.booking.as_ref().and_then(|booking| booking.call_date);
    let started = last.and_then(Transcript::started_at).map(Instant::date);
    last?;
    booked.or(started)
}

/// The foot of the brief; the counts of claims are filled in when the lines are chosen.
pub(super) fn footer(material: &Material<'_>, ledger: &Ledger, desk: &Desk<'_>, header: &Header) -> Footer {
    let last = material.dossier.transcripts.last();
    Footer {
        notices: notices(material, ledger, desk, header),
        engine: material.engine.to_owned(),
        claims_kept: 0,
        claims_dropped: 0,
        decide_by: decide_by(desk, header, material.ae_zone.as_ref()),
        fresh_as_of: fresh_as_of(ledger, header),
        recording: last.map(|call| {
            let short: String = call.sha256().chars().take(8).collect();
            format!("{} {short}", call.format().name())
        }),
        language_model: None,
    }
}

/// The end of the meeting, as booked or as moved on the call, and 48 hours; in the account executive's own zone where it is known.
fn decide_by(desk: &Desk<'_>, header: &Header, ae_zone: Option<&TimeZone>) -> Option<Instant> {
    let moved = agreed_start(desk).filter(|_| matches!(desk.standing, Standing::Moved(_)));
    let start = moved.or_else(|| header.starts_at.clone())?;
    let length = SignedDuration::from_mins(i64::from(header.duration_min.unwrap_or(0)));
    let end = start.zoned().checked_add(length).ok()?;
    let until = Instant::new(end.checked_add(SignedDuration::from_hours(DECISION_HOURS)).ok()?);
    Some(ae_zone.map_or_else(|| until.clone(), |zone| until.in_zone(zone)))
}

fn fresh_as_of(ledger: &Ledger, header: &Header) -> Option<Date> {
    let touches = ledger.touches.iter().map(|touch| touch.at.date());
    let account = ledger.account.as_ref().and_then(|account| account.as_of);
    touches.chain(header.call_date).chain(account).max()
}

fn notices(material: &Material<'_>, ledger: &Ledger, desk: &Desk<'_>, header: &Header) -> Vec<String> {
    let dossier = material.dossier;
    let mut notices: Vec<String> = ledger.intrusions.clone();
    if dossier.transcripts.is_empty() {
        notices.push("No call transcript: pain, people and next steps are not known.".to_owned());
    }
    match desk.standing {
        Standing::Moved(_) | Standing::Cancelled(_) | Standing::Declined(_) if ledger.booking.is_some() => {
            notices.push("The booking is older than the call; the call counts.".to_owned());
        }
        _ => {}
    }
    notices.extend(material.notices.iter().cloned());
    let unread: usize = dossier.transcripts.iter().map(|call| call.skipped().len()).sum();
    if unread > 0 && material.notices.is_empty() {
        notices.push(format!("{unread} places of the transcript could not be read."));
    }
    let unknown = desk.cast().unknown_voices();
    if unknown > 0 {
        notices.push(format!(
            "{unknown} of the voices could not be put on a side; their words prove nothing here."
        ));
    }
    let missing: Vec<&str> = [
        (dossier.booking.is_none(), "booking"),
        (dossier.account.is_none(), "account record"),
        (dossier.touches.is_empty(), "CRM history"),
    ]
    .into_iter()
    .filter_map(|(missing, what)| missing.then_some(what))
    .collect();
    if !missing.is_empty() {
        notices.push(format!("Missing: {}.", missing.join(", ")));
    }
    let invited = desk.cast().players.iter().filter(|player| player.invited()).count();
    if invited > header.people.len() && invited > MAX_NAMES {
        notices.push(format!("{} more are invited.", invited - header.people.len()));
    }
    if notices.len() > MAX_NOTICES {
        let more = notices.len() - MAX_NOTICES;
        notices.truncate(MAX_NOTICES);
        notices.push(format!("And {more} more notices."));
    }
    notices
}
