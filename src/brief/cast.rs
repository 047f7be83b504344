//! Who is who: booked attendees, people of the call and voices of the transcript as one list, and what each is called for short.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words;
use crate::domain::{Booking, Extraction, Quote, Role, Side, SpeakerId, Stakeholder, Transcript};
use crate::extract::sides;

/// Somebody on the buyer's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// The fullest name known, or the title of somebody unnamed.
    pub name: String,
    /// What the brief calls them after the first mention.
    pub short: String,
    /// Job title: the booking's, otherwise the call's.
    pub title: Option<String>,
    /// Part in the decision.
    pub role: Role,
    /// Whether they spoke on a call.
    pub on_call: bool,
    /// Index in the booking's attendees.
    pub attendee: Option<usize>,
    /// Index in the extraction's stakeholders.
    pub stakeholder: Option<usize>,
}

impl Player {
    /// Whether they are expected in the meeting.
    pub fn invited(&self) -> bool {
        self.attendee.is_some()
    }

    /// Whether this is an individual with a name rather than a body or a title (`The board`, `CFO`, `MD`).
    pub fn is_named(&self) -> bool {
        let body = self.name.split_whitespace().any(|word| words::is_in(BODIES, &fold(word)));
        let shouted = self.name.chars().count() <= 4 && self.name.chars().all(char::is_uppercase);
        !body && !shouted && self.name.starts_with(char::is_uppercase)
    }
}

/// Words of names that are no person's.
const BODIES: &str = "the board committee council partners owner owners team cfo ceo coo cto cio vp director manager \
    president legal finance procurement purchasing security it corporate group head commissioners";

/// A voice of a transcript and whose it is.
#[derive(Clone, Debug)]
struct Voice {
    transcript: String,
    label: String,
    name: String,
    side: Side,
}

/// Everybody who is named.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The buyer's people: the invited in the order of the booking, then the others in the order of the call.
    pub players: Vec<Player>,
    /// The selling team by name, the SDR first.
    sellers: Vec<String>,
    voices: Vec<Voice>,
}

impl Cast {
    /// Puts booking, call and voices together.
    pub fn new(calls: &[Transcript], booking: Option<&Booking>, extraction: &Extraction) -> Self {
        let voices: Vec<Voice> = calls.iter().flat_map(|call| voices(call, booking)).collect();
        let mut cast = Self { players: Vec::new(), sellers: Vec::new(), voices };
        if let Some(booking) = booking {
            cast.sellers.extend(booking.sdr.iter().chain(&booking.ae).map(|person| person.name.clone()));
            for (index, attendee) in booking.attendees.iter().enumerate() {
                if let Some(name) = attendee.name.as_deref().filter(|name| !name.trim().is_empty()) {
                    let spoke = cast.voices.iter().any(|voice| same_person(&voice.name, name));
                    cast.players.push(Player {
                        name: name.trim().to_owned(),
                        short: String::new(),
                        title: attendee.title.clone().filter(|title| !title.trim().is_empty()),
                        role: Role::Unknown,
                        on_call: spoke,
                        attendee: Some(index),
                        stakeholder: None,
                    });
                }
            }
        }
        for (index, stakeholder) in extraction.stakeholders.iter().enumerate() {
            let known = cast
                .players
                .iter_mut()
                .find(|player| player.stakeholder.is_none() && same_person(&player.name, &stakeholder.name));
            if let Some(player) = known {
                player.role = stakeholder.role;
                player.on_call |= stakeholder.on_call;
                player.stakeholder = Some(index);
                player.title = player.title.take().or_else(|| stakeholder.title.clone());
                continue;
            }
            if cast.sellers.iter().any(|seller| same_person(seller, &stakeholder.name)) {
                continue;
            }
            if let Some(player) = cast.introduced_as(stakeholder).and_then(|at| cast.players.get_mut(at)) {
                player.role = stakeholder.role;
                player.on_call = true;
                player.stakeholder = Some(index);
                continue;
            }
            let spoken = cast.voices.iter().find(|voice| {
                voice.side == Side::Buyer
                    && stakeholder.on_call
                    && same_person(&voice.name, &stakeholder.name)
            });
            let name =
                spoken.map_or(stakeholder.name.as_str(), |voice| fuller(&voice.name, &stakeholder.name));
            cast.players.push(Player {
                name: name.to_owned(),
                short: String::new(),
                title: stakeholder.title.clone().filter(|title| !title.trim().is_empty()),
                role: stakeholder.role,
                on_call: stakeholder.on_call,
                attendee: None,
                stakeholder: Some(index),
            });
        }
        cast.name_last_voice();
        cast.shorten();
        cast
    }

