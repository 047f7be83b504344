//! The small print of a line: days, times, money, counts and names as short as they stay clear.

use jiff::civil::{Date, Weekday};

use super::zone;
use crate::domain::{Due, Instant};

/// The English month names as a brief prints them, from January.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The English weekday names as a brief prints them, from Monday.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A day as `Wed 28 Jan`; with its year when that is not `year`, the year of the call.
pub fn day(date: Date, year: Option<i16>) -> String {
    let weekday = weekday(date.weekday());
    let plain = format!("{weekday} {}", day_of_month(date));
    if year.is_none_or(|year| year == date.year()) { plain } else { format!("{plain} {}", date.year()) }
}

/// A day as `28 Jan 2026`, for facts that may be old.
pub fn day_with_year(date: Date) -> String {
    format!("{} {}", day_of_month(date), date.year())
}

/// A time of day as `9:00`, in the zone of the instant.
pub fn clock(instant: &Instant) -> String {
    let zoned = instant.zoned();
    format!("{}:{:02}", zoned.hour(), zoned.minute())
}

/// A moment as `Wed 28 Jan 9:00`, in the zone of the instant.
pub fn moment(instant: &Instant, year: Option<i16>) -> String {
    format!("{} {}", day(instant.date(), year), clock(instant))
}

/// A moment with its zone where its clock is not that of the zone in which the reader expects times.
pub fn moment_beside(instant: &Instant, expected: &Instant, year: Option<i16>) -> String {
    let plain = moment(instant, year);
    let zoned = instant.zoned();
    if zoned.offset() == expected.zoned().time_zone().to_offset(zoned.timestamp()) {
        return plain;
    }
    format!("{plain} ({})", zone::name(instant))
}

/// A due date as precisely as it is known.
pub fn due(due: &Due, year: Option<i16>) -> String {
    match due {
        Due::Day(date) => day(*date, year),
        Due::At(instant) => moment(instant, year),
    }
}

/// A place in a recording as `1:39` or `1:02:03`.
pub fn timestamp(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// US dollars with three digits: `$140k`, `$47M`, `$1.15B`.
pub fn dollars(amount: f64) -> String {
    let (value, unit) = if amount >= 1e9 {
        (amount / 1e9, "B")
    } else if amount >= 1e6 {
        (amount / 1e6, "M")
    } else if amount >= 1e3 {
        (amount / 1e3, "k")
    } else {
        (amount, "")
    };
    let text = if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    };
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("${short}{unit}")
}

/// A whole number with commas: `5,200`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text with its first letter lower-cased, unless its first word is an acronym, `I`, or one of `names`.
pub fn lower_first(text: &str, names: &[String]) -> String {
    let first: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_name = names.iter().any(|name| name.split(' ').any(|word| word.trim_end_matches("'s") == first));
    let acronym = first.chars().filter(|c| c.is_uppercase()).count() > 1;
    if is_name || acronym || first == "I" {
        return text.to_owned();
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(head) => head.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The text with its first letter upper-cased.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(head) => head.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Words as `wc -w` counts them.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn day_of_month(date: Date) -> String {
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    format!("{} {}", date.day(), month.copied().unwrap_or_default())
}

fn weekday(weekday: Weekday) -> &'static str {
    usize::try_from(weekday.to_monday_zero_offset())
        .ok()
        .and_then(|index| WEEKDAYS.get(index).copied())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_name_their_weekday_and_only_another_year() {
        assert_eq!(day(date(2026, 1, 28), Some(2026)), "Wed 28 Jan");
        assert_eq!(day(date(2028, 9, 4), Some(2026)), "Mon 4 Sep 2028");
        assert_eq!(day_with_year(date(2025, 11, 4)), "4 Nov 2025");
    }

    #[test]
    fn a_moment_is_read_in_its_own_zone() {
        let instant: Instant = "2026-01-28T09:00:00-07:00".parse().unwrap();
        assert_eq!(moment(&instant, Some(2026)), "Wed 28 Jan 9:00");
        assert_eq!(due(&Due::Day(date(2026, 1, 16)), None), "Fri 16 Jan");
    }

    #[test]
    fn a_moment_names_its_zone_only_where_its_clock_is_another() {
        let booked: Instant = "2026-03-04T09:00:00-07:00[America/Denver]".parse().unwrap();
        for (text, said) in [
            ("2026-03-04T09:00:00-07:00[America/Denver]", "Wed 4 Mar 9:00"),
            ("2026-03-04T11:00:00-05:00[America/New_York]", "Wed 4 Mar 11:00 (Eastern)"),
            ("2026-03-04T11:00:00-05:00", "Wed 4 Mar 11:00 (UTC-5)"),
            // Denver moves its clocks between the two.
            ("2026-03-11T09:00:00-06:00[America/Denver]", "Wed 11 Mar 9:00"),
            ("2026-03-11T09:00:00-07:00[America/Phoenix]", "Wed 11 Mar 9:00 (Arizona)"),
        ] {
            assert_eq!(moment_beside(&text.parse().unwrap(), &booked, Some(2026)), said);
        }
    }

    #[test]
    fn amounts_are_short() {
        assert_eq!(dollars(38e6), "$38M");
        assert_eq!(dollars(1.15e9), "$1.15B");
        assert_eq!(dollars(11.5e6), "$11.5M");
        assert_eq!(dollars(100e6), "$100M");
        assert_eq!(dollars(2.3e6), "$2.3M");
        assert_eq!(dollars(140_000.0), "$140k");
        assert_eq!(count(5200), "5,200");
        assert_eq!(count(38), "38");
        assert_eq!(count(1_234_567), "1,234,567");
    }

    #[test]
    fn recording_times_have_hours_only_when_needed() {
        assert_eq!(timestamp(99_767), "1:39");
        assert_eq!(timestamp(3_723_000), "1:02:03");
    }

    #[test]
    fn only_a_common_first_word_is_lowered() {
        let names = vec!["Curtis Whitehorse".to_owned()];
        assert_eq!(lower_first("Send the form", &names), "send the form");
        assert_eq!(lower_first("ROI sheet", &names), "ROI sheet");
        assert_eq!(lower_first("Curtis sends it", &names), "Curtis sends it");
        assert_eq!(lower_first("I send it", &names), "I send it");
    }
}
