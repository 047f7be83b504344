//! Places as records write them, against the offsets of bookings.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::domain::Instant;

/// The zone that a start of that offset gets at that place.
fn zone_at(place: &str, start: &str) -> Option<String> {
    let start: Instant = start.parse().unwrap();
    let named = start.named_by(zones(place).into_iter().filter_map(|name| TimeZone::get(name).ok()));
    named.iana_zone().filter(|name| *name != "UTC").map(str::to_owned)
}

#[test]
fn a_place_and_an_offset_give_a_zone() {
    const WINTER: &str = "2026-01-28T09:00:00";
    const SUMMER: &str = "2026-07-28T09:00:00";
    for (place, day, offset, zone) in [
        // States, by code and by name, with postcodes and without commas.
        ("Denver, CO, USA", WINTER, "-07:00", "America/Denver"),
        ("Denver, CO, USA", SUMMER, "-06:00", "America/Denver"),
        ("Denver CO 80202", WINTER, "-07:00", "America/Denver"),
        ("1600 Market St., Philadelphia, PA 19103, U.S.A.", WINTER, "-05:00", "America/New_York"),
        ("Boston, MA", SUMMER, "-04:00", "America/New_York"),
        ("boston, ma", SUMMER, "-04:00", "America/New_York"),
        ("Salem, Oregon, United States", WINTER, "-08:00", "America/Los_Angeles"),
        ("Charleston, West Virginia", WINTER, "-05:00", "America/New_York"),
        ("Albuquerque, New Mexico", WINTER, "-07:00", "America/Denver"),
        ("Washington, D.C.", WINTER, "-05:00", "America/New_York"),
        ("Paris, Texas", WINTER, "-06:00", "America/Chicago"),
        ("San Jose, CA", WINTER, "-08:00", "America/Los_Angeles"),
        ("Honolulu, HI", SUMMER, "-10:00", "Pacific/Honolulu"),
        // Arizona has no summer time, and California is an hour behind it only in winter.
        ("Phoenix, AZ, USA", SUMMER, "-07:00", "America/Phoenix"),
        ("Phoenix, AZ, USA", WINTER, "-07:00", "America/Phoenix"),
        // States with two zones.
        ("Nashville, TN, USA", SUMMER, "-05:00", "America/Chicago"),
        ("Knoxville, TN, USA", SUMMER, "-04:00", "America/New_York"),
        ("Pensacola, FL", WINTER, "-06:00", "America/Chicago"),
        ("El Paso, TX", WINTER, "-07:00", "America/Denver"),
        // A country alone, or with a city.
        ("Remote (US)", SUMMER, "-07:00", "America/Los_Angeles"),
        ("USA", WINTER, "-07:00", "America/Denver"),
        ("San Diego, USA", SUMMER, "-07:00", "America/Los_Angeles"),
        ("Leeds, UK", SUMMER, "+01:00", "Europe/London"),
        ("Leeds, UK", WINTER, "+00:00", "Europe/London"),
        ("London SW1A 1AA, U.K.", WINTER, "+00:00", "Europe/London"),
        ("Islay, Scotland, UK", SUMMER, "+01:00", "Europe/London"),
        ("Belfast, Northern Ireland", SUMMER, "+01:00", "Europe/London"),
        ("Dublin, Ireland", SUMMER, "+01:00", "Europe/Dublin"),
        ("Munich, Germany", WINTER, "+01:00", "Europe/Berlin"),
        ("Near Reutlingen, Germany", SUMMER, "+02:00", "Europe/Berlin"),
        ("Zürich, Schweiz", SUMMER, "+02:00", "Europe/Zurich"),
        ("İzmir, Türkiye", SUMMER, "+03:00", "Europe/Istanbul"),
        ("Lagos, Nigeria", SUMMER, "+01:00", "Africa/Lagos"),
        ("Lagos, Portugal", SUMMER, "+01:00", "Europe/Lisbon"),
        ("Bengaluru, India", WINTER, "+05:30", "Asia/Kolkata"),
        ("Dubai, UAE", WINTER, "+04:00", "Asia/Dubai"),
        ("Singapore", WINTER, "+08:00", "Asia/Singapore"),
        ("Madrid, Cundinamarca, Colombia", SUMMER, "-05:00", "America/Bogota"),
        ("São Paulo, Brasil", SUMMER, "-03:00", "America/Sao_Paulo"),
        ("Tijuana, Mexico", SUMMER, "-07:00", "America/Tijuana"),
        // Provinces and Australian states.
        ("Toronto, Canada", SUMMER, "-04:00", "America/Toronto"),
        ("Montréal, QC, Canada", WINTER, "-05:00", "America/Toronto"),
        ("Winnipeg, MB, Canada", SUMMER, "-05:00", "America/Winnipeg"),
        ("Regina, Saskatchewan", SUMMER, "-06:00", "America/Regina"),
        ("Vancouver BC", WINTER, "-08:00", "America/Vancouver"),
        ("St. John's, NL, Canada", WINTER, "-03:30", "America/St_Johns"),
        ("Sydney NSW", WINTER, "+11:00", "Australia/Sydney"),
        ("Sydney NSW 2000, Australia", SUMMER, "+10:00", "Australia/Sydney"),
        ("Melbourne, Australia", WINTER, "+11:00", "Australia/Melbourne"),
        ("Brisbane, QLD", WINTER, "+10:00", "Australia/Brisbane"),
        ("Perth, WA, Australia", WINTER, "+08:00", "Australia/Perth"),
        // Two readings, told apart by the offset.
        ("Perth, WA", WINTER, "+08:00", "Australia/Perth"),
        ("Seattle, WA", WINTER, "-08:00", "America/Los_Angeles"),
        ("Atlanta, Georgia", SUMMER, "-04:00", "America/New_York"),
        ("Tbilisi, Georgia", SUMMER, "+04:00", "Asia/Tbilisi"),
        ("Berlin, DE", SUMMER, "+02:00", "Europe/Berlin"),
        ("Dover, DE", SUMMER, "-04:00", "America/New_York"),
        ("Pune, IN", SUMMER, "+05:30", "Asia/Kolkata"),
        ("London / New York", SUMMER, "-04:00", "America/New_York"),
        ("London / New York", SUMMER, "+01:00", "Europe/London"),
        // A city alone, also inside a longer name.
        ("San Francisco", SUMMER, "-07:00", "America/Los_Angeles"),
        ("San Francisco Bay Area", SUMMER, "-07:00", "America/Los_Angeles"),
        ("Greater Boston Area", SUMMER, "-04:00", "America/New_York"),
        ("Dallas-Fort Worth Metroplex", SUMMER, "-05:00", "America/Chicago"),
        ("Helsinki", SUMMER, "+03:00", "Europe/Helsinki"),
        ("Lagos", SUMMER, "+01:00", "Africa/Lagos"),
    ] {
        assert_eq!(zone_at(place, &format!("{day}{offset}")).as_deref(), Some(zone), "{place} {day}{offset}");
    }
}

