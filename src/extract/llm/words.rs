//! Words as they are compared: what a recogniser or a model may write differently without saying anything else is taken off.
//!
//! Case, white space, quote marks, kinds of dashes, sentence punctuation and fillers do not count; letters, digits, signs of currency
//! and share, and the apostrophe inside a word do. Every word keeps its bytes, so the way back to the text is always open.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Sounds that say nothing.
const FILLERS: [&str; 7] = ["um", "umm", "uh", "uhh", "uhm", "erm", "ehm"];

/// Signs that count like words.
const SIGNS: [char; 10] = ['$', '£', '€', '¥', '%', '&', '+', '@', '#', '='];

/// One word or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower-case, composed, apostrophes straight.
    pub(super) text: String,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Whether punctuation stands between it and the word before.
    pub(super) after_break: bool,
}

/// The words of a text; `offset` is added to every range.
pub(super) fn words(text: &str, offset: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut after_break = false;
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() && !SIGNS.contains(&first) {
            after_break |= is_break(first);
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, next)) = chars.peek() {
            let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
            if !first.is_alphanumeric() || !(goes_on(next) || joins(last, next, after)) {
                break;
            }
            end = at + next.len_utf8();
            last = next;
            chars.next();
        }
        let word = normal(text.get(start..end).unwrap_or_default());
        if FILLERS.contains(&word.as_str()) {
            continue;
        }
        words.push(Word { text: word, range: offset + start..offset + end, after_break });
        after_break = false;
    }
    words
}

fn normal(word: &str) -> String {
    let composed: String = word.nfkc().collect();
    composed.to_lowercase().replace('’', "'")
}

/// Letters, digits, and the accents that follow them.
fn goes_on(next: char) -> bool {
    next.is_alphanumeric() || unicode_normalization::char::is_combining_mark(next)
}

/// `don't`, `1.8`, `4,100`, `9:30` are one word.
fn joins(last: char, next: char, after: Option<char>) -> bool {
    match next {
        '\'' | '’' => after.is_some_and(char::is_alphanumeric),
        '.' | ',' | ':' => last.is_ascii_digit() && after.is_some_and(|after| after.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a text ends its last sentence or clause, so that what follows elsewhere is another.
pub(super) fn ends_in_break(text: &str) -> bool {
    text.chars().rev().take_while(|c| !c.is_alphanumeric()).any(is_break)
}

fn is_break(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '…' | '—' | '–')
}

/// Whether a word takes back what stands beside it.
pub(super) fn is_negation(word: &str) -> bool {
    const NEGATIONS: [&str; 24] = [
        "not", "never", "cannot", "hardly", "barely", "nobody", "without", "neither", "nor", "dont",
        "doesnt", "didnt", "cant", "wont", "isnt", "wasnt", "arent", "werent", "couldnt", "wouldnt",
        "shouldnt", "havent", "hasnt", "hadnt",
    ];
    word.ends_with("n't") || NEGATIONS.contains(&word)
}

/// Whether two words are forms of one: the same, or long ones with the same beginning.
pub(super) fn same_stem(left: &str, right: &str) -> bool {
    const STEM: usize = 4;
    let bare = |word: &str| word.strip_suffix("'s").unwrap_or(word).trim_end_matches('s').to_owned();
    let (left, right) = (bare(left), bare(right));
    let long = left.chars().count() > STEM && right.chars().count() > STEM;
    left == right || (long && left.chars().take(STEM).eq(right.chars().take(STEM)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text, 0).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn writing_does_not_count_and_saying_does() {
        assert_eq!(plain("“It’s, um, two days” — sometimes MORE…"), plain("it's two days sometimes more"));
        assert_eq!(plain("a half-day"), plain("a half day"));
        assert_ne!(plain("we're fine"), plain("were fine"));
        assert_ne!(plain("1.8 million"), plain("18 million"));
        assert_ne!(plain("60% of it"), plain("60 of it"));
        assert_eq!(plain("Cafe\u{301}"), plain("Café"));
    }

    #[test]
    fn every_word_knows_its_bytes() {
        let text = "Žofie: «no, don't» 9:30";
        for word in words(text, 0) {
            assert_eq!(normal(text.get(word.range.clone()).unwrap()), word.text);
        }
    }

    #[test]
    fn stems_are_told_by_their_beginning() {
        assert!(same_stem("certificates", "certificate") && same_stem("pricing", "price"));
        assert!(!same_stem("demo", "demon") && !same_stem("send", "sent"));
    }
}
