//! What stands in which section.

use super::gold;
use crate::brief::testing::{booking, call, dossier, pain, person, quotes, step, steps};
use crate::domain::dossier::{Channel, Direction, Touch};
use crate::domain::extraction::{Alternative, Finding, FindingStatus, StepKind, Trigger};
use crate::domain::{Account, Brief, Dossier, Due, Extraction, Role, SectionKind, StepStatus, Transcript};

fn talk() -> Transcript {
    call(&[
        ("Priya Nair", "It takes us nine days to close a month, every single month."),
        ("Priya Nair", "Victor Hale is our CFO. He signs anything over ten thousand."),
        ("Lena Fox", "Could Ann show you on your own invoices, Tuesday the sixteenth at one?"),
        ("Priya Nair", "Let's move it to Tuesday the sixteenth at one, that's better."),
        ("Lena Fox", "I'll send the price list by Friday."),
        ("Lena Fox", "Should I introduce myself to Joelle from compliance?"),
        ("Priya Nair", "No. Please don't go near Joelle."),
        ("Priya Nair", "The auditors come on the nineteenth of June."),
        ("Priya Nair", "There's nothing left in this year's budget, it would be April."),
        ("Tom Okoro", "We have Bookwise for the ledger, and nobody likes it."),
        ("Lena Fox", "Would a pilot in July make sense?"),
        ("Priya Nair", "Maybe. Let me get through the audit first."),
    ])
}

fn lines(brief: &Brief, kind: SectionKind) -> Vec<String> {
    let section = brief.sections.iter().filter(|section| section.kind == kind);
    section
        .flat_map(|section| &section.lines)
        .map(|line| match &line.lead {
            Some(lead) => format!("{lead}: {}", line.text),
            None => line.text.clone(),
        })
        .collect()
}

const SIXTEENTH: &str = "2026-06-16T13:00:00-04:00";

fn understood(talk: &Transcript) -> Extraction {
    Extraction {
        pains: vec![pain(
            talk,
            "It takes us nine days to close a month, every single month.",
            Some("9 days"),
        )],
        stakeholders: vec![
            person(talk, "Priya", Role::Champion, true, "Let's move it"),
            person(
                talk,
                "Victor Hale",
                Role::EconomicBuyer,
                false,
                "Victor Hale is our CFO. He signs anything over ten thousand.",
            ),
            person(
                talk,
                "Joelle",
                Role::Blocker,
                false,
                "Should I introduce myself to Joelle from compliance?",
            ),
        ],
        next_steps: vec![
            step(
                talk,
                StepKind::Meeting,
                StepStatus::Agreed,
                Some(SIXTEENTH),
                &["Let's move it to Tuesday the sixteenth at one, that's better."],
            ),
            step(
                talk,
                StepKind::Delivery,
                StepStatus::Agreed,
                Some("2026-06-05"),
                &["I'll send the price list by Friday."],
            ),
            step(
                talk,
                StepKind::Internal,
                StepStatus::Declined,
                None,
                &["Should I introduce myself to Joelle from compliance?", "No. Please don't go near Joelle."],
            ),
            step(
                talk,
                StepKind::Other,
                StepStatus::Proposed,
                None,
                &["Would a pilot in July make sense?", "Maybe. Let me get through the audit first."],
            ),
        ],
        alternatives: vec![Alternative {
            name: "Bookwise".to_owned(),
            in_use: true,
            evidence: quotes(talk, &["We have Bookwise for the ledger, and nobody likes it."]),
        }],
        triggers: vec![Trigger {
            statement: "The audit".to_owned(),
            due: Some(Due::Day("2026-06-19".parse().unwrap())),
            evidence: quotes(talk, &["The auditors come on the nineteenth of June."]),
        }],
        ..Extraction::default()
    }
}

fn whole() -> Brief {
    let talk = talk();
    let mut extraction = understood(&talk);
    extraction.qualification.budget = Finding {
        status: FindingStatus::Unmet,
        evidence: quotes(&talk, &["There's nothing left in this year's budget, it would be April."])
            .as_slice()
            .to_vec(),
    };
    gold::brief(&dossier(talk), &extraction)
}

#[test]
fn the_goal_opens_with_the_conflict_and_says_whom_to_reach_by_when() {
    assert_eq!(
        lines(&whole(), SectionKind::Goal),
        [
            "Booking says Tue 9 Jun 10:00; on the call they moved it to Tue 16 Jun 13:00.",
            "Agreed: “Demo on their own invoices”.",
            "Leave with a dated step that brings in Victor Hale (economic buyer) before Fri 19 Jun.",
        ]
    );
}

#[test]
fn a_pain_has_speaker_time_words_and_number() {
    assert_eq!(
        lines(&whole(), SectionKind::Pain),
        ["Priya, 0:00: “It takes us nine days to close a month, every single month.”"]
    );
}