    /// When one voice and one person of the call are left over, they belong together.
    fn name_last_voice(&mut self) {
        let strangers: Vec<usize> = (0..self.voices.len()).filter(|at| self.is_stranger(*at)).collect();
        let voiceless: Vec<&Player> = self
            .players
            .iter()
            .filter(|player| {
                player.on_call && !self.voices.iter().any(|voice| same_person(&voice.name, &player.name))
            })
            .collect();
        if let ([stranger], [player]) = (strangers.as_slice(), voiceless.as_slice()) {
            let name = player.name.clone();
            if let Some(voice) = self.voices.get_mut(*stranger) {
                voice.name = name;
            }
        }
    }

    /// Whether a voice is no seller's and belongs to nobody named.
    fn is_stranger(&self, voice: usize) -> bool {
        self.voices
            .get(voice)
            .is_some_and(|voice| voice.side != Side::Seller && self.find(&voice.name).is_none())
    }

    /// The player whose voice says `this is Ziggy`, for a stakeholder of that name.
    fn introduced_as(&self, stakeholder: &Stakeholder) -> Option<usize> {
        let name = stakeholder.name.to_lowercase();
        let own = stakeholder.evidence.iter().filter(|quote| {
            let said = quote.text().to_lowercase().replace('’', "'");
            ["this is ", "i'm ", "it's ", "name's ", "name is "]
                .iter()
                .any(|cue| said.contains(&format!("{cue}{name}")))
        });
        let names = own.filter_map(|quote| self.voice_name(quote.transcript(), quote.speaker()?));
        let mut found =
            names.filter_map(|name| self.players.iter().position(|player| same_person(&player.name, name)));
        found.next().filter(|at| self.players.get(*at).is_some_and(|player| player.stakeholder.is_none()))
    }

    fn shorten(&mut self) {
        let names: Vec<String> = self
            .players
            .iter()
            .map(|player| player.name.clone())
            .chain(self.sellers.iter().cloned())
            .collect();
        for player in &mut self.players {
            player.short = short_name(&player.name, &names);
        }
    }

    /// The player of that name, however it was said.
    pub fn find(&self, name: &str) -> Option<&Player> {
        let mut matching = self.players.iter().filter(|player| same_person(&player.name, name));
        let exact = self.players.iter().find(|player| fold(&player.name) == fold(name));
        exact.or_else(|| matching.next())
    }

    /// The index of the player made from a stakeholder.
    pub fn of_stakeholder(&self, index: usize) -> Option<&Player> {
        self.players.iter().find(|player| player.stakeholder == Some(index))
    }

    /// Whether a name is one of the selling team.
    pub fn is_seller(&self, name: &str) -> bool {
        self.sellers.iter().any(|seller| same_person(seller, name))
            || self.voices.iter().any(|voice| voice.side == Side::Seller && same_person(&voice.name, name))
    }

    /// What the brief calls the owner of a name: short where the person is known.
    pub fn call(&self, name: &str) -> String {
        if let Some(player) = self.find(name) {
            return player.short.clone();
        }
        match self.sellers.iter().find(|seller| same_person(seller, name)) {
            Some(seller) => short_name(seller, &self.all_names()),
            None => short_voice(name),
        }
    }

    /// Who spoke a quote: a known person for short, otherwise the transcript's own label.
    pub fn speaker(&self, quote: &Quote) -> Option<String> {
        let label = quote.speaker()?;
        let name = self.voice_name(quote.transcript(), label).unwrap_or(label);
        Some(if let Some(player) = self.find(name) { player.short.clone() } else { short_voice(name) })
    }

    /// The full names behind the speaker of a quote; they count as its evidence.
    pub fn names_of<'a>(&'a self, quote: &'a Quote) -> Vec<&'a str> {
        let Some(label) = quote.speaker() else { return Vec::new() };
        let name = self.voice_name(quote.transcript(), label);
        let player = name.and_then(|name| self.find(name)).map(|player| player.name.as_str());
        [Some(label), name, player].into_iter().flatten().collect()
    }

    /// The side that spoke a quote.
    pub fn side(&self, quote: &Quote) -> Side {
        let voice = self.voices.iter().find(|voice| {
            voice.transcript == quote.transcript() && Some(voice.label.as_str()) == quote.speaker()
        });
        voice.map_or(Side::Unknown, |voice| voice.side)
    }

    /// Whether a voice that is not a seller's belongs to nobody named: somebody invited may be behind it.
    pub fn has_strangers(&self) -> bool {
        (0..self.voices.len()).any(|voice| self.is_stranger(voice))
    }

    /// How many voices could not be put on a side.
    pub fn unknown_voices(&self) -> usize {
        self.voices.iter().filter(|voice| voice.side == Side::Unknown).count()
    }

    /// The names that may stand at the beginning of a sentence: everybody's.
    pub fn all_names(&self) -> Vec<String> {
        self.players
            .iter()
            .map(|player| player.name.clone())
            .chain(self.sellers.iter().cloned())
            .chain(self.voices.iter().map(|voice| voice.name.clone()))
            .collect()
    }

