//! Days and times as people say them.

use jiff::civil::Date;

use crate::brief::zone;
use crate::domain::Instant;

/// `Wed 28 Jan`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// `28 Jan 2026`: for what is kept longer than a meeting.
pub(super) fn day_of_year(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `9:00`, on a clock of 24 hours.
pub(super) fn time(instant: &Instant) -> String {
    instant.zoned().strftime("%-H:%M").to_string()
}

/// `Wed 28 Jan, 9:00 Mountain`.
pub(super) fn moment(instant: &Instant) -> String {
    format!("{}, {} {}", day(instant.date()), time(instant), zone::name(instant))
}

/// `Wed 28 Jan, 9:00 Mountain (10:00 yours)`; the day is repeated where the reader's is another.
pub(super) fn moment_for(instant: &Instant, yours: Option<&Instant>) -> String {
    let moment = moment(instant);
    match yours {
        Some(yours) if yours.date() != instant.date() => {
            format!("{moment} ({}, {} yours)", day(yours.date()), time(yours))
        }
        Some(yours) => format!("{moment} ({} yours)", time(yours)),
        None => moment,
    }
}

/// A place in a recording: `1:39`, `1:02:09`.
pub(super) fn position(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_readers_own_day_is_named_only_where_it_is_another() {
        let start = at("2026-01-28T09:00:00-07:00[America/Denver]");
        let chicago = at("2026-01-28T10:00:00-06:00[America/Chicago]");
        let auckland = at("2026-01-29T05:00:00+13:00[Pacific/Auckland]");
        assert_eq!(moment_for(&start, None), "Wed 28 Jan, 9:00 Mountain");
        assert_eq!(moment_for(&start, Some(&chicago)), "Wed 28 Jan, 9:00 Mountain (10:00 yours)");
        assert_eq!(moment_for(&start, Some(&auckland)), "Wed 28 Jan, 9:00 Mountain (Thu 29 Jan, 5:00 yours)");
    }

    #[test]
    fn a_place_in_a_recording_has_hours_only_when_it_needs_them() {
        assert_eq!(position(99_999), "1:39");
        assert_eq!(position(3_729_000), "1:02:09");
        assert_eq!(position(0), "0:00");
    }
}
