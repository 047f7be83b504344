use super::*;
use crate::extract::embedded::scene::{Scene, each_case};

fn found(scene: &Scene) -> Vec<(String, bool)> {
    scene.with(|call| find(call).into_iter().map(|one| (one.name, one.in_use)).collect())
}

fn said(words: &str) -> Vec<(String, bool)> {
    found(&Scene::new(&[("S", "Tell me more."), ("B", words)]))
}

fn named(name: &str, in_use: bool) -> Vec<(String, bool)> {
    vec![(name.to_owned(), in_use)]
}

#[test]
fn what_they_use_and_what_they_look_at_are_told_apart() {
    assert_eq!(said("Right now we're on Applied Epic."), named("Applied Epic", true));
    assert_eq!(said("I had a look at ClockPal. It can't do split rates."), named("ClockPal", false));
    assert_eq!(said("We've a quote from Brightline."), named("Brightline", false));
    assert_eq!(
        said("we tried one in the spring, um, Channelbooks. it posted everything twice"),
        named("Channelbooks", false)
    );
    assert_eq!(said("We put in Logkeeper a year ago."), named("Logkeeper", true));
}

#[test]
fn a_way_of_working_without_a_product_counts() {
    assert_eq!(said("So it's a workbook with forty-one tabs."), named("workbook", true));
    assert_eq!(said("We've got the big whiteboard in the office."), named("big whiteboard", true));
    assert_eq!(said("There's an Access database that a man built."), named("Access database", true));
}

#[test]
fn a_name_alone_answers_the_question_who_else() {
    let scene = Scene::new(&[
        ("S", "And are you looking at anybody else?"),
        ("B", "One. Panopt. They came last week."),
    ]);
    assert_eq!(found(&scene), named("Panopt", false));
}

#[test]
fn a_product_of_the_account_record_is_known_however_it_was_written_down() {
    let scene = Scene::new(&[("S", "What are you running?"), ("B", "we're on log house for the backend")]);
    assert_eq!(found(&scene.tech(&["LogHouse"])), named("log house", true));
}

#[test]
fn the_verdict_is_part_of_the_evidence() {
    let scene = Scene::new(&[
        ("S", "Who else have you seen?"),
        ("B", "We saw CertiWire. In May, before any of this."),
        ("B", "It's another window. It was too slow for us."),
    ]);
    let quotes: Vec<String> = scene.with(|call| {
        find(call).iter().flat_map(|one| one.evidence.iter().map(|quote| quote.text().to_owned())).collect()
    });
    assert_eq!(quotes.len(), 2);
    assert!(quotes[1].contains("too slow"));
}

#[test]
fn people_our_own_product_and_other_companies_are_no_alternatives() {
    let scene = Scene::new(&[
        ("S", "Hi, I'm Priya, I'm with Dockclock."),
        ("B", "We looked at Dockclock at the fair."),
        ("B", "I talked to Hollis, he's the president."),
        ("B", "My sister's company is on Fathomix."),
        ("S", "Are you on Tresorit?"),
    ]);
    assert_eq!(found(&scene), []);
}

#[test]
fn at_most_four_are_kept_short_and_quoted_verbatim_in_all_annotated_calls() {
    each_case(|call| {
        let found = find(call);
        assert!(found.len() <= MOST);
        for alternative in found {
            let words = alternative.name.split(' ').count();
            assert!((1..=5).contains(&words), "{}", alternative.name);
            assert!(alternative.evidence.iter().all(|quote| quote.verifies_in(call.transcript)));
            assert!(alternative.evidence.first().text().contains(&alternative.name), "{}", alternative.name);
        }
    });
}