#[test]
fn an_offset_that_is_not_the_places_stays_an_offset() {
    for (place, start) in [
        // The booking is in somebody else's time.
        ("Denver, CO, USA", "2026-01-28T09:00:00-05:00"),
        ("Leeds, UK", "2026-07-28T09:00:00+00:00"),
        ("San Francisco, CA", "2026-01-28T09:00:00-05:00"),
        ("Denver, CO", "2026-01-28T09:00:00-05:00"),
        ("Boston, USA", "2026-01-28T09:00:00-06:00"),
        ("Phoenix, AZ", "2026-07-28T09:00:00-05:00"),
        // Nothing is known of the place.
        ("", "2026-01-28T09:00:00-05:00"),
        ("Kettle Bend", "2026-01-28T09:00:00-05:00"),
        ("a house in co me or la", "2026-01-28T09:00:00-08:00"),
        ("12345", "2026-01-28T09:00:00-05:00"),
    ] {
        assert_eq!(zone_at(place, start), None, "{place} {start}");
    }
}

#[test]
fn a_zone_that_was_given_stays() {
    let start = "2026-01-28T09:00:00-07:00[America/Phoenix]";
    assert_eq!(zone_at("Denver, CO, USA", start).as_deref(), Some("America/Phoenix"));
}

#[test]
fn every_zone_of_the_tables_exists() {
    let regions = COUNTRIES.iter().flat_map(|country| country.regions).chain(CITIES);
    let zones = regions.map(|region| region.1).chain(COUNTRIES.iter().map(|country| country.zones));
    for zone in zones.flatten() {
        assert!(TimeZone::get(zone).is_ok(), "{zone}");
    }
}

#[test]
fn names_of_the_tables_are_folded_and_short_enough() {
    let regions = COUNTRIES.iter().flat_map(|country| country.regions).chain(CITIES);
    let names = regions.map(|region| region.0).chain(COUNTRIES.iter().map(|country| country.names));
    for name in names.flatten() {
        assert_eq!(joined(&words(name)), *name);
        assert!(name.split(' ').count() <= MAX_NAME_WORDS, "{name}");
    }
}

proptest! {
    #[test]
    fn the_instant_and_its_clock_never_change(
        place in "[A-Z]{2}|[a-zA-Z ]{0,20}, [A-Z]{2}(, (USA|UK|Canada|Australia|Brazil|Russia))?|\\PC{0,40}",
        second in 0_i64..4_000_000_000,
        quarters in -48_i32..57,
    ) {
        let zone = jiff::tz::Offset::from_seconds(quarters * 900).unwrap().to_time_zone();
        let start = Instant::new(jiff::Timestamp::from_second(second).unwrap().to_zoned(zone));
        let named = start.clone().named_by(zones(&place).into_iter().filter_map(|name| TimeZone::get(name).ok()));
        prop_assert_eq!(named.zoned().timestamp(), start.zoned().timestamp());
        prop_assert_eq!(named.to_rfc3339(), start.to_rfc3339());
    }

    #[test]
    fn a_state_before_its_country_is_the_states_zones(state in prop::sample::select(
        COUNTRIES.iter().flat_map(|country| {
            country.regions.iter().flat_map(move |region| region.0.iter().map(move |name| (country, *name, region.1)))
        }).collect::<Vec<_>>()
    )) {
        let (country, name, expected) = state;
        let place = format!("Somewhere, {}, {}", name.to_uppercase(), country.names[0]);
        let found = zones(&place);
        prop_assert!(found.starts_with(expected), "{} {:?}", place, found);
    }
}
