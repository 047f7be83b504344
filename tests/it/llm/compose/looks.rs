//! What the model reads and what the reader sees.

use baton::brief::render::terminal;
use baton::brief::reword::Price;
use baton::language::{Question, Usage};

use super::doubles::Double;
use super::{HANDOFFS, Settings, handoff, settings, word};

#[test]
fn the_form_of_an_answer() {
    let double = Double::new(|_: &Question| Ok("{\"goal\": []}".to_owned()));
    word(&double, handoff("dev-08-broker-certificates"), &settings());
    let asked = double.asked.lock().unwrap();
    let question = &asked[0];
    insta::assert_snapshot!("schema", serde_json::to_string_pretty(&question.schema).unwrap());
}

#[test]
fn the_footer_tells_what_a_model_had_to_do_with_it_and_what_it_cost() {
    let double = Double::new(|_: &Question| Ok("{\"goal\": []}".to_owned()));
    let used = Usage { input_tokens: 9_000, cached_tokens: 0, output_tokens: 900 };
    let settings = Settings { used, price: Some(Price { input: 0.25, output: 2.0 }), ..settings() };
    let reworded = word(&double, handoff("dev-08-broker-certificates"), &settings);
    let screen =
        terminal::render(&reworded.brief, &terminal::Style { columns: 100, colour: false, evidence: false });
    for told in ["Language model: its answer is not of the form asked for", "12,400", " tokens, $0.0"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
}

#[test]
fn the_prompt_keeps_its_budget_and_its_first_part() {
    let mut systems = Vec::new();
    for handoff in HANDOFFS.iter() {
        let double = Double::new(|_: &Question| Ok("{\"goal\": []}".to_owned()));
        word(&double, handoff, &settings());
        let question = double.asked.lock().unwrap().remove(0);
        let tokens =
            baton::language::tokens::count(&question.system) + baton::language::tokens::count(&question.user);
        assert!(tokens <= Settings::INPUT_TOKENS, "{}: {tokens} tokens", handoff.name);
        systems.push(question.system);
    }
    systems.dedup();
    assert_eq!(systems.len(), 1, "the first part of the prompt is the same for every call");
}
