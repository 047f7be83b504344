//! Time zones as people say them.

use crate::domain::Instant;

/// What several zones, or the country around one, are called. A city's zone that is not here is called by its city.
///
/// Eastern European time is not here: beside times of North America it would be read as Eastern.
const SPOKEN: [(&str, &[&str]); 20] = [
    (
        "Eastern",
        &[
            "America/New_York",
            "America/Detroit",
            "America/Indiana/Indianapolis",
            "America/Indianapolis",
            "America/Kentucky/Louisville",
            "America/Louisville",
            "America/Toronto",
            "America/Montreal",
            "America/Iqaluit",
            "US/Eastern",
            "Canada/Eastern",
            "EST5EDT",
        ],
    ),
    (
        "Central",
        &[
            "America/Chicago",
            "America/Menominee",
            "America/Winnipeg",
            "US/Central",
            "Canada/Central",
            "CST6CDT",
        ],
    ),
    ("Saskatchewan time", &["America/Regina", "Canada/Saskatchewan"]),
    (
        "Mountain",
        &["America/Denver", "America/Boise", "America/Edmonton", "US/Mountain", "Canada/Mountain", "MST7MDT"],
    ),
    ("Arizona", &["America/Phoenix", "US/Arizona"]),
    ("Pacific", &["America/Los_Angeles", "America/Vancouver", "US/Pacific", "Canada/Pacific", "PST8PDT"]),
    ("Alaska", &["America/Anchorage", "America/Juneau", "US/Alaska"]),
    ("Hawaii", &["Pacific/Honolulu", "US/Hawaii"]),
    ("Atlantic", &["America/Halifax", "Canada/Atlantic"]),
    ("Newfoundland", &["America/St_Johns", "Canada/Newfoundland"]),
    (
        "UK",
        &[
            "Europe/London",
            "Europe/Belfast",
            "Europe/Guernsey",
            "Europe/Isle_of_Man",
            "Europe/Jersey",
            "GB",
            "GB-Eire",
        ],
    ),
    ("Irish time", &["Europe/Dublin", "Eire"]),
    (
        "Central European",
        &[
            "CET",
            "Europe/Amsterdam",
            "Europe/Andorra",
            "Europe/Belgrade",
            "Europe/Berlin",
            "Europe/Bratislava",
            "Europe/Brussels",
            "Europe/Budapest",
            "Europe/Copenhagen",
            "Europe/Gibraltar",
            "Europe/Ljubljana",
            "Europe/Luxembourg",
            "Europe/Madrid",
            "Europe/Malta",
            "Europe/Monaco",
            "Europe/Oslo",
            "Europe/Paris",
            "Europe/Podgorica",
            "Europe/Prague",
            "Europe/Rome",
            "Europe/San_Marino",
            "Europe/Sarajevo",
            "Europe/Skopje",
            "Europe/Stockholm",
            "Europe/Tirane",
            "Europe/Vaduz",
            "Europe/Vatican",
            "Europe/Vienna",
            "Europe/Warsaw",
            "Europe/Zagreb",
            "Europe/Zurich",
        ],
    ),
    ("Israel time", &["Asia/Jerusalem", "Asia/Tel_Aviv", "Israel"]),
    ("India time", &["Asia/Kolkata", "Asia/Calcutta"]),
    ("China time", &["Asia/Shanghai", "PRC"]),
    ("Korea time", &["Asia/Seoul", "ROK"]),
    ("Japan time", &["Asia/Tokyo", "Japan"]),
    ("New Zealand time", &["Pacific/Auckland", "NZ"]),
    ("Singapore time", &["Asia/Singapore", "Singapore"]),
];

/// `Mountain`, `UK`, `India time`, `Lagos time`, or `UTC-7` where only an offset is known.
pub(super) fn name(instant: &Instant) -> String {
    let name = instant.iana_zone().unwrap_or("UTC");
    if let Some((spoken, _)) = SPOKEN.iter().find(|(_, zones)| zones.contains(&name)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_as_people_say_them() {
        for (text, said) in [
            ("2026-01-28T09:00:00-07:00[America/Denver]", "Mountain"),
            ("2026-07-28T09:00:00-07:00[America/Phoenix]", "Arizona"),
            ("2026-05-06T15:30:00+01:00[Europe/London]", "UK"),
            ("2026-05-06T15:30:00+01:00[Europe/Dublin]", "Irish time"),
            ("2026-05-06T15:30:00+01:00[Africa/Lagos]", "Lagos time"),
            ("2026-07-01T14:30:00+02:00[Europe/Berlin]", "Central European"),
            ("2026-07-01T14:30:00+03:00[Europe/Helsinki]", "Helsinki time"),
            ("2026-07-01T14:30:00+05:30[Asia/Kolkata]", "India time"),
            ("2026-07-01T14:30:00-03:00[America/Argentina/Buenos_Aires]", "Buenos Aires time"),
            ("2026-01-28T09:00:00-07:00", "UTC-7"),
            ("2026-07-01T14:30:00+05:30", "UTC+5:30"),
            ("2026-07-01T14:30:00Z", "UTC"),
            ("2026-07-01T14:30:00-05:00[Etc/GMT+5]", "UTC-5"),
        ] {
            assert_eq!(name(&text.parse().unwrap()), said, "{text}");
        }
    }

    #[test]
    fn every_zone_has_one_name_and_exists() {
        let zones: Vec<&str> = SPOKEN.iter().flat_map(|(_, zones)| zones.iter().copied()).collect();
        for zone in &zones {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
            assert_eq!(zones.iter().filter(|other| *other == zone).count(), 1, "{zone}");
        }
    }
}
