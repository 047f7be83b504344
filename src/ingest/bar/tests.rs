use proptest::prelude::*;

use super::*;

const GOOD: &str = r#"name = "Ours"
version = 2

[[sign_offs]]
team = "sdr"
name = "Ada Quill"
version = 2
date = 2026-01-05

[[sign_offs]]
team = "ae"
name = "Ben Oduya"
version = 2
date = "2026-01-06"

[[criteria]]
id = "need"
statement = "The buyer described a problem that they have today."
test = "pain_quoted"
"#;

fn with_statement(statement: &str) -> String {
    GOOD.replace("The buyer described a problem that they have today.", statement)
}

fn refusal(text: &str) -> BarError {
    parse("sql_bar.toml", text).expect_err("it should be refused")
}

#[test]
fn a_good_bar_is_read_whole() {
    let bar = parse("sql_bar.toml", GOOD).unwrap();
    assert_eq!((bar.name.as_str(), bar.version, bar.criteria.len()), ("Ours", 2, 1));
    assert_eq!(bar.sign_offs[1].date, jiff::civil::date(2026, 1, 6));
    assert!(bar.is_signed());
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    assert_eq!(parse("sql_bar.toml", &text).unwrap(), parse("sql_bar.toml", GOOD).unwrap());
}

#[test]
fn a_signature_under_an_older_version_does_not_count() {
    let bar = parse("sql_bar.toml", &GOOD.replacen("version = 2", "version = 3", 1)).unwrap();
    assert!(!bar.is_signed());
}

#[test]
fn one_signature_is_not_two() {
    let one: String = GOOD.replace("team = \"ae\"", "team = \"sdr\"");
    assert!(!parse("sql_bar.toml", &one).unwrap().is_signed());
}

#[test]
fn an_unsigned_bar_is_read() {
    let unsigned = "name = \"X\"\nversion = 1\n[[criteria]]\nid = \"a\"\nstatement = \"The buyer named the day.\"\ntest = \"timeline_stated\"\n";
    assert!(!parse("sql_bar.toml", unsigned).unwrap().is_signed());
}

#[test]
fn one_person_cannot_sign_for_both_teams() {
    let error = refusal(&GOOD.replace("Ben Oduya", "ada quill"));
    assert_eq!(*error.problem(), BarProblem::SameSigner("ada quill".to_owned()));
}

#[test]
fn the_shape_is_refused_with_line_and_caret() {
    for (found, wrong, line) in [
        ("version = 2", "version = \"two\"", 2),
        ("version = 2", "version = 0", 2),
        ("name = \"Ours\"", "name = \"Ours\ncolour = 1", 1),
        ("name = \"Ours\"", "naem = \"Ours\"", 1),
        ("test = \"pain_quoted\"", "test = \"pain\"", 19),
        ("team = \"sdr\"", "team = \"csm\"", 5),
        ("date = 2026-01-05", "date = 2026-13-05", 8),
        ("date = \"2026-01-06\"", "date = \"soon\"", 14),
        ("id = \"need\"", "id = \"The Need\"", 17),
        ("id = \"need\"", "id = \"\"", 17),
        ("name = \"Ben Oduya\"\nversion = 2", "name = \"Ben Oduya\"\nversion = 9", 13),
    ] {
        let error = refusal(&GOOD.replacen(found, wrong, 1));
        assert_eq!(error.line(), line, "{error}");
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("sql_bar.toml:{line}:")) && shown.contains('^'), "{shown}");
    }
}

#[test]
fn ids_are_unique_and_the_first_place_is_named() {
    let twice = format!(
        "{GOOD}\n[[criteria]]\nid = \"need\"\nstatement = \"The buyer named a number.\"\ntest = \"impact_stated\"\n"
    );
    let problem = BarProblem::DuplicateId { id: "need".to_owned(), first_line: 17 };
    assert_eq!(*refusal(&twice).problem(), problem);
}

#[test]
fn a_bar_has_one_to_twelve_criteria() {
    let head: String = GOOD.split("[[criteria]]").next().unwrap().to_owned();
    let line = |n: usize| {
        format!(
            "[[criteria]]\nid = \"c{n}\"\nstatement = \"The buyer named number {n}.\"\ntest = \"impact_stated\"\n"
        )
    };
    let of = |count: usize| format!("{head}{}", (0..count).map(line).collect::<String>());
    assert!(parse("sql_bar.toml", &of(12)).is_ok());
    assert!(matches!(refusal(&of(13)).problem(), BarProblem::Count { found: 13, .. }));
    let none =
        refusal(&format!("{}criteria = []\n", head.replace("[[sign_offs]]", "#").split('#').next().unwrap()));
    assert!(matches!(none.problem(), BarProblem::Count { found: 0, .. }), "{none}");
}

