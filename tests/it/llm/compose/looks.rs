//! What the model reads and what the reader sees.

use baton::brief::render::terminal;
use baton::brief::reword::Price;
use baton::language::{Question, Usage};

use super::doubles::{Double, Row, says};
use super::{HANDOFFS, Settings, handoff, settings, word};

fn row(section: &str, text: &str, cites: &[u16]) -> Row {
    Row { section: section.to_owned(), text: text.to_owned(), cites: cites.to_vec() }
}

#[test]
fn the_prompt_of_a_call() {
    let double = Double::new(|_: &Question| Ok("{\"goal\": []}".to_owned()));
    word(&double, handoff("dev-08-broker-certificates"), &settings());
    let asked = double.asked.lock().unwrap();
    let [question] = asked.as_slice() else { panic!("asked once") };
    insta::assert_snapshot!(format!("{}\n=====\n{}", question.system, question.user));
    insta::assert_snapshot!("schema", serde_json::to_string_pretty(&question.schema).unwrap());
}

/// An answer as a careful person gives it who sees only the prompt.
fn careful() -> Vec<Row> {
    vec![
        row(
            "goal",
            "Demo of their own certificates, then the numbers for Tevita in the last ten minutes: agreed for Wed 28 Jan 9:00.",
            &[10, 11, 4, 1],
        ),
        row(
            "goal",
            "Get Tevita Fonoti (COO, economic buyer) to a decision before the partners meet on Fri 13 Feb.",
            &[4, 9],
        ),
        row("pain", "“Because it takes us two days to turn one around. Sometimes more.”", &[6]),
        row(
            "pain",
            "“We lost three accounts last year where they told us it was service. Two of them said certs specifically.” About $140k for the three.",
            &[8],
        ),
        row(
            "pain",
            "A wrong additional insured in September ended in a claim, and they ate the $85k E and O deductible.",
            &[7],
        ),
        row("why_now", "The partners meet Fri 13 Feb, and that's that for the year.", &[9]),
        row("people", "Siobhan is the champion: “I've got the opinions, he's got the money.”", &[2, 4]),
        row(
            "people",
            "Tevita Fonoti, COO, not in the room: he's the one who'd have to write the check.",
            &[4],
        ),
        row("people", "Marcus, end user, can pull ten.", &[3]),
        row("today", "Epic has its own thing; they are on the list for it.", &[19]),
        row("owed", "A calculator as a spreadsheet, with their own numbers, Lakshmi, Fri 16 Jan.", &[12]),
        row("owed", "About ten nasty certs, redacted, Marcus, Wed 21 Jan.", &[13]),
        row("owed", "Siobhan asks Tevita to do the last ten minutes.", &[11]),
        row("risk", "No word on the budget: Siobhan doesn't know yet whether there's money.", &[15]),
        row("ask", "Did Tevita say yes to the last ten minutes?", &[11, 4]),
        row("ask", "Siobhan, when should Joelle hear of it, and from whom?", &[5, 27, 2]),
        row("account", "Commercial insurance brokerage, Denver, 160 people, $38M revenue.", &[21]),
    ]
}

#[test]
fn a_reworded_brief() {
    let model = says(careful());
    let used = Usage { input_tokens: 9_000, cached_tokens: 0, output_tokens: 900 };
    let settings = Settings { used, price: Some(Price { input: 0.25, output: 2.0 }), ..settings() };
    let reworded = word(&model, handoff("dev-08-broker-certificates"), &settings);
    let style = terminal::Style { columns: 100, colour: false, evidence: false };
    let dropped = reworded.account.dropped.iter().map(|row| format!("{}: {}\n", row.why, row.what));
    insta::assert_snapshot!(format!(
        "{}\n{} kept\n{}",
        terminal::render(&reworded.brief, &style),
        reworded.account.kept,
        dropped.collect::<String>()
    ));
    insta::assert_snapshot!(
        "footer",
        serde_json::to_string_pretty(&reworded.brief.footer.language_model).unwrap()
    );
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
