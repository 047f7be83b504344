//! What a question costs.

use baton::language::tokens;

use super::answers;
use super::double::Double;
use super::scene;

/// Words of an hour of talk.
const HOUR: usize = 10_000;

/// Tokens of the question about a call, against those of its words alone; `cargo bench --bench language_model` measures the whole brief.
const MOST_FOR_EXTRACT: f64 = 1.22;

#[test]
fn a_call_of_an_hour_is_asked_about_once_and_costs_little_more_than_its_words() {
    let dossier = scene::long_call(HOUR);
    let call = scene::call(&dossier);
    let model = Double::new(|_, _| Ok(answers::nothing().to_string()));
    let _ = scene::understood(&model, &call, &scene::settings());
    let asked = model.asked();
    let [question] = asked.as_slice() else { panic!("{} questions", asked.len()) };
    let transcript = tokens::count(scene::transcript(&dossier).text());
    let (system, user) = (tokens::count(&question.system), tokens::count(&question.user));
    let schema = tokens::count(&question.schema.to_string());
    let ratio = (system + user) as f64 / transcript as f64;
    eprintln!("transcript {transcript}, system {system}, user {user}, schema {schema}: {ratio:.3}");
    assert!(transcript > 10_000, "{transcript} tokens are no hour");
    assert!(ratio <= MOST_FOR_EXTRACT, "{ratio:.3}: system {system}, user {user}, transcript {transcript}");
}

#[test]
fn the_system_message_is_the_same_for_every_call_and_part() {
    let (short, long) = (scene::long_call(500), scene::long_call(4_000));
    let model = Double::new(|_, _| Ok(answers::nothing().to_string()));
    let mut settings = scene::settings();
    settings.part_tokens = 2_000;
    for dossier in [&short, &long] {
        let _ = scene::understood(&model, &scene::call(dossier), &settings);
    }
    let asked = model.asked();
    assert!(asked.len() > 3, "{} questions", asked.len());
    assert!(
        asked.iter().all(|question| question.system == asked[0].system && question.schema == asked[0].schema)
    );
}
