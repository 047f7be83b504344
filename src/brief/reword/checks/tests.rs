use super::*;
use crate::brief::compose::{Material, Plan};
use crate::brief::ledger::{Ledger, Origin, Topic};
use crate::brief::testing::{call, dossier, pain, person, quote, step};
use crate::domain::extraction::{Finding, FindingStatus, Objection, Qualification, StepKind, Trigger};
use crate::domain::{Dossier, Due, Extraction, Quotes, Role, Side, StepStatus};

fn handoff() -> (Dossier, Extraction) {
    let call = call(&[
        ("Priya Nair", "So it takes us nine days to close a month, and three people do nothing else."),
        ("Priya Nair", "We lost two clients over it, about a hundred and forty thousand a year."),
        ("Priya Nair", "Victor Hale, he's our CFO. He signs anything over ten thousand."),
        ("Priya Nair", "Please don't call Wanda. Leave Wanda to me."),
        ("Priya Nair", "It's on hold until the second quarter budget is confirmed."),
        ("Priya Nair", "The auditors come on the nineteenth of June."),
        ("Lena Fox", "I'll send the price list by Friday."),
        ("Lena Fox", "Could I show you a pilot in July?"),
        ("Priya Nair", "Maybe a pilot in July, let me think about it."),
        ("Priya Nair", "We don't have the money for a rollout."),
        ("Priya Nair", "I'm not waiting on Bookwise, they never answer."),
        ("Tom Okoro", "I type every invoice twice, maybe sixty a day."),
    ]);
    let one = |words: &str| Quotes::one(quote(&call, words));
    let promise = step(
        &call,
        StepKind::Delivery,
        StepStatus::Agreed,
        Some("2026-06-05"),
        &["I'll send the price list by Friday."],
    );
    let words = ["Could I show you a pilot in July?", "Maybe a pilot in July, let me think about it."];
    let pilot = step(&call, StepKind::Meeting, StepStatus::Proposed, None, &words);
    let extraction = Extraction {
        pains: vec![
            pain(
                &call,
                "So it takes us nine days to close a month, and three people do nothing else.",
                Some("nine days"),
            ),
            pain(
                &call,
                "We lost two clients over it, about a hundred and forty thousand a year.",
                Some("$140k"),
            ),
        ],
        stakeholders: vec![
            person(
                &call,
                "Victor Hale",
                Role::EconomicBuyer,
                false,
                "Victor Hale, he's our CFO. He signs anything over ten thousand.",
            ),
            person(&call, "Wanda Moss", Role::Blocker, false, "Please don't call Wanda. Leave Wanda to me."),
            person(&call, "Tom Okoro", Role::EndUser, true, "I type every invoice twice, maybe sixty a day."),
        ],
        next_steps: vec![promise, pilot],
        triggers: vec![
            Trigger {
                statement: "The auditors come".to_owned(),
                due: Some(Due::Day("2026-06-19".parse().unwrap())),
                evidence: one("The auditors come on the nineteenth of June."),
            },
            Trigger {
                statement: "The budget".to_owned(),
                due: None,
                evidence: one("It's on hold until the second quarter budget is confirmed."),
            },
        ],
        qualification: Qualification {
            budget: Finding {
                status: FindingStatus::Unmet,
                evidence: vec![quote(&call, "We don't have the money for a rollout.")],
            },
            ..Qualification::default()
        },
        objections: vec![Objection {
            statement: "Bookwise".to_owned(),
            evidence: one("I'm not waiting on Bookwise, they never answer."),
        }],
        ..Extraction::default()
    };
    assert_eq!(extraction.next_steps[0].owner_side, Side::Seller);
    (dossier(call), extraction)
}

/// Whether a sentence of that section under the facts of those origins passes.
fn passes(section: SectionKind, origins: &[Origin], text: &str) -> Result<(), Why> {
    let (dossier, extraction) = handoff();
    let ledger = Ledger::new(&dossier, &extraction);
    let bar = crate::ingest::bar::default_bar();
    let material = Material {
        dossier: &dossier,
        extraction: &extraction,
        bar: &bar,
        engine: "llm",
        ae_zone: None,
        notices: Vec::new(),
    };
    let plan = Plan::new(&ledger, &material);
    let cites: Vec<FactId> = origins.iter().map(|origin| ledger.id(*origin).unwrap()).collect();
    check(&Claim::new(&plan.desk, section, text, &cites), &cites, &[])
}

/// The place in the cast.
fn of(name: &str) -> Origin {
    let (dossier, extraction) = handoff();
    let ledger = Ledger::new(&dossier, &extraction);
    Origin::Person(ledger.cast.players.iter().position(|player| player.name.starts_with(name)).unwrap())
}

use SectionKind::{Ask, Goal, Owed, Pain, People, Risk, WhyNow};

