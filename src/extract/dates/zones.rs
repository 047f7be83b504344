//! Time zones by the names that people say: "nine Mountain", "three o'clock Lisbon", "two your time".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::tz::TimeZone;

use super::Grammar;
use super::part::Part;
use crate::extract::lexer::{Gap, Stream};
use crate::extract::numerals::Read;

/// Names that are zones by themselves, directly behind a time.
const ZONES: &[(&[&str], &str)] = &[
    (&["central", "european"], "Europe/Brussels"),
    (&["eastern", "european"], "Europe/Athens"),
    (&["east", "coast"], "America/New_York"),
    (&["west", "coast"], "America/Los_Angeles"),
    (&["eastern"], "America/New_York"),
    (&["et"], "America/New_York"),
    (&["est"], "America/New_York"),
    (&["edt"], "America/New_York"),
    (&["central"], "America/Chicago"),
    (&["ct"], "America/Chicago"),
    (&["cst"], "America/Chicago"),
    (&["cdt"], "America/Chicago"),
    (&["mountain"], "America/Denver"),
    (&["mt"], "America/Denver"),
    (&["mst"], "America/Denver"),
    (&["mdt"], "America/Denver"),
    (&["arizona"], "America/Phoenix"),
    (&["pacific"], "America/Los_Angeles"),
    (&["pt"], "America/Los_Angeles"),
    (&["pst"], "America/Los_Angeles"),
    (&["pdt"], "America/Los_Angeles"),
    (&["atlantic"], "America/Halifax"),
    (&["alaska"], "America/Anchorage"),
    (&["hawaii"], "Pacific/Honolulu"),
    (&["utc"], "UTC"),
    (&["zulu"], "UTC"),
    (&["gmt"], "Europe/London"),
    (&["bst"], "Europe/London"),
    (&["uk"], "Europe/London"),
    (&["u", "k"], "Europe/London"),
    (&["cet"], "Europe/Brussels"),
    (&["cest"], "Europe/Brussels"),
    (&["eet"], "Europe/Athens"),
    (&["ist"], "Asia/Kolkata"),
    (&["sgt"], "Asia/Singapore"),
    (&["jst"], "Asia/Tokyo"),
    (&["aest"], "Australia/Sydney"),
    (&["aedt"], "Australia/Sydney"),
    (&["nzt"], "Pacific/Auckland"),
];

/// Names that are zones only with "time" behind them.
const LANDS: &[(&str, &str)] = &[
    ("american", "America/New_York"),
    ("australian", "Australia/Sydney"),
    ("british", "Europe/London"),
    ("danish", "Europe/Copenhagen"),
    ("dutch", "Europe/Amsterdam"),
    ("european", "Europe/Brussels"),
    ("finnish", "Europe/Helsinki"),
    ("french", "Europe/Paris"),
    ("german", "Europe/Berlin"),
    ("india", "Asia/Kolkata"),
    ("indian", "Asia/Kolkata"),
    ("irish", "Europe/Dublin"),
    ("israel", "Asia/Jerusalem"),
    ("italian", "Europe/Rome"),
    ("japan", "Asia/Tokyo"),
    ("norwegian", "Europe/Oslo"),
    ("polish", "Europe/Warsaw"),
    ("portuguese", "Europe/Lisbon"),
    ("spanish", "Europe/Madrid"),
    ("swedish", "Europe/Stockholm"),
    ("swiss", "Europe/Zurich"),
];

/// Business cities that are not the name of a zone.
const CITIES: &[(&str, &str)] = &[
    ("atlanta", "America/New_York"),
    ("austin", "America/Chicago"),
    ("bangalore", "Asia/Kolkata"),
    ("barcelona", "Europe/Madrid"),
    ("beijing", "Asia/Shanghai"),
    ("boston", "America/New_York"),
    ("calgary", "America/Edmonton"),
    ("charlotte", "America/New_York"),
    ("cleveland", "America/New_York"),
    ("dallas", "America/Chicago"),
    ("delhi", "Asia/Kolkata"),
    ("edinburgh", "Europe/London"),
    ("frankfurt", "Europe/Berlin"),
    ("geneva", "Europe/Zurich"),
    ("hamburg", "Europe/Berlin"),
    ("houston", "America/Chicago"),
    ("manchester", "Europe/London"),
    ("miami", "America/New_York"),
    ("milan", "Europe/Rome"),
    ("minneapolis", "America/Chicago"),
    ("montreal", "America/Toronto"),
    ("mumbai", "Asia/Kolkata"),
    ("munich", "Europe/Berlin"),
    ("nashville", "America/Chicago"),
    ("ottawa", "America/Toronto"),
    ("philadelphia", "America/New_York"),
    ("pittsburgh", "America/New_York"),
    ("portland", "America/Los_Angeles"),
    ("san diego", "America/Los_Angeles"),
    ("san francisco", "America/Los_Angeles"),
    ("seattle", "America/Los_Angeles"),
    ("tampa", "America/New_York"),
    ("vegas", "America/Los_Angeles"),
    ("washington", "America/New_York"),
];

