//! What was really answered: a long call in parts, and every way to fail that can be recorded.

use std::path::{Path, PathBuf};
use std::time::Duration;

use baton::connect::llm::{Cassettes, Replay};
use baton::domain::Dossier;
use baton::extract::embedded::Embedded;
use baton::ingest::bar;
use baton::pipeline::{self, Asking, Handoff, Made};

use super::scene;

fn inside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The brief that the recordings of a folder make.
async fn replayed(recordings: &str, dossier: &Dossier, part_tokens: usize) -> (Made, Replay) {
    let bar = bar::default_bar();
    let handoff = Handoff { dossier, bar: &bar, ae_zone: None };
    let asking = Asking {
        secret: b"known to everybody: only for recordings".to_vec().into(),
        time_left: Duration::from_mins(1),
        part_tokens,
        price: None,
    };
    let replay = Replay::new(Cassettes::open(&inside(recordings)).unwrap());
    let made = pipeline::with_model(&handoff, &Embedded::default(), &replay, &asking).await.unwrap();
    (made, replay)
}

#[tokio::test]
async fn a_long_call_is_read_in_parts_and_joined() {
    let dossier = scene::dossier(&inside("evals/cases/dev-10-municipal-leaks"));
    let (made, replay) = replayed("fixtures/cassettes/parts", &dossier, 2_000).await;
    assert_eq!(replay.missing(), Vec::<String>::new());
    let [account] = made.reading.as_slice() else { panic!("{:?}", made.reading) };
    assert!(account.failure.is_none() && account.parts >= 3, "{account:?}");
    let extraction = &made.calls[0];
    assert!(extraction.pains.len() >= 5, "{:?}", extraction.pains);
    // Parts overlap; what two of them report is one item.
    let places: Vec<_> = extraction.pains.iter().map(|pain| pain.evidence.first().range()).collect();
    assert!(places.iter().enumerate().all(|(at, place)| !places[at + 1..].contains(place)), "{places:?}");
    let meetings = extraction.next_steps.iter().filter(|step| {
        step.kind == baton::domain::extraction::StepKind::Meeting
            && step.status == baton::domain::StepStatus::Agreed
    });
    assert_eq!(meetings.count(), 1, "{:?}", extraction.next_steps);
    assert_eq!(made.brief.footer.engine, "llm");
}

#[tokio::test]
async fn every_recorded_failure_leaves_the_embedded_brief_and_is_named() {
    let dossier = scene::dossier(&inside("fixtures/handoffs/returns-wrong-person"));
    let shapes = [
        ("rate-limited", "fewer calls"),
        ("overloaded", "status 529"),
        ("broken", "status 500"),
        ("rejected", "status 400"),
        ("empty", "empty"),
        ("truncated", "not of the form"),
        ("wrong-schema", "not of the form"),
        ("refusal", "not of the form"),
        ("nonsense", "nothing in its answer holds"),
    ];
    for (shape, told) in shapes {
        let (made, replay) =
            replayed(&format!("fixtures/cassettes/failures/{shape}"), &dossier, 24_000).await;
        assert_eq!(replay.missing(), Vec::<String>::new(), "{shape}");
        let note = made.brief.footer.language_model.unwrap();
        assert!(note.failure.as_deref().is_some_and(|failure| failure.contains(told)), "{shape}: {note:?}");
        assert_eq!(made.brief.footer.engine, "embedded", "{shape}");
    }
}

/// What nobody asks for any more would only be read by mistake.
#[tokio::test]
async fn the_recorded_briefs_are_those_of_the_validation_calls() {
    let recordings = std::fs::read_dir(inside("fixtures/cassettes/briefs")).unwrap().count();
    let calls = scene::folders("dev-").into_iter().filter(|folder| folder.join("gold.json").exists()).count();
    assert_eq!(recordings, 2 * calls, "one reading and one wording a call");
}