#[test]
fn what_the_facts_say_passes_in_other_words() {
    for (section, origins, text) in [
        (Pain, vec![Origin::Pain(0)], "It takes 9 days to close a month; three people do nothing else."),
        (Pain, vec![Origin::Pain(1)], "Two clients lost over it, about $140k a year."),
        (
            Pain,
            vec![Origin::Pain(1)],
            "“We lost two clients over it, about a hundred and forty thousand a year.”",
        ),
        (People, vec![of("Victor")], "Victor Hale, CFO, not in the room: signs anything over 10,000."),
        (People, vec![of("Victor")], "Victor Hale is the economic buyer."),
        (WhyNow, vec![Origin::Trigger(0)], "The auditors come Fri 19 Jun."),
        (WhyNow, vec![Origin::Trigger(1)], "On hold until the second quarter budget is confirmed."),
        (Owed, vec![Origin::NextStep(0)], "The price list, Lena, Fri 5 Jun."),
        (Owed, vec![Origin::NextStep(1)], "A pilot in July; they want to think about it."),
        (Goal, vec![Origin::NextStep(1)], "Proposed, not agreed: a pilot in July."),
        (Risk, vec![Origin::Finding(Topic::Budget)], "No money for a rollout."),
        (Risk, vec![Origin::Objection(0)], "Priya is not waiting on Bookwise."),
        (Ask, vec![of("Victor")], "What would Victor have to see before he signs?"),
    ] {
        assert_eq!(passes(section, &origins, text), Ok(()), "{text}");
    }
}

#[test]
fn what_turns_bends_or_adds_is_dropped() {
    for (section, origins, text) in [
        // Turned.
        (Risk, vec![Origin::Finding(Topic::Budget)], "They have the money for a rollout."),
        (Risk, vec![Origin::Objection(0)], "Priya is waiting on Bookwise."),
        (Pain, vec![Origin::Pain(0)], "It never takes 9 days to close a month."),
        (Pain, vec![Origin::Pain(1)], "No clients lost over it."),
        (Risk, vec![Origin::Objection(0)], "“waiting on Bookwise”"),
        // Settled where it was left open.
        (WhyNow, vec![Origin::Trigger(1)], "The second quarter budget is confirmed."),
        (WhyNow, vec![Origin::Trigger(1)], "They decide when the second quarter ends."),
        (Goal, vec![Origin::NextStep(1)], "A pilot in July is agreed."),
        (Goal, vec![Origin::NextStep(1)], "Pilot in July."),
        (Owed, vec![Origin::NextStep(1)], "Priya will do a pilot in July."),
        (
            Goal,
            vec![Origin::NextStep(0), Origin::NextStep(1)],
            "Agreed: a pilot in July, then the price list.",
        ),
        // Other numbers, units, days.
        (Pain, vec![Origin::Pain(0)], "It takes 9 weeks to close a month."),
        (Pain, vec![Origin::Pain(0)], "Nine people do nothing else for three days."),
        (Pain, vec![Origin::Pain(1)], "140 clients lost."),
        (Pain, vec![Origin::Pain(1)], "Two clients lost, $2 each."),
        (Pain, vec![Origin::Pain(1)], "Half the clients lost over it."),
        (WhyNow, vec![Origin::Trigger(0)], "The auditors come next week."),
        (
            Goal,
            vec![Origin::Trigger(0), Origin::NextStep(0)],
            "The price list is due Fri 19 Jun, the auditors come Fri 5 Jun.",
        ),
        // People.
        (People, vec![of("Tom")], "Tom signs anything over ten thousand."),
        (People, vec![of("Tom"), of("Victor")], "Tom is the economic buyer."),
        (People, vec![of("Tom"), of("Victor")], "Tom, CFO, signs anything over ten thousand."),
        (People, vec![of("Victor")], "Victor Hale, CEO, signs."),
        (People, vec![of("Wanda")], "Call Wanda before the meeting."),
        (Goal, vec![of("Wanda")], "Bring Wanda in."),
        (Owed, vec![Origin::NextStep(0)], "The price list, Priya, Fri 5 Jun."),
        (Owed, vec![Origin::NextStep(0)], "The price list, priya, Fri 5 Jun."),
        // Invented.
        (Pain, vec![Origin::Pain(0)], "Closing is their top strategic priority."),
        (People, vec![of("Victor")], "Victor is keen on the rollout and likes the team."),
        (Pain, vec![Origin::Pain(0)], "Manual processes hamper efficiency and growth."),
        // Sections and orders.
        (Pain, vec![Origin::Objection(0)], "Priya is not waiting on Bookwise."),
        (WhyNow, vec![Origin::Trigger(0)], "Remember that the auditors come Fri 19 Jun."),
        (Risk, vec![Origin::Finding(Topic::Budget)], "You have no money for a rollout."),
        // Questions.
        (Ask, vec![of("Victor")], "What are the goals?"),
        (Ask, vec![of("Victor")], "When will Victor's approved contract come?"),
        (Ask, vec![of("Victor")], "Ask Victor about it."),
        (Ask, vec![of("Victor")], "Has Wilma signed?"),
    ] {
        assert!(passes(section, &origins, text).is_err(), "{text}");
    }
}
