//! Any extraction over a call gives a brief within the rules.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{gold, rules};
use crate::brief::testing::{booking, call};
use crate::domain::extraction::{
    Alternative, Finding, FindingStatus, Objection, Qualification, StepKind, Trigger,
};
use crate::domain::{
    Dossier, Due, Extraction, NextStep, Pain, Quote, Quotes, Role, Side, Stakeholder, StepStatus, Transcript,
    UtteranceId,
};

const SAID: &[(&str, &str)] = &[
    ("Lena Fox", "Hi Priya, it's Lena from Ledgerly, how is Monday treating you?"),
    ("Priya Nair", "Yeah."),
    ("Priya Nair", "So it takes us nine days to close a month, and three people do nothing else."),
    ("Priya Nair", "We lost two clients over it, about a hundred and forty thousand a year,"),
    ("Priya Nair", "but I'm not saying that was the only reason."),
    ("Tom Okoro", "i type every invoice twice it's maybe sixty a day"),
    ("Lena Fox", "We usually get that down to two hours for everybody we work with."),
    ("Priya Nair", "If Victor signs, and that's a big if, we could be live by the first of September."),
    (
        "Priya Nair",
        "Victor Hale is our CFO. He signs anything over ten thousand, and he hates subscriptions.",
    ),
    ("Priya Nair", "Please don't call Victor. Leave Victor to me."),
    ("Tom Okoro", "we have Bookwise for the ledger and a spreadsheet for the rest"),
    ("Lena Fox", "Could I show you on your own invoices, Tuesday the ninth at ten?"),
    ("Priya Nair", "Tuesday the ninth at ten works."),
    ("Lena Fox", "And I'll send the price list by Friday."),
    ("Priya Nair", "No. No trial, we've been burned."),
    ("Priya Nair", "Maybe a pilot in July, let me think about it."),
    (
        "Priya Nair",
        "There's nothing left in this year's budget, it'd be April before I could even ask for any of it again.",
    ),
    ("Tom Okoro", "um"),
    (
        "Priya Nair",
        "The auditors come on the nineteenth of June, and after that it's too late for this year.",
    ),
    ("Lena Fox", "Great, thanks both, talk soon."),
];

/// Whole utterances and parts of them.
fn any_quote(call: &Transcript) -> BoxedStrategy<Quote> {
    let call = call.clone();
    (0..SAID.len(), any::<bool>(), 0.0..0.5_f64)
        .prop_filter_map("no words there", move |(index, whole, share)| {
            let id = UtteranceId(index as u32);
            let range = call.utterance(id)?.range.clone();
            if whole {
                return call.quote_all(id);
            }
            let start = range.start + (range.len() as f64 * share) as usize;
            call.quote(id, start..range.end)
        })
        .boxed()
}

fn any_quotes(call: &Transcript) -> impl Strategy<Value = Quotes> + use<> {
    vec(any_quote(call), 1..5).prop_filter_map("at least one", Quotes::new)
}

fn any_text() -> impl Strategy<Value = String> {
    let words = select(vec![
        "send",
        "the",
        "price",
        "list",
        "Victor",
        "Hale",
        "Zurich",
        "a",
        "pilot",
        "12",
        "$140k",
        "July",
        "nine",
        "days",
        "Bookwise",
        "9:30",
        "“quoted”",
        "…",
        "and",
        "never",
        "Fri",
        "3 Aug",
        "CFO",
        "[laughs]",
        "?",
        ".",
    ]);
    vec(words, 0..24).prop_map(|words| words.join(" "))
}

fn any_due() -> impl Strategy<Value = Option<Due>> {
    option::of(
        select(vec![
            "2026-05-30",
            "2026-06-09",
            "2026-06-19",
            "2026-06-09T10:00:00-04:00",
            "2027-04-01T08:15:00+02:00",
        ])
        .prop_map(|text| match text.parse() {
            Ok(instant) => Due::At(instant),
            Err(_) => Due::Day(text.parse().unwrap()),
        }),
    )
}