#[test]
fn a_number_stands_beside_the_words_only_when_it_adds_to_them() {
    let talk = call(&[
        ("Priya Nair", "We lost three accounts over it last year."),
        ("Priya Nair", "That was about a hundred and forty thousand in fees."),
        ("Lena Fox", "Wow."),
        ("Priya Nair", "It takes us nine days to close a month."),
    ]);
    let mut lost = pain(&talk, "We lost three accounts over it last year.", Some("$140k"));
    lost.evidence
        .add(crate::brief::testing::quote(&talk, "That was about a hundred and forty thousand in fees."));
    let slow = pain(&talk, "It takes us nine days to close a month.", Some("9 days"));
    let extraction = Extraction { pains: vec![lost, slow], ..Extraction::default() };
    assert_eq!(
        lines(&gold::brief(&dossier(talk), &extraction), SectionKind::Pain),
        [
            "Priya, 0:00: “We lost three accounts over it last year. That was about a hundred and forty thousand in fees.” · $140k",
            "Priya, 0:30: “It takes us nine days to close a month.”",
        ]
    );
}

#[test]
fn why_now_carries_its_day() {
    assert_eq!(
        lines(&whole(), SectionKind::WhyNow),
        ["Fri 19 Jun: “The auditors come on the nineteenth of June.”"]
    );
}

#[test]
fn people_say_part_and_place_and_whom_to_leave_alone() {
    assert_eq!(
        lines(&whole(), SectionKind::People),
        [
            "In the room: Priya (champion)",
            "Victor: economic buyer, not in the room: “Victor Hale is our CFO. He signs anything over ten thousand.”",
            "Not in the room: Joelle (blocker), do NOT contact",
        ]
    );
}

#[test]
fn promises_open_offers_and_refusals_are_told_apart() {
    assert_eq!(
        lines(&whole(), SectionKind::Owed),
        [
            "We: “I'll send the price list by Friday.” · Lena · Fri 5 Jun",
            "Not agreed: “Would a pilot in July make sense?” → “Maybe. Let me get through the audit first.”",
            "DECLINED: “Should I introduce myself to Joelle from compliance?” → “No. Please don't go near Joelle.”",
        ]
    );
}

#[test]
fn what_they_use_and_what_is_against_it_have_their_sections() {
    let brief = whole();
    assert_eq!(
        lines(&brief, SectionKind::Today),
        ["In use: “We have Bookwise for the ledger, and nobody likes it.”"]
    );
    assert_eq!(
        lines(&brief, SectionKind::Risk),
        ["No budget: “There's nothing left in this year's budget, it would be April.”"]
    );
}

#[test]
fn questions_ask_what_is_open_about_this_account() {
    assert_eq!(
        lines(&whole(), SectionKind::Ask),
        [
            "Has Priya accepted Tue 16 Jun 13:00?",
            "Which number would make Victor sign before Fri 19 Jun?",
            "Priya, when should Joelle hear of it, and from whom?",
        ]
    );
}

#[test]
fn header_and_footer_are_filled_from_fields() {
    let brief = whole();
    assert_eq!(brief.header.people.len(), 2);
    assert_eq!(brief.header.call_min, Some(2));
    assert_eq!(brief.footer.decide_by, Some("2026-06-18T13:45:00-04:00".parse().unwrap()));
    assert_eq!(brief.footer.fresh_as_of, Some("2026-06-01".parse().unwrap()));
    assert_eq!(brief.footer.claims_kept, brief.footnotes.len());
    assert!(
        brief.footer.notices.contains(&"The booking is older than the call; the call counts.".to_owned())
    );
}

#[test]
fn a_refused_meeting_is_a_conflict_with_what_was_agreed_instead() {
    let talk = call(&[
        ("Lena Fox", "Could you do a demo with Ann on Tuesday the ninth?"),
        ("Priya Nair", "No. I'm not meeting anybody before the audit is over."),
        ("Priya Nair", "Call me on the sixth of October."),
    ]);
    let extraction = steps(vec![
        step(
            &talk,
            StepKind::Meeting,
            StepStatus::Declined,
            Some("2026-06-09"),
            &[
                "Could you do a demo with Ann on Tuesday the ninth?",
                "No. I'm not meeting anybody before the audit is over.",
            ],
        ),
        step(
            &talk,
            StepKind::Meeting,
            StepStatus::Agreed,
            Some("2026-10-06"),
            &["Call me on the sixth of October."],
        ),
    ]);
    let brief = gold::brief(&dossier(talk), &extraction);
    assert_eq!(
        lines(&brief, SectionKind::Goal),
        [
            "Booking says Tue 9 Jun 10:00; on the call the meeting was declined: “No. I'm not meeting anybody before the audit is over.”",
            "Agreed instead: “Call me on the sixth of October.” · Lena · Tue 6 Oct",
        ]
    );
    assert!(lines(&brief, SectionKind::Owed).is_empty(), "nothing is said twice");
}

