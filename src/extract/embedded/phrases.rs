//! Phrases with gaps, found in one pass over the words of a sentence.
//!
//! A phrase is written as it is said, word by word: `there is no|not budget|money`. In it
//!
//! - `a|b` is either word, and `a|` is the word or nothing;
//! - `*` is up to three words, `**` up to six;
//! - `#` is an amount: digits or number words; `£` is one of money;
//! - `%` is a time: a month, a season, a quarter, a year, a holiday;
//! - `@` is a name: a word with a capital that does not have it for its place;
//! - `<title>`, `<body>`, `<decides>`, `<decide>`, `<money>` are the word classes below;
//! - `^` in front ties it to the start of a clause, `$` at the end to the end of the sentence.
//!
//! The first word must be plain, a class, `#`, `£`, `%` or `@`.

use std::ops::Range;

use super::word::{Word, is_magnitude};
use crate::extract::hashing::{ByHash, hash};

/// Words that may stand between the start of a clause and a phrase that is tied to it.
#[rustfmt::skip]
const OPENERS: [&str; 22] = [
    "so", "well", "and", "but", "yeah", "yes", "no", "oh", "okay", "ok", "look", "honestly", "right", "then",
    "i", "mean", "now", "like", "actually", "because", "basically", "frankly",
];

/// Phrases, each with what it says.
pub(super) struct Phrases<T: 'static> {
    entries: Vec<(Vec<Piece>, &'static T)>,
    /// The entries that start with a word, by its hash.
    by_word: ByHash<Vec<Start>>,
    /// The entries that start with an amount, with a time, with a name.
    by_amount: Vec<usize>,
    by_time: Vec<usize>,
    by_name: Vec<usize>,
}

/// An entry that starts with a certain word.
struct Start {
    index: usize,
    /// The bits of the words of which one has to come next: most entries are passed over for that alone.
    next: u64,
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit<'p, T> {
    /// What the phrase says.
    pub(super) says: &'p T,
    /// Its words, counted from the start of the sentence.
    pub(super) words: Range<usize>,
}

enum Piece {
    /// One of these, and with `optional` also nothing.
    One {
        any: Words,
        kinds: Vec<Kind>,
        optional: bool,
    },
    Gap(usize),
    Start,
}

/// A few words, told apart by their hashes; one bit a word says at once that none of them is meant.
struct Words {
    hashes: Vec<u64>,
    bits: u64,
}

/// What is told by more than the word itself.
#[derive(Clone, Copy)]
enum Kind {
    Amount,
    Money,
    Time,
    Name,
    End,
}

impl<T: 'static> Phrases<T> {
    /// Compiles tables of phrases.
    pub(super) fn new(tables: &[&'static [(&'static str, T)]]) -> Self {
        let mut phrases = Self {
            entries: Vec::new(),
            by_word: ByHash::default(),
            by_amount: Vec::new(),
            by_time: Vec::new(),
            by_name: Vec::new(),
        };
        for (phrase, says) in tables.iter().copied().flatten() {
            let pieces: Vec<Piece> = phrase.split(' ').map(Piece::read).collect();
            let index = phrases.entries.len();
            let mut rest = pieces.iter().skip_while(|piece| matches!(piece, Piece::Start));
            if let Some(first @ Piece::One { any, kinds, .. }) = rest.next() {
                let next = if first.is_one_word() { rest.next().map_or(ALL, Piece::bits) } else { ALL };
                for word in &any.hashes {
                    phrases.by_word.entry(*word).or_default().push(Start { index, next });
                }
                for kind in kinds {
                    match kind {
                        Kind::Amount | Kind::Money => phrases.by_amount.push(index),
                        Kind::Time => phrases.by_time.push(index),
                        Kind::Name => phrases.by_name.push(index),
                        Kind::End => {}
                    }
                }
            }
            phrases.entries.push((pieces, says));
        }
        phrases
    }

    /// Every phrase in a sentence, in the order of their first words.
    pub(super) fn find<'p>(&'p self, words: &[Word<'_>]) -> Vec<Hit<'p, T>> {
        let mut hits = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let mut attempt = |index: usize| {
                if let Some((pieces, says)) = self.entries.get(index)
                    && let Some(end) = matches(pieces, words, at)
                {
                    hits.push(Hit { says: *says, words: at..end });
                }
            };
            if let Some(starts) = self.by_word.get(&word.hash) {
                let next = words.get(at + 1).map_or(0, |next| bit(next.hash));
                let fitting = starts.iter().filter(|start| start.next == ALL || start.next & next != 0);
                fitting.for_each(|start| attempt(start.index));
            }
            if may_start_amount(word) {
                self.by_amount.iter().copied().for_each(&mut attempt);
            }
            if word.traits.time {
                self.by_time.iter().copied().for_each(&mut attempt);
            }
            if word.name {
                self.by_name.iter().copied().for_each(&mut attempt);
            }
        }
        hits
    }
}

