//! What is left of text from outside.

use proptest::prelude::*;

use super::*;

#[test]
fn escapes_become_visible_and_white_space_becomes_one_space() {
    assert_eq!(clean("a\u{1b}[31mred\u{7f}\u{9b}0m\r\n\tb\u{2028}c "), "a␛[31mred␡\u{fffd}0m b c");
}

#[test]
fn direction_overrides_and_invisible_characters_are_removed() {
    assert_eq!(clean("\u{202e}live\u{200b}\u{2066}d\u{feff}\u{e0041}\u{ad}"), "lived");
}

#[test]
fn piled_up_marks_are_cut_and_never_start_a_line() {
    assert_eq!(
        clean("\u{301}e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x"),
        "e\u{301}\u{302}\u{303}\u{304}x"
    );
    assert_eq!(clean("a \u{301}b"), "a b");
}

#[test]
fn a_field_without_end_is_cut() {
    let shown = clean(&"word ".repeat(10_000));
    assert!(shown.ends_with('…') && shown.chars().count() < 2 * MAX_CHARS, "{}", shown.len());
}

#[test]
fn whatever_links_itself_is_broken() {
    for (found, safe) in [
        ("see evil.com now", "see evil[.]com now"),
        ("http://evil.com/a.b?c=d", "http[:]//evil[.]com/a.b?c=d"),
        ("HTTPS://localhost/x", "HTTPS[:]//localhost/x"),
        ("www.a.co.uk.", "www[.]a[.]co[.]uk."),
        ("mail joe@evil.com,", "mail joe@evil[.]com,"),
        ("mailto:joe", "mailto[:]joe"),
        ("javascript:alert(1)", "javascript[:]alert(1)"),
        ("tel:+15551234", "tel[:]+15551234"),
        ("\\\\server\\share", "[\\\\]server\\share"),
        ("10.0.0.1", "10[.]0[.]0[.]1"),
        ("evil。com", "evil[.]com"),
        ("evil.com:8080", "evil[.]com:8080"),
        ("x.xn--p1ai", "x[.]xn--p1ai"),
        ("пример.рф", "пример[.]рф"),
    ] {
        assert_eq!(defang(found), safe);
    }
}

#[test]
fn ordinary_prose_is_left_alone() {
    for text in [
        "about $4.5M, 9.30am, v1.2.3 and i.e. two... three",
        "Siobhan, 1:39: \"It takes us two days.\"",
        "call.vtt and notes.docx",
        "the U.S. and Ph.D. data: none",
        "ratio 3:1, at 9:00",
    ] {
        assert_eq!(defang(text), text);
    }
}

proptest! {
    #[test]
    fn nothing_unseen_survives(text in any::<String>()) {
        let shown = clean(&text);
        let unseen = |c: char| c.is_control() || is_invisible(c) || (c.is_whitespace() && c != ' ');
        prop_assert!(!shown.contains(unseen), "{shown:?}");
        prop_assert!(!shown.contains("  ") && shown.trim() == shown);
        prop_assert_eq!(clean(&shown), shown);
    }

    #[test]
    fn taking_the_brackets_out_gives_the_text_back(text in "[a-z.:/@\\\\ ]{0,60}") {
        let safe = defang(&text);
        prop_assert_eq!(safe.replace("[.]", ".").replace("[:]", ":").replace("[\\\\]", "\\\\"), text);
    }
}
