use super::*;
use crate::extract::embedded::scene::Scene;

/// What is found where the seller says `seller` and the buyer answers.
fn objections(seller: &str, buyer: &str) -> Vec<String> {
    Scene::new(&[("S", seller), ("B", buyer)])
        .with(|call| find(call).into_iter().map(|one| one.statement).collect())
}

#[test]
fn doubts_of_every_kind_are_found_in_the_buyers_words() {
    for (said, found) in [
        ("Who's liable if the robot gets it wrong?", "Who's liable if the robot gets it wrong?"),
        ("We tried one of these and it didn't integrate.", "We tried one of these and it didn't integrate"),
        ("My team will not log into another tool.", "My team will not log into another tool"),
        ("That's too expensive for us.", "That's too expensive for us"),
        ("And, um, Dr. Bly doesn't like screens.", "Dr. Bly doesn't like screens"),
        (
            "I'm not comfortable with patient data in somebody's cloud.",
            "I'm not comfortable with patient data in somebody's cloud",
        ),
        (
            "We're in the middle of a migration, I can't take on a second one.",
            "We're in the middle of a migration, I can't take on a second one",
        ),
        ("I'm not yet persuaded that yours is the remedy.", "I'm not yet persuaded that yours is the remedy"),
        (
            "Last time we changed systems I lost half my staff.",
            "Last time we changed systems I lost half my staff",
        ),
        ("We're locked in until 2028.", "We're locked in until 2028"),
    ] {
        assert_eq!(objections("What do you think?", said), [found], "{said}");
    }
}

#[test]
fn a_question_that_meets_a_claim_is_a_doubt() {
    assert_eq!(
        objections("Our customers save forty percent.", "Forty percent of what?"),
        ["Forty percent of what?"]
    );
    assert_eq!(objections("Tell me about the team.", "Of what, exactly?"), [""; 0]);
}

#[test]
fn pains_meeting_times_and_other_companies_are_no_objections() {
    for (seller, said) in [
        ("How is it today?", "It's terrible, we lose two days a week on it."),
        ("Could we do Tuesday at ten?", "Tuesday's bad, I'm not touching anything before Thursday."),
        ("Anything else?", "My sister's company is locked in with somebody for five years."),
        ("Is fuel a problem?", "No, I'm not worried about that."),
        ("And the people?", "They did not like the old office, but that's long done."),
    ] {
        assert_eq!(objections(seller, said), [""; 0], "{said}");
    }
}

#[test]
fn the_seller_has_no_objections() {
    assert_eq!(objections("A lot of people say it's too expensive.", "Okay."), [""; 0]);
}

#[test]
fn a_long_sentence_is_cut_at_its_clauses_and_never_before_its_if() {
    let said = "We looked at it in the spring when everybody was here and the sun was shining, and if he says the \
                ERP cannot take it, then it's finished.";
    assert_eq!(objections("So?", said), ["if he says the ERP cannot take it, then it's finished"]);
}

#[test]
fn at_most_four_are_kept_and_two_of_a_kind() {
    let said = "It's too expensive. I can't justify it. I'm not paying for another subscription. I don't want another screen. \
                I'm skeptical. Who's liable if it gets it wrong? Dr. Bly doesn't like screens.";
    let lines: Vec<(&str, &str)> = said.split_inclusive(". ").map(|line| ("B", line)).collect();
    let found = Scene::new(&lines).with(find);
    assert_eq!(found.len(), 4);
    assert_eq!(
        found
            .iter()
            .filter(|one| one.statement.contains("expensive") || one.statement.contains("justify"))
            .count(),
        1
    );
}

#[test]
fn every_statement_is_short_and_every_quote_verbatim_in_all_annotated_calls() {
    crate::extract::embedded::scene::each_case(|call| {
        let found = find(call);
        assert!(found.len() <= MOST);
        for objection in found {
            assert!(
                objection.statement.trim_end_matches(" …").split(' ').count() <= 16,
                "{}",
                objection.statement
            );
            assert!(objection.evidence.iter().all(|quote| quote.verifies_in(call.transcript)));
        }
    });
}
