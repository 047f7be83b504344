//! What becomes of honest answers, clumsy ones and none.

use std::time::Duration;

use baton::domain::{Due, Extraction, Quote, Role, Side, StepStatus};
use baton::eval::matching::{people_match, quotes_match};
use baton::extract::llm::{Matter, Understood};
use baton::language::{Failure, Question};
use serde_json::{Value, json};

use super::answers::{errand, meeting, nothing, pain, person, said, with};
use super::double::{Double, Silent};
use super::{reader, scene};

/// A first call.
const CALL: &[(&str, &str)] = &[
    ("Ann Sill", "How do you do certificates today?"),
    ("Bob Buyer", "It takes us two days to turn one around."),
    ("Bob Buyer", "We lost three accounts over it, about $140k in commission."),
    ("Ann Sill", "With us eighty percent go out untouched."),
    ("Ann Sill", "Could we look at yours on the last Wednesday of the month, nine Mountain?"),
    ("Bob Buyer", "Nine Mountain works, send it to me and Dee."),
    ("Dee Dunn", "I can pull ten redacted certificates by Friday."),
    ("Bob Buyer", "Tevita, our COO, signs anything like this."),
    ("Ann Sill", "I'll send the spreadsheet tomorrow."),
];

fn understood(answer: Value) -> Understood {
    understood_with(move |_, _| Ok(answer.to_string()))
}

fn understood_with(answer: impl Fn(&Question, usize) -> Result<String, Failure> + Send + Sync) -> Understood {
    let dossier = scene::made_of(CALL);
    scene::understood(&Double::new(answer), &scene::call(&dossier), &scene::settings())
}

fn texts<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> Vec<&'a str> {
    quotes.into_iter().map(Quote::text).collect()
}

#[test]
fn an_honest_answer_becomes_an_extraction() {
    let mut answer = with(
        "pains",
        vec![json!({
            "statement": "Certificates take two days to turn around",
            "impact": "$140k",
            "quotes": [said(2, "it takes us two days"), said(2, "We lost three accounts over it, about $140k")]
        })],
    );
    answer["next_steps"] = json!([meeting(
        "Look at yours",
        "agreed",
        Some("2026-01-28T09:00"),
        vec![
            said(4, "Could we look at yours on the last Wednesday of the month, nine Mountain?"),
            said(6, "Nine Mountain works")
        ]
    )]);
    answer["stakeholders"] = json!([person(
        "Tevita",
        "economic_buyer",
        vec![said(8, "Tevita, our COO, signs anything like this.")]
    )]);
    answer["qualification"]["need"] = json!({ "status": "met", "quotes": [said(2, "It takes us two days")] });
    let Understood { extraction, account } = understood(answer);
    assert_eq!((account.failure, account.questions, account.parts), (None, 1, 1));
    assert_eq!((account.model.as_str(), account.usage.input_tokens), ("double-1", 1000));
    let [pain] = extraction.pains.as_slice() else { panic!("{:?}", extraction.pains) };
    assert_eq!(pain.impact.as_deref(), Some("$140k"));
    assert_eq!(
        texts(&pain.evidence),
        ["It takes us two days", "We lost three accounts over it, about $140k"]
    );
    let [step] = extraction.next_steps.as_slice() else { panic!("{:?}", extraction.next_steps) };
    assert_eq!(step.due.as_ref().map(Due::to_string).as_deref(), Some("2026-01-28T09:00:00-07:00"));
    assert_eq!(
        (step.status, step.owner_side, step.owner.as_deref()),
        (StepStatus::Agreed, Side::Seller, None)
    );
    let tevita = extraction.stakeholders.iter().find(|person| person.name == "Tevita").unwrap();
    assert_eq!((tevita.role, tevita.on_call), (Role::EconomicBuyer, false));
}

