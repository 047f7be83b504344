use super::*;
use crate::domain::UtteranceId;

static TABLE: &[(&str, &str)] = &[
    ("there is no budget|money", "none"),
    ("put # in * plan|budget", "put in"),
    ("^ it is me $", "me"),
    ("goes to @", "goes to"),
    ("by the|", "by"),
    ("not until %", "later"),
    ("# set aside", "aside"),
];

static PHRASES: std::sync::LazyLock<Phrases<&str>> = std::sync::LazyLock::new(|| Phrases::new(&[TABLE]));

fn found(text: &str) -> Vec<&'static str> {
    let tokens = crate::extract::call::tokenize(text, 0);
    let words: Vec<Word<'_>> = tokens
        .iter()
        .enumerate()
        .map(|(at, token)| {
            let pause = text.get(..token.range.start).is_some_and(|before| before.trim_end().ends_with(','));
            let mut word = Word::new(
                &token.lower,
                token.hash,
                token.capital,
                at == 0 || pause,
                UtteranceId(0),
                token.range.clone(),
            );
            word.name = token.capital && at > 0;
            word
        })
        .collect();
    PHRASES.find(&words).into_iter().map(|hit| *hit.says).collect()
}

#[test]
fn alternatives_gaps_and_amounts_are_found() {
    assert_eq!(found("there is no money"), ["none"]);
    assert_eq!(found("i put a hundred and forty thousand in next year the plan"), ["put in"]);
    assert_eq!(found("we put sixty in for the good of the whole big plan"), [""; 0]);
    assert_eq!(found("i have $5,000 set aside"), ["aside"]);
    assert_eq!(found("not until April"), ["later"]);
}

#[test]
fn a_phrase_tied_to_a_clause_is_not_found_inside_one() {
    assert_eq!(found("well it is me"), ["me"]);
    assert_eq!(found("if you ask him, it is me"), ["me"]);
    assert_eq!(found("they say it is me"), [""; 0]);
    assert_eq!(found("it is me and Rajan"), [""; 0]);
}

#[test]
fn a_capital_is_needed_where_a_name_is_meant() {
    assert_eq!(found("it goes to Hollis"), ["goes to"]);
    assert_eq!(found("it goes to waste"), [""; 0]);
}
