//! Which words before a colon are somebody's name.
//!
//! "The problem is: we can't" has a colon too. A label is told by its shape, by how often it comes back, and by how the rest
//! of the file is labelled.

use std::collections::{HashMap, HashSet};

use super::times;

/// The longest label, in characters.
const MAX_CHARS: usize = 64;
/// The most words in a label, those in brackets left out.
const MAX_WORDS: usize = 6;

/// First words of phrases that end in a colon in speech or in the head of a document, and of numbered things; lower case.
const NO_NAMES: &[&str] = &[
    "a",
    "about",
    "actually",
    "after",
    "agenda",
    "all",
    "also",
    "an",
    "and",
    "another",
    "answer",
    "any",
    "anyway",
    "april",
    "as",
    "at",
    "attendees",
    "august",
    "basically",
    "because",
    "before",
    "but",
    "by",
    "call",
    "case",
    "chapter",
    "company",
    "conclusion",
    "context",
    "date",
    "day",
    "december",
    "detail",
    "details",
    "disclaimer",
    "duration",
    "each",
    "either",
    "email",
    "end",
    "every",
    "example",
    "fact",
    "february",
    "file",
    "final",
    "finally",
    "first",
    "fine",
    "for",
    "friday",
    "from",
    "funny",
    "goal",
    "good",
    "great",
    "hello",
    "here",
    "hey",
    "hi",
    "his",
    "honestly",
    "host",
    "how",
    "http",
    "https",
    "i",
    "idea",
    "if",
    "in",
    "into",
    "is",
    "issue",
    "it",
    "item",
    "january",
    "july",
    "june",
    "just",
    "keywords",
    "language",
    "last",
    "let",
    "like",
    "link",
    "listen",
    "literally",
    "location",
    "look",
    "mailto",
    "march",
    "may",
    "maybe",
    "me",
    "meaning",
    "meeting",
    "mind",
    "monday",
    "month",
    "more",
    "my",
    "next",
    "no",
    "nope",
    "not",
    "note",
    "notes",
    "november",
    "now",
    "number",
    "october",
    "of",
    "oh",
    "okay",
    "ok",
    "on",
    "once",
    "one",
    "only",
    "option",
    "or",
    "our",
    "overview",
    "part",
    "participants",
    "phase",
    "plan",
    "please",
    "point",
    "problem",
    "project",
    "ps",
    "purpose",
    "question",
    "questions",
    "quick",
    "re",
    "reason",
    "recap",
    "recorded",
    "recording",
    "remember",
    "result",
    "right",
    "rule",
    "saturday",
    "say",
    "second",
    "secondly",
    "section",
    "september",
    "shared",
    "short",
    "since",
    "so",
    "some",
    "sorry",
    "source",
    "speakers",
    "start",
    "status",
    "step",
    "story",
    "subject",
    "summary",
    "sunday",
    "sure",
    "that",
    "thats",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "third",
    "this",
    "three",
    "thursday",
    "tier",
    "time",
    "tip",
    "title",
    "to",
    "today",
    "tomorrow",
    "topic",
    "topics",
    "transcript",
    "true",
    "tuesday",
    "two",
    "type",
    "update",
    "url",
    "version",
    "want",
    "was",
    "we",
    "wednesday",
    "week",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "yeah",
    "year",
    "yep",
    "yes",
    "yesterday",
    "you",
    "your",
    "action",
    "key",
    "warning",
    "important",
    "reminder",
    "bonus",
    "spoiler",
    "translation",
    "translated",
    "caveat",
    "correction",
    "fun",
    "full",
    "frankly",
    "seriously",
    "obviously",
    "clearly",
    "bottom",
    "long",
    "thank",
    "thanks",
    "bye",
    "cheers",
];

/// Bracketed sounds that are no speakers, by their first word; lower case.
const SOUNDS: &[&str] = &[
    "applause",
    "audio",
    "background",
    "beep",
    "blank",
    "breathes",
    "chuckle",
    "chuckles",
    "chuckling",
    "clears",
    "cough",
    "coughs",
    "cross",
    "crosstalk",
    "foreign",
    "gasps",
    "inaudible",
    "indistinct",
    "laugh",
    "laughing",
    "laughs",
    "laughter",
    "music",
    "muted",
    "noise",
    "overlapping",
    "pause",
    "phone",
    "recording",
    "redacted",
    "ringing",
    "sigh",
    "sighs",
    "silence",
    "sniffs",
    "static",
    "technical",
    "typing",
    "unclear",
    "unintelligible",
    "video",
];

