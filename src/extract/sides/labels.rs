//! What a speaker's label says by itself: a person, a room or telephone, or a part ("Prospect").

use crate::domain::Side;
use crate::extract::names::{Name, fold};

/// What a label is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Somebody's name.
    Person(Name),
    /// A part in the conversation, without a name.
    Part(Side),
    /// A room, a telephone, a number, `Speaker 2`.
    Nobody,
}

impl Label {
    /// Reads a label as the recording tool wrote it.
    pub fn read(label: &str) -> Self {
        let folded = fold(label);
        let outside = folded.split(['(', '[']).next().unwrap_or_default();
        let words: Vec<&str> =
            outside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if words.is_empty() || words.iter().any(|word| NOBODY.contains(word)) {
            return Self::Nobody;
        }
        if let Some(side) = part(&words) {
            return Self::Part(side);
        }
        let owned = folded.contains("'s ");
        if !owned && words.iter().any(|word| DEVICES.contains(word)) {
            return Self::Nobody;
        }
        Name::parse(label).map_or(Self::Nobody, Self::Person)
    }

    /// The name, when the label is one.
    pub fn person(&self) -> Option<&Name> {
        match self {
            Self::Person(name) => Some(name),
            _ => None,
        }
    }
}

fn part(words: &[&str]) -> Option<Side> {
    let mut named = words.iter().filter(|word| word.parse::<u32>().is_err()).peekable();
    named.peek()?;
    let named: Vec<&str> = named.copied().collect();
    let all = |table: &[&str]| named.iter().all(|word| table.contains(word));
    if all(SELLERS) {
        Some(Side::Seller)
    } else if all(BUYERS) {
        Some(Side::Buyer)
    } else {
        None
    }
}

const NOBODY: &[&str] = &[
    "speaker",
    "guest",
    "unknown",
    "participant",
    "user",
    "caller",
    "attendee",
    "unidentified",
    "anonymous",
    "voice",
    "unnamed",
    "person",
    "host",
    "spk",
    "male",
    "female",
    "recording",
];

const SELLERS: &[&str] = &["sdr", "bdr", "ae", "rep", "sales", "seller", "agent", "representative", "vendor"];

const BUYERS: &[&str] = &["prospect", "customer", "client", "buyer", "lead", "contact", "prospective"];

const DEVICES: &[&str] = &[
    "room",
    "rm",
    "rooms",
    "conf",
    "conference",
    "mtg",
    "meeting",
    "boardroom",
    "lab",
    "ipad",
    "iphone",
    "phone",
    "mobile",
    "cell",
    "laptop",
    "tablet",
    "desktop",
    "android",
    "galaxy",
    "pixel",
    "office",
    "bridge",
    "noc",
    "lobby",
    "huddle",
    "zoom",
    "polycom",
    "webex",
    "hq",
    "floor",
    "kitchen",
    "studio",
    "desk",
    "line",
    "dial",
    "landline",
    "warehouse",
    "shop",
    "reception",
    "speakerphone",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_numbers_and_placeholders_are_nobody() {
        for label in
            ["Speaker 2", "+1 555-010-0100", "Oak Conf Rm 4", "Guest (chat)", "QA Lab iPad", "77123", ""]
        {
            assert_eq!(Label::read(label), Label::Nobody, "{label}");
        }
    }

    #[test]
    fn names_are_people_even_on_a_device() {
        for (label, given) in [("Mia Holt (Guest)", "mia"), ("Mia's iPhone", "mia"), ("Holt, Mia", "mia")] {
            assert_eq!(Label::read(label).person().unwrap().given(), given, "{label}");
        }
    }

    #[test]
    fn a_part_tells_the_side() {
        assert_eq!(Label::read("Prospect 1"), Label::Part(Side::Buyer));
        assert_eq!(Label::read("Sales Rep"), Label::Part(Side::Seller));
    }
}