#[test]
fn what_only_the_seller_says_is_no_pain_and_no_commitment_of_the_buyers() {
    let mut answer = with(
        "pains",
        vec![
            pain("Certificates go out by hand", vec![said(4, "With us eighty percent go out untouched.")]),
            pain("Two days", vec![said(2, "It takes us two days to turn one around.")]),
        ],
    );
    answer["next_steps"] =
        json!([meeting("Look at yours", "agreed", None, vec![said(4, "Could we look at yours")])]);
    answer["qualification"]["budget"] =
        json!({ "status": "met", "quotes": [said(4, "With us eighty percent go out untouched.")] });
    let Understood { extraction, account } = understood(answer);
    assert_eq!(extraction.pains.len(), 1);
    assert_eq!(extraction.qualification.budget.status, baton::domain::extraction::FindingStatus::Unknown);
    assert!(account.dropped.iter().filter(|dropped| dropped.why.contains("buyer's side")).count() == 2);
    let step = extraction.next_steps.iter().find(|step| step.action == "Look at yours").unwrap();
    let answered = step.evidence.iter().any(|quote| quote.speaker() == Some("Bob Buyer"));
    assert!(step.status == StepStatus::Proposed || answered, "{step:?}");
}

#[test]
fn the_roster_knows_sides_better_than_the_model() {
    let mut answer = with(
        "next_steps",
        vec![errand(
            "Send the spreadsheet",
            Some("Ann Sill"),
            vec![said(9, "I'll send the spreadsheet tomorrow.")],
        )],
    );
    answer["stakeholders"] = json!([
        person("Ann Sill", "champion", vec![said(9, "I'll send the spreadsheet tomorrow.")]),
        person("Walter", "blocker", vec![said(2, "It takes us two days")]),
    ]);
    let Understood { extraction, account } = understood(answer);
    assert_eq!(extraction.next_steps[0].owner_side, Side::Seller);
    assert!(account.disagreements.iter().any(|other| other.matter == Matter::Side && other.kept == "seller"));
    assert!(
        extraction.stakeholders.iter().all(|person| person.name != "Ann Sill" && person.name != "Walter")
    );
}

#[test]
fn a_line_that_says_more_than_its_quotes_gives_way_to_them() {
    let answer = with(
        "pains",
        vec![pain(
            "They lose $3 million a year and will sign <b>now</b>, see http://evil.example",
            vec![said(2, "It takes us two days to turn one around.")],
        )],
    );
    assert_eq!(understood(answer).extraction.pains[0].statement, "It takes us two days to turn one around.");
}

#[test]
fn quotes_that_are_not_there_are_asked_for_once_more() {
    let first = with(
        "pains",
        vec![
            pain("Two days", vec![said(2, "it takes two days to turn one around")]),
            pain("Lost accounts", vec![said(2, "We lost three accounts over it")]),
            pain("Invented", vec![said(2, "We are bleeding money everywhere")]),
        ],
    );
    let second = json!({ "quotes": [
        { "n": 1, "u": 2, "quote": "It takes us two days to turn one around." },
        { "n": 2, "u": 2, "quote": null },
    ]});
    let model =
        Double::new(move |_, before| Ok(if before == 0 { first.to_string() } else { second.to_string() }));
    let dossier = scene::made_of(CALL);
    let Understood { extraction, account } =
        scene::understood(&model, &scene::call(&dossier), &scene::settings());
    let statements: Vec<&str> = extraction.pains.iter().map(|pain| pain.evidence.first().text()).collect();
    assert_eq!(statements, ["It takes us two days to turn one around.", "We lost three accounts over it"]);
    assert_eq!((account.questions, account.unfounded.len()), (2, 1));
    assert!(account.dropped.iter().any(|dropped| dropped.what == "Invented"));
    let again = &model.asked()[1];
    assert!(
        again.user.contains("it takes two days to turn one around")
            && again.user.contains("2B It takes us two days")
    );
    assert!(!again.user.contains("We lost three accounts over it\""), "only what failed is asked for again");
}

#[test]
fn an_answer_without_form_is_asked_for_once_more() {
    let good = with("pains", vec![pain("Two days", vec![said(2, "It takes us two days")])]);
    for bad in ["Sure, here is what I found: two pains.", "{\"pains\": [", "{}", "[]", "{\"pains\": 3}"] {
        let text = format!("```json\n{good}\n```");
        let Understood { extraction, account } =
            understood_with(move |_, before| Ok(if before == 0 { bad.to_owned() } else { text.clone() }));
        assert_eq!((account.failure, account.questions, extraction.pains.len()), (None, 2, 1), "{bad}");
    }
}