/// Small words inside names and room labels.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "do", "dos", "das", "del", "della", "der", "den", "du", "van", "von", "zu", "la", "le",
    "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten", "y", "e", "i", "and", "of", "at", "from", "the",
    "for", "to", "in", "on", "x", "&", "-", "–", "—", "|", "/", "@", "+", "'t", "af", "av", "st", "room",
];

/// Names for voices that nobody gave a name, before a number or a letter; lower case.
const GENERIC: &[&str] = &[
    "speaker",
    "participant",
    "person",
    "caller",
    "guest",
    "user",
    "unknown",
    "unidentified",
    "attendee",
    "phone",
    "voice",
    "spk",
    "interviewer",
    "interviewee",
    "agent",
    "customer",
    "prospect",
    "rep",
    "sdr",
    "ae",
    "host",
    "client",
    "buyer",
    "seller",
    "moderator",
];

/// A line that may begin with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: &'a str,
    /// A time beside the label.
    pub(super) ms: Option<u64>,
    /// What is said.
    pub(super) rest: &'a str,
}

/// `Label: rest`, `Label [00:05]: rest`, `**Label:** rest`, `[Label]: rest`, as far as the shape allows a label.
pub(super) fn colon(line: &str) -> Option<Labelled<'_>> {
    let line = line.trim_start();
    let (at, width) = label_colon(line)?;
    let (before, after) = (line.get(..at)?, line.get(at + width..)?);
    if after.starts_with("//") {
        return None;
    }
    let marks = before.len() - before.trim_start_matches(['*', '_']).len();
    let (mark, before) = before.split_at_checked(marks)?;
    let (label, ms) = match times::suffix(before) {
        Some((label, ms)) => (label.trim_end(), Some(ms)),
        None => (before, None),
    };
    let (label, rest) = match label.strip_suffix(mark) {
        Some(label) => (label, after),
        None => (label, after.trim_start().strip_prefix(mark)?),
    };
    let label = strip_pair(label.trim().trim_end_matches([',', '-', '–']).trim_end());
    Shape::of(label)?;
    Some(Labelled { label, ms, rest: rest.trim() })
}

/// `[Label] rest`, as some `SubRip` files have it.
pub(super) fn bracket(line: &str) -> Option<Labelled<'_>> {
    let (label, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let shape = Shape::of(label.trim())?;
    let sound = SOUNDS.contains(&lower_word(label).as_str());
    (!sound && shape != Shape::Loose).then_some(Labelled { label: label.trim(), ms: None, rest: rest.trim() })
}

/// The byte position and width of the first colon outside brackets and times.
fn label_colon(line: &str) -> Option<(usize, usize)> {
    let mut depth = 0_i32;
    let mut previous = ' ';
    let mut chars = line.char_indices().take(MAX_CHARS + 24).peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ':' | '：' if depth <= 0 => {
                let in_time =
                    previous.is_ascii_digit() && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                if !in_time {
                    return Some((at, char.len_utf8()));
                }
            }
            _ => {}
        }
        previous = char;
    }
    None
}

/// `[Label]` and `(Label)` without their brackets.
fn strip_pair(label: &str) -> &str {
    let inner = |open, close| label.strip_prefix(open)?.strip_suffix(close);
    inner('[', ']').or_else(|| inner('(', ')')).map_or(label, str::trim)
}