#[test]
fn impressions_are_refused_and_told_why() {
    for statement in [
        "Prospect seemed interested",
        "Prospect seems interested in our platform and wants to learn more",
        "The account is a good fit for our product and said so",
        "The buyer was engaged during the call and asked questions",
        "The company has potential and the buyer said so",
        "Decision maker is likely to buy this quarter, said the SDR",
        "Strong champion identified on the call by the SDR",
        "Buyer is open to a next conversation and said yes",
        "The prospect is motivated to solve the problem they named",
        "Good conversation with the buyer, who said yes",
        "Prospect has a need for our product",
        "Budget was confirmed in writing last week",
        "Buyer understands the value of our product",
        "Qualified",
        "Need is clear",
        "Decision maker engaged",
        "Timeline is reasonable and the buyer said so",
    ] {
        let error = refusal(&with_statement(statement));
        assert!(matches!(error.problem(), BarProblem::Unfalsifiable { .. }), "{statement}: {error}");
        let shown = error.to_string();
        assert!(shown.contains("not falsifiable") && shown.contains("for example"), "{shown}");
        assert_eq!(error.line(), 18);
    }
}

#[test]
fn what_can_be_checked_is_accepted() {
    for statement in [
        "Prospect confirmed they own the revenue-ops budget and named a specific reporting problem they want solved this quarter.",
        "The buyer named the person who signs, by name or title.",
        "CFO approved at least $20k in writing.",
        "Both sides agreed on a next step with an owner and a date.",
        "The company employs 50 to 500 people according to the CRM.",
        "A decision-maker attended at least ten minutes of the call.",
        "IT told us in writing that the integration is allowed.",
        "The buyer accepted a warm introduction to the economic buyer.",
        "The buyer answered \"seemed interested\" when asked about their CFO.",
        "The champion sent the deck to the CFO before the meeting.",
        "Prospect stated the potential saving in dollars.",
    ] {
        let read = parse("sql_bar.toml", &with_statement(&statement.replace('"', "\\\"")));
        assert!(read.is_ok(), "{statement}: {}", read.unwrap_err());
    }
}

#[test]
fn every_example_in_a_refusal_would_itself_be_accepted() {
    use CriterionTest as T;
    for test in [
        T::PainQuoted,
        T::ImpactStated,
        T::BudgetConfirmed,
        T::EconomicBuyerNamed,
        T::AuthorityReached,
        T::NeedConfirmed,
        T::TimelineStated,
        T::CriticalEvent,
        T::NextStepDated,
        T::CompetitionKnown,
        T::ChampionIdentified,
        T::DecisionProcessKnown,
        T::DecisionCriteriaKnown,
        T::SituationKnown,
    ] {
        let example = lint::example(test).trim_matches('"');
        assert_eq!(lint::fault(example), None, "{example}");
    }
}

#[test]
fn every_shipped_bar_is_valid_and_unsigned() {
    let names: Vec<String> = presets().into_iter().map(|bar| bar.name).collect();
    assert_eq!(names, ["BANT", "CHAMP", "MEDDPICC", "SPICED"]);
    for bar in presets().into_iter().chain([default_bar()]) {
        assert!(!bar.is_signed(), "{}: leaders sign their own bar", bar.name);
    }
    assert_eq!(default_bar().criteria.len(), 5);
    assert!(
        preset_text("MEDDPICC").is_some()
            && preset_text("default").is_some()
            && preset_text("gpct").is_none()
    );
}

#[test]
fn the_example_at_the_top_of_the_repository_is_signed_and_is_the_default() {
    let bar = parse("sql_bar.toml", include_str!("../../../sql_bar.toml")).unwrap();
    assert!(bar.is_signed());
    assert_eq!(bar.criteria, default_bar().criteria);
}

#[test]
fn a_refusal_reads_well() {
    insta::assert_snapshot!(refusal(&with_statement("Prospect seemed interested")).to_string(), @r#"
    sql_bar.toml:18:13: criterion "need" is not falsifiable: "seemed" is an impression; two graders can disagree on it and both be right
       |
    18 | statement = "Prospect seemed interested"
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = say what must be said or shown, and by whom; for example: "The buyer described, in words we can quote, a problem that they have today."
    "#);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,400}") {
        let _ = parse("x.toml", &text).map_err(|error| error.to_string());
    }

    #[test]
    fn a_broken_bar_is_read_or_refused_with_a_place_inside_it(at in 0..GOOD.len(), with in "[\\PC\\n\"=\\[\\]]{0,3}") {
        let mut text = GOOD.to_owned();
        text.replace_range(at..=at, &with);
        if let Err(error) = parse("x.toml", &text) {
            prop_assert!(error.line() <= text.lines().count() + 1);
            prop_assert!(error.to_string().lines().count() >= 4);
        }
    }
}