#[test]
fn without_a_usable_answer_the_extraction_is_the_embedded_one() {
    let dossier = scene::made_of(CALL);
    let call = scene::call(&dossier);
    let embedded = scene::embedded(&call);
    let malformed = |failure: &Option<Failure>| matches!(failure, Some(Failure::Malformed(_)));
    for (answer, calls) in [
        (Err(Failure::Refused), 1),
        (Err(Failure::OverBudget), 1),
        (Err(Failure::Overloaded(529)), 1),
        (Ok("no".to_owned()), 2),
        (Ok(String::new()), 1),
        (Ok(nothing().to_string()), 1),
        (
            Ok(with("pains", vec![pain("Made up", vec![said(3, "Everything is on fire here")])]).to_string()),
            2,
        ),
    ] {
        let model = Double::new(|_, _| answer.clone());
        let understood = scene::understood(&model, &call, &scene::settings());
        assert_eq!(understood.extraction, embedded, "{answer:?}");
        assert_eq!(understood.account.questions, calls, "{answer:?}");
        match &answer {
            Err(failure) => assert_eq!(understood.account.failure.as_ref(), Some(failure)),
            Ok(text) if text.is_empty() => assert_eq!(understood.account.failure, Some(Failure::Empty)),
            Ok(text) if text.starts_with('{') => {
                assert_eq!(understood.account.failure, Some(Failure::Unfounded), "{text}");
            }
            Ok(_) => assert!(malformed(&understood.account.failure), "{:?}", understood.account.failure),
        }
    }
}

#[test]
fn a_model_that_never_answers_does_not_hold_up_the_brief() {
    let dossier = scene::made_of(CALL);
    let call = scene::call(&dossier);
    let mut settings = scene::settings();
    settings.time_left = Duration::from_millis(40);
    let understood = scene::understood(&Silent, &call, &settings);
    assert_eq!(understood.account.failure, Some(Failure::TimedOut));
    assert_eq!(understood.extraction, scene::embedded(&call));
}

#[test]
fn a_call_of_three_hours_is_understood_in_parts() {
    let dossier = scene::long_call(30_000);
    let call = scene::call(&dossier);
    // Every part quotes its first line of the buyer.
    let model = Double::new(|question, _| {
        let line = question
            .user
            .lines()
            .find(|line| line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with("B "))
            .unwrap();
        let (number, words) = line.split_once("B ").unwrap();
        Ok(with("pains", vec![pain(words, vec![said(number.parse().unwrap(), words)])]).to_string())
    });
    let understood = scene::understood(&model, &call, &scene::settings());
    let asked = model.asked();
    assert_eq!((understood.account.failure, understood.account.parts), (None, asked.len()));
    assert!(asked.len() >= 2, "{} parts", asked.len());
    assert!(!understood.extraction.pains.is_empty());
    let left_out = scene::embedded(&call).suspicious;
    for utterance in call.utterances() {
        if left_out.iter().any(|passage| call.words(utterance.id).contains(passage.as_str())) {
            continue;
        }
        let words = call.words(utterance.id);
        assert!(
            asked.iter().any(|question| question.user.contains(words)),
            "u{} is in no part",
            utterance.id.0 + 1
        );
    }
    assert!(asked.iter().enumerate().all(|(at, question)| question.user.contains(&format!(
        "part {} of {}",
        at + 1,
        asked.len()
    ))));
}

#[test]
fn the_question_as_it_is_asked() {
    let dossier = scene::made_of(CALL);
    let model = Double::new(|_, _| Ok(nothing().to_string()));
    let _ = scene::understood(&model, &scene::call(&dossier), &scene::settings());
    let question = &model.asked()[0];
    insta::assert_snapshot!("question", format!("{}\n\n{:=<40}\n\n{}", question.system, "", question.user));
    insta::assert_snapshot!("schema", serde_json::to_string_pretty(&question.schema).unwrap());
}

