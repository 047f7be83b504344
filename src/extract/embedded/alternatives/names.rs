//! Which names are products, and which are people, places of ours, or our own product.

use std::collections::HashSet;
use std::ops::Range;

use crate::domain::{Side, Speaker};
use crate::extract::Call;
use crate::extract::embedded::reading::{Reading, Word};

/// A name without case, spaces and signs: `Log Haus` and `LogHaus` are the same. So are one whiteboard and four.
pub(super) fn key(name: &str) -> String {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if name.starts_with(char::is_lowercase) { key.trim_end_matches('s').to_owned() } else { key }
}

/// Names that are known before the call is searched.
#[derive(Debug, Default)]
pub(super) struct Known {
    products: Vec<Product>,
    /// Words of people's and companies' names.
    others: HashSet<String>,
    /// Keys of our own product and company.
    own: Vec<String>,
}

/// A product of the account record.
#[derive(Debug)]
struct Product {
    key: String,
    /// Whether the record says that it was given up.
    lapsed: bool,
    /// Whether this is only the first word of its name, which may be a plain word as well.
    alone: bool,
}

/// A product's first word stands for it when it is at least this long: "Fleet" for "Fleet Master".
const SHORTEST_ALONE: usize = 5;

/// Products for talking and writing: that they have them says nothing about how they do the work.
#[rustfmt::skip]
const FOR_TALKING: [&str; 12] = [
    "slack", "teams", "whatsapp", "zoom", "outlook", "gmail", "microsoft365", "googleworkspace", "office365",
    "linkedin", "whatsappbusiness", "microsoftteams",
];

/// First words that stand for nothing by themselves.
#[rustfmt::skip]
const TOO_COMMON: [&str; 12] = [
    "microsoft", "google", "amazon", "oracle", "legacy", "custom", "internal", "online", "windows", "credit",
    "fleet", "cloud",
];

/// Names that are no product: departments, abbreviations, the state.
#[rustfmt::skip]
const GENERAL: [&str; 26] = [
    "it", "hr", "ai", "us", "uk", "eu", "cfo", "ceo", "coo", "cto", "vp", "erp", "crm", "roi", "rfp", "sla",
    "nda", "pos", "api", "state", "county", "covid", "irs", "fda", "osha", "q4",
];

impl Known {
    pub(super) fn of(call: &Call<'_>, reading: &Reading<'_>) -> Self {
        let mut known = Self::default();
        for entry in call.account.iter().flat_map(|account| &account.tech) {
            known.add_product(entry);
        }
        let speakers = call.transcript.speakers().iter().map(Speaker::display);
        let booked = call.booking.iter().flat_map(|booking| {
            let attendees = booking.attendees.iter().filter_map(|person| person.name.as_deref());
            let ours = booking.ae.iter().chain(&booking.sdr).map(|person| person.name.as_str());
            attendees.chain(ours).chain(booking.account.iter().filter_map(|account| account.name.as_deref()))
        });
        let account = call.account.iter().filter_map(|account| account.name.as_deref());
        for name in speakers.chain(booked).chain(account) {
            known.others.extend(name.split_whitespace().map(key));
        }
        if let Some(booking) = call.booking {
            let emails = booking.ae.iter().chain(&booking.sdr).filter_map(|person| person.email.as_deref());
            let domains = emails.filter_map(|email| email.split('@').nth(1)?.split('.').next());
            known.own.extend(domains.map(key));
        }
        known.read_introductions(reading);
        known
    }

    fn add_product(&mut self, entry: &str) {
        let lapsed = ["lapsed", "trial", "former", "until", "replaced"]
            .iter()
            .any(|word| entry.to_lowercase().contains(word));
        let name = entry.split('(').next().unwrap_or_default().trim();
        if FOR_TALKING.contains(&key(name).as_str()) {
            return;
        }
        self.products.push(Product { key: key(name), lapsed, alone: false });
        let first = name.split_whitespace().next().unwrap_or_default();
        let alone = first.starts_with(char::is_uppercase)
            && first.chars().count() >= SHORTEST_ALONE
            && !TOO_COMMON.contains(&first.to_lowercase().as_str());
        if alone && first.len() < name.len() {
            self.products.push(Product { key: key(first), lapsed, alone: true });
        }
    }

