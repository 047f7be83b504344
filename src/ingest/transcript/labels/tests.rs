//! Labels and phrases.

use std::collections::HashSet;

use super::*;

#[test]
fn a_label_is_cut_from_what_is_said() {
    let cases = [
        ("Dana Reyes: Hi, is that: you?", "Dana Reyes", None, "Hi, is that: you?"),
        ("Dana Reyes (Harbor Oak): Hi", "Dana Reyes (Harbor Oak)", None, "Hi"),
        ("Dana Reyes - Harbor Oak: Hi", "Dana Reyes - Harbor Oak", None, "Hi"),
        ("Dana [00:01:02]: Hi", "Dana", Some(62_000), "Hi"),
        ("Dana (1:02): Hi", "Dana", Some(62_000), "Hi"),
        ("Dana 00:01:02: Hi", "Dana", Some(62_000), "Hi"),
        ("**Dana Reyes:** Hi", "Dana Reyes", None, "Hi"),
        ("**Dana Reyes**: Hi", "Dana Reyes", None, "Hi"),
        ("**Dana Reyes** (0:05): Hi", "Dana Reyes", Some(5_000), "Hi"),
        ("[Dana]: Hi", "Dana", None, "Hi"),
        ("+1 843-555-0172: Hey.", "+1 843-555-0172", None, "Hey."),
        ("山田太郎：こんにちは", "山田太郎", None, "こんにちは"),
        ("Dr. Ana M. Ruiz: Hi", "Dr. Ana M. Ruiz", None, "Hi"),
    ];
    for (line, label, ms, rest) in cases {
        assert_eq!(colon(line), Some(Labelled { label, ms, rest }), "{line}");
    }
}

#[test]
fn what_cannot_be_a_label_is_none() {
    for line in [
        "at 10:30 we met",
        "https://example.com",
        "Well, we lost the plant. Anyway: no",
        "really? Dana: no",
        "no colon here",
        ": nothing before it",
        "12: a number",
    ] {
        assert_eq!(colon(line).map(|found| found.label), None, "{line}");
    }
}

#[test]
fn a_phrase_before_a_colon_is_no_voice() {
    let seen =
        ["Dana Reyes", "Priya", "Dana Reyes", "Priya", "The problem is", "Honestly", "Question", "Sven"];
    let labels = Labels::learn(seen, 20, &HashSet::new());
    for (label, voice) in [
        ("Dana Reyes", true),
        ("Priya", true),
        ("The problem is", false),
        ("Honestly", false),
        ("Question", false),
    ] {
        assert_eq!(labels.has(label), voice, "{label}");
    }
    assert!(!labels.has("Sven"), "one word once, in a file with many lines without a label");
}

#[test]
fn one_word_once_is_a_voice_where_everything_is_labelled() {
    let mut seen = vec!["Dana Reyes"; 5];
    seen.extend(["Priya"; 4]);
    seen.push("Sven");
    assert!(Labels::learn(seen, 10, &HashSet::new()).has("Sven"));
}

#[test]
fn shapes_of_labels() {
    for (label, shape) in [
        ("Speaker 2", Some(Shape::Voice)),
        ("SPEAKER_00", Some(Shape::Voice)),
        ("Unknown Speaker", Some(Shape::Voice)),
        ("Participant #3", Some(Shape::Voice)),
        ("+31 20 555 0193", Some(Shape::Voice)),
        ("dana@harboroak.example", Some(Shape::Voice)),
        ("Dana Reyes", Some(Shape::Name)),
        ("Jan de Vries", Some(Shape::Name)),
        ("Board Rm 2", Some(Shape::Name)),
        ("Guest (chat)", Some(Shape::Word)),
        ("Leeds-Mtg-3", Some(Shape::Word)),
        ("dana", Some(Shape::Loose)),
        ("The problem is", Some(Shape::Loose)),
        ("What?", None),
        ("", None),
    ] {
        assert_eq!(Shape::of(label), shape, "{label}");
    }
}

#[test]
fn names_that_are_words_are_names_when_they_come_back() {
    let seen = [
        "Long Nguyen",
        "April Jones",
        "My Pham",
        "Long Nguyen",
        "April Jones",
        "My Pham",
        "Next Steps",
        "So",
    ];
    let labels = Labels::learn(seen, 30, &HashSet::new());
    for label in ["Long Nguyen", "April Jones", "My Pham"] {
        assert!(labels.has(label), "{label}");
    }
    assert!(!labels.has("Next Steps") && !labels.has("So"));
}