/// City names of one or two words, from the zone database and the list above.
static BY_CITY: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    const REGIONS: [&str; 8] =
        ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    let mut cities = BTreeMap::new();
    for name in jiff::tz::db().available() {
        let name = name.as_str();
        let Some((region, city)) = name.split_once('/') else { continue };
        // Easter Island would catch "ten, Easter Monday".
        if !REGIONS.contains(&region) || city == "Easter" {
            continue;
        }
        let city = city.rsplit('/').next().unwrap_or(city).replace('_', " ").to_ascii_lowercase();
        let known = cities.entry(city).or_insert_with(|| name.to_owned());
        if name < known.as_str() {
            name.clone_into(known);
        }
    }
    for (city, name) in CITIES {
        cities.insert((*city).to_owned(), (*name).to_owned());
    }
    cities
});

/// The zone named behind a time; `None` inside means the zone of the call ("your time").
pub(super) fn behind_time(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<Option<TimeZone>>> {
    if lexemes.gap(at) == Gap::Stop {
        return None;
    }
    let word = lexemes.text(at);
    let time_follows = |next: usize| lexemes.text(next) == "time" && lexemes.close(next);
    if matches!(word, "your" | "our" | "my" | "local" | "their" | "his" | "her") {
        return time_follows(at + 1).then_some(Read { value: None, next: at + 2 });
    }
    if let Some(zone) = proper(lexemes, at) {
        return Some(Read { value: Some(zone.value), next: zone.next });
    }
    if let Some((_, name)) = LANDS.iter().find(|(land, _)| *land == word && time_follows(at + 1)) {
        return Some(Read { value: Some(TimeZone::get(name).ok()?), next: at + 2 });
    }
    // A city needs "time" behind it, or to touch the hour: "three o'clock Lisbon".
    let (name, next) = city(lexemes, at)?;
    let zone = TimeZone::get(name).ok()?;
    if time_follows(next) {
        return Some(Read { value: Some(zone), next: next + 1 });
    }
    let ends = lexemes.gap(next) >= Gap::Comma || super::words::closes_a_date(lexemes.text(next));
    (lexemes.gap(at) == Gap::Space && ends).then_some(Read { value: Some(zone), next })
}

/// A zone by its own name, with "time" or "standard time" behind it where said.
fn proper(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<TimeZone>> {
    let word = lexemes.text(at);
    let (words, name) = ZONES
        .iter()
        .find(|(words, _)| words.first() == Some(&word) && lexemes.phrase(at, words).is_some())?;
    let mut next = at + words.len();
    for tail in [&["standard", "time"][..], &["daylight", "time"], &["time"]] {
        if lexemes.close(next)
            && let Some(after) = lexemes.phrase(next, tail)
        {
            next = after;
        }
    }
    Some(Read { value: TimeZone::get(name).ok()?, next })
}

fn city(lexemes: Stream<'_, '_>, at: usize) -> Option<(&'static str, usize)> {
    let first = lexemes.text(at);
    // Function words begin no city, and looking them up would cost most of the time spent here.
    if first.len() < 4 && !matches!(first, "rio" | "san" | "abu" | "new" | "los" | "tel") {
        return None;
    }
    if lexemes.close(at + 1) {
        let pair = format!("{first} {}", lexemes.text(at + 1));
        if let Some(name) = BY_CITY.get(&pair) {
            return Some((name, at + 2));
        }
    }
    BY_CITY.get(first).map(|name| (name.as_str(), at + 1))
}

impl Grammar<'_, '_> {
    /// A zone that is a sentence of its own: "Eastern?".
    pub(super) fn zone_alone(&self, at: usize) -> Option<Part> {
        // "Eastern?", or at the end of a summary: "Thursday, November fifth, Eastern."
        if self.lexemes.gap(at) < Gap::Comma {
            return None;
        }
        let zone = proper(self.lexemes, at)?;
        let alone = self.lexemes.gap(zone.next) == Gap::Stop;
        alone.then(|| Part { zone: Some(zone.value), ..Part::new(at, zone.next) })
    }
}
