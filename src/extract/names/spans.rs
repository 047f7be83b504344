//! Where in the word stream a name may stand.

use std::ops::Range;

use super::{
    Name, fold, fold_lower, is_also_word, is_common, is_common_word, is_given_name, is_honorific,
    is_never_person,
};
use crate::extract::speech::{Speech, Word};

/// A run of words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words in [`Speech::words`], an honorific included.
    pub words: Range<usize>,
    /// The name.
    pub name: Name,
    /// Whether it opens its sentence, where every word has a capital.
    pub opens: bool,
    /// Whether the given name is a common one and nothing else.
    pub known: bool,
}

impl Span {
    /// The name as said: `Dr. Bly`, `Hollis Brandt`.
    pub fn text(&self, speech: &Speech<'_>) -> String {
        let mut text = String::new();
        for word in speech.words().get(self.words.clone()).unwrap_or_default() {
            if !text.is_empty() {
                text.push(' ');
            }
            let bare: String = word.text.chars().take(word.base.chars().count()).collect();
            if word.capital {
                text.push_str(&bare);
            } else {
                let mut chars = bare.chars();
                text.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(chars.as_str());
            }
            if matches!(word.lower, "dr" | "mr" | "mrs" | "ms") {
                text.push('.');
            }
        }
        text
    }
}

/// The longest row of honorifics before a name: "Herr Prof. Dr.".
const MAX_HONORIFICS: usize = 4;

/// Every place where a name may stand, in order; none reaches into another.
pub fn names(speech: &Speech<'_>) -> Vec<Span> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < speech.words().len() {
        let name = name_at(speech, at);
        at = name.as_ref().map_or(at + 1, |name| name.words.end);
        names.extend(name);
    }
    names
}

/// The longest run of words from `at` on that may be a name. It says nothing yet of whether it is one.
pub fn name_at(speech: &Speech<'_>, at: usize) -> Option<Span> {
    let first = speech.word(at).filter(|word| is_written_as_name(word))?;
    let opens = speech.opens(at);
    let honorific = titled(first);
    let mut words = Vec::new();
    let mut end = at;
    if honorific {
        let more =
            |end: usize| speech.word(end).filter(|word| titled(word) && word.sentence == first.sentence);
        while end - at < MAX_HONORIFICS && more(end).is_some() {
            end += 1;
        }
    } else if !may_be_name(first, opens) {
        return None;
    }
    let loose = first.lowercase;
    while let Some(word) = speech.word(end) {
        let inside = end > at;
        if inside && (word.sentence != first.sentence || word.pause || (titled(word) && !honorific)) {
            break;
        }
        let particle = inside && !words.is_empty() && is_particle(word.lower) && follows_capital(speech, end);
        let fits = if loose && inside {
            honorific && words.is_empty()
        } else {
            may_be_name(word, opens && !inside && !honorific) && !is_acronym(word.text)
        };
        if !(fits || particle) {
            break;
        }
        words.push(fold(word.base));
        end += 1;
        if !word.suffix.is_empty() || words.len() == 4 {
            break;
        }
    }
    if opens && !honorific && words.len() > 1 && starts_with_a_word(&words) {
        words.remove(0);
        let from = at + 1;
        let known = words.first().is_some_and(|given| is_given_name(given) && !is_also_word(given));
        return Some(Span { words: from..end, name: Name::of_words(words, false)?, opens: false, known });
    }
    let known = words.first().is_some_and(|given| is_given_name(given) && !is_also_word(given));
    let name = Name::of_words(words, honorific)?;
    Some(Span { words: at..end, name, opens, known })
}

/// "Merchandising Karthik", "Big Declan": a word that only has a capital for opening the sentence, then a given name.
fn starts_with_a_word(words: &[String]) -> bool {
    match words {
        [first, second, ..] => !is_given_name(first) && is_given_name(second) && !is_also_word(second),
        _ => false,
    }
}

/// Whether a word has a capital, or might have one if its speaker's words had any.
fn is_written_as_name(word: &Word<'_>) -> bool {
    word.capital || word.lowercase
}

/// "Dr", "Frau", written with a capital where capitals are written at all.
fn titled(word: &Word<'_>) -> bool {
    let plain = is_written_as_name(word) && word.suffix.is_empty() && is_honorific(&fold_lower(word.lower));
    plain && (word.capital || (word.lowercase && matches!(word.lower, "mr" | "mrs" | "dr")))
}

fn may_be_name(word: &Word<'_>, opens: bool) -> bool {
    // Most words with a capital are common ones that open a sentence.
    if !is_written_as_name(word) || (opens && !word.lowercase && is_common(word)) {
        return false;
    }
    let lower = word.base;
    if lower.len() < 2 || lower.chars().any(|c| c.is_ascii_digit()) || is_never_person(lower) {
        return false;
    }
    if word.lowercase {
        let folded = fold_lower(lower);
        return is_given_name(&folded) && !is_also_word(&folded) && !is_common(word);
    }
    if is_acronym(word.text) || looks_like_product(word.text) {
        return false;
    }
    if opens && lower.split('-').next().is_some_and(|part| part != lower && is_common_word(part)) {
        return false;
    }
    !is_common(word) || is_given_name(&fold_lower(lower))
}

