//! Names of people: read from labels, compared across accents, nicknames, initials and the spellings of a speech recognizer.

mod likeness;
mod spans;

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::hashing::WordSet;
use super::speech::Word;

pub use likeness::{Likeness, likeness, same_given, sounds_like};
pub use spans::{Span, is_vocative, name_at, names};

/// Lower case without accents: `Ouédraogo` and `ouedraogo` are the same.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' | 'İ' => folded.push('i'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'þ' | 'Þ' => folded.push_str("th"),
            '’' => folded.push('\''),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The same for a word in lower case, which is not copied where it has no accents.
fn fold_lower(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() { lower.into() } else { fold(lower).into() }
}

/// A person's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    words: Vec<String>,
    honorific: bool,
}

impl Name {
    /// Reads a name as people and tools write it: `Last, First`, `Name (Company)`, `Dr. Name`, `Name | Company`, `Name's iPhone`,
    /// `first.last@company`. `None` when no word is left or a word holds digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.split(['(', '[', '|', '/', '<', '·']).next().unwrap_or_default();
        let text = text.split(" - ").next().unwrap_or_default();
        let (text, address) = match text.split_once('@') {
            Some((local, _)) => (local, true),
            None => (text, false),
        };
        let ordered = match text.split_once(',') {
            Some((last, first)) if !first.trim().is_empty() && !is_credential(first) => {
                format!("{} {}", first.trim(), last.trim())
            }
            Some((name, _)) => name.to_owned(),
            None => text.to_owned(),
        };
        let mut words = Vec::new();
        let mut honorific = false;
        let folded = fold(&ordered);
        for word in
            folded.split(|c: char| c.is_whitespace() || c == '.' || (address && matches!(c, '_' | '-')))
        {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let (word, owner) = match word.strip_suffix("'s") {
                Some(owner) => (owner, true),
                None => (word, false),
            };
            if word.is_empty() {
                continue;
            }
            if word.chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            if words.is_empty() && is_honorific(word) && !owner {
                honorific = true;
                continue;
            }
            words.push(word.to_owned());
            if owner {
                break;
            }
        }
        (!words.is_empty()).then_some(Self { words, honorific })
    }

    /// A name of folded words.
    pub fn of_words(words: Vec<String>, honorific: bool) -> Option<Self> {
        (!words.is_empty()).then_some(Self { words, honorific })
    }

    /// The words, folded, without an honorific.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The first word.
    pub fn given(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// The last word, when there is more than one.
    pub fn surname(&self) -> Option<&str> {
        if self.words.len() > 1 { self.words.last().map(String::as_str) } else { None }
    }

    /// Whether it stood with `Mr`, `Mrs`, `Dr` or the like: a single word is then the family name.
    pub fn honorific(&self) -> bool {
        self.honorific
    }
}

/// Whether a folded word is an honorific.
pub fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "doctor"
            | "doktor"
            | "mister"
            | "herr"
            | "frau"
            | "senhor"
            | "senhora"
            | "senor"
            | "senora"
            | "monsieur"
            | "madame"
            | "signor"
            | "signora"
            | "alhaji"
    )
}

fn is_credential(text: &str) -> bool {
    let folded = fold(text.trim().trim_end_matches('.'));
    matches!(
        folded.as_str(),
        "phd"
            | "ph.d"
            | "md"
            | "jr"
            | "sr"
            | "ii"
            | "iii"
            | "cpa"
            | "mba"
            | "esq"
            | "rn"
            | "pe"
            | "pmp"
            | "cissp"
    )
}

static GIVEN_NAMES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of_list(include_str!("given_names.txt")));

static ALSO_WORDS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of_list(include_str!("given_names_also_words.txt")));

static COMMON_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of_list(include_str!("common_words.txt")));

static NOT_PEOPLE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of_list(include_str!("not_people.txt")));

/// Whether a lower-case word is an everyday one, which a capital at the start of a sentence does not make a name.
pub fn is_common_word(lower: &str) -> bool {
    COMMON_WORDS.contains(lower)
}

/// Whether a word of the call, without its ending, is an everyday one.
fn is_common(word: &Word<'_>) -> bool {
    COMMON_WORDS.has(word.base_hash)
}

/// Whether a lower-case word is written with a capital without being a person: a day, a country, a well-known product.
pub fn is_never_person(lower: &str) -> bool {
    NOT_PEOPLE.contains(lower)
}

/// Whether a folded word is a common given name somewhere in the world; of a hyphenated one the first part counts.
pub fn is_given_name(folded: &str) -> bool {
    GIVEN_NAMES.contains(folded)
        || folded.split_once('-').is_some_and(|(first, _)| first.len() > 2 && GIVEN_NAMES.contains(first))
}

/// Whether a given name is a word or a place as well (`will`, `grace`, `austin`), so that it says little by itself.
pub fn is_also_word(folded: &str) -> bool {
    ALSO_WORDS.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Name::parse(text).map(|name| name.words().to_vec()).unwrap_or_default()
    }

    #[test]
    fn names_are_read_in_the_ways_tools_write_them() {
        assert_eq!(words("Okafor, Ngozi"), ["ngozi", "okafor"]);
        assert_eq!(words("Zoë Brûlé (Acme)"), ["zoe", "brule"]);
        assert_eq!(words("Dr. Jan Łukasiewicz"), ["jan", "lukasiewicz"]);
        assert_eq!(words("Mia Holt | Acme"), ["mia", "holt"]);
        assert_eq!(words("Mia's iPhone"), ["mia"]);
        assert_eq!(words("mia.holt@acme.example"), ["mia", "holt"]);
        assert_eq!(words("Ada Byron, PhD"), ["ada", "byron"]);
        assert!(words("Speaker 2").is_empty());
    }

    #[test]
    fn given_names_that_are_words_are_told_apart() {
        assert!(is_given_name("ngozi") && !is_also_word("ngozi"));
        assert!(is_given_name("grace") && is_also_word("grace"));
        assert!(!is_given_name("invoice"));
    }
}
