//! The brief as it reads, and that it fits one screen.

use baton::brief::limits::{MAX_LINES, MAX_WORDS};
use baton::brief::render::{html, json, markdown, terminal};
use unicode_width::UnicodeWidthStr;

use crate::samples;

fn plain(columns: usize) -> terminal::Style {
    terminal::Style { columns, colour: false, evidence: false }
}

#[test]
fn a_full_brief_in_a_terminal_of_100_columns() {
    insta::assert_snapshot!(terminal::render(&samples::rich(), &plain(100)));
}

#[test]
fn a_full_brief_in_a_terminal_of_60_columns_with_evidence() {
    insta::assert_snapshot!(terminal::render(
        &samples::rich(),
        &terminal::Style { evidence: true, ..plain(60) }
    ));
}

#[test]
fn a_brief_of_next_to_nothing_in_a_terminal() {
    insta::assert_snapshot!(terminal::render(
        &samples::sparse(),
        &terminal::Style { evidence: true, ..plain(80) }
    ));
}

#[test]
fn a_full_brief_as_markdown() {
    insta::assert_snapshot!(markdown::render(&samples::rich()));
}

#[test]
fn a_full_brief_as_a_page() {
    insta::assert_snapshot!(html::render(&samples::rich()));
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    for brief in [samples::rich(), samples::sparse(), samples::hostile()] {
        for columns in (40..=64).chain([72, 80, 99, 100, 119, 120, 121, 160, 200, 400]) {
            let style = terminal::Style { evidence: true, ..plain(columns) };
            for row in terminal::render(&brief, &style).lines() {
                assert!(row.width() <= columns.min(200), "{} columns in {columns}: {row}", row.width());
            }
        }
    }
}

#[test]
fn the_longest_brief_allowed_fits_one_screen() {
    let mut brief = samples::rich();
    let style = plain(100);
    let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.starts_with('[');
    let words = |text: &str| text.split_whitespace().filter(is_word).count();
    let mut shown = terminal::render(&brief, &style);
    assert!(words(&shown) <= MAX_WORDS, "{} words:\n{shown}", words(&shown));
    for turn in 0.. {
        let sections = brief.sections.len();
        let section = &mut brief.sections[turn % sections];
        let line = section.lines.last_mut().expect("a section has lines");
        line.text.push_str(" considerably");
        let longer = terminal::render(&brief, &style);
        if words(&longer) > MAX_WORDS {
            break;
        }
        shown = longer;
    }
    assert!(shown.lines().count() <= MAX_LINES, "{} lines:\n{shown}", shown.lines().count());
}

#[test]
fn many_short_lines_share_rows_until_the_brief_fits_one_screen() {
    let mut brief = samples::rich();
    for section in &mut brief.sections {
        let line = section.lines[0].clone();
        section.lines = (0..6)
            .map(|n| baton::domain::Line { text: format!("short line {n}"), lead: None, ..line.clone() })
            .collect();
    }
    let shown = terminal::render(&brief, &plain(100));
    assert!(shown.lines().count() <= MAX_LINES, "{} lines:\n{shown}", shown.lines().count());
    assert!(shown.contains("short line 0 [") && shown.contains("short line 5 ["), "{shown}");
}

#[test]
fn colour_adds_escapes_and_takes_no_word_away() {
    let style = terminal::Style { evidence: true, ..plain(100) };
    let coloured = terminal::render(&samples::rich(), &terminal::Style { colour: true, ..style });
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').expect("an SGR sequence").1;
    }
    stripped.push_str(rest);
    assert_ne!(coloured, stripped);
    assert_eq!(stripped, terminal::render(&samples::rich(), &style));
}

#[test]
fn json_holds_every_field_as_its_schema_says() {
    let schema = serde_json::to_value(json::schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for brief in [samples::rich(), samples::sparse(), samples::hostile()] {
        let text = json::render(&brief);
        let value: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        assert_eq!(value, serde_json::to_value(&brief).expect("a brief serialises"));
    }
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn text_stands_out_from_its_ground_in_light_and_in_dark() {
    let page = html::render(&samples::rich());
    let schemes: Vec<&str> =
        page.split(":root {").skip(1).take(2).map(|rest| rest.split('}').next().unwrap_or("")).collect();
    assert_eq!(schemes.len(), 2);
    for scheme in schemes {
        let colour = |name: &str| {
            let value = scheme.split(&format!("--{name}: ")).nth(1).expect("a colour of that name");
            luminance(value.split(';').next().expect("its value"))
        };
        for (ink, ground) in [
            ("ink", "paper"),
            ("soft", "paper"),
            ("accent", "paper"),
            ("accent", "tint"),
            ("good", "paper"),
            ("bad", "paper"),
            ("open", "paper"),
            ("warn-ink", "warn-page"),
            ("paper", "accent"),
        ] {
            let (one, other) = (colour(ink), colour(ground));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{ink} on {ground}: {contrast:.2}");
        }
    }
}