    fn voice_name(&self, transcript: &str, label: &str) -> Option<&str> {
        self.voices
            .iter()
            .find(|voice| voice.transcript == transcript && voice.label == label)
            .map(|voice| voice.name.as_str())
    }
}

fn voices(call: &Transcript, booking: Option<&Booking>) -> Vec<Voice> {
    let sides = sides::assign(call, booking);
    let speakers = call.speakers().iter().enumerate();
    speakers
        .map(|(index, speaker)| {
            let id = SpeakerId(u16::try_from(index).unwrap_or(u16::MAX));
            let side = sides.of(id);
            let own = side.name.as_deref().or(speaker.name.as_deref()).unwrap_or(&speaker.label);
            Voice {
                transcript: call.sha256().to_owned(),
                label: speaker.display().to_owned(),
                name: own.to_owned(),
                side: side.side,
            }
        })
        .collect()
}

/// Whether two ways of naming mean one person: every part of the shorter name is, or begins, a part of the longer one.
pub fn same_person(left: &str, right: &str) -> bool {
    let (left, right) = (parts(left), parts(right));
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    !short.is_empty()
        && short.iter().all(|part| {
            long.iter().any(|other| {
                part == other
                    || (short.len() == 1 && part.chars().count() >= 3 && other.starts_with(part.as_str()))
                    || (short.len() == 1 && other.chars().count() >= 3 && part.starts_with(other.as_str()))
            })
        })
}

/// Lower case without accents.
pub fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn parts(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .map(|part| fold(part.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|part| !part.is_empty() && !words::is_in(TITLES, part) && part != "the")
        .collect()
}

/// Forms of address.
const TITLES: &str =
    "mr mrs ms miss dr prof mister missus madam madame monsieur don dona herr frau senor senora sr sra";

fn fuller<'a>(left: &'a str, right: &'a str) -> &'a str {
    if left.split_whitespace().count() > right.split_whitespace().count() { left } else { right }
}

fn short_name(name: &str, all: &[String]) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let Some(first) = parts.first() else { return name.to_owned() };
    let address = words::is_in(TITLES, &fold(first.trim_end_matches('.')));
    let article = fold(first) == "the" || !name.starts_with(char::is_uppercase);
    let body = parts.iter().any(|word| words::is_in(BODIES, &fold(word)));
    let shared = all
        .iter()
        .filter(|other| other.as_str() != name)
        .any(|other| other.split_whitespace().next().is_some_and(|word| fold(word) == fold(first)));
    match parts.as_slice() {
        [first, .., last] if address && parts.len() > 2 => format!("{first} {last}"),
        [first, _, ..] if !(address || article || body || shared) => (*first).to_owned(),
        _ => name.to_owned(),
    }
}

/// A voice that belongs to nobody known: a two-word name loses its surname, a label stays.
fn short_voice(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    match words.as_slice() {
        [first, second] if is_name_word(first) && is_name_word(second) && !is_label(first) => {
            (*first).to_owned()
        }
        _ => label.to_owned(),
    }
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

fn is_label(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "speaker" | "unknown" | "guest" | "room" | "caller" | "user" | "participant"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_one_however_named() {
        assert!(same_person("Gus", "Gus Papadakis"));
        assert!(same_person("Žofie Nováková", "zofie novakova"));
        assert!(same_person("Raff", "Rafferty"));
        assert!(same_person("Dr. Bly", "Bly"));
        assert!(same_person("Wei Jie", "Koh Wei Jie"));
        assert!(!same_person("Beatrix Ostrow", "Beatrix Olufsen"));
        assert!(!same_person("Mr. Tran", "Mr. Lim"));
        assert!(!same_person("", "Anna"));
    }

    #[test]
    fn first_names_are_enough_until_two_people_share_one() {
        let all = vec!["Kofi Mensah".to_owned(), "Kofi Annan".to_owned(), "Deb Szymanski".to_owned()];
        assert_eq!(short_name("Deb Szymanski", &all), "Deb");
        assert_eq!(short_name("Kofi Mensah", &all), "Kofi Mensah");
        assert_eq!(short_name("Mr. Brantwood", &all), "Mr. Brantwood");
        assert_eq!(short_name("Dr. Graciela Quintanilla", &all), "Dr. Quintanilla");
        assert_eq!(short_name("Don Hernán", &all), "Don Hernán");
        assert_eq!(short_name("The board", &all), "The board");
        assert_eq!(short_name("Capital committee", &all), "Capital committee");
    }

    #[test]
    fn labels_of_machines_stay_as_they_are() {
        assert_eq!(short_voice("Speaker 2"), "Speaker 2");
        assert_eq!(short_voice("+1 555 0100"), "+1 555 0100");
        assert_eq!(short_voice("Priyanka Deol"), "Priyanka");
    }
}