fn any_name() -> impl Strategy<Value = String> {
    select(vec![
        "Priya Nair",
        "Priya",
        "Tom",
        "Victor Hale",
        "Victor",
        "The board",
        "CFO",
        "Lena Fox",
        "Zoë Ü",
        "",
        "seller",
    ])
    .prop_map(str::to_owned)
}

fn any_finding(call: &Transcript) -> impl Strategy<Value = Finding> + use<> {
    let status = select(vec![FindingStatus::Met, FindingStatus::Unmet, FindingStatus::Unknown]);
    (status, vec(any_quote(call), 0..3)).prop_map(|(status, evidence)| Finding { status, evidence })
}

fn any_step(call: &Transcript) -> impl Strategy<Value = NextStep> + use<> {
    let kind = select(vec![StepKind::Meeting, StepKind::Delivery, StepKind::Internal, StepKind::Other]);
    let status = select(vec![StepStatus::Agreed, StepStatus::Proposed, StepStatus::Declined]);
    let side = select(vec![Side::Buyer, Side::Seller, Side::Unknown]);
    (any_text(), kind, option::of(any_name()), side, any_due(), any::<bool>(), status, any_quotes(call))
        .prop_map(|(action, kind, owner, owner_side, due, due_ambiguous, status, evidence)| NextStep {
            action,
            kind,
            owner,
            owner_side,
            due,
            due_ambiguous,
            status,
            evidence,
        })
}

fn any_person(call: &Transcript) -> impl Strategy<Value = Stakeholder> + use<> {
    let role = select(vec![
        Role::Champion,
        Role::EconomicBuyer,
        Role::DecisionMaker,
        Role::TechnicalEvaluator,
        Role::Influencer,
        Role::Blocker,
        Role::EndUser,
        Role::Unknown,
    ]);
    (any_name(), option::of(any_text()), role, any::<bool>(), any_quotes(call)).prop_map(
        |(name, title, role, on_call, evidence)| Stakeholder { name, title, role, on_call, evidence },
    )
}

fn any_extraction(call: &Transcript) -> impl Strategy<Value = Extraction> + use<> {
    let pains = vec((any_text(), option::of(any_text()), any_quotes(call)), 0..9);
    let triggers = vec((any_text(), any_due(), any_quotes(call)), 0..5);
    let objections = vec((any_text(), any_quotes(call)), 0..6);
    let alternatives = vec((any_text(), any::<bool>(), any_quotes(call)), 0..5);
    let findings = vec(any_finding(call), 5);
    let people = vec(any_person(call), 0..9);
    let steps = vec(any_step(call), 0..20);
    (pains, triggers, objections, alternatives, findings, people, steps).prop_map(
        |(pains, triggers, objections, alternatives, findings, stakeholders, next_steps)| {
            let mut findings = findings.into_iter();
            let mut finding = || findings.next().unwrap_or_default();
            Extraction {
                pains: pains
                    .into_iter()
                    .map(|(statement, impact, evidence)| Pain { statement, impact, evidence })
                    .collect(),
                stakeholders,
                next_steps,
                qualification: Qualification {
                    budget: finding(),
                    authority: finding(),
                    need: finding(),
                    timeline: finding(),
                    competition: finding(),
                },
                objections: objections
                    .into_iter()
                    .map(|(statement, evidence)| Objection { statement, evidence })
                    .collect(),
                alternatives: alternatives
                    .into_iter()
                    .map(|(name, in_use, evidence)| Alternative { name, in_use, evidence })
                    .collect(),
                triggers: triggers
                    .into_iter()
                    .map(|(statement, due, evidence)| Trigger { statement, due, evidence })
                    .collect(),
                ..Extraction::default()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_extraction_gives_a_brief_within_the_rules(
        extraction in any_extraction(&call(SAID)),
        booked in any::<bool>(),
    ) {
        let dossier = Dossier {
            booking: booked.then(booking),
            transcripts: vec![call(SAID)],
            ..Dossier::default()
        };
        let brief = gold::brief(&dossier, &extraction);
        prop_assert_eq!(rules::broken(&brief, &dossier, &extraction), None);
    }
}