impl Words {
    fn new(words: &[&str]) -> Self {
        let hashes: Vec<u64> = words.iter().map(|word| hash(word)).collect();
        let bits = hashes.iter().fold(0, |bits, hash| bits | bit(*hash));
        Self { hashes, bits }
    }

    fn has(&self, word: &Word<'_>) -> bool {
        self.bits & bit(word.hash) != 0 && self.hashes.contains(&word.hash)
    }
}

/// The bits of every word, and of none.
const ALL: u64 = u64::MAX;

/// One bit of 64 for a hash.
fn bit(hash: u64) -> u64 {
    1 << (hash >> 58)
}

impl Piece {
    /// Whether it takes exactly one word, whichever of its own.
    fn is_one_word(&self) -> bool {
        matches!(self, Self::One { kinds, optional: false, .. } if kinds.is_empty())
    }

    /// The bits of the words of which it needs one.
    fn bits(&self) -> u64 {
        match self {
            Self::One { any, .. } if self.is_one_word() => any.bits,
            _ => ALL,
        }
    }

    fn read(text: &'static str) -> Self {
        match text {
            "*" => Self::Gap(3),
            "**" => Self::Gap(6),
            "^" => Self::Start,
            _ => {
                let (mut any, mut kinds): (Vec<&str>, Vec<Kind>) = (Vec::new(), Vec::new());
                for word in text.split('|').filter(|word| !word.is_empty()) {
                    let class = CLASSES.iter().find(|(name, _)| *name == word);
                    match (Kind::read(word), class) {
                        (Some(kind), _) => kinds.push(kind),
                        (None, Some((_, words))) => any.extend_from_slice(words),
                        (None, None) => any.push(word),
                    }
                }
                Self::One { any: Words::new(&any), kinds, optional: text.ends_with('|') }
            }
        }
    }
}

/// The end of the match that starts at a word.
fn matches(pieces: &[Piece], words: &[Word<'_>], at: usize) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(at) };
    match piece {
        Piece::Start => starts_clause(words, at).then(|| matches(rest, words, at)).flatten(),
        Piece::Gap(most) => (at..=words.len().min(at + most)).find_map(|next| matches(rest, words, next)),
        Piece::One { any, kinds, optional } => {
            if words.get(at).is_some_and(|word| any.has(word))
                && let Some(end) = matches(rest, words, at + 1)
            {
                return Some(end);
            }
            for kind in kinds {
                if let Some(length) = kind.length(words, at)
                    && let Some(end) = matches(rest, words, at + length)
                {
                    return Some(end);
                }
            }
            if *optional { matches(rest, words, at) } else { None }
        }
    }
}

impl Kind {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "#" => Self::Amount,
            "£" => Self::Money,
            "%" => Self::Time,
            "@" => Self::Name,
            "$" => Self::End,
            _ => return None,
        })
    }

    /// How many words from here on are of this kind; `None` when none is.
    fn length(self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let here = words.get(at..)?;
        let length = match self {
            Self::Amount => amount_length(here),
            Self::Money => Some(amount_length(here)).filter(|length| is_money(here, *length))?,
            Self::Time => usize::from(here.first().is_some_and(|word| word.traits.time)),
            Self::Name => usize::from(here.first().is_some_and(|word| word.name)),
            Self::End => return here.is_empty().then_some(0),
        };
        (length > 0).then_some(length)
    }
}

