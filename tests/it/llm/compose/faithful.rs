//! A model that only says the draft in its own words keeps most of them.

use baton::language::Question;

use super::doubles::{Double, DraftLine, Row, answer, draft};
use super::{HANDOFFS, settings, word};

/// The line as a person would write it: other joints, no labels.
fn reworded(line: &DraftLine) -> String {
    let text = line.text.replace(" · ", ", ").replace(" → ", ": ").replace("Agreed: ", "Agreed is ");
    let text = text.replacen("Leave with", "Get", 1);
    let Some((lead, rest)) = text.split_once(": ") else { return text };
    match line.section.as_str() {
        "pain" | "owed" => rest.to_owned(),
        "why_now" => format!("It turns on {lead}: {rest}"),
        "people" | "today" | "risk" => format!("{lead} is {rest}"),
        _ => text,
    }
}

#[test]
fn most_of_a_draft_in_other_words_is_kept() {
    let (mut kept, mut all) = (0, 0);
    let mut dropped: Vec<String> = Vec::new();
    for handoff in HANDOFFS.iter() {
        let double = Double::new(|question: &Question| {
            let lines = draft(question).into_iter().filter(|line| !line.fixed);
            let rows = lines.map(|line| {
                let text = if line.section == "ask" { line.text.clone() } else { reworded(&line) };
                Row { text, section: line.section, cites: line.cites }
            });
            Ok(answer(&rows.collect::<Vec<_>>()))
        });
        let account = word(&double, handoff, &settings()).account;
        kept += account.kept;
        all += account.kept + account.dropped.len();
        dropped
            .extend(account.dropped.iter().map(|row| format!("{}: {}: {}", handoff.name, row.why, row.what)));
    }
    println!("{kept} of {all} kept\n{}", dropped.join("\n"));
    assert!(kept * 10 >= all * 8, "{kept} of {all} kept:\n{}", dropped.join("\n"));
}

#[test]
fn a_draft_repeated_word_for_word_is_the_composers_brief() {
    for handoff in HANDOFFS.iter() {
        let double = Double::new(|question: &Question| {
            let lines = draft(question).into_iter().filter(|line| !line.fixed);
            let rows = lines.map(|line| Row { section: line.section, text: line.text, cites: line.cites });
            Ok(answer(&rows.collect::<Vec<_>>()))
        });
        let reworded = word(&double, handoff, &settings());
        assert_eq!(reworded.account.dropped, [], "{}", handoff.name);
        let lines = |brief: &baton::domain::Brief| -> Vec<String> {
            brief.sections.iter().flat_map(|section| &section.lines).map(|line| format!("{line:?}")).collect()
        };
        let (own, shown) = (lines(&handoff.composed), lines(&reworded.brief));
        assert!(shown.iter().all(|line| own.contains(line)), "{}: {shown:?}", handoff.name);
        // The footer may take the room of a line.
        assert!(shown.len() + 2 >= own.len(), "{}: {shown:?}", handoff.name);
    }
}