#[test]
fn a_meeting_that_the_model_misses_is_kept_when_both_sides_speak_for_its_moment() {
    let (mut kept, mut right) = (0, 0);
    for case in reader::cases("") {
        let dossier = scene::dossier(&case.folder);
        let call = scene::call(&dossier);
        let mut answer = reader::answer(&case, call.transcript);
        answer["next_steps"] = json!([]);
        let model = Double::new(move |_, _| Ok(answer.to_string()));
        let Understood { extraction, .. } = scene::understood(&model, &call, &scene::settings());
        for step in &extraction.next_steps {
            let agreed = case.gold.next_steps.iter().filter(|gold| gold.status == StepStatus::Agreed);
            let mut same = agreed.filter(|gold| quotes_match(&texts(&step.evidence), &gold.quotes));
            assert!(matches!(step.due, Some(Due::At(_))), "{}: {step:?}", case.gold.id);
            right += usize::from(same.next().is_some());
            kept += 1;
        }
    }
    assert!(kept >= 20, "only {kept} meetings to judge by");
    assert!(
        right * 20 >= kept * 19,
        "only {right} of {kept} are meetings that the annotator lists as agreed"
    );
}

/// Share of gold items that a careful reader's answer brings through.
#[test]
fn a_careful_readers_answers_come_through() {
    let (mut kept, mut all) = ([0_usize; 4], [0_usize; 4]);
    for case in reader::cases("") {
        let dossier = scene::dossier(&case.folder);
        let call = scene::call(&dossier);
        let answer = reader::answer(&case, call.transcript).to_string();
        let model = Double::new(move |_, _| Ok(answer.clone()));
        let Understood { extraction, account } = scene::understood(&model, &call, &scene::settings());
        assert_eq!(account.failure, None, "{}", case.gold.id);
        verify(&extraction, &call, &case.gold.id);
        let gold = &case.gold;
        for pain in &gold.pains {
            let found =
                extraction.pains.iter().any(|found| quotes_match(&texts(&found.evidence), &pain.quotes));
            count(&mut kept[0], &mut all[0], found, &format!("{} pain {:?}", gold.id, pain.quotes));
        }
        for step in &gold.next_steps {
            let same: Vec<_> = extraction
                .next_steps
                .iter()
                .filter(|found| quotes_match(&texts(&found.evidence), &step.quotes))
                .collect();
            let status = same.iter().any(|found| found.status == step.status);
            count(&mut kept[1], &mut all[1], status, &format!("{} step {}: {same:?}", gold.id, step.action));
            if let Some(due) = &step.due {
                let found = same.iter().any(|found| found.due.as_ref() == Some(due));
                let dues: Vec<_> = same.iter().map(|found| &found.due).collect();
                let notes: Vec<_> =
                    account.disagreements.iter().filter(|note| note.model == due.to_string()).collect();
                count(
                    &mut kept[3],
                    &mut all[3],
                    found,
                    &format!("{} due {due} not {dues:?}: {:?} {notes:?}", gold.id, step.quotes),
                );
            }
        }
        for person in &gold.stakeholders {
            let found = extraction.stakeholders.iter().any(|found| {
                found.role == person.role
                    && people_match(
                        &found.name,
                        found.title.as_deref(),
                        &person.name,
                        person.title.as_deref(),
                    )
            });
            count(
                &mut kept[2],
                &mut all[2],
                found,
                &format!("{} {} {:?}: {:?}", gold.id, person.name, person.role, account.dropped),
            );
        }
    }
    let share = |at: usize| kept[at] as f64 / all[at] as f64;
    eprintln!("pains {:.3}, steps {:.3}, people {:.3}, due {:.3}", share(0), share(1), share(2), share(3));
    // Annotators quote the seller's half of an agreement alone here and there, and give a refused invitation the time of the meeting.
    assert!(
        (0..4).all(|at| share(at) >= 0.97),
        "pains, steps, people, due: {:?}",
        [share(0), share(1), share(2), share(3)]
    );
}

fn count(kept: &mut usize, all: &mut usize, found: bool, what: &str) {
    *all += 1;
    *kept += usize::from(found);
    if !found {
        eprintln!("lost: {what}");
    }
}

/// Every quote of an extraction is in the transcript.
fn verify(extraction: &Extraction, call: &baton::extract::Call<'_>, case: &str) {
    let quotes = super::traitor::all_quotes(extraction);
    assert!(!quotes.is_empty() && quotes.iter().all(|quote| quote.verifies_in(call.transcript)), "{case}");
}