fn is_particle(lower: &str) -> bool {
    const PARTICLES: [&str; 11] =
        ["de", "da", "dos", "del", "della", "van", "von", "der", "den", "bin", "ter"];
    PARTICLES.contains(&lower)
}

fn follows_capital(speech: &Speech<'_>, at: usize) -> bool {
    (1..=2).any(|steps| speech.near(at, steps).is_some_and(|word| word.capital && !word.pause))
}

/// Two letters or more, all capitals.
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A capital inside the word, as in `QuickBooks`; not as in `McAllister`, `DeShawn`, `O'Neil` or `Keane-Ruiz`.
fn looks_like_product(text: &str) -> bool {
    let mut previous = ' ';
    for (letters, c) in text.chars().enumerate() {
        if c.is_uppercase() && previous.is_lowercase() {
            let prefix: String = text.chars().take(letters).collect::<String>().to_lowercase();
            return !matches!(
                prefix.as_str(),
                "mc" | "mac"
                    | "de"
                    | "da"
                    | "di"
                    | "du"
                    | "la"
                    | "le"
                    | "lu"
                    | "fitz"
                    | "van"
                    | "von"
                    | "mary"
                    | "jo"
                    | "sue"
                    | "ann"
            );
        }
        previous = c;
    }
    false
}

/// Whether somebody is called by the name at these words: "Hi Ana", "Ana, can you", "thanks, Ana", "and you, Ana?".
pub fn is_vocative(speech: &Speech<'_>, span: &Span) -> bool {
    let Range { start, end } = span.words;
    let Some(sentence) = speech.sentence_of(start) else { return false };
    let last_bare = speech.word(end.saturating_sub(1)).is_some_and(|word| word.suffix.is_empty());
    if !last_bare {
        return false;
    }
    let ends = end == sentence.words.end;
    let pause_after = ends || speech.word(end).is_some_and(|word| word.pause);
    let before = start
        .checked_sub(1)
        .and_then(|at| speech.word(at))
        .filter(|word| word.sentence == sentence_index(speech, start));
    let polite = start > sentence.words.start
        && start <= sentence.words.start + 3
        && (sentence.words.start..start)
            .all(|at| speech.word(at).is_some_and(|word| POLITE.contains(&word.lower)));
    if polite && ends {
        return true;
    }
    let greeted = before.is_some_and(|word| GREETINGS.contains(&word.lower));
    if greeted
        && (ends || pause_after || speech.word(end).is_some_and(|word| AFTER_GREETING.contains(&word.lower)))
    {
        return true;
    }
    let pause_before = speech.word(start).is_some_and(|word| word.pause);
    let opening = start == sentence.words.start
        || before.is_some_and(|word| OPENERS.contains(&word.lower) && start == sentence.words.start + 1);
    if opening && !ends && pause_after {
        let turns_to_you = (end..sentence.words.end).take(4).any(|at| {
            speech.word(at).is_some_and(|word| {
                matches!(
                    word.base,
                    "you"
                        | "your"
                        | "can"
                        | "could"
                        | "do"
                        | "what"
                        | "how"
                        | "is"
                        | "does"
                        | "from"
                        | "tell"
                        | "on"
                        | "would"
                        | "i"
                )
            })
        });
        let described = speech
            .word(end)
            .is_some_and(|word| matches!(word.base, "he" | "she" | "who" | "our" | "my" | "that"));
        return turns_to_you && !described;
    }
    (ends && pause_before && start > sentence.words.start)
        || (ends && opening && sentence.question)
        || (ends && opening && before.is_some_and(|word| !matches!(word.lower, "and" | "so" | "but")))
}

fn sentence_index(speech: &Speech<'_>, at: usize) -> usize {
    speech.word(at).map_or(usize::MAX, |word| word.sentence)
}

const GREETINGS: &[&str] = &[
    "hi",
    "hey",
    "hello",
    "thanks",
    "you",
    "morning",
    "afternoon",
    "evening",
    "bye",
    "sorry",
    "okay",
    "ok",
    "dear",
    "welcome",
    "goodbye",
    "cheers",
    "luck",
    "worries",
    "chao",
    "ciao",
    "hola",
    "bonjour",
    "merci",
    "danke",
    "obrigado",
    "obrigada",
    "gracias",
    "grazie",
];

/// Words before a name at the end of a short sentence: "No worries Ana."
const POLITE: &[&str] = &[
    "no",
    "worries",
    "problem",
    "okay",
    "ok",
    "perfect",
    "great",
    "thank",
    "thanks",
    "you",
    "so",
    "much",
    "sorry",
    "right",
    "sure",
    "yes",
    "yeah",
    "hey",
    "hi",
    "hello",
    "good",
    "morning",
    "afternoon",
    "evening",
    "bye",
    "see",
    "drive",
    "safe",
    "take",
    "care",
    "alright",
    "goodbye",
    "again",
    "well",
    "chao",
    "ciao",
    "hola",
    "bonjour",
    "merci",
    "danke",
    "obrigado",
    "obrigada",
    "gracias",
    "grazie",
    "cheers",
];

const AFTER_GREETING: &[&str] = &["it's", "this", "i'm", "how", "can", "is", "thanks", "and", "for", "thank"];

const OPENERS: &[&str] = &["and", "so", "but", "okay", "ok", "yeah", "yes", "no", "well"];