#[test]
fn a_lone_transcript_gives_a_brief_that_says_what_is_missing() {
    let talk = talk();
    let extraction = understood(&talk);
    let brief = gold::brief(&Dossier { transcripts: vec![talk], ..Dossier::default() }, &extraction);
    assert_eq!(brief.header.account, "Unknown account");
    assert_eq!(brief.header.starts_at, Some(SIXTEENTH.parse().unwrap()));
    assert!(lines(&brief, SectionKind::Goal)[0].starts_with("Meeting agreed, Tue 16 Jun 13:00"));
    assert!(brief.footer.notices.contains(&"Missing: booking, account record, CRM history.".to_owned()));
}

#[test]
fn booking_and_touches_alone_give_a_brief_that_says_so() {
    let touch = Touch {
        at: "2026-05-20T09:00:00-04:00".parse().unwrap(),
        channel: Channel::Email,
        direction: Some(Direction::In),
        who: Some("Priya Nair".to_owned()),
        summary: Some("Tuesday is fine.".to_owned()),
    };
    let account =
        Account { industry: Some("Bookkeeping".to_owned()), employees: Some(1400), ..Account::default() };
    let dossier = Dossier {
        booking: Some(booking()),
        account: Some(account),
        touches: vec![touch],
        transcripts: Vec::new(),
    };
    let brief = gold::brief(&dossier, &Extraction::default());
    assert_eq!(
        lines(&brief, SectionKind::Goal),
        ["Booked: “Demo on their own invoices”, Tue 9 Jun 10:00; no call on record says what for."]
    );
    assert_eq!(
        lines(&brief, SectionKind::Account),
        ["Bookkeeping, 1,400 people", "Last touch: Wed 20 May, e-mail from Priya"]
    );
    assert_eq!(lines(&brief, SectionKind::Ask), ["What does Priya expect from this meeting?"]);
    assert_eq!(brief.header.call_date, None);
    assert_eq!(brief.footer.notices, ["No call transcript: pain, people and next steps are not known."]);
}

#[test]
fn nothing_at_all_still_gives_a_brief() {
    let brief = gold::brief(&Dossier::default(), &Extraction::default());
    assert!(brief.sections.is_empty());
    assert_eq!(brief.footer.decide_by, None);
}

#[test]
fn a_note_that_claims_more_than_the_call_shows_is_a_conflict() {
    let talk = talk();
    let mut dossier = dossier(talk);
    dossier.touches.push(Touch {
        at: "2026-05-20T09:00:00-04:00".parse().unwrap(),
        channel: Channel::Call,
        direction: Some(Direction::Out),
        who: Some("Lena Fox".to_owned()),
        summary: Some("Good talk. Budget confirmed by Priya.".to_owned()),
    });
    let brief = gold::brief(&dossier, &Extraction::default());
    assert_eq!(
        lines(&brief, SectionKind::Risk),
        ["CRM note of Wed 20 May says “Budget confirmed by Priya”; the call does not show it."]
    );
}

#[test]
fn an_account_executive_elsewhere_reads_the_meeting_in_their_own_zone() {
    let (talk, bar) = (talk(), gold::bar());
    let brief = crate::brief::compose::compose(&crate::brief::compose::Material {
        dossier: &dossier(talk),
        extraction: &Extraction::default(),
        bar: &bar,
        engine: "embedded",
        ae_zone: Some(jiff::tz::TimeZone::get("Europe/Berlin").unwrap()),
        notices: vec!["2 cues could not be read.".to_owned()],
    });
    assert_eq!(
        brief.header.starts_at_ae.map(|at| at.to_string()),
        Some("2026-06-09T16:00:00+02:00[Europe/Berlin]".to_owned())
    );
    assert_eq!(
        brief.footer.decide_by.map(|at| at.to_string()),
        Some("2026-06-11T16:45:00+02:00[Europe/Berlin]".to_owned())
    );
    assert!(brief.footer.notices.contains(&"2 cues could not be read.".to_owned()));
}

#[test]
fn an_account_executive_whose_clock_is_the_bookings_names_its_zone() {
    let bar = gold::bar();
    let brief = crate::brief::compose::compose(&crate::brief::compose::Material {
        dossier: &dossier(talk()),
        extraction: &Extraction::default(),
        bar: &bar,
        engine: "embedded",
        ae_zone: Some(jiff::tz::TimeZone::get("America/New_York").unwrap()),
        notices: Vec::new(),
    });
    assert_eq!(
        brief.header.starts_at.map(|at| at.to_string()),
        Some("2026-06-09T10:00:00-04:00[America/New_York]".to_owned())
    );
    assert_eq!(brief.header.starts_at_ae, None);
}
