//! Turns every part of dossier and extraction into a fact.

use crate::domain::extraction::FindingStatus;
use crate::domain::{Account, Booking, Due, Evidence, FactKind, NextStep, Quote, Quotes};

use super::super::cast::same_person;
use super::{Ledger, Origin, Topic};

/// Adds the facts in a fixed order: meeting, people, what the call says, account, touches.
pub(super) fn fill(ledger: &mut Ledger) {
    let (booking, account) = (ledger.booking.clone(), ledger.account.clone());
    if let Some(booking) = &booking {
        meeting(ledger, booking);
    }
    people(ledger, booking.as_ref());
    call(ledger, booking.as_ref());
    if let Some(account) = &account {
        account_facts(ledger, account);
    }
    for (index, touch) in ledger.touches.clone().into_iter().enumerate() {
        let summary = touch.summary.unwrap_or_default();
        let text = if summary.is_empty() { "Prior contact".to_owned() } else { summary.clone() };
        let evidence = Evidence::Touch {
            at: touch.at,
            channel: touch.channel,
            direction: touch.direction,
            who: touch.who,
            summary,
        };
        ledger.add(Origin::Touch(index), FactKind::Touch, text, vec![evidence], Vec::new());
    }
}

fn meeting(ledger: &mut Ledger, booking: &Booking) {
    let mut fields: Vec<(&str, String)> = Vec::new();
    fields.extend(booking.starts_at.iter().map(|at| ("starts_at", at.to_rfc3339())));
    fields.extend(booking.duration_min.iter().map(|minutes| ("duration_min", minutes.to_string())));
    fields.extend(booking.title.iter().map(|title| ("title", title.clone())));
    fields.extend(booking.ae.iter().map(|ae| ("ae", ae.name.clone())));
    fields.extend(booking.sdr.iter().map(|sdr| ("sdr", sdr.name.clone())));
    fields.extend(booking.call_date.iter().map(|date| ("call_date", date.to_string())));
    let attendees: Vec<&str> =
        booking.attendees.iter().filter_map(|attendee| attendee.name.as_deref()).collect();
    if !attendees.is_empty() {
        fields.push(("attendees", attendees.join(", ")));
    }
    if fields.is_empty() {
        return;
    }
    let text = booking.title.clone().unwrap_or_else(|| "Booked meeting".to_owned());
    let evidence = fields.into_iter().map(|(field, value)| booking_field(field, value)).collect();
    ledger.add(Origin::Meeting, FactKind::Meeting, text, evidence, Vec::new());
}

fn people(ledger: &mut Ledger, booking: Option<&Booking>) {
    let players = ledger.cast.players.clone();
    for (index, player) in players.iter().enumerate() {
        let mut evidence = Vec::new();
        if let Some(stakeholder) = player.stakeholder.and_then(|at| ledger.extraction.stakeholders.get(at)) {
            evidence.extend(quotes(stakeholder.evidence.as_slice()));
        }
        let attendee = booking.and_then(|booking| booking.attendees.get(player.attendee?));
        if let Some(attendee) = attendee {
            let parts = [attendee.name.as_deref(), attendee.title.as_deref(), attendee.email.as_deref()];
            let value: Vec<&str> = parts.into_iter().flatten().collect();
            evidence.push(booking_field("attendees", value.join(", ")));
        }
        let title = player.title.as_deref().map(|title| format!(", {title}")).unwrap_or_default();
        let where_ = if player.on_call { "on the call" } else { "not on the call" };
        let text = format!("{}{title}: {}, {where_}", player.name, player.role);
        ledger.add(Origin::Person(index), FactKind::Person, text, evidence, Vec::new());
    }
}