    /// "I'm with Dockclock" names our company; "Hollis Brandt, he's the president" a person.
    fn read_introductions(&mut self, reading: &Reading<'_>) {
        let sentences = reading.sentences();
        for (index, sentence) in sentences.iter().enumerate() {
            let words = reading.words(sentence);
            let introduces = || {
                words.windows(2).any(|pair| {
                    matches!(pair, [a, b] if matches!((a.text, b.text), ("i", "am") | ("this" | "it" | "name", "is")))
                })
            };
            let then_he = || {
                let next = sentences.get(index + 1).filter(|next| next.speaker == sentence.speaker);
                next.is_some_and(|next| starts_with_person(reading.words(next)))
            };
            for (at, word) in words.iter().enumerate().filter(|(_, word)| word.name) {
                let before = |back: usize| {
                    at.checked_sub(back).and_then(|at| words.get(at)).map_or("", |word| word.text)
                };
                let after = |on: usize| words.get(at + on).map_or("", |word| word.text);
                if sentence.side == Side::Seller
                    && matches!(before(1), "with" | "from" | "at")
                    && introduces()
                {
                    let next = words.get(at + 1).filter(|next| next.name).map_or("", |next| next.text);
                    self.own.push(key(word.text));
                    self.own.push(key(&format!("{}{next}", word.text)));
                }
                let soon =
                    (1..=4).map(after).any(|word| matches!(word, "he" | "she" | "his" | "her" | "him"));
                let person = soon
                    || (at + 1 == words.len() && then_he())
                    || matches!(after(1), "who" | "said" | "says" | "thinks")
                    || matches!(
                        before(1),
                        "mr" | "mrs"
                            | "ms"
                            | "dr"
                            | "ask"
                            | "tell"
                            | "told"
                            | "hi"
                            | "hey"
                            | "hello"
                            | "thanks"
                    )
                    || (matches!(after(1), "our" | "my" | "the")
                        && words.get(at + 1).is_some_and(|word| word.clause));
                if person {
                    self.others.insert(key(word.text));
                    if words.get(at.wrapping_sub(1)).is_some_and(|word| word.name) {
                        self.others.insert(key(before(1)));
                    }
                }
            }
        }
    }

    /// Whether a name is somebody's, or ours.
    pub(super) fn is_no_product(&self, words: &[Word<'_>]) -> bool {
        let whole: String = words.iter().map(|word| key(word.text)).collect();
        let ours = self.own.iter().any(|own| !own.is_empty() && (*own == whole || nearly(own, &whole)));
        if ours || self.products.iter().any(|product| product.key == whole) {
            return ours;
        }
        let genitive = words.last().is_none_or(|word| word.text.ends_with("'s"));
        let plain = |word: &Word<'_>| {
            self.others.contains(&key(word.text))
                || TOO_COMMON.contains(&word.text)
                || GENERAL.contains(&word.text)
        };
        genitive || words.iter().any(plain)
    }

    /// Where products of the account record stand in a sentence, also when a transcriber split their names.
    pub(super) fn products_in(&self, words: &[Word<'_>]) -> Vec<(Range<usize>, bool)> {
        let mut found = Vec::new();
        if self.products.is_empty() {
            return found;
        }
        let mut at = 0;
        while at < words.len() {
            // A product is looked at only where a word starts like it; one without letters says nothing of that.
            let first = words.get(at).and_then(|word| word.text.chars().find(|c| c.is_alphanumeric()));
            let starts = |product: &&Product| first.is_none() || product.key.chars().next() == first;
            let hit = self.products.iter().filter(starts).find_map(|product| {
                let length = spelled_by(&product.key, words.get(at..)?)?;
                let named = |at: usize| words.get(at).is_some_and(|word| word.capital);
                let part_of_another =
                    named(at + 1) || at.checked_sub(1).is_some_and(|before| named(before) && before > 0);
                let fits = !product.alone || (named(at) && !part_of_another);
                fits.then_some((at..at + length, product.lapsed))
            });
            match hit {
                Some((span, lapsed)) => {
                    at = span.end;
                    found.push((span, lapsed));
                }
                None => at += 1,
            }
        }
        found
    }
}

/// How many words, at most three, spell a key.
fn spelled_by(key: &str, words: &[Word<'_>]) -> Option<usize> {
    let mut rest = key;
    for (at, word) in words.iter().take(3).enumerate() {
        for letter in word.text.chars().filter(|c| c.is_alphanumeric()) {
            rest = rest.strip_prefix(letter)?;
        }
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a sentence goes on about a person.
fn starts_with_person(words: &[Word<'_>]) -> bool {
    words.iter().take(2).any(|word| matches!(word.text, "he" | "she" | "his" | "her"))
}

/// Whether two keys differ by one letter, as a mishearing does.
fn nearly(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().min(right.len()) < 5 || left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let same_start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let same_end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    same_start + same_end + 1 >= left.len().max(right.len())
}
