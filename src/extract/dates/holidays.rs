//! Public holidays by which people in the US and the UK count: "the Tuesday after Labor Day".

use jiff::civil::{Date, Weekday};

use super::calendar::{easter, nth_weekday, plus};
use crate::extract::lexer::Stream;
use crate::extract::numerals::Read;

/// A day of the year with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// The same date each year: month, day.
    On(i8, i8),
    /// The nth such weekday of a month, the last for -1, and days to add.
    Nth(i8, i8, Weekday, i32),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The next bank holiday of England, whichever it is.
    Bank,
}

use Holiday::{Bank, Easter, Nth, On};
use Weekday::{Monday, Thursday};

/// Names in words, the longer first where one begins another.
const NAMES: &[(&[&str], Holiday)] = &[
    (&["new", "year", "day"], On(1, 1)),
    (&["new", "years", "day"], On(1, 1)),
    (&["new", "year", "eve"], On(12, 31)),
    (&["new", "years", "eve"], On(12, 31)),
    (&["mlk", "day"], Nth(1, 3, Monday, 0)),
    (&["martin", "luther", "king", "day"], Nth(1, 3, Monday, 0)),
    (&["valentine", "day"], On(2, 14)),
    (&["valentines", "day"], On(2, 14)),
    (&["presidents", "day"], Nth(2, 3, Monday, 0)),
    (&["presidents'", "day"], Nth(2, 3, Monday, 0)),
    (&["president", "day"], Nth(2, 3, Monday, 0)),
    (&["st", "patrick", "day"], On(3, 17)),
    (&["good", "friday"], Easter(-2)),
    (&["easter", "monday"], Easter(1)),
    (&["easter", "sunday"], Easter(0)),
    (&["easter"], Easter(0)),
    (&["memorial", "day"], Nth(5, -1, Monday, 0)),
    (&["juneteenth"], On(6, 19)),
    (&["canada", "day"], On(7, 1)),
    (&["independence", "day"], On(7, 4)),
    (&["fourth", "of", "july"], On(7, 4)),
    (&["labor", "day"], Nth(9, 1, Monday, 0)),
    (&["labour", "day"], Nth(9, 1, Monday, 0)),
    (&["columbus", "day"], Nth(10, 2, Monday, 0)),
    (&["indigenous", "peoples", "day"], Nth(10, 2, Monday, 0)),
    (&["halloween"], On(10, 31)),
    (&["veterans", "day"], On(11, 11)),
    (&["thanksgiving"], Nth(11, 4, Thursday, 0)),
    (&["black", "friday"], Nth(11, 4, Thursday, 1)),
    (&["cyber", "monday"], Nth(11, 4, Thursday, 4)),
    (&["christmas", "eve"], On(12, 24)),
    (&["christmas", "day"], On(12, 25)),
    (&["christmas"], On(12, 25)),
    (&["boxing", "day"], On(12, 26)),
    (&["may", "day", "bank", "holiday"], Nth(5, 1, Monday, 0)),
    (&["august", "bank", "holiday"], Nth(8, -1, Monday, 0)),
    (&["bank", "holiday", "monday"], Bank),
    (&["bank", "holiday"], Bank),
];

/// Bank holidays of England and Wales (gov.uk/bank-holidays); substitute days are left out.
const BANK: [Holiday; 8] = [
    On(1, 1),
    Easter(-2),
    Easter(1),
    Nth(5, 1, Monday, 0),
    Nth(5, -1, Monday, 0),
    Nth(8, -1, Monday, 0),
    On(12, 25),
    On(12, 26),
];

/// The holiday named at a position.
pub(super) fn named(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<Holiday>> {
    let first = lexemes.text(at);
    // "Sounds good Friday works", without punctuation, is no holiday.
    if first == "good" && !lexemes.get(at).is_some_and(|lexeme| lexeme.capital) {
        return None;
    }
    NAMES
        .iter()
        .filter(|(words, _)| words.first() == Some(&first))
        .find_map(|(words, value)| lexemes.phrase(at, words).map(|next| Read { value: *value, next }))
}

impl Holiday {
    /// The day of it in a year.
    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            On(month, day) => Date::new(year, month, day).ok(),
            Nth(month, nth, weekday, later) => {
                nth_weekday(Date::new(year, month, 1).ok()?, nth, weekday).map(|day| plus(day, later))
            }
            Easter(later) => easter(year).map(|day| plus(day, later)),
            Bank => BANK.iter().filter_map(|holiday| holiday.in_year(year)).min(),
        }
    }

    /// The first one on or after a day.
    pub(super) fn next(self, from: Date) -> Option<Date> {
        let years = [from.year(), from.year().checked_add(1)?];
        let kinds: &[Self] = if self == Bank { &BANK } else { std::slice::from_ref(&self) };
        let days = years.iter().flat_map(|year| kinds.iter().filter_map(|kind| kind.in_year(*year)));
        days.filter(|day| *day >= from).min()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn holidays_are_found_ahead_of_the_call() {
        let from = date(2026, 2, 18);
        assert_eq!(Nth(9, 1, Monday, 0).next(from), Some(date(2026, 9, 7)));
        assert_eq!(Nth(2, 3, Monday, 0).next(from), Some(date(2027, 2, 15)));
        assert_eq!(Nth(11, 4, Thursday, 1).next(from), Some(date(2026, 11, 27)));
        assert_eq!(Bank.next(from), Some(date(2026, 4, 3)));
        assert_eq!(Bank.next(date(2026, 4, 7)), Some(date(2026, 5, 4)));
    }
}
