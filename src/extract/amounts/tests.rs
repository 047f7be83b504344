//! What people say of money, time and shares, and how it is written short.

use proptest::prelude::*;

use super::*;
use crate::extract::call::tokenize;

fn shorts(text: &str) -> Vec<String> {
    assert!(find(text).is_empty() || may_be_among(&tokenize(text, 0)), "overlooked: {text}");
    find(text).into_iter().map(|amount| amount.short).collect()
}

#[test]
fn amounts_are_written_short_in_their_own_terms() {
    for (text, short) in [
        ("a hundred and forty thousand dollars", "$140k"),
        ("one point eight million dollars", "$1.8M"),
        ("six thousand two hundred quid", "£6,200"),
        ("forty grand", "40k"),
        ("$85k", "$85k"),
        ("1.8M", "1.8M"),
        ("€2.4 million", "€2.4M"),
        ("EUR 38,000 last year", "€38k"),
        ("$61,000 collected", "$61k"),
        ("a hundred and eighty-six thousand four hundred and two dollars", "$186,402"),
        ("thirty-eight bucks a ton", "$38 a ton"),
        ("four hundred dollars", "$400"),
        ("eight, nine thousand dollars", "$8,000-9,000"),
        ("three fifty k", "350k"),
        ("sixty percent", "60 %"),
        ("94%", "94 %"),
        ("seven point eight per cent", "7.8 %"),
        ("thirty to forty percent of it", "30-40 %"),
        ("one in ten", "1 in 10"),
        ("nine out of ten", "9 in 10"),
        ("four of the last six weekends", "4 of 6 weekends"),
        ("four of eleven tugs", "4 of 11 tugs"),
        ("a third of the loads", "a third"),
        ("two thirds of them", "two thirds"),
        ("half of them", "half"),
        ("nine days", "9 days"),
        ("two hours a week", "2 hours a week"),
        ("eight working days", "8 working days"),
        ("about five, six weeks", "5-6 weeks"),
        ("two to three weeks", "2-3 weeks"),
        ("a minute and a half", "1.5 minutes"),
        ("half an hour", "half an hour"),
        ("half a day a week", "half a day a week"),
        ("an hour a day", "1 hour a day"),
        ("two and a half hours", "2.5 hours"),
        ("nine hundred a week", "900 a week"),
        ("two a day", "2 a day"),
        ("twice a month", "twice a month"),
        ("three times a week", "3 times a week"),
        ("a dozen", "12"),
        ("eleven hundred and forty", "1,140"),
        ("forty-one open recommendations", "41 open recommendations"),
        ("34 trucks", "34 trucks"),
        ("forty-some returned pieces", "40 returned pieces"),
        ("140 pages a night", "140 pages a night"),
        ("sixty thousand rows", "60,000 rows"),
    ] {
        assert_eq!(shorts(text), [short], "{text}");
    }
}

#[test]
fn times_dates_years_phones_ordinals_and_pronouns_are_no_amounts() {
    for text in [
        "at two",
        "ten o'clock",
        "at nine thirty",
        "2pm, 14:00, half past four",
        "March 3 and 3 March",
        "the fourteenth, the 14th, twenty-sixth",
        "in 2019, since twenty nineteen",
        "September thirtieth, twenty twenty-eight",
        "call 602-555-0148",
        "that's the one, one of us",
        "the R-454B unit, a W2",
        "SOC two, type 2, level 3",
        "three forty",
        "3/14",
        "a week, a day",
    ] {
        assert_eq!(shorts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn units_and_values_are_told_apart() {
    let text = "We lost $1.4M, that's sixty percent, over nine days, on 34 trucks.";
    let found: Vec<(f64, Unit)> = find(text).into_iter().map(|amount| (amount.value, amount.unit)).collect();
    assert_eq!(
        found,
        [(1.4e6, Unit::Money(Some('$'))), (60.0, Unit::Percent), (9.0, Unit::Duration), (34.0, Unit::Count)]
    );
}

#[test]
fn ranges_hold_sign_and_unit() {
    let text = "So it’s $140k a year, or 94%, “two hours a week”.";
    let said: Vec<&str> = find(text).iter().map(|amount| text.get(amount.range.clone()).unwrap()).collect();
    assert_eq!(said, ["$140k a year", "94%", "two hours a week"]);
}

#[test]
fn values_are_the_same_in_digits_and_words() {
    for (digits, words) in [
        ("$1.8M", "one point eight million dollars"),
        ("140k", "a hundred and forty thousand"),
        ("60 %", "sixty percent"),
        ("the 14th", "the fourteenth"),
        ("1 in 10", "one person in ten"),
        ("2028", "twenty twenty-eight"),
        ("41", "forty-one"),
    ] {
        for value in values(digits) {
            assert!(values(words).contains(&value), "{digits}: {value} in {:?}", values(words));
        }
    }
    assert!(values("under two forty").contains(&240.0));
    assert_eq!(values("no one, that one, first of all"), Vec::<f64>::new());
}

/// What amounts are made of, and what may stand between.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "a ", "An ", "the ", "half ", "quarter", " of", " two", "-five", "twenty", " hundred", " thousand", " k", "$", "9",
    ".5", "%", " percent", " weeks", " hour’s", " day's", " in ", " and ", " third", " tenths", " once", " twice ", "each ",
    " month", "dozen", " people", ",", ".", " e", "é",
];

proptest! {
    #[test]
    fn any_text_yields_ordered_ranges(text in "\\PC{0,80}") {
        let mut end = 0;
        for amount in find(&text) {
            prop_assert!(amount.range.start >= end && amount.range.start < amount.range.end);
            prop_assert!(text.get(amount.range.clone()).is_some());
            end = amount.range.end;
        }
        let _ = values(&text);
    }

    #[test]
    fn no_amount_is_overlooked(words in proptest::collection::vec(proptest::sample::select(WORDS), 1..8)) {
        let text = words.concat();
        prop_assert!(find(&text).is_empty() || may_be_among(&tokenize(&text, 0)), "{}", text);
    }

    #[test]
    fn any_whole_number_is_read_back(number in 13_u32..1_000_000) {
        let grouped = form::plain(f64::from(number));
        prop_assert_eq!(values(&grouped), vec![f64::from(number)]);
        prop_assert_eq!(values(&number.to_string()), vec![f64::from(number)]);
    }
}
