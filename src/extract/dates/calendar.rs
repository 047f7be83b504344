//! Arithmetic of days, weeks and months. A week starts on Monday.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A day so many days later, or earlier; the calendar's ends hold.
pub(super) fn plus(day: Date, days: i32) -> Date {
    Span::new().try_days(days).map_or(day, |span| day.saturating_add(span))
}

/// A month so many months later, on its first day.
pub(super) fn first_of_month(day: Date, months_later: i32) -> Date {
    let span = Span::new().try_months(months_later).unwrap_or_default();
    day.first_of_month().saturating_add(span).first_of_month()
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Date {
    plus(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// That weekday of a day's week.
pub(super) fn in_week_of(day: Date, weekday: Weekday) -> Date {
    plus(monday(day), i32::from(weekday.to_monday_zero_offset()))
}

/// The first such weekday on or after a day.
pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Date {
    let ahead = i32::from(weekday.to_monday_zero_offset()) - i32::from(day.weekday().to_monday_zero_offset());
    plus(day, ahead.rem_euclid(7))
}

/// The first such weekday after a day.
pub(super) fn after(day: Date, weekday: Weekday) -> Date {
    on_or_after(plus(day, 1), weekday)
}

/// The last such weekday before a day.
pub(super) fn before(day: Date, weekday: Weekday) -> Date {
    on_or_after(plus(day, -7), weekday)
}

/// The first day on or after `from` that is the `day`th of a month, for months that have one.
pub(super) fn next_month_day(from: Date, day: i8) -> Option<Date> {
    (0..3).filter_map(|later| of_month(first_of_month(from, later), day)).find(|date| *date >= from)
}

/// The first day on or after `from` that is the `day`th of a month and that weekday.
pub(super) fn next_month_day_on(from: Date, day: i8, weekday: Weekday) -> Option<Date> {
    (0..14)
        .filter_map(|later| of_month(first_of_month(from, later), day))
        .find(|date| *date >= from && date.weekday() == weekday)
}

/// The `day`th of a day's month, where it has one.
pub(super) fn of_month(month: Date, day: i8) -> Option<Date> {
    Date::new(month.year(), month.month(), day).ok()
}

/// The first day on or after `from` with that month and day.
pub(super) fn next_date(from: Date, month: i8, day: i8) -> Option<Date> {
    (0..9)
        .filter_map(|later| Date::new(from.year().checked_add(later)?, month, day).ok())
        .find(|date| *date >= from)
}

/// The first day of the month with that number which is not over on `from`.
pub(super) fn next_month(from: Date, month: i8) -> Option<Date> {
    let this_year = Date::new(from.year(), month, 1).ok()?;
    if this_year.last_of_month() >= from {
        Some(this_year)
    } else {
        Date::new(from.year().checked_add(1)?, month, 1).ok()
    }
}

/// The first or the nth such weekday of a day's month; the last for -1.
pub(super) fn nth_weekday(month: Date, nth: i8, weekday: Weekday) -> Option<Date> {
    month.nth_weekday_of_month(nth, weekday).ok()
}

/// The nth such weekday of the first month in which it is not over on `from`.
pub(super) fn next_nth_weekday(from: Date, nth: i8, weekday: Weekday) -> Option<Date> {
    (0..3)
        .filter_map(|later| nth_weekday(first_of_month(from, later), nth, weekday))
        .find(|date| *date >= from)
}

/// Whether that day, a year before, was less than three months before `from`: then "March" said in May may be the last one.
pub(super) fn was_recent(from: Date, day: Date) -> bool {
    let earlier = day.saturating_sub(1.year());
    earlier <= from && plus(earlier, 92) >= from && plus(from, 180) < day
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm, Meeus, *Astronomical Algorithms*, ch. 8).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_almanacs_say() {
        for day in
            [date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25), date(2000, 4, 23)]
        {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn month_days_skip_months_that_are_too_short() {
        assert_eq!(next_month_day(date(2026, 2, 3), 31), Some(date(2026, 3, 31)));
        assert_eq!(next_month_day_on(date(2026, 4, 8), 6, Weekday::Tuesday), Some(date(2026, 10, 6)));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        assert_eq!(plus(Date::MAX, 7), Date::MAX);
        assert_eq!(next_month(Date::MAX, 1), None);
        assert_eq!(in_week_of(Date::MIN, Weekday::Monday), monday(Date::MIN));
    }
}
