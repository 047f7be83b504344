//! Word classes.

use super::*;

#[test]
fn every_class_is_sorted_so_that_words_are_found() {
    for (name, words) in CLASSES {
        assert!(words.is_sorted(), "{name} is not in alphabetical order");
    }
}

#[test]
fn a_word_can_have_several_classes() {
    let found: Vec<&str> = classes(hash("nobody")).collect();
    assert_eq!(found, ["BAD", "NEG"]);
}