/// The first word in lower case, its apostrophes left out.
fn lower_word(label: &str) -> String {
    let word = label.split(|char: char| char.is_whitespace() || char == ',').find(|word| !word.is_empty());
    word.unwrap_or_default()
        .chars()
        .filter(|char| !matches!(char, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How much a string looks like the label of a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `Speaker 2`, a telephone number, an address: nothing else looks like that.
    Voice,
    /// Several capitalised words.
    Name,
    /// One capitalised word.
    Word,
    /// Anything else that could be a label.
    Loose,
}

impl Shape {
    /// `None` where it cannot be a label.
    pub(super) fn of(label: &str) -> Option<Self> {
        let label = label.trim();
        let first = label.chars().next()?;
        if label.chars().nth(MAX_CHARS).is_some()
            || !(first.is_alphanumeric() || matches!(first, '+' | '(' | '#' | '@'))
        {
            return None;
        }
        if is_phone(label) || is_address(label) || is_generic(label) {
            return Some(Self::Voice);
        }
        if !label.chars().any(char::is_alphabetic) {
            return None;
        }
        let mut depth = 0_i32;
        let (mut words, mut capitals, mut loose) = (0_usize, 0_usize, false);
        for word in label.split_whitespace() {
            let inside = depth > 0 || word.starts_with(['(', '[']);
            for char in word.chars() {
                depth += match char {
                    '(' | '[' => 1,
                    ')' | ']' => -1,
                    _ => 0,
                };
                if matches!(
                    char,
                    '?' | '!'
                        | ';'
                        | ':'
                        | '"'
                        | '“'
                        | '”'
                        | '…'
                        | '<'
                        | '>'
                        | '{'
                        | '}'
                        | '='
                        | '*'
                        | '$'
                        | '%'
                ) {
                    return None;
                }
            }
            if inside {
                continue;
            }
            if ends_a_sentence(word) {
                return None;
            }
            words += 1;
            let start = word.chars().find(|char| char.is_alphanumeric());
            match start {
                // `iPad` is a name as good as `Ana`, and many scripts know no capitals.
                Some(start)
                    if start.is_alphabetic()
                        && (!start.is_lowercase() || word.contains(char::is_uppercase)) =>
                {
                    capitals += 1;
                }
                Some(start) if start.is_numeric() && words > 1 => {}
                _ if words > 1 && PARTICLES.contains(&word.to_lowercase().as_str()) => {}
                Some(_) => loose = true,
                None => {}
            }
        }
        match (words, capitals) {
            (0, _) => None,
            _ if words > MAX_WORDS || depth != 0 => None,
            _ if loose || capitals == 0 => Some(Self::Loose),
            (1, _) => Some(Self::Word),
            _ => Some(Self::Name),
        }
    }
}

/// `Dr.`, `J.`, `Jr.` and `M.` end in a full stop; a longer word before one ends a sentence.
fn ends_a_sentence(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|stem| stem.chars().filter(|char| char.is_alphabetic()).count() > 3)
}

/// A telephone number: at least five digits, otherwise only signs, with an optional word such as `Phone` before it.
fn is_phone(label: &str) -> bool {
    let digits = label.chars().filter(|char| char.is_ascii_digit() || *char == '*').count();
    digits >= 5
        && label.chars().all(|char| {
            char.is_ascii_digit() || matches!(char, '+' | '-' | '.' | '(' | ')' | ' ' | '*' | '\u{A0}')
        })
}

fn is_address(label: &str) -> bool {
    let parts = label.split_once('@');
    parts.is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !label.contains(char::is_whitespace)
    })
}

/// `Speaker 2`, `SPEAKER_00`, `Participant #3`, `Unknown Speaker`.
fn is_generic(label: &str) -> bool {
    let lower = label.to_lowercase();
    let mut words = lower.split([' ', '_', '-', '#', '\u{A0}']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let stem = first.trim_end_matches(|char: char| char.is_ascii_digit());
    if !GENERIC.contains(&stem) {
        return false;
    }
    let numbered = stem.len() < first.len();
    match (words.next(), words.next()) {
        (None, _) => numbered,
        (Some(second), None) => {
            second.chars().all(|char| char.is_ascii_digit())
                || second.chars().count() == 1
                || (matches!(first, "unknown" | "unidentified") && GENERIC.contains(&second))
        }
        (Some(second), Some(third)) => {
            matches!(first, "unknown" | "unidentified")
                && GENERIC.contains(&second)
                && third.chars().all(|char| char.is_ascii_digit())
        }
    }
}

/// The labels of one file that are taken for voices.
#[derive(Debug, Default)]
pub(super) struct Labels<'a> {
    accepted: HashSet<&'a str>,
}

impl<'a> Labels<'a> {
    /// Decides about the labels seen in `units` cues or paragraphs; `known` names are voices whatever they look like.
    pub(super) fn learn(seen: impl IntoIterator<Item = &'a str>, units: usize, known: &[&str]) -> Self {
        let mut counts: HashMap<&'a str, usize> = HashMap::new();
        for label in seen {
            *counts.entry(label).or_default() += 1;
        }
        let certain = |label: &str, count: usize| {
            known.contains(&label)
                || match Shape::of(label) {
                    Some(Shape::Voice) => true,
                    Some(Shape::Name | Shape::Word) => count > 1 && !is_no_name(label),
                    _ => false,
                }
        };
        let labelled: usize =
            counts.iter().filter(|(label, count)| certain(label, **count)).map(|(_, count)| count).sum();
        // Where nearly everything is labelled, or there is little to go by, a single word counts as a name too.
        let well_labelled = labelled * 10 >= units * 8 || units <= 6;
        let accepted = counts.into_iter().filter(|(label, count)| {
            certain(label, *count)
                || match Shape::of(label) {
                    _ if is_no_name(label) => *count >= 3 && count * 5 >= units,
                    Some(Shape::Name) => !looks_like_address_of(label),
                    Some(Shape::Word) => well_labelled,
                    Some(Shape::Loose) => {
                        let often = *count > 2 && count * 20 >= units || *count > 1 && well_labelled;
                        often && label.split_whitespace().count() <= 4
                    }
                    _ => false,
                }
        });
        Self { accepted: accepted.map(|(label, _)| label).collect() }
    }

