//! The table of phrases, and what must hold for any text.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

const PHRASES: &str = include_str!("phrases.txt");

fn anchor(day: &str, zone: &str) -> Anchor {
    Anchor { day: day.parse().unwrap(), zone: TimeZone::get(zone).unwrap() }
}

/// What a conversation of these utterances comes to, written as in the table.
fn outcome(said: &str, anchor: &Anchor) -> String {
    let mut conversation = Conversation::new(anchor);
    for utterance in said.split(" / ") {
        for mention in find(utterance, anchor) {
            conversation.absorb(&mention);
        }
    }
    match (conversation.due(), conversation.span()) {
        (Some((due, ambiguous)), _) => format!("{due}{}", if ambiguous { "?" } else { "" }),
        (None, Some((first, last))) => format!("{first}..{last}"),
        (None, None) => "-".to_owned(),
    }
}

#[test]
fn every_phrase_of_the_table_comes_to_what_it_means() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in PHRASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [said, day, zone, expected]: [&str; 4] = line
            .split(" | ")
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_else(|_| panic!("four columns: {line}"));
        let found = outcome(said, &anchor(day, zone));
        lines += 1;
        if found != expected {
            wrong.push(format!("{line}\n    found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines} phrases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_reschedule_counts_from_the_meeting_in_the_calendar() {
    let anchor = anchor("2026-04-30", "Europe/London");
    let booked = "2026-05-05T15:30:00+01:00".parse().unwrap();
    let mut conversation = Conversation::new(&anchor).about(&booked);
    assert_eq!(conversation.due(), None);
    for mention in find("Make it the day after, same time.", &anchor) {
        conversation.absorb(&mention);
    }
    assert_eq!(
        conversation.due().map(|(due, _)| due.to_string()).as_deref(),
        Some("2026-05-06T15:30:00+01:00")
    );
}

#[test]
fn a_refused_day_is_remembered_but_not_due() {
    let anchor = anchor("2026-03-12", "America/Los_Angeles");
    let mut conversation = Conversation::new(&anchor);
    for mention in find("Monday's spring break, honey.", &anchor) {
        assert!(!mention.is_upcoming());
        conversation.absorb(&mention);
    }
    assert_eq!(conversation.due(), None);
    assert_eq!(conversation.last_day(), Some(date(2026, 3, 16)));
}

#[test]
fn ranges_cover_the_words_of_the_mention() {
    let anchor = anchor("2026-02-11", "America/Chicago");
    let text =
        "Okay — so “Thursday the, um, nineteenth at ten Central”, and Žofie gets it by the fourteenth.";
    let said: Vec<&str> =
        find(text, &anchor).iter().map(|mention| text.get(mention.range.clone()).unwrap()).collect();
    assert_eq!(said, ["Thursday the, um, nineteenth at ten Central", "the fourteenth"]);
}

/// Words that the grammar knows, so that random sentences reach its corners.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "next",
        "this",
        "last",
        "first",
        "second",
        "week",
        "after",
        "before",
        "day",
        "of",
        "in",
        "on",
        "at",
        "a",
        "half",
        "past",
        "quarter",
        "to",
        "end",
        "month",
        "year",
        "monday",
        "thursday",
        "friday",
        "march",
        "may",
        "june",
        "twenty",
        "sixth",
        "ninth",
        "ten",
        "thirty",
        "one",
        "two",
        "o'clock",
        "pm",
        "eastern",
        "your",
        "time",
        "same",
        "tomorrow",
        "today",
        "easter",
        "bank",
        "holiday",
        "q2",
        "3/14",
        "2026-03-14",
        "14:00",
        "9:99",
        "or",
        "and",
        "not",
        "till",
        "early",
        "mid",
        "ago",
        "later",
        "that",
        "fortnight",
        "weeks",
        "months",
        "couple",
        "from",
        "99999",
        "2028",
        "i'm",
        "off",
        "was",
        "’",
        ",",
        ".",
        "?",
        "–",
        "é",
        "31st",
        "february",
        "30",
        "move",
        "it",
        "out",
        "by",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

fn days() -> impl Strategy<Value = Date> {
    (-9999_i16..=9999, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn check(text: &str, day: Date) -> Result<(), TestCaseError> {
    let anchor = Anchor { day, zone: TimeZone::get("Europe/London").unwrap() };
    let mut conversation = Conversation::new(&anchor);
    let mut end = 0;
    for mention in find(text, &anchor) {
        prop_assert!(mention.range.start >= end && mention.range.start < mention.range.end);
        prop_assert!(text.get(mention.range.clone()).is_some());
        if let (Sense::Span { until }, Some(first)) = (mention.sense, mention.day) {
            prop_assert!(first <= until);
        }
        end = mention.range.end;
        conversation.absorb(&mention);
        let _ = (conversation.due(), conversation.span());
    }
    Ok(())
}

#[test]
fn dates_are_found_alike_however_far_away_the_full_stop_is() {
    // A search for the ends of the sentence from every date would make this take minutes.
    let anchor = anchor("2026-02-11", "America/Chicago");
    let said = "and then on thursday the nineteenth at ten we looked at it again so ";
    let long = find(&said.repeat(4000), &anchor);
    assert_eq!(long.len(), 4000);
    assert!(long.windows(2).all(|pair| pair[0].day == pair[1].day && pair[0].time == pair[1].time));
}

proptest! {
    #[test]
    fn any_text_yields_ordered_ranges_and_no_panic(text in "\\PC{0,80}", day in days()) {
        check(&text, day)?;
    }

    #[test]
    fn any_sentence_of_date_words_yields_ordered_ranges_and_no_panic(text in words(), day in days()) {
        check(&text, day)?;
    }

    #[test]
    fn what_is_found_does_not_depend_on_capitals(text in words()) {
        // Only short weekdays and "Good Friday" look at capitals, and neither is among the words.
        let anchor = anchor("2026-02-11", "America/Chicago");
        let upper = find(&text.to_ascii_uppercase(), &anchor);
        prop_assert_eq!(find(&text, &anchor), upper);
    }
}
