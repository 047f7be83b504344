use super::*;
use crate::brief::testing::{call, dossier, step, steps as extraction_of};
use crate::domain::extraction::StepKind::{Delivery, Meeting, Other};
use crate::domain::{Dossier, Extraction};
use StepStatus::{Agreed, Declined, Proposed};

const BOOKED: &str = "2026-06-09T10:00:00-04:00";

fn stands(found: Vec<NextStep>) -> Standing {
    stands_with(found, true)
}

fn stands_with(found: Vec<NextStep>, booked: bool) -> Standing {
    let mut dossier = dossier(words());
    if !booked {
        dossier.booking = None;
    }
    standing_of(&dossier, &extraction_of(found))
}

fn standing_of(dossier: &Dossier, extraction: &Extraction) -> Standing {
    let ledger = Ledger::new(dossier, extraction);
    standing(&ledger, !dossier.transcripts.is_empty(), ledger.call_day)
}

fn words() -> crate::domain::Transcript {
    call(&[
        ("Lena Fox", "Could you do a demo with Ann next week?"),
        ("Priya Nair", "That hour is fine with me, yes."),
        ("Priya Nair", "No, I would rather not meet anybody."),
        ("Priya Nair", "Let me think about that one."),
        ("Priya Nair", "Call me in the autumn, then."),
        ("Priya Nair", "Please cancel the one in the calendar."),
    ])
}

fn one(kind: StepKind, status: StepStatus, due: Option<&str>, said: &str) -> NextStep {
    step(&words(), kind, status, due, &[said])
}

#[test]
fn the_booked_hour_agreed_on_the_call_stands() {
    assert_eq!(stands(vec![one(Meeting, Agreed, Some(BOOKED), "That hour is fine")]), Standing::Agreed(0));
    let same_hour_elsewhere = Some("2026-06-09T16:00:00+02:00");
    assert_eq!(
        stands(vec![one(Other, Agreed, same_hour_elsewhere, "That hour is fine")]),
        Standing::Agreed(0)
    );
    assert_eq!(
        stands(vec![one(Meeting, Agreed, Some("2026-06-09"), "That hour is fine")]),
        Standing::Agreed(0)
    );
}

#[test]
fn another_hour_moves_it() {
    let later = Some("2026-06-16T13:00:00-04:00");
    assert_eq!(stands(vec![one(Meeting, Agreed, later, "That hour is fine")]), Standing::Moved(0));
}

#[test]
fn a_meeting_on_the_day_of_the_call_moves_nothing() {
    let today = Some("2026-06-01");
    assert_eq!(stands(vec![one(Meeting, Agreed, today, "That hour is fine")]), Standing::NotAgreed);
}

#[test]
fn a_refusal_beside_a_call_back_is_a_refusal() {
    let refused = one(Meeting, Declined, None, "No, I would rather not");
    let call_back = one(Meeting, Agreed, Some("2026-10-06"), "Call me in the autumn");
    assert_eq!(stands(vec![call_back.clone(), refused]), Standing::Declined(1));
    assert_eq!(stands(vec![call_back]), Standing::Moved(0));
}

#[test]
fn called_off_only_proposed_and_silent_calls_are_told_apart() {
    let cancel = one(Other, Agreed, None, "Please cancel the one");
    assert_eq!(stands(vec![cancel]), Standing::Cancelled(0));
    let held = one(Meeting, Proposed, Some("2026-06-09"), "Let me think");
    assert_eq!(stands(vec![held]), Standing::Tentative(0));
    let parcel = one(Delivery, Agreed, Some("2026-06-03"), "That hour is fine");
    assert_eq!(stands(vec![parcel]), Standing::NotAgreed);
}

#[test]
fn without_a_booking_the_earliest_agreed_hour_is_the_meeting() {
    let first = one(Meeting, Agreed, Some("2026-06-16T13:00:00-04:00"), "That hour is fine");
    let second = one(Meeting, Agreed, Some("2026-06-11"), "Call me in the autumn");
    assert_eq!(stands_with(vec![second.clone(), first], false), Standing::Agreed(1));
    assert_eq!(
        stands_with(vec![one(Meeting, Declined, None, "No, I would rather")], false),
        Standing::Declined(0)
    );
    assert_eq!(stands_with(Vec::new(), false), Standing::NotAgreed);
}

#[test]
fn without_a_call_nothing_is_known() {
    assert_eq!(standing_of(&Dossier::default(), &Extraction::default()), Standing::NoCall);
}
