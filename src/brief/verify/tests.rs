use super::*;
use crate::brief::testing::{call, dossier, person, quotes, step};
use crate::domain::extraction::{StepKind, Trigger};
use crate::domain::{Dossier, Extraction, Pain, Role, StepStatus};

fn ledger() -> Ledger {
    let call = call(&[
        ("Priya Nair", "So we lost three accounts last year, about a hundred and forty thousand in fees."),
        ("Priya Nair", "Victor Hale, he's our CFO. He signs anything over ten thousand."),
        ("Priya Nair", "They lock the budget on the nineteenth of June."),
        ("Lena Fox", "I'll send the calculator on Friday."),
    ]);
    let extraction = Extraction {
        pains: vec![Pain {
            statement: "Accounts lost".to_owned(),
            impact: Some("$140k".to_owned()),
            evidence: quotes(
                &call,
                &["So we lost three accounts last year, about a hundred and forty thousand in fees."],
            ),
        }],
        stakeholders: vec![person(
            &call,
            "Victor Hale",
            Role::EconomicBuyer,
            false,
            "Victor Hale, he's our CFO. He signs anything over ten thousand.",
        )],
        triggers: vec![Trigger {
            statement: "The budget is locked".to_owned(),
            due: Some(Due::Day("2026-06-19".parse().unwrap())),
            evidence: quotes(&call, &["They lock the budget on the nineteenth of June."]),
        }],
        next_steps: vec![step(
            &call,
            StepKind::Delivery,
            StepStatus::Agreed,
            Some("2026-06-05"),
            &["I'll send the calculator on Friday."],
        )],
        ..Extraction::default()
    };
    Ledger::new(&dossier(call), &extraction)
}

fn line(ledger: &Ledger, origin: Origin, text: &str) -> Line {
    Line { lead: None, text: text.to_owned(), tone: Tone::Plain, cites: vec![ledger.id(origin).unwrap()] }
}

use super::super::ledger::Origin;

#[test]
fn lines_that_their_facts_bear_out_pass() {
    let ledger = ledger();
    let victor = ledger.cast.players.iter().position(|player| player.name == "Victor Hale").unwrap();
    for (origin, text) in [
        (Origin::Pain(0), "“…we lost three accounts last year” · $140k"),
        (Origin::Pain(0), "Lost 3 accounts, about $140,000"),
        (Origin::Person(victor), "Victor Hale, CFO: economic buyer, not in the room"),
        (Origin::Person(victor), "Victor's yes: “He signs anything over ten thousand.”"),
        (Origin::Trigger(0), "The day that counts: Fri 19 Jun."),
        (Origin::Trigger(0), "Before June ends: “They lock the budget on the nineteenth of June.”"),
        (Origin::NextStep(0), "send the calculator · Lena · Fri 5 Jun"),
        (
            Origin::Meeting,
            "Booked: “Demo on their own invoices”, Tue 9 Jun 10:00, 45 min, with Priya and Ann.",
        ),
    ] {
        assert_eq!(check(&line(&ledger, origin, text), &ledger), Ok(()), "{text}");
    }
}

#[test]
fn an_altered_number_date_name_or_quote_is_found() {
    let ledger = ledger();
    let victor = ledger.cast.players.iter().position(|player| player.name == "Victor Hale").unwrap();
    for (origin, text, wrong) in [
        (Origin::Pain(0), "Lost 4 accounts", Unsupported::Number("4".to_owned())),
        (Origin::Pain(0), "Lost five accounts", Unsupported::Number("five".to_owned())),
        (Origin::Pain(0), "About $150k in fees", Unsupported::Number("$150k".to_owned())),
        (
            Origin::Pain(0),
            "“we lost thirteen accounts”",
            Unsupported::Words("we lost thirteen accounts".to_owned()),
        ),
        (Origin::Pain(0), "“we won three accounts”", Unsupported::Words("we won three accounts".to_owned())),
        (Origin::Person(victor), "Viktor Hall, CFO", Unsupported::Name("Viktor".to_owned())),
        (Origin::Person(victor), "Victor Hale, CEO", Unsupported::Name("CEO".to_owned())),
        (Origin::Person(victor), "Hale signs, says Marcus", Unsupported::Name("Marcus".to_owned())),
        (Origin::Trigger(0), "The day that counts: Fri 26 Jun.", Unsupported::Time("Fri 26 Jun".to_owned())),
        (Origin::Trigger(0), "The day that counts: Thu 19 Jun.", Unsupported::Time("Thu 19 Jun".to_owned())),
        (
            Origin::Trigger(0),
            "The day that counts: 19 Jun 2027.",
            Unsupported::Time("19 Jun 2027".to_owned()),
        ),
        (Origin::Trigger(0), "Before July ends", Unsupported::Name("July".to_owned())),
        (Origin::Meeting, "Booked for Tue 9 Jun 11:00", Unsupported::Time("Tue 9 Jun 11:00".to_owned())),
        (Origin::Meeting, "Booked for 60 min", Unsupported::Number("60".to_owned())),
        (Origin::NextStep(0), "send the calculator · Ann · Fri 5 Jun", Unsupported::Name("Ann".to_owned())),
    ] {
        assert_eq!(check(&line(&ledger, origin, text), &ledger), Err(wrong), "{text}");
    }
}