fn call(ledger: &mut Ledger, booking: Option<&Booking>) {
    let extraction = ledger.extraction.clone();
    for (index, pain) in extraction.pains.iter().enumerate() {
        let text = match &pain.impact {
            Some(impact) => format!("{} ({impact})", pain.statement),
            None => pain.statement.clone(),
        };
        ledger.add(Origin::Pain(index), FactKind::Pain, text, all(&pain.evidence), Vec::new());
    }
    for (index, trigger) in extraction.triggers.iter().enumerate() {
        let dues = trigger.due.iter().cloned().collect();
        let evidence = all(&trigger.evidence);
        ledger.add(Origin::Trigger(index), FactKind::Trigger, trigger.statement.clone(), evidence, dues);
    }
    for (index, step) in extraction.next_steps.iter().enumerate() {
        let mut evidence = all(&step.evidence);
        evidence.extend(owner_fields(step, booking));
        let dues = step.due.iter().cloned().collect();
        ledger.add(Origin::NextStep(index), FactKind::NextStep, step_text(step), evidence, dues);
    }
    for topic in Topic::ALL {
        let finding = topic.of(&extraction);
        if !finding.evidence.is_empty() {
            let status = match finding.status {
                FindingStatus::Met => "met",
                FindingStatus::Unmet => "unmet",
                FindingStatus::Unknown => "not established",
            };
            let text = format!("{topic:?}: {status}");
            let evidence = quotes(&finding.evidence).collect();
            ledger.add(Origin::Finding(topic), FactKind::Qualification, text, evidence, Vec::new());
        }
    }
    for (index, objection) in extraction.objections.iter().enumerate() {
        let evidence = all(&objection.evidence);
        let text = objection.statement.clone();
        ledger.add(Origin::Objection(index), FactKind::Objection, text, evidence, Vec::new());
    }
    for (index, alternative) in extraction.alternatives.iter().enumerate() {
        let use_ = if alternative.in_use { "in use" } else { "looked at" };
        let text = format!("{} ({use_})", alternative.name);
        let evidence = all(&alternative.evidence);
        ledger.add(Origin::Alternative(index), FactKind::Alternative, text, evidence, Vec::new());
    }
}

fn step_text(step: &NextStep) -> String {
    let owner = step.owner.as_deref().map(|owner| format!(", {owner}")).unwrap_or_default();
    let due = step.due.as_ref().map(|due| format!(", {due}")).unwrap_or_default();
    format!("{} ({}{owner}{due})", step.action, step.status)
}

/// The fields of the booking that name the owner of a step: they prove the full name behind "I'll send it".
fn owner_fields(step: &NextStep, booking: Option<&Booking>) -> Vec<Evidence> {
    let (Some(owner), Some(booking)) = (step.owner.as_deref(), booking) else { return Vec::new() };
    let sellers = [("ae", booking.ae.as_ref()), ("sdr", booking.sdr.as_ref())];
    let sellers = sellers
        .into_iter()
        .filter_map(|(field, person)| Some((field, person?.name.as_str())))
        .filter(|(_, name)| same_person(name, owner))
        .map(|(field, name)| booking_field(field, name.to_owned()));
    let buyers = booking
        .attendees
        .iter()
        .filter_map(|attendee| attendee.name.as_deref())
        .filter(|name| same_person(name, owner))
        .map(|name| booking_field("attendees", name.to_owned()));
    sellers.chain(buyers).collect()
}

fn account_facts(ledger: &mut Ledger, account: &Account) {
    let fields = [
        ("industry", account.industry.clone()),
        ("hq", account.hq.clone()),
        ("employees", account.employees.map(|number| number.to_string())),
        ("revenue_usd", account.revenue_usd.map(|number| format!("{number}"))),
        ("funding", account.funding.clone()),
    ];
    let field = |field: &str, value: String| Evidence::AccountFact {
        field: field.to_owned(),
        value,
        as_of: account.as_of,
    };
    let record: Vec<Evidence> = fields
        .into_iter()
        .filter_map(|(name, value)| Some(field(name, value.filter(|value| !value.trim().is_empty())?)))
        .collect();
    let dues: Vec<Due> = account.as_of.into_iter().map(Due::Day).collect();
    if !record.is_empty() {
        let text = "The account record".to_owned();
        ledger.add(Origin::Account, FactKind::Account, text, record, dues.clone());
    }
    if !account.tech.is_empty() {
        let tech = account.tech.join(", ");
        let text = format!("On record: {tech}");
        ledger.add(Origin::Tech, FactKind::Account, text, vec![field("tech", tech)], dues);
    }
    for (index, news) in account.news.iter().enumerate() {
        let evidence = Evidence::AccountFact {
            field: "news".to_owned(),
            value: news.headline.clone(),
            as_of: news.date,
        };
        let dues = news.date.into_iter().map(Due::Day).collect();
        ledger.add(Origin::News(index), FactKind::Account, news.headline.clone(), vec![evidence], dues);
    }
}

fn all(evidence: &Quotes) -> Vec<Evidence> {
    quotes(evidence.as_slice()).collect()
}

fn quotes(quotes: &[Quote]) -> impl Iterator<Item = Evidence> + '_ {
    quotes.iter().cloned().map(Evidence::Quote)
}

fn booking_field(field: &str, value: String) -> Evidence {
    Evidence::BookingField { field: field.to_owned(), value }
}