    /// Whether that label is a voice.
    pub(super) fn has(&self, label: &str) -> bool {
        self.accepted.contains(label)
    }
}

/// Whether the label begins like a phrase rather than like a name.
fn is_no_name(label: &str) -> bool {
    NO_NAMES.contains(&lower_word(label).as_str())
}

/// `Dana, Priya`: two single words with a comma are rather people spoken to than somebody's name, unless they come back.
fn looks_like_address_of(label: &str) -> bool {
    label.split_once(',').is_some_and(|(before, _)| before.split_whitespace().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_from_what_is_said() {
        let cases = [
            ("Dana Reyes: Hi, is that: you?", "Dana Reyes", None, "Hi, is that: you?"),
            ("Dana Reyes (Harbor Oak): Hi", "Dana Reyes (Harbor Oak)", None, "Hi"),
            ("Dana Reyes - Harbor Oak: Hi", "Dana Reyes - Harbor Oak", None, "Hi"),
            ("Dana [00:01:02]: Hi", "Dana", Some(62_000), "Hi"),
            ("Dana (1:02): Hi", "Dana", Some(62_000), "Hi"),
            ("Dana 00:01:02: Hi", "Dana", Some(62_000), "Hi"),
            ("**Dana Reyes:** Hi", "Dana Reyes", None, "Hi"),
            ("**Dana Reyes**: Hi", "Dana Reyes", None, "Hi"),
            ("**Dana Reyes** (0:05): Hi", "Dana Reyes", Some(5_000), "Hi"),
            ("[Dana]: Hi", "Dana", None, "Hi"),
            ("+1 843-555-0172: Hey.", "+1 843-555-0172", None, "Hey."),
            ("山田太郎：こんにちは", "山田太郎", None, "こんにちは"),
            ("Dr. Ana M. Ruiz: Hi", "Dr. Ana M. Ruiz", None, "Hi"),
        ];
        for (line, label, ms, rest) in cases {
            assert_eq!(colon(line), Some(Labelled { label, ms, rest }), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_a_label_is_none() {
        for line in [
            "at 10:30 we met",
            "https://example.com",
            "Well, we lost the plant. Anyway: no",
            "really? Dana: no",
            "no colon here",
            ": nothing before it",
            "12: a number",
        ] {
            assert_eq!(colon(line).map(|found| found.label), None, "{line}");
        }
    }

    #[test]
    fn a_phrase_before_a_colon_is_no_voice() {
        let seen =
            ["Dana Reyes", "Priya", "Dana Reyes", "Priya", "The problem is", "Honestly", "Question", "Sven"];
        let labels = Labels::learn(seen, 20, &[]);
        for (label, voice) in [
            ("Dana Reyes", true),
            ("Priya", true),
            ("The problem is", false),
            ("Honestly", false),
            ("Question", false),
        ] {
            assert_eq!(labels.has(label), voice, "{label}");
        }
        assert!(!labels.has("Sven"), "one word once, in a file with many lines without a label");
    }

    #[test]
    fn one_word_once_is_a_voice_where_everything_is_labelled() {
        let mut seen = vec!["Dana Reyes"; 5];
        seen.extend(["Priya"; 4]);
        seen.push("Sven");
        assert!(Labels::learn(seen, 10, &[]).has("Sven"));
    }

    #[test]
    fn shapes_of_labels() {
        for (label, shape) in [
            ("Speaker 2", Some(Shape::Voice)),
            ("SPEAKER_00", Some(Shape::Voice)),
            ("Unknown Speaker", Some(Shape::Voice)),
            ("Participant #3", Some(Shape::Voice)),
            ("+31 20 555 0193", Some(Shape::Voice)),
            ("dana@harboroak.example", Some(Shape::Voice)),
            ("Dana Reyes", Some(Shape::Name)),
            ("Jan de Vries", Some(Shape::Name)),
            ("Board Rm 2", Some(Shape::Name)),
            ("Guest (chat)", Some(Shape::Word)),
            ("Leeds-Mtg-3", Some(Shape::Word)),
            ("dana", Some(Shape::Loose)),
            ("The problem is", Some(Shape::Loose)),
            ("What?", None),
            ("", None),
        ] {
            assert_eq!(Shape::of(label), shape, "{label}");
        }
    }
}