#[test]
fn a_lead_is_held_to_the_same() {
    let ledger = ledger();
    let mut good = line(&ledger, Origin::Pain(0), "“we lost three accounts last year”");
    good.lead = Some("Priya, 0:00".to_owned());
    assert_eq!(check(&good, &ledger), Ok(()));
    let elsewhere = Line { lead: Some("Priya, 0:10".to_owned()), ..good.clone() };
    assert_eq!(check(&elsewhere, &ledger), Err(Unsupported::Time("0:10".to_owned())));
    let other = Line { lead: Some("Tom, 0:00".to_owned()), ..good };
    assert_eq!(check(&other, &ledger), Err(Unsupported::Name("Tom".to_owned())));
}

#[test]
fn only_a_question_stands_without_a_fact_and_it_too_names_nobody_unknown() {
    let ledger = ledger();
    let ask = |text: &str, tone| Line { lead: None, text: text.to_owned(), tone, cites: Vec::new() };
    assert_eq!(check(&ask("Nothing agreed.", Tone::Plain), &ledger), Err(Unsupported::Nothing));
    assert_eq!(check(&ask("What would Victor ask first?", Tone::Question), &ledger), Ok(()));
    assert_eq!(
        check(&ask("What would Wilma ask first?", Tone::Question), &ledger),
        Err(Unsupported::Name("Wilma".to_owned()))
    );
}

#[test]
fn a_fact_that_is_not_in_the_ledger_proves_nothing() {
    let ledger = Ledger::new(&Dossier::default(), &Extraction::default());
    let line = Line { lead: None, text: "x".to_owned(), tone: Tone::Plain, cites: vec![FactId(7)] };
    assert_eq!(check(&line, &ledger), Err(Unsupported::Nothing));
}

#[test]
fn a_zone_is_borne_out_only_by_a_moment_in_it() {
    let call = call(&[("Priya Nair", "Eleven Eastern works, call it half past for me.")]);
    let words = "Eleven Eastern works, call it half past for me.";
    for (due, text, wrong) in [
        ("2026-06-09T11:00:00-04:00[America/New_York]", "Tue 9 Jun 11:00 (Eastern)", None),
        ("2026-06-09T11:00:00+02:00[Europe/Berlin]", "Tue 9 Jun 11:00 (Central European)", None),
        ("2026-06-09T11:00:00+05:30", "Tue 9 Jun 11:00 (UTC+5:30)", None),
        ("2026-06-09T11:00:00-04:00[America/New_York]", "Tue 9 Jun 11:00 (Mountain)", Some("Mountain")),
        ("2026-06-09T11:00:00-04:00[America/New_York]", "Tue 9 Jun (Pacific)", Some("Pacific")),
    ] {
        let mut agreed = step(&call, StepKind::Meeting, StepStatus::Agreed, None, &[words]);
        agreed.due = Some(Due::At(due.parse().unwrap()));
        let extraction = Extraction { next_steps: vec![agreed], ..Extraction::default() };
        let ledger = Ledger::new(&dossier(call.clone()), &extraction);
        let checked = check(&line(&ledger, Origin::NextStep(0), text), &ledger);
        assert_eq!(checked.err(), wrong.map(|word| Unsupported::Name(word.to_owned())), "{text}");
    }
}
