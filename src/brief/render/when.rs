//! Days, times and zones as people say them.

use jiff::civil::Date;

use crate::domain::Instant;

/// Zones that North Americans call by a word rather than by a city.
const SPOKEN_ZONES: [(&str, &str); 33] = [
    ("America/New_York", "Eastern"),
    ("America/Detroit", "Eastern"),
    ("America/Indiana/Indianapolis", "Eastern"),
    ("America/Indianapolis", "Eastern"),
    ("America/Kentucky/Louisville", "Eastern"),
    ("America/Louisville", "Eastern"),
    ("America/Toronto", "Eastern"),
    ("America/Montreal", "Eastern"),
    ("US/Eastern", "Eastern"),
    ("EST5EDT", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Menominee", "Central"),
    ("America/Winnipeg", "Central"),
    ("US/Central", "Central"),
    ("CST6CDT", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Boise", "Mountain"),
    ("America/Edmonton", "Mountain"),
    ("US/Mountain", "Mountain"),
    ("MST7MDT", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("US/Arizona", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Vancouver", "Pacific"),
    ("US/Pacific", "Pacific"),
    ("PST8PDT", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("America/Juneau", "Alaska"),
    ("US/Alaska", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("US/Hawaii", "Hawaii"),
    ("America/Halifax", "Atlantic"),
    ("America/St_Johns", "Newfoundland"),
];

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
    format!("{}, {} {}", day(instant.date()), time(instant), zone(instant))
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

/// `Mountain`, `Berlin time`, or `UTC-7` where only an offset is known.
pub(super) fn zone(instant: &Instant) -> String {
    let name = instant.iana_zone().unwrap_or("UTC");
    if let Some((_, spoken)) = SPOKEN_ZONES.iter().find(|(iana, _)| *iana == name) {
        return (*spoken).to_owned();
    }
    match name.rsplit_once('/') {
        Some((area, city)) if area != "Etc" => format!("{} time", city.replace('_', " ")),
        _ => offset(instant),
    }
}

/// `UTC-7`, `UTC+5:30`, `UTC`.
fn offset(instant: &Instant) -> String {
    let seconds = instant.zoned().offset().seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
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
    fn zones_are_named_as_people_say_them() {
        for (text, said) in [
            ("2026-01-28T09:00:00-07:00[America/Denver]", "Wed 28 Jan, 9:00 Mountain"),
            ("2026-01-28T09:00:00-07:00", "Wed 28 Jan, 9:00 UTC-7"),
            ("2026-07-01T14:30:00+05:30", "Wed 1 Jul, 14:30 UTC+5:30"),
            ("2026-07-01T14:30:00Z", "Wed 1 Jul, 14:30 UTC"),
            ("2026-07-01T14:30:00+02:00[Europe/Berlin]", "Wed 1 Jul, 14:30 Berlin time"),
            (
                "2026-07-01T14:30:00-03:00[America/Argentina/Buenos_Aires]",
                "Wed 1 Jul, 14:30 Buenos Aires time",
            ),
            ("2026-07-01T14:30:00-05:00[Etc/GMT+5]", "Wed 1 Jul, 14:30 UTC-5"),
        ] {
            assert_eq!(moment(&at(text)), said);
        }
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
