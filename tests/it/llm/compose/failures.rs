//! Whatever goes wrong, the brief is the composer's, and says so.

use std::time::Duration;

use baton::brief::limits;
use baton::brief::render::{html, terminal};
use baton::domain::Brief;
use baton::language::{Answering, Failure, LanguageModel, Question, Stage, Usage};

use super::doubles::{Double, Row, says};
use super::{HANDOFFS, Handoff, handoff, settings, word};

/// Holds a brief to be the composer's: its head, its foot and its lines, of which the notice may take the room of up to three.
fn is_the_composers(handoff: &Handoff, brief: &Brief) {
    let lines = |brief: &Brief| -> Vec<String> {
        brief.sections.iter().flat_map(|section| &section.lines).map(|line| format!("{line:?}")).collect()
    };
    let (own, shown) = (lines(&handoff.composed), lines(brief));
    let size = limits::measure(&handoff.composed);
    let room =
        size.words + NOTICE_WORDS <= limits::MAX_WORDS && size.lines + NOTICE_LINES <= limits::MAX_LINES;
    assert!(shown == own || !room, "{}: {shown:?}", handoff.name);
    assert!(shown.len() + 3 >= own.len(), "{}: {shown:?}", handoff.name);
    assert_eq!(brief.header, handoff.composed.header);
    let mut footer = brief.footer.clone();
    assert!(footer.language_model.take().is_some());
    footer.notices.retain(|notice| !notice.starts_with("Language model:"));
    footer.claims_kept = handoff.composed.footer.claims_kept;
    assert_eq!(footer, handoff.composed.footer);
}

/// Words of the longest notice and of what was paid.
const NOTICE_WORDS: usize = 30;
/// Lines of it.
const NOTICE_LINES: usize = 2;

fn plain(brief: &Brief) -> String {
    let text = terminal::render(brief, &terminal::Style { columns: 100, colour: false, evidence: false });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_failure_gives_the_composers_brief_with_a_notice() {
    let handoff = handoff("dev-08-broker-certificates");
    for (failure, notice) in [
        (Failure::TimedOut, "no answer in time"),
        (Failure::Unreachable("10.0.0.7 refused".to_owned()), "the endpoint cannot be reached"),
        (Failure::RateLimited(None), "the endpoint asks for fewer calls"),
        (Failure::Overloaded(529), "the endpoint failed with status 529"),
        (Failure::Unauthorized(401), "the endpoint does not accept the key (status 401)"),
        (
            Failure::Rejected { status: 400, why: "<b>no</b>".to_owned() },
            "the endpoint rejects the call (status 400)",
        ),
        (Failure::Refused, "the model refuses"),
        (Failure::CutOff, "the answer was cut off"),
        (Failure::OverBudget, "the budget of the day is spent"),
        (Failure::CircuitOpen, "the endpoint has failed repeatedly and is left alone"),
    ] {
        let told = failure.clone();
        let reworded = word(&Double::new(move |_| Err(told.clone())), handoff, &settings());
        assert_eq!(reworded.account.failure, Some(failure));
        is_the_composers(handoff, &reworded.brief);
        let notice = format!("! Language model: {notice}; worded by the embedded engine.");
        assert!(plain(&reworded.brief).contains(&notice), "{notice}");
        assert!(!plain(&reworded.brief).contains("prompt"), "{notice}");
    }
}

#[test]
fn an_answer_that_is_none_gives_the_composers_brief() {
    let handoff = handoff("dev-08-broker-certificates");
    let huge = "x".repeat(1_000_000);
    let deep = format!("{{\"goal\":{}", "[".repeat(10_000));
    for text in [
        "",
        "I am sorry, I cannot do that.",
        "{",
        "{\"goal\": [",
        "[]",
        "{\"goal\": 7}",
        "null",
        &huge,
        &deep,
    ] {
        let owned = text.to_owned();
        let reworded = word(&Double::new(move |_| Ok(owned.clone())), handoff, &settings());
        assert!(reworded.account.failure.is_some(), "{text:.40}");
        is_the_composers(handoff, &reworded.brief);
    }
}

/// A model that never answers.
struct Silent;

impl LanguageModel for Silent {
    fn name(&self, _: Stage) -> &'static str {
        "silent"
    }

    fn ask<'a>(&'a self, _: &'a Question) -> Answering<'a> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_model_that_hangs_is_not_waited_for() {
    let handoff = handoff("dev-08-broker-certificates");
    let settings = super::Settings { time_left: Duration::from_millis(30), ..settings() };
    let reworded = word(&Silent, handoff, &settings);
    assert_eq!(reworded.account.failure, Some(Failure::TimedOut));
    is_the_composers(handoff, &reworded.brief);
}

#[test]
fn sentences_of_which_none_holds_are_a_failure_with_what_was_dropped() {
    let handoff = handoff("dev-08-broker-certificates");
    let row = Row { section: "goal".to_owned(), text: "Everybody loves it.".to_owned(), cites: vec![1] };
    let reworded = word(&says(vec![row]), handoff, &settings());
    assert!(matches!(reworded.account.failure, Some(Failure::Malformed(_))));
    assert_eq!(reworded.account.dropped.len(), 1);
    assert_eq!(reworded.account.usage, Usage { input_tokens: 2_000, cached_tokens: 0, output_tokens: 500 });
    is_the_composers(handoff, &reworded.brief);
}

#[test]
fn a_model_that_answers_nothing_changes_no_line() {
    for handoff in HANDOFFS.iter() {
        let reworded =
            word(&Double::new(|_| Ok("{\"goal\": [], \"ask\": []}".to_owned())), handoff, &settings());
        is_the_composers(handoff, &reworded.brief);
    }
}

#[test]
fn a_hostile_model_name_is_shown_as_text() {
    let handoff = handoff("dev-08-broker-certificates");
    let mut brief = word(&Double::new(|_| Err(Failure::Refused)), handoff, &settings()).brief;
    brief.footer.language_model.as_mut().unwrap().model = "<script>evil.example\u{202E}".to_owned();
    let page = html::render(&brief);
    assert!(!page.contains("<script>evil") && !page.contains('\u{202E}') && !page.contains("evil.example"));
}
