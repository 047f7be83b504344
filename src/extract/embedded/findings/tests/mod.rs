use std::path::Path;

use super::*;
use crate::domain::{Quote, Quotes};
use crate::eval::gold::{GoldFinding, load_cases};
use crate::eval::source::Source;
use crate::extract::embedded::model::Model;
use crate::extract::embedded::scene::Scene;
use crate::extract::embedded::scored_call::ScoredCall;
use crate::extract::embedded::{pains, people};

fn read(lines: &[(&str, &str)]) -> Qualification {
    Scene::new(lines).with(|call| find(call, &[], &[]))
}

fn all(found: &Qualification) -> [&Finding; 5] {
    [&found.budget, &found.authority, &found.need, &found.timeline, &found.competition]
}

#[test]
fn short_exchanges_mean_what_they_say() {
    let mut wrong = Vec::new();
    for block in include_str!("exchanges.txt").split("\n\n").filter(|block| !block.starts_with('#')) {
        let mut lines = block.trim().lines();
        let head: Vec<&str> = lines.next().unwrap().split(' ').collect();
        let lines: Vec<(&str, &str)> = lines.map(|line| line.split_once(": ").unwrap()).collect();
        let found = Scene::new(&lines).on(head.get(2).copied()).with(|call| find(call, &[], &[]));
        let finding = match head[0] {
            "budget" => &found.budget,
            "authority" => &found.authority,
            "timeline" => &found.timeline,
            _ => &found.competition,
        };
        let status = format!("{:?}", finding.status).to_lowercase();
        if status != head[1] {
            wrong.push(format!("{block}\n   found {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn nothing_said_is_nothing_found() {
    let found = read(&[("S", "Hi, can you hear me?"), ("B", "I can, hi.")]);
    assert_eq!(found, Qualification::default());
}

#[test]
fn what_the_seller_says_shows_nothing() {
    let found = read(&[
        ("S", "So budget is approved, you sign for it, you want it by June and you looked at Zephyr."),
        ("S", "We have forty thousand set aside for this, and it has to be live by the end of June."),
        ("B", "Mm-hm."),
    ]);
    assert!(all(&found).iter().all(|finding| finding.status == FindingStatus::Unknown), "{found:?}");
}

#[test]
fn meaning_does_not_turn() {
    use FindingStatus::{Met, Unmet};
    let never = |topic: fn(&Qualification) -> &Finding, status: FindingStatus, question: &str, said: &str| {
        let found = read(&[("S", question), ("B", said)]);
        assert_ne!(topic(&found).status, status, "{said}");
    };
    let budget: fn(&Qualification) -> &Finding = |found| &found.budget;
    let authority: fn(&Qualification) -> &Finding = |found| &found.authority;
    let timeline: fn(&Qualification) -> &Finding = |found| &found.timeline;
    never(timeline, Met, "When do you decide?", "It's on hold until the Q2 budget is confirmed.");
    never(budget, Met, "Is there money for it?", "I'm not gonna tell you there's money.");
    never(
        budget,
        Met,
        "Is there budget?",
        "If it was approved there'd be forty thousand set aside, but it isn't.",
    );
    never(
        budget,
        Met,
        "Is there budget?",
        "Sixty thousand was set aside last year and they took it away, it's gone.",
    );
    never(
        budget,
        Unmet,
        "Is there budget?",
        "It's not that there's no money, we've got sixty thousand set aside for it.",
    );
    never(authority, Met, "Is it your decision?", "I wish it was my decision.");
    never(authority, Met, "Who signs?", "If I was the owner I'd sign it today.");
    never(timeline, Met, "When would you want it?", "I don't need it by June, I don't need it at all.");
}

#[test]
fn pains_show_a_need_and_contentment_without_any_shows_none() {
    let pain = |call: &Call<'_>| Pain {
        statement: "slow".to_owned(),
        impact: None,
        evidence: Quotes::one(call.transcript.quote_all(call.utterances()[1].id).unwrap()),
    };
    let hurt = Scene::new(&[("S", "How is it?"), ("B", "It takes us two days every week.")]);
    let need = hurt.with(|call| find(call, &[pain(call)], &[]).need);
    assert_eq!((need.status, need.evidence.len()), (FindingStatus::Met, 1));
    let happy = Scene::new(&[
        ("S", "How is it?"),
        ("B", "Honestly, there's nothing broken. I'm happy with what we have."),
    ]);
    assert_eq!(happy.with(|call| find(call, &[], &[]).need.status), FindingStatus::Unmet);
}

/// The five findings of a case beside their annotation.
fn findings_of(case: &crate::eval::gold::Case, mut each: impl FnMut(&Call<'_>, &Finding, &GoldFinding)) {
    let source = Source::read(&case.folder).unwrap();
    let call = source.call().unwrap();
    let pains = pains::find(&ScoredCall::new(&call, Model::embedded()), &mut Vec::new());
    let found = find(&call, &pains, &people::find(&call));
    let gold = &case.gold.qualification;
    let golds = [&gold.budget, &gold.authority, &gold.need, &gold.timeline, &gold.competition];
    for (finding, gold) in all(&found).into_iter().zip(golds) {
        each(&call, finding, gold);
    }
}

#[test]
fn seven_in_ten_findings_are_right_on_calls_that_no_phrase_was_taken_from() {
    let cases = load_cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases")).unwrap();
    let (mut right, mut of) = (0, 0);
    for case in cases.iter().filter(|case| case.gold.id.starts_with("dev-")) {
        findings_of(case, |_, finding, gold| {
            right += usize::from(finding.status == gold.status);
            of += 1;
        });
    }
    assert!(of > 0 && right * 10 >= of * 7, "{right} of {of}");
}

#[test]
fn every_quote_is_the_buyers_own_and_a_found_status_has_one() {
    let cases = load_cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases")).unwrap();
    for case in &cases {
        findings_of(case, |call, finding, _| {
            let holds = |quote: &Quote| {
                quote.verifies_in(call.transcript)
                    && call.side(quote.utterance()) != crate::domain::Side::Seller
            };
            assert!(finding.evidence.iter().all(holds), "{}: {finding:?}", case.gold.id);
            assert!(
                finding.status == FindingStatus::Unknown || !finding.evidence.is_empty(),
                "{}",
                case.gold.id
            );
        });
    }
}