/// Whether only opening words stand between the start of the clause and this word.
fn starts_clause(words: &[Word<'_>], at: usize) -> bool {
    let mut before = at;
    loop {
        if words.get(before).is_none_or(|word| word.clause) {
            return true;
        }
        let Some(previous) = before.checked_sub(1) else { return true };
        if !words.get(previous).is_some_and(|word| OPENERS.contains(&word.text)) {
            return false;
        }
        before = previous;
    }
}

fn may_start_amount(word: &Word<'_>) -> bool {
    word.traits.number || matches!(word.text, "a" | "half")
}

/// How many words from here on say a number: `a hundred and forty thousand`, `$140k`, `two-fifty`.
pub(super) fn amount_length(words: &[Word<'_>]) -> usize {
    let article = words.first().is_some_and(|word| matches!(word.text, "a" | "half"))
        && words.get(1).is_some_and(|word| is_magnitude(word.text));
    let mut length = usize::from(article);
    while let Some(word) = words.get(length) {
        let joins = matches!(word.text, "and" | "point" | "a")
            && length > 0
            && words.get(length + 1).is_some_and(|next| next.traits.number);
        if !(word.traits.number || joins) {
            break;
        }
        length += 1;
    }
    // A lone "one" is a pronoun more often than a number.
    if length == 1 && words.first().is_some_and(|word| word.text == "one") { 0 } else { length }
}

/// Whether the first `length` words, an amount, are money: a currency sign or name, or thousands.
fn is_money(words: &[Word<'_>], length: usize) -> bool {
    let said = |word: &Word<'_>| {
        matches!(word.text, "thousand" | "million" | "grand" | "k")
            || word.text.starts_with(['$', '£', '€'])
            || (word.text.ends_with('k') && word.text.starts_with(|c: char| c.is_ascii_digit()))
            || word.text.contains(',')
    };
    let currency = |word: &Word<'_>| {
        matches!(
            word.text,
            "dollars" | "euros" | "euro" | "pounds" | "quid" | "bucks" | "francs" | "crowns" | "sing"
        )
    };
    words.get(..length).is_some_and(|amount| amount.iter().any(said))
        || words.get(length).is_some_and(currency)
}

const CLASSES: [(&str, &[&str]); 5] = [
    ("<title>", &TITLES),
    ("<body>", &BODIES),
    ("<decides>", &DECIDES),
    ("<decide>", &DECIDE),
    ("<money>", &MONEY),
];

/// Titles of people who decide.
#[rustfmt::skip]
pub(super) const TITLES: [&str; 40] = [
    "ceo", "cfo", "coo", "cto", "cio", "ciso", "cro", "cpo", "president", "owner", "owners", "founder",
    "founders", "boss", "director", "directors", "manager", "chairman", "chairwoman", "chair", "partners",
    "principal", "controller", "husband", "wife", "father", "dad", "mother", "superintendent",
    "administrator", "vp", "svp", "evp", "dean", "treasurer", "trustees", "chief", "principals", "uncle",
    "aunt",
];

/// Bodies that decide.
#[rustfmt::skip]
pub(super) const BODIES: [&str; 22] = [
    "board", "committee", "council", "trustees", "supervisors", "procurement", "purchasing", "legal",
    "leadership", "headquarters", "hq", "corporate", "parent", "owners", "shareholders", "investors",
    "management", "steering", "executives", "governors", "exco", "directors",
];

const DECIDES: [&str; 9] =
    ["decides", "signs", "approves", "chooses", "picks", "countersigns", "authorises", "authorizes", "votes"];

const DECIDE: [&str; 10] =
    ["decide", "sign", "approve", "choose", "pick", "countersign", "authorise", "authorize", "vote", "buy"];

const MONEY: [&str; 9] =
    ["budget", "budgets", "money", "funding", "funds", "cash", "capital", "capex", "opex"];

#[cfg(test)]
mod tests;
