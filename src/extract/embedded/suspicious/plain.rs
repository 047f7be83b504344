//! A text without its disguises: full-width and look-alike letters, invisible characters, digits for letters, spaced-out words.

use unicode_normalization::UnicodeNormalization;

use crate::domain::UtteranceId;
use crate::extract::call::tokenize;
use crate::extract::embedded::reading::{Word, spell_out};
use crate::extract::hashing::hash;

/// A text as it would be read by a machine.
pub(super) struct Plain {
    /// The text, lower-case, without disguises.
    pub(super) text: String,
    words: Vec<PlainWord>,
}

struct PlainWord {
    text: String,
    clause: bool,
    /// Whether a colon stands between the word before and this one.
    colon: bool,
}

impl Plain {
    pub(super) fn of(text: &str) -> Self {
        let text: String = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            let shown: String =
                text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
            shown.split_inclusive(char::is_whitespace).map(in_one_script).collect()
        };
        let mut words: Vec<PlainWord> = Vec::new();
        let mut before = 0;
        for token in tokenize(&text, 0) {
            let gap = text.get(before..token.range.start).unwrap_or_default();
            let clause = before == 0
                || gap.contains([',', ';', ':', '-', '—', '(', '"', '[', ']', '>', '*', '.', '!', '?', '#']);
            before = token.range.end;
            let colon = gap.contains(':');
            let word = letters_for_digits(&token.lower);
            let (first, second) = spell_out(&word, hash(&word));
            words.push(PlainWord { text: first.to_owned(), clause, colon });
            words.extend(second.map(|text| PlainWord { text: text.to_owned(), clause: false, colon: false }));
        }
        join_spaced_letters(&mut words);
        Self { text, words }
    }

    /// The words in the shape in which phrases are looked for.
    pub(super) fn words(&self) -> Vec<Word<'_>> {
        self.words
            .iter()
            .map(|word| Word::new(&word.text, hash(&word.text), false, word.clause, UtteranceId(0), 0..0))
            .collect()
    }

    /// The words before each colon, at most four, the label of what follows.
    pub(super) fn labels(&self) -> impl Iterator<Item = Vec<&str>> {
        let colons = self.words.iter().enumerate().filter(|(_, word)| word.colon).map(|(at, _)| at);
        colons.map(|at| {
            let before = self.words.get(at.saturating_sub(4)..at).unwrap_or_default();
            before.iter().map(|word| word.text.as_str()).collect()
        })
    }

    /// Whether one of these words is in it.
    pub(super) fn has(&self, any: &[&str]) -> bool {
        self.words.iter().any(|word| any.contains(&word.text.as_str()))
    }
}

/// A word with letters of two scripts in one: `ignоrе`, half of it Cyrillic, is "ignore".
fn in_one_script(word: &str) -> String {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    word.chars()
        .map(|c| if latin { look_alike(c) } else { c })
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// Characters that show nothing. The joiner of emoji and the direction marks of names are left out.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{00ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Characters of other scripts and full-width ones: their words cannot be told at a glance.
pub(super) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{0370}'..='\u{06ff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'е' | 'ε' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'х' | 'χ' => 'x',
        'у' => 'y',
        'і' | 'ι' => 'i',
        'ѕ' => 's',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ո' => 'n',
        'ԁ' => 'd',
        c => c,
    }
}

/// `1gn0re` is "ignore"; `401k` and `q4` stay what they are.
fn letters_for_digits(word: &str) -> String {
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || letters < 3 || letters <= digits {
        return word.to_owned();
    }
    word.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            c => c,
        })
        .collect()
}

/// `i g n o r e` is "ignore".
fn join_spaced_letters(words: &mut Vec<PlainWord>) {
    const SHORTEST: usize = 5;
    let mut joined: Vec<PlainWord> = Vec::with_capacity(words.len());
    let mut run: Vec<PlainWord> = Vec::new();
    let end_run = |run: &mut Vec<PlainWord>, joined: &mut Vec<PlainWord>| {
        if run.len() >= SHORTEST {
            let clause = run.first().is_some_and(|word| word.clause);
            joined.push(PlainWord {
                text: run.drain(..).map(|word| word.text).collect(),
                clause,
                colon: false,
            });
        } else {
            joined.append(run);
        }
    };
    for word in words.drain(..) {
        if word.text.len() == 1 && word.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            run.push(word);
        } else {
            end_run(&mut run, &mut joined);
            joined.push(word);
        }
    }
    end_run(&mut run, &mut joined);
    *words = joined;
}
