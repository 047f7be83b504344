//! Where a company sits, as its record says it (`Denver, CO, USA`), to the IANA zones its people may live in.
//!
//! The text is free: a known state, province or country is looked for from its end, where addresses put them, then a known city.
//! Whatever could be meant is a candidate, the likeliest first: `Georgia` is a state and a country, and Tennessee has two zones. The
//! offset of a booking tells them apart, see [`Instant::named_by`](crate::domain::Instant::named_by), so a wrong guess changes nothing.

mod cities;
mod tables;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use cities::CITIES;
use tables::{COUNTRIES, Country};

/// The longest code, in letters.
const MAX_CODE: usize = 3;
/// The longest name of the tables, in words.
const MAX_NAME_WORDS: usize = 4;
/// The most of a text that is read, in characters; a headquarters is never longer.
const MAX_CHARS: usize = 200;

/// The IANA zones of a place, the likeliest first; none where nothing is recognised.
pub fn zones(place: &str) -> Vec<&'static str> {
    let place: String = place.chars().take(MAX_CHARS).collect();
    let mut zones = Vec::new();
    // Several sites: `London / New York`.
    for site in place.split([';', '/', '|', '\n']) {
        let parts: Vec<Vec<Word>> = site.split([',', '(', ')', '·', '•']).map(words).collect();
        add(&mut zones, by_ending(&parts).or_else(|| by_inner_words(&parts)).unwrap_or_default());
    }
    zones
}

/// A word as the tables have it.
#[derive(Debug)]
struct Word {
    /// Lower-case, without accents and points.
    folded: String,
    /// Whether it may be a code: `CO`, but not the `in` of `House in Kent`.
    capitals: bool,
}

/// The words of a text; those with digits are postcodes and street numbers.
fn words(text: &str) -> Vec<Word> {
    let tokens = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '&' | ':'));
    let words = tokens.filter(|token| !token.contains(|c: char| c.is_ascii_digit())).map(|token| {
        let letters = token.nfd().filter(|c| c.is_alphabetic() && !is_combining_mark(*c));
        Word {
            folded: letters.flat_map(char::to_lowercase).collect(),
            capitals: !token.contains(char::is_lowercase),
        }
    });
    words.filter(|word| !word.folded.is_empty()).collect()
}

/// The last part that ends with a name, as in `Salt Lake City, UT 84101, USA`.
fn by_ending(parts: &[Vec<Word>]) -> Option<Vec<&'static str>> {
    parts.iter().enumerate().rev().find_map(|(index, part)| {
        let lengths = (1..=part.len().min(MAX_NAME_WORDS)).rev();
        lengths.filter_map(|length| part.split_at_checked(part.len() - length)).find_map(|(before, name)| {
            let code = before.is_empty() || name.iter().all(|word| word.capitals);
            let earlier: Vec<&[Word]> = parts.iter().take(index).map(Vec::as_slice).chain([before]).collect();
            meant(&joined(name), code, &earlier)
        })
    })
}

/// A name anywhere, as in `San Francisco Bay Area`; no codes.
fn by_inner_words(parts: &[Vec<Word>]) -> Option<Vec<&'static str>> {
    parts.iter().rev().find_map(|part| {
        let lengths = (1..=part.len().min(MAX_NAME_WORDS)).rev();
        lengths.flat_map(|length| part.windows(length)).find_map(|name| meant(&joined(name), false, &[]))
    })
}

/// Every zone that a name may mean; `earlier` is the address before it.
fn meant(name: &str, code: bool, earlier: &[&[Word]]) -> Option<Vec<&'static str>> {
    if name.len() <= MAX_CODE && !code {
        return None;
    }
    let mut zones = Vec::new();
    let regions = COUNTRIES.iter().flat_map(|country| country.regions).filter(|region| is(region.0, name));
    for (_, theirs) in regions {
        add(&mut zones, theirs.iter().copied());
    }
    let is_region = !zones.is_empty();
    for country in COUNTRIES.iter().filter(|country| is(country.names, name)) {
        let theirs = within(country, earlier);
        // `CA` is California; who reads it as Canada would find its zones under American offsets.
        add(&mut zones, theirs.into_iter().filter(|zone| !is_region || !zone.starts_with("America/")));
    }
    add(&mut zones, city(name));
    (!zones.is_empty()).then_some(zones)
}

/// The zones of the state or the city that stands before the country, otherwise all of the country's.
fn within(country: &Country, earlier: &[&[Word]]) -> Vec<&'static str> {
    let endings = earlier.iter().rev().flat_map(|part| {
        let lengths = (1..=part.len().min(MAX_NAME_WORDS)).rev();
        lengths.filter_map(|length| part.get(part.len() - length..)).map(joined)
    });
    for name in endings {
        let mut zones = Vec::new();
        let regions = country.regions.iter().filter(|region| is(region.0, &name));
        add(&mut zones, regions.flat_map(|region| region.1.iter().copied()));
        add(&mut zones, city(&name).into_iter().filter(|zone| country.zones.contains(zone)));
        if !zones.is_empty() {
            return zones;
        }
    }
    country.zones.to_vec()
}

/// The zones of a city by its own name or by that of its zone.
fn city(name: &str) -> Vec<&'static str> {
    let listed = CITIES.iter().filter(|city| is(city.0, name)).flat_map(|city| city.1.iter().copied());
    let all = COUNTRIES.iter().flat_map(|country| country.zones.iter().copied());
    let own = all.filter(|zone| {
        let city = zone.rsplit('/').next().unwrap_or(zone);
        city.len() == name.len()
            && city.chars().zip(name.chars()).all(|(ours, theirs)| match ours {
                '_' => theirs == ' ',
                letter => letter.to_ascii_lowercase() == theirs,
            })
    });
    listed.chain(own).collect()
}

fn is(names: &[&str], name: &str) -> bool {
    names.contains(&name)
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

fn add(zones: &mut Vec<&'static str>, more: impl IntoIterator<Item = &'static str>) {
    for zone in more {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
}
